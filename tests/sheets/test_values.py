from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.workbooks import grid_of
from zonedesk.sheets.grid import Merge
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections
from zonedesk.sheets.values import ColumnValues, read_columns

Cells = Sequence[object]


def column(
    field: str, *rows: Cells, kind: str = "project", headings: Cells = ("序号", "项目名称", "累计完成投资（亿元）", "签约时间", "备注"),
    merges: Sequence[Merge] = (), percents: set[tuple[int, int]] | None = None, units: dict[int, str] | None = None,
) -> ColumnValues:  # fmt: skip
    """The values of the column of a field, in a sheet whose first row holds the headings."""
    grid = grid_of([headings, *rows], merges=merges)
    grid.percents = percents or set()
    read = recognise(grid, Corrections(kind=kind, header_rows=(1, 1), units=units or {}))
    return next(found for found in read_columns(read) if found.target.field == field)


def project(number: int, investment: object = 1, signed: object = "2023.6", remark: object = "") -> Cells:
    return (number, f"项目{number}", investment, signed, remark)


READINGS = ("年度", "月份", "指标", "累计值", "同比增速")


def reading(number: int, growth: object, value: object = 5) -> Cells:
    return (2023, number, "工业增加值", value, growth)


def growth(*cells: object, percents: Sequence[int] = (), unit: str = "") -> ColumnValues:
    rows = [reading(number, cell) for number, cell in enumerate(cells, start=1)]
    return column(
        "growth", *rows, kind="reading", headings=READINGS, percents={(row, 4) for row in percents},
        units={4: unit} if unit else None,
    )  # fmt: skip


@pytest.mark.parametrize("cell", ["35%", "35％", "35 %", 35, 35.0, "35"])
def test_a_percentage_is_read_as_it_is_written(cell: object) -> None:
    assert growth(cell).values == [Decimal(35)]


@pytest.mark.parametrize(
    ("cell", "read"),
    [(0.35, "35"), (0.353, "35.3"), (-0.07, "-7"), (1, "100"), (299.239, "29923.9"), (0.1 + 0.2, "30")],
)
def test_a_cell_that_shows_a_percentage_is_what_it_shows(cell: object, read: str) -> None:
    assert [str(value) for value in growth(cell, percents=[1]).values] == [read]


def test_shown_and_plain_percentages_are_read_cell_by_cell() -> None:
    found = growth(0.35, 12.5, "8%", percents=[1])
    assert found.values == [Decimal(35), Decimal("12.5"), Decimal(8)]
    assert found.doubt == ""


def test_bare_fractions_are_read_as_written_and_asked_about_once() -> None:
    found = growth(0.35, 0.128, -0.07)
    assert found.values == [Decimal("0.35"), Decimal("0.128"), Decimal("-0.07")]
    assert "选为“小数”" in found.doubt
    assert growth(0.35, 8.5).doubt == growth(0.4).doubt == growth(1, 0).doubt == ""


def test_a_column_of_fractions_is_read_a_hundredfold() -> None:
    found = growth(0.35, "0.128", "8%", unit="小数")
    assert found.values == [Decimal(35), Decimal("12.8"), Decimal(8)]
    assert found.doubt == ""


def test_an_amount_that_shows_as_a_percentage_is_refused() -> None:
    found = column("invested", project(1, 0.35), percents={(1, 2)})
    assert found.values == [None]
    assert "35%" in found.problems[0]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("降3%", "-3"),
        ("下降3.2%", "-3.2"),
        ("-3%", "-3"),
        ("增长5%", "5"),
        ("+5%", "5"),
        ("同比增长 5.1％", "5.1"),
        ("增2", "2"),
    ],
)
def test_the_words_for_a_rise_and_a_fall_are_its_sign(cell: str, read: str) -> None:
    found = growth(cell)
    assert ([str(value) for value in found.values], found.problems) == ([read], {})


@pytest.mark.parametrize("cell", ["持平", "同比持平", "下降-3%", "下降3个百分点", "增长较快"])
def test_a_change_that_states_no_plain_number_is_refused(cell: str) -> None:
    found = growth(cell)
    assert (found.values, list(found.problems)) == ([None], [0])


def test_level_is_refused_with_advice_to_write_0() -> None:
    assert growth("持平").problems == {0: "“持平”没有写出数字。增减正好是 0 的，请填 0"}


