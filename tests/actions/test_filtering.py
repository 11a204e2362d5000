from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tests.builders import make_project, make_projects, make_zone
from zonedesk.actions.filtering import conditions
from zonedesk.actions.records import list_rows
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.store.query import Query


def found(store, field, text, unit="亿元"):
    where = conditions(KINDS["project"].fields[field], text, unit)
    return [row["name"] for row in list_rows(store, Query("project", where=where))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("≥3", [3, 4]), (">=3", [3, 4]), (">3", [4]), ("<2", [1]), ("≤2", [1, 2]), ("2-3", [2, 3]), ("2", [2]), ("", [1, 2, 3, 4])],
)  # fmt: skip
def test_amounts(store, text, numbers):
    make_projects(store, 4, make_zone(store))
    assert found(store, "investment", text) == [f"项目{n:04}" for n in numbers]


def test_amounts_mean_the_unit_shown(store):
    make_projects(store, 2, make_zone(store))
    assert found(store, "investment", "≥20000", "万元") == ["项目0002"]


@pytest.mark.parametrize(
    ("text", "names"),
    [("2023", ["年", "月", "日"]), ("2023-06", ["月", "日"]), ("2023.1..2023.6", ["月", "日"]), ("空", ["无"]), (">=2023-06", ["月", "日"])],
)  # fmt: skip
def test_dates(store, text, names):
    zone = make_zone(store)
    for name, date in (("年", "2023"), ("月", "2023-06"), ("日", "2023-06-30"), ("旧", "2022-12-31"), ("无", None)):
        make_project(store, zone=zone, name=name, signed_on=date)
    assert found(store, "signed_on", text) == names


def test_before_today_is_what_is_over_for_certain(store):
    zone, today = make_zone(store), datetime.date.today()
    yesterday = today - datetime.timedelta(days=1)
    for name, date in (("昨天", f"{yesterday}"), ("今天", f"{today}"), ("本月", f"{today:%Y-%m}"), ("本年", f"{today:%Y}"),
                       ("去年", f"{today.year - 1}"), ("去年此月", f"{today.year - 1}-{today:%m}"), ("无", None)):  # fmt: skip
        make_project(store, zone=zone, name=name, signed_on=date)
    assert found(store, "signed_on", "今天前") == ["昨天", "去年", "去年此月"]


def test_words_choices_and_flags(store):
    zone = make_zone(store)
    make_project(store, zone=zone, name="光伏项目", channel="alumni", commitment=True)
    make_project(store, zone=zone, name="储能项目", commitment=False)
    assert found(store, "name", "光伏") == ["光伏项目"]
    assert found(store, "channel", "alumni") == ["光伏项目"]
    assert found(store, "commitment", "0") == ["储能项目"]
    assert found(store, "channel", "空") == ["储能项目"]


@pytest.mark.parametrize(("field", "text"), [("investment", "很多"), ("signed_on", "上月"), ("signed_on", "1..2..3")])
def test_what_cannot_be_read_comes_with_advice(field, text):
    with pytest.raises(Unreadable, match="筛选请写成"):
        conditions(KINDS["project"].fields[field], text)


def test_a_range_takes_in_amounts_with_decimals(store):
    make_project(store, zone=make_zone(store), name="半", investment=Decimal(50_000_000))
    assert found(store, "investment", "0.5-0.6") == ["半"]


def test_before_today_goes_by_the_day_for_which_a_list_stands(store):
    zone = make_zone(store)
    for name, date in (("九月", "2023-09"), ("十月末", "2023-10-31"), ("十一月", "2023-11-01")):
        make_project(store, zone=zone, name=name, signed_on=date)
    where = conditions(KINDS["project"].fields["signed_on"], "今天前", day="2023-10-31")
    assert [row["name"] for row in list_rows(store, Query("project", where=where))] == ["九月"]
