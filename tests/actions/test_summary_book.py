from __future__ import annotations

import openpyxl
import pytest

from tests import builders
from tests.sheets.rules import check_rules
from zonedesk.actions import summary_book
from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.settings import Settings

PERIOD = Ask(year=2023, month=10)


@pytest.fixture
def filled(store):
    zone = builders.make_zone(store, short_name="甲区")
    builders.make_entry(store, builders.make_project(store, zone=zone), builders.make_event(store))
    builders.make_zone(store, short_name="乙/区")
    return store


def contents_of(book):
    rows = book["目录"].iter_rows(min_row=4, max_row=3 + len(FIGURES))
    return {row[1].value: row for row in rows}


def test_the_contents_lead_to_each_table_and_say_which_have_no_numbers(filled, tmp_path):
    path = tmp_path / "汇总.xlsx"
    titles = summary_book.write_all(filled, PERIOD, path, Settings(), "亿元")
    book = openpyxl.load_workbook(path)
    lines = contents_of(book)
    assert list(lines) == [figure.title for figure in FIGURES.values()]
    assert book.sheetnames == ["目录", *titles]
    assert lines["三个一批汇总表"][1].hyperlink.location == "'三个一批汇总表'!A1"
    assert [cell.value for cell in lines["专业镇资金"][2:5]] == [None, None, "无数据"]
    assert lines["专业镇资金"][1].hyperlink is None
    check_rules(path)


def test_each_table_leads_back_outside_of_what_is_printed(filled, tmp_path):
    path = tmp_path / "汇总.xlsx"
    summary_book.write_all(filled, PERIOD, path, Settings(), "亿元")
    sheet = openpyxl.load_workbook(path)["三个一批汇总表"]
    back = next(cell for cell in sheet[1] if cell.value == "回到目录")
    assert back.hyperlink.location == "'目录'!A1"
    assert back.column_letter not in sheet.print_area.replace("'", "").partition("!")[2]


def test_each_zone_with_numbers_gets_a_workbook_of_its_own(filled, tmp_path):
    written = summary_book.write_each_zone(filled, PERIOD, tmp_path / "各区", Settings(), "亿元")
    assert set(written) == {"甲区", "乙/区"}
    assert written["甲区"] == tmp_path / "各区" / "甲区全部汇总表.xlsx"
    assert {path.name for path in (tmp_path / "各区").iterdir()} == {path.name for path in written.values() if path}
    assert openpyxl.load_workbook(written["甲区"])["目录"]["A1"].value == "甲区汇总表目录"


@pytest.mark.parametrize(
    ("ask", "name", "words"),
    [
        (PERIOD, "汇总.pdf", r"\.xlsx"), (Ask(by="zone"), "汇总.xlsx", "--by"),
        (Ask(events=parse_events("2023-1")), "汇总.xlsx", "--event"), (Ask(month=3), "汇总.xlsx", "年度"),
    ],
)  # fmt: skip
def test_what_all_tables_cannot_share_is_refused(filled, tmp_path, ask, name, words):
    with pytest.raises(Mendable, match=words):
        summary_book.write_all(filled, ask, tmp_path / name, Settings(), "亿元")
    assert not list(tmp_path.glob("汇总*"))


def test_an_empty_ledger_gives_no_workbook(store, tmp_path):
    with pytest.raises(Mendable, match="没有数据"):
        summary_book.write_all(store, PERIOD, tmp_path / "汇总.xlsx", Settings(), "亿元")
    with pytest.raises(Mendable, match="开发区"):
        summary_book.write_each_zone(store, PERIOD, tmp_path / "各区", Settings(), "亿元")
    assert not list(tmp_path.glob("*汇总*"))
