from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_zone
from zonedesk.actions import monthly
from zonedesk.actions.changes import undo
from zonedesk.actions.monthly import Entry
from zonedesk.actions.monthly_paste import Landing, entries_of
from zonedesk.actions.monthly_sheet import Spot
from zonedesk.actions.monthly_table import table_of
from zonedesk.errors import Unreadable

NAMES = ("甲区", "乙区", "丙区")


def make_indicator(store, name="工业投资", **values):
    return add(store, "indicator", **{"name": name, "unit": "亿元", "cumulative": "total", "direction": "up",
                                      "for_industrial": True, "decimals": Decimal(2), **values})  # fmt: skip


def make_reading(store, zone, indicator, month, value=None, growth=None, year=2023, **values):
    number = {"value": value, "growth": growth}
    return add(store, "reading", zone=zone, indicator=indicator, year=Decimal(year), month=Decimal(month),
               **{name: None if text is None else Decimal(text) for name, text in number.items()}, **values)  # fmt: skip


@pytest.fixture
def zones(store):
    """Two industrial zones and one of another kind."""
    return [make_zone(store, short_name=name, kind="eco_tourism" if name == "丙区" else "industrial") for name in NAMES]


@pytest.fixture
def indicator(store):
    return make_indicator(store)


@pytest.fixture
def read(store, zones, indicator):
    """Read the sheet of the indicator for October 2023 again."""

    def again(year=2023, month=10):
        row = next(row for row in monthly.indicators_on_record(store) if row["id"] == indicator)
        return monthly.read_sheet(store, row, year, month)

    return again


def enter(store, sheet, *cells, source="cell"):
    entries = [Entry(Spot(*place), value) for place, value in cells]
    return monthly.enter(store, sheet, entries, "试填", source)


def kept(sheet):
    """What is kept, as (zone's name or 全市, month): (value, growth)."""
    names = {line.zone: line.name for line in sheet.lines} | {None: "全市"}
    return {(names[zone], month): (row["value"], row["growth"]) for (zone, month), row in sheet.readings.items()}


# Reading


def test_zones_that_an_indicator_is_not_for_say_so_and_come_last(store, zones, read):
    make_zone(store, short_name="丁区")
    assert [(line.name, line.outside) for line in read().lines] == [
        ("甲区", ""), ("乙区", ""), ("丁区", ""), ("丙区", "非工业类"),
    ]  # fmt: skip


