"""What a clerk chooses on the import page: rows, names, hidden sheets, passwords; and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.builders import make_project, make_zone
from tests.workbooks import project_rows, write_workbook
from zonedesk.actions.records import count_rows, list_rows
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.store.store import Store
from zonedesk.ui import fonts, theme
from zonedesk.ui.desk import Desk
from zonedesk.ui.import_cells import room_of
from zonedesk.ui.import_page import ImportPage
from zonedesk.ui.import_password import PasswordDialog

ZONE = "晋中经济技术开发区"
PASSWORD = "晋中2023"


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "ledger.db")
    make_zone(store, name=ZONE, short_name="晋中经开区")
    yield store
    store.close()


@pytest.fixture
def page(qtbot, qapp, store, messages):
    fonts.apply(qapp)
    theme.apply(qapp, "light")
    page = ImportPage(Desk(store, Settings(), messages))
    qtbot.addWidget(page)
    page.resize(1214, 694)
    page.show()
    return page


@pytest.fixture
def check(page, qtbot):
    def check_(*files: Path):
        page.choose(files)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.review and page._work is None, timeout=30_000)
        return page.review

    return check_


@pytest.fixture
def anew(page, qtbot):
    def anew_(do) -> None:
        old = page.plan
        do()
        qtbot.waitUntil(lambda: page.plan is not old and page._work is None, timeout=30_000)

    return anew_


def ledger(path: Path, *rows, title: str = "重点项目台账") -> Path:
    return write_workbook(path, {"项目": project_rows(*rows, title=title)})


def button(page, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def apply(page, qtbot) -> None:
    qtbot.mouseClick(button(page, "import.apply"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.outcome and page._work is None, timeout=30_000)


def test_space_leaves_a_row_out_and_takes_it_again(qtbot, page, check, anew, tmp_path, store) -> None:
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", ZONE, 1, "", ""), ("乙", "", ZONE, 2, "", "")))
    review.table.setCurrentIndex(review.model.index_of(3, 1))
    anew(lambda: qtbot.keyClick(review.table, Qt.Key.Key_Space))
    assert [row.result for row in page.plan.sheets[0].rows] == ["left_out", "new"]
    assert review.bar.filter.button("left_out").text() == "不导入 1" and "1 条" in page.foot.all.text()
    anew(lambda: qtbot.keyClick(review.table, Qt.Key.Key_Space))
    assert page.plan.count("new") == 2
    anew(lambda: qtbot.keyClick(review.table, Qt.Key.Key_Space))
    apply(page, qtbot)
    assert [row["name"] for row in list_rows(store, Query("project"))] == ["乙"]


def test_a_row_in_error_may_be_left_out_and_the_rest_imported(qtbot, page, check, anew, tmp_path, store) -> None:
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", ZONE, "abc", "", ""), ("乙", "", ZONE, 2, "", "")))
    assert not page.foot.all.isEnabled()
    review.table.setCurrentIndex(review.model.index_of(3, 1))
    anew(lambda: qtbot.keyClick(review.table, Qt.Key.Key_Space))
    assert page.foot.all.isEnabled()
    apply(page, qtbot)
    assert count_rows(store, Query("project")) == 1


def test_one_choice_of_a_name_settles_all_cells_of_it_and_is_remembered(qtbot, page, check, anew, tmp_path) -> None:
    rows = [(f"项目{n}", "", "晋中开发区", n, "", "") for n in range(1, 4)]
    review = check(ledger(tmp_path / "项目.xlsx", *rows))
    problem = review.problems.model.problems[0]
    assert [offer.caption for offer in problem.offers] == [ZONE] and len(page.plan.errors) == 3
    menu = review.problems.table.menu_of(problem)
    anew(menu.actions()[0].trigger)
    assert page.plan.is_applicable and page.plan.count("new") == 3
    apply(page, qtbot)
    review = check(ledger(tmp_path / "下月.xlsx", ("项目9", "", "晋中开发区", 9, "", "")))
    assert page.plan.is_applicable and "晋中开发区" in review.bar.hint.toolTip() + review.bar.hint.text()


def test_a_hidden_sheet_is_asked_about_and_taken_with_one_button(qtbot, page, check, anew, tmp_path) -> None:
    path = write_workbook(
        tmp_path / "台账.xlsx",
        {"说明": [("本表由办公室填写",)], "项目": project_rows(("甲", "", ZONE, 1, "", ""))},
    )
    book = load_workbook(path)
    book["项目"].sheet_state = "hidden"
    book.save(path)
    review = check(path)
    review.list.choose(("台账.xlsx", "项目"))
    assert review.bar.take_hidden.isVisible() and page.plan.count("new") == 0
    anew(lambda: qtbot.mouseClick(review.bar.take_hidden, Qt.MouseButton.LeftButton))
    assert page.plan.count("new") == 1 and not review.bar.take_hidden.isVisible()


def lock(locked: Path, name: str = "甲") -> Path:
    """Write a ledger of one project with a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = ledger(locked.with_suffix(".plain.xlsx"), (name, "", ZONE, 1, "", ""))
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt(PASSWORD, target)
    return locked


