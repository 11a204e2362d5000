"""The same record in several sheets or files of one import, and records of one name with different codes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_enterprise, make_project, make_zone
from tests.workbooks import project_rows, write_workbook
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.store.query import Query
from zonedesk.store.store import Store

CODE = "2302-140701-04-02-100001"
OTHER = "2302-140701-04-02-100002"
FIRST = ("甲项目", CODE, "晋中开发区", 6.67, "2023.6", "")
ENTRY_HEADINGS = ("活动批次", "开发区", "项目名称", "项目代码", "总投资（亿元）")

Row = Sequence[object]


@pytest.fixture
def zone(store: Store) -> str:
    return make_zone(store, short_name="晋中开发区", name="晋中经济技术开发区", code="S147001")


def plan(store: Store, folder: Path, files: dict[str, dict[str, Sequence[Row]]]) -> Plan:
    paths = [write_workbook(folder / f"{name}.xlsx", sheets) for name, sheets in files.items()]
    return plan_import(store, paths)


def told(made: Plan) -> list[tuple[str, str, str, str]]:
    return [(problem.file, problem.sheet, problem.cell, problem.message) for problem in made.errors]


def entries(*rows: Row, title: str = "三个一批签约一批") -> list[Row]:
    return [(title,), ENTRY_HEADINGS, *rows]


def investments(store: Store, kind: str = "project") -> list[Any]:
    return [row["investment"] for row in list_rows(store, Query(kind))]


def test_another_sheet_that_contradicts_is_an_error_at_its_cell(store: Store, tmp_path: Path, zone: str) -> None:
    sheets = {"甲表": project_rows(FIRST), "乙表": project_rows((*FIRST[:3], 7, *FIRST[4:]))}
    ((file, sheet, cell, message),) = told(plan(store, tmp_path, {"台账": sheets}))
    assert (file, sheet, cell) == ("台账.xlsx", "乙表", "E3")
    assert all(word in message for word in ("工作表“甲表”第 3 行", "总投资", "6.67"))
    assert "台账.xlsx" not in message


def test_another_file_that_contradicts_is_an_error_that_names_the_first(
    store: Store, tmp_path: Path, zone: str
) -> None:
    files = {"一": {"表": project_rows(FIRST)}, "二": {"表": project_rows((*FIRST[:4], "2023.7", ""))}}
    ((file, _, cell, message),) = told(plan(store, tmp_path, files))
    assert (file, cell) == ("二.xlsx", "F3")
    assert all(word in message for word in ("一.xlsx", "“表”第 3 行", "签约", "2023-06"))


def test_sheets_that_agree_are_one_project(store: Store, tmp_path: Path, zone: str) -> None:
    rest = ("甲 项目", "", "晋中经济技术开发区", "", "2023", "延期")
    sheets = {
        "甲表": project_rows(FIRST),
        "乙表": project_rows(rest),
        "丙表": project_rows((*FIRST[:4], "2023.6.30", "")),
    }
    made = plan(store, tmp_path, {"台账": sheets})
    assert (made.errors, made.warnings) == ([], [])
    apply_plan(store, made)
    (project,) = list_rows(store, Query("project"))
    assert (project["signed_on"], project["remark"]) == ("2023-06-30", "延期")
    assert plan(store, tmp_path, {"台账": sheets}).steps == []


def test_two_sheets_may_fill_different_fields_of_a_project_that_is_known(
    store: Store, tmp_path: Path, zone: str
) -> None:
    make_project(store, zone=zone, name="甲项目", code=CODE, investment=Decimal(5 * 10**8), remark="旧")
    sheets = {"甲表": project_rows((*FIRST[:3], 7, "", "")), "乙表": project_rows((*FIRST[:3], "", "", "新"))}
    made = plan(store, tmp_path, {"台账": sheets})
    assert made.errors == []
    apply_plan(store, made)
    (project,) = list_rows(store, Query("project"))
    assert (project["investment"], project["remark"]) == (Decimal(7 * 10**8), "新")


def test_a_later_import_updates(store: Store, tmp_path: Path, zone: str) -> None:
    for amount in (6.67, 7):
        made = plan(store, tmp_path, {"台账": {"表": project_rows((*FIRST[:3], amount, *FIRST[4:]))}})
        assert made.errors == []
        apply_plan(store, made)
    assert investments(store) == [Decimal(700000000)]


def test_one_entry_in_two_sheets_with_different_amounts_is_an_error(store: Store, tmp_path: Path, zone: str) -> None:
    line = ("2023年第一次", "晋中开发区", "甲项目", CODE)
    sheets = {"签约一批": entries((*line, 1)), "签约补报": entries((*line, 5))}
    ((_, sheet, cell, message),) = told(plan(store, tmp_path, {"汇总": sheets}))
    assert (sheet, cell) == ("签约补报", "E3")
    assert "工作表“签约一批”第 3 行" in message


@pytest.mark.parametrize("order", [("签约", "项目"), ("项目", "签约")])
def test_what_an_entry_tells_of_its_project_contradicts_nothing(
    store: Store, tmp_path: Path, zone: str, order: Sequence[str]
) -> None:
    known = {
        "签约": {"签约一批": entries(("2023年第一次", "晋中开发区", "甲项目", CODE, 1), ("2023年第二次", "晋中开发区", "甲项目", CODE, 2))},
        "项目": {"表": project_rows(FIRST)},
    }  # fmt: skip
    files = {name: known[name] for name in order}
    made = plan(store, tmp_path, files)
    assert made.errors == []
    apply_plan(store, made)
    assert investments(store) == [Decimal(667000000)]
    assert sorted(investments(store, "batch_entry")) == [Decimal(10**8), Decimal(2 * 10**8)]
    assert plan(store, tmp_path, files).steps == []


def test_a_known_name_with_another_code_is_asked_about_at_the_code(store: Store, tmp_path: Path, zone: str) -> None:
    make_project(store, zone=zone, name="甲项目", code=OTHER)
    ((_, _, cell, message),) = told(plan(store, tmp_path, {"台账": {"表": project_rows(FIRST)}}))
    assert cell == "C3"
    assert OTHER in message and "请核对" in message


@pytest.mark.parametrize("place", ["晋中开发区", ""])
def test_an_entry_with_another_code_is_not_attached_to_the_namesake(
    store: Store, tmp_path: Path, zone: str, place: str
) -> None:
    make_project(store, zone=zone, name="甲项目", code=OTHER)
    lines = entries(("2023年第一次", place, "甲项目", CODE, 1))
    made = plan(store, tmp_path, {"汇总": {"签约一批": lines}})
    ((_, _, cell, message),) = told(made)
    assert (cell, made.steps) == ("D3", [])
    assert OTHER in message


def test_one_name_with_two_codes_in_a_sheet_names_the_first_row(store: Store, tmp_path: Path, zone: str) -> None:
    rows = project_rows(FIRST, ("甲项目", OTHER, *FIRST[2:]))
    ((_, _, cell, message),) = told(plan(store, tmp_path, {"台账": {"表": rows}}))
    assert cell == "C4"
    assert "第 3 行" in message and CODE in message


def test_an_enterprise_of_another_credit_code_is_not_overwritten(store: Store, tmp_path: Path, zone: str) -> None:
    make_enterprise(store, name="甲公司", zone=zone, uscc="91140700MA0K00000X")
    rows = [("企业名称", "统一社会信用代码", "所属开发区"), ("甲公司", "911407001100000000", "晋中开发区")]
    made = plan(store, tmp_path, {"企业": {"表": rows}})
    assert [problem.cell for problem in made.errors] == ["B2"]


ZONE_HEADINGS = ("开发区名称", "简称", "审核公告代码", "级别", "类型")


def test_a_zone_found_by_its_short_name_keeps_its_code(store: Store, tmp_path: Path, zone: str) -> None:
    rows = [ZONE_HEADINGS, ("祁县玻璃工业园区", "晋中开发区", "S147099", "省级", "工业类")]
    made = plan(store, tmp_path, {"开发区": {"表": rows}})
    ((_, _, cell, message),) = told(made)
    assert cell == "C2"
    assert "S147001" in message and "简称" in message


def test_a_zone_found_by_its_short_name_is_not_renamed_in_silence(store: Store, tmp_path: Path, zone: str) -> None:
    rows = [ZONE_HEADINGS, ("祁县玻璃工业园区", "晋中开发区", "", "省级", "工业类")]
    made = plan(store, tmp_path, {"开发区": {"表": rows}})
    assert made.errors == []
    assert [(problem.cell, "晋中经济技术开发区" in problem.message) for problem in made.warnings] == [("A2", True)]


def test_the_full_name_of_a_zone_known_by_its_short_name_alone_needs_no_asking(store: Store, tmp_path: Path) -> None:
    make_zone(store, name="祁县经开区", short_name="祁县经开区")
    rows = [ZONE_HEADINGS, ("山西祁县经济技术开发区", "祁县经开区", "S147099", "省级", "工业类")]
    made = plan(store, tmp_path, {"开发区": {"表": rows}})
    assert (made.errors, made.warnings, made.count("changed")) == ([], [], 1)
