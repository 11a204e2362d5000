from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.builders import add, make_zone
from zonedesk.actions.changes import undo
from zonedesk.actions.monthly_sheet import Spot
from zonedesk.actions.records import list_rows
from zonedesk.store.query import Query
from zonedesk.ui.monthly_page import MonthlyPage
from zonedesk.ui.monthly_series import axis

NAMES = ("甲经开区", "乙经开区", "丙示范区")


def make_indicator(ledger, name="工业投资", **values):
    return add(ledger, "indicator", **{"name": name, "unit": "亿元", "cumulative": "total", "direction": "up",
                                       "for_industrial": True, "decimals": Decimal(2), **values})  # fmt: skip


def make_reading(ledger, zone, indicator, month, value=None, growth=None, **values):
    numbers = {"value": value, "growth": growth}
    return add(ledger, "reading", zone=zone, indicator=indicator, year=Decimal(2023), month=Decimal(month),
               **{name: None if text is None else Decimal(text) for name, text in numbers.items()}, **values)  # fmt: skip


@pytest.fixture
def zones(ledger):
    """Two zones that report and one that need not."""
    return [
        make_zone(ledger, short_name=name, kind="eco_tourism" if "示范" in name else "industrial") for name in NAMES
    ]


@pytest.fixture
def indicator(ledger, zones):
    """An indicator that both zones reported for September."""
    made = make_indicator(ledger)
    for zone, value in zip(zones, ("9", "4"), strict=False):
        make_reading(ledger, zone, made, 9, value, "1.5")
    return made