@pytest.fixture
def unlock(page, qtbot):
    """Give a password to the question that is open, and wait for what comes of it."""

    def unlock_(password: str) -> PasswordDialog:
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog))
        dialog = QApplication.activeModalWidget()
        dialog.line.setText(password)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda: QApplication.activeModalWidget() is not dialog or dialog.line.isEnabled(), timeout=30_000
        )
        return dialog

    return unlock_


def test_a_locked_ledger_is_asked_for_until_its_password_is_right(page, check, anew, unlock, tmp_path, qtbot) -> None:
    review = check(lock(tmp_path / "加密.xlsx"))
    assert review.locked.isVisible() and "加密.xlsx" in review.locked.words.text()
    qtbot.mouseClick(review.locked.button, Qt.MouseButton.LeftButton)
    dialog = unlock("错的")
    assert dialog.isVisible() and "密码不对" in dialog.words.text() and dialog.line.text() == ""
    anew(lambda: unlock(PASSWORD))
    assert page.plan.count("new") == 1 and not review.locked.isVisible()


def test_each_of_several_locked_ledgers_is_asked_for_and_one_may_be_let_be(
    page, check, anew, unlock, tmp_path, qtbot
) -> None:
    review = check(lock(tmp_path / "一.xlsx", "甲"), lock(tmp_path / "二.xlsx", "乙"), lock(tmp_path / "三.xlsx", "丙"))
    qtbot.mouseClick(review.locked.button, Qt.MouseButton.LeftButton)
    unlock(PASSWORD)
    qtbot.waitUntil(lambda: "二.xlsx" in titles(QApplication.activeModalWidget()))
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "三.xlsx" in titles(QApplication.activeModalWidget()))
    anew(lambda: unlock(PASSWORD))
    assert page.plan.count("new") == 2
    assert "二.xlsx" in review.locked.words.text() and "一.xlsx" not in review.locked.words.text()


def titles(dialog) -> str:
    return "".join(part.text() for part in dialog.findChildren(QLabel)) if dialog is not None else ""


def test_the_question_for_a_password_shows_no_letters_and_needs_one(qtbot) -> None:
    dialog = PasswordDialog(None, "加密.xlsx")
    qtbot.addWidget(dialog)
    done = next(part for part in dialog.findChildren(QPushButton) if part.text() == "读取")
    assert dialog.line.displayText() == "" and not done.isEnabled()
    dialog.line.setText("1")
    assert done.isEnabled() and dialog.line.displayText() != "1"


def test_every_difference_of_a_row_is_said_under_the_rows(qtbot, page, check, tmp_path, store) -> None:
    zone = list_rows(store, Query("zone"))[0]["id"]
    make_project(store, name="甲", zone=zone, investment=10**8)
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", ZONE, 3, "2023-06-01", "")))
    review.table.setCurrentIndex(review.model.index_of(3, 1))
    words = review.difference.words.whole()
    assert review.difference.isVisible() and "总投资" in words and "签约" in words
    qtbot.keyClick(review.difference.all, Qt.Key.Key_Space)
    table = QApplication.activeModalWidget().table
    assert [table.item(0, column).text() for column in range(3)] == ["总投资", "1.00", "3.00"]
    assert [table.item(1, column).text() for column in range(3)] == ["签约", "空", "2023-06-01"]
    qtbot.keyClick(table, Qt.Key.Key_Escape)


def test_a_line_tells_what_it_fills_in_the_project_that_it_describes(page, check, qtbot, tmp_path) -> None:
    def entries(signed: str) -> Path:
        rows = project_rows(("第一批项目", "", ZONE, 1, signed, ""), title="2023年第一次“三个一批”活动签约项目")
        return write_workbook(tmp_path / f"三批{signed}.xlsx", {"签约一批": rows})

    check(entries(""))
    apply(page, qtbot)
    review = check(entries("2023-06-01"))
    assert page.plan.sheets[0].record == "batch_entry"
    assert "项目的签约：空 → 2023-06-01" in review.model.difference_at(0)


