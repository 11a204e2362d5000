"""Month sheets brought in: a record for each month of a row, problems at their cells, units, the city's own row."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import add, make_zone
from tests.workbooks import grid_of, write_workbook
from zonedesk.actions.importing import apply_plan, as_json, make_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.sheets.grid import Workbook
from zonedesk.sheets.recognition import IGNORE, Corrections
from zonedesk.store.query import Query
from zonedesk.store.store import Store

Row = Sequence[object]
ADDED = "2023年1-3月开发区规上工业增加值"
HEADING = (("开发区", "1月", "", "1-2月", "", "1-3月", ""), ("", *["累计值", "同比"] * 3))
ZONES = ("甲开发区", "乙开发区", "丙开发区")


class Office:
    """A ledger with three zones, and month sheets to bring into it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.zones = {name: make_zone(store, short_name=name) for name in ZONES}

    def plan(
        self, *rows: Row, title: str = ADDED, unit: str = "单位：亿元、%", heading: Sequence[Row] = HEADING
    ) -> Plan:
        sheet = [(title,), *([(unit,)] if unit else []), *heading, *rows]
        return plan_import(self.store, [write_workbook(self.folder / "月报.xlsx", {"Sheet1": sheet})])

    def bring(self, *rows: Row, **options: Any) -> Plan:
        plan = self.plan(*rows, **options)
        apply_plan(self.store, plan)
        return plan

    def readings(self) -> dict[tuple[str, int], tuple[object, object]]:
        """Value and growth by zone (the empty text for the city) and month."""
        rows = list_rows(self.store, Query("reading"))
        return {(row["zone.caption"] or "", int(row["month"])): (row["value"], row["growth"]) for row in rows}

    def indicators(self) -> list[tuple[str, str, str]]:
        rows = list_rows(self.store, Query("indicator"))
        return [(row["name"], row["unit"], row["cumulative"]) for row in rows]


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path)


def told(plan: Plan, severity: str = "error") -> list[tuple[str, str]]:
    return [
        (problem.cell, problem.message)
        for sheet in plan.sheets
        for problem in sheet.problems
        if problem.severity == severity
    ]


def test_each_month_of_a_row_is_a_record_and_the_indicator_is_made(office: Office) -> None:
    plan = office.bring(("甲开发区", 1.5, 3.1, 3.3, -4.4, 4.95, 24.9), ("全市", 10, 5, 20, 6, "—", ""))
    assert [(row.row, row.result) for row in plan.sheets[0].rows] == [(5, "new")] * 3 + [(6, "new")] * 2
    assert office.readings() == {
        ("甲开发区", 1): (Decimal("1.5"), Decimal("3.1")), ("甲开发区", 2): (Decimal("3.3"), Decimal("-4.4")),
        ("甲开发区", 3): (Decimal("4.95"), Decimal("24.9")), ("", 1): (10, 5), ("", 2): (20, 6),
    }  # fmt: skip
    assert office.indicators() == [("规上工业增加值", "亿元", "total")]


def test_the_same_sheet_again_changes_nothing_and_a_later_one_only_its_cells(office: Office) -> None:
    first = ("甲开发区", 1, 2, 3, 4, "", "")
    office.bring(first)
    assert office.plan(first).steps == []
    plan = office.bring(("甲开发区", 1, 2, 3, 5, 6, 7))
    assert [row.result for row in plan.sheets[0].rows] == ["unchanged", "changed", "new"]
    assert [(change.field, change.old, change.new, change.column) for change in plan.sheets[0].rows[1].changes] == [
        ("growth", 4, 5, 4)
    ]


def test_the_command_line_counts_records_and_names_the_field_of_each_month(office: Office) -> None:
    (sheet,) = as_json(office.plan(("甲开发区", 1, 2, 3, 4, "", "")), False)["sheets"]
    assert (sheet["record"], sheet["header_rows"], sheet["new"]) == ("reading", [3, 4], 2)
    assert sheet["columns"][1:3] == [
        {"heading": "1月/累计值", "field": "value", "unit": "亿元"}, {"heading": "1月/同比", "field": "growth", "unit": "%"},
    ]  # fmt: skip