def test_a_zone_without_the_month_in_force_is_missing_as_the_summary_says(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1.5")
    make_reading(store, zones[1], indicator, 9, "4", "1.5")
    sheet = read()
    assert [line.name for line in sheet.lacking] == ["乙区"]
    assert sheet.missing == [Spot(zones[1], 10, "value"), Spot(zones[1], 10, "growth")]
    assert sheet.standings[zones[1]].status == "缺报"


def test_a_gap_in_a_month_that_others_reported_is_missing_and_one_that_nobody_reported_is_not(
    store, zones, indicator, read
):
    make_reading(store, zones[0], indicator, 8, "4", "1")
    make_reading(store, zones[0], indicator, 10, "5", "1")
    make_reading(store, zones[1], indicator, 10, "5", "1")
    sheet = read()
    assert sheet.is_missing(Spot(zones[1], 8, "value"))
    assert not sheet.is_missing(Spot(zones[1], 9, "value"))


def test_a_growth_that_nobody_ever_reports_is_not_missing(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 9, "4")
    assert read().missing == [Spot(zone, 10, "value") for zone in zones[:2]]


def test_half_a_report_is_told_apart_from_none(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1")
    make_reading(store, zones[1], indicator, 10, "5")
    sheet = read()
    assert not sheet.lacking and [line.name for line in sheet.halves] == ["乙区"]


def test_target_completion_and_place_are_those_of_the_summary(store, zones, indicator, read):
    for zone, value in ((zones[0], "9"), (zones[1], "5")):
        make_reading(store, zone, indicator, 10, value)
        add(store, "target", zone=zone, year=Decimal(2023), indicator=indicator, basis="value", value=Decimal(10))
    sheet = read()
    assert [sheet.standings[zone].status for zone in zones[:2]] == ["超前", "滞后"]
    assert [sheet.standings[zone].completion for zone in zones[:2]] == [90, 50]
    assert [sheet.standings[zone].rank for zone in zones[:2]] == [1, 2]
    assert sheet.total.target == 20 and zones[2] not in sheet.standings


def test_last_years_value_is_the_stated_one_else_that_of_last_years_report(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "4", year=2022)
    make_reading(store, zones[1], indicator, 10, "4", year=2022)
    make_reading(store, zones[1], indicator, 10, "5", last_year=Decimal("4.2"))
    assert [read().last_year(zone) for zone in zones] == [Decimal(4), Decimal("4.2"), None]


@pytest.mark.parametrize(
    ("reported", "said"), [("9.99", "rounding"), ("9.98", "equal"), ("10.02", "different"), (None, "")]
)
def test_the_citys_own_value_is_held_against_the_sum(store, zones, indicator, read, reported, said):
    make_reading(store, zones[0], indicator, 10, "4.99")
    make_reading(store, zones[1], indicator, 10, "4.99")
    make_reading(store, None, indicator, 10, reported, "1")
    sheet = read()
    assert sheet.computed(10) == Decimal("9.98") and sheet.agreement(10) == said


def test_ratios_are_not_added_up(store, zones, read, indicator):
    row = {**read().indicator, "unit": "%"}
    make_reading(store, zones[0], indicator, 10, "4")
    assert monthly.read_sheet(store, row, 2023, 10).computed(10) is None


# Doubts


def test_a_cumulative_value_that_falls_is_doubted_until_a_reason_is_given(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 9, "6.62")
    make_reading(store, zones[0], indicator, 10, "6.26")
    sheet = read()
    assert [doubt.spot for doubt in sheet.doubts] == [Spot(zones[0], 10, "value")]
    assert "6.62" in sheet.doubts[0].message
    assert not enter(store, sheet, ((zones[0], 10, "reason"), "统计口径调整"))
    assert not read().doubts and read().reason(zones[0], 10) == "统计口径调整"


def test_a_monthly_value_may_fall(store, zones, read):
    indicator = make_indicator(store, "当月指标", cumulative="month")
    for month, value in ((9, "6"), (10, "5")):
        make_reading(store, zones[0], indicator, month, value)
    row = next(row for row in monthly.indicators_on_record(store) if row["id"] == indicator)
    assert not monthly.read_sheet(store, row, 2023, 10).doubts


def test_a_growth_on_too_small_a_base_is_kept_and_marked(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "29923.9")
    sheet = read()
    spot = Spot(zones[0], 10, "growth")
    assert sheet.number(spot) == Decimal("29923.9") and sheet.is_extreme(spot)
    assert "基数过小" in sheet.doubts[0].message


# Reading what is typed


@pytest.mark.parametrize(
    ("field", "text", "number"),
    [
        ("value", "24.92", "24.92"),
        ("value", "24.92亿元", "24.92"),
        ("value", "24.92 亿", "24.92"),
        ("value", "249200万元", "24.92"),
        ("value", "２４.９２", "24.92"),
        ("value", "1,024.5", "1024.5"),
        ("value", "-0.4", "-0.4"),
        ("growth", "6.5%", "6.5"),
        ("growth", "－6.5％", "-6.5"),
        ("last_year", "20.1亿元", "20.1"),
        ("value", "—", None),
        ("value", "", None),
    ],
)
def test_numbers_are_read_as_staff_write_them(read, field, text, number):
    assert monthly.read_number(read(), field, text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(("field", "text"), [("value", "很多"), ("value", "3 家"), ("growth", "6.5亿元")])
def test_what_is_no_number_is_refused(read, field, text):
    with pytest.raises(Unreadable):
        monthly.read_number(read(), field, text)


def test_a_unit_that_is_no_money_is_understood(store, zones):
    make_indicator(store, "接待人次", unit="人次")
    row = next(row for row in monthly.indicators_on_record(store) if row["name"] == "接待人次")
    assert monthly.read_number(monthly.read_sheet(store, row, 2023, 10), "value", "1200人次") == 1200


# Entering


def test_an_entry_makes_a_reading_and_a_second_one_changes_it(store, zones, read):
    assert not enter(store, read(), ((zones[0], 10, "value"), Decimal(5)))
    assert not enter(store, read(), ((zones[0], 10, "growth"), Decimal("1.5")))
    assert kept(read()) == {("甲区", 10): (5, Decimal("1.5"))}


def test_the_citys_own_reading_is_entered_without_a_zone(store, zones, read):
    assert not enter(store, read(), ((None, 10, "value"), Decimal(266)))
    assert kept(read()) == {("全市", 10): (266, None)}


def test_a_reading_that_is_emptied_goes_and_undo_brings_it_back(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1.5")
    assert not enter(store, read(), ((zones[0], 10, "value"), None), ((zones[0], 10, "growth"), None))
    assert not kept(read())
    undo(store)
    assert kept(read()) == {("甲区", 10): (5, Decimal("1.5"))}


@pytest.mark.parametrize("beside", [{"rank": Decimal(3)}, {"last_year": Decimal(4)}])
def test_emptying_the_numbers_keeps_what_stands_beside_them_and_the_zone_is_awaited(
    store, zones, indicator, read, beside
):
    make_reading(store, zones[0], indicator, 10, "5", "1.5", reason="口径调整", **beside)
    make_reading(store, zones[1], indicator, 10, "5", "1.5")
    assert not enter(store, read(), ((zones[0], 10, "value"), None), ((zones[0], 10, "growth"), None))
    sheet = read()
    row = sheet.readings[zones[0], 10]
    assert (row["value"], row["growth"], row["reason"]) == (None, None, "口径调整") and beside.items() <= row.items()
    assert [line.name for line in sheet.lacking] == ["甲区"]


def test_a_reading_that_goes_names_the_reason_that_goes_with_it(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1.5", reason="口径调整")
    make_reading(store, zones[1], indicator, 10, "5", "1.5", reason="补报")
    emptied = [Entry(Spot(zones[0], 10, name), None) for name in ("value", "growth")]
    half = Entry(Spot(zones[1], 10, "growth"), None)
    assert monthly.reasons_going(read(), [*emptied, half]) == ["甲区 1—10月的说明“口径调整”"]


def test_several_entries_are_one_step(store, zones, read):
    enter(store, read(), *(((zone, month, "value"), Decimal(month)) for zone in zones[:2] for month in (9, 10)))
    assert len(kept(read())) == 4
    undo(store)
    assert not kept(read())


def test_one_wrong_entry_keeps_all_out(store, zones, read):
    faults = enter(store, read(), ((zones[0], 9, "value"), Decimal(1)), ((zones[1], 9, "rank"), Decimal(0)))
    assert [fault.spot for fault in faults] == [Spot(zones[1], 9, "rank")]
    assert not kept(read())


def test_a_month_to_come_is_refused_with_a_sentence(store, zones, read):
    sheet = read(2100, 3)
    assert "2100年3月" in sheet.to_come(3)
    assert enter(store, sheet, ((zones[0], 3, "value"), Decimal(1)))
    with pytest.raises(Unreadable, match="还没有到"):
        monthly.read_entry(sheet, Spot(zones[0], 3, "value"), "1")
    assert not read(2023).to_come(10)


def test_a_zone_of_another_kind_takes_no_number(zones, read):
    with pytest.raises(Unreadable, match="丙区"):
        monthly.read_entry(read(), Spot(zones[2], 10, "value"), "1")


# Pasting


def paste(sheet, text, first=0, others=()):
    """Return what a block enters that is pasted at a line, from October's value on."""
    lines = [*sheet.lines, None, sheet.city]
    cells = [(10, "value"), (10, "growth"), (10, "last_year"), None]
    block = [line.split("\t") for line in text.split("\n")]
    entries = entries_of(sheet, block, Landing(lines[first:], cells), others)
    names = {line.zone: line.name for line in sheet.lines} | {None: "全市"}
    return {(names[e.spot.zone], e.spot.month, e.spot.field): e.value and str(e.value) for e in entries}


def test_a_plain_block_goes_by_place_and_empties_where_it_is_empty(read):
    assert paste(read(), "5\t1.5%\n\t-2") == {
        ("甲区", 10, "value"): "5", ("甲区", 10, "growth"): "1.5",
        ("乙区", 10, "value"): None, ("乙区", 10, "growth"): "-2",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["5\t1\n\t", "5\t1\n", "5\t1\t\n\t\t\n\t\t"])
def test_a_blank_line_and_a_blank_edge_empty_nothing(read, text):
    assert paste(read(), text) == {("甲区", 10, "value"): "5", ("甲区", 10, "growth"): "1"}


def test_zones_are_found_by_name_in_any_order_and_what_is_empty_says_nothing(read):
    assert paste(read(), "序号\t开发区\t累计值\t同比\n1\t乙区\t4\t—\n2\t山西甲区\t5\t1\n\t全市\t9\t") == {
        ("乙区", 10, "value"): "4", ("甲区", 10, "value"): "5", ("甲区", 10, "growth"): "1", ("全市", 10, "value"): "9",
    }  # fmt: skip


def test_a_wide_sheet_goes_by_its_months(read):
    text = "2023年1-10月开发区工业投资完成情况\n单位：亿元、%\n开发区\t1月\t\t1-2月\t\n\t累计值\t同比\t累计值\t同比\n甲区\t1\t2\t3\t4"
    assert paste(read(), text) == {
        ("甲区", 1, "value"): "1", ("甲区", 1, "growth"): "2", ("甲区", 2, "value"): "3", ("甲区", 2, "growth"): "4",
    }  # fmt: skip


def test_months_alone_stand_over_values(read):
    assert paste(read(), "开发区\t元月\t1—2月\n甲区\t3\t4") == {("甲区", 1, "value"): "3", ("甲区", 2, "value"): "4"}


def test_the_title_says_the_month_where_no_heading_does(read):
    text = "2023年1-9月开发区工业投资\n开发区\t累计完成投资（万元）\t同比增长（%）\n甲区\t915000\t5"
    assert paste(read(), text) == {("甲区", 9, "value"): "91.5", ("甲区", 9, "growth"): "5"}


@pytest.mark.parametrize("words", ["去年累计", "上年同期", "同期值"])
def test_last_years_values_are_not_this_years(read, words):
    assert paste(read(), f"开发区\t{words}\n甲区\t91.5") == {("甲区", 10, "last_year"): "91.5"}


def test_columns_that_the_program_works_out_and_empty_ones_are_left_out(read):
    text = "序号\t开发区\t累计值\t完成率(%)\t名次\t备注\n1\t甲区\t5\t91.5\t1\t—"
    assert paste(read(), text) == {("甲区", 10, "value"): "5"}


@pytest.mark.parametrize(("unit", "number"), [("百万元", "1"), ("千元", "0.001")])
def test_a_unit_is_the_one_that_is_written(read, unit, number):
    assert paste(read(), f"单位：{unit}\t\n开发区\t5月\n甲区\t100") == {("甲区", 5, "value"): number}


def test_a_unit_below_the_numbers_counts(read):
    assert paste(read(), "开发区\t累计值\n甲区\t5000\n单位：万元\t") == {("甲区", 10, "value"): "0.5"}


def test_an_exported_sheet_pastes_back(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1.5", last_year=Decimal(4))
    table = table_of(read(), (9, 10))
    keys = [column.key for column in table.columns]
    heads = [[column.group or column.label for column in table.columns], [c.group and c.label for c in table.columns]]
    body = [[str(row.cells.get(key) or "") for key in keys] for row in table.rows[:1]]
    assert paste(read(), "\n".join("\t".join(row) for row in [*heads, *body])) == {
        ("甲区", 10, "value"): "5.00", ("甲区", 10, "growth"): "1.5", ("甲区", 10, "last_year"): "4.00",
    }  # fmt: skip


def test_an_indicator_by_the_month_takes_the_months_own_values(store, zones):
    make_indicator(store, "当月指标", cumulative="month")
    row = next(row for row in monthly.indicators_on_record(store) if row["name"] == "当月指标")
    sheet = monthly.read_sheet(store, row, 2023, 10)
    assert paste(sheet, "开发区\t当月值\t当月同比\n甲区\t5\t1") == {
        ("甲区", 10, "value"): "5",
        ("甲区", 10, "growth"): "1",
    }
    with pytest.raises(Unreadable, match=r"第 1 行第 2 列.*累计数"):
        paste(sheet, "开发区\t1-10月累计值\n甲区\t5")


def test_headings_without_zones_go_down_from_the_current_line(read):
    assert paste(read(), "同比\t累计值\n4\t3", first=1) == {("乙区", 10, "growth"): "4", ("乙区", 10, "value"): "3"}


def test_a_stated_unit_is_converted(read):
    assert paste(read(), "单位：万元\t\n开发区\t累计值\n甲区\t249200") == {("甲区", 10, "value"): "24.92"}


def test_sums_that_the_program_works_out_are_left_out(read):
    assert paste(read(), "甲区\t5\n全市合计·算\t99\n全市合计·报\t9") == {
        ("甲区", 10, "value"): "5", ("全市", 10, "value"): "9",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("5\t1\n4\t很多", "第 2 行第 2 列.*乙区 1—10月 增速"),
        ("甲区\t5\n己区\t4", "第 2 行第 1 列.*己区"),
        ("甲区\t5\n甲区\t4", "第 2 行第 2 列.*已经有一个数"),
        ("甲区\t5\n丙区\t4", "第 2 行第 2 列.*丙区"),
        ("1\n2\n3", "第 3 行第 1 列.*丙区"),
        ("1\t2\t3\t4", "第 1 行第 4 列.*不能填"),
        ("说明\n", "第 1 行第 1 列"),
        ("开发区\t完成率(%)\n甲区\t91.5", "没有能对上的数"),
        ("开发区\t累计完成率\n甲区\t91.5", "第 1 行第 2 列.*累计完成率"),
        ("开发区\t累计值(%)\n甲区\t91.5", "第 1 行第 2 列.*单位是%.*亿元"),
        ("开发区\t累计增长\n甲区\t5", "第 1 行第 2 列.*累计增长"),
        ("开发区\t2023年5月\t2022年5月\n甲区\t91.5\t80", "第 1 行第 3 列.*2022 年"),
        ("开发区\t2023年\t2022年\n\t累计值\t累计值\n甲区\t91.5\t80", "第 1 行第 3 列.*2022 年"),
        ("开发区\t较上月增减\n甲区\t91.5", "第 1 行第 2 列.*较上月增减"),
        ("开发区\t4-5月\n甲区\t91.5", "第 1 行第 2 列.*4-5月"),
        ("开发区\t4-5月\t\n\t累计值\t同比\n甲区\t91.5\t1", "第 1 行第 2 列.*4-5月"),
        ("开发区\t当月值\n甲区\t91.5", "第 1 行第 2 列.*一个月的数"),
        ("开发区\t累计值\t备注\n甲区\t5\t好", "第 1 行第 3 列.*备注"),
        ("开发区\t1—9月\t\n甲区\t3\t4", "第 1 行第 3 列.*没有列名"),
        ("开发区\t10月\t1-10月\n甲区\t3\t4", "第 2 行第 3 列.*已经有一个数"),
        ("单位：万美元\t\n开发区\t5月\n甲区\t100", "第 2 行第 2 列.*万美元.*亿元"),
        ("开发区\t5月（万美元）\n甲区\t100", "第 1 行第 2 列.*万美元.*亿元"),
        ("单位：亿元、万元\t\n开发区\t5月\n甲区\t100", "第 2 行第 2 列.*亿元和万元"),
        ("开发区\t同比增减（亿元）\n甲区\t100", "第 1 行第 2 列.*增速的单位"),
        ("完成率\n91.5", "第 1 行第 1 列.*完成率"),
        ("2022年开发区完成情况\t\n开发区\t累计值\n甲区\t5", "2022 年"),
        ("开发区税收收入\t\n开发区\t累计值\n甲区\t5", "税收收入"),
    ],
)
def test_anything_wrong_is_said_with_its_place_and_nothing_is_pasted(read, text, where):
    with pytest.raises(Unreadable, match=f"{where}.*没有粘贴任何内容"):
        paste(read(), text, others=("税收收入",))


# On paper


def test_the_table_has_a_line_per_zone_the_sum_and_the_reported_total(store, zones, indicator, read):
    make_reading(store, zones[0], indicator, 10, "5", "1.5")
    make_reading(store, None, indicator, 10, "5")
    add(store, "target", zone=zones[1], year=Decimal(2023), indicator=indicator, basis="value", value=Decimal(10))
    table = table_of(read(), (9, 10))
    assert table.title == "2023年1—10月工业投资月报"
    assert [row.cells["zone"] for row in table.rows] == ["甲区", "乙区", "丙区", "全市合计·算", "全市合计·报"]
    assert [row.cells.get("value-10") for row in table.rows] == [Decimal("5.00"), "缺报", None, Decimal(5), Decimal(5)]
    assert table.rows[2].cells["status"] == "不适用"
    assert "缺报 1 家：乙区" in table.notes[0]
