"""Whose the rows of a sheet are that no column and no title gives to a zone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.builders import add, make_zone
from tests.workbooks import write_workbook
from zonedesk.actions.importing import plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.templates import write_template
from zonedesk.errors import Mendable
from zonedesk.store.store import Store

PROJECTS = (("项目名称", "总投资（亿元）", "建设性质"), ("甲", 1, "新建"))
READINGS = (("年度", "月份", "指标", "累计值（亿元）"), (2023, 11, "工业投资", 5))
ENTRIES = (("活动批次", "批次类别", "项目名称", "总投资（亿元）"), ("2023年第一次", "签约一批", "甲", 1))


@pytest.fixture
def zone(store: Store) -> str:
    add(store, "indicator", name="工业投资", unit="亿元")
    make_zone(store, short_name="祁县经开区", name="祁县经济技术开发区")
    return make_zone(store, short_name="介休经开区", name="介休经济技术开发区")


def plan_of(store: Store, folder: Path, sheet: str, rows: Sequence[Sequence[object]]) -> Plan:
    return plan_import(store, [write_workbook(folder / "台账.xlsx", {sheet: rows})])


@pytest.mark.parametrize("rows", [PROJECTS, READINGS, ENTRIES])
@pytest.mark.parametrize("sheet", ["介休", "介休市"])
def test_a_county_alone_as_the_sheets_name_is_its_only_zone(
    store: Store, tmp_path: Path, zone: str, sheet: str, rows: Sequence[Sequence[object]]
) -> None:
    plan = plan_of(store, tmp_path, sheet, rows)
    assert plan.errors == []
    assert zone in {step.values.get("zone") for step in plan.steps}
    assert any(f"按表名“{sheet}”记为介休经开区" in problem.message for problem in plan.warnings)


def test_a_county_with_two_zones_names_neither(store: Store, tmp_path: Path, zone: str) -> None:
    make_zone(store, short_name="介休农高区", name="介休农业高新区")
    assert plan_of(store, tmp_path, "介休", PROJECTS).errors != []


@pytest.mark.parametrize("sheet", ["晋中", "晋中市"])
def test_a_city_as_the_sheets_name_is_no_zone(store: Store, tmp_path: Path, zone: str, sheet: str) -> None:
    make_zone(store, short_name="晋中经开区", name="晋中经济技术开发区")
    assert plan_of(store, tmp_path, sheet, PROJECTS).errors != []


def test_what_a_row_says_of_its_zone_goes_before_the_sheets_name(store: Store, tmp_path: Path, zone: str) -> None:
    rows = (("项目名称", "所属开发区", "总投资（亿元）"), ("甲", "祁县经开区", 1))
    plan = plan_of(store, tmp_path, "介休", rows)
    assert zone not in {step.values.get("zone") for step in plan.steps}
    assert not any("表名" in problem.message for problem in plan.warnings)


@pytest.mark.parametrize(
    ("name", "near"), [("介休", "介休经开区"), ("介休市", "介休经开区"), ("介休开发区", "介休经济技术开发区")]
)
def test_a_ledger_for_a_zone_that_is_not_known_is_refused_with_the_near_name(
    store: Store, tmp_path: Path, zone: str, name: str, near: str
) -> None:
    with pytest.raises(Mendable, match=f"是不是“{near}”"):
        write_template(store, "project", tmp_path / "待填.xlsx", zone=name)
