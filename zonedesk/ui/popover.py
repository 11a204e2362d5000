"""A frame that stands beside a number and points at it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zonedesk.ui import theme

ARROW = 10
RADIUS = 6


class Popover(QWidget):
    """A child of a page, drawn over it: put widgets in `body`, then `point_at(rectangle of the number)`. Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.body = QVBoxLayout()
        self._side = "left"  # where the arrow is
        self._tip = 0  # height of the arrow's tip in this frame
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ARROW + 1, 1, ARROW + 1, 1)
        whole.addLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def point_at(self, number: QRect) -> None:
        """Stand beside a rectangle of the parent, never over it, where there is more room, and show."""
        page = self._page.rect()
        size = self.sizeHint().boundedTo(page.size())
        right = page.right() - number.right() >= size.width() or page.right() - number.right() >= number.left()
        self._side = "left" if right else "right"
        left = number.right() + 2 if right else number.left() - size.width() - 1
        left = max(page.left(), min(left, page.right() - size.width()))
        top = max(page.top(), min(number.center().y() - size.height() // 3, page.bottom() - size.height()))
        self.setGeometry(QRect(QPoint(left, top), size))
        self._tip = max(RADIUS + ARROW, min(number.center().y() - top, size.height() - RADIUS - ARROW))
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc and give the keyboard back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._page.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and arrow in one outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawPath(self._outline())
        painter.end()

    def _outline(self) -> QPainterPath:
        inner = self.rect().adjusted(ARROW, 0, -ARROW, 0).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        frame, arrow = QPainterPath(), QPainterPath()
        frame.addRoundedRect(inner, RADIUS, RADIUS)
        edge, tip = (inner.left(), 0.5) if self._side == "left" else (inner.right(), self.width() - 0.5)
        arrow.moveTo(QPointF(edge, self._tip - 7))
        arrow.lineTo(QPointF(tip, self._tip))
        arrow.lineTo(QPointF(edge, self._tip + 7))
        arrow.closeSubpath()
        return frame.united(arrow)
