"""The month grid: typed and moved through as Excel, the zones' names staying at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from zonedesk.actions.monthly_paste import Landing
from zonedesk.actions.monthly_sheet import MonthSheet, Spot
from zonedesk.records.indicators import SMALL_BASE
from zonedesk.ui import fonts, theme
from zonedesk.ui.monthly_cells import BAR_WIDTH, PADDING, SIGN, MonthCells
from zonedesk.ui.monthly_header import BELOW, GROUP, ROW, MonthHeader, ZoneCorner, ZoneHeader
from zonedesk.ui.monthly_model import TYPED, MonthModel, columns_for
from zonedesk.ui.tags import tag_width

SCROLLBAR = 10
VALUE, GROWTH = 64, 54
LEAST = {"last_year": 66, "target": 66, "completion": BAR_WIDTH + 68, "status": 78, "rank": 46}
GAP = 6


class MonthTable(QTableView):
    """The grid of a month sheet. It knows cells and keys; what they do to readings is told through its signals."""

    moved = Signal()  # another cell is the current one
    cleared = Signal(list)  # empty these Spots
    refused = Signal(str)  # why a cell cannot be typed into
    room_changed = Signal()  # there is room for more or fewer months

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table.monthly")
        self.setAccessibleName("指标月度填报")
        self.months = MonthModel()
        self.corner: ZoneCorner | None = None
        self._commits = False
        self.setModel(self.months)
        self.head, self.zones = MonthHeader(self.months, self), ZoneHeader(self)
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.zones)
        self.corner = ZoneCorner(self)
        self.setItemDelegate(MonthCells(self))
        self._behave()
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.viewport().update())

    def _behave(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # What is shown

    def show_sheet(self, sheet: MonthSheet, months: Sequence[int]) -> None:
        """Show some months of a sheet."""
        self.months.show(sheet, months)
        self.fit()

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls down."""
        scrollbar = SCROLLBAR if self._needed() > self.viewport().width() else 0
        return GROUP + BELOW + ROW * self.months.rowCount() + scrollbar

    def months_that_fit(self, sheet: MonthSheet) -> int:
        """Return how many months up to that in force there is room for, one at least."""
        scrollbar = SCROLLBAR if GROUP + BELOW + ROW * self.months.rowCount() > self.height() else 0
        room = self.width() - self.zones.sizeHint().width() - sum(LEAST.values()) - scrollbar
        count = 0
        for month in range(sheet.month, 0, -1):
            room -= sum(self._month_widths(sheet, month))
            count += room >= 0
        return max(1, count)

    def _month_widths(self, sheet: MonthSheet, month: int) -> tuple[int, int]:
        """Return the widths of a month's value and growth that cut nothing."""
        months = MonthModel()
        months.sheet, months.columns = sheet, columns_for(sheet, [month])
        months.lines = [*sheet.lines, None, sheet.city]
        rows = range(len(months.lines))
        value, growth = (max(self._width_of(months, months.index(row, column)) for row in rows) for column in (0, 1))
        return max(VALUE, value + 2 * PADDING), max(GROWTH, growth + 2 * PADDING)

    @staticmethod
    def _width_of(months: MonthModel, index: QModelIndex) -> int:
        spot, sheet = months.spot_at(index), months.sheet
        text = months.text(index)
        if sheet is None or spot is None:
            return QFontMetrics(fonts.semibold()).horizontalAdvance(text)
        if sheet.is_extreme(spot):
            return QFontMetrics(fonts.semibold()).horizontalAdvance(text) + tag_width(SMALL_BASE) + GAP
        is_signed = sheet.doubt_at(spot) is not None or (spot.zone is None and spot.field == "value")
        font = fonts.semibold() if is_signed else fonts.sized()
        return QFontMetrics(font).horizontalAdvance(text) + (SIGN if is_signed else 0)

    def _needed(self) -> int:
        return sum(self.columnWidth(column) for column in range(self.months.columnCount()))

    def fit(self) -> None:
        """Size the columns: as wide as their numbers need, what is left over shared out."""
        sheet = self.months.sheet
        if sheet is None or not self.months.columns:
            return
        columns = self.months.columns
        least = {month: self._month_widths(sheet, month) for month in {c.month for c in columns if c.is_of_month}}
        widths = [least[c.month][c.name == "growth"] if c.is_of_month else LEAST[c.name] for c in columns]
        spare = max(0, self.viewport().width() - sum(widths))
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width + spare // len(columns))
        rest = self.viewport().width() - self._needed()
        if rest > 0:
            self.setColumnWidth(len(columns) - 1, self.columnWidth(len(columns) - 1) + rest)
        self.updateGeometries()

    def is_block(self) -> bool:
        """Return whether more than one cell is selected."""
        selected = self.selectionModel().selection()
        return selected.size() > 1 or any(
            (r.top(), r.left()) != (r.bottom(), r.right()) for r in (selected.at(n) for n in range(selected.size()))
        )

    def block(self) -> tuple[int, int, int, int]:
        """Return the selected block as top, left, bottom, right; the current cell where nothing is selected."""
        here, selected = self.currentIndex(), self.selectionModel().selection()
        if selected.isEmpty():
            return here.row(), here.column(), here.row(), here.column()
        found = selected.at(0)
        return found.top(), found.left(), found.bottom(), found.right()

    def block_texts(self) -> list[list[str]]:
        """Return the texts of the selected block, numbers as they were entered."""
        top, left, bottom, right = self.block()
        return [
            [self._copied(self.months.index(row, column)) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]

    def _copied(self, index: QModelIndex) -> str:
        if self.months.state(index) in ("missing", "outside", "future"):
            return ""
        return self.months.edit_text(index) or self.months.text(index)

    def landing(self) -> Landing:
        """Return where a block lands that is pasted from the current cell on."""
        top, left, _, _ = self.block()
        cells = [(column.month, column.name) if column.name in TYPED else None for column in self.months.columns[left:]]
        return Landing(self.months.lines[top:], cells)

    # Moving

    def select_cell(self, index: QModelIndex) -> None:
        """Make a cell the current one, as a click would."""
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def step(self, way: str) -> None:
        """Go one cell right or left, or to the next line below or above that takes a number; a wrong cell keeps the place."""
        self.setFocus()
        here = self.currentIndex()
        if self.months.state(here) == "error":
            return
        if way in ("right", "left"):
            self.select_cell(here.siblingAtColumn(here.column() + (1 if way == "right" else -1)))
            return
        by = 1 if way == "down" else -1
        row = here.row() + by
        while 0 <= row < self.months.rowCount():
            index = here.siblingAtRow(row)
            if not self.months.why_not(index) or self.months.why_not(here):
                self.select_cell(index)
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move as in Excel; pass on what changes readings."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step("up" if shift else "down")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_block()
        elif (key == Qt.Key.Key_Escape and self._let_go()) or (control and not shift and self._jump(key)):
            event.accept()
        elif self._refuses(event):
            self.refused.emit(self.months.why_not(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _refuses(self, event: QKeyEvent) -> bool:
        """Return whether a key would type into a cell that takes nothing."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        types = event.key() == Qt.Key.Key_F2 or (not held and event.text().strip() and event.text().isprintable())
        return bool(types and self.months.why_not(self.currentIndex()))

    def _jump(self, key: int) -> bool:
        """Go to an edge with Ctrl and an arrow, Home or End."""
        here, last_row, last_column = self.currentIndex(), self.months.rowCount() - 1, self.months.columnCount() - 1
        places = {
            Qt.Key.Key_Up: (0, here.column()), Qt.Key.Key_Down: (last_row, here.column()),
            Qt.Key.Key_Left: (here.row(), 0), Qt.Key.Key_Right: (here.row(), last_column),
            Qt.Key.Key_Home: (0, 0), Qt.Key.Key_End: (last_row, last_column),
        }  # fmt: skip
        if key not in places or not here.isValid():
            return False
        self.select_cell(self.months.index(*places[Qt.Key(key)]))
        return True

    def _let_go(self) -> bool:
        spot = self.months.spot_at(self.currentIndex())
        if spot is None or not self.months.forget(spot):
            return False
        self.moved.emit()
        return True

    def clear_block(self) -> None:
        """Ask for the selected cells to be emptied."""
        top, left, bottom, right = self.block()
        indexes = [
            self.months.index(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]
        spots = [self.months.spot_at(index) for index in indexes if not self.months.why_not(index)]
        self.cleared.emit([spot for spot in spots if isinstance(spot, Spot)])

    # Editing

    def is_editing(self) -> bool:
        """Return whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish_editing(self) -> None:
        """Take what stands in the editor of a cell, if one is open."""
        editor = self.indexWidget(self.currentIndex())
        if self.is_editing() and editor is not None and not self._commits:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def commitData(self, editor: QWidget) -> None:
        """Take what stands in an editor, once: what is read again after that finds the editor still open."""
        if not self._commits:
            self._commits = True
            super().commitData(editor)
            self._commits = False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Give the keyboard back to the grid."""
        super().closeEditor(editor, hint)
        self.setFocus()

    # Qt's own

    def _current_changed(self, new: QModelIndex, old: QModelIndex) -> None:
        self.viewport().update()
        self.zones.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
            self.room_changed.emit()

    def updateGeometries(self) -> None:
        """Keep the corner over the names."""
        super().updateGeometries()
        if getattr(self, "corner", None) is not None:
            assert self.corner is not None
            self.corner.setGeometry(0, 0, self.zones.width(), GROUP + BELOW)
            self.corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells on the ground of tables."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()
        super().paintEvent(event)
