from __future__ import annotations

import pytest

from tests.workbooks import grid_of
from zonedesk.sheets.recognise import recognise

CODE, OTHER = "2302-140701-04-02-100001", "2302-140701-04-02-100002"
CREDIT, SECOND = "916106247379726131", "913715257563616076"


def columns(rows: list[tuple[object, ...]]) -> dict[str, str | None]:
    return {column.letter: column.field for column in recognise(grid_of(rows)).columns}


@pytest.mark.parametrize("heading", ["", "编码", "备注1"])
def test_a_code_is_told_by_its_looks_and_to_be_checked(heading: str) -> None:
    head = ("项目名称", "所属开发区", "总投资（亿元）", "备注", heading)
    found = recognise(grid_of([head, ("甲", "晋中开发区", 1, "", CODE), ("乙", "晋中开发区", 1, "", OTHER)]))
    (column,) = [column for column in found.columns if column.field == "code"]
    assert (column.letter, column.sure, column.is_guessed) == ("E", False, True)
    assert any("E 列" in note and "按列里的内容认出的，请核对" in note for note in found.notes)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("晋中开发区", "祁县经开区"), "zone"),
        (("国家级", "晋中开发区"), None),
        (("技改", "新建"), "nature"),
        (("技改", "别的"), None),
        ((12.5, 13), None),
        (("2023.6", "2023.7"), None),
    ],
)
def test_a_column_is_told_only_where_all_of_it_agrees(cells: tuple[object, object], field: str | None) -> None:
    rows = [
        ("重点项目台账",),
        ("项目名称", "项目代码", "总投资（亿元）", "分类"),
        ("甲", CODE, 1, cells[0]),
        ("乙", OTHER, 2, cells[1]),
    ]
    assert columns(rows).get("D") == field


def test_a_list_of_names_and_credit_codes_is_one_of_enterprises() -> None:
    rows = [("名称", "代码", "电话号"), ("甲有限公司", CREDIT, "1"), ("乙有限公司", SECOND, "2")]
    found = recognise(grid_of(rows))
    assert (found.kind, [c.field for c in found.columns]) == ("enterprise", ["name", "uscc", None])


def test_names_and_other_codes_stay_unknown() -> None:
    rows = [("代码", "名称", "价格"), ("835912.OC", "甲股份", 9), ("831728.OC", "乙股份", 2.9)]
    assert recognise(grid_of(rows)).kind is None


def test_a_phone_is_told_beside_the_person() -> None:
    head = ("开发区名称", "简称", "级别", "类型", "负责人", "联系人", "联系")
    row = ("晋中开发区", "晋中开发区", "国家级", "工业类", "李四", "张三", "13800000000")
    assert columns([head, row])["G"] == "phone"


def test_planned_and_actual_stand_under_one_heading() -> None:
    rows = [
        ("项目名称", "所属开发区", "开工时间", "", "投产时间", ""), ("", "", "计划", "实际", "计划", "实际"),
        ("甲", "晋中开发区", "2023.1", "2023.2", "2024.1", ""),
    ]  # fmt: skip
    assert [*columns(rows).values()][2:] == ["planned_start", "started_on", "planned_commission", "commissioned_on"]