@pytest.fixture
def open_monthly(qtbot, desk):
    """Open the page for October 2023."""
    desk.settings.year, desk.settings.month = 2023, 10

    def make(width=1214, height=694):
        page = MonthlyPage(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        return page

    return make


@pytest.fixture
def page(open_monthly, indicator):
    return open_monthly()


def kept(ledger):
    """What is kept for October: zone's name or empty → (value, growth)."""
    rows = list_rows(ledger, Query("reading"))
    return {
        row["zone.caption"] or "": (row["value"], row["growth"], row["last_year"]) for row in rows if row["month"] == 10
    }


def here(page):
    return page.table.months.spot_at(page.table.currentIndex())


def go(page, zone, name="value", month=10):
    page.go_to(Spot(zone, month, name))


def begin_typing(qtbot, page, text):
    """Type into the current cell in place of what is there and return its editor, still open."""
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
    return editor


def type_in(qtbot, page, text, ending=Qt.Key.Key_Return):
    """Type into the current cell and end it by a key."""
    qtbot.keyClick(begin_typing(qtbot, page, text), ending)


def cell(page, zone, name="value", month=10):
    months = page.table.months
    index = months.index_of(Spot(zone, month, name))
    return months.state(index), months.text(index)


def test_the_model_keeps_qts_rules(page):
    QAbstractItemModelTester(page.table.months, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.refresh()


def test_the_window_contract_holds(page):
    assert page.objectName() == "page.monthly" and page.table.objectName() == "table.monthly"


def test_it_begins_at_the_first_gap_of_the_month_in_force(page, zones):
    assert here(page) == Spot(zones[0], 10, "value") and page.table.hasFocus()


# Typing


def test_a_typed_number_is_saved_at_once_and_enter_goes_down(qtbot, page, ledger, zones):
    type_in(qtbot, page, "9.92亿元")
    assert kept(ledger) == {"甲经开区": (Decimal("9.92"), None, None)}
    assert here(page) == Spot(zones[1], 10, "value") and page.table.hasFocus()


@pytest.mark.parametrize(("ending", "name"), [(Qt.Key.Key_Tab, "growth"), (Qt.Key.Key_Escape, "value")])
def test_tab_goes_right_and_escape_leaves_the_cell_as_it_was(qtbot, page, ledger, zones, ending, name):
    type_in(qtbot, page, "9.92", ending)
    assert here(page) == Spot(zones[0], 10, name)
    assert bool(kept(ledger)) == (ending == Qt.Key.Key_Tab)


def test_typing_begins_editing_and_replaces(qtbot, page, ledger):
    type_in(qtbot, page, "12", Qt.Key.Key_Tab)
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    qtbot.keyClick(page.table, Qt.Key.Key_7)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert kept(ledger)["甲经开区"][0] == 7


def test_enter_skips_the_lines_that_take_no_number(qtbot, page, zones):
    go(page, zones[1])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert here(page) == Spot(None, 10, "value")


def test_last_years_value_is_typed_beside(qtbot, page, ledger, zones):
    type_in(qtbot, page, "10", Qt.Key.Key_Tab)
    type_in(qtbot, page, "2.5%", Qt.Key.Key_Tab)
    type_in(qtbot, page, "9.5")
    assert kept(ledger)["甲经开区"] == (10, Decimal("2.5"), Decimal("9.5"))


def test_delete_empties_a_block_without_asking_and_undo_brings_it_back(qtbot, page, ledger, desk, messages, zones):
    type_in(qtbot, page, "10", Qt.Key.Key_Tab)
    type_in(qtbot, page, "2", Qt.Key.Key_Tab)
    go(page, zones[0])
    qtbot.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert not kept(ledger) and not messages.questions
    undo(ledger)
    desk.tell_changed()
    assert cell(page, zones[0])[1] == "10.00" and kept(ledger)["甲经开区"] == (10, 2, None)


def test_a_reason_does_not_go_without_a_word(qtbot, page, ledger, messages, zones, indicator):
    make_reading(ledger, zones[0], indicator, 10, "5", reason="口径调整")
    page.refresh()
    go(page, zones[0])
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert not kept(ledger)
    assert messages.notes == ["已清空，甲经开区 1—10月的说明“口径调整”一同删除，可以撤销"]


def test_a_number_with_a_rank_beside_it_can_be_emptied(qtbot, page, ledger, messages, zones, indicator):
    make_reading(ledger, zones[0], indicator, 10, "5", rank=Decimal(3))
    page.refresh()
    go(page, zones[0])
    type_in(qtbot, page, "—")
    assert kept(ledger) == {"甲经开区": (None, None, None)} and cell(page, zones[0]) == ("missing", "缺报")
    assert not messages.warnings and not messages.notes


def test_what_is_no_number_stays_in_its_cell_until_it_is_mended(qtbot, page, ledger, zones):
    type_in(qtbot, page, "很多")
    assert here(page) == Spot(zones[0], 10, "value") and cell(page, zones[0]) == ("error", "很多")
    assert "没有保存" in page.review.title.text() and "很多" in page.review.sentence.text()
    type_in(qtbot, page, "8")
    assert cell(page, zones[0])[1] == "8.00" and kept(ledger)["甲经开区"][0] == 8


def test_a_bad_text_is_let_go_by_escape_or_by_the_card(qtbot, page, zones):
    type_in(qtbot, page, "很多")
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert cell(page, zones[0]) == ("missing", "缺报")
    type_in(qtbot, page, "不少")
    page.review.drop.click()
    assert cell(page, zones[0]) == ("missing", "缺报") and page.table.hasFocus()


def test_a_bad_text_stays_with_its_own_indicator(qtbot, page, ledger, desk, zones, indicator):
    other = make_indicator(ledger, "税收收入")
    desk.tell_changed()
    type_in(qtbot, page, "很多")
    page.choose(other)
    assert cell(page, zones[0])[0] != "error"
    page.choose(indicator)
    assert cell(page, zones[0]) == ("error", "很多")


def test_the_count_of_what_is_to_be_mended_leads_back_to_it(qtbot, page, ledger, desk, zones):
    other = make_indicator(ledger, "税收收入")
    desk.tell_changed()
    with qtbot.waitSignal(desk.problems_changed, check_params_cb=lambda count: count == 1):
        type_in(qtbot, page, "很多")
    page.choose(other)
    desk.problems_asked.emit()
    assert page.sheet.indicator["name"] == "工业投资" and here(page) == Spot(zones[0], 10, "value")


def test_closing_asks_about_what_could_not_be_saved(qtbot, page, messages):
    assert page.may_leave() and not messages.questions
    type_in(qtbot, page, "很多")
    messages.answers = ["mend", "drop"]
    assert not page.may_leave() and page.may_leave() and page.may_leave()
    assert len(messages.questions) == 2


def test_cells_that_take_nothing_say_why(qtbot, page, messages, zones):
    go(page, zones[2])
    qtbot.keyClick(page.table, Qt.Key.Key_5)
    assert "丙示范区" in messages.warnings[-1]
    page.table.select_cell(page.table.months.index(3, page.table.currentIndex().column()))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert "不用填" in messages.warnings[-1] and not page.table.is_editing()


def test_a_month_to_come_takes_nothing(qtbot, page, desk, ledger, zones, messages):
    desk.settings.year = 2100
    desk.period_changed.emit()
    go(page, zones[0])
    qtbot.keyClick(page.table, Qt.Key.Key_5)
    assert "还没有到" in messages.warnings[-1] and cell(page, zones[0])[0] == "future"


# Missing and doubtful


def test_missing_cells_say_so_and_the_header_counts_zones(qtbot, page, zones):
    assert cell(page, zones[0]) == ("missing", "缺报") and page.facts.missing.text() == "缺报 2 家"
    assert cell(page, zones[2])[0] == "outside"
    type_in(qtbot, page, "9.9")
    assert page.facts.missing.text() == "缺报 1 家"


def test_the_count_of_missing_leads_from_one_to_the_next(page, zones):
    go(page, zones[0], "growth")
    page.facts.missing.click()
    assert here(page) == Spot(zones[1], 10, "value")


def test_a_falling_value_is_kept_doubted_and_settled_by_a_reason(qtbot, page, ledger, zones):
    type_in(qtbot, page, "8.5")
    assert cell(page, zones[0]) == ("doubt", "8.50") and page.facts.doubts.text() == "1 处提醒"
    assert "甲经开区" in page.review.title.text()
    page.review.settle.click()
    assert QApplication.focusWidget() is page.review.reason
    page.review.reason.setText("口径调整")
    qtbot.keyClick(page.review.reason, Qt.Key.Key_Return)
    assert cell(page, zones[0])[0] == "" and not page.facts.doubts.text()
    assert [row["reason"] for row in list_rows(ledger, Query("reading")) if row["month"] == 10] == ["口径调整"]


def test_the_card_leads_into_the_doubtful_cell(qtbot, page, zones):
    type_in(qtbot, page, "8.5")
    go(page, zones[1], "growth")
    page.review.mend.click()
    assert here(page) == Spot(zones[0], 10, "value") and page.table.is_editing()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_growth_on_a_small_base_is_kept_and_marked(qtbot, page, zones):
    go(page, zones[0], "growth")
    type_in(qtbot, page, "29923.9%")
    assert cell(page, zones[0], "growth") == ("doubt", "29923.9") and "基数过小" in page.review.sentence.text()


def test_undo_in_the_window_takes_back_what_was_pasted(qtbot, ledger, indicator, zones):
    from zonedesk.app import open_window
    from zonedesk.settings import Settings

    window = open_window(ledger.path, Settings(theme="light", year=2023, month=10))
    qtbot.addWidget(window)
    page = window.go("monthly")
    window.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    QApplication.clipboard().setText("12\t3")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, zones[0]) == ("", "12.00") and "已报 1 / 2 家" in window.status_bar.text()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, zones[0]) == ("missing", "缺报")
    qtbot.keyClick(page.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, zones[0]) == ("", "12.00")
    window.top_bar.period.earlier.click()
    assert page.sheet.month == 9
    window.close()


