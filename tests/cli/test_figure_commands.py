from __future__ import annotations

import json
from decimal import Decimal

import openpyxl
import pytest

from tests import builders
from zonedesk.cli import main
from zonedesk.figures import FIGURES
from zonedesk.store.store import Store


@pytest.fixture
def run(tmp_path, capsys):
    path = tmp_path / "台账.db"
    store = Store.create(path)
    zone = builders.make_zone(store, short_name="甲区")
    project = builders.make_project(store, zone=zone, name="甲项目", started_on="2023-05")
    for number, amount in ((1, 2), (2, 3)):
        event = builders.make_event(store, number=Decimal(number), held_on=None)
        builders.make_entry(store, project, event, investment=Decimal(amount * 10**8))
    builders.make_entry(store, builders.make_project(store, zone=zone), event, investment=Decimal(4 * 10**8))
    builders.make_zone(store, short_name="乙区")
    total = {"figure": "three-batches", "year": Decimal(2023), "event": event, "column": "合计总投资"}
    builders.add(store, "reported_total", **total, value=Decimal("5.01"), unit="亿元")
    store.close()

    def run(*arguments):
        code = main(["--db", str(path), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_figures_without_a_name_lists_them(run):
    code, out, _ = run("figures", "--json")
    assert code == 0
    assert [figure["name"] for figure in json.loads(out)["figures"]] == list(FIGURES)
    assert "三个一批汇总表" in run("figures")[1]


def test_a_figure_as_json(run):
    code, out, _ = run("figures", "three-batches", "--event", "2023-1..2023-2", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["name"], document["period"]) == ("three-batches", "2023年第一次至第二次")
    assert (document["totals"]["count"], document["totals"]["investment"]) == ("2", "6.00")


def test_a_figure_as_text_and_in_another_unit(run):
    _, out, _ = run("figures", "three-batches", "--unit", "万元")
    assert "总投资(万元)" in out
    assert "60000.00" in out


@pytest.mark.parametrize(
    ("options", "investment"),
    [
        (["--event", "2023-2"], "4.00"),
        (["--with-repeats"], "9.00"),
        (["--year", "2022"], "0.00"),
        (["--as-of", "2022-12-31", "--year", "2023"], "0.00"),
        (["--year", "2023", "--month", "6"], "6.00"),
    ],
)
def test_what_a_figure_can_be_asked(run, options, investment):
    _, out, _ = run("figures", "three-batches", *options, "--json")
    assert json.loads(out)["totals"]["investment"] == investment


def test_by_zone(run):
    _, out, _ = run("figures", "three-batches", "--by", "zone", "--json")
    assert json.loads(out)["rows"][0]["zone"] == "甲区"


@pytest.mark.parametrize(("zone", "investment"), [("甲区", "6.00"), ("山西甲区", "6.00"), ("乙", "0.00")])
def test_one_zone_alone(run, zone, investment):
    _, out, _ = run("figures", "three-batches", "--zone", zone, "--json")
    document = json.loads(out)
    assert document["totals"]["investment"] == investment
    assert document["notes"][0].startswith("范围：")


def test_a_reported_total_stands_beside_the_computed_one(run):
    asked = ("three-batches", "--event", "2023-2")
    document = json.loads(run("figures", *asked, "--json")[1])
    assert document["totals"]["investment"] == "4.00"
    assert document["reported"] == {"total_investment": "5.01", "investment": "5.01"}
    assert json.loads(run("figures", "three-batches", "--json")[1])["reported"] == {}
    found = json.loads(run("records", *asked, "--row", "reported", "--column", "investment", "--json")[1])
    assert (found["kind"], found["rows"][0]["value"]) == ("reported_total", "5.01")
    assert "上报\t合计·报" in run("figures", *asked)[1]


def test_an_edition_of_the_rates_can_be_asked_for(run):
    _, out, _ = run("figures", "three-rates", "--formula", "2021版", "--json")
    assert "公式（2021版）" in json.loads(out)["notes"][0]


def test_records_behind_a_number(run):
    code, out, _ = run("records", "three-batches", "--row", 1, "--column", "investment", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["kind"], document["count"]) == ("batch_entry", 1)
    assert (document["rows"][0]["project"], document["rows"][0]["adds"]) == ("甲项目", "200000000")


def test_records_as_text(run):
    _, out, _ = run("records", "three-rates", "--row", "total", "--column", "started")
    assert "甲项目" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["figures", "nothing"], "没有“nothing”这张汇总表"),
        (["figures", "three-batches", "--event", "三"], "看不懂活动“三”"),
        (["figures", "three-batches", "--event", "2030-1"], "有：2023年第一次、2023年第二次"),
        (["figures", "three-batches", "--event", "2023-1", "--year", "2022"], "不在2022年"),
        (["figures", "three-rates", "--with-repeats"], "--with-repeats"),
        (["figures", "teams", "--with-repeats"], "--with-repeats"),
        (["records", "three-batches", "--row", "1", "--column", "count", "--event", "2030-1"], "没有2030年第一次"),
        (["chart", "three-batches", "--to", "a.png", "--event", "2030-1"], "没有2030年第一次"),
        (["export", "three-batches", "--to", "a.csv", "--event", "2030-1"], "没有2030年第一次"),
        (["export", "project", "--to", "a.csv", "--with-repeats"], "全部记录"),
        (["figures", "three-batches", "--zone", "丙区"], "没有开发区“丙区”，有：甲区、乙区"),
        (["figures", "teams", "--zone", "区"], "不止一家开发区"),
        (["export", "teams", "--to", "a.csv", "--zone", "丙区"], "没有开发区“丙区”"),
        (["chart", "teams", "--to", "a.png", "--zone", "丙区"], "没有开发区“丙区”"),
        (["figures", "three-rates", "--formula", "丙版"], "没有“丙版”这一版三率公式"),
        (["figures", "teams", "--formula", "2021版"], "不用三率公式"),
        (["export", "teams", "--records", "--to", "a.csv"], "请去掉 --records"),
        (["export", "promotion", "--records", "--zone", "甲区", "--to", "a.csv"], "全部记录"),
        (["records", "three-batches", "--row", "reported", "--column", "count"], "没有上报合计"),
        (["figures", "three-batches", "--as-of", "2023-02-30"], "2023年2月只有 28 天"),
        (["figures", "three-batches", "--month", "3"], "--year"),
        (["figures", "three-batches", "--unit", "美元"], "没有“美元”"),
        (["figures", "teams", "--by", "town"], "不能按“town”分"),
        (["records", "three-batches", "--row", "99", "--column", "count"], "没有第“99”行"),
        (["records", "three-batches", "--row", "1", "--column", "none"], "没有“none”这一列"),
        (["export", "teams", "--to", "a.doc"], "结尾"),
        (["export", "nothing", "--to", "a.pdf"], "没有“nothing”"),
        (["chart", "three-batches", "--to", "a.png", "--number", "9"], "只有 2 幅图"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_1(run, arguments, sentence):
    code, out, said = run(*arguments)
    assert (code, out) == (1, "")
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["project", "campaigns"])
def test_export_of_a_kind_and_of_a_figure(run, tmp_path, name):
    path = tmp_path / f"{name}.csv"
    code, _, said = run("export", name, "--to", path)
    assert (code, path.exists()) == (0, True)
    assert str(path) in said


def test_a_name_of_both_is_the_figure_unless_the_records_are_asked_for(run, tmp_path):
    path = tmp_path / "a.csv"
    for options, heading in (([], "招商渠道"), (["--records"], "序号")):
        assert run("export", "promotion", *options, "--to", path)[0] == 0
        assert path.read_text("utf-8-sig").startswith(heading)


def test_chart_to_a_file(run, tmp_path):
    path = tmp_path / "图.png"
    assert run("chart", "three-batches", "--to", path)[0] == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_all_summaries_are_written_as_one_workbook(run, tmp_path):
    code, _, err = run("export", "all", "--year", 2023, "--month", 10, "--to", tmp_path / "汇总.xlsx")
    assert (code, "张汇总表" in err) == (0, True)
    assert openpyxl.load_workbook(tmp_path / "汇总.xlsx").sheetnames[:2] == ["目录", "三个一批汇总表"]


def test_each_zone_gets_a_workbook_of_all_its_summaries(run, tmp_path):
    code, _, err = run("export", "all", "--year", 2023, "--each-zone", "--to", tmp_path / "各区")
    assert code == 0
    assert "甲区全部汇总表.xlsx" in {path.name for path in (tmp_path / "各区").iterdir()}
    assert "甲区全部汇总表.xlsx" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("teams", "--each-zone"), "export all"), (("all", "--by", "zone"), "--by"),
        (("all", "--each-zone", "--zone", "甲区"), "不要再指定开发区"),
    ],
)  # fmt: skip
def test_what_all_summaries_cannot_share_is_a_sentence(run, tmp_path, arguments, words):
    code, _, err = run("export", *arguments, "--to", tmp_path / "汇总.xlsx")
    assert (code, words in err) == (1, True)
    assert not (tmp_path / "汇总.xlsx").exists()
