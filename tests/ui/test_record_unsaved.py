"""What is wrong or unsaved on a record page: it is asked about, it can be followed, and it is all said at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import make_project, make_projects, make_zone
from zonedesk.actions.records import count_rows, get, list_rows
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.ui.edit_session import NEW
from zonedesk.ui.window import Window

NAME, INVESTMENT, SIGNED = 0, 3, 4


@pytest.fixture
def three(ledger):
    return make_projects(ledger, 3, make_zone(ledger, short_name="祁县经开区"))


@pytest.fixture
def page(open_page, three):
    return open_page()


def write(editor, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def type_over(qtbot, page, row, column, text, ending=Qt.Key.Key_Return):
    """Type into a cell and end it by a key, or leave its editor open."""
    page.list.table.select_cell(row, column)
    qtbot.keyClick(page.list.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    write(editor, text)
    if ending is not None:
        qtbot.keyClick(editor, ending)


def here(page):
    index = page.list.table.currentIndex()
    return page.list.current_id(), page.list.model.columns[index.column()]


def advice(page, name):
    return page.form.body.advice_of(name)


# Leaving


@pytest.mark.parametrize("ending", [Qt.Key.Key_Return, None])
def test_a_bad_cell_is_asked_about_before_the_window_closes(qtbot, page, three, messages, ending):
    type_over(qtbot, page, 1, INVESTMENT, "12x", ending)
    page.list.table.select_cell(0, NAME) if ending else None
    messages.answers = ["mend"]
    assert not page.may_leave()
    assert messages.questions == ["1 处改动没有保存"]
    assert here(page) == (three[1], "investment") and page.list.model.text_at(1, INVESTMENT) == "12x"
    messages.answers = ["drop"]
    assert page.may_leave() and not page.session.drafts
    assert page.may_leave() and len(messages.questions) == 2


def test_an_open_editor_with_a_good_value_is_saved_before_the_window_closes(qtbot, page, ledger, messages):
    type_over(qtbot, page, 1, INVESTMENT, "12", None)
    assert page.may_leave() and not messages.questions
    assert list_rows(ledger, Query("project"))[1]["investment"] == 12 * 10**8


def test_letting_the_question_be_keeps_the_window_open(qtbot, page, messages):
    type_over(qtbot, page, 0, INVESTMENT, "12x")
    messages.answers = [""]
    assert not page.may_leave() and page.session.problem_count() == 1


def test_a_bad_cell_of_another_record_is_asked_about_after_the_form(qtbot, page, messages):
    type_over(qtbot, page, 1, INVESTMENT, "12x")
    page.list.table.select_cell(0, NAME)
    page.form.editors["name"].setFocus()
    write(page.form.editors["name"], "改")
    messages.answers = ["drop", "drop"]
    assert page.may_leave()
    assert messages.questions[1] == "1 处改动没有保存" and not page.session.drafts


def test_a_new_record_in_which_nothing_was_typed_is_left_without_a_question(page, messages):
    page.new()
    assert page.may_leave() and not messages.questions


def test_a_deleted_record_takes_what_was_wrong_with_it(qtbot, page, messages):
    type_over(qtbot, page, 1, INVESTMENT, "12x")
    page.list.table.select_block(1, 0, 1, page.list.model.columnCount() - 1)
    messages.answers = ["delete"]
    page.delete()
    assert page.session.problem_count() == 0 and page.may_leave()


def test_a_new_record_that_was_left_takes_what_was_missing_in_it(page, messages):
    page.new()
    assert not page.save() and page.session.problem_count() > 0
    page.list.table.select_cell(1, NAME)
    assert page.session.problem_count() == 0 and not messages.questions


# Following what is to be mended


def test_the_count_leads_from_one_bad_cell_to_the_next(qtbot, page, three, desk):
    type_over(qtbot, page, 0, INVESTMENT, "12x")
    type_over(qtbot, page, 2, SIGNED, "哪天")
    page.list.table.select_cell(1, NAME)
    seen = []
    for _ in range(3):
        desk.problems_asked.emit()
        seen.append(here(page))
    assert seen == [(three[0], "investment"), (three[2], "signed_on"), (three[0], "investment")]
    assert QApplication.focusWidget() is page.list.table


def test_a_bad_cell_that_a_filter_hides_is_shown_again(qtbot, page, three, desk):
    type_over(qtbot, page, 2, INVESTMENT, "12x")
    page.find("0001")
    desk.problems_asked.emit()
    assert here(page) == (three[2], "investment") and page.list.model.rowCount() == 3


def test_what_is_wrong_in_the_form_is_found_in_the_form(qtbot, page, desk):
    page.form.editors["jobs"].setFocus()
    write(page.form.editors["jobs"], "很多人")
    page.list.table.setFocus()
    desk.problems_asked.emit()
    assert QApplication.focusWidget() is page.form.editors["jobs"]


def test_a_bad_cell_of_a_column_that_is_not_shown_any_more_is_found_in_the_form(qtbot, page, desk):
    type_over(qtbot, page, 2, INVESTMENT, "12x")
    page.list.show_columns(["name", "zone"])
    page.list.table.select_cell(0, 0)
    desk.problems_asked.emit()
    assert QApplication.focusWidget() is page.form.editors["investment"]
    assert page.form.head.title.whole() == "项目0003"


def test_a_form_that_stands_alone_keeps_the_one_it_leads_to(qtbot, open_page, three, desk):
    page = open_page(width=700)
    type_over(qtbot, page, 0, INVESTMENT, "12x")
    page.open_form()
    desk.problems_asked.emit()
    assert QApplication.focusWidget() is page.form.editors["investment"]


def test_a_page_that_is_not_shown_stays_where_it_is(qtbot, page, three, desk):
    type_over(qtbot, page, 0, INVESTMENT, "12x")
    page.list.table.select_cell(1, NAME)
    page.hide()
    desk.problems_asked.emit()
    assert here(page) == (three[1], "name")


def test_the_count_in_the_status_bar_is_a_button_for_mouse_and_keyboard(qtbot, desk, ledger, messages, three):
    window = Window(Settings(theme="light"), messages)
    qtbot.addWidget(window)
    window.open_ledger(ledger)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page = window.go("project")
    type_over(qtbot, page, 0, INVESTMENT, "12x")
    count = window.findChild(QPushButton, "status.problems")
    assert count.text() == "1 处待改正" and count.isVisible()
    page.list.table.select_cell(1, NAME)
    qtbot.mouseClick(count, Qt.MouseButton.LeftButton)
    assert here(page) == (three[0], "investment")
    page.list.table.select_cell(1, NAME)
    count.setFocus()
    qtbot.keyClick(count, Qt.Key.Key_Space)
    assert here(page) == (three[0], "investment")
    messages.answers = ["mend"]
    assert not window.close()
    assert here(page) == (three[0], "investment") and window.isVisible()
    messages.answers = ["drop"]
    assert window.close()


# Filters


def ask(qtbot, page, name, text):
    editor = page.list.filters.editors[name]
    editor.clear()
    write(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    return editor


def test_a_filter_that_is_lifted_loses_its_mark(qtbot, page):
    editor = ask(qtbot, page, "investment", "很多")
    assert editor.property("state") == "error"
    page.list.clear_filters()
    assert editor.property("state") == "" and "筛选请写成" not in editor.toolTip() and editor.text() == ""


def test_an_unreadable_filter_says_what_to_write_in_the_status_bar(qtbot, page, desk):
    said = []
    desk.status_changed.connect(said.append)
    ask(qtbot, page, "investment", "很多")
    assert said[-1] == "3 个项目 ・ 总投资的筛选请写成 ≥3、≤5 或 1-5"
    ask(qtbot, page, "investment", "≥2")
    assert said[-1] == "2 个项目"


def test_a_filter_that_comes_back_into_view_is_still_marked(qtbot, page):
    ask(qtbot, page, "investment", "很多")
    page.list.show_columns(["name", "zone"])
    page.list.show_columns(["name", "investment"])
    assert page.list.filters.editors["investment"].property("state") == "error"


def test_the_place_of_the_record_follows_the_filter(qtbot, page):
    page.list.table.select_cell(2, NAME)
    assert page.form.head.place.text() == "3 / 3"
    ask(qtbot, page, "investment", "≥2")
    assert page.form.head.place.text() == "2 / 2"
    page.list.clear_filters()
    assert page.form.head.place.text() == "3 / 3"


# Saving


def test_everything_wrong_with_a_new_record_is_said_at_once(page):
    page.new()
    write(page.form.editors["investment"], "12x")
    write(page.form.editors["signed_on"], "2023-06")
    write(page.form.editors["started_on"], "2023-05")
    assert not page.save()
    assert "不是金额" in advice(page, "investment")
    assert advice(page, "name") == "请填写项目名称" and advice(page, "zone")
    assert advice(page, "started_on").startswith("开工早于签约")


def test_what_cannot_be_read_is_not_compared_by_its_old_value(qtbot, open_page, ledger):
    make_project(ledger, signed_on="2023-06", started_on="2023-08")
    page = open_page()
    for name, text in (("signed_on", "哪天"), ("started_on", "2023-01"), ("name", "")):
        page.form.editors[name].clear()
        write(page.form.editors[name], text)
        page.form._edited(name)
    assert not page.save()
    assert advice(page, "name") == "请填写项目名称"
    assert set(page.session.draft(page.form.record).problems) == {"name", "signed_on"}


def test_a_bad_cell_marks_itself_alone(qtbot, page, three):
    type_over(qtbot, page, 0, SIGNED, "哪天")
    assert list(page.session.draft(three[0]).problems) == ["signed_on"]


# An empty list


def button(page, words):
    return next(b for b in page.list._nothing.findChildren(QPushButton) if b.text().strip() == words)


def test_an_empty_ledger_offers_to_make_and_to_import(qtbot, open_page, desk):
    page = open_page()
    asked = []
    desk.import_asked.connect(asked.append)
    button(page, "导入").click()
    assert asked == [None]
    assert button(page, "新建").geometry().top() == button(page, "导入").geometry().top()
    button(page, "新建").click()
    assert page.form.record == NEW


def test_an_empty_list_leaves_nothing_to_click_and_nothing_that_belongs_to_it(open_page, ledger, desk):
    page = open_page()
    hint = page.form._nothing.sentence
    assert hint.text() == "" and page.related.bar.isVisible() and not page.related.history.isVisible()
    make_project(ledger, name="甲")
    desk.tell_changed()
    assert page.form.record is not None and not page.related._stack.isHidden()
    page.find("没有这个")
    assert hint.text() == ""


def test_the_first_record_unfolds_what_belongs_to_it(open_page, ledger):
    zone = make_zone(ledger, short_name="祁县经开区")
    page = open_page()
    page.new({"zone": zone, "zone.caption": "祁县经开区"})
    write(page.form.editors["name"], "甲")
    write(page.form.editors["investment"], "1")
    assert page.save() and count_rows(ledger, Query("project")) == 1
    assert not page.related._stack.isHidden()
    assert get(ledger, "project", page.form.record)["name"] == "甲"


@pytest.mark.parametrize("low", [True, False])
def test_folded_tabs_leave_their_room_to_the_list(qtbot, open_page, ledger, desk, low):
    if low:
        make_projects(ledger, 3, make_zone(ledger))
    page = open_page(height=500 if low else 694)
    qtbot.waitUntil(lambda: page.bar.height() + page.list.height() + 36 >= page.height())
    page.places._keep()
    page.resize(1214, 694)
    if not low:
        make_project(ledger)
        desk.tell_changed()
    qtbot.waitUntil(lambda: page.related.height() == 188)