def test_what_cannot_be_read_stops_only_its_month(office: Office) -> None:
    plan = office.plan(("甲开发区", 1, 2, "三点三", 4, 5, 6))
    assert [row.result for row in plan.sheets[0].rows] == ["new", "error", "new"]
    assert told(plan) == [("D5", "“三点三”不是数，请只填数字")]


def test_an_unknown_zone_is_said_once_for_all_its_months(office: Office) -> None:
    plan = office.plan(("丁开发区", 1, 2, 3, 4, 5, 6), ("甲开发区", 1, 2, 3, 4, 5, 6))
    assert [row.result for row in plan.sheets[0].rows] == ["error"] * 3 + ["new"] * 3
    assert [cell for cell, _ in told(plan)] == ["A5"]


def test_a_value_below_the_month_before_is_doubted_at_its_cell(office: Office) -> None:
    office.bring(("甲开发区", 5, 1, "", "", "", ""))
    plan = office.plan(("甲开发区", "", "", 4, 1, 6, 1), ("乙开发区", 5, 1, 6, 1, 5.5, 1))
    assert [(cell, message.partition("。")[0]) for cell, message in told(plan, "warning")] == [
        ("D5", "1—2月累计 4，低于 1月的 5"), ("F6", "1—3月累计 5.5，低于 1—2月的 6"),
    ]  # fmt: skip


def test_a_month_is_held_to_the_month_before_wherever_that_stands(office: Office) -> None:
    heading = (("开发区", "1-2月", "1月"),)
    plan = office.plan(("甲开发区", 4, 5), heading=heading)
    assert [cell for cell, _ in told(plan, "warning")] == ["B4"]


def test_a_growth_from_next_to_nothing_is_kept_and_doubted(office: Office) -> None:
    plan = office.bring(("甲开发区", 5, 29923.9, "", "", "", ""))
    assert [cell for cell, _ in told(plan, "warning")] == ["C5"]
    assert office.readings()[("甲开发区", 1)] == (5, Decimal("29923.9"))


def test_a_month_to_come_is_refused_at_its_cell(office: Office) -> None:
    later = datetime.date.today().year + 1
    plan = office.plan(("甲开发区", 1, 2, "", "", "", ""), title=f"{later}年1-3月开发区规上工业增加值")
    assert told(plan) == [("B5", f"{later}年1月还没有到，不能填报。请核对年度和月份")]


def test_a_sheet_in_another_unit_of_money_is_brought_into_the_indicators(office: Office) -> None:
    office.bring(("甲开发区", 1.5, 1, "", "", "", ""))
    assert office.plan(("甲开发区", 15000, 1, "", "", "", ""), unit="单位：万元、%").steps == []
    assert office.indicators() == [("规上工业增加值", "亿元", "total")]


def test_a_sheet_in_millions_is_converted_exactly(office: Office) -> None:
    office.bring(("甲开发区", 1.5, 1, "", "", "", ""))
    assert office.plan(("甲开发区", 150, 1, "", "", "", ""), unit="单位：百万元、%").steps == []


@pytest.mark.parametrize("unit", ["万美元", "十万元"])
@pytest.mark.parametrize("is_in_heading", [False, True], ids=["unit line", "heading"])
def test_an_unknown_unit_of_money_is_refused_and_not_read_in_the_indicators(
    office: Office, unit: str, is_in_heading: bool
) -> None:
    add(office.store, "indicator", name="规上工业增加值", unit="亿元")
    heading = (("开发区", f"1-3月（{unit}）" if is_in_heading else "1-3月", "1-2月"),)
    plan = office.plan(("甲开发区", 100, ""), unit="" if is_in_heading else f"单位：{unit}", heading=heading)
    assert [message for _, message in told(plan)] == [f"表上的单位是{unit}，这项指标的单位是亿元，对不上。请核对单位"]


