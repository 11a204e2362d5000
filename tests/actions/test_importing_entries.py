"""A 三个一批 line makes an entry and tells of its project."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_project, make_zone
from tests.workbooks import write_workbook
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.store.query import Query
from zonedesk.store.store import Store

CODE = "2302-140701-04-02-100001"
HEADINGS = ("活动批次", "开发区", "项目名称", "项目代码", "总投资（亿元）", "签约时间", "开工时间", "备注")
LINE = ("2023年第一次", "晋中开发区", "甲项目", CODE, 5.16, "2023.2", "", "入会")


@pytest.fixture
def zone(store: Store) -> str:
    return make_zone(store, short_name="晋中开发区")


def plan(store: Store, folder: Path, *lines: tuple[object, ...], sheet: str = "签约一批") -> Plan:
    path = write_workbook(folder / f"{sheet}.xlsx", {sheet: [(f"“三个一批”活动{sheet}项目表",), HEADINGS, *lines]})
    return plan_import(store, [path])


def bring(store: Store, folder: Path, *lines: tuple[object, ...], sheet: str = "签约一批") -> Plan:
    made = plan(store, folder, *lines, sheet=sheet)
    apply_plan(store, made)
    return made


def only(store: Store, kind: str) -> dict[str, Any]:
    (row,) = list_rows(store, Query(kind))
    return row


def test_a_line_makes_event_project_and_entry(store: Store, tmp_path: Path, zone: str) -> None:
    bring(store, tmp_path, LINE)
    event, project, entry = (only(store, kind) for kind in ("batch_event", "project", "batch_entry"))
    assert (event["year"], event["number"], event["name"]) == (Decimal(2023), Decimal(1), "2023年第一次")
    assert (project["zone"], project["code"], project["signed_on"]) == (zone, CODE, "2023-02")
    assert (project["investment"], project["remark"]) == (Decimal(516000000), None)
    assert (entry["event"], entry["project"], entry["kind"]) == (event["id"], project["id"], "signing")
    assert (entry["investment"], entry["remark"]) == (Decimal(516000000), "入会")


def test_an_entry_fills_what_its_project_lacks_and_overwrites_nothing(store: Store, tmp_path: Path, zone: str) -> None:
    make_project(
        store, zone=zone, name="甲项目", investment=Decimal(700000000), signed_on="2023-02", started_on="2023-03"
    )
    bring(store, tmp_path, (*LINE[:5], "2023年2月28日", "2023.5", ""))
    project = only(store, "project")
    assert (project["investment"], project["code"]) == (Decimal(700000000), CODE)
    assert (project["signed_on"], project["started_on"]) == ("2023-02-28", "2023-03")
    assert only(store, "batch_entry")["investment"] == Decimal(516000000)


def test_one_project_may_stand_in_several_batches(store: Store, tmp_path: Path, zone: str) -> None:
    bring(store, tmp_path, LINE, ("2023年第二次", *LINE[1:]))
    made = bring(store, tmp_path, (*LINE[:4], 1.56, "", "2023.5", ""), sheet="开工一批")
    assert [row.result for row in made.sheets[0].rows] == ["new"]
    assert only(store, "project")["started_on"] == "2023-05"
    assert len(list_rows(store, Query("batch_entry"))) == 3


def test_the_same_entry_with_another_amount_changes_the_entry_alone(store: Store, tmp_path: Path, zone: str) -> None:
    bring(store, tmp_path, LINE)
    made = bring(store, tmp_path, (*LINE[:4], 6, *LINE[5:]))
    assert [(c.kind, c.field) for c in made.sheets[0].rows[0].changes] == [("batch_entry", "investment")]
    assert only(store, "project")["investment"] == Decimal(516000000)


def test_the_same_project_twice_in_a_batch_with_different_amounts_is_an_error(
    store: Store, tmp_path: Path, zone: str
) -> None:
    made = plan(store, tmp_path, LINE, (*LINE[:4], 6, *LINE[5:]))
    assert [problem.cell for problem in made.errors] == ["E4"]
    assert "第 3 行" in made.errors[0].message


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (("第一次", *LINE[1:]), "A3", "2023年第一次"),
        (("2023年第一次", "晋中开发区", "", *LINE[3:]), "C3", "请填写项目"),
        ((*LINE[:4], "", *LINE[5:]), "E3", "请填写总投资"),
    ],
)
def test_what_is_wrong_in_a_line_is_said_at_its_cell(
    store: Store, tmp_path: Path, zone: str, line: tuple[object, ...], cell: str, words: str
) -> None:
    made = plan(store, tmp_path, line)
    assert [problem.cell for problem in made.errors] == [cell]
    assert words in made.errors[0].message
    assert made.steps == []


def test_a_line_without_zone_means_the_only_project_of_that_name(store: Store, tmp_path: Path, zone: str) -> None:
    project = make_project(store, zone=zone, name="甲项目")
    rows = [("三个一批签约一批",), ("活动批次", "项目名称", "总投资（亿元）"), ("2023年第一次", "甲项目", 1)]
    made = plan_import(store, [write_workbook(tmp_path / "a.xlsx", {"签约一批": rows})])
    apply_plan(store, made)
    assert only(store, "batch_entry")["project"] == project


@pytest.mark.parametrize(
    ("name", "remark", "cell"), [("甲项目（增资）", "", "C3"), ("甲项目", "增资扩建", "H3"), ("甲项目", "入会", "")]
)
def test_an_entry_that_speaks_of_an_increase_is_asked_about(
    store: Store, tmp_path: Path, zone: str, name: str, remark: str, cell: str
) -> None:
    made = plan(store, tmp_path, (*LINE[:2], name, *LINE[3:7], remark))
    assert made.errors == []
    assert [problem.cell for problem in made.warnings] == ([cell] if cell else [])
    assert all("增资" in problem.message for problem in made.warnings)


@pytest.mark.parametrize(("word", "is_increase"), [("增资", True), ("是", True), ("增资扩建", True), ("否", False)])
def test_an_increase_that_is_said_needs_no_asking(
    store: Store, tmp_path: Path, zone: str, word: str, is_increase: bool
) -> None:
    headings = ("活动批次", "开发区", "项目名称", "总投资（亿元）", "是否增资", "备注")
    line = ("2023年第一次", "晋中开发区", "甲项目", 1, word, "增资")
    rows = [("三个一批签约一批",), headings, line]
    made = plan_import(store, [write_workbook(tmp_path / "a.xlsx", {"签约一批": rows})])
    assert (made.errors, made.warnings) == ([], [])
    apply_plan(store, made)
    assert only(store, "batch_entry")["increase"] is is_increase