def test_what_a_name_stood_for_can_be_taken_back_in_the_menu_of_its_column(qtbot, page, check, anew, tmp_path) -> None:
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", "晋中开发区", 1, "", "")))
    anew(lambda: page.choose_name(page.plan.errors[0].offers[0]))
    apply(page, qtbot)
    assert "已记住 1 处选择" in page.findChild(QLabel, "import.learnt").text()
    review = check(ledger(tmp_path / "下月.xlsx", ("乙", "", "晋中开发区", 1, "", "")))
    assert page.plan.is_applicable
    column = next(column for column in review.model.columns if column.field == "zone")
    menu = review.menu_of(review.sheet(), review.place(), column)
    assert menu.actions()[-1].text() == "“晋中开发区”不再当作“晋中经开区”"
    anew(menu.actions()[-1].trigger)
    assert [problem.value for problem in page.plan.errors] == ["晋中开发区"]


def test_a_name_in_many_rows_is_one_line_of_the_list_and_enter_settles_it(qtbot, page, check, anew, tmp_path) -> None:
    rows = [(f"项目{n}", "", "晋中开发区", n, "", "") for n in range(1, 31)]
    review = check(ledger(tmp_path / "项目.xlsx", *rows, ("末一个", "", ZONE, "abc", "", "")))
    model, table = review.problems.model, review.problems.table
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["D3 等 30 处", "E33"]
    assert model.index(0, 4).data() == f"选“{ZONE}”"
    table.setFocus()
    anew(lambda: qtbot.keyClick(table, Qt.Key.Key_Return))
    assert [problem.cell for problem in page.plan.errors] == ["E33"]


def test_all_that_can_be_done_about_a_name_is_a_key_away(qtbot, page, check, tmp_path, store) -> None:
    make_zone(store, name="晋中高新技术产业开发区", short_name="晋中高新区")
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", "晋中开发区", 1, "", "")))
    review.problems.table.setFocus()
    qtbot.keyClick(review.problems.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[-1].text() == "改这一格" and menu.actions()[0].text().startswith("选“")
    menu.close()


def test_a_column_read_as_chosen_before_is_marked_and_says_so(qtbot, page, check, anew, tmp_path) -> None:
    def strange(name: str) -> Path:
        headings = ("项目名称", "所属开发区", "总投资（亿元）", "落款日")
        return write_workbook(tmp_path / name, {"项目": [headings, ("甲", ZONE, 1, "2023-06-01"), ("乙", ZONE, 2, "")]})

    check(strange("一.xlsx"))
    anew(lambda: page.review.field_asked.emit(page.review.place(), 3, "signed_on"))
    apply(page, qtbot)
    model = check(strange("二.xlsx")).model
    assert [bool(model.recalled(column)) for column in model.columns] == [False, False, False, True]
    assert "按上次的选择" in model.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_ledgers_that_are_up_to_date_lead_to_their_records(qtbot, page, check, tmp_path) -> None:
    rows = [("甲", "", ZONE, 1, "", "")]
    check(ledger(tmp_path / "项目.xlsx", *rows))
    assert not button(page, "import.show_kept").isVisible()
    apply(page, qtbot)
    check(ledger(tmp_path / "项目.xlsx", *rows))
    shown = button(page, "import.show_kept")
    assert shown.isVisible() and shown.text() == "查看项目台账"
    with qtbot.waitSignal(page.foot.show_asked) as asked:
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert asked.args == ["project"]


def test_where_nothing_can_be_read_another_file_is_offered(page, check, tmp_path) -> None:
    broken = tmp_path / "坏了.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    review = check(broken)
    assert review.left_out.button.isVisible() and review.left_out.button.text() == "选择其他文件"


@pytest.mark.parametrize("words", ["1.00", "3.00", "5.11", "空", "2023-06-01"])
def test_an_old_value_is_not_cut_in_the_room_that_it_gets(qapp, words) -> None:
    fonts.apply(qapp)
    measure = QFontMetrics(fonts.sized())
    assert measure.elidedText(words, Qt.TextElideMode.ElideRight, room_of(measure, words)) == words
