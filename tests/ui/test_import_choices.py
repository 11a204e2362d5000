"""What a clerk chooses on the import page: rows, names, hidden sheets, passwords; and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.builders import make_project, make_zone
from tests.workbooks import project_rows, write_workbook
from zonedesk.actions.records import count_rows, list_rows
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.store.store import Store
from zonedesk.ui import fonts, theme
from zonedesk.ui.desk import Desk
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


def test_a_locked_ledger_waits_for_its_password(qtbot, page, check, anew, tmp_path, messages) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = ledger(tmp_path / "原表.xlsx", ("甲", "", ZONE, 1, "", ""))
    locked = tmp_path / "加密.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt(PASSWORD, target)
    review = check(locked)
    assert review.locked.isVisible() and "加密.xlsx" in review.locked.words.text()
    anew(lambda: page.unlock(locked, "错的"))
    assert "密码不对" in messages.warnings[0] and review.locked.isVisible()
    anew(lambda: page.unlock(locked, PASSWORD))
    assert page.plan.count("new") == 1 and not review.locked.isVisible()


def test_the_question_for_a_password_shows_no_letters_and_needs_one(qtbot) -> None:
    dialog = PasswordDialog(None, "加密.xlsx")
    qtbot.addWidget(dialog)
    done = next(part for part in dialog.findChildren(QPushButton) if part.text() == "读取")
    assert dialog.line.displayText() == "" and not done.isEnabled()
    dialog.line.setText("1")
    assert done.isEnabled() and dialog.line.displayText() != "1"


def test_every_difference_of_a_row_is_said_under_the_rows(page, check, tmp_path, store) -> None:
    zone = list_rows(store, Query("zone"))[0]["id"]
    make_project(store, name="甲", zone=zone, investment=10**8)
    review = check(ledger(tmp_path / "项目.xlsx", ("甲", "", ZONE, 3, "2023-06-01", "")))
    review.table.setCurrentIndex(review.model.index_of(3, 1))
    words = review.difference.toolTip() or review.difference.text()
    assert review.difference.isVisible() and "总投资" in words and "签约" in words
