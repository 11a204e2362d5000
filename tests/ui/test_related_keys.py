"""Keys of the window while the keyboard is in the tabs under a list: they are about the tab, never about the list above."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from tests.builders import make_entry, make_event, make_project, make_zone
from zonedesk.actions.attaching import attach
from zonedesk.actions.records import count_rows, get
from zonedesk.app import open_window
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.store.store import Store


@pytest.fixture
def window(qtbot, tmp_path, messages):
    store = Store.create(tmp_path / "台账.db")
    project = make_project(store, zone=make_zone(store), name="甲项目")
    make_entry(store, project, make_event(store))
    (tmp_path / "批复.pdf").write_bytes(b"%PDF")
    attach(store, "project", project, [tmp_path / "批复.pdf"])
    store.close()
    opened = open_window(tmp_path / "台账.db", Settings(year=2023, month=10), messages)
    qtbot.addWidget(opened)
    opened.project = project
    yield opened
    opened.close()


def go_into_tab(qtbot, window, table):
    page = window.go("project")
    page.related.read()
    place = next(n for n in range(page.related.bar.count()) if page.related._stack.widget(n).objectName() == table)
    page.related.bar.setCurrentIndex(place)
    shown = page.findChild(QWidget, table)
    qtbot.waitUntil(lambda: shown.model().rowCount() > 0)
    shown.setFocus()
    shown.selectRow(0)
    qtbot.waitUntil(shown.hasFocus)
    return shown


def trigger(window, verb):
    window.findChild(QAction, f"action.{verb}").trigger()


def test_pasting_in_a_tab_changes_nothing_and_says_where_to_paste(qtbot, window, messages):
    go_into_tab(qtbot, window, "table.project.batch_entry")
    QGuiApplication.clipboard().setText("误贴文字")
    trigger(window, "paste")
    assert get(window.desk.store, "project", window.project)["name"] == "甲项目"
    assert messages.notes[-1] == "这里不能粘贴。请打开这类记录自己的页，在那里粘贴"


def test_copying_in_a_tab_takes_its_own_row(qtbot, window):
    go_into_tab(qtbot, window, "table.project.batch_entry")
    trigger(window, "copy")
    assert QGuiApplication.clipboard().text().startswith("2023年第一次\t签约一批")


def test_delete_removes_the_selected_file(qtbot, window, messages):
    messages.answers = ["delete", "yes"]
    go_into_tab(qtbot, window, "table.project.attachment")
    trigger(window, "delete")
    qtbot.waitUntil(lambda: count_rows(window.desk.store, Query("attachment")) == 0)
    assert get(window.desk.store, "project", window.project) is not None


def test_delete_in_another_tab_deletes_neither_its_record_nor_the_project(qtbot, window, messages):
    go_into_tab(qtbot, window, "table.project.batch_entry")
    trigger(window, "delete")
    assert count_rows(window.desk.store, Query("batch_entry")) == 1
    assert "双击打开" in messages.notes[-1]
