"""What the generic page gives to every kind."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QTabBar

from tests.builders import make_enterprise, make_project, make_zone
from tests.rows import make_good
from zonedesk.actions.pasting import Spot, plan, read_block, write_block
from zonedesk.records import KINDS
from zonedesk.settings import Settings
from zonedesk.ui.form_body import FieldLabel
from zonedesk.ui.navigation import Navigation
from zonedesk.ui.places import GROUPS, all_groups, every_place
from zonedesk.ui.views import ALL, MOST, views_of
from zonedesk.ui.window import Window

LEDGERS = [kind for kind, record in KINDS.items() if not record.attached]


def test_every_kind_has_a_place_and_files_have_none():
    keys = {place.key for place in every_place(all_groups())}
    assert set(LEDGERS) <= keys and "attachment" not in keys


def test_a_group_for_others_is_there_only_where_something_is_in_it():
    assert all_groups() == GROUPS


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_page_shows_a_record_with_nothing_cut(qtbot, open_page, ledger, kind):
    make_good(ledger, kind)
    page = open_page(kind)
    assert page.list.model.rowCount() == 1
    body = page.form.body
    assert body.minimumSizeHint().width() <= page.form.area.viewport().width()
    for words in body.findChildren(FieldLabel):
        assert all(words.fontMetrics().horizontalAdvance(line) <= 70 for line in words._lines)


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_list_copied_with_its_headings_pastes_back_as_it_was(open_page, ledger, kind):
    make_good(ledger, kind)
    page = open_page(kind)
    page.list.show_columns(list(KINDS[kind].fields))
    model = page.list.model
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
    block = [headings, [model.copied_at(0, column) for column in range(model.columnCount())]]
    planned = plan(ledger, kind, read_block(write_block(block) + "\r\n"), Spot((), ()))
    assert planned.headed
    assert (planned.errors, [line.state for line in planned.lines]) == ([], ["unchanged"])


@pytest.mark.parametrize("kind", LEDGERS)
def test_an_empty_page_says_what_to_do_first(open_page, kind):
    page = open_page(kind)
    empty = page.list._nothing
    assert f"还没有{KINDS[kind].label}" in empty.sentence.text()
    assert [button.text().strip() for button in (empty.button, empty.bring, empty.give)] == [
        "新建",
        "导入",
        "下载空白表",
    ]
    assert empty.isVisible()


def test_a_blank_ledger_is_saved_from_an_empty_page(qtbot, open_page, tmp_path, monkeypatch, messages):
    target = tmp_path / "专业镇空白表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    open_page("town").list._nothing.give.click()
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert messages.notes == [f"已写入 {target.name}，在 {tmp_path}，填好后按“导入”"]
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "专业镇台账"


@pytest.mark.parametrize("kind", LEDGERS)
def test_quick_views_begin_with_all_and_are_few(kind):
    views = views_of(kind)
    assert views[0] == ALL and len(views) <= MOST + 1
    assert all(set(view.filters) <= set(KINDS[kind].fields) for view in views)


def test_views_follow_the_words_of_the_coloured_state():
    assert [view.label for view in views_of("procedure")] == ["全部", "未办", "办理中", "已办结", "受阻"]


def test_a_folded_branch_says_how_many_its_first_place_has(qtbot):
    navigation = Navigation(GROUPS)
    qtbot.addWidget(navigation)
    navigation.set_counts({"project": 345, "enterprise": 279, "zone": 11})
    item = navigation.findChild(object, "nav.projects")
    assert item.count == 345
    assert navigation.findChild(object, "nav.chains_and_enterprises").count == 279
    assert navigation.findChild(object, "nav.dispatch").count is None


def test_applications_are_offered_by_their_outcome():
    assert [view.label for view in views_of("application")] == ["全部", "准备中", "已上报", "已批复", "未批准"]


def test_the_tabs_of_a_project_fit_beside_its_form(qtbot, open_page, ledger):
    make_project(ledger)
    page = open_page("project")
    bar = page.related.bar
    page.related._label_tabs([12] * bar.count())
    assert sum(bar.tabSizeHint(place).width() for place in range(bar.count())) <= bar.width()


def test_tabs_that_have_no_room_scroll_and_are_whole(qtbot, open_page, ledger):
    make_project(ledger)
    page = open_page("project", width=640, height=700)
    bar = page.related.bar
    assert bar.width() < sum(bar.tabSizeHint(place).width() for place in range(bar.count()))
    assert bar.usesScrollButtons() and bar.elideMode() == Qt.TextElideMode.ElideNone
    bar.setCurrentIndex(bar.count() - 1)
    last = bar.tabRect(bar.count() - 1)
    assert QTabBar.rect(bar).contains(last.center())


def test_the_label_of_a_link_opens_the_record_and_so_does_ctrl_enter(qtbot, desk, open_page, ledger):
    firm = make_enterprise(ledger)
    zone = make_zone(ledger)
    make_project(ledger, zone=zone, enterprise=firm)
    page = open_page("project")
    asked = []
    desk.record_asked.connect(lambda *what: asked.append(what))
    qtbot.mouseClick(page.form.body._labels["enterprise"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.form.editors["zone"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("enterprise", firm), ("zone", zone)]


def test_an_empty_link_and_a_new_record_lead_nowhere(qtbot, desk, open_page, ledger):
    make_project(ledger)
    page = open_page("project")
    asked = []
    desk.record_asked.connect(lambda *what: asked.append(what))
    qtbot.mouseClick(page.form.body._labels["enterprise"], Qt.MouseButton.LeftButton)
    page.new()
    qtbot.mouseClick(page.form.body._labels["zone"], Qt.MouseButton.LeftButton)
    assert asked == []


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_record_of_any_kind_opens_from_elsewhere(qtbot, messages, ledger, kind):
    made = make_good(ledger, kind)
    window = Window(Settings(), messages)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_ledger(ledger)
    window.show_record(kind, made)
    page = window.stack.currentWidget()
    assert page.objectName() == f"page.{kind}" and page.form.record == made
    window.close()


def test_the_ways_in_are_under_one_button(qtbot, desk, open_page, monkeypatch):
    page = open_page("town")
    asked = []
    desk.import_asked.connect(lambda _: asked.append("import"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append("template") or ("", ""))
    menu = next(menu for menu in page.bar.findChildren(QMenu) if menu.actions())
    for action in menu.actions():
        action.trigger()
    assert asked == ["import", "template"]