def test_an_indicator_may_be_kept_in_another_money(office: Office) -> None:
    office.bring(("甲开发区", 15, 1, "", "", "", ""), unit="单位：万美元、%")
    assert office.indicators() == [("规上工业增加值", "万美元", "total")]


@pytest.mark.parametrize("words", ["去年累计", "上年累计", "去年同期"])
def test_last_years_value_is_not_this_years(office: Office, words: str) -> None:
    office.bring(("甲开发区", 5, 4), heading=(("开发区", "1-3月累计", f"1-3月{words}"),))
    (row,) = list_rows(office.store, Query("reading"))
    assert (row["value"], row["last_year"]) == (5, 4)


def test_a_heading_of_another_year_is_read_for_that_year(office: Office) -> None:
    heading = (("开发区", "2022年", "2023年"), ("", "1-3月", "1-3月"))
    office.bring(("甲开发区", 4, 5), heading=heading)
    rows = list_rows(office.store, Query("reading"))
    assert {(int(row["year"]), int(row["month"]), row["value"]) for row in rows} == {(2022, 3, 4), (2023, 3, 5)}


def test_values_of_one_month_are_left_out_with_the_reason(office: Office) -> None:
    plan = office.plan(("甲开发区", 5, 2), heading=(("开发区", "3月累计值", "3月当月值"),))
    assert "C 列“3月当月值”（是一个月的数，月度数据记 1 月到当月的累计）" in told(plan, "warning")[0][1]


INDICATORS = (("指标名称", "单位", "1-2月", "1-3月"),)


@pytest.mark.parametrize("title", ["2023年1-3月主要指标", "晋中市2023年1-3月主要指标", "各开发区2023年1-3月主要指标"])
def test_numbers_of_nobody_are_not_the_citys(office: Office, title: str) -> None:
    add(office.store, "indicator", name="工业投资", unit="亿元")
    plan = office.plan(("工业投资", "亿元", 1, 2), title=title, heading=INDICATORS)
    assert [message for _, message in told(plan)] == [
        "没有写是哪家开发区的数。请补上“开发区”一列，或在标题里写明是哪一家；是全市数的，请在标题里写明“全市”"
    ]
    assert plan.steps == []


@pytest.mark.parametrize(
    ("title", "zone"),
    [("甲开发区2023年1-3月主要指标", "甲开发区"), ("甲区2023年1-3月主要指标", "甲区"), ("2023年1-3月全市主要指标", "")],
)
def test_the_title_says_whose_numbers_they_are(office: Office, title: str, zone: str) -> None:
    make_zone(office.store, short_name="甲区")
    add(office.store, "indicator", name="工业投资", unit="亿元")
    office.bring(("工业投资", "亿元", 1, 2), title=title, heading=INDICATORS)
    assert office.readings() == {(zone, 2): (1, None), (zone, 3): (2, None)}


def test_a_row_without_a_zone_is_not_the_citys(office: Office) -> None:
    plan = office.plan(("", 1, 2, "", "", "", ""), ("全市", 3, 4, "", "", "", ""))
    assert told(plan) == [("A5", "没有写是哪家开发区，是全市数的请写“全市”")]


def test_a_unit_that_does_not_compare_is_refused(office: Office) -> None:
    add(office.store, "indicator", name="规上工业增加值", unit="家")
    plan = office.plan(("甲开发区", 1, 2, "", "", "", ""))
    assert told(plan) == [("B5", "表上的单位是亿元，这项指标的单位是家，对不上。请核对单位")]


