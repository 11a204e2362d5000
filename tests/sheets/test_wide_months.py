"""Sheets whose months stand side by side: what each column says, in headings as offices write them."""

from __future__ import annotations

import pytest

from tests.workbooks import Rows, grid_of
from zonedesk.records.months import period_at_start, period_in
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections, Recognition

TITLE = ("2023年1-10月开发区规上工业增加值",)
UNITS = ("单位：亿元、%",)


def wide(months: list[str], details: list[str], *rows: tuple[object, ...], title: Rows = (TITLE, UNITS)) -> Recognition:
    """A sheet with `details` under each month, or months alone."""
    if not details:
        return recognise(grid_of([*title, ("开发区", *months), *rows]))
    first, second, merges, top = ["开发区"], [""], [], len(title)
    for month in months:
        merges.append((top, len(first), top, len(first) + len(details) - 1))
        first += [month, *[""] * (len(details) - 1)]
        second += details
    return recognise(grid_of([*title, first, second, *rows], merges=merges if len(details) > 1 else []))


def columns(found: Recognition) -> list[tuple[str | None, str]]:
    """The field of each column and the month that its heading says."""
    return [(column.field, dict(column.said).get("month", "")) for column in found.columns]


def test_months_over_value_and_growth_fill_the_same_fields_for_each_month() -> None:
    found = wide(["1月", "1-2月"], ["累计值", "同比"], ("晋中开发区", 1.65, 3.1, 3.3, -4.4))
    assert (found.kind, found.header_rows, found.rows) == ("reading", (3, 4), [5])
    assert columns(found) == [
        ("zone", ""), ("value", "1月"), ("growth", "1月"), ("value", "2月"), ("growth", "2月"),
    ]  # fmt: skip
    assert [column.unit for column in found.columns] == ["", "亿元", "%", "亿元", "%"]
    assert found.constants == {"indicator": "规上工业增加值", "year": "2023"}
    assert all(column.sure for column in found.columns)


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("1月", 1), ("2月份", 2), ("1-2月", 2), ("1—10月", 10), ("1～3月", 3), ("1至6月份", 6), ("1月-9月", 9), ("1－4月", 4),
        ("１-１０月", 10), ("一季度", 3), ("上半年", 6), ("前三季度", 9), ("全年", 12), ("2023年1-5月", 5), ("4-6月", None),
        ("元月", 1), ("2023年元月份", 1), ("元月至3月", 3), ("元/亩", None), ("13月", None), ("第三季度", None), ("备注", None),
    ],
)  # fmt: skip
def test_a_month_is_understood_as_offices_write_it(heading: str, month: int | None) -> None:
    period = period_at_start(heading)
    assert (period.month if period else None) == month


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2023年1-10月开发区工业投资", 10), ("晋中市2023年10月主要指标", 10), ("截至2023年9月30日", 9), ("晋中市上半年指标", 6),
        ("2023年度目标任务", None), ("4-6月情况", None), ("晋中市2023年元月主要指标", 1), ("税收收入（亿元）元月", 1), ("税收收入亿元月报", None),
    ],
)  # fmt: skip
def test_a_title_says_up_to_which_month_it_is(title: str, month: int | None) -> None:
    period = period_in(title)
    assert (period.month if period else None) == month


