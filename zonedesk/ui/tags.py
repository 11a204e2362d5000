"""Tags: a short word of state on its soft colour, as a widget and for painting into a table's cell."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zonedesk.ui import fonts, theme

Tone = Literal["grey", "blue", "violet", "amber", "green", "teal", "red"]

HEIGHT = 18
PADDING = 6
RADIUS = 3

INKS: dict[Tone, tuple[str, str]] = {
    "grey": ("text2", "grey_soft"),
    "blue": ("accent", "accent_soft"),
    "violet": ("violet", "violet_soft"),
    "amber": ("warn", "warn_soft"),
    "green": ("ok", "ok_soft"),
    "teal": ("teal", "teal_soft"),
    "red": ("bad", "bad_soft"),
}
"""Role of the words and role of the ground behind them."""

TONES: dict[str, Tone] = {
    "签约": "blue",
    "落地": "violet",
    "开工": "amber",
    "推进": "amber",
    "投产": "green",
    "达效": "teal",
    "承诺制": "teal",
    "新增": "green",
    "更新": "blue",
    "错误": "red",
    "办结": "green",
    "办理中": "blue",
    "超期": "red",
    "已完成": "green",
    "超前": "green",
    "正常推进": "blue",
    "滞后": "amber",
    "缺报": "amber",
}
"""Words whose tone is not grey."""

STRUCK = "终止"


def tone_of(word: str) -> Tone:
    """Return the tone of a word of state; grey where it has none of its own."""
    return TONES.get(word, "grey")


def tag_font(word: str = "") -> QFont:
    """Return the typeface of tags; 终止 is struck through."""
    font = fonts.sized(12, QFont.Weight.Medium)
    font.setStrikeOut(word == STRUCK)
    return font


def tag_width(word: str) -> int:
    """Return how wide a tag with this word is, in logical pixels."""
    return QFontMetrics(tag_font()).horizontalAdvance(word) + 2 * PADDING


def paint_tag(painter: QPainter, cell: QRect, word: str, tone: Tone | None = None, selected: bool = False) -> None:
    """Paint a tag in the middle of a cell; grey and blue ones turn to the surface's colour on a selected row."""
    tone = tone or tone_of(word)
    ink, ground = INKS[tone]
    if selected and tone in ("grey", "blue"):
        ground = "surface"
    box = QRect(0, 0, min(tag_width(word), cell.width()), HEIGHT)
    box.moveCenter(cell.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(theme.colour(ink))
    painter.setFont(tag_font(word))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


class Tag(QWidget):
    """A tag beside a title or in a form."""

    def __init__(self, word: str, tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._tone = word, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def word(self) -> str:
        """Return the word shown."""
        return self._word

    def set_word(self, word: str, tone: Tone | None = None) -> None:
        """Show another word; without a tone it takes the word's own."""
        self._word, self._tone = word, tone
        self.setAccessibleName(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the word with its padding."""
        return QSize(tag_width(self._word), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag in the theme in force."""
        painter = QPainter(self)
        paint_tag(painter, self.rect(), self._word, self._tone)
        painter.end()