def test_each_rows_own_unit_goes_before_the_sheets(office: Office) -> None:
    for name in ("工业投资", "税收收入"):
        add(office.store, "indicator", name=name, unit="亿元")
    make_zone(office.store, short_name="样例开发区")
    heading = (("指标名称", "单位", "1-2月", "1-3月"),)
    rows = [("工业投资", "亿元", 1, 2), ("税收收入", "万元", 10000, 25000)]
    office.bring(*rows, title="样例开发区2023年1-3月主要指标", heading=heading)
    read = list_rows(office.store, Query("reading"))
    assert {(row["zone.caption"], row["indicator.caption"], int(row["month"]), row["value"]) for row in read} == {
        ("样例开发区", "工业投资", 2, Decimal(1)), ("样例开发区", "工业投资", 3, Decimal(2)),
        ("样例开发区", "税收收入", 2, Decimal(1)), ("样例开发区", "税收收入", 3, Decimal("2.5")),
    }  # fmt: skip


def test_an_indicator_is_not_made_without_a_unit(office: Office) -> None:
    plan = office.plan(("甲开发区", 1, 2, "", "", "", ""), unit="")
    assert "没有写单位" in told(plan)[0][1]
    assert plan.steps == []


def test_a_sheet_without_a_year_says_where_to_write_it(office: Office) -> None:
    plan = office.plan(("甲开发区", 1, 2, "", "", "", ""), title="规上工业增加值")
    assert [message for _, message in told(plan)] == [
        "表里没有“年度”一列，新增月度数据要有它。请补上这一列，或在标题里写明年份"
    ]


def test_a_long_ledger_takes_several_indicators_and_the_city(office: Office) -> None:
    for name in ("工业投资", "税收收入"):
        add(office.store, "indicator", name=name, unit="亿元")
    heading = (("开发区", "指标名称", "月份", "累计值", "同比增速"),)
    rows = [("甲开发区", "工业投资", "1-3月", 5, 1), ("全市", "税收收入", 3, 7, 2), ("乙开发区", "没有的指标", 3, 7, 2)]
    plan = office.plan(*rows, title="2023年开发区月度数据", heading=heading)
    assert [row.result for row in plan.sheets[0].rows] == ["new", "new", "error"]
    assert told(plan) == [("B6", "台账里没有指标“没有的指标”。请先导入指标，或核对名称")]


def test_a_total_is_held_to_the_zones_values_and_not_to_their_growths_or_the_city(office: Office) -> None:
    rows = [("甲开发区", 1, 5, 2, 6, "", ""), ("全市", 9, 9, 9, 9, "", ""), ("乙开发区", 3, 7, 4, 8, "", "")]
    plan = office.plan(*rows, ("丙开发区", "", "", "", "", "", ""), ("合计", 4, 8, 7, 9, "", ""))
    assert [(check.cell, check.computed, check.agreement) for check in plan.sheets[0].totals] == [
        ("B9", 4, "equal"), ("D9", 6, "different"),
    ]  # fmt: skip


def test_milestones_may_name_predecessors_that_stand_below(office: Office) -> None:
    add(office.store, "project", name="甲项目", zone=office.zones["甲开发区"], investment=Decimal(1))
    heading = (("项目", "节点名称", "前置节点"),)
    below = office.plan(
        ("甲项目", "施工", "备案"), ("甲项目", "备案", ""), title="项目进度节点", unit="", heading=heading
    )
    assert told(below, "warning") == []
    circle = office.plan(
        ("甲项目", "施工", "备案"), ("甲项目", "备案", "施工"), title="项目进度节点", unit="", heading=heading
    )
    assert {cell for cell, _ in told(circle)} == {"C3", "C4"}


LAST_YEAR = (("开发区", "1月", "", "1-2月", "", "上年实际", ""), ("", *["累计值", "同比"] * 3))


def test_a_column_without_a_month_fills_no_month(office: Office) -> None:
    plan = office.bring(("甲开发区", 1, 2, "", 4, 905, 9), heading=LAST_YEAR)
    assert office.readings() == {("甲开发区", 1): (1, 2), ("甲开发区", 2): (None, 4)}
    (message,) = [message for _, message in told(plan, "warning")]
    assert "F 列“上年实际/累计值”" in message and "G 列“上年实际/同比”" in message


