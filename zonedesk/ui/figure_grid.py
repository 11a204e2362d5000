"""The table of a figure: sections across, totals marked, every number opened by Enter or a double click."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from zonedesk.figures import showing
from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.figure_header import PADDING, FigureHeader
from zonedesk.ui.figure_model import CENTRE, DISPLAY, LEFT, RIGHT, FigureModel, Index
from zonedesk.ui.tags import paint_tag

ROW = 27  # four events and eleven zones fit a screen of 768
SECTION = 26
EDGE = 12
MINIMUM = 48
WIDEST_NAME = 220  # of the first column: an indicator's name of 25 characters must not push the numbers away
TICK, SIGN_GAP = 12, 6


class FigureCells(QStyledItemDelegate):
    """Paints the cells: a total on its ground, a section across, a frame around the current number."""

    def __init__(self, grid: FigureGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_current = index == self._grid.currentIndex() and self._grid.figure.selection(index) is not None
        painter.save()
        painter.fillRect(rect, theme.colour(self._ground(option.state, index)))  # type: ignore[attr-defined]
        self._paint_words(painter, rect, index, is_current)
        self._paint_lines(painter, rect, index)
        if is_current:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, state: QStyle.StateFlag, index: Index) -> str:
        style = self._grid.figure.row(index.row()).style
        if style == "section":
            return "sunken"
        if style == "total" or state & QStyle.StateFlag.State_Selected:
            return "accent_soft"
        if state & QStyle.StateFlag.State_MouseOver and self._grid.figure.selection(index) is not None:
            return "hover"
        return "sunken" if self._grid.figure.is_sum_column(index.column()) else "surface"

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, current: bool) -> None:
        figure = self._grid.figure
        style, text = figure.row(index.row()).style, str(index.data(DISPLAY))
        if figure.column(index.column()).is_state and text not in ("", showing.EMPTY):
            paint_tag(painter, rect, text, selected=style == "total")
            return
        strong = style in ("total", "section") or (style == "body" and figure.is_sum_column(index.column()))
        quiet = "text2" if style in ("section", "reported") else "text3" if text == showing.EMPTY else "text"
        painter.setFont(fonts.semibold(12 if style == "section" else 13) if strong else fonts.sized())
        painter.setPen(theme.colour("accent" if current else quiet))
        last = figure.columnCount() - 1
        inside = rect.adjusted(
            EDGE if index.column() == 0 else PADDING, 0, -(EDGE if index.column() == last else PADDING), 0
        )
        column = figure.column(index.column())
        side = RIGHT if column.is_number else CENTRE if column.is_state else LEFT
        words = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, side, words)
        self._paint_agreement(painter, inside, index, QFontMetrics(painter.font()).horizontalAdvance(words))

    def _paint_agreement(self, painter: QPainter, inside: QRect, index: Index, taken: int) -> None:
        """Paint beside a reported number whether it agrees with the computed one: a tick, or how far it is off."""
        apart = self._grid.figure.apart(index.row(), index.column())
        if apart is None:
            return
        free = inside.adjusted(0, 0, -taken - SIGN_GAP, 0)
        if apart:
            painter.setFont(fonts.sized(12))
            painter.setPen(theme.colour("bad"))
            painter.drawText(free, RIGHT, apart)
        else:
            at = QPointF(free.right() + 1 - TICK, free.center().y() + 1 - TICK / 2)
            icons.draw(painter, "check", at, "ok", TICK)

    def _paint_lines(self, painter: QPainter, rect: QRect, index: Index) -> None:
        line = theme.colour("line")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        if self._grid.figure.row(index.row()).style != "section" and self._grid.heading.ends_group(index.column()):
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)


class FigureGrid(QTableView):
    """A figure's drawn table. `opened` tells of a number whose records are asked for."""

    opened = Signal(QModelIndex)
    picked = Signal()  # other cells are selected
    menu_asked = Signal(QModelIndex, QPoint)  # the cell, and where on the screen its menu is to stand

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"table.{name}")
        self.figure = FigureModel()
        self.heading = FigureHeader(self.figure, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(self.figure)
        self.setItemDelegate(FigureCells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(SECTION)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self._natural: list[int] = []

    def show_table(self) -> None:
        """Lay out rows, sections and widths after the model was given another table."""
        self.clearSpans()
        for row in range(self.figure.rowCount()):
            is_section = self.figure.row(row).style == "section"
            self.setRowHeight(row, SECTION if is_section else ROW)
            if is_section and self.figure.columnCount() > 1:
                self.setSpan(row, 0, 1, self.figure.columnCount())
        self._natural = [self._width_of(column) for column in range(self.figure.columnCount())]
        self.heading.updateGeometry()
        self.updateGeometries()
        self._spread()

    def _width_of(self, column: int) -> int:
        words, heading = QFontMetrics(fonts.semibold()), QFontMetrics(fonts.semibold(12))
        rows = (row for row in range(self.figure.rowCount()) if self.figure.row(row).style != "section")
        widest = max((words.horizontalAdvance(self._words(row, column)) for row in rows), default=0)
        if column == 0:
            widest = min(widest, WIDEST_NAME)
        edges = sum(EDGE if column == end else PADDING for end in (0, self.figure.columnCount() - 1))
        return max(MINIMUM, widest + edges, heading.horizontalAdvance(self.figure.heading(column)) + edges)

    def _words(self, row: int, column: int) -> str:
        """Return what a cell takes the width of: beside a reported number stands its sign too."""
        apart = self.figure.apart(row, column)
        return self.figure.text(row, column) + ("" if apart is None else f"  {apart or '✓　'}")

    def natural_size(self) -> QSize:
        """Return the size at which nothing is cut and nothing scrolls."""
        rows = sum(self.rowHeight(row) for row in range(self.figure.rowCount()))
        return QSize(sum(self._natural), self.heading.sizeHint().height() + rows)

    def _spread(self) -> None:
        """Share the room beyond the natural widths among the columns, by their widths."""
        natural, room = sum(self._natural), self.viewport().width()
        if not natural:
            return
        given = 0
        for column, width in enumerate(self._natural):
            wide = max(width, width * room // natural)
            if column == len(self._natural) - 1:
                wide = max(width, room - given)
            self.setColumnWidth(column, wide)
            given += wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._spread()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the pointer, or by key of the current one."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        at = self.visualRect(index).bottomLeft() if is_key else event.pos()
        if index.isValid():
            if index not in self.selectedIndexes():
                self.setCurrentIndex(index)
            self.menu_asked.emit(index, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, copy on Ctrl+C; the rest moves as in every table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if self.figure.selection(index) is not None:
            self.opened.emit(index)

    def copy(self) -> None:
        """Put the selected block on the clipboard, as Excel takes it."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        lines = (
            "\t".join(self.figure.text(*cell) for cell in row) for _, row in groupby(chosen, key=lambda cell: cell[0])
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
