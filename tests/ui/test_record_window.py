from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import make_projects, make_zone
from zonedesk.actions.records import count_rows, list_rows
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, desk, ledger, messages):
    make_projects(ledger, 3, make_zone(ledger, short_name="祁县经开区"))
    made = Window(Settings(theme="light"), messages)
    qtbot.addWidget(made)
    made.open_ledger(ledger)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go("project")
    yield made
    messages.answers = ["drop"]


@pytest.fixture
def page(window):
    return window.page("project")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_the_table_has_the_keyboard_when_the_page_opens(page):
    assert QApplication.focusWidget() is page.list.table


def test_a_day_at_the_keyboard(page, ledger, messages):
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_9)
    press(Qt.Key.Key_Return)
    assert list_rows(ledger, Query("project"))[0]["investment"] == 9 * 10**8
    press(Qt.Key.Key_Z, CONTROL)
    assert list_rows(ledger, Query("project"))[0]["investment"] == 10**8
    press(Qt.Key.Key_Y, CONTROL)
    assert page.list.model.text_at(0, 3) == "9.00"
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    messages.answers = ["delete"]
    press(Qt.Key.Key_Delete)
    assert count_rows(ledger, Query("project")) == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert count_rows(ledger, Query("project")) == 3


def test_keys_make_and_save_a_record(page, ledger):
    press(Qt.Key.Key_N, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "New one")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.form.editors["zone"]
    QTest.keyClicks(QApplication.focusWidget(), "qx")
    press(Qt.Key.Key_Return)
    page.form.editors["investment"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "1.5")
    press(Qt.Key.Key_S, CONTROL)
    assert count_rows(ledger, Query("project")) == 4
    assert page.form.head.title.whole() == "New one"


def test_cells_are_copied_and_pasted_by_keys(page, ledger):
    page.list.table.select_cell(0, 3)
    press(Qt.Key.Key_C, CONTROL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_V, CONTROL)
    assert list_rows(ledger, Query("project"))[1]["investment"] == 10**8


def test_f6_goes_round(page):
    press(Qt.Key.Key_F6)
    assert page.form.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert page.related.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.list.table


def test_closing_the_window_asks_about_an_unsaved_form(window, page, messages):
    page.form.editors["name"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "x")
    messages.answers = ["stay"]
    assert not window.close() and window.isVisible()
    messages.answers = ["drop"]
    assert window.close()
