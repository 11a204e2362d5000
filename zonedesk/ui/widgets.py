"""Small parts that every page is made of: buttons, choices, cards, lines and the sentence of an empty place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.popover import Popover
from zonedesk.ui.tags import Tag, paint_tag, tag_width, tone_of

__all__ = [
    "Button",
    "Card",
    "EmptyState",
    "IconButton",
    "Popover",
    "PrimaryButton",
    "QuietButton",
    "Segmented",
    "Sign",
    "Tag",
    "UpDownLine",
    "WaitingLine",
    "label",
    "paint_tag",
    "tag_width",
    "tone_of",
]


def label(text: str = "", role: str = "", size: int = 0, bold: bool = False) -> QLabel:
    """Return a label: `role` is text2, text3, ok, warn or bad; `size` 12, 14, 15, 16 where it is not 13."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if size or bold:
        made.setFont(fonts.semibold(size or fonts.BASE) if bold else fonts.sized(size))
    return made


class Sign(QWidget):
    """An icon that is no button, drawn in the theme in force."""

    def __init__(self, icon: str = "", role: str = "text2", size: int = 16) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self._icon, self._role = icon, role

    def set_icon(self, icon: str, role: str) -> None:
        """Show another icon in the colour of a role."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        if self._icon:
            painter = QPainter(self)
            icons.draw(painter, self._icon, QPointF(0, 0), self._role, self.width())
            painter.end()


class Button(QPushButton):
    """A button with a border: word, and an icon where it helps."""

    ICON_ROLE = "text"

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f" {text}" if icon else text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setIconSize(QSize(14, 14))
        if icon:
            self.setIcon(icons.icon(icon, self.ICON_ROLE))
            self.setAccessibleName(text)


class PrimaryButton(Button):
    """The one button of a page that does its main thing."""

    ICON_ROLE = "button_text"


class QuietButton(Button):
    """A button without a border, for a page bar: icon and word."""


class IconButton(QToolButton):
    """A square button with an icon alone; `tip` is its tooltip and its accessible name."""

    def __init__(self, icon: str, tip: str, parent: QWidget | None = None, role: str = "text2") -> None:
        super().__init__(parent)
        self.setFixedSize(28, 28)
        self.setIconSize(QSize(16, 16))
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.set_icon(icon, role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_icon(self, icon: str, role: str = "text2") -> None:
        """Show another icon in the colour of a role."""
        self.setIcon(icons.icon(icon, role))


class Segmented(QFrame):
    """Two to five choices side by side, one of them chosen."""

    chosen = Signal(str)  # the key, when the user chose another

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", parent: QWidget | None = None) -> None:
        """Make one segment for each (key, words)."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QAbstractButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, words) in enumerate(choices):
            row.addWidget(self._segment(key, words, _place(place, len(choices))))
        self._group.buttonClicked.connect(lambda _: self.chosen.emit(self.value()))
        self.set_value(value)

    def _segment(self, key: str, words: str, place: str) -> QAbstractButton:
        segment = QPushButton(words)
        segment.setCheckable(True)
        segment.setProperty("segment", place)
        segment.setAutoDefault(False)
        self._group.addButton(segment)
        self._buttons[key] = segment
        return segment

    def value(self) -> str:
        """Return the key of the chosen segment, or nothing."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose a segment by its key without telling; an unknown key chooses none."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)

    def button(self, key: str) -> QAbstractButton:
        """Return the button of a choice."""
        return self._buttons[key]


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "middle"


class Card(QFrame):
    """A surface with a line around it; `body` is its layout, `head` the row of its title."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.body = QHBoxLayout(), QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        if title:
            self.head.setContentsMargins(12, 8, 12, 8)
            self.head.setSpacing(8)
            self.head.addWidget(label(title, size=14, bold=True))
            self.head.addWidget(label(hint, "text3", 12))
            self.head.addStretch(1)
            whole.addLayout(self.head)
        whole.addLayout(self.body, 1)


class EmptyState(QWidget):
    """What stands in an empty place: one sentence that says what is missing, and one button that mends it."""

    def __init__(
        self, sentence: str, button: str = "", action: Callable[[], object] | None = None, icon: str = ""
    ) -> None:
        super().__init__()
        self.ways: list[QuietButton] = []
        self.sentence = label(sentence, "text2", 14)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.sentence)
        self.button = Button(button, icon)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.button)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        self.button.setVisible(bool(button))  # after it has its place: without a parent it would open as a window
        column.addStretch(1)
        if action is not None:
            self.button.clicked.connect(lambda _: action())

    def add_button(self, button: Button) -> None:
        """Put another button beside the first: a second way to mend what is missing."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def add_way(self, words: str, go: Callable[[], object]) -> QuietButton:
        """Add another way on under the button, and return it."""
        way = QuietButton(words)
        way.setProperty("link", True)
        way.clicked.connect(lambda _: go())
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, way, 0, Qt.AlignmentFlag.AlignHCenter)
        self.ways.append(way)
        return way


class UpDownLine(QWidget):
    """A thin upright line between parts of a bar."""

    def __init__(self, height: int = 20) -> None:
        super().__init__()
        self.setFixedSize(1, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line in the theme in force."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("line"))
        painter.end()


class WaitingLine(QWidget):
    """Two pixels that are always there and run in the accent colour once something takes over 0.3 s."""

    DELAY = 300
    STEP = 30

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._at = -1
        self._delay = QTimer(self, singleShot=True, interval=self.DELAY)
        self._step = QTimer(self, interval=self.STEP)
        self._delay.timeout.connect(self._step.start)
        self._step.timeout.connect(self._move)

    def start(self) -> None:
        """Begin to wait."""
        self._delay.start()

    def stop(self) -> None:
        """End waiting."""
        self._delay.stop()
        self._step.stop()
        self._at = -1
        self.update()

    def is_running(self) -> bool:
        """Return whether something is waited for."""
        return self._delay.isActive() or self._step.isActive()

    def _move(self) -> None:
        self._at = (self._at + 2) % 130
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that runs, and the line under the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 1, self.width(), 1, theme.colour("line"))
        if self._at >= 0:
            part = QRect(self.width() * (self._at - 30) // 100, 0, self.width() * 3 // 10, 2)
            painter.fillRect(part, theme.colour("accent"))
        painter.end()
