"""The keyboard is never lost: it goes where a person can see it, and F6 leads back to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from zonedesk.app import open_window
from zonedesk.settings import Settings
from zonedesk.store.store import Store
from zonedesk.ui.places import every_place
from zonedesk.ui.widgets import Button


class TopLevels(QObject):
    """Keeps every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.fixture
def window(qtbot, tmp_path, messages):
    Store.create(tmp_path / "台账.db").close()
    opened = open_window(tmp_path / "台账.db", Settings(year=2023, month=10), messages)
    qtbot.addWidget(opened)
    opened.activateWindow()
    yield opened
    opened.close()


def test_no_page_opens_a_window_of_its_own_while_it_is_made(window) -> None:
    watch = TopLevels()
    QApplication.instance().installEventFilter(watch)
    for place in every_place():
        window.go(place.key)
    QApplication.instance().removeEventFilter(watch)
    assert [[type(child).__name__ for child in window.findChildren(QWidget)] for window in watch.shown] == []


def test_f6_leads_from_anywhere_into_the_page(qtbot, window) -> None:
    window.findChild(QWidget, "button.help").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    assert window.stack.currentWidget().isAncestorOf(window.focusWidget())


def test_after_a_first_start_the_keyboard_is_in_the_page(qtbot, tmp_path, messages) -> None:
    opened = open_window(tmp_path / "新.db", Settings(), messages)
    qtbot.addWidget(opened)
    opened.activateWindow()
    page = opened.stack.currentWidget()
    start = next(button for button in page.findChildren(Button) if button.text() == "新建")
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: opened.desk is not None)
    qtbot.waitUntil(
        lambda: opened.focusWidget() is not None and opened.stack.currentWidget().isAncestorOf(opened.focusWidget())
    )
    opened.close()
