"""Small parts of the wizard: the three steps at the top, surfaces with one line, and a line with an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.widgets import Button, Card, label

STEPS = ("选文件", "核对", "导入")
RING = 20
DASH = 32


class Steps(QWidget):
    """The way through the wizard: done, here, to come."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._at = 0
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Show that the user is at a step, from 0; 3 where all is done."""
        self._at = step
        here = STEPS[min(step, 2)]
        self.setAccessibleName(f"第 {min(step, 2) + 1} 步，共 3 步：{here}")
        self.update()

    def step(self) -> int:
        """Return the step shown."""
        return self._at

    def sizeHint(self) -> QSize:
        """Return the room for three rings, their words and the lines between."""
        measure = QFontMetrics(fonts.semibold())
        words = sum(measure.horizontalAdvance(word) for word in STEPS)
        return QSize(words + 3 * (RING + 6) + 2 * (DASH + 16) + 4, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the steps from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 1.0
        for number, word in enumerate(STEPS):
            if number:
                painter.setPen(theme.colour("ok" if number <= self._at else "line_strong"))
                painter.drawLine(QPointF(left + 8, 12.5), QPointF(left + 8 + DASH, 12.5))
                left += DASH + 16
            left = self._paint_step(painter, left, number, word)
        painter.end()

    def _paint_step(self, painter: QPainter, left: float, number: int, word: str) -> float:
        ring = QRectF(left, 2.5, RING - 1, RING - 1)
        role = "ok" if number < self._at else "accent" if number == self._at else "text3"
        painter.setPen(QPen(theme.colour("button" if role == "accent" else role), 1))
        painter.setBrush(theme.colour("button") if role == "accent" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if role == "ok":
            icons.draw(painter, "check", QPointF(left + 4, 6), "ok", 12)
        else:
            painter.setFont(fonts.semibold(12) if role == "accent" else fonts.sized(12))
            painter.setPen(theme.colour("button_text" if role == "accent" else role))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        font = fonts.semibold() if role == "accent" else fonts.sized()
        painter.setFont(font)
        painter.setPen(theme.colour({"ok": "text", "accent": "accent"}.get(role, "text2")))
        width = QFontMetrics(font).horizontalAdvance(word)
        painter.drawText(QRectF(left + RING + 6, 0, width + 2, 25), Qt.AlignmentFlag.AlignVCenter, word)
        return left + RING + 6 + width


class Surface(QFrame):
    """A surface of the window with one line along an edge."""

    def __init__(self, edge: Literal["top", "right"]) -> None:
        super().__init__()
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the surface and draw its line in the theme in force."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self._edge == "top":
            painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        else:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        painter.end()


class Icon(QWidget):
    """An icon beside words, in the colour of a role."""

    def __init__(self, name: str = "", role: str = "text2", size: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the theme in force."""
        if self._name:
            painter = QPainter(self)
            icons.draw(painter, self._name, QPointF(0, 0), self._role, self._size)
            painter.end()


class ElidedLabel(QLabel):
    """One line of words that are cut at its end where there is no room; the whole text is its tip."""

    def __init__(self, role: str = "", font_size: int = 0) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        if font_size:
            self.setFont(fonts.sized(font_size))

    def set_whole(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._cut()

    def whole(self) -> str:
        """Return the text, also where it is cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the room that the whole text would like."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Need next to nothing."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Notice(Card):
    """A sentence about the whole import with the one thing to do about it; not there while there is nothing to say."""

    asked = Signal()

    def __init__(self, icon: str, name: str, words: str = "") -> None:
        super().__init__()
        self.words, self.button = label(), Button(words)
        self.words.setWordWrap(True)
        self.button.setObjectName(name)
        self.button.clicked.connect(lambda _: self.asked.emit())
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Icon(icon, "warn", 14))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.hide()

    def show_notice(self, sentence: str, button: str = "") -> None:
        """Show a sentence, and other words on the button where they are given; the empty text hides both."""
        self.words.setText(sentence)
        if button:
            self.button.setText(button)
        self.setVisible(bool(sentence))
