"""A drawing of records that the keyboard walks through: the arrows move, Enter opens the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zonedesk.ui import fonts, theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Drawing(QWidget):
    """Places that each stand for a record. One is current; it is marked while the drawing has the keyboard."""

    opened = Signal(str)  # the record of a place
    new_asked = Signal()
    moved = Signal(QRect)  # where the current place is, for whoever scrolls

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.current = 0

    def records(self) -> Sequence[str]:
        """Return the record of each place."""
        raise NotImplementedError

    def place_rect(self, place: int) -> QRect:
        """Return where a place is drawn."""
        raise NotImplementedError

    def words(self, place: int) -> str:
        """Return everything that a place says, for the pointer and for screen readers."""
        raise NotImplementedError

    def step_of(self, key: int) -> int:
        """Return by how many places a key moves, 0 for one that does not."""
        raise NotImplementedError

    def begin_again(self) -> None:
        """Take note that other records are shown; the current place stays where there still is one."""
        self.go_to(min(self.current, max(0, len(self.records()) - 1)))
        self.updateGeometry()

    def go_to(self, place: int) -> None:
        """Make a place the current one."""
        if not 0 <= place < len(self.records()):
            return
        self.current = place
        self.setAccessibleDescription(self.words(place))
        self.update()
        if self.hasFocus():
            self.moved.emit(self.place_rect(place))

    def place_at(self, point: QPointF) -> int:
        """Return the place under a point, -1 where there is none."""
        inside = (place for place in range(len(self.records())) if QRectF(self.place_rect(place)).contains(point))
        return next(inside, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, open on Enter, make a new one with N; the rest is the page's."""
        step = self.step_of(event.key())
        if event.key() in ENTER:
            self._open(self.current)
        elif event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.new_asked.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self.records()) - 1)
        elif step:
            self.go_to(self.current + step)
        else:
            super().keyPressEvent(event)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self.records()):
            self.opened.emit(self.records()[place])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the place under the pointer the current one."""
        super().mousePressEvent(event)
        self.go_to(self.place_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the place under the pointer."""
        self._open(self.place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over a place."""
        over = self.place_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the current place."""
        super().focusInEvent(event)
        self.go_to(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell under the pointer what a place says."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words(place) if place >= 0 else "", self)
            return True
        return super().event(event)


def write(
    painter: QPainter, rect: QRectF, text: str, role: str, size: int = 12, strong: bool = False, side: str = "left"
) -> None:
    """Write a line in the middle of a height, cut at its end where there is no room."""
    painter.setFont(fonts.semibold(size) if strong else fonts.sized(size))
    painter.setPen(theme.colour(role))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    sides = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "middle": Qt.AlignmentFlag.AlignHCenter,
    }
    painter.drawText(rect, sides[side] | Qt.AlignmentFlag.AlignVCenter, shown)


def draw_arrow(painter: QPainter, points: Sequence[QPointF], role: str) -> None:
    """Draw a line through points that are upright or level to each other, with a head at the last."""
    colour, (before, tip) = theme.colour(role), points[-2:]
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(list(points)))
    along = QPointF(_sign(tip.x() - before.x()), _sign(tip.y() - before.y()))
    across = QPointF(-along.y(), along.x())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([tip, tip - along * 5 + across * 3, tip - along * 5 - across * 3]))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
