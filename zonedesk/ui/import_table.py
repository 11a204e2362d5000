"""The rows of a sheet before they are imported, as a model that works out each cell when it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from zonedesk.actions.plan import RESULTS, CellProblem, FieldChange, SheetPlan
from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.sheets.across import words_of
from zonedesk.sheets.recognition import Column
from zonedesk.ui.import_lines import (
    ALL,
    Line,
    cell_words,
    changes_by_column,
    field_of,
    lines_of,
    problem_at,
    raw_text,
    shown_columns,
    value_words,
)

Index = QModelIndex | QPersistentModelIndex
Captions = Callable[[str, str], str]
"""The name of a record by its kind and id."""

LEADING = 2  # row number and result stand before the sheet's own columns
CELL = Qt.ItemDataRole.UserRole  # a Cell, for the delegate
DISPLAY, EDIT, TIP, ALIGN, ACCESSIBLE = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the delegate draws: the words, the words before a change, the problem."""

    line: Line
    words: str
    right: bool = False
    used: bool = True
    before: str | None = None
    problem: CellProblem | None = None


class Difference(NamedTuple):
    """A field that a row changes, with what it holds and what it will hold, in words."""

    field: str
    before: str
    after: str


class PreviewModel(QAbstractTableModel):
    """The lines of one sheet. Editing a cell says `corrected(row from 1, column from 0, text)` and changes nothing itself."""

    corrected = Signal(int, int, str)

    def __init__(self, captions: Captions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.captions = captions
        self.sheet: SheetPlan | None = None
        self.lines: list[Line] = []
        self.columns: list[Column] = []
        self.empty: list[Column] = []
        self._edited: set[tuple[int, int]] = set()
        self._result = ALL
        self._changes: tuple[int, dict[int, FieldChange]] = (0, {})  # of the row looked at last

    def show_sheet(self, sheet: SheetPlan | None, edited: set[tuple[int, int]], result: str = ALL) -> None:
        """Show the lines of a sheet that have one result; `edited` are cells that were corrected."""
        self.beginResetModel()
        self.sheet, self._edited, self._result = sheet, edited, result
        self._changes = (0, {})
        self.lines, self.columns, self.empty = [], [], []
        if sheet is not None:
            self.columns, self.empty = shown_columns(sheet, {column for _, column in edited})
            self.lines = lines_of(sheet, result)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns with row number and result."""
        return 0 if parent.isValid() or self.sheet is None else LEADING + len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return what a cell shows, how it is edited and what is wrong with it."""
        if not index.isValid():
            return None
        if role in (DISPLAY, ACCESSIBLE):
            return self.cell(index).words
        if role == CELL:
            return self.cell(index)
        if role == EDIT:
            return self._raw(index)
        if role == TIP:
            return self._tip(index)
        return None

    def cell(self, index: Index) -> Cell:
        """Return one cell as it is drawn."""
        line = self.lines[index.row()]
        if line.sentence:
            return Cell(line, line.sentence)
        if index.column() == 0:
            return Cell(line, str(line.row), right=True, problem=problem_at(line.plan, None))
        if index.column() == 1:
            return Cell(line, RESULTS[line.result])
        return self._data_cell(line, self.columns[index.column() - LEADING])

    def _data_cell(self, line: Line, column: Column) -> Cell:
        field = field_of(column)
        right = field.is_number if field is not None else False
        value = self._value(line.row, column.index)
        if line.plan is None:
            return Cell(line, raw_text(value), right or isinstance(value, float | int), field is not None)
        assert self.sheet is not None
        words = cell_words(value, column, self.sheet.recognition.year)
        change = self._changed(line).get(column.index)
        before = self._words(change, change.old, column.unit) if change else None
        right = right or (field is None and isinstance(value, float | int))
        return Cell(line, words, right, field is not None, before, problem_at(line.plan, column.index))

    def _value(self, row: int, column: int) -> object:
        assert self.sheet is not None
        return self.sheet.recognition.grid.at(row - 1, column)

    def _changed(self, line: Line) -> dict[int, FieldChange]:
        if self._changes[0] != line.row:
            self._changes = (line.row, changes_by_column(line.plan))
        return self._changes[1]

    def _words(self, change: FieldChange, value: Any, unit: str) -> str:
        field = KINDS[change.kind].fields[change.field]
        if isinstance(field, Link) and value is not None:
            return self.captions(field.to, str(value)) or "空"
        return value_words(change, value, unit)

    def _raw(self, index: Index) -> str:
        if index.column() < LEADING:
            return self.cell(index).words
        return raw_text(self._value(self.lines[index.row()].row, self.columns[index.column() - LEADING].index))

    def _tip(self, index: Index) -> str:
        cell = self.cell(index)
        if cell.line.sentence:
            return cell.line.sentence
        if index.column() == 1:
            return cell.line.why or "\n".join(map(_told, self.differences_at(index.row())))
        if cell.problem is not None:
            return cell.problem.message
        return f"{cell.before} → {cell.words}" if cell.before is not None else cell.words

    def _all_changes(self, line: Line) -> tuple[FieldChange, ...]:
        return line.plan.changes if line.plan is not None else ()

    def differences_at(self, row: int) -> list[Difference]:
        """Return everything that a line changes, field by field, also in what it describes beside its own record."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        changed = line is not None and line.result == "changed" and not line.sentence
        return [self._difference(change) for change in self._all_changes(line)] if line is not None and changed else []

    def difference_at(self, row: int) -> str:
        """Return what a line changes as one sentence: 第 5 行更新　总投资：3.2 → 3.5；项目的阶段：…; nothing for other lines."""
        told = "；".join(map(_told, self.differences_at(row)))
        return f"第 {self.lines[row].row} 行更新　{told}" if told else ""

    def _difference(self, change: FieldChange) -> Difference:
        label = KINDS[change.kind].fields[change.field].label
        other = self.sheet is not None and change.kind != self.sheet.record
        name = f"{KINDS[change.kind].label}的{label}" if other else label
        return Difference(name, self._words(change, change.old, ""), self._words(change, change.new, ""))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells of data rows be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self.lines[index.row()]
        if line.plan is not None and not line.sentence and index.column() >= LEADING:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Say what the user typed for a cell; the plan is worked out anew from it."""
        if role != EDIT or str(value) == self._raw(index):
            return False
        self.corrected.emit(self.lines[index.row()].row, self.columns[index.column() - LEADING].index, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Return the heading of a column, with its whole path as the tip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        column = self.columns[section - LEADING] if section >= LEADING else None
        if role == DISPLAY:
            return column.heading if column else ("行", "结果")[section]
        if role == TIP and column:
            told = (f"{column.letter} 列 {column.heading}", target_words(column), *self.recalled(column), "单击更改")
            return "\n".join(told)
        return None

    def recalled(self, column: Column) -> list[str]:
        """Return what is said of a column that is read as a person chose before."""
        said = self.sheet.recognition.recalled if self.sheet is not None else []
        return [sentence for sentence in said if sentence.startswith(f"{column.letter} 列“")]

    def index_of(self, row: int, column: int | None) -> QModelIndex:
        """Return the cell of a row (from 1) and column of the sheet, an invalid one where it is not shown."""
        at = next((n for n, line in enumerate(self.lines) if line.row == row and not line.sentence), None)
        across = next((n for n, c in enumerate(self.columns) if c.index == column), None)
        if at is None:
            return QModelIndex()
        return self.index(at, 0 if across is None else across + LEADING)


def _told(difference: Difference) -> str:
    return f"{difference.field}：{difference.before} → {difference.after}"


def target_words(column: Column) -> str:
    """Return where a column goes: 总投资 亿元, 3月累计值 亿元, or 不导."""
    field = field_of(column)
    if field is None:
        return "不导"
    return f"{words_of(column.said)}{field.label} {column.unit}".strip()
