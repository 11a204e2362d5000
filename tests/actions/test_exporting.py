from __future__ import annotations

import csv
from decimal import Decimal

import openpyxl
import pytest

from tests import builders
from zonedesk.actions import exporting, figures
from zonedesk.actions.importing import plan_import
from zonedesk.errors import Mendable
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.settings import Settings
from zonedesk.store.query import Query, Where

ENDINGS = {".xlsx": b"PK", ".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<?xml"}


@pytest.fixture
def filled(store):
    zone = builders.make_zone(store, short_name="甲区")
    project = builders.make_project(store, zone=zone, name="=SUM(A1)", signed_on="2023-06")
    builders.make_project(store, zone=zone, investment=Decimal("250000000"))
    builders.make_entry(store, project, builders.make_event(store))
    return store


@pytest.mark.parametrize(("ending", "beginning"), ENDINGS.items())
def test_a_figure_in_every_format(filled, tmp_path, qapp, ending, beginning):
    path = tmp_path / f"汇总{ending}"
    exporting.write(figures.work_out(filled, "three-batches", Ask()), path, Settings(office="商务局"), "亿元")
    assert path.read_bytes().startswith(beginning)


def test_a_figure_as_text(filled, tmp_path):
    path = tmp_path / "队伍.CSV"
    exporting.write(figures.work_out(filled, "teams", Ask()), path, Settings(), "亿元")
    assert "甲区" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "ask", "beginning"),
    [
        ("three-batches", Ask(), "合计·算,"), ("three-batches", Ask(by="zone"), "合计·算,"),
        ("three-rates", Ask(by="zone"), "合计·算,"), ("campaigns", Ask(), "合计·算,"), ("project", Ask(), ",合计,"),
    ],
)  # fmt: skip
def test_the_last_line_of_a_text_table_says_that_it_is_the_total(filled, tmp_path, name, ask, beginning):
    exporting.export(filled, name, ask, tmp_path / "表.csv", Settings(), "亿元")
    lines = (tmp_path / "表.csv").read_text("utf-8-sig").splitlines()
    assert lines[-1].startswith(beginning)


def test_a_text_table_of_a_single_row_has_no_total_beside_it(filled, tmp_path):
    exporting.export(filled, "three-rates", Ask(), tmp_path / "表.csv", Settings(), "亿元")
    assert len((tmp_path / "表.csv").read_text("utf-8-sig").splitlines()) == 2


def test_a_list_takes_no_period(filled, tmp_path):
    with pytest.raises(Mendable, match="全部记录"):
        exporting.export(filled, "project", Ask(year=2023), tmp_path / "表.csv", Settings(), "亿元")


def test_events_not_on_record_are_said(filled, tmp_path):
    ask = Ask(events=parse_events("2030-1"))
    with pytest.raises(Mendable, match="没有2030年第一次"):
        exporting.export(filled, "three-batches", ask, tmp_path / "表.csv", Settings(), "亿元")


def test_a_list_has_the_fields_that_are_listed_and_the_sum_of_its_money(filled):
    table = exporting.list_table(filled, Query("project"))
    assert (table.title, table.period) == ("项目一览表", "共 2 个")
    assert [column.label for column in table.columns][:4] == ["序号", "项目名称", "开发区", "阶段"]
    assert table.rows[0].cells["zone"] == "甲区"
    assert table.rows[0].cells["stage"] == "签约"
    assert table.totals.cells["investment"] == 350000000


def test_a_list_of_chosen_fields_and_records(filled):
    query = Query("project", where=(Where("signed_on", "filled"),))
    table = exporting.list_table(filled, query, ["signed_on", "investment"])
    assert [dict(row.cells) for row in table.rows] == [{"serial": 1, "signed_on": "2023-06", "investment": 10**8}]
    assert [column.nature for column in table.columns] == ["number", "date", "money"]
    assert table.totals.cells == {"signed_on": "合计", "investment": 10**8}


def test_years_do_not_add_up(filled):
    assert exporting.list_table(filled, Query("batch_event")).totals is None


def test_a_list_written_as_workbook_keeps_text_as_text(filled, tmp_path):
    path = tmp_path / "项目.xlsx"
    exporting.export(filled, "project", Ask(), path, Settings(), "亿元")
    cells = [
        cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row if cell.value == "=SUM(A1)"
    ]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_list_written_as_text_reads_back(filled, tmp_path):
    path = tmp_path / "开发区.csv"
    exporting.export(filled, "zone", Ask(), path, Settings(), "亿元")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert any("甲区" in row for row in csv.reader(file))


@pytest.mark.parametrize("name", ["a.doc", "a", "a.xls"])
def test_an_ending_that_will_not_do(filled, tmp_path, name):
    with pytest.raises(Mendable, match=r"\.xlsx"):
        exporting.write(figures.work_out(filled, "teams", Ask()), tmp_path / name, Settings(), "亿元")
    assert list(tmp_path.glob("a*")) == []


def test_a_folder_that_is_not_there(filled, tmp_path):
    table = figures.work_out(filled, "teams", Ask())
    with pytest.raises(Mendable, match="文件夹"):
        exporting.write(table, tmp_path / "没有" / "a.xlsx", Settings(), "亿元")


def test_charts_by_their_number(filled, tmp_path):
    table = figures.work_out(filled, "three-batches", Ask())
    exporting.write_chart(table, tmp_path / "二.svg", "亿元", 2)
    with pytest.raises(Mendable, match="只有 2 幅图"):
        exporting.write_chart(table, tmp_path / "三.svg", "亿元", 3)
    with pytest.raises(Mendable, match="没有图"):
        exporting.write_chart(exporting.list_table(filled, Query("zone")), tmp_path / "四.png", "亿元")


def test_an_unknown_name(filled, tmp_path):
    with pytest.raises(Mendable, match="没有“projects”"):
        exporting.export(filled, "projects", Ask(), tmp_path / "表.csv", Settings(), "亿元")


def test_a_reading_of_the_whole_city_says_so_and_reads_back(store, tmp_path):
    indicator = builders.add(store, "indicator", name="工业投资", unit="亿元")
    number = {"year": Decimal(2023), "month": Decimal(10), "value": Decimal(5)}
    builders.add(store, "reading", indicator=indicator, **number)
    builders.add(store, "reading", indicator=indicator, zone=builders.make_zone(store, short_name="甲区"), **number)
    table = exporting.list_table(store, Query("reading"))
    assert sorted(row.cells["zone"] for row in table.rows) == ["全市", "甲区"]
    exporting.write(table, tmp_path / "月度数据.xlsx", Settings(), "亿元")
    plan = plan_import(store, [tmp_path / "月度数据.xlsx"])
    assert (plan.errors, plan.steps) == ([], [])