def test_when_all_is_in_the_card_leads_on(qtbot, page, desk, zones):
    for zone in zones[:2]:
        go(page, zone)
        type_in(qtbot, page, "9.9", Qt.Key.Key_Tab)
        type_in(qtbot, page, "1", Qt.Key.Key_Tab)
    assert "已报齐" in page.review.title.text()
    with qtbot.waitSignal(desk.place_asked) as asked:
        page.review.summary.click()
    assert asked.args == ["indicators"]


# Clipboard


def test_a_block_goes_out_as_it_was_entered_and_comes_in_as_one_step(qtbot, page, ledger, zones):
    QApplication.clipboard().setText("9.92\t1.5\n5\t-2%")
    page.paste()
    assert kept(ledger) == {"甲经开区": (Decimal("9.92"), Decimal("1.5"), None), "乙经开区": (5, -2, None)}
    page.table.setCurrentIndex(page.table.months.index_of(Spot(zones[0], 10, "value")))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(page.table, key, Qt.KeyboardModifier.ShiftModifier)
    page.entry.copy()
    assert QApplication.clipboard().text().splitlines() == ["9.92\t1.5", "5\t-2"]
    undo(ledger)
    assert not kept(ledger)


def test_a_block_with_names_goes_by_them(page, ledger):
    QApplication.clipboard().setText("开发区\t累计值\t同比\n乙经开区\t5\t1\n全市\t15\t2")
    page.paste()
    assert kept(ledger) == {"乙经开区": (5, 1, None), "": (15, 2, None)}


