from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.workbooks import write_workbook
from zonedesk.actions.importing import apply_plan, as_json, make_plan
from zonedesk.actions.opening import open_workbooks
from zonedesk.sheets.recognition import Corrections
from zonedesk.store.store import Store

PROJECTS = ("序号", "项目名称", "所属开发区", "总投资（亿元）")
ENTERPRISES = ("序号", "企业名称", "统一社会信用代码")
TWO_TABLES = [
    ("重点项目台账",), PROJECTS, (1, "甲项目", "晋中开发区", 6.67), (),
    ("企业名录",), ENTERPRISES, (1, "甲公司", "916106247379726131"),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "台账.xlsx", {"台账": TWO_TABLES, "底稿": TWO_TABLES[4:]})


def hide(path: Path, sheet: str) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet].sheet_state = "hidden"
    book.save(path)


def test_each_table_of_a_sheet_is_imported(store: Store, book: Path) -> None:
    plan = make_plan(store, open_workbooks([book]), create_zones=True)
    assert [sheet.sheet for sheet in plan.sheets] == ["台账·第1表", "台账·第2表", "底稿"]
    told = as_json(plan, applied=False)["sheets"]
    assert [(one["sheet"], one["table"], one["record"], one["rows"]) for one in told] == [
        ("台账", 1, "project", 1), ("台账", 2, "enterprise", 1), ("底稿", None, "enterprise", 1),
    ]  # fmt: skip
    assert apply_plan(store, plan).new == 2  # the second 甲公司 is the first again


def test_a_sheet_that_is_corrected_by_its_own_name_is_one_table(store: Store, book: Path) -> None:
    plan = make_plan(
        store, open_workbooks([book]), {(book.name, "台账"): Corrections(header_rows=(6, 6), kind="enterprise")}
    )
    assert [(sheet.sheet, sheet.recognition.header_rows) for sheet in plan.sheets] == [("台账", (6,)), ("底稿", (2,))]


def test_a_table_is_corrected_by_its_own_title(store: Store, book: Path) -> None:
    plan = make_plan(
        store, open_workbooks([book]), {(book.name, "台账·第2表"): Corrections(constants={"zone": "祁县经开区"})}
    )
    assert plan.sheets[1].recognition.constants == {"zone": "祁县经开区"}


@pytest.mark.parametrize(("hidden", "record", "guess"), [(False, None, "enterprise"), (True, "enterprise", None)])
def test_a_hidden_sheet_is_asked_about_and_taken_on_demand(
    store: Store, book: Path, hidden: bool, record: str | None, guess: str | None
) -> None:
    hide(book, "底稿")
    plan = make_plan(store, open_workbooks([book]), create_zones=True, hidden=hidden)
    told = as_json(plan, applied=False)["sheets"][-1]
    assert (told["hidden"], told["record"], told["guess"], told["rows"]) == (True, record, guess, 1)


def test_a_sheet_of_no_known_kind_is_told_with_its_heading_and_rows(store: Store, tmp_path: Path) -> None:
    rows = [("门店日报",), ("门店", "销售额（万元）", "客流"), ("甲店", 12.5, 300), ("总计", 12.5, 300)]
    path = write_workbook(tmp_path / "日报.xlsx", {"日报": rows})
    (told,) = as_json(make_plan(store, open_workbooks([path])), applied=False)["sheets"]
    assert (told["record"], told["header_rows"], told["rows"], told["sheet_rows"]) == (None, [2], 1, 4)
    assert told["columns"][1] == {"heading": "销售额（万元）", "field": None, "unit": "万元"}
    assert told["ignored"] == [{"row": 4, "why": "总计"}]
