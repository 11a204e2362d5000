"""A figure's table for Qt: its rows as plain cells, and the selection behind each number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Selection, Table, Value

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)  # comparing plain numbers is three times as fast as comparing roles
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class FigureModel(QAbstractTableModel):
    """The drawn form of a table, in one unit of money."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self.unit = "亿元"
        self._short: frozenset[str] = frozenset()

    def show(self, table: Table, money_unit: str) -> None:
        """Show another table, or the same one in another unit."""
        self.beginResetModel()
        self._rows, self._columns, self.unit = table.form.all_rows, table.form.columns, money_unit
        labels = Counter(column.label for column in self._columns if column.group)
        self._short = frozenset(label for label, times in labels.items() if times > 1)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are, sections and totals included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return a cell's words, or where they stand in it."""
        if not index.isValid():
            return None
        if role == DISPLAY:
            return self.text(index.row(), index.column())
        if role == TOOLTIP:
            return self.text(index.row(), 0) if index.column() == 0 else self._agreement(index)
        if role == ALIGNMENT:
            return RIGHT if self._columns[index.column()].is_number else LEFT
        return None

    def _agreement(self, index: Index) -> str | None:
        apart = self.apart(index.row(), index.column())
        if apart is None:
            return None
        return f"上报数与算得的数{apart}，请核对" if apart else "上报数与算得的数相符（四舍五入之内）"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Return a column's heading with its unit."""
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY and 0 <= section < len(self._columns):
            return self.heading(section)
        return None

    def text(self, row: int, column: int) -> str:
        """Return a cell as it is shown."""
        found, place = self._rows[row], self._columns[column]
        if found.style == "section" and place.key not in found.cells:
            return ""
        return showing.cell_text(found.cells.get(place.key), showing.column_of(found, place), self.unit)

    def heading(self, column: int) -> str:
        """Return a heading; a count that stands in every group is said by its unit alone."""
        place = self._columns[column]
        if place.nature == "count" and place.label in self._short:
            return place.unit
        return showing.heading(place, self.unit)

    def name_of(self, column: int) -> tuple[str, ...]:
        """Return the words that name a column: its group and its label, where that says more."""
        place = self._columns[column]
        if place.group and place.label in self._short:
            return (place.group,)
        return (place.group, place.label) if place.group else (place.label,)

    def row(self, row: int) -> Row:
        """Return a row of the table."""
        return self._rows[row]

    def column(self, column: int) -> Column:
        """Return a column of the table."""
        return self._columns[column]

    def groups(self) -> list[str]:
        """Return the heading above each column, empty where there is none."""
        return [column.group for column in self._columns]

    def is_sum_column(self, column: int) -> bool:
        """Return whether a column adds up the others beside it."""
        return "合计" in (self._columns[column].group, self._columns[column].label)

    def apart(self, row: int, column: int) -> str | None:
        """Return how far a reported number is from the computed one: nothing where they agree, None for other cells."""
        place = self._columns[column]
        difference = self._rows[row].differences.get(place.key)
        if difference is None:
            return None
        return f"差 {showing.number_text(difference, place, self.unit)}" if difference else ""

    def selection(self, index: Index) -> Selection | None:
        """Return the records behind a cell, None where it is no number."""
        if not index.isValid():
            return None
        return self._rows[index.row()].records.get(self._columns[index.column()].key)

    def value(self, index: Index) -> Value:
        """Return what a cell holds."""
        return self._rows[index.row()].cells.get(self._columns[index.column()].key)

    def place_of(self, row: int, key: str) -> QModelIndex:
        """Return the cell of a row in the column with a key."""
        keys = [column.key for column in self._columns]
        return self.index(row, keys.index(key)) if key in keys else QModelIndex()