def test_one_growth_beside_months_of_values_is_no_months(office: Office) -> None:
    plan = office.bring(("甲开发区", 1, 2, 3), heading=(("开发区", "1月", "1-2月", "同比"),))
    assert office.readings() == {("甲开发区", 1): (1, None), ("甲开发区", 2): (2, None)}
    assert ["D 列“同比”" in message for _, message in told(plan, "warning")] == [True]


def test_a_column_without_a_month_stays_out_where_a_person_chooses_its_field(office: Office) -> None:
    grid = grid_of([(ADDED,), ("单位：亿元、%",), *LAST_YEAR, ("甲开发区", 1, 2, "", 4, 905, 9)])
    workbook = Workbook(Path("月报.xlsx"), [grid])
    plan = make_plan(office.store, [workbook], {("月报.xlsx", "Sheet1"): Corrections(fields={5: "value"})})
    assert [step.values.get("value") for step in plan.steps if step.kind == "reading"] == [1, None]


def test_growths_beside_months_are_brought_in_with_their_values(office: Office) -> None:
    heading = (("开发区", "1-2月", "同比", "1-3月", "同比"),)
    office.bring(("甲开发区", 1, 5, 2, 6), heading=heading)
    office.bring(("甲开发区", 1.5, 5.5, 2.5, 6.5), heading=heading)
    assert office.readings() == {
        ("甲开发区", 2): (Decimal("1.5"), Decimal("5.5")), ("甲开发区", 3): (Decimal("2.5"), Decimal("6.5")),
    }  # fmt: skip


def test_a_notice_of_indicators_on_record_brings_in_their_readings(office: Office) -> None:
    for name in ("工业投资", "税收收入"):
        add(office.store, "indicator", name=name, unit="亿元")
    heading = (("开发区", "工业投资", "增速", "税收收入", "没有的指标"),)
    notice = {"title": "2023年3月主要指标", "unit": "单位：万元", "heading": heading}
    plan = office.bring(("甲开发区", 120000, 5, 20000, 7), **notice)
    read = list_rows(office.store, Query("reading"))
    assert {(row["indicator.caption"], int(row["month"]), row["value"], row["growth"]) for row in read} == {
        ("工业投资", 3, 12, 5), ("税收收入", 3, 2, None),
    }  # fmt: skip
    assert [message for _, message in told(plan, "warning")] == [
        "没有导入的列：E 列“没有的指标”（台账里没有这项指标），请核对"
    ]
    assert office.plan(("甲开发区", 120000, 5, 20000, 7), **notice).steps == []


@pytest.mark.parametrize(
    ("first", "second", "words", "cell"),
    [
        ("13月", "1-2月", "没有“13月”这样的月份", "B3"), ("1月", "1-22月", "没有“1-22月”这样的月份", "D3"),
        ("1月", "0月", "没有“0月”这样的月份", "D3"), ("1月", "1月", "与 B 列“1月/累计值”是同一个月", "D3"),
        ("1-2月", "1—2月份", "与 B 列“1-2月/累计值”是同一个月", "D3"),
    ],
)  # fmt: skip
def test_a_wrong_month_is_an_error_at_its_heading(
    office: Office, first: str, second: str, words: str, cell: str
) -> None:
    heading = (("开发区", first, "", second, "", "1-3月", ""), HEADING[1])
    plan = office.plan(("甲开发区", 777, 55, 3.3, 4, "", 24.9), heading=heading)
    (at, message), (_, other) = told(plan)
    assert at == cell and message.startswith(words) and "月" in other
    assert all(step.values.get("value") != 777 for step in plan.steps if step.values.get("month") == 3)


def test_a_month_without_details_that_cannot_be_is_an_error_too(office: Office) -> None:
    plan = office.plan(("甲开发区", 1, 2, 3), heading=(("开发区", "1月", "13月", "1-3月"),))
    assert [cell for cell, _ in told(plan)] == ["C3"]


