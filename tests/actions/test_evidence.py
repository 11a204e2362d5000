from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest

from tests import builders
from tests.office import convert, needs_office
from tests.sheets.rules import check_rules
from zonedesk.actions import evidence, exporting
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.settings import Settings

OFFICE = Settings(office="晋中市商务局", clerk="张三")


@pytest.fixture
def filled(store):
    zones = [builders.make_zone(store, short_name=name) for name in ("甲区", "乙区")]
    event = builders.make_event(store)
    for number, zone in enumerate([zones[0], zones[1], zones[0]], start=1):
        project = builders.make_project(store, zone=zone, name=f"项目{number}", code="2301-140700-04-01-100001")
        builders.make_entry(store, project, event, investment=Decimal(number * 10**8))
    return store


def written(store, name, path):
    exporting.export(store, name, Ask(), path, OFFICE, "亿元")
    return openpyxl.load_workbook(path, data_only=True)


def cell_of(sheet, row, column):
    """Return a cell by the name in its row and by the place of its column."""
    return next(cells for cells in sheet.iter_rows() if cells[0].value == row)[column]


def linked_rows(book, link):
    sheet, _, place = link.location.rpartition("!")
    return [[cell.value for cell in row] for row in book[sheet.strip("'")][place]]


def test_a_number_leads_to_the_records_that_it_counts(filled, tmp_path):
    book = written(filled, "three-batches", tmp_path / "表.xlsx")
    sheet = book.worksheets[0]
    count = cell_of(sheet, "乙区", 1)
    assert count.value == 1
    assert [row[3] for row in linked_rows(book, count.hyperlink)] == ["项目2"]
    whole = cell_of(sheet, "第一次", 1)
    assert {row[3] for row in linked_rows(book, whole.hyperlink)} == {"项目1", "项目2", "项目3"}
    assert whole.hyperlink.tooltip == "看明细：3 条三个一批项目"


def test_records_that_do_not_lie_together_say_where_they_are_used(filled, tmp_path):
    book = written(filled, "three-batches", tmp_path / "表.xlsx")
    link = cell_of(book.worksheets[0], "甲区", 1).hyperlink
    assert "不在一处" in link.tooltip and len(linked_rows(book, link)) == 1
    listed = book["明细·三个一批项目"]
    column = next(cell.column for cell in listed[3] if cell.value == "用于")
    used = [listed.cell(row, column).value for row in range(4, 7)]
    assert [words.count("甲区") for words in used] == [1, 0, 1]


def test_too_many_records_are_left_out_and_that_is_said(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_RECORDS", 2)
    book = written(filled, "three-batches", tmp_path / "表.xlsx")
    sheet = book.worksheets[0]
    assert cell_of(sheet, "第一次", 1).hyperlink is None
    assert cell_of(sheet, "甲区", 1).hyperlink is not None
    texts = [cell.value for row in book.worksheets[-1].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("明细最多列 2 条" in text for text in texts)


def test_the_chart_draws_the_cells_of_the_summary(filled, tmp_path):
    path = tmp_path / "表.xlsx"
    written(filled, "three-batches", path)
    sheet = openpyxl.load_workbook(path)["图"]
    chart = sheet._charts[0]
    drawn = {series.val.numRef.f for series in chart.series}
    assert drawn == {"图!$R$2", "图!$S$2", "图!$T$2"}
    assert sheet["R2"].value.startswith("='三个一批汇总表'!")
    assert openpyxl.load_workbook(path, data_only=True)["图"]["R2"].value == 6


def test_the_workbook_says_what_it_is_and_nothing_of_the_pc(filled, tmp_path):
    said = written(filled, "three-batches", tmp_path / "表.xlsx").properties
    assert (said.title, said.creator, said.lastModifiedBy) == ("三个一批汇总表", "张三", "张三")
    assert said.subject.startswith("2023年")


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_keeps_the_rules_of_a_workbook(filled, tmp_path, name):
    written(filled, name, tmp_path / "表.xlsx")
    check_rules(tmp_path / "表.xlsx")


def test_codes_and_telephone_numbers_are_texts(filled, tmp_path):
    from zonedesk.store.query import Query

    path = tmp_path / "项目.xlsx"
    exporting.export_list(filled, Query("project"), ["name", "code"], path, OFFICE, "亿元")
    cell = openpyxl.load_workbook(path).active["C4"]
    assert (cell.value, cell.data_type) == ("2301-140700-04-01-100001", "s")


@needs_office
def test_an_office_program_keeps_sheets_numbers_and_links(filled, tmp_path):
    path = tmp_path / "表.xlsx"
    ours = written(filled, "three-batches", path)
    (tmp_path / "again").mkdir()
    theirs = openpyxl.load_workbook(convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again"), data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.sheetnames:
        first = {"values_only": True, "max_row": 6, "max_col": 4}
        assert list(theirs[sheet].iter_rows(**first)) == list(ours[sheet].iter_rows(**first))
    assert cell_of(theirs.worksheets[0], "乙区", 1).hyperlink.location
    assert len(theirs["图"]._charts) == len(ours["图"]._charts) == 2
