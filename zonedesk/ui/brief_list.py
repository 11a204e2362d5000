"""A short list of lines that each lead somewhere: the lists of the start page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from zonedesk.ui import fonts, theme
from zonedesk.ui.plain_table import ROW, PlainTable
from zonedesk.ui.tags import Tone, paint_tag, tag_width

HEAD = 29
PADDING, EDGE = 8, 12
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

CELL = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class BriefColumn:
    """A column: its heading, its width (0 shares what is left), whether it holds numbers, which are never cut.

    In a list narrower than `needs` the column is left out.
    """

    heading: str
    width: int = 0
    is_number: bool = False
    needs: int = 0


@dataclass(frozen=True)
class BriefCell:
    """A cell: its words, the role of their colour, whether they are strong; with `tone` they are a tag.

    `tip` is what the pointer tells, the whole words where it is empty.
    """

    text: str
    role: str = "text"
    strong: bool = False
    tone: Tone | None = None
    tip: str = ""


@dataclass(frozen=True)
class BriefLine:
    """A line and what opening it does."""

    cells: Sequence[BriefCell]
    open: Callable[[], object]


class BriefList(PlainTable):
    """Lines of a card. A click or Enter opens one; the arrows move among them."""

    def __init__(self, name: str, columns: Sequence[BriefColumn]) -> None:
        widths = [column.width for column in columns]
        super().__init__(name, widths)
        self.columns = columns
        self._lines: Sequence[BriefLine] = ()
        self.setHorizontalHeader(BriefHead(columns, self))
        self.horizontalHeader().setFixedHeight(HEAD)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_widths(widths)
        self.setItemDelegate(BriefCells(self))
        self.opened.connect(lambda row, _: self._open(row))
        self.cellClicked.connect(lambda row, _: self._open(row))

    def show_lines(self, lines: Sequence[BriefLine]) -> None:
        """Show other lines."""
        self._lines = lines
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for place, cell in enumerate(line.cells):
                item = QTableWidgetItem(cell.text)
                item.setData(CELL, cell)
                item.setToolTip(cell.tip or cell.text)
                self.setItem(row, place, item)
        self._fit_numbers()
        if lines:
            self.setCurrentCell(0, 0)
        self.updateGeometry()

    def _fit_numbers(self) -> None:
        """Give columns of numbers the room for their longest: a number that is cut reads as a smaller one."""
        measure = QFontMetrics(fonts.semibold())
        for place, column in enumerate(self.columns):
            if column.is_number:
                longest = max((measure.horizontalAdvance(line.cells[place].text) for line in self._lines), default=0)
                self.setColumnWidth(place, max(column.width, longest + PADDING + EDGE + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns for which there is no room."""
        for place, column in enumerate(self.columns):
            self.setColumnHidden(place, self.width() < column.needs)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for the height of all lines."""
        return QSize(320, HEAD + ROW * self.rowCount() + 2)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self._lines[row].open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over a line."""
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)


class BriefHead(QHeaderView):
    """The headings, which begin and end where the cells do."""

    def __init__(self, columns: Sequence[BriefColumn], owner: QTableWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, owner)
        self._columns = columns

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Draw one heading."""
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(fonts.semibold(12))
        painter.setPen(theme.colour("text2"))
        column = self._columns[place]
        painter.drawText(inside(rect, place, len(self._columns)), RIGHT if column.is_number else LEFT, column.heading)
        painter.restore()


def inside(rect: QRect, place: int, count: int) -> QRect:
    """Return the room for words in a cell: the first and the last meet the card's title."""
    return rect.adjusted(EDGE if place == 0 else PADDING, 0, -(EDGE if place == count - 1 else PADDING), -1)


class BriefCells(QStyledItemDelegate):
    """Draws a cell: words in their role's colour, or a tag; a line below, the accent around the current line."""

    def __init__(self, owner: BriefList) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        cell: BriefCell = index.data(CELL)
        is_current = self._owner.hasFocus() and index.row() == self._owner.currentRow()
        ground = "accent_soft" if is_current else "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if is_current and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.colour("accent"))
        room = inside(rect, index.column(), len(self._owner.columns))
        if cell.tone:
            room.setWidth(tag_width(cell.text))
            paint_tag(painter, room, cell.text, cell.tone, is_current)
            return
        painter.setFont(fonts.semibold() if cell.strong else fonts.sized())
        painter.setPen(theme.colour(cell.role))
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if self._owner.columns[index.column()].is_number else LEFT, shown)
