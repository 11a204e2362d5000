"""Ranges and words in cells for numbers and dates: kept in the remark with a question, and nothing changes the second time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_zone
from tests.workbooks import write_workbook
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows, save
from zonedesk.store.query import Query
from zonedesk.store.store import Store

HEADINGS = ("项目名称", "所属开发区", "总投资（亿元）", "累计完成投资（亿元）", "计划投产时间", "备注")
LINE = ("甲项目", "晋中开发区", 3, "约2", "2017/2020", "省重点")
KEPT = "省重点\n累计完成原文：约2亿元\n计划投产原文：2017/2020"


class Office:
    """A ledger with one zone, and lists of projects to bring into it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        make_zone(store, short_name="晋中开发区")

    def bring(self, *rows: Sequence[object], headings: Sequence[object] = HEADINGS) -> Plan:
        plan = plan_import(self.store, [write_workbook(self.folder / "台账.xlsx", {"Sheet1": [headings, *rows]})])
        apply_plan(self.store, plan)
        return plan

    def one(self) -> dict[str, Any]:
        (row,) = list_rows(self.store, Query("project"))
        return row


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path)


def results(plan: Plan) -> list[str]:
    return [row.result for sheet in plan.sheets for row in sheet.rows]


def test_words_are_kept_in_the_remark_and_asked_about(office: Office) -> None:
    plan = office.bring(LINE)
    asked = {problem.cell: problem.message for problem in plan.warnings}
    assert asked["D2"] == "“约2”不是一个数，没有填入累计完成，原文记入备注。有准确数的请改正"
    assert "不是一个日期，没有填入计划投产" in asked["E2"]
    row = office.one()
    assert (row["invested"], row["planned_commission"], row["remark"]) == (None, None, KEPT)


def test_the_same_words_again_change_nothing(office: Office) -> None:
    office.bring(LINE)
    assert results(office.bring(LINE)) == ["unchanged"]
    assert office.one()["remark"] == KEPT


@pytest.mark.parametrize("headings", [HEADINGS[:-1], HEADINGS], ids=["no remark column", "blank remark"])
def test_words_join_the_remark_that_is_kept(office: Office, headings: Sequence[object]) -> None:
    office.bring((*LINE[:3], "", "", "省重点"))
    line = LINE[:-1] if len(headings) < len(HEADINGS) else (*LINE[:-1], "")
    assert results(office.bring(line, headings=headings)) == ["changed"]
    assert office.one()["remark"] == KEPT
    assert results(office.bring(line, headings=headings)) == ["unchanged"]


def test_a_number_in_place_of_the_words_takes_them_out_of_the_remark(office: Office) -> None:
    office.bring(LINE)
    office.bring((*LINE[:3], 2.1, LINE[4], LINE[5]))
    row = office.one()
    assert (row["invested"], row["remark"]) == (Decimal(210000000), "省重点\n计划投产原文：2017/2020")


def test_a_sheet_that_says_nothing_of_the_field_leaves_its_words(office: Office) -> None:
    office.bring(LINE)
    assert results(office.bring((*LINE[:3], "", "", LINE[5]))) == ["unchanged"]
    office.bring((*LINE[:3], "", "", "市重点"))
    assert office.one()["remark"] == KEPT.replace("省", "市")


def test_a_ledger_that_was_written_out_with_its_words_comes_back_the_same(office: Office) -> None:
    office.bring((*LINE[:3], "", "", KEPT))
    assert office.one()["remark"] == KEPT


def test_what_was_added_to_the_remark_by_hand_stays_where_it_is(office: Office) -> None:
    office.bring(LINE)
    save(office.store, "project", office.one()["id"], {"remark": f"{KEPT}\n已约谈"})
    assert results(office.bring(LINE[:-1], headings=HEADINGS[:-1])) == ["unchanged"]
    assert office.one()["remark"] == f"{KEPT}\n已约谈"


def test_a_slip_is_still_an_error(office: Office) -> None:
    sheet = [HEADINGS, (*LINE[:3], "12..5", "2O23-6", "")]
    plan = plan_import(office.store, [write_workbook(office.folder / "错.xlsx", {"Sheet1": sheet})])
    assert [problem.cell for problem in plan.errors] == ["D2", "E2"]
