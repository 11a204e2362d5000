from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.builders import make_zone
from tests.workbooks import grid_of
from zonedesk.actions.importing import apply_plan, as_json, make_plan
from zonedesk.actions.plan import Plan
from zonedesk.actions.remembering import read_memory
from zonedesk.records.schema import REMEMBERED
from zonedesk.sheets.grid import Grid, Workbook
from zonedesk.sheets.memory import FORGETFUL, Memory
from zonedesk.sheets.recognition import IGNORE, Corrections
from zonedesk.store.store import Store

TITLE = ("某某台账",)
HEADINGS = ("序号", "项目名称", "所属开发区", "总投资（亿元）", "盘子", "抓手")
ROW = (1, "甲项目", "祁县经开区", 1.2, 9000, "抓紧")
UNTITLED = [("序号", "名头", "归口", "盘子"), (1, "甲项目", "祁县经开区", 12000)]
"""Headings that no recognition understands."""

Row = Sequence[object]


class Desk:
    """A ledger with one zone, and a workbook that comes again and again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        make_zone(store, name="祁县经济技术开发区", short_name="祁县经开区")

    def plan(self, *grids: Grid, **told: Corrections) -> Plan:
        corrections = {("月报.xlsx", sheet): corrected for sheet, corrected in told.items()}
        return make_plan(self.store, [Workbook(Path("月报.xlsx"), list(grids))], corrections)

    def bring(self, *grids: Grid, **told: Corrections) -> Plan:
        plan = self.plan(*grids, **told)
        apply_plan(self.store, plan)
        return plan

    @property
    def memory(self) -> Memory:
        with self.store.reading() as connection:
            return read_memory(connection)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def sheet(*rows: Row, name: str = "Sheet1", **rest: Any) -> Grid:
    return replace(grid_of([TITLE, HEADINGS, *(rows or [ROW])], name), **rest)


def read(plan: Plan) -> list[Any]:
    """How each sheet was read, all that a next file must be read by as well."""
    found = [sheet.recognition for sheet in plan.sheets]
    return [(r.kind, r.header_rows, [(c.targets, c.unit, c.is_unit_stated) for c in r.columns], r.rows) for r in found]


@pytest.mark.parametrize(
    ("grid", "told"),
    [
        (sheet(), Corrections(fields={4: "year_plan"}, units={4: "万元"})),
        (sheet(), Corrections(fields={4: "year_plan", 5: IGNORE}, units={4: "万元"})),
        (sheet(), Corrections(fields={5: "next_step"})),
        (grid_of(UNTITLED), Corrections(kind="project", header_rows=(1, 1), fields={1: "name", 2: "zone", 3: "investment"}, units={3: "万元"})),
        (sheet(hidden=True), Corrections(kind="project")),
        (sheet(), Corrections(kind=IGNORE)),
    ],
    ids=["field and unit", "left out", "other field", "unknown headings", "hidden", "not imported"],
)  # fmt: skip
def test_what_was_corrected_once_goes_by_itself_the_next_time(desk: Desk, grid: Grid, told: Corrections) -> None:
    first = desk.bring(grid, Sheet1=told)
    assert read(desk.plan(grid)) == read(first)
    assert desk.plan(grid).steps == []
    assert read(desk.plan(grid, Sheet1=told)) == read(first)


def test_the_same_words_are_known_in_another_place_and_order(desk: Desk) -> None:
    desk.bring(sheet(), Sheet1=Corrections(fields={4: "year_plan"}, units={4: "万元"}))
    moved = grid_of(
        [TITLE, (), ("盘\n子", "项目名称", "总投资（万元）", "开发区"), (500, "乙项目", 900, "祁县经开区")], "十一月"
    )
    (found,) = desk.plan(moved).sheets
    assert (found.recognition.columns[0].field, found.recognition.columns[0].unit) == ("year_plan", "万元")
    assert found.recognition.recalled == [
        "A 列“盘子”按上次的选择读作年度计划",
        "A 列“盘子”按上次的选择以万元为单位",
    ]


def test_what_is_recalled_is_told_and_is_no_doubt(desk: Desk) -> None:
    told = Corrections(fields={4: "year_plan", 5: IGNORE}, units={4: "万元"})
    desk.bring(sheet(), Sheet1=told)
    plan = desk.plan(sheet())
    notes = as_json(plan, False)["sheets"][0]["notes"]
    assert "E 列“盘子”按上次的选择读作年度计划" in notes and "F 列“抓手”按上次的选择不导入" in notes
    assert not any("按上次的选择" in problem.message for problem in plan.warnings)


def test_a_unit_that_the_sheet_now_states_goes_before_the_remembered_one(desk: Desk) -> None:
    desk.bring(sheet(), Sheet1=Corrections(fields={4: "year_plan"}, units={4: "万元"}))
    stated = grid_of([TITLE, (*HEADINGS[:4], "盘子（亿元）"), (1, "甲项目", "祁县经开区", 1.2, 0.9)])
    column = desk.plan(stated).sheets[0].recognition.columns[4]
    assert (column.field, column.unit) == ("year_plan", "亿元")


def test_what_was_doubtful_and_is_confirmed_is_no_longer_asked_about(desk: Desk) -> None:
    grid = grid_of([TITLE, ("项目名称", "所属开发区", "总投资", "预计总投资额情况"), ("甲项目", "祁县经开区", 1.2, 1)])
    assert len(desk.plan(grid).warnings) > 0
    desk.bring(grid, Sheet1=Corrections(fields={2: "investment", 3: IGNORE}, units={2: "亿元"}))
    assert desk.plan(grid).warnings == []


def test_the_later_choice_wins(desk: Desk) -> None:
    desk.bring(sheet(), Sheet1=Corrections(fields={4: "year_plan"}, units={4: "万元"}))
    desk.bring(sheet(), Sheet1=Corrections(fields={4: "invested"}, units={4: "元"}))
    column = desk.plan(sheet()).sheets[0].recognition.columns[4]
    assert (column.field, column.unit) == ("invested", "元")


def test_a_choice_of_what_goes_by_itself_forgets(desk: Desk) -> None:
    grid = grid_of([TITLE, (*HEADINGS[:4], "年度计划投资（万元）"), ROW[:5]])
    desk.bring(grid, Sheet1=Corrections(fields={4: "invested"}, units={4: "元"}))
    assert desk.memory != FORGETFUL
    desk.bring(grid, Sheet1=Corrections(fields={4: "year_plan"}, units={4: "万元"}))
    assert (desk.memory.fields, desk.memory.units) == ({}, {})
    assert desk.plan(grid).sheets[0].recognition.columns[4].field == "year_plan"


def test_a_sheet_left_out_comes_back_when_its_kind_is_chosen(desk: Desk) -> None:
    desk.bring(sheet(), Sheet1=Corrections(kind=IGNORE))
    assert "按上次的选择" in desk.plan(sheet()).sheets[0].recognition.why
    desk.bring(sheet(), Sheet1=Corrections(kind="project"))
    assert desk.memory.sheets == {}
    assert desk.plan(sheet()).sheets[0].record == "project"


def test_one_of_several_sheets_with_the_same_headings_left_out_says_nothing_of_the_others(desk: Desk) -> None:
    both = [sheet(name="十月"), sheet((1, "乙项目", "祁县经开区", 1, 1, ""), name="样表")]
    desk.bring(*both, 样表=Corrections(kind=IGNORE))
    assert [found.record for found in desk.plan(*both).sheets] == ["project", "project"]


def test_two_columns_of_one_name_are_told_apart(desk: Desk) -> None:
    grid = grid_of([("项目名称", "所属开发区", "情况", "情况"), ("甲项目", "祁县经开区", "开工", "缺土地")])
    desk.bring(grid, Sheet1=Corrections(kind="project", fields={2: "remark", 3: "next_step"}))
    assert [c.field for c in desk.plan(grid).sheets[0].recognition.columns][2:] == ["remark", "next_step"]


def test_nothing_is_remembered_of_an_import_that_was_not_done(desk: Desk) -> None:
    desk.plan(sheet(), Sheet1=Corrections(fields={4: "year_plan"}))
    assert desk.memory == FORGETFUL


def test_an_import_without_corrections_remembers_nothing(desk: Desk) -> None:
    desk.bring(sheet())
    assert desk.memory == FORGETFUL


@pytest.mark.parametrize("word", [("sheet", "", "序号", "gone"), ("field", "project", "盘子", "gone")])
def test_words_about_what_there_is_no_more_are_left_aside(desk: Desk, word: tuple[str, ...]) -> None:
    before = read(desk.plan(sheet()))
    with desk.store.change("") as change:
        change.connection.execute(sa.insert(REMEMBERED).values(word))
        change.commit()
    assert read(desk.plan(sheet())) == before