@pytest.mark.parametrize(
    ("detail", "field"),
    [
        ("累计值", "value"), ("本期累计", "value"), ("完成值", "value"), ("绝对量", "value"), ("累计", "value"), ("同比", "growth"),
        ("增速", "growth"), ("同比增长(%)", "growth"), ("同比增长（%）", "growth"), ("同期", "last_year"), ("上年同期", "last_year"),
        ("位次", "rank"), ("天气", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_joined", [False, True], ids=["under the month", "beside the month"])
def test_what_stands_under_or_beside_a_month_says_the_field(detail: str, field: str | None, is_joined: bool) -> None:
    months = ["1-2月", "1-3月"]
    if is_joined:
        found = wide([f"{month}{detail}" for month in months] + ["1-4月"], [], ("晋中开发区", 1, 2, 3))
    else:
        found = wide(months, [detail, "累计值" if field != "value" else "同比"], ("晋中开发区", 1, 2, 3, 4))
    chosen = [c for c in found.columns if detail in c.heading and c.index]
    assert [c.field for c in chosen] == [field, field]
    assert [dict(c.said).get("month") for c in chosen] == ([None, None] if field is None else ["2月", "3月"])


@pytest.mark.parametrize("unit", ["", "（亿元）", "/亿元"])
def test_months_without_details_are_values(unit: str) -> None:
    found = wide([f"1月{unit}", f"1-2月{unit}", f"1-3月{unit}"], [], ("晋中开发区", 1, 2, 3))
    assert columns(found)[1:] == [("value", "1月"), ("value", "2月"), ("value", "3月")]
    assert all(column.sure for column in found.columns)


def test_the_month_alone_gives_way_to_the_time_up_to_it() -> None:
    found = wide(["10月", "1-10月"], ["累计", "同比"], ("晋中开发区", 1, 2, 3, 4))
    assert columns(found)[1:] == [(None, ""), (None, ""), ("value", "10月"), ("growth", "10月")]


def test_headings_may_name_years() -> None:
    found = wide(
        ["2022年12月", "2023年1月"], ["累计值", "同比"], ("晋中开发区", 1, 2, 3, 4), title=[("规上工业增加值",), UNITS]
    )
    assert [dict(column.said) for column in found.columns[1::2]] == [
        {"month": "12月", "year": "2022"}, {"month": "1月", "year": "2023"},
    ]  # fmt: skip
    assert found.constants == {"indicator": "规上工业增加值"}


def test_the_row_of_the_whole_city_is_a_record_and_a_total_is_not() -> None:
    rows = [("晋中开发区", 1, 2), ("介休经开区", 3, 4), ("合计", 4, 6), ("全市合计", 5, 7), ("全市", 5, 7)]
    found = wide(["1月", "1-2月"], [], *rows)
    assert found.rows == [4, 5, 7, 8]
    assert [(ignored.row, ignored.why) for ignored in found.ignored] == [(6, "合计")]


def test_a_row_in_which_nothing_was_reported_is_left_out() -> None:
    found = wide(["1月", "1-2月"], ["累计值", "同比"], ("晋中开发区", 1, 2, "", ""), ("左权示范区", "—", "", "/", ""))
    assert found.rows == [5]
    assert [(ignored.row, ignored.why) for ignored in found.ignored] == [(6, "没有填数")]


@pytest.mark.parametrize(
    ("title", "sheet", "indicator"),
    [
        ("2023年1-10月开发区规上工业增加值", "工业", "规上工业增加值"),
        ("晋中市2023年10月各开发区工业投资完成情况表", "Sheet1", "工业投资"),
        ("晋中市开发区2023年1-10月税收收入完成情况（月报）", "税收收入", "税收收入"),
        ("各开发区外贸进出口总额", "Sheet1", "外贸进出口总额"),
        ("2023年1-10月主要经济指标", "工业投资", "工业投资"),
        ("2023年1-10月主要经济指标", "Sheet1", ""),
    ],
)
def test_title_or_sheet_name_say_the_indicator(title: str, sheet: str, indicator: str) -> None:
    rows = [(title,), ("开发区", "1-9月", "1-10月"), ("晋中开发区", 1, 2)]
    assert recognise(grid_of(rows, sheet), Corrections(kind="reading")).constants.get("indicator", "") == indicator


def test_the_indicators_of_one_zone_may_stand_below_each_other() -> None:
    rows = [("介休经开区2023年1-10月主要指标",), ("指标", "1-9月", "1-10月"), ("工业投资", 1, 2)]
    found = recognise(grid_of(rows))
    assert (found.kind, found.constants) == ("reading", {"zone": "介休经开区", "year": "2023"})


@pytest.mark.parametrize(("cell", "field"), [("晋中开发区", "zone"), ("亿元", None)])
def test_a_column_called_unit_holds_zones_or_units_by_what_stands_in_it(cell: str, field: str | None) -> None:
    rows = [("2023年1-10月主要指标",), ("指标", "单位", "1-9月", "1-10月"), ("工业投资", cell, 1, 2)]
    found = recognise(grid_of(rows))
    assert (found.columns[1].field, found.unit_column) == (field, None if field else 1)


def test_rows_that_nothing_tells_apart_are_not_read() -> None:
    rows = [("2023年1-10月工业投资",), ("天气", "1-9月", "1-10月"), ("晴", 1, 2), ("雨", 3, 4)]
    assert recognise(grid_of(rows)).kind is None


def test_one_month_may_be_said_by_the_title_alone() -> None:
    rows = [("2023年1-10月开发区规上工业增加值",), ("开发区", "累计值", "同比增速"), ("晋中开发区", 1, 2)]
    found = recognise(grid_of(rows))
    assert (found.kind, columns(found)) == ("reading", [("zone", ""), ("value", ""), ("growth", "")])
    assert found.constants == {"indicator": "规上工业增加值", "year": "2023", "month": "10月"}


def test_a_corrected_column_keeps_the_month_of_its_heading() -> None:
    rows = [TITLE, ("开发区", "1月/累计值", "1月/天气"), ("晋中开发区", 1, 2)]
    grid = grid_of([TITLE, ("开发区", "1月累计值", "1月天气", "1-2月累计值"), *rows[2:]])
    found = recognise(grid, Corrections(fields={2: "value"}))
    assert columns(found) == [("zone", ""), (None, ""), ("value", "1月"), ("value", "2月")]


def test_a_table_of_days_or_goods_is_no_month_sheet() -> None:
    assert recognise(grid_of([("月份", "产量", "销量"), ("1月", 1, 2)])).kind is None


@pytest.mark.parametrize("stray", ["上年实际", "产值", "13月产值"])
def test_amounts_without_a_month_are_no_months(stray: str) -> None:
    rows = [("2023年重点企业监测",), ("企业名称", "1月产值", "1-2月产值", stray), ("样例企业", 1, "", 905)]
    found = recognise(grid_of(rows), Corrections(kind="enterprise_reading"))
    assert columns(found) == [("enterprise", ""), ("output", "1月"), ("output", "2月"), (None, "")]
    assert [column.letter for column in found.unread] == ["D"]


def test_a_column_without_a_year_is_no_years_where_years_stand_side_by_side() -> None:
    rows = [("1-10月开发区规上工业增加值",), UNITS, ("开发区", "2022年", "2023年", "计划"), ("", *["累计值"] * 3),
            ("晋中开发区", 1, 2, 3)]  # fmt: skip
    found = recognise(grid_of(rows))
    assert [(column.field, dict(column.said)) for column in found.columns[1:]] == [
        ("value", {"year": "2022"}), ("value", {"year": "2023"}), (None, {}),
    ]  # fmt: skip


def said(found: Recognition) -> list[tuple[str | None, str, str]]:
    """The field of each column, with the year and month that hold for it."""
    return [
        (column.field, dict(column.said).get("year", ""), dict(column.said).get("month", ""))
        for column in found.columns[1:]
    ]


def test_what_stands_after_a_month_is_told_of_it_up_to_the_next() -> None:
    found = wide(
        ["1-10月", "同比", "位次", "1-11月累计", "去年同期", "同比增长%"], [], ("晋中开发区", 1, 2, 3, 4, 5, 6)
    )
    fields = ["value", "growth", "rank", "value", "last_year", "growth"]
    assert columns(found)[1:] == [(field, "10月" if place < 3 else "11月") for place, field in enumerate(fields)]
    assert found.unread == []


def test_one_month_with_its_neighbours_is_one_reading() -> None:
    title = [("2023年11月工业投资",), ("单位：万元",)]
    found = wide(["1-11月", "年度目标", "去年同期", "增速"], [], ("介休经开区", 12, 20, 10, 0.2), title=title)
    assert columns(found)[1:] == [("value", "11月"), (None, ""), ("last_year", "11月"), ("growth", "11月")]
    assert [column.letter for column in found.unread] == ["C"]


@pytest.mark.parametrize(
    ("headings", "owner"),
    [
        (["10月", "1-10月", "同比"], ("", "10月")), (["2022年1-10月", "2023年1-10月", "同比"], ("2023", "10月")),
        (["2023年1-10月", "2022年1-10月", "同比"], ("2023", "10月")), (["1-9月", "1-9月同比", "同比"], None),
        (["1-9月", "1-10月", "同比"], None), (["1-10月", "上年实际", "同比"], None), (["1-10月", "2022年1-10月", "同比"], None),
        (["1-9月同比", "1-10月", "同比"], ("", "10月")),
    ],
)  # fmt: skip
def test_a_growth_after_two_numbers_is_told_of_the_one_that_it_can_be_of(
    headings: list[str], owner: tuple[str, str] | None
) -> None:
    found = wide(headings, [], ("晋中开发区", 1, 2, 3))
    assert said(found)[2] == (("growth", *owner) if owner else (None, "", ""))


@pytest.mark.parametrize(
    "headings",
    [
        ["当月", "同比", "累计", "同比"], ["本月", "同比", "1-10月", "同比"], ["本月完成", "当月同比", "累计", "同比"],
        ["本月", "当月增速", "1-10月累计", "增速"],
    ],
)  # fmt: skip
def test_the_growth_of_one_month_is_not_that_of_the_time_up_to_it(headings: list[str]) -> None:
    found = wide(headings, [], ("晋中开发区", 1, 50, 12, 5))
    assert [column.field for column in found.columns] == ["zone", None, None, "value", "growth"]
    assert [column.why for column in found.unread] == ["是一个月的数，月度数据记 1 月到当月的累计"] * 2


def test_groups_of_one_month_and_of_the_time_up_to_it_keep_apart() -> None:
    found = wide(["当月", "累计"], ["绝对量", "同比"], ("晋中开发区", 1, 50, 12, 5))
    assert [column.field for column in found.columns] == ["zone", None, None, "value", "growth"]


def test_what_lacks_a_month_is_told_where_to_write_it() -> None:
    found = wide(["1-9月", "1-10月", "同比"], [], ("晋中开发区", 1, 2, 3))
    assert [column.why for column in found.unread] == ["列名里没有月份，请在列名里写明，如“1-11月同比”"]
