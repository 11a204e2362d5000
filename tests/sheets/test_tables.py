from __future__ import annotations

import pytest

from tests.workbooks import SAMPLE, grid_of
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Recognition
from zonedesk.sheets.tables import tables_of

PROJECTS = ("序号", "项目名称", "所属开发区", "总投资（亿元）", "签约时间")
ENTERPRISES = ("序号", "企业名称", "统一社会信用代码", "所属开发区")
ONE, TWO = (1, "甲项目", "晋中开发区", 6.67, "2023.6"), (2, "乙项目", "晋中开发区", 3, "2023.7")
FIRM = (1, "甲公司", "911407007379726131", "祁县经开区")


def read(grid: Grid) -> list[Recognition]:
    return [recognise(table) for table in tables_of(grid)]


def told(found: list[Recognition]) -> list[tuple[str | None, tuple[int, ...], list[int]]]:
    return [(one.kind, one.header_rows, one.rows) for one in found]


def test_tables_of_two_kinds_under_each_other_are_read_each_by_its_own_heading() -> None:
    rows = [("重点项目台账",), PROJECTS, ONE, TWO, ("合计", "", "", 9.67), (), ("企业名录",), ENTERPRISES, FIRM]
    found = read(grid_of(rows))
    assert told(found) == [("project", (2,), [3, 4]), ("enterprise", (8,), [9])]
    assert [one.grid.title for one in found] == ["Sheet1·第1表", "Sheet1·第2表"]
    assert found[1].title == "企业名录"


def test_the_same_heading_under_a_title_of_another_place_begins_another_table() -> None:
    head = ("序号", "项目名称", "总投资", "签约时间")
    rows = [
        ("晋中开发区重点项目台账",), ("单位：万元",), head, (1, "甲", 500, "2023.6"), (),
        ("祁县经开区重点项目台账",), head, (1, "乙", 600, "2023.6"),
    ]  # fmt: skip
    found = read(grid_of(rows))
    assert told(found) == [("project", (3,), [4]), ("project", (7,), [8])]
    assert [one.constants["zone"] for one in found] == ["晋中开发区", "祁县经开区"]
    assert [one.unit for one in found] == ["万元", "万元"]


def test_a_later_table_keeps_its_own_unit() -> None:
    head = ("序号", "项目名称", "总投资", "签约时间")
    rows = [("填报单位：晋中开发区", "单位：亿元"), head, (1, "甲", 5, "2023.6"), (),
            ("二、企业投资",), ("单位：万元",), ("序号", "项目名称", "总投资", "开工时间"), (1, "乙", 600, "2023.6")]  # fmt: skip
    found = read(grid_of(rows))
    assert [one.unit for one in found] == ["亿元", "万元"]
    assert [one.places for one in found] == [("晋中开发区",), ("晋中开发区",)]


def test_tables_side_by_side_are_read_each_by_itself() -> None:
    rows = [
        ("2023年重点项目和企业",), (*PROJECTS, "", *ENTERPRISES), (*ONE, "", *FIRM), (*TWO, "", "", "", "", ""),
    ]  # fmt: skip
    found = read(grid_of(rows))
    assert told(found) == [("project", (2,), [3, 4]), ("enterprise", (2,), [3])]
    assert [column.letter for column in found[1].columns] == ["G", "H", "I", "J"]
    assert [one.title for one in found] == ["2023年重点项目和企业"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([PROJECTS, ONE, PROJECTS, TWO], id="the heading of a printed page"),
        pytest.param([("台账",), PROJECTS, ONE, ("台账（续）",), PROJECTS, TWO], id="with the title again"),
        pytest.param([PROJECTS, ("一", "晋中开发区", "", "", ""), ONE, ("小计", "", "", 6.67), (), TWO], id="groups"),
        pytest.param([PROJECTS, ONE, (), (), TWO, ("注：不含续建项目",)], id="blank rows and notes"),
        pytest.param(
            [(*PROJECTS, "", "备注", "联系人"), (*ONE, "", "无", "张三")], id="a blank column within a ledger"
        ),
        pytest.param([("项目名称", "说明"), ("项目代码", "备注"), ("总投资", "单位")], id="rows of words"),
    ],
)
def test_one_ledger_is_never_parted(rows: list[tuple[object, ...]]) -> None:
    grid = grid_of(rows)
    assert tables_of(grid) == [grid]


@pytest.mark.parametrize("file", sorted(SAMPLE.glob("*.[xc]*")), ids=lambda file: file.name)
def test_no_sheet_of_the_sample_is_parted(file: object) -> None:
    for grid in read_workbook(file).sheets:  # type: ignore[arg-type]
        assert tables_of(grid) == [grid]


def test_every_row_and_cell_of_a_parted_sheet_is_in_one_table_at_its_own_place() -> None:
    rows = [("总表",), PROJECTS, ONE, (), ("企业名录",), ENTERPRISES, FIRM, ("填报人：张三",)]
    grid = grid_of(rows)
    parts = tables_of(grid)
    for row, line in enumerate(grid.cells):
        for column, cell in enumerate(line):
            assert [part.at(row, column) for part in parts if part.at(row, column) is not None] == [cell] * (
                cell is not None
            )
