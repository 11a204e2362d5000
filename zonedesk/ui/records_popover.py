"""The records behind a number, in a card that points at it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zonedesk.actions.figures import Behind
from zonedesk.figures import showing
from zonedesk.figures.table import Column, Selection
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Derived, Field, Link
from zonedesk.ui import fonts, theme
from zonedesk.ui.figure_model import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, Index
from zonedesk.ui.popover import Popover
from zonedesk.ui.tags import Tone, paint_tag, tag_width
from zonedesk.ui.widgets import Button, IconButton, label

MOST = 500  # records shown; all of them are opened in the ledger
WIDTH, MOST_ROWS, ROW, PADDING = 500, 9, 28, 8

SHOWN: dict[str, tuple[str, ...]] = {
    "batch_entry": ("kind", "event", "project"),
    "project": ("zone", "name", "started_on", "commissioned_on"),
    "team_member": ("role", "name", "team", "joined_on"),
    "campaign_item": ("kind", "zone", "description", "status", "due_on"),
    "reported_total": ("column", "value", "unit", "source"),
    "reading": ("zone", "indicator", "month", "value", "growth"),
    "target": ("zone", "indicator", "year", "value"),
    "assessment": ("zone", "indicator", "item", "score"),
    "enterprise": ("name", "zone", "chain_role", "chains"),
    "enterprise_reading": ("enterprise", "month", "output", "profit_growth"),
    "agency_case": ("project", "lead", "agent", "status"),
    "training": ("topic", "team", "held_on", "count"),
    "milestone": ("project", "name", "planned_to", "actual_to"),
    "bottleneck": ("zone", "description", "department", "due_on", "status"),
    "promotion": ("name", "channel", "zone", "from"),
    "lead": ("name", "zone", "stage", "found_on"),
    "funding": ("town", "enterprise", "kind", "year"),
    "land_plot": ("zone", "number", "transferred_on", "project"),
    "reform_step": ("zone", "kind", "done_on", "text"),
    "application": ("name", "kind", "zone", "outcome"),
}
"""Fields that a line shows; without an entry the first four that a list shows."""

STRETCHED = ("project", "name", "description", "team", "indicator", "enterprise", "topic", "text", "source")


class BehindModel(QAbstractTableModel):
    """Records with a few of their fields, and what each adds to the number."""

    def __init__(self) -> None:
        super().__init__()
        self.behind = Behind("project", 0, [])
        self.fields: list[Field] = []
        self._number = Column("", "")
        self._unit = "亿元"

    def show(self, behind: Behind, number: Column, money_unit: str) -> None:
        """Show other records; `number` is the column of the figure that they are behind."""
        self.beginResetModel()
        self.behind, self._number, self._unit = behind, number, money_unit
        known = KINDS[behind.kind].fields
        listed = [name for name, field in known.items() if field.listed][:4]
        self.fields = [known[name] for name in SHOWN.get(behind.kind, listed)]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many records are shown."""
        return 0 if parent.isValid() else len(self.behind.records)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.fields) + (self.behind.adds is not None)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Return a heading: a field's label, or the number's own."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        is_field = section < len(self.fields)
        if role == DISPLAY:
            return self.fields[section].label if is_field else showing.heading(self._number, self._unit)
        return self._side(section) if role == ALIGNMENT else None

    def _side(self, column: int) -> int:
        is_words = column < len(self.fields) and not self.fields[column].is_number
        return LEFT if is_words else RIGHT

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return a cell's words, or where they stand in it."""
        is_field = index.column() < len(self.fields)
        if role == ALIGNMENT:
            return self._side(index.column())
        if role != DISPLAY:
            return None
        record = self.behind.records[index.row()]
        if not is_field:
            return showing.cell_text(self.behind.added_by(record)["adds"], self._number, self._unit)
        field = self.fields[index.column()]
        if isinstance(field, Link):
            return record.get(f"{field.id}.caption") or showing.EMPTY
        return field.show(record[field.id], self._unit) or showing.EMPTY

    def tone(self, index: Index) -> Tone | None:
        """Return the tone of a choice that is shown as a tag."""
        if index.column() >= len(self.fields):
            return None
        field = self.fields[index.column()]
        if not isinstance(field, Choice | Derived) or not field.colours:
            return None
        colour = field.colours.get(self.behind.records[index.row()][field.id] or "", "grey")
        return "grey" if colour == "struck" else colour  # type: ignore[return-value]

    def parts(self) -> str:
        """Return the sums of each word of the first choice: 签约一批 7 条 124.02 · 开工一批 5 条 4.41."""
        choice = next((field for field in self.fields if isinstance(field, Choice)), None)
        if choice is None or self.behind.count > len(self.behind.records):
            return ""
        counts = Counter(record[choice.id] for record in self.behind.records)
        counter = KINDS[self.behind.kind].counter
        return "  ·  ".join(f"{choice.show(key)} {n} {counter}{self._sum(choice.id, key)}" for key, n in counts.items())

    def _sum(self, field: str, key: str | None) -> str:
        if self.behind.adds is None:
            return ""
        added = (self.behind.adds[record["id"]] for record in self.behind.records if record[field] == key)
        return f" {showing.cell_text(sum(added, Decimal(0)), self._number, self._unit)}"


