"""Puts the program together: settings, ledger and window, handed down; nothing is kept here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from zonedesk import paths
from zonedesk.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from zonedesk.ui.messages import Messages
    from zonedesk.ui.single import FirstWindow
    from zonedesk.ui.window import Window

NO_SCREEN = "没有可用的显示器，打不开窗口。请在桌面环境里启动，或使用命令行：zonedesk --help"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on the user's ledger, or on the one named, and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not has_screen(sys.platform, os.environ):
        print(NO_SCREEN, file=sys.stderr)
        return 1
    database = Path(arguments[0]).absolute() if arguments else paths.default_database()
    from PySide6.QtWidgets import QApplication

    from zonedesk.ui.single import FirstWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("zonedesk")
    app.setApplicationDisplayName("开发区工作台")
    app.setDesktopFileName("zonedesk")
    first = FirstWindow(database)
    # A claim can also fail because no lock can be written: then nobody answers, and the window opens.
    if not first.claim() and first.knock():
        return 0
    try:
        return _run(app, first, database)
    finally:
        first.release()


def _run(app: QApplication, first: FirstWindow, database: Path) -> int:
    from zonedesk.ui.messages import Messages

    messages = Messages()
    sys.excepthook = lambda kind, error, trace: _report(messages, kind, error, trace)
    window = open_window(database, Settings.load(paths.data_folder() / "settings.json"), messages)
    first.woken.connect(window.come_forward)
    try:
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__


def open_window(database: Path | str, settings: Settings | None = None, messages: Messages | None = None) -> Window:
    """Show the main window on a ledger and return it; where there is no ledger yet it offers how to begin.

    Without `settings` nothing that the user sets is kept. A QApplication must be there.
    """
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from zonedesk.ui import fonts, language, theme
    from zonedesk.ui.ledger import Ledger
    from zonedesk.ui.messages import Messages
    from zonedesk.ui.opened_copies import sweep
    from zonedesk.ui.window import Window

    settings = settings or Settings()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply(app)
    fonts.apply(app)
    theme.apply(app, settings.theme)
    window = Window(settings, messages or Messages())
    window.show()
    # Painted before the store and its libraries are loaded: a start shows itself at once.
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    Ledger(window, Path(database)).begin()
    QTimer.singleShot(0, window, sweep)
    return window


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Return whether Qt can open a window here; on Linux it would abort the program otherwise."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _report(messages: Messages, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    messages.fail(error)
