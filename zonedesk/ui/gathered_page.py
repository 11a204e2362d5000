"""A page that shows what one action gathers: read beside the window, and again whenever something behind it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from zonedesk.ui import worker
from zonedesk.ui.desk import Desk
from zonedesk.ui.page_bar import PageBar


class GatheredPage(QWidget):
    """A page bar and what `gathering` brings, shown by `show_found`. Out of view it waits with reading again."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk, self.bar = desk, PageBar(title)
        self.found: Any = None
        self._asked, self._stale = 0, True  # the latest question; answers to earlier ones are dropped
        desk.changed.connect(self.wait_to_refresh)
        desk.period_changed.connect(self.wait_to_refresh)
        desk.unit_changed.connect(self.show_again)
        desk.theme_changed.connect(self.show_again)

    def lay_out(self, body: QWidget, empty: QWidget) -> None:
        """Stand the page's body under its bar, and what takes its place where there is nothing yet."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)  # before it is filled: what it shows first would open as a window
        self._stack.addWidget(body)
        self._stack.addWidget(empty)

    def show_body(self, there_is_any: bool) -> None:
        """Show the body, or what says that there is nothing yet."""
        self._stack.setCurrentIndex(0 if there_is_any else 1)

    def gathering(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Return the action to call beside the window, and what it is called with."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show `found`."""
        raise NotImplementedError

    def status(self) -> str:
        """Return what the status bar says of the page."""
        return ""

    def take_keyboard(self) -> None:
        """Take the keyboard to where one begins."""
        self.setFocus()

    def activated(self) -> None:
        """Come into view: read again what may have changed, and take the keyboard."""
        if self._stale:
            self.refresh()
        self._tell_status()
        self.take_keyboard()

    def wait_to_refresh(self) -> None:
        """Read again now where the page is in view, else when it comes into view."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Gather again, beside the window."""
        self._stale = False
        self._asked += 1
        turn = self._asked
        function, arguments = self.gathering()
        self.bar.waiting.start()
        worker.run(self, function, *arguments, done=lambda found: self._arrive(turn, found), failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        self.bar.waiting.stop()
        self.desk.messages.fail(error)

    def _arrive(self, turn: int, found: Any) -> None:
        if turn != self._asked:
            return
        self.bar.waiting.stop()
        self.found = found
        self.show_again()

    def show_again(self) -> None:
        """Show what was gathered, in the unit and theme in force."""
        if self.found is not None:
            self.show_found()
            self._tell_status()

    def _tell_status(self) -> None:
        if self.found is not None and self.isVisible():
            self.desk.status_changed.emit(self.status())


def scrolled(filled: QWidget) -> QScrollArea:
    """Return an area in which a page scrolls up and down as a whole."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(filled)
    return area
