"""A sentence over the page: what was done, or what to mend. It takes no keyboard and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from zonedesk.ui.widgets import IconButton, Sign, label

STAYS = 6000  # milliseconds that a note stays
LIFT = 16  # above the lower edge


class Notice(QFrame):
    """At the foot of the pages, in the middle. A note goes by itself, a warning stays until it is closed."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self.setObjectName("notice")
        self._place = place
        self._sign, self._words = Sign(), label()
        self._words.setObjectName("notice.words")
        self._words.setWordWrap(True)
        close = IconButton("close", "关闭")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(close)
        self._away = QTimer(self, singleShot=True, interval=STAYS)
        self._away.timeout.connect(self.hide)
        place.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show a note for a while."""
        self._show(sentence, "check", "ok")
        self._away.start()

    def warn(self, sentence: str) -> None:
        """Show what to mend until it is closed."""
        self._away.stop()
        self._show(sentence, "warning", "bad")

    def text(self) -> str:
        """Return the sentence shown, or nothing."""
        return self._words.text() if self.isVisible() else ""

    def _show(self, sentence: str, icon: str, role: str) -> None:
        self.setProperty("tone", role)
        self.style().polish(self)
        self._sign.set_icon(icon, role)
        self._words.setText(sentence)
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        room = self._place.width() - 48
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        width = min(room, words + 96)
        height = max(40, self.heightForWidth(width))
        self.setGeometry((self._place.width() - width) // 2, self._place.height() - height - LIFT, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False