class BehindCells(QStyledItemDelegate):
    """Paints the words of a state as tags, all else as in the other tables."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model, words = index.model(), str(index.data(DISPLAY))
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        tone = model.tone(index) if isinstance(model, BehindModel) else None
        painter.save()
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        if tone is not None and words != showing.EMPTY:
            paint_tag(
                painter,
                QRect(rect.left(), rect.top(), tag_width(words) + 2 * PADDING, rect.height()),
                words,
                tone,
                chosen,
            )
        else:
            inside = rect.adjusted(PADDING, 0, -PADDING, 0)
            painter.setPen(theme.colour("text3" if words == showing.EMPTY else "text"))
            painter.setFont(fonts.sized())
            fitting = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, index.data(ALIGNMENT), fitting)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.restore()


class RecordsPopover(Popover):
    """A list of records beside a number: a double click opens one, the button all of them in their ledger."""

    record_asked = Signal(str, str)
    all_asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover.records")
        self._selection: Selection | None = None
        self._wanted = 0  # height of the list
        self.model = BehindModel()
        self._title, self._hint = label(size=14, bold=True), label(role="text2")
        self._parts, self._more = label(role="text2"), label(role="text3", size=12)
        self._more.setWordWrap(True)
        self.table = self._make_table()
        self.open_all = Button("", parent=self)
        self.open_all.setObjectName("action.open_records")
        self.open_all.clicked.connect(lambda: self.all_asked.emit(self._selection))
        self._lay_out()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("table.records_behind")
        table.setModel(self.model)
        table.setItemDelegate(BehindCells(table))
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setHighlightSections(False)
        table.doubleClicked.connect(self._open)
        return table

    def _lay_out(self) -> None:
        close = IconButton("close", "关闭")
        close.clicked.connect(self.close_card)
        head = _row(12, 8, self._title, self._hint, None, close)
        foot = _row(12, 8, self._more, None, self.open_all)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(_row(12, 8, self._parts, None))
        self.body.addLayout(foot)

    def show_records(
        self, title: str, behind: Behind, selection: Selection, number: Column, shown: str, unit: str
    ) -> None:
        """Show the records behind a number; `shown` is the number as the figure shows it."""
        self._selection = selection
        self.model.show(behind, number, unit)
        record = KINDS[behind.kind]
        self._title.setText(title)
        counted = f"{behind.count} {record.counter}"
        money = f"，{shown} {unit}" if number.nature == "money" else ""
        self._hint.setText(f"{counted}{money}")
        self._parts.setText(self.model.parts())
        self._parts.setVisible(bool(self._parts.text()))
        only = f"只列前 {len(behind.records)} {record.counter}，" if behind.count > len(behind.records) else ""
        self._more.setText(f"{only}双击一行打开，Esc 关闭")
        self.open_all.setText(f"在台账中打开这 {counted}")
        self.open_all.setEnabled(behind.count > 0)
        self._fit_columns()

    def _fit_columns(self) -> None:
        header, words = self.table.horizontalHeader(), QFontMetrics(fonts.sized())
        rows = min(self.model.rowCount(), 60)
        for column in range(self.model.columnCount()):
            is_long = column < len(self.model.fields) and self.model.fields[column].id in STRETCHED
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if is_long else QHeaderView.ResizeMode.Fixed
            )
            texts = [str(self.model.headerData(column, Qt.Orientation.Horizontal))]
            texts += [str(self.model.index(row, column).data(DISPLAY)) for row in range(rows)]
            self.table.setColumnWidth(column, max(words.horizontalAdvance(text) for text in texts) + 18)
        shown = max(1, min(MOST_ROWS, self.model.rowCount()))
        self._wanted = header.sizeHint().height() + shown * ROW + 2
        self.table.setMinimumHeight(min(self._wanted, header.sizeHint().height() + 2 * ROW))
        self.table.setMaximumHeight(self._wanted)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def sizeHint(self) -> QSize:
        """Return a width that fits the usual line, and the height of the records up to a few."""
        others = super().sizeHint().height() - min(self.table.sizeHint().height(), self.table.maximumHeight())
        return QSize(WIDTH, others + self._wanted)

    def point_at(self, number: QRect) -> None:
        """Stand beside a number and take the keyboard into the list."""
        super().point_at(number)
        self.table.setFocus()

    def close_card(self) -> None:
        """Go away and say so."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, open the current record on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.table.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.record_asked.emit(self.model.behind.kind, self.model.behind.records[index.row()]["id"])


def _row(side: int, above: int, *parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(side, above, side, above)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