@pytest.mark.parametrize("text", ["5\n很多", "", "  \t\n"])
def test_a_block_with_an_error_pastes_nothing_and_says_where(page, ledger, messages, text):
    QApplication.clipboard().setText(text)
    page.paste()
    assert not kept(ledger) and len(messages.warnings) == 1
    assert not text.strip() or "第 2 行第 1 列" in messages.warnings[0]


# Months, indicators, period


def test_earlier_months_are_folded_and_unfold(page):
    assert page.table.months.columns[0].month > 1
    page.facts.fold.click()
    assert page.table.months.columns[0].month == 1 and page.facts.fold.text() == "收起"
    page.facts.fold.click()
    assert page.table.months.columns[0].month > 1


def test_a_narrow_page_shows_fewer_months_and_keeps_the_cell(page, zones):
    shown = len(page.table.months.columns)
    page.resize(820, 420)
    assert len(page.table.months.columns) < shown and here(page) == Spot(zones[0], 10, "value")
    assert page.series.isHidden()


def change_period(desk, year, month):
    desk.settings.year, desk.settings.month = year, month
    desk.period_changed.emit()


def kept_in(ledger, zone):
    """What is kept of a zone beside its September: (year, month) → value."""
    rows = list_rows(ledger, Query("reading"))
    found = {(int(row["year"]), int(row["month"])): row["value"] for row in rows if row["zone"] == zone}
    return {place: value for place, value in found.items() if place != (2023, 9)}


@pytest.mark.parametrize(("year", "month"), [(2022, 10), (2023, 9), (2023, 11), (2024, 10)])
def test_another_period_takes_what_is_being_typed_where_it_was_begun(qtbot, page, desk, ledger, zones, year, month):
    begin_typing(qtbot, page, "88.88")
    change_period(desk, year, month)
    assert kept_in(ledger, zones[0]) == {(2023, 10): Decimal("88.88")}
    assert (page.sheet.year, page.sheet.month) == (year, month)
    assert not page.table.is_editing() and page.table.hasFocus()


def test_another_period_keeps_what_cannot_be_saved_in_its_own_year(qtbot, page, desk, ledger, zones):
    begin_typing(qtbot, page, "很多")
    change_period(desk, 2022, 10)
    assert not kept_in(ledger, zones[0]) and cell(page, zones[0])[0] != "error"
    change_period(desk, 2023, 10)
    assert cell(page, zones[0]) == ("error", "很多")


def test_a_wrong_text_of_a_later_month_says_where_it_is_to_be_mended(qtbot, page, desk, messages, zones):
    type_in(qtbot, page, "很多")
    change_period(desk, 2023, 9)
    assert "没有保存" not in page.review.title.text()
    desk.problems_asked.emit()
    assert messages.warnings == ["没有保存的内容在2023年10月，请把上方的期间换到2023年10月"]


