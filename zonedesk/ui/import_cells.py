"""How the preview's cells and headings are drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyle, QStyledItemDelegate, QWidget

from zonedesk.sheets.recognition import Column
from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.import_table import CELL, LEADING, Cell, PreviewModel, target_words
from zonedesk.ui.tags import paint_tag, tag_width

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
ROW = 28
HEAD = 56
ROUNDED = 2  # an advance is rounded down: words in exactly so much room would be cut
NOT_TAKEN = ("ignored", "left_out")
LEFT, RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


class PreviewDelegate(QStyledItemDelegate):
    """Draws a cell by what becomes of its row: tag, old → new, error frame, the sentence under an error."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint one cell."""
        cell: Cell = index.data(CELL)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour(_ground(cell, chosen)))
        if cell.line.sentence:
            self._paint_sentence(painter, option, index, cell)
        elif index.column() == 1:
            self._paint_result(painter, option.rect, cell.words, chosen)
        else:
            _paint_words(painter, option.rect, cell)
        self._paint_lines(painter, option, cell, index.column() == 0 and chosen)
        painter.restore()

    def _paint_result(self, painter: QPainter, rect: QRect, word: str, chosen: bool) -> None:
        paint_tag(
            painter, QRect(rect.left() + PADDING, rect.top(), tag_width(word), rect.height()), word, selected=chosen
        )

    def _paint_sentence(self, painter: QPainter, option: Any, index: Index, cell: Cell) -> None:
        # Each cell of the line paints its own part of one sentence, so that no cells need to be joined.
        view: Any = option.widget
        left = max(0, view.columnViewportPosition(LEADING))
        painter.setClipRect(option.rect)
        icons.draw(painter, "warning", QPointF(left + PADDING, option.rect.top() + 7), "bad", 14)
        painter.setPen(theme.colour("bad"))
        start = left + PADDING + 20
        room = QRect(start, option.rect.top(), view.viewport().width() - start - PADDING, option.rect.height())
        words = QFontMetrics(painter.font()).elidedText(cell.line.sentence, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, words)

    def _paint_lines(self, painter: QPainter, option: Any, cell: Cell, bar: bool) -> None:
        rect = option.rect
        painter.setClipping(False)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if bar:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        frame = ""
        if cell.problem is not None:
            frame = "bad" if cell.problem.severity == "error" else "warn"
        elif option.state & QStyle.StateFlag.State_HasFocus:
            frame = "accent"
        if frame and not cell.line.sentence:
            painter.setPen(
                QPen(theme.colour(frame), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Return the room that a cell's words need."""
        cell: Cell = index.data(CELL)
        if cell.line.sentence:
            return QSize(0, ROW)
        measure = QFontMetrics(fonts.sized())
        width = tag_width(cell.words) if index.column() == 1 else room_of(measure, cell.words)
        if cell.before is not None:
            width += room_of(measure, cell.before) + PADDING
        return QSize(width + 2 * PADDING, ROW)

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        """Return a plain line, whatever the cell holds: what is typed is read like a cell of the ledger."""
        editor = QLineEdit(parent)
        editor.setObjectName("import.cell")
        editor.setAccessibleName("这一格改为")
        return editor


def room_of(measure: QFontMetrics, words: str) -> int:
    """Return the width in which words are not cut."""
    return measure.horizontalAdvance(words) + ROUNDED


def _ground(cell: Cell, chosen: bool) -> str:
    if cell.line.sentence:
        return "bad_soft"
    if cell.problem is not None:
        return "bad_soft" if cell.problem.severity == "error" else "warn_soft"
    if cell.before is not None or chosen:
        return "accent_soft"
    return "sunken" if cell.line.result in NOT_TAKEN else "surface"


def _ink(cell: Cell) -> str:
    if cell.problem is not None:
        return "bad" if cell.problem.severity == "error" else "warn"
    return "text" if cell.used and cell.line.result not in NOT_TAKEN else "text2"


def _paint_words(painter: QPainter, rect: QRect, cell: Cell) -> None:
    room = rect.adjusted(PADDING, 0, -PADDING, 0)
    measure = QFontMetrics(painter.font())
    if cell.before is not None:
        room = _paint_before(painter, room, cell)
    painter.setPen(theme.colour(_ink(cell)))
    words = measure.elidedText(cell.words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, RIGHT if cell.right else LEFT, words)


def _paint_before(painter: QPainter, room: QRect, cell: Cell) -> QRect:
    """Paint the old value struck through and return the room left for the new one."""
    measure = QFontMetrics(painter.font())
    new = measure.horizontalAdvance(cell.words)
    wanted = min(room_of(measure, str(cell.before)), max(0, room.width() - new - PADDING))
    left = room.right() - new - PADDING - wanted + 1 if cell.right else room.left()
    font = painter.font()
    font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(theme.colour("text3"))
    old = QRect(max(left, room.left()), room.top(), wanted, room.height())
    painter.drawText(old, LEFT, measure.elidedText(str(cell.before), Qt.TextElideMode.ElideRight, wanted))
    font.setStrikeOut(False)
    painter.setFont(font)
    return room if cell.right else room.adjusted(wanted + PADDING, 0, 0, 0)


class PreviewHeader(QHeaderView):
    """Two lines over each column: the ledger's heading, and the field that it fills. A click asks to change it."""

    column_asked = Signal(int)  # section

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFixedHeight(HEAD)

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(super().sizeHint().width(), HEAD)

    def column(self, section: int) -> Column | None:
        """Return the sheet's column at a section, None for row number and result."""
        model = self.model()
        assert isinstance(model, PreviewModel)
        place = section - LEADING
        return model.columns[place] if 0 <= place < len(model.columns) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask to change the column, unless its edge was dragged."""
        section = self.logicalIndexAt(event.position().toPoint())
        dragged = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if not dragged and event.button() == Qt.MouseButton.LeftButton and self.column(section) is not None:
            self.column_asked.emit(section)

    def wanted_width(self, section: int) -> int:
        """Return the width that both lines need."""
        column = self.column(section)
        if column is None:
            return 48 if section == 0 else 60
        two = QFontMetrics(fonts.semibold(12)).horizontalAdvance(target_words(column)) + (20 if column.targets else 0)
        return max(QFontMetrics(fonts.sized(12)).horizontalAdvance(_short(column)), two) + 2 * PADDING

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a heading."""
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        column = self.column(section)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if column is None:
            painter.setFont(fonts.semibold(12))
            painter.setPen(theme.colour("text2"))
            words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
            painter.drawText(room, RIGHT if section == 0 else LEFT, words)
        else:
            _paint_heading(painter, room, column, self._is_right(column), self._mark(column))
        painter.restore()

    def _mark(self, column: Column) -> str:
        model = self.model()
        assert isinstance(model, PreviewModel)
        if model.recalled(column):
            return "history"
        return "check" if column.sure else "help"

    def _is_right(self, column: Column) -> bool:
        from zonedesk.ui.import_lines import field_of

        field = field_of(column)
        return field is not None and field.is_number


def _short(column: Column) -> str:
    return column.heading.replace("\n", "") or f"{column.letter} 列"


def _paint_heading(painter: QPainter, room: QRect, column: Column, right: bool, mark: str) -> None:
    upper = QRect(room.left(), room.top() + 2, room.width(), HEAD // 2 - 2)
    lower = QRect(room.left(), room.top() + HEAD // 2 - 2, room.width(), HEAD // 2)
    side = RIGHT if right else LEFT
    painter.setFont(fonts.sized(12))
    painter.setPen(theme.colour("text2"))
    measure = QFontMetrics(painter.font())
    painter.drawText(upper, side, measure.elidedText(_short(column), Qt.TextElideMode.ElideRight, room.width()))
    words = target_words(column)
    role = "text3" if not column.targets else "ok" if column.sure else "warn"
    painter.setFont(fonts.semibold(12) if column.targets else fonts.sized(12))
    painter.setPen(theme.colour(role))
    measure = QFontMetrics(painter.font())
    words = measure.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - (18 if column.targets else 0))
    if column.targets:
        start = room.right() - measure.horizontalAdvance(words) - 17 if right else room.left()
        icons.draw(painter, mark, QPointF(start, lower.center().y() - 6), role, 12)
        lower = lower if right else lower.adjusted(18, 0, 0, 0)
    painter.drawText(lower, side, words)
