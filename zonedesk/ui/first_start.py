"""The page of a first start: three ways to begin, and how far the beginning is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zonedesk.ui.widgets import Button, Card, PrimaryButton, Sign, label

CARD_WIDTH = 248
BESIDE = 3 * CARD_WIDTH + 2 * 16 + 48  # logical width from which the cards stand beside each other


@dataclass(frozen=True)
class Beginning:
    """One way to begin."""

    key: str
    icon: str
    title: str
    sentence: str
    button: str


BEGINNINGS = (
    Beginning(
        "import", "import", "导入我的台账", "从手头的 Excel 或 CSV 台账开始，先看清识别结果，再写入。", "选择台账文件"
    ),
    Beginning(
        "sample",
        "sheet",
        "打开样例台账",
        "晋中市 2023 年样例，项目、三个一批、专项行动都有，可以随意试，不影响自己的台账。",
        "打开样例",
    ),
    Beginning("empty", "plus", "新建空台账", "从空白开始，逐条录入开发区和项目，以后随时可以导入。", "新建"),
)


class FirstStart(QWidget):
    """Three cards, one of them with the primary button. It tells what was chosen; the window does the work."""

    chosen = Signal(str)  # import, sample or empty

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.first_start")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._buttons: dict[str, QPushButton] = {}
        for place, beginning in enumerate(BEGINNINGS):
            self._row.addWidget(self._card(beginning, primary=place == 0), 0, Qt.AlignmentFlag.AlignHCenter)
        self._progress = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._progress.setFixedWidth(320)
        self._words = label(role="text2")
        self._words.setObjectName("first_start.progress")
        self._words.setWordWrap(True)
        self._lay_out()
        self._progress.hide()
        self.setFocusProxy(self._buttons[BEGINNINGS[0].key])

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        title = label("从哪里开始？", size=16, bold=True)
        hint = label("数据保存在这台电脑上，不需要联网。", "text2")
        inside, scroll, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(title, 0, middle)
        column.addWidget(hint, 0, middle)
        column.addSpacing(16)
        cards = QHBoxLayout()
        cards.addStretch(1)
        cards.addLayout(self._row)
        cards.addStretch(1)
        column.addLayout(cards)
        column.addSpacing(16)
        column.addWidget(self._progress, 0, middle)
        self._words.setAlignment(middle)
        self._words.setMinimumHeight(40)
        column.addWidget(self._words)
        column.addStretch(3)

    def _card(self, beginning: Beginning, primary: bool) -> Card:
        card = Card()
        card.setFixedWidth(CARD_WIDTH)
        sign = Sign(beginning.icon, "accent", 20)
        words = label(beginning.sentence, "text2")
        words.setWordWrap(True)
        words.setMinimumHeight(60)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        button = (PrimaryButton if primary else Button)(beginning.button)
        button.setObjectName(f"begin.{beginning.key}")
        button.setAccessibleName(beginning.title)
        button.clicked.connect(lambda: self.chosen.emit(beginning.key))
        self._buttons[beginning.key] = button
        card.body.setContentsMargins(16, 16, 16, 16)
        card.body.setSpacing(8)
        for part in (sign, label(beginning.title, size=14, bold=True), words, button):
            card.body.addWidget(part)
        return card

    def show_progress(self, words: str) -> None:
        """Show that a ledger is being made and how far that is."""
        self._set_busy(True)
        self._say(words, "text2")

    def show_failure(self, sentence: str) -> None:
        """Show why no ledger was made, and offer the choice again."""
        self._set_busy(False)
        self._say(sentence, "bad")

    def text(self) -> str:
        """Return the words under the cards."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside each other where there is room, else one under another."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if self.width() >= BESIDE else ways.TopToBottom)
        super().resizeEvent(event)

    def _set_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        for button in self._buttons.values():
            button.setEnabled(not busy)

    def _say(self, words: str, role: str) -> None:
        self._words.setProperty("role", role)
        self._words.style().polish(self._words)
        self._words.setText(words)
