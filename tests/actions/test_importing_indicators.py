"""Sheets with several indicators side by side brought in: a record for each indicator and month of a row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tests.builders import add, make_zone
from tests.workbooks import write_workbook
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.store.query import Query
from zonedesk.store.store import Store

TITLE = ("2023年1-10月开发区主要指标完成情况",)


def plan_of(store: Store, folder: Path, units: Sequence[str]) -> Plan:
    first = ("开发区", f"规上工业增加值{units[0]}", "", f"固定资产投资{units[1]}", "")
    rows = [
        TITLE,
        first,
        ("", "累计值", "同比（%）", "累计值", "同比（%）"),
        ("甲开发区", 1.5, 3, 20000, 4),
        ("乙开发区", 2, "", "", 5),
    ]
    merges = ["B2:C2", "D2:E2"]
    return plan_import(store, [write_workbook(folder / "指标.xlsx", {"Sheet1": rows}, merges)])


def readings(store: Store) -> set[tuple[object, ...]]:
    names = ("zone.caption", "indicator.caption", "month", "value", "growth")
    return {tuple(row[name] for name in names) for row in list_rows(store, Query("reading"))}


def test_each_indicator_of_a_row_is_a_record_in_its_own_unit(store: Store, tmp_path: Path) -> None:
    for name in ("甲开发区", "乙开发区"):
        make_zone(store, short_name=name)
    add(store, "indicator", name="固定资产投资", unit="亿元")
    plan = plan_of(store, tmp_path, ("（亿元）", "（万元）"))
    apply_plan(store, plan)
    assert readings(store) == {
        ("甲开发区", "规上工业增加值", 10, Decimal("1.5"), 3), ("甲开发区", "固定资产投资", 10, 2, 4),
        ("乙开发区", "规上工业增加值", 10, 2, None), ("乙开发区", "固定资产投资", 10, None, 5),
    }  # fmt: skip
    assert plan_of(store, tmp_path, ("（亿元）", "（万元）")).steps == []


def test_an_indicator_without_a_unit_is_not_made(store: Store, tmp_path: Path) -> None:
    make_zone(store, short_name="甲开发区")
    make_zone(store, short_name="乙开发区")
    problems = plan_of(store, tmp_path, ("（亿元）", "")).errors
    assert [
        problem.cell for problem in problems if "固定资产投资" in problem.message and "没有写单位" in problem.message
    ] == ["D3"]
