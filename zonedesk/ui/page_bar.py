"""The bar over a page: title, a slot at the left, buttons at the right, and the line that says a page is busy."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from zonedesk.ui import fonts
from zonedesk.ui.widgets import UpDownLine, WaitingLine

HEIGHT = 48
LEFT_EDGE, RIGHT_EDGE, BETWEEN = 16, 12, 12


class PageBar(QFrame):
    """48 high: `PageBar("项目台账")`, then add_left for tabs and choices, add_right for buttons in their order."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_bar")
        self.setFixedHeight(HEIGHT)
        self.waiting = WaitingLine(self)
        """The page's busy line: `waiting.start()`, `waiting.stop()`."""
        self._title = QLabel(title)
        self._title.setObjectName("page_title")
        self._title.setFont(fonts.semibold(16))
        self._divider = UpDownLine()
        self._divider.hide()
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._left.setSpacing(8)
        self._right.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT_EDGE, 0, RIGHT_EDGE, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self._title)
        row.addWidget(self._divider)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the busy line along the lower edge."""
        self.waiting.setGeometry(0, self.height() - self.waiting.height(), self.width(), self.waiting.height())
        super().resizeEvent(event)

    def title(self) -> str:
        """Return the title."""
        return self._title.text()

    def width_without_left(self) -> int:
        """Return what everything but the slot after the title takes of the width."""
        parts = [self._title, *(self._right.itemAt(place).widget() for place in range(self._right.count()))]
        wide = sum(part.sizeHint().width() for part in parts if part is not None and not part.isHidden())
        return wide + BETWEEN * 3 + 1 + 8 * max(0, self._right.count() - 1) + LEFT_EDGE + RIGHT_EDGE

    def add_left(self, widget: QWidget) -> None:
        """Put a widget after the title."""
        self._divider.show()
        self._left.addWidget(widget)

    def add_right(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._right.addWidget(widget)