def test_a_wrong_month_does_not_stop_what_holds_nothing_or_was_left_out(office: Office) -> None:
    heading = (("开发区", "1月", "", "13月", "", "1-3月", ""), HEADING[1])
    row = ("甲开发区", 1, 2, "", "—", 3, 4)
    assert told(office.plan(row, heading=heading)) == []
    grid = grid_of([(ADDED,), ("单位：亿元、%",), *heading, ("甲开发区", 1, 2, 7, 8, 3, 4)])
    left = {("月报.xlsx", "Sheet1"): Corrections(fields={3: IGNORE, 4: IGNORE})}
    plan = make_plan(office.store, [Workbook(Path("月报.xlsx"), [grid])], left)
    assert told(plan) == told(plan, "warning") == []


@pytest.mark.parametrize("group", ["二月份累", "", "4-6月", "当月"])
def test_a_heading_without_a_known_month_is_named_once(office: Office, group: str) -> None:
    heading = (("开发区", "1月", "", group, "", "1-3月", ""), HEADING[1])
    grid = grid_of(
        [(ADDED,), ("单位：亿元、%",), *heading, ("甲开发区", 1, 2, 7, 8, 3, 4)],
        merges=[(2, first, 2, first + 1) for first in (1, 3, 5)],
    )
    plan = make_plan(office.store, [Workbook(Path("月报.xlsx"), [grid])])
    (message,) = [message for _, message in told(plan, "warning")]
    assert "没有导入的列：D 列" in message and "、E 列" in message
    assert [row.result for row in plan.sheets[0].rows] == ["new", "new"]
    columns = as_json(plan, False)["sheets"][0]["columns"]
    assert [column["field"] for column in columns[3:5]] == [None, None]


def test_the_month_alone_beside_the_time_up_to_it_is_said_to_be_left_out(office: Office) -> None:
    heading = (("开发区", "2月", "", "1-2月", ""), HEADING[1][:5])
    plan = office.bring(("甲开发区", 1, 2, 3, 4), heading=heading)
    assert office.readings() == {("甲开发区", 2): (3, 4)}
    (message,) = [message for _, message in told(plan, "warning")]
    assert "B 列“2月/累计值”（2月的累计值已取 D 列“1-2月/累计值”）" in message and told(plan) == []


number = st.decimals(min_value=-9999, max_value=99999, places=2, allow_nan=False, allow_infinity=False)
cells = st.tuples(st.none() | number, st.none() | number)


@given(st.dictionaries(st.tuples(st.sampled_from(["", *ZONES]), st.integers(1, 12)), cells, max_size=20))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sheet_written_from_readings_reads_back_to_them(
    office: Office, readings: dict[tuple[str, int], tuple[Decimal | None, Decimal | None]]
) -> None:
    months = range(1, 13)
    top = [cell for month in months for cell in (f"1-{month}月" if month > 1 else "1月", "")]
    body = [
        (zone or "全市", *(cell for month in months for cell in readings.get((zone, month), (None, None))))
        for zone in ("", *ZONES)
    ]
    rows = [(ADDED,), ("单位：亿元",), ("开发区", *top), ("", *["累计值", "同比"] * 12), *body]
    workbook = Workbook(
        Path("月报.xlsx"), [grid_of([[str(c) if isinstance(c, Decimal) else c for c in row] for row in rows])]
    )
    plan = make_plan(office.store, [workbook])
    names = {record: name for name, record in office.zones.items()}
    read = {
        (names.get(step.values.get("zone"), ""), int(step.values["month"])): (
            step.values.get("value"),
            step.values.get("growth"),
        )
        for step in plan.steps
        if step.kind == "reading"
    }
    assert read == {place: pair for place, pair in readings.items() if pair != (None, None)}
    assert plan.errors == []
