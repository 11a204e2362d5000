"""Tables of one sheet that differ in little: the unit, the order of the columns, the place in a title."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.workbooks import Rows, grid_of
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Recognition
from zonedesk.sheets.tables import tables_of

YI, WAN = (("序号", "项目名称", "所属开发区", f"总投资（{unit}）") for unit in ("亿元", "万元"))
BARE = ("序号", "项目名称", "所属开发区", "总投资")
SHORT = ("项目名称", "总投资")
A, B = (1, "甲一", "介休经开区", 5), (1, "乙一", "灵石经开区", 60)


def stored(rows: Rows) -> list[tuple[object, ...]]:
    """Name, zone and total investment (万元) of each record as they would be stored."""
    return [record for table in tables_of(grid_of(rows)) for record in _records(recognise(table))]


def _records(found: Recognition) -> list[tuple[object, ...]]:
    columns = {column.field: column for column in found.columns if column.field}
    investment = columns["investment"]
    ratio = MONEY_UNITS[investment.unit] / MONEY_UNITS["万元"]
    records: list[tuple[object, ...]] = []
    for row in found.rows:
        zone = found.grid.at(row - 1, columns["zone"].index) if "zone" in columns else found.constants.get("zone")
        amount = Decimal(str(found.grid.at(row - 1, investment.index))) * ratio
        records.append((found.grid.at(row - 1, columns["name"].index), zone, amount))
    return records


APART = [("甲一", "介休经开区", 50_000), ("乙一", "灵石经开区", 60)]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([YI, A, WAN, B], id="another unit in the heading"),
        pytest.param([YI, A, (), WAN, B], id="under a blank row"),
        pytest.param([YI[1:], A[1:], WAN[1:], B[1:]], id="rows that are not counted"),
        pytest.param([("单位：亿元",), BARE, A, ("单位：万元",), BARE, B], id="another unit line"),
        pytest.param([BARE, A, ("单位：万元",), BARE, B], id="a unit line above the second alone"),
        pytest.param([("项目一览表", "单位：亿元"), BARE, A, ("项目一览表（续）", "单位：万元"), BARE, B], id="beside the title"),
        pytest.param([YI, A, (*WAN[:3], "投资额（万元）"), B], id="another word as well"),
        pytest.param([YI[1:], A[1:], (*WAN[1:3], "投资额（万元）"), B[1:]], id="another word in rows not counted"),
        pytest.param([YI, A, ("项目一览表（续）",), ("单位：万元",), BARE, B], id="a list that goes on"),
        pytest.param(
            [("单位：亿元",), BARE, A, ("项目一览表（续）",), ("单位：万元",), BARE, B], id="one that goes on in both"
        ),
        pytest.param(
            [
                (*BARE[:3], "投资"), ("", "", "", "总投资（亿元）", "年度计划投资（亿元）"), (*A, 1),
                (*BARE[:3], "投资"), ("", "", "", "总投资（万元）", "年度计划投资（万元）"), (*B, 9),
            ],
            id="a unit in the second row of the heading",
        ),
    ],
)  # fmt: skip
def test_a_heading_with_another_unit_begins_another_table(rows: Rows) -> None:
    assert stored(rows) == APART


@pytest.mark.parametrize("gap", [[], [()]], ids=["under each other", "under a blank row"])
def test_titles_of_another_place_and_unit_begin_another_table_of_two_columns(gap: list[tuple[object, ...]]) -> None:
    rows = [
        ("介休经开区项目",), ("单位：亿元",), SHORT, ("甲一", 5), *gap,
        ("灵石经开区项目",), ("单位：万元",), SHORT, ("乙一", 60),
    ]  # fmt: skip
    assert stored(rows) == APART


@pytest.mark.parametrize(
    "above",
    [
        pytest.param([("介休经开区项目（续）",)], id="a title"),
        pytest.param([("介休经开区项目（续）",), ("单位：亿元",)], id="a title and a unit line"),
        pytest.param([(), ("介休经开区项目（续）",), ()], id="between blank rows"),
        pytest.param([("单位：亿元", "填报人：张三")], id="a line that states something"),
    ],
)
def test_what_stands_over_a_repeated_heading_is_no_record(above: list[tuple[object, ...]]) -> None:
    rows = [("介休经开区项目",), ("单位：亿元",), SHORT, ("甲一", 5), *above, SHORT, ("甲二", 6)]
    assert len(tables_of(grid_of(rows))) == 1
    assert stored(rows) == [("甲一", "介休经开区", 50_000), ("甲二", "介休经开区", 60_000)]


def test_a_name_alone_above_blank_rows_and_a_title_stays_a_record_of_its_own_table() -> None:
    rows = [("介休经开区项目",), SHORT, ("甲一", 5), ("甲二",), (), ("灵石经开区项目",), SHORT, ("乙一", 60)]
    first, second = map(recognise, tables_of(grid_of(rows)))
    assert (first.rows, second.rows) == ([3, 4], [8])


def test_a_heading_of_fewer_columns_begins_another_table() -> None:
    rows = [("介休经开区项目",), ("项目名称", "总投资（亿元）", "签约时间"), ("甲一", 5, "2023.6"), ("项目名称", "计划总投资（万元）"), ("乙一", 60)]  # fmt: skip
    assert stored(rows) == [("甲一", "介休经开区", 50_000), ("乙一", "介休经开区", 60)]


def test_a_year_in_the_title_over_a_repeated_heading_begins_another_table() -> None:
    head = ("序号", "项目名称", "总投资", "签约时间")
    rows = [("2022年项目",), head, (1, "甲", 5, "3月1日"), ("2023年项目",), head, (1, "乙", 6, "3月1日")]
    assert [recognise(table).year for table in tables_of(grid_of(rows))] == [2022, 2023]


@pytest.mark.parametrize("gap", [[], [()]], ids=["under each other", "under a blank row"])
def test_a_heading_with_its_columns_in_another_order_begins_another_table(gap: list[tuple[object, ...]]) -> None:
    head = ("项目名称", "所属开发区", "总投资（亿元）", "年度计划投资（亿元）")
    other = (*head[:2], head[3], head[2])
    rows = [head, ("甲一", "介休经开区", 5, 1), *gap, other, ("乙一", "灵石经开区", 2, 60)]
    assert stored(rows) == [("甲一", "介休经开区", 50_000), ("乙一", "灵石经开区", 600_000)]


PLACES = ("介休经开区", "", "", "", "灵石经开区")
HALF = ("序号", "项目名称", "总投资（万元）")
SIDES = [(*HALF, "", *YI[:2], YI[3]), (1, "丙一", 5000, "", 1, "丁一", 2.5), ("", "", "", "", 2, "丁二", 3)]
LEFT, RIGHT = [("丙一", "介休经开区", 5000)], [("丁一", "灵石经开区", 25_000), ("丁二", "灵石经开区", 30_000)]


def closed_up(rows: Rows) -> Rows:
    """Rows without the blank column in their middle."""
    return [(*row[:3], *row[4:]) for row in rows]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([PLACES, *SIDES], id="parted by a blank column"),
        pytest.param([("重点项目",), PLACES, *SIDES], id="under a title of both"),
        pytest.param(closed_up([PLACES, *SIDES]), id="without a blank column"),
        pytest.param(
            closed_up([PLACES, ("单位：万元", "", "", "", "单位：亿元"), (*SHORT, "", "", *SHORT), *(
                (*row[1:3], "", "", *row[5:7]) for row in SIDES[1:]
            )]),
            id="each with its own unit line",
        ),
    ],
)  # fmt: skip
def test_tables_side_by_side_have_each_its_own_place_title(rows: Rows) -> None:
    assert stored(rows) == [*LEFT, *RIGHT]


def test_a_heading_that_repeats_whole_beside_itself_heads_two_tables() -> None:
    rows = [(*YI, *YI), (*A, *B), ("", "", "", "", 2, "乙二", "灵石经开区", 7)]
    assert stored(rows) == [("甲一", "介休经开区", 50_000), ("乙一", "灵石经开区", 600_000), ("乙二", "灵石经开区", 70_000)]  # fmt: skip


@pytest.mark.parametrize("is_merged", [True, False])
def test_three_rows_of_heading_are_read_whole(is_merged: bool) -> None:
    rows = [
        ("项目名称", "所属开发区", "投资情况（万元）", "", "", ""),
        ("", "", "总投资", "", "完成投资", ""),
        ("", "", "计划", "其中：设备", "累计", "本年"),
        ("卯一", "介休经开区", 10000, 4000, 3000, 2000),
    ]
    merges = [(0, 0, 2, 0), (0, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (0, 2, 0, 5)]
    found = recognise(grid_of(rows, merges=merges if is_merged else []))
    assert (found.header_rows, found.rows, found.ignored) == ((1, 2, 3), [4], [])
    assert [(column.field, column.unit) for column in found.columns if column.field] == [
        ("name", ""), ("zone", ""), ("investment", "万元"), ("invested", "万元"), ("invested_this_year", "万元"),
    ]  # fmt: skip


def test_a_sheet_that_is_read_as_one_table_drops_no_heading_with_another_unit() -> None:
    found = recognise(grid_of([YI, A, YI, B, WAN, B]))
    assert found.rows == [2, 4, 5, 6]
    assert [(ignored.row, ignored.why) for ignored in found.ignored] == [(3, "重复表头")]


def test_tables_side_by_side_may_stand_under_others_side_by_side() -> None:
    rows = [
        ("单位：万元",), ("介休经开区", "", "", "灵石经开区"), (*SHORT, "", *SHORT), ("甲", 1, "", "乙", 2),
        ("祁县经开区", "", "", "太谷经开区"), (*SHORT, "", *SHORT), ("丙", 3, "", "丁", 4),
    ]  # fmt: skip
    zones = ("介休经开区", "灵石经开区", "祁县经开区", "太谷经开区")
    assert stored(rows) == list(zip("甲乙丙丁", zones, (1, 2, 3, 4), strict=True))