def test_words_that_show_as_a_percentage_are_what_people_see() -> None:
    assert column("remark", project(1, remark=0.35), percents={(1, 4)}).values == ["35%"]


@pytest.mark.parametrize(
    ("field", "row", "kept"),
    [
        ("invested", project(1, "2.50-4.00"), "2.50-4.00亿元"),
        ("invested", project(1, "约 3 亿"), "约 3 亿"),
        ("invested", project(1, "面议"), "面议"),
        ("signed_on", project(1, signed="2017/2020"), "2017/2020"),
        ("signed_on", project(1, signed="2023年底前"), "2023年底前"),
    ],
)
def test_words_are_kept_with_a_question(field: str, row: Cells, kept: str) -> None:
    found = column(field, row)
    assert (found.values, found.problems, found.words) == ([None], {}, {0: kept})
    assert "原文记入备注" in found.doubts[0]


@pytest.mark.parametrize("cell", ["12..5", "abc", "2O23"])
def test_a_slip_stays_an_error(cell: str) -> None:
    found = column("invested", project(1, cell))
    assert (list(found.problems), found.words) == ([0], {})


def test_words_for_what_a_record_must_have_stay_an_error() -> None:
    headings = ("活动批次", "批次类别", "项目名称", "总投资（亿元）", "备注")
    entry = ("2023年第一次", "签约一批", "甲", "2.50-4.00", "")
    found = column("investment", entry, kind="batch_entry", headings=headings)
    assert (list(found.problems), found.words) == ([0], {})


def test_the_range_of_a_projects_investment_is_kept_in_words() -> None:
    headings = ("序号", "项目名称", "总投资（亿元）", "签约时间", "备注")
    found = column("investment", project(1, "2.50-4.00"), headings=headings)
    assert (list(found.problems), found.words) == ([], {0: "2.50-4.00亿元"})


def signed(*cells: object, number: object = "1") -> ColumnValues:
    return column("signed_on", *((number, f"项目{place}", "1", cell, "") for place, cell in enumerate(cells)))


def test_a_january_that_may_be_a_cut_october_is_asked_about_in_a_table_of_texts() -> None:
    found = signed("2023.1", "2023.6")
    assert found.values == ["2023-01", "2023-06"]
    assert list(found.doubts) == [0]
    assert "10 月" in found.doubts[0]


def test_a_january_is_no_cut_october_where_its_column_or_its_sheet_shows_it() -> None:
    assert signed("2023.1", "2023.10").doubts == signed("2023.1", number=1).doubts == {}


def merged(field: str, merge: Merge, *rows: Cells) -> ColumnValues:
    return column(field, *rows, merges=[merge])


def test_merged_words_and_days_are_each_rows() -> None:
    found = merged("signed_on", (1, 3, 3, 3), project(1), project(2, signed=""), project(3, signed=""))
    assert found.values == ["2023-06"] * 3


def test_a_block_of_two_columns_is_its_first_columns() -> None:
    rows = [(1, "甲", 1, "2023.6", ""), (2, "乙", 1, "", "")]
    assert merged("signed_on", (1, 3, 2, 4), *rows).values == ["2023-06"] * 2
    assert merged("remark", (1, 3, 2, 4), *rows).values == [None, None]


@pytest.mark.parametrize(("field", "at", "value"), [("invested", 2, 5), ("remark", 4, "以上均为省级重点")])
def test_a_merged_amount_or_remark_is_said_once_and_told(field: str, at: int, value: Any) -> None:
    rows = [list(project(number, "", remark="")) for number in (1, 2, 3)]
    rows[0][at] = value
    found = merged(field, (1, at, 3, at), *rows)
    assert [one is not None for one in found.values] == [True, False, False]
    assert "第 2—4 行" in found.doubts[0]


def test_a_merged_year_is_each_rows() -> None:
    rows = [(2023, 1, "工业增加值", 1, 1), ("", 2, "工业增加值", 2, 1)]
    found = column("year", *rows, kind="reading", headings=READINGS, merges=[(1, 0, 2, 0)])
    assert found.values == [Decimal(2023)] * 2
    assert found.doubts == {}


def test_a_merged_note_or_total_fills_no_record() -> None:
    rows = [project(1), ("合计", "", 1, "2023.7", ""), project(2, signed="")]
    assert merged("signed_on", (2, 0, 3, 0), *rows).values == ["2023-06", None]
