"""The one door for what the program says to the user: notes, sentences to act on, questions, and bugs."""

from __future__ import annotations

import logging
import platform
import traceback
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from zonedesk import __name__ as program
from zonedesk.errors import Mendable


class Messages(QObject):
    """What is said goes through here. Notes and warnings are shown in the window, questions and bugs in a dialog."""

    told = Signal(str)  # a note that goes by itself
    warned = Signal(str)  # a sentence that says what to do, and stays

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self.window = window
        self._showing = False

    def tell(self, sentence: str) -> None:
        """Say that something was done."""
        self.told.emit(sentence)

    def warn(self, sentence: str) -> None:
        """Say what the user can mend, and how."""
        self.warned.emit(sentence)

    def ask(self, question: str, choices: Sequence[tuple[str, str]], explanation: str = "") -> str:
        """Ask and return the key of the choice made, or nothing where the user let it be.

        `choices` are (key, words); the first is the one proposed. A way out is added by itself.
        """
        from zonedesk.ui.dialogs import ask

        return ask(self._place(), question, choices, explanation)

    def bug(self, error: BaseException) -> None:
        """Show a failure of the program's own, with details to copy. What was typed is kept."""
        from zonedesk.ui.dialogs import show_bug

        if self._showing:
            return  # a failure that comes again while it is shown, such as one in painting, is the same news
        self._showing = True
        report = details(error)
        logging.getLogger(program).error(report)
        show_bug(self._place(), report)
        self._showing = False

    def fail(self, error: BaseException) -> None:
        """Say why something failed, through the door that fits it."""
        if isinstance(error, Mendable):
            self.warn(str(error))
        else:
            self.bug(error)

    def _place(self) -> QWidget | None:
        return QApplication.activeModalWidget() or self.window


def details(error: BaseException) -> str:
    """Return what somebody who mends the program wants to know of a failure."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version(program)
    except PackageNotFoundError:
        number = "checkout"
    system = f"{program} {number}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([system, "", *traceback.format_exception(error)])
