from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.builders import make_zone
from tests.office import convert, needs_office
from tests.workbooks import project_rows, write_workbook
from zonedesk.actions.importing import apply_plan, make_plan
from zonedesk.actions.opening import open_workbooks
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import count_rows
from zonedesk.actions.returning import write_marked
from zonedesk.errors import Mendable
from zonedesk.sheets.marks import HEADING
from zonedesk.sheets.read import read_workbook
from zonedesk.store.query import Query
from zonedesk.store.store import Store

RIGHT = ("甲", "", "晋中开发区", 1, "2023-06", "")
WRONG = ("乙", "", "晋中开发区", "约三亿", "", "")
ALSO_WRONG = ("丙", "", "没有的开发区", "两亿", "", "")


@pytest.fixture
def ledger(store: Store) -> Store:
    make_zone(store, short_name="晋中开发区")
    return store


def planned(store: Store, *files: Path) -> Plan:
    return make_plan(store, open_workbooks(files))


def marked(store: Store, *files: Path) -> Path:
    path = files[0].parent / "标注.xlsx"
    workbooks = open_workbooks(files)
    write_marked(path, workbooks, make_plan(store, workbooks))
    return path


def styled(folder: Path) -> Path:
    path = write_workbook(
        folder / "台账.xlsx", {"项目": project_rows(RIGHT, WRONG, ALSO_WRONG), "说明": [("填表说明",)]}, ()
    )
    book = openpyxl.load_workbook(path)
    sheet = book["项目"]
    sheet["A1"].font, sheet.column_dimensions["B"].width = Font(name="黑体", size=18), 33
    sheet["G3"].value, sheet["G3"].data_type = "=3 号路", "s"
    sheet.merge_cells("A1:G1")
    book.save(path)
    return path


def test_what_is_wrong_is_coloured_told_at_the_cell_and_at_the_end_of_its_row(ledger: Store, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(marked(ledger, styled(tmp_path)))["项目"]
    assert sheet["E4"].fill.fgColor.rgb == "FFFFC7CE" and "约三亿" not in str(sheet["B4"].comment)
    assert "不是金额" in sheet["E4"].comment.text
    assert [sheet.cell(row, 8).value for row in (2, 3)] == [HEADING, None]
    assert sheet["H4"].value.startswith("总投资（亿元）：")
    assert {line.partition("：")[0] for line in sheet["H5"].value.split("\n")} == {"总投资（亿元）", "所属开发区"}


def test_the_rest_of_the_workbook_is_as_it_came(ledger: Store, tmp_path: Path) -> None:
    path = styled(tmp_path)
    book = openpyxl.load_workbook(marked(ledger, path))
    sheet = book["项目"]
    assert book.sheetnames == ["项目", "说明"]
    assert (sheet["A1"].font.name, sheet.column_dimensions["B"].width) == ("黑体", 33)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:G1"]
    assert [row[:7] for row in sheet.values] == list(openpyxl.load_workbook(path)["项目"].values)


def test_once_mended_it_is_imported_and_the_column_of_errors_is_nothing_to_it(ledger: Store, tmp_path: Path) -> None:
    path = marked(ledger, styled(tmp_path))
    book = openpyxl.load_workbook(path)
    book["项目"]["E4"], book["项目"]["E5"], book["项目"]["D5"] = 3, 2, "晋中开发区"
    book.save(path)
    plan = planned(ledger, path)
    assert plan.errors == [] and plan.count("new") == 3
    assert plan.sheets[0].recognition.unread == [] and not any(
        HEADING in note for note in plan.sheets[0].recognition.notes
    )
    apply_plan(ledger, plan)
    assert count_rows(ledger, Query("project")) == 3


def test_a_marked_workbook_that_is_still_wrong_is_marked_anew(ledger: Store, tmp_path: Path) -> None:
    first = marked(ledger, styled(tmp_path))
    book = openpyxl.load_workbook(first)
    book["项目"]["E4"] = 3
    book.save(tmp_path / "改过.xlsx")
    sheet = openpyxl.load_workbook(marked(ledger, tmp_path / "改过.xlsx"))["项目"]
    assert (sheet["E4"].comment, sheet["H4"].value, sheet["I4"].value) == (None, None, None)
    assert sheet["E4"].fill.fill_type is None and "两亿" in [c.value for c in sheet[5]]
    assert sheet["H5"].value.count("\n") == 1


def test_values_stand_where_formulas_stood_and_formulas_that_were_never_calculated_stay(
    ledger: Store, tmp_path: Path
) -> None:
    path = write_workbook(
        tmp_path / "台账.xlsx", {"项目": project_rows(RIGHT, ("乙", "", "晋中开发区", "=1+2", "", ""))}
    )
    plan = planned(ledger, path)
    assert [problem.cell for problem in plan.errors] == ["E4"]
    again = planned(ledger, marked(ledger, path))
    assert [(p.cell, p.message) for p in again.errors] == [(p.cell, p.message) for p in plan.errors]


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods", "csv"])
def test_other_forms_come_back_as_xlsx_with_the_same_cells(ledger: Store, tmp_path: Path, ending: str) -> None:
    rows = project_rows(("甲", "", "晋中开发区", 1.5, dt.date(2023, 6, 30), "0123"), WRONG)
    form = "csv:Text - txt - csv (StarCalc):44,34,76" if ending == "csv" else ending
    path = convert(write_workbook(tmp_path / "台账.xlsx", {"项目": rows}), form, tmp_path)
    back = read_workbook(marked(ledger, path)).sheets[0]
    before = read_workbook(path).sheets[0]
    assert [row[:7] for row in back.cells] == [row[:7] for row in before.cells]
    assert back.at(1, 7) == HEADING


def test_sheets_of_several_files_stand_in_one_workbook(ledger: Store, tmp_path: Path) -> None:
    one = styled(tmp_path)
    two = write_workbook(tmp_path / "另一份.xlsx", {"项目": project_rows(WRONG)})
    right = write_workbook(tmp_path / "没有错的.xlsx", {"项目": project_rows(RIGHT)})
    book = openpyxl.load_workbook(marked(ledger, one, two, right))
    assert book.sheetnames == ["台账 项目", "说明", "另一份 项目"]
    assert book["台账 项目"]["A1"].font.size == 18 and book["另一份 项目"]["H2"].value == HEADING


def test_a_column_that_only_holds_the_word_is_read(ledger: Store, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "台账.xlsx", {"项目": project_rows(("甲", "", "晋中开发区", 1, "", "错误"))})
    plan = planned(ledger, path)
    assert plan.steps[0].values["remark"] == "错误"


def test_nothing_is_written_over_a_ledger_or_where_nothing_is_wrong(ledger: Store, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "台账.xlsx", {"项目": project_rows(RIGHT)})
    workbooks = open_workbooks([path])
    plan = make_plan(ledger, workbooks)
    for target, reason in (("台账.xlsx", "原表"), ("标注.xls", ".xlsx"), ("标注.xlsx", "没有错误")):
        with pytest.raises(Mendable, match=reason):
            write_marked(tmp_path / target, workbooks, plan)
    assert [p.name for p in tmp_path.glob("*.xls*")] == ["台账.xlsx"]


@needs_office
def test_another_office_program_opens_it(ledger: Store, tmp_path: Path) -> None:
    path = convert(marked(ledger, styled(tmp_path)), "ods", tmp_path)
    assert read_workbook(path).sheets[0].at(1, 7) == HEADING
