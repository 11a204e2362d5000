"""Five lists side by side, the reform matrix, and applications as flows: what they show and where they lead."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import add, make_enterprise, make_project, make_zone
from zonedesk.ui.application_page import ApplicationPage
from zonedesk.ui.lists_page import ListsPage
from zonedesk.ui.reform_matrix_page import MatrixPage


@pytest.fixture
def show(qtbot):
    def show_(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        page.resize(1214, 694)
        with qtbot.waitExposed(page):
            page.show()
        page.activated()
        qtbot.waitUntil(lambda: page.found is not None)
        return page

    return show_


def column_of(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


# 五清单


@pytest.fixture
def chain(ledger):
    chain = add(ledger, "chain", name="现代医药")
    for kind in ("enterprise", "enterprise", "technology"):
        add(ledger, "chain_item", chain=chain, kind=kind, text=f"{kind}一条")
    zone = make_zone(ledger)
    make_enterprise(ledger, name="甲药业", chains="新材料、现代医药")
    make_enterprise(ledger, name="乙材料", chains="现代医药装备")
    make_project(ledger, zone=zone, chain="现代医药", investment=Decimal(3 * 10**8))
    return chain


def test_the_five_lists_of_a_chain_stand_side_by_side(desk, chain, show):
    page = show(ListsPage(desk))
    assert {kind: card.list.rowCount() for kind, card in page.cards.items()} == {
        "enterprise": 2, "project": 0, "technology": 1, "capital": 0, "promotion": 0,
    }  # fmt: skip


def test_only_what_names_the_chain_itself_is_counted(desk, chain, show):
    page = show(ListsPage(desk))
    assert (page.found.enterprises, page.found.projects, page.found.investment) == (1, 1, Decimal(3 * 10**8))


def test_what_names_the_chain_with_a_space_is_counted(ledger, chain):
    from zonedesk.actions import five_lists

    make_enterprise(ledger, name="丙药业", chains="现代 医药、新能源")
    make_project(ledger, chain="现代　医药")
    found = five_lists.gather(ledger)
    assert (found.enterprises, found.projects) == (2, 2)


def test_another_chain_is_shown_when_it_is_chosen(qtbot, ledger, desk, chain, show):
    other = add(ledger, "chain", name="新能源")
    page = show(ListsPage(desk))
    page.show_chain(other)
    qtbot.waitUntil(lambda: page.found.name == "新能源")
    assert page.chains.currentText() == "新能源"


def test_without_a_chain_the_page_says_what_to_do_first(qtbot, desk, show):
    page = show(ListsPage(desk))
    assert page.empty.isVisible()
    with qtbot.waitSignal(desk.new_asked) as asked:
        page.empty.button.click()
    assert asked.args == ["chain"]


# 三化三制


def test_the_matrix_says_what_is_done_under_way_and_lacking(ledger, desk, show):
    desk.settings.year, desk.settings.month = 2023, 10
    zone = make_zone(ledger, short_name="祁县经开区")
    add(ledger, "reform_step", zone=zone, kind="term", done_on="2022-12")
    add(ledger, "reform_step", zone=zone, kind="market", text="正在引入公司")
    add(ledger, "operating_company", zone=zone, name="甲运营", mode="own")
    for year, count in ((2023, 3), (2022, 5)):
        add(ledger, "hire", zone=zone, year=Decimal(year), count=Decimal(count))
    table = show(MatrixPage(desk)).table
    assert [table.item(0, column).text() for column in range(9)] == [
        "祁县经开区", "完成 2022-12", "—", "—", "—", "进行中", "—", "1", "3",
    ]  # fmt: skip
    assert [table.item(1, column).text() for column in (1, 5)] == ["1 / 1", "0 / 1"]


@pytest.mark.parametrize(("column", "kind"), [(0, "zone"), (1, "reform_step")])
def test_enter_opens_what_a_cell_stands_for(qtbot, ledger, desk, show, column, kind):
    zone = make_zone(ledger)
    add(ledger, "reform_step", zone=zone, kind="term", done_on="2022-12")
    page = show(MatrixPage(desk))
    page.table.setCurrentCell(0, column)
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args[0] == kind


# 申报进度


@pytest.fixture
def applications(ledger):
    done = add(
        ledger,
        "application",
        name="太谷调区",
        kind="adjust",
        year=Decimal(2023),
        outcome="approved",
        approved_on="2023-10",
    )
    going = add(ledger, "application", name="昔阳设立", kind="found", year=Decimal(2023), outcome="submitted")
    for place, (name, day) in enumerate((("可研", "2023-04"), ("批复", None)), start=1):
        add(ledger, "application_step", application=going, name=name, place=Decimal(place), done_on=day)
    return {"done": done, "going": going}


def test_applications_under_way_come_first_with_their_steps(desk, applications, show):
    page = show(ApplicationPage(desk))
    assert [flow.name for flow in page.table.flows] == ["昔阳设立", "太谷调区"]
    assert [step.name for step in page.table.flows[0].steps] == ["可研", "批复"]
    assert page.status() == "2 项申报 · 办理中 1 项"


def test_the_arrows_choose_a_step_and_enter_opens_it(qtbot, desk, applications, show):
    page = show(ApplicationPage(desk))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["application_step", page.table.flows[0].steps[0].record]


def test_the_usual_steps_are_added_once_and_undone_as_one(qtbot, ledger, desk, messages, applications, show):
    page = show(ApplicationPage(desk))
    page.add_usual_steps()
    qtbot.waitUntil(lambda: len(page.table.flows[0].steps) == 5)
    page.add_usual_steps()
    assert messages.warnings == ["常用的步骤已经都有了，可以在步骤上直接填时间"]
    ledger.undo()
    desk.tell_changed()
    qtbot.waitUntil(lambda: len(page.table.flows[0].steps) == 2)


def test_a_kind_shows_its_applications_alone(desk, applications, show):
    page = show(ApplicationPage(desk))
    assert [page.kinds.itemText(place) for place in range(page.kinds.count())] == ["全部 2", "调区 1", "设立开发区 1"]
    page.kinds.setCurrentIndex(1)
    page.kinds.activated.emit(1)
    assert column_of(page.table, 0) == ["太谷调区"]


# 打印


@pytest.mark.parametrize(
    ("make", "title"),
    [(ListsPage, "现代医药产业链五清单"), (MatrixPage, "三化三制"), (ApplicationPage, "调区与特色园区")],
)
def test_each_page_shows_what_it_prints(qtbot, desk, chain, applications, show, make, title):
    page, titles = show(make(desk)), []

    def close_preview():
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            titles.append(dialog.windowTitle())
            dialog.reject()

    look = QTimer(page, interval=50)
    look.timeout.connect(close_preview)
    look.start()
    page.print()
    qtbot.waitUntil(lambda: titles == [f"打印预览：{title}"])


def test_the_five_lists_print_a_section_for_each_list(ledger, chain):
    from zonedesk.actions import five_lists

    table = five_lists.sheet(five_lists.gather(ledger))
    assert [row.cells["serial"] for row in table.rows if row.style == "section"] == [
        "企业清单（2 条）", "项目清单（0 条）", "技术清单（1 条）", "资本清单（0 条）", "招商清单（0 条）",
    ]  # fmt: skip
