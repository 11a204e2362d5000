"""A zone's ledger brought in with the keyboard alone: mended, a row left out, imported, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import make_zone
from tests.workbooks import project_rows, write_workbook
from zonedesk import app
from zonedesk.actions.records import list_rows
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.store.store import Store

ZONE = "晋中经济技术开发区"
STOPS = 40  # of the Tab key on a page


@pytest.fixture
def window(qtbot, messages, tmp_path):
    database = tmp_path / "ledger.db"
    store = Store.create(database)
    make_zone(store, name=ZONE, short_name="晋中经开区")
    store.close()
    window = app.open_window(database, Settings(year=2023, month=10), messages)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.desk is not None)
    window.activateWindow()
    return window


@pytest.fixture
def press(qtbot):
    """Press a key where the keyboard is."""

    def press_(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, modifier)

    return press_


@pytest.fixture
def tab_to(press):
    """Go to a part of the page with the Tab key alone."""

    def tab_to_(name: str) -> None:
        for _ in range(STOPS):
            if QApplication.focusWidget().objectName() == name:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    return tab_to_


def test_a_ledger_goes_in_and_comes_out_by_keyboard(qtbot, window, press, tab_to, tmp_path) -> None:
    rows = [(name, "", "晋中开发区", 1, "", "") for name in ("甲项目", "乙项目", "丙项目")]
    page = window.go("import")
    qtbot.waitUntil(page.choosing.button.hasFocus)
    page.open_files([write_workbook(tmp_path / "项目.xlsx", {"项目": project_rows(*rows)})])
    qtbot.waitUntil(page.review.list.hasFocus, timeout=30_000)

    def anew(key: Qt.Key) -> None:
        old = page.plan
        press(key)
        qtbot.waitUntil(lambda: page.plan is not old and page._work is None, timeout=30_000)

    tab_to("import.problems")
    anew(Qt.Key.Key_Return)
    assert page.plan.is_applicable and page.plan.count("new") == 3

    tab_to("table.import")
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Down)
    anew(Qt.Key.Key_Space)
    assert page.plan.count("left_out") == 1

    tab_to("import.apply")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.outcome and page._work is None, timeout=30_000)
    store = window.desk.store
    assert sorted(row["name"] for row in list_rows(store, Query("project"))) == ["丙项目", "甲项目"]

    tab_to("import.undo")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.outcome.title.text().startswith("已撤销"), timeout=30_000)
    assert list_rows(store, Query("project")) == []
