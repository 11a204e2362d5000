from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableView

from tests.builders import add, add_many, make_project, make_projects, make_zone
from zonedesk.actions.changes import peek, undo
from zonedesk.actions.records import count_rows, get, list_rows
from zonedesk.store.query import Query

NAME, ZONE, STAGE, INVESTMENT, SIGNED, STARTED = range(6)


@pytest.fixture
def three(ledger):
    """Three projects in one zone."""
    return make_projects(ledger, 3, make_zone(ledger, short_name="祁县经开区"))


@pytest.fixture
def page(open_page, three):
    return open_page()


def values(ledger, field):
    return [row[field] for row in list_rows(ledger, Query("project"))]


def here(page):
    index = page.list.table.currentIndex()
    return index.row(), index.column()


def type_over(qtbot, page, text, ending=Qt.Key.Key_Return):
    """Type into the current cell and end it by a key."""
    qtbot.keyClick(page.list.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    qtbot.keyClick(editor, ending)


def clipboard(text):
    QApplication.clipboard().setText(text)


def in_dialog(act):
    """Do something in the dialog that opens next."""

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():  # a failed look must not wait for somebody
                dialog.reject()

    QTimer.singleShot(0, look)


def agree(dialog):
    dialog.findChild(QPushButton, "paste.accept").click()


@pytest.mark.parametrize(
    ("ending", "place"), [(Qt.Key.Key_Return, (1, INVESTMENT)), (Qt.Key.Key_Tab, (0, SIGNED)), (Qt.Key.Key_Escape, (0, INVESTMENT))]
)  # fmt: skip
def test_enter_goes_down_tab_right_and_escape_leaves_the_value(qtbot, page, ledger, ending, place):
    page.list.table.select_cell(0, INVESTMENT)
    type_over(qtbot, page, "7", ending)
    assert here(page) == place
    assert values(ledger, "investment")[0] == (10**8 if ending == Qt.Key.Key_Escape else 7 * 10**8)
    assert QApplication.focusWidget() is page.list.table


def test_typing_starts_editing_and_replaces(qtbot, page, ledger):
    page.list.table.select_cell(0, INVESTMENT)
    qtbot.keyClick(page.list.table, Qt.Key.Key_5)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert values(ledger, "investment")[0] == 5 * 10**8


def test_a_saved_cell_is_one_step_and_stands_in_the_form(qtbot, page, ledger, desk):
    page.list.table.select_cell(0, SIGNED)
    type_over(qtbot, page, "2023.6", Qt.Key.Key_Tab)
    assert page.form.editors["signed_on"].text() == "2023-06"
    assert page.list.model.text_at(0, STAGE) == "签约"
    assert undo(ledger)
    desk.tell_changed()
    assert page.list.model.text_at(0, SIGNED) == "" and page.form.editors["signed_on"].text() == ""


def test_what_cannot_be_read_keeps_its_place_until_it_is_mended_or_let_go(qtbot, page, ledger):
    page.list.table.select_cell(0, INVESTMENT)
    type_over(qtbot, page, "很多")
    assert here(page) == (0, INVESTMENT)
    assert page.list.model.text_at(0, INVESTMENT) == "很多"
    assert page.session.problem_count() == 1
    qtbot.keyClick(page.list.table, Qt.Key.Key_Escape)
    assert page.list.model.text_at(0, INVESTMENT) == "1.00"
    assert page.session.problem_count() == 0


def test_a_wrong_cell_stays_marked_while_one_works_elsewhere(qtbot, page, messages):
    page.list.table.select_cell(0, INVESTMENT)
    type_over(qtbot, page, "很多")
    page.list.table.select_cell(2, NAME)
    assert not messages.questions and page.list.model.text_at(0, INVESTMENT) == "很多"


@pytest.mark.parametrize(
    ("field", "column", "typed", "value"), [("channel", 7, "小", "team"), ("commitment", 8, "s", True)]
)
def test_a_choice_completes_what_is_typed(qtbot, open_page, three, ledger, field, column, typed, value):
    page = open_page(width=1400)
    page.list.table.select_cell(0, column)
    type_over(qtbot, page, typed)
    assert values(ledger, field)[0] == value


def test_a_link_cell_takes_a_record_by_its_initials(qtbot, page, ledger):
    other = make_zone(ledger, short_name="左权示范区")
    page.list.table.select_cell(0, ZONE)
    type_over(qtbot, page, "zqsf")
    assert values(ledger, "zone")[0] == other


def test_an_emptied_cell_is_empty(qtbot, page, ledger):
    page.list.table.select_cell(0, SIGNED)
    type_over(qtbot, page, "2023")
    page.list.table.select_cell(0, SIGNED)
    page.delete()
    assert values(ledger, "signed_on")[0] is None


def test_filling_down_copies_the_first_cell_in_one_step(page, ledger, three):
    page.list.table.select_block(0, INVESTMENT, 2, INVESTMENT)
    page.blocks.fill_down()
    assert values(ledger, "investment") == [10**8] * 3
    undo(ledger)
    assert values(ledger, "investment") == [10**8, 2 * 10**8, 3 * 10**8]


def test_ctrl_d_in_one_cell_takes_the_one_above(qtbot, page, ledger):
    page.list.table.select_cell(2, INVESTMENT)
    qtbot.keyClick(page.list.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert values(ledger, "investment")[2] == 2 * 10**8


def test_clearing_a_block_is_one_step_and_refuses_required_cells_whole(page, ledger, messages):
    with ledger.change("日期") as change:
        for row in list_rows(ledger, Query("project")):
            change.update("project", row["id"], {"signed_on": "2023-06"})
        change.commit()
    page.desk.tell_changed()
    page.list.table.select_block(0, ZONE, 2, SIGNED)
    page.delete()
    assert messages.warnings == ["没有清除内容：请填写开发区"] and None not in values(ledger, "signed_on")
    page.list.table.select_block(0, SIGNED, 1, SIGNED)
    page.delete()
    assert values(ledger, "signed_on") == [None, None, "2023-06"]


def test_whole_rows_are_deleted_after_a_question_that_names_them(page, ledger, messages, desk):
    last = page.list.model.columnCount() - 1
    page.list.table.select_block(0, 0, 1, last)
    page.delete()
    assert messages.questions == ["删除 2 个项目？"] and count_rows(ledger, Query("project")) == 3
    messages.answers = ["delete"]
    page.delete()
    assert count_rows(ledger, Query("project")) == 1
    assert page.form.head.title.whole() == "项目0003"
    undo(ledger)
    desk.tell_changed()
    assert count_rows(ledger, Query("project")) == 3


def test_a_zone_with_projects_is_not_deleted_and_the_reason_is_said(open_page, three, messages):
    page = open_page("zone")
    page.list.table.select_block(0, 0, 0, page.list.model.columnCount() - 1)
    messages.answers = ["delete"]
    page.delete()
    assert "还有 3 个项目用着它" in messages.warnings[0]


def test_a_block_is_copied_as_a_spreadsheet_takes_it(page, ledger):
    page.list.table.select_block(0, NAME, 1, INVESTMENT)
    page.blocks.copy()
    expected = "项目0001\t祁县经开区\t储备\t1.00\r\n项目0002\t祁县经开区\t储备\t2.00"
    assert QApplication.clipboard().text() == expected


def test_what_is_copied_is_pasted_back_as_it_was(open_page, ledger, messages):
    indicator = add(ledger, "indicator", name="工业投资", unit="亿元")
    add(ledger, "reading", indicator=indicator, year=2023, month=9, value=Decimal("1.2345"))  # of the whole city
    zone = make_zone(ledger, short_name="某开发区")
    project = make_project(
        ledger, zone=zone, name="零头", investment=Decimal(227_123_000), land_area=12, land_area_unit="公顷"
    )
    for count, kind in enumerate(("project", "reading"), start=1):
        page = open_page(kind)
        page.list.show_columns([*page.list.model.columns, *(["land_area"] if kind == "project" else [])])
        page.list.table.selectAll()
        page.blocks.copy()
        page.blocks.paste()
        assert messages.notes == ["与现有内容相同，没有改动"] * count
    assert get(ledger, "project", project)["investment"] == 227_123_000


def test_the_whole_list_is_copied_with_its_headings(qtbot, page):
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.blocks.copy()
    lines = QApplication.clipboard().text().split("\r\n")
    assert lines[0].startswith("项目名称\t开发区\t阶段\t总投资(亿元)") and len(lines) == 4


def test_a_single_cell_is_pasted_at_once(page, ledger):
    clipboard("9.5\r\n")
    page.list.table.select_cell(1, INVESTMENT)
    page.blocks.paste()
    assert values(ledger, "investment")[1] == Decimal("9.5") * 10**8


def test_a_block_is_pasted_after_a_look_in_one_step(page, ledger, messages):
    clipboard("甲\t祁县经开区\t\t5\r\n新的\t祁县经开区\t\t6\r\n")
    page.list.table.select_cell(2, NAME)
    in_dialog(agree)
    page.blocks.paste()
    assert values(ledger, "name") == ["项目0001", "项目0002", "甲", "新的"]
    assert messages.notes == ["已新增 1，更新 1，可以撤销"]
    undo(ledger)
    assert values(ledger, "name") == ["项目0001", "项目0002", "项目0003"]


def test_a_block_that_changes_nothing_is_said_to_and_asks_for_nothing(page, ledger, messages):
    clipboard("项目0001\t祁县经开区\r\n项目0002\t祁县经开区\r\n")
    page.list.table.select_cell(0, NAME)
    page.blocks.paste()
    assert messages.notes == ["与现有内容相同，没有改动"]
    assert peek(ledger, "undo").what == "添加样例"


def test_a_block_in_an_unknown_unit_of_money_is_refused_with_a_sentence(page, ledger, messages):
    clipboard("项目名称\t总投资（万美元）\r\n甲\t100\r\n")
    page.list.table.select_cell(0, NAME)
    page.blocks.paste()
    assert "万美元" in messages.warnings[-1] and peek(ledger, "undo").what == "添加样例"


def test_a_block_with_errors_cannot_be_agreed_to(page, ledger):
    seen = []
    clipboard("甲\t没有的开发区\r\n乙\t祁县经开区\r\n")
    page.list.table.select_cell(0, NAME)

    def look(dialog):
        seen.append(dialog.findChild(QPushButton, "paste.accept").isEnabled())
        dialog.reject()

    in_dialog(look)
    page.blocks.paste()
    assert seen == [False] and values(ledger, "name")[0] == "项目0001"


def test_a_block_with_headings_goes_by_them_wherever_the_cursor_is(page, ledger):
    clipboard("总投资（万元）\t项目名称\t开发区\n700\t项目0003\t祁县经开区\n")
    page.list.table.select_cell(0, SIGNED)
    in_dialog(agree)
    page.blocks.paste()
    assert values(ledger, "investment") == [10**8, 2 * 10**8, 7_000_000]


def test_the_look_at_a_pasted_ledger_tells_each_difference_and_what_is_left_out(page, ledger):
    clipboard("重点项目\t\t\n项目名称\t开发区\t总投资（万元）\n项目0003\t祁县经开区\t700\n合计\t\t700\n")
    seen = []

    def look(dialog):
        model = dialog.findChild(QTableView, "paste.lines").model()
        seen.extend(str(model.index(0, column).data()) for column in range(model.columnCount()))
        seen.extend(words.text() for words in dialog.findChildren(QLabel))
        dialog.reject()

    in_dialog(look)
    page.blocks.paste()
    assert seen[:4] == ["更新", "项目0003", "祁县经开区", "30000.00 → 700"]
    assert {"更新 1，不粘贴 1", "不粘贴：第 4 行（合计）"} <= set(seen)


def test_a_block_of_another_kind_is_sent_to_its_page(page, messages):
    clipboard("专项行动\t开发区\t类别\t事项\t责任人\t完成时限\n某\t某\t问题\t某\t某\t2023.6\n")
    page.blocks.paste()
    assert "请到“专项清单”页粘贴" in messages.warnings[-1]


def test_one_cell_fills_a_selected_block(page, ledger):
    clipboard("2023-06")
    page.list.table.select_block(0, SIGNED, 2, SIGNED)
    in_dialog(agree)
    page.blocks.paste()
    assert values(ledger, "signed_on") == ["2023-06"] * 3


def test_an_empty_clipboard_is_said(page, messages):
    clipboard("")
    page.blocks.paste()
    assert "剪贴板里没有" in messages.warnings[0]


def test_sum_and_average_of_the_selected_cells_stand_in_the_status_bar(page, desk):
    said = []
    desk.status_changed.connect(said.append)
    page.list.table.select_cell(0, ZONE)
    assert said[-1] == "3 个项目"
    page.list.table.select_block(1, INVESTMENT, 2, INVESTMENT)
    assert said[-1] == "3 个项目 ・ 选中 2 个 总投资 5.00 亿元 平均 2.50"
    page.list.table.selectAll()
    assert said[-1] == "3 个项目 ・ 选中 3 个 总投资 6.00 亿元 平均 2.00"


def test_everything_selected_is_added_by_the_database(open_page, ledger, desk):
    zone = make_zone(ledger)
    add_many(ledger, "project", [{"name": f"p{n}", "zone": zone, "investment": Decimal(10**8)} for n in range(6000)])
    page = open_page()
    page.list.table.selectAll()
    assert page.list.status() == "6000 个项目 ・ 选中 6000 个 总投资 6000.00 亿元 平均 1.00"
    assert len(list(page.list.model.source.held())) < 1000


def test_keys_jump_to_the_edges(qtbot, page):
    qtbot.keyClick(page.list.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert here(page) == (2, page.list.model.columnCount() - 1)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert here(page) == (0, 0)


def test_lines_of_a_long_text_survive_editing_in_a_cell(qtbot, open_page, ledger):
    record = make_project(ledger, remark="一\n二")
    page = open_page()
    page.list.show_columns(["name", "remark"])
    page.list.table.select_cell(0, 1)
    qtbot.keyClick(page.list.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(editor, "c")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert get(ledger, "project", record)["remark"] == "一\n二\nc"


def test_the_advice_of_the_current_cell_stands_in_the_status_bar(qtbot, page, desk):
    said = []
    desk.status_changed.connect(said.append)
    page.list.table.select_cell(0, INVESTMENT)
    type_over(qtbot, page, "很多")
    assert "不是金额" in said[-1]


def test_a_block_without_headings_can_be_pasted_as_new_rows(page, ledger):
    clipboard("甲\t祁县经开区\t\t5\n")
    in_dialog(agree)
    page.blocks.paste_as_new()
    assert values(ledger, "name") == ["项目0001", "项目0002", "项目0003", "甲"]
    assert page.form.head.title.whole() == "甲"