def test_ledger_unit_theme_and_fold_lose_nothing_that_is_being_typed(qtbot, page, desk, ledger, zones):
    tellings = [desk.changed, desk.unit_changed, desk.theme_changed, page.facts.fold.clicked]
    for value, telling in enumerate(tellings, start=10):
        go(page, zones[0])
        begin_typing(qtbot, page, str(value))
        telling.emit() if telling is not tellings[-1] else page.facts.fold.click()
        page.table.finish_editing()
        assert kept_in(ledger, zones[0]) == {(2023, 10): value}
    assert not page.table.is_editing()


def test_the_period_in_force_chooses_the_month(page, desk, zones):
    desk.settings.month = 9
    desk.period_changed.emit()
    assert page.sheet.month == 9 and cell(page, zones[0], month=9)[1] == "9.00"


def test_other_indicators_are_a_tab_away(qtbot, page, ledger, desk):
    make_indicator(ledger, "税收收入")
    desk.tell_changed()
    qtbot.mouseClick(page.findChild(QPushButton, "monthly.indicator.税收收入"), Qt.MouseButton.LeftButton)
    assert page.sheet.indicator["name"] == "税收收入" and page.table.hasFocus()


def test_tabs_without_room_stand_in_the_menu_and_the_chosen_one_stays_in_view(page, ledger, desk):
    made = [make_indicator(ledger, f"样例指标第{number}项") for number in range(20)]
    desk.tell_changed()
    page.choose(made[-1])
    assert page.findChild(QPushButton, "monthly.indicator.样例指标第19项").isVisible()
    hidden = [tab for tab in page.tabs.findChildren(QPushButton) if not tab.isVisible()]
    assert page.tabs.more.text() == f"更多 {len(hidden)} 项" and hidden


def test_an_indicators_unit_does_not_follow_the_unit_in_force(page, desk):
    desk.settings.money_unit = "万元"
    desk.unit_changed.emit()
    assert page.facts.unit.text() == "单位：亿元（按指标填，不随上方单位换算），增速 %"


def test_the_status_says_who_has_reported_and_where_one_is(qtbot, page, desk, zones):
    with qtbot.waitSignal(desk.status_changed) as told:
        go(page, zones[1], "growth")
    assert told.args == ["工业投资 1—10月　・　已报 0 / 2 家　・　当前 乙经开区 1—10月 增速"]


def test_f6_leads_out_of_the_grid_and_back(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_F6)
    holder = QApplication.focusWidget()
    assert holder is not page.table and page.isAncestorOf(holder)
    qtbot.keyClick(holder, Qt.Key.Key_F6)
    assert page.table.hasFocus()


def test_whatever_takes_the_keyboard_has_a_name(page):
    for part in page.findChildren(QWidget):
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert part.accessibleName() or getattr(part, "text", str)(), part.objectName()


def test_without_indicators_it_says_what_to_do_first(qtbot, open_monthly, desk):
    page = open_monthly()
    assert "还没有指标" in page.empty.sentence.text() and page.empty.button.isVisible()
    with qtbot.waitSignal(desk.import_asked):
        page.empty.button.click()
    with qtbot.waitSignal(desk.place_asked) as asked:
        page.empty.new.click()
    assert asked.args == ["indicator"]


def test_all_months_are_written_to_a_workbook(qtbot, page, tmp_path, monkeypatch, messages):
    target = tmp_path / "月报.xlsx"
    monkeypatch.setattr("zonedesk.ui.file_out.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    page.export()
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert target.exists() and not messages.warnings


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("2", "8"), ("0", "8", "4")), (("-3", "4"), ("-4", "4", "4")), (("0", "0"), ("0", "0.5", "0.5"))],
)
def test_an_axis_has_round_numbers_around_its_values(values, expected):
    assert axis(*map(Decimal, values)) == tuple(map(Decimal, expected))
