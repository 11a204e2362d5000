"""Ledgers brought in whose units stand in titles, cells and columns of their own, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import add, make_zone
from tests.workbooks import write_workbook
from zonedesk.actions.importing import apply_plan, make_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognition import Corrections
from zonedesk.store.query import Query
from zonedesk.store.store import Store

Row = Sequence[object]


@pytest.fixture
def desk(store: Store) -> Store:
    make_zone(store, short_name="介休经开区", name="介休经济技术开发区")
    add(store, "indicator", name="工业投资", unit="亿元")
    return store


def plan_of(desk: Store, folder: Path, *rows: Row, sheet: str = "Sheet1") -> Plan:
    return plan_import(desk, [write_workbook(folder / "台账.xlsx", {sheet: rows})])


def bring(desk: Store, folder: Path, *rows: Row, sheet: str = "Sheet1") -> Plan:
    plan = plan_of(desk, folder, *rows, sheet=sheet)
    apply_plan(desk, plan)
    return plan


def values(desk: Store, kind: str, field: str) -> list[object]:
    return [row[field] for row in list_rows(desk, Query(kind))]


def warned(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in plan.warnings]


def test_readings_are_brought_from_the_unit_in_the_titles_brackets(desk: Store, tmp_path: Path) -> None:
    title = "2023年11月各开发区工业投资完成情况（万元）"
    bring(desk, tmp_path, (title,), ("开发区", "1-11月累计"), ("介休经开区", 50000), sheet="工业投资")
    assert values(desk, "reading", "value") == [Decimal(5)]


@pytest.mark.parametrize(("cell", "kept"), [("3.2亿元", "3.2"), ("32000万元", "3.2"), ("3.2亿", "3.2"), ("3.2", "3.2")])
def test_a_unit_in_a_readings_cell_goes_before_the_columns(desk: Store, tmp_path: Path, cell: str, kept: str) -> None:
    headings = ("开发区", "年度", "月份", "指标", "累计值（亿元）")
    bring(desk, tmp_path, headings, ("介休经开区", 2023, 11, "工业投资", cell))
    assert values(desk, "reading", "value") == [Decimal(kept)]


def test_a_unit_in_a_readings_cell_that_does_not_compare_is_refused(desk: Store, tmp_path: Path) -> None:
    headings = ("开发区", "年度", "月份", "指标", "累计值（亿元）")
    plan = plan_of(desk, tmp_path, headings, ("介休经开区", 2023, 11, "工业投资", "320吨"))
    assert "对不上" in plan.errors[0].message


@pytest.mark.parametrize(("unit", "kept"), [("万", "5"), ("亿", "50000"), ("万元", "5"), ("亿元", "50000")])
def test_the_unit_beside_a_reading_may_lack_its_last_word(desk: Store, tmp_path: Path, unit: str, kept: str) -> None:
    headings = ("开发区", "年度", "月份", "指标", "单位", "累计值")
    bring(desk, tmp_path, headings, ("介休经开区", 2023, 11, "工业投资", unit, 50000))
    assert values(desk, "reading", "value") == [Decimal(kept)]


TWICE = ("项目名称", "所属开发区", "总投资（亿元）", "总投资（万元）")


def test_the_same_amount_twice_is_asked_about_where_the_two_disagree(desk: Store, tmp_path: Path) -> None:
    rows = [("甲", "介休经开区", 1, 20000), ("乙", "介休经开区", 2, 20000), ("丙", "介休经开区", 3, 1)]
    plan = bring(desk, tmp_path, TWICE, *rows)
    assert set(values(desk, "project", "investment")) == {10**8, 2 * 10**8, 3 * 10**8}
    message = "D 列“总投资（万元）”没有导入，与 C 列“总投资（亿元）”有 2 行对不上，如第 2 行：C 列是 1 亿元，D 列是 2 亿元。请核对"
    assert ("D2", message) in warned(plan)


@pytest.mark.parametrize("other", [12345, "12300", "", "—", "约1万"])
def test_the_same_amount_twice_may_be_rounded_or_left_blank(desk: Store, tmp_path: Path, other: object) -> None:
    plan = plan_of(desk, tmp_path, TWICE, ("甲", "介休经开区", 1.23, other))
    assert not any("对不上" in message for _, message in warned(plan))


@pytest.mark.parametrize(
    ("title", "heading", "cell"),
    [
        ("单位：亿元", "总投资", 66700),  # the line may be of another column
        ("重点项目表（亿元）", "总投资", 66700),
        ("重点项目表", "总投资（亿元）", 66700),
        ("重点项目表", "总投资（万元）", 667000000),
    ],
)
def test_an_amount_too_large_for_one_project_is_asked_about(
    desk: Store, tmp_path: Path, title: str, heading: str, cell: int
) -> None:
    plan = bring(desk, tmp_path, (title,), ("项目名称", "所属开发区", heading), ("甲", "介休经开区", cell))
    assert ("C3", "是 66700 亿元，太大，请核对单位") in warned(plan)
    assert values(desk, "project", "investment") == [66700 * 10**8]


def test_an_amount_too_large_beside_a_blank_unit_is_asked_about(desk: Store, tmp_path: Path) -> None:
    rows = [("甲", "介休经开区", 100, "万元"), ("乙", "介休经开区", 66700, ""), ("丙", "介休经开区", 1, "万元")]
    plan = plan_of(desk, tmp_path, ("项目名称", "所属开发区", "总投资", "单位"), *rows)
    assert ("C3", "是 66700 亿元，太大，请核对单位") in warned(plan)


@pytest.mark.parametrize("cell", [1000, "1200亿元"])
def test_a_large_amount_is_not_asked_about_where_it_may_be_so(desk: Store, tmp_path: Path, cell: object) -> None:
    plan = plan_of(desk, tmp_path, ("项目名称", "所属开发区", "总投资（亿元）"), ("甲", "介休经开区", cell))
    assert not any("太大" in message for _, message in warned(plan))


def test_of_rows_that_are_left_out_nothing_is_asked(desk: Store, tmp_path: Path) -> None:
    rows = [TWICE, ("甲", "介休经开区", 66700, 1), ("乙", "介休经开区", 1, 20000)]
    book = read_workbook(write_workbook(tmp_path / "台账.xlsx", {"Sheet1": rows}))
    told = {("台账.xlsx", "Sheet1"): Corrections(rows_left_out=frozenset({2}))}
    cells = [cell for cell, message in warned(make_plan(desk, [book], told)) if "请核对" in message and cell != "A1"]
    assert cells == ["D3"]
