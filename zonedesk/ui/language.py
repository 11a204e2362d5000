"""Qt's own words (context menus, file dialogs, standard buttons) in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

WORDS = "qtbase_zh_CN"


def apply(app: QCoreApplication) -> None:
    """Let Qt speak Chinese where it has words of its own."""
    if app.findChild(QTranslator, WORDS) is not None:
        return
    translator = QTranslator(app)
    translator.setObjectName(WORDS)
    if translator.load(WORDS, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
