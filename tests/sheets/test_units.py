"""Where ledgers write their units: the title's brackets, a row under the headings, a column beside the amounts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.workbooks import grid_of
from zonedesk.sheets.context import units_in
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections
from zonedesk.sheets.values import ColumnValues, read_columns

HEADINGS = ("项目名称", "所属开发区", "总投资", "用地")


def units(*rows: Sequence[object]) -> dict[str, str]:
    """The unit of each column that is read."""
    return {str(column.field): column.unit for column in recognise(grid_of(rows)).used if column.unit}


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2023年11月各开发区工业投资完成情况（万元）", ("万元",)),
        ("重点项目表(单位万元) 2023年11月", ("万元",)),
        ("【亿元、亩】", ("亿元", "亩")),
        ("（万）", ("万元",)),
        ("引进外资情况（万美元）", ("万美元",)),
        ("用地情况（㎡）", ("平方米",)),
        ("重点项目表（5亿元以上）", ()),
        ("重点项目表（工业）", ()),
        ("（万元）以上项目表", ()),
    ],
)
def test_a_bracket_at_the_end_of_a_title_that_holds_just_units_states_them(line: str, stated: tuple[str, ...]) -> None:
    assert units_in(line) == stated


@pytest.mark.parametrize("title", ["介休经开区项目表（万元）", "介休经开区项目表（万元、亩）"])
def test_a_title_gives_its_unit_to_amounts_without_one(title: str) -> None:
    found = recognise(grid_of([(title,), ("项目名称", "总投资"), ("甲一", 6)]))
    assert [(column.unit, column.is_unit_stated) for column in found.used] == [("", True), ("万元", True)]
    assert found.notes == []


@pytest.mark.parametrize("line", [("万元",), ("", "万元"), ("重点项目表", "万元"), ("（万元）",)])
def test_a_unit_may_stand_alone_above_the_table(line: Sequence[object]) -> None:
    assert units(line, ("项目名称", "总投资"), ("甲一", 6)) == {"investment": "万元"}


def test_a_unit_beside_a_total_is_not_the_tables() -> None:
    found = recognise(grid_of([("序号", "项目名称", "总投资", "备注"), (1, "甲", 6, ""), ("合计", "", 60000, "万元")]))
    assert not found.used[1].is_unit_stated


@pytest.mark.parametrize(
    "row", [("", "", "万元", "公顷"), ("", "", "（万元）", "（公顷）"), ("", "", "万", "公顷"), ("", "", "万元", "")]
)
def test_a_row_of_units_under_the_headings_belongs_to_the_heading(row: Sequence[object]) -> None:
    found = recognise(grid_of([HEADINGS, row, ("甲", "介休经开区", 100, 2)]))
    assert (found.header_rows, found.rows) == ((1, 2), [3])
    assert [column.unit for column in found.used] == ["", "", "万元", "公顷" if row[3] else "亩"]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("总投资(万)", "万元"), ("总投资（亿）", "亿元"), ("总投资/万", "万元"), ("总投资（千万）", "千万元")],
)
def test_money_without_its_last_word_is_understood(heading: str, unit: str) -> None:
    assert units(("项目名称", "所属开发区", heading), ("甲", "介休经开区", 1)) == {"investment": unit}


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("用地面积（㎡）", "平方米"),
        ("用地面积（平米）", "平方米"),
        ("用地面积（万平方米）", "万平方米"),
        ("用地面积（万㎡）", "万平方米"),
    ],
)
def test_square_metres_are_understood_however_they_are_written(heading: str, unit: str) -> None:
    assert units(("项目名称", "所属开发区", heading), ("甲", "介休经开区", 1)) == {"land_area": unit}


def test_a_unit_line_may_count_areas_in_ten_thousands() -> None:
    assert units(("单位：亿元、万平方米",), HEADINGS, ("甲", "介休经开区", 1, 2))["land_area"] == "万平方米"


def amounts(
    *rows: Sequence[object], headings: Sequence[object] = ("项目名称", "所属开发区", "总投资", "单位", "备注")
) -> ColumnValues:
    """What is read of the amounts in a ledger of projects."""
    columns = read_columns(recognise(grid_of([headings, *rows]), Corrections(kind="project")))
    return next(column for column in columns if column.target.field == "investment")


@pytest.mark.parametrize("heading", ["单位", "计量单位", "金额单位", "单位（万元/亿元）"])
def test_the_column_of_units_may_be_called(heading: str) -> None:
    headings = ("项目名称", "所属开发区", "总投资", heading)
    assert amounts(("地一", "介休经开区", 1000, "万元"), headings=headings).values == [10_000_000]


def test_a_currency_without_a_size_is_no_unit_of_an_amount() -> None:
    found = amounts(("地一", "介休经开区", 1, "人民币"), ("地二", "介休经开区", 2, "万元"))
    assert (found.values, list(found.doubts)) == ([100_000_000, 20_000], [0])


def test_a_column_of_units_gives_each_amount_its_own() -> None:
    found = amounts(
        ("地一", "介休经开区", 1000, "万元"), ("地二", "介休经开区", 3, "亿"), ("地三", "介休经开区", "2亿", "万元")
    )
    assert found.values == [10_000_000, 300_000_000, 200_000_000]
    assert (found.problems, found.doubts, found.column.is_unit_stated) == ({}, {}, True)


def test_an_amount_in_foreign_money_is_kept_in_words_and_one_in_an_unknown_unit_is_refused() -> None:
    found = amounts(
        ("地一", "介休经开区", 1, "亿元"), ("地二", "介休经开区", 2, "万美元"), ("地三", "介休经开区", 5, "亿兀")
    )
    assert found.values == [100_000_000, None, None]
    assert found.words == {1: "2万美元"}
    assert "5亿兀" in found.problems[2]


def test_words_beside_a_unit_are_kept_in_it() -> None:
    found = amounts(("地一", "介休经开区", 1, "万元"), ("地二", "介休经开区", "2-3", "万元"))
    assert found.words == {1: "2-3万元"}


def test_an_amount_whose_row_states_no_unit_is_asked_about() -> None:
    found = amounts(("地一", "介休经开区", 1, "万元"), ("地二", "介休经开区", 2, ""))
    assert (found.values, list(found.doubts)) == ([10_000, 200_000_000], [1])
    assert "没有写单位" in found.doubts[1]


def test_a_unit_in_the_heading_goes_before_the_column_of_units() -> None:
    headings = ("项目名称", "所属开发区", "总投资（亿元）", "单位")
    assert amounts(("地一", "介休经开区", 1, "万元"), headings=headings).values == [100_000_000]


def test_names_in_a_column_of_that_heading_are_no_units() -> None:
    found = amounts(("地一", "介休经开区", 1, "市商务局"), ("地二", "介休经开区", 2, "市发改委"))
    assert found.values == [100_000_000, 200_000_000]
    assert not found.column.is_unit_stated


def test_a_column_of_units_gives_each_area_its_own() -> None:
    headings = ("项目名称", "所属开发区", "总投资（亿元）", "用地", "单位")
    rows = [
        ("地一", "介休经开区", 1, 3, "公顷"),
        ("地二", "介休经开区", 2, 4, "亩"),
        ("地三", "介休经开区", 2, 5, "㎡"),
    ]
    columns = read_columns(recognise(grid_of([headings, *rows])))
    found = {column.target.field: (column.values, column.units) for column in columns}
    assert found["land_area"] == ([3, 4, 5], ["公顷", "亩", "平方米"])
    assert found["investment"][0] == [10**8, 2 * 10**8, 2 * 10**8]


def test_words_beside_a_unit_of_area_are_kept_in_it() -> None:
    headings = ("项目名称", "所属开发区", "用地", "单位", "备注")
    columns = read_columns(
        recognise(grid_of([headings, ("地一", "介休经开区", "约3", "公顷"), ("地二", "介休经开区", 4, "亩")]))
    )
    assert next(column.words for column in columns if column.target.field == "land_area") == {0: "约3公顷"}


def test_units_of_areas_are_not_those_of_amounts() -> None:
    found = amounts(("地一", "介休经开区", 1, "公顷"), ("地二", "介休经开区", 2, "亩"))
    assert (found.values, list(found.doubts)) == ([10**8, 2 * 10**8], [0, 1])
