from __future__ import annotations

from decimal import Decimal

import pytest

from tests import builders
from zonedesk.actions import figures
from zonedesk.errors import Mendable
from zonedesk.figures.asking import Ask, parse_events


@pytest.fixture
def filled(store):
    zone = builders.make_zone(store, short_name="甲区")
    event = builders.make_event(store)
    for yi in (2, 5):
        project = builders.make_project(store, zone=zone)
        builders.make_entry(store, project, event, investment=Decimal(yi * 10**8))
    return store


def test_json_gives_digits_in_the_unit_asked_for(filled):
    table = figures.work_out(filled, "three-batches", Ask())
    assert figures.as_json(table, "亿元")["rows"][0]["investment"] == "7.00"
    assert figures.as_json(table, "万元")["rows"][0]["investment"] == "70000.00"
    assert [column["unit"] for column in figures.as_json(table, "万元")["columns"]] == ["", "", "", "个", "万元"]


def test_lines_say_words_and_number_the_rows(filled):
    headings, first, *_, last = figures.as_lines(figures.work_out(filled, "three-batches", Ask()), "亿元")
    assert headings == ["行", "年度", "次数", "类别", "项目数(个)", "总投资(亿元)"]
    assert first == ["1", "2023", "1", "签约一批", "2", "7.00"]
    assert last[0] == "合计"


@pytest.mark.parametrize(
    ("name", "ask", "sentence"),
    [
        ("nothing", Ask(), "没有“nothing”这张汇总表"),
        ("teams", Ask(by="campaign"), "不能按“campaign”分，可以用：zone"),
        ("watch", Ask(by="zone"), "不能按“zone”分，请去掉 --by"),
        ("teams", Ask(events=parse_events("2023")), "不按活动统计"),
        ("teams", Ask(plain_sum=True), "审批服务队伍没有重复"),
        ("three-rates", Ask(plain_sum=True), "三率表只计首次入批"),
        ("three-batches", Ask(year=2022, events=parse_events("2023-1")), "2023年第一次不在2022年"),
        ("three-batches", Ask(year=2023, events=parse_events("2022..2023")), "不在2023年"),
        ("three-batches", Ask(year=2022, month=5, events=parse_events("2023-1")), "不在2022年"),
        ("teams", Ask(year=2022, as_of="2023-05-01"), "不在2022年"),
        ("three-batches", Ask(year=2022, month=5, as_of="2022-04-30"), "只写一个"),
        ("teams", Ask(month=5), "请同时写年度"),
        ("towns", Ask(year=2023, month=5), "专业镇资金按年度统计"),
        ("assessment", Ask(as_of="2023-05-31"), "考核排名按年度统计"),
    ],
)
def test_what_there_is_not_is_said(filled, name, ask, sentence):
    with pytest.raises(Mendable, match=sentence):
        figures.work_out(filled, name, ask)


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("three-batches", Ask(year=2023, events=parse_events("2023-1"))),
        ("three-batches", Ask(year=2023, month=10, events=parse_events("2022-1..2023-1"))),
        ("three-batches", Ask(year=2023, as_of="2024-01-31")),
        ("teams", Ask(year=2023, month=10, as_of="2023-10-31")),
    ],
)
def test_what_agrees_is_worked_out(filled, name, ask):
    assert figures.work_out(filled, name, ask).as_of == ask.upto


@pytest.mark.parametrize("asked", ["2030-1", "2030", "2023-1..2023-9"])
def test_events_not_on_record_are_said_with_those_that_are(filled, asked):
    builders.make_event(filled, number=Decimal(2))
    with pytest.raises(Mendable, match=r"没有.*有：2023年第一次、2023年第二次"):
        figures.require_events(filled, parse_events(asked))


@pytest.mark.parametrize("asked", ["2023-1", "2023", "2022..2023"])
def test_events_on_record_are_taken(filled, asked):
    figures.require_events(filled, parse_events(asked))


def test_without_any_event_the_sentence_leads_to_them(store):
    with pytest.raises(Mendable, match="还没有活动"):
        figures.require_events(store, parse_events("2023-1"))


def test_records_behind_a_sum_come_with_what_they_add_largest_first(filled):
    table = figures.work_out(filled, "three-batches", Ask())
    behind = figures.records_behind(filled, figures.selection_at(table, "1", "investment"))
    assert [behind.added_by(record)["adds"] for record in behind.records] == [5 * 10**8, 2 * 10**8]


def test_a_limit_leaves_the_count_whole(filled):
    table = figures.work_out(filled, "three-batches", Ask())
    for column in ("count", "investment"):
        behind = figures.records_behind(filled, figures.selection_at(table, "total", column), limit=1)
        assert (behind.count, len(behind.records)) == (2, 1)


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [("0", "count", "1 到 3"), ("4", "count", "1 到 3"), ("x", "count", "1 到 3"), ("1", "kind", "不是数"), ("1", "no", "没有“no”")],
)  # fmt: skip
def test_a_place_without_a_number_is_said(filled, row, column, sentence):
    table = figures.work_out(filled, "three-batches", Ask())
    with pytest.raises(Mendable, match=sentence):
        figures.selection_at(table, row, column)
