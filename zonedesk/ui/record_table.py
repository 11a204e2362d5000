"""The table of a record page: cells, headings with filters, blocks of cells, and the keys of Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView, QWidget

from zonedesk.actions.filtering import words_of
from zonedesk.records.fields import Choice, Date, Field, Flag, Link
from zonedesk.ui import fonts, theme
from zonedesk.ui.cell_delegate import CellDelegate
from zonedesk.ui.filter_row import FilterRow, is_picked
from zonedesk.ui.record_header import EDGE, FILTERS, HEADING, PADDING, Corner, RecordHeader, RowNumbers
from zonedesk.ui.record_model import RecordModel, heading
from zonedesk.ui.widgets import IconButton

if TYPE_CHECKING:
    from collections.abc import Mapping

Index = QModelIndex | QPersistentModelIndex
ROW = 28
DATE, PICKED = 84, 60
LAST = EDGE - PADDING  # the last column stands further from the edge
CHARACTER = 7  # logical pixels of a half-width character
Block = tuple[int, int, int, int]  # top, left, bottom, right


class RecordTable(QTableView):
    """A table of records. It knows cells and keys; what they do to records is told through its signals."""

    current_row = Signal(int)
    selection_moved = Signal()
    order_asked = Signal(int)  # sort by this column
    arranged = Signal()  # the user moved or sized a column
    opened = Signal(int)  # a row was double-clicked in a list that is not edited
    fill_asked = Signal()
    delete_asked = Signal()

    def __init__(self, model: RecordModel, parent: QWidget | None = None, with_filters: bool = True) -> None:
        super().__init__(parent)
        self.records = model
        self.is_block = False
        self._sizing = False
        self._sized: dict[str, int] = {}
        self.setModel(model)
        self.head = RecordHeader(self, with_filters)
        self.numbers = RowNumbers(self)
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.numbers)
        self.corner: Corner | None = None
        self._behave(model)
        self.setItemDelegate(CellDelegate(self))
        self.head.sectionClicked.connect(self.order_asked)
        self.head.sectionMoved.connect(lambda *_: self.arranged.emit())
        self.head.sectionResized.connect(self._column_sized)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def _behave(self, model: RecordModel) -> None:
        triggers = QAbstractItemView.EditTrigger
        edits = triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        self.setEditTriggers(edits if model.session is not None else triggers.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.numbers.setDefaultSectionSize(ROW)
        self.setProperty("tints_rows", True)
        if model.session is None:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_filters(self, filters: FilterRow, clear: IconButton) -> None:
        """Show filters under the headings, and the button that clears them in the corner."""
        self.head.filters = filters
        self.corner = Corner(self)
        clear.setParent(self.corner)
        clear.setFixedSize(24, 24)
        clear.move(6, HEADING + 5)
        filters.show_columns(self.records.columns)

    def is_tinted(self, index: Index, selected: bool) -> bool:
        """Return whether a cell lies on the soft colour: those of a block, else the whole current row."""
        return selected if self.is_block else index.row() == self.currentIndex().row()

    def is_current_cell(self, index: Index) -> bool:
        """Return whether a cell gets the frame of the current cell."""
        return self.records.session is not None and index.column() == self.currentIndex().column() and self.hasFocus()

    def blocks(self) -> list[Block]:
        """Return the selected blocks."""
        ranges = self.selectionModel().selection()
        return [(r.top(), r.left(), r.bottom(), r.right()) for r in (ranges.at(i) for i in range(ranges.size()))]

    def selected_rows(self) -> list[tuple[int, int]]:
        """Return the selected rows as ranges from first to last, those that touch joined."""
        merged: list[tuple[int, int]] = []
        for first, last in sorted((top, bottom) for top, _, bottom, _ in self.blocks()):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def selected_columns(self) -> list[int]:
        """Return the columns in which something is selected."""
        return sorted({column for _, left, _, right in self.blocks() for column in range(left, right + 1)})

    def whole_rows(self) -> bool:
        """Return whether everything selected is whole rows."""
        last = self.records.columnCount() - 1
        spans = [(left, right) for _, left, _, right in self.blocks()]
        return bool(spans) and all(span == (0, last) for span in spans)

    def selected_places(self) -> Iterator[int]:
        """Give the places of the selected rows."""
        for first, last in self.selected_rows():
            yield from range(first, last + 1)

    def select_cell(self, row: int, column: int) -> None:
        """Make a cell the current one, as a click would."""
        index = self.records.index(row, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | self._rows_flag()
        )
        self.scrollTo(index)

    def _rows_flag(self) -> QItemSelectionModel.SelectionFlag:
        rows = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        return QItemSelectionModel.SelectionFlag.Rows if rows else QItemSelectionModel.SelectionFlag.NoUpdate

    def select_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a block, its first cell the current one."""
        model = self.records
        block = QItemSelection(model.index(top, left), model.index(bottom, right))
        self.selectionModel().setCurrentIndex(model.index(top, left), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, way: str) -> None:
        """Go one cell down, up, right or left; a cell that could not be saved keeps the place."""
        here = self.currentIndex()
        problem = self.records.problem_at(here) if here.isValid() else None
        if problem is not None and problem.severity == "error" and way in ("down", "up", "right", "left"):
            self.setFocus()
            return
        row = here.row() + {"down": 1, "up": -1}.get(way, 0)
        column = here.column() + {"right": 1, "left": -1}.get(way, 0)
        if 0 <= row < self.records.rowCount() and 0 <= column < self.records.columnCount():
            self.select_cell(row, column)
        self.setFocus()

    def edit_failed(self) -> bool:
        """Forget what could not be saved in the current cell; False where there was nothing."""
        here, session = self.currentIndex(), self.records.session
        if session is None or not here.isValid() or self.records.problem_at(here) is None:
            return False
        row = self.records.row_at(here.row())
        if row is not None:
            session.drop(row["id"], self.records.field_at(here.column()).id)
        return True

    def is_editing(self) -> bool:
        """Return whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish_editing(self) -> None:
        """Take what stands in the editor of a cell, if one is open."""
        editor = self.indexWidget(self.currentIndex())
        if self.is_editing() and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move as in Excel; pass on what changes records."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.records.session is None:
                self.opened.emit(self.currentIndex().row())
            else:
                self.step("up" if shift else "down")
        elif key == Qt.Key.Key_Delete and self.records.session is not None:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_D and control:
            self.fill_asked.emit()
        elif key == Qt.Key.Key_Space and (shift or control):
            self._select_across(rows=shift)
        elif key == Qt.Key.Key_Escape and self.edit_failed():
            event.accept()
        elif not self._jump(key, control, shift):
            super().keyPressEvent(event)

    def _select_across(self, rows: bool) -> None:
        here, model = self.currentIndex(), self.records
        if rows:
            self.select_block(here.row(), 0, here.row(), model.columnCount() - 1)
        else:
            self.select_block(0, here.column(), model.rowCount() - 1, here.column())

    def _jump(self, key: int, control: bool, shift: bool) -> bool:
        """Go to an edge with Ctrl and an arrow, Home or End."""
        here, model = self.currentIndex(), self.records
        if not control or shift or not here.isValid():
            return False
        last_row, last_column = model.rowCount() - 1, model.columnCount() - 1
        places = {
            Qt.Key.Key_Up: (0, here.column()), Qt.Key.Key_Down: (last_row, here.column()),
            Qt.Key.Key_Left: (here.row(), 0), Qt.Key.Key_Right: (here.row(), last_column),
            Qt.Key.Key_Home: (0, 0), Qt.Key.Key_End: (last_row, last_column),
        }  # fmt: skip
        if key not in places:
            return False
        self.select_cell(*places[Qt.Key(key)])
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Give the keyboard back to the table."""
        super().closeEditor(editor, hint)
        self.setFocus()

    def _selection_changed(self) -> None:
        blocks = self.blocks()
        self.is_block = len(blocks) > 1 or any(block[:2] != block[2:] for block in blocks)
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            self.is_block = len(blocks) > 1 or any(top != bottom for top, _, bottom, _ in blocks)
        self.setProperty("tints_rows", not self.is_block or self.whole_rows())
        self.viewport().update()
        self.numbers.viewport().update()
        self.selection_moved.emit()

    def _current_changed(self, new: QModelIndex, old: QModelIndex) -> None:
        self.viewport().update()
        if new.row() != old.row():
            self.current_row.emit(new.row())

    def set_widths(self, sized: Mapping[str, int]) -> None:
        """Size the columns: as the user did, else as the fields say, the first text taking what is left over."""
        self._sized = dict(sized)
        self.fit()

    def fit(self) -> None:
        """Size the columns to the room there is: the first text takes what is over, texts give way where it lacks."""
        self._sizing = True
        model = self.records
        widths = [self._sized.get(name) or width_of(model.field_at(place), model.money_unit)
                  for place, name in enumerate(model.columns)]  # fmt: skip
        spare = self.viewport().width() - sum(widths) - LAST
        if widths and spare > 0:
            widths[self._stretched()] += spare
        elif spare < 0:
            self._narrow(widths, -spare)
        if widths:
            widths[-1] += LAST
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self._sizing = False
        self.head.place_filters()

    def _narrow(self, widths: list[int], lacking: int) -> None:
        """Take room from the texts that the user has not sized, down to what they need; from the first text last."""
        model, first = self.records, self._stretched()
        places = [place for place, name in enumerate(model.columns) if name not in self._sized]
        slack = {place: widths[place] - least_width_of(model.field_at(place), model.money_unit) for place in places}
        if lacking > sum(slack.values()):
            return
        for place in sorted(slack, key=lambda place: place == first):
            give = min(slack[place], lacking)
            widths[place] -= give
            lacking -= give

    def _stretched(self) -> int:
        columns = self.records.columns
        free = [i for i, name in enumerate(columns) if name not in self._sized and not _is_fixed(self.records, i)]
        return free[0] if free else len(columns) - 1

    def sized(self) -> dict[str, int]:
        """Return the widths that the user chose, by field."""
        return dict(self._sized)

    def _column_sized(self, section: int, old: int, new: int) -> None:
        if not self._sizing and section < self.records.columnCount():
            self._sized[self.records.columns[section]] = new
            self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns and keep the corner in its place."""
        super().resizeEvent(event)
        self.fit()

    def updateGeometries(self) -> None:
        """Keep the corner over the row numbers."""
        super().updateGeometries()
        if getattr(self, "corner", None) is not None:
            assert self.corner is not None
            self.corner.setGeometry(0, 0, self.numbers.width(), HEADING + FILTERS)
            self.corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells on the ground of tables."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()
        super().paintEvent(event)


def _is_fixed(model: RecordModel, column: int) -> bool:
    return _is_fixed_field(model.field_at(column))


def _is_fixed_field(field: Field) -> bool:
    return field.width < 14 or field.is_number or isinstance(field, Choice | Date | Flag)


def width_of(field: Field, money_unit: str) -> int:
    """Return how wide a field's column is before the user sizes it: its heading and its filter always fit."""
    words = QFontMetrics(fonts.semibold(12)).horizontalAdvance(heading(field, money_unit)) + 2 * PADDING + 6
    if isinstance(field, Date):
        return max(words, DATE)
    if is_picked(field) and not isinstance(field, Link):
        longest = max((len(label) for _, label in words_of(field)), default=2)
        return max(words, PICKED, longest * fonts.BASE + 2 * PADDING)
    return max(words, field.width * CHARACTER)


def least_width_of(field: Field, money_unit: str) -> int:
    """Return how narrow a field's column may become before the user sizes it."""
    width = width_of(field, money_unit)
    return width if _is_fixed_field(field) else max(80, width * 7 // 10)
