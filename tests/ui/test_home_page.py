"""The start page: what it lists, where its lines lead, and what it says of an empty ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.builders import add, add_many, make_project, make_zone
from zonedesk.figures.limits import LISTED
from zonedesk.records import KINDS
from zonedesk.ui.home_page import HomePage


@pytest.fixture
def filled(ledger, desk):
    desk.settings.year, desk.settings.month = 2023, 10
    zone = make_zone(ledger, short_name="祁县经开区")
    add(ledger, "bottleneck", zone=zone, kind="land", description="用地未落实", status="working", due_on="2023-10-10",
        department="规划局")  # fmt: skip
    add(ledger, "bottleneck", zone=zone, kind="funds", description="贷款未到位", status="working", due_on="2023-11-02")
    project = make_project(ledger, zone=zone, name="样例项目", signed_on="2023-03-01")
    add(ledger, "indicator", name="工业投资", unit="亿元", cumulative="total", direction="up")
    return {"zone": zone, "project": project}


@pytest.fixture
def open_home(qtbot, desk):
    def open_() -> HomePage:
        page = HomePage(desk)
        qtbot.addWidget(page)
        page.resize(1214, 694)
        with qtbot.waitExposed(page):
            page.show()
        page.activated()
        qtbot.waitUntil(lambda: page.found is not None)
        return page

    return open_


def texts(card):
    table = card.list
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_it_lists_what_is_due_late_and_never_started(filled, open_home):
    page = open_home()
    assert [line[:2] for line in texts(page.due)] == [["周四", "贷款未到位"]]
    assert texts(page.overdue) == [["用地未落实", "祁县经开区", "规划局", "21"]]
    assert texts(page.waiting) == [["样例项目", "祁县经开区", "1.00", "244"]]
    assert page.waiting.note.text() == "合计 1.00 亿元"
    assert page.status() == "本周到期 1 项 · 超期 1 项 · 缺报 0 项"


def test_an_indicator_with_a_target_and_no_reading_is_missing(ledger, filled, open_home):
    indicator = add(ledger, "indicator", name="税收收入", unit="亿元", cumulative="total", direction="up")
    add(ledger, "target", zone=filled["zone"], year=Decimal(2023), indicator=indicator, value=Decimal(9), basis="value")
    assert texts(open_home().missing) == [["祁县经开区", "税收收入", "从未填报"]]


def test_a_missing_indicator_says_when_it_was_last_reported(ledger, filled, open_home):
    indicator = add(ledger, "indicator", name="税收收入", unit="亿元", cumulative="total", direction="up")
    add(
        ledger,
        "reading",
        zone=filled["zone"],
        year=Decimal(2023),
        month=Decimal(9),
        indicator=indicator,
        value=Decimal(9),
    )
    assert texts(open_home().missing) == [["祁县经开区", "税收收入", "1—9月"]]


def test_a_missing_indicator_opens_in_the_month_grid(qtbot, ledger, desk, filled, open_home):
    indicator = add(ledger, "indicator", name="税收收入", unit="亿元", cumulative="total", direction="up")
    add(
        ledger,
        "reading",
        zone=filled["zone"],
        year=Decimal(2023),
        month=Decimal(9),
        indicator=indicator,
        value=Decimal(9),
    )
    page = open_home()
    with qtbot.waitSignal(desk.indicator_asked) as asked:
        qtbot.keyClick(page.missing.list, Qt.Key.Key_Return)
    assert asked.args == [indicator]


@pytest.mark.parametrize(("card", "kind"), [("due", "bottleneck"), ("overdue", "bottleneck"), ("waiting", "project")])
def test_enter_on_a_line_opens_its_record(qtbot, desk, filled, open_home, card, kind):
    page = open_home()
    table = getattr(page, card).list
    table.setFocus()
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args[0] == kind


def test_all_overdue_of_a_kind_open_as_records(qtbot, desk, filled, open_home):
    page = open_home()
    way = page._ways["bottleneck"]
    assert way.text() == "堵点难点 1"
    with qtbot.waitSignal(desk.records_asked) as asked:
        way.click()
    assert asked.args[0] == "bottleneck"


def test_of_a_long_list_the_first_lines_stand_there_and_the_rest_is_counted(qtbot, ledger, desk, filled, open_home):
    words = {"zone": filled["zone"], "kind": "land", "status": "working", "due_on": "2023-10-05"}
    add_many(ledger, "bottleneck", [{"description": f"堵点{n}", **words} for n in range(LISTED + 9)])
    page = open_home()
    assert page.overdue.list.rowCount() == LISTED
    assert page.overdue.more.text().startswith("还有 10 项") and page.overdue.more.isVisible()
    assert page._ways["bottleneck"].text() == f"堵点难点 {LISTED + 10}"
    assert page.status() == f"本周到期 1 项 · 超期 {LISTED + 10} 项 · 缺报 0 项"
    assert not page.due.more.isVisible()


def test_all_that_is_due_of_one_kind_opens_as_records(qtbot, desk, filled, open_home):
    page = open_home()
    with qtbot.waitSignal(desk.records_asked) as asked:
        page._all_due.click()
    assert asked.args[0] == "bottleneck"


def test_of_several_kinds_due_one_is_chosen(qtbot, ledger, desk, filled, open_home):
    add(ledger, "plan_item", year=Decimal(2023), text="季度小结", due_on="2023-10-31")
    page = open_home()
    page._all_due.click()
    menu = page.findChild(QMenu, "home.due_menu")
    assert [action.text() for action in menu.actions()] == ["堵点难点 1", f"{KINDS['plan_item'].label} 1"]
    with qtbot.waitSignal(desk.records_asked) as asked:
        menu.actions()[1].trigger()
    menu.close()
    assert asked.args[0] == "plan_item"


def test_another_unit_shows_the_same_money_otherwise(desk, filled, open_home):
    page = open_home()
    desk.settings.money_unit = "万元"
    desk.unit_changed.emit()
    assert page.waiting.note.text() == "合计 10000.00 万元"


def test_it_reads_again_after_a_change(qtbot, ledger, desk, filled, open_home):
    page = open_home()
    add(ledger, "plan_item", year=Decimal(2023), text="季度小结", due_on="2023-10-31")
    desk.tell_changed()
    qtbot.waitUntil(lambda: [line[:2] for line in texts(page.due)] == [["当天", "季度小结"], ["周四", "贷款未到位"]])


def test_an_empty_ledger_leads_to_the_import(qtbot, desk, open_home):
    page = open_home()
    assert page.empty.isVisible()
    with qtbot.waitSignal(desk.import_asked):
        page.empty.button.click()


def test_lists_with_nothing_in_them_say_so(ledger, desk, open_home):
    make_zone(ledger)
    page = open_home()
    assert not page.due.list.isVisible()
    assert page.due.nothing.text() == "本周没有到期的事项"


def test_without_targets_and_readings_it_does_not_say_that_all_was_reported(ledger, filled, desk, open_home):
    assert open_home().missing.nothing.text() == "2023年还没有年度目标和月报，点“去填报”开始"


def test_a_number_is_never_cut(ledger, filled, desk, open_home):
    make_project(ledger, zone=filled["zone"], signed_on="2023-02-01", investment=Decimal(123_456_789 * 10**6))
    desk.settings.money_unit = "万元"
    page = open_home()
    table = page.waiting.list
    wide = table.fontMetrics().horizontalAdvance(table.item(0, 2).text())
    assert table.columnWidth(2) > wide + 16


def test_a_narrow_list_leaves_the_matter_its_room(filled, open_home):
    page = open_home()
    page.resize(900, 600)
    page.due.list.resize(310, 200)
    assert page.due.list.isColumnHidden(3)
    assert not page.due.list.isColumnHidden(1)


def test_an_empty_ledger_offers_its_first_zone(qtbot, desk, open_home):
    page = open_home()
    with qtbot.waitSignal(desk.new_asked) as asked:
        page.empty.ways[0].click()
    assert asked.args == ["zone"]
