"""The start page of a period: the day for which it stands, what waits, and what is missing."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tests.builders import add, make_project, make_zone
from zonedesk.actions.records import list_rows
from zonedesk.actions.workbench import day_in_force, gather
from zonedesk.store.query import Query


@pytest.fixture
def zone(store):
    return make_zone(store, short_name="祁县经开区")


@pytest.mark.parametrize(("year", "month", "day"), [(2023, 10, "2023-10-31"), (2024, 2, "2024-02-29")])
def test_a_past_month_stands_for_its_last_day(year, month, day):
    assert day_in_force(year, month) == day


def test_the_current_month_stands_for_today():
    today = datetime.date.today()
    assert day_in_force(today.year, today.month) == f"{today:%Y-%m-%d}"


def test_an_empty_ledger_says_that_it_is(store):
    found = gather(store, 2023, 10)
    assert found.is_empty
    assert (found.due.count, found.overdue.count, found.missing, found.never_started.count) == (0, 0, [], 0)


def test_what_is_due_this_week_and_what_is_overdue_are_told_apart(store, zone):
    for due_on in ("2023-10-10", "2023-11-03", "2023-12-01"):
        add(store, "bottleneck", zone=zone, kind="land", description=f"堵点{due_on}", status="working", due_on=due_on)
    found = gather(store, 2023, 10)
    assert not found.is_empty
    assert [(each.text, each.days) for each in found.due.first] == [("堵点2023-11-03", 3)]
    assert [(each.text, each.days) for each in found.overdue.first] == [("堵点2023-10-10", -21)]


def test_what_is_listed_and_what_is_counted_are_the_same_records(store, zone):
    add(store, "bottleneck", zone=zone, kind="land", description="堵点", status="working", due_on="2023-10-10")
    overdue = gather(store, 2023, 10).overdue
    behind = {
        row["id"] for kind, each in overdue.records.items() for row in list_rows(store, Query(kind, within=each.ids))
    }
    assert behind == {each.id for each in overdue.first}


def test_a_project_signed_and_never_started_waits(store, zone):
    waiting = make_project(store, zone=zone, signed_on="2023-01-10")
    make_project(store, zone=zone, signed_on="2023-01-10", started_on="2023-03-01")
    assert [each.id for each in gather(store, 2023, 10).never_started.first] == [waiting]


def test_an_indicator_that_a_zone_has_not_entered_is_missing_and_says_its_latest_month(store, zone):
    indicator = add(store, "indicator", name="规上工业增加值", unit="亿元")
    add(store, "target", zone=zone, indicator=indicator, year=Decimal(2023), value=Decimal(10))
    add(store, "reading", zone=zone, indicator=indicator, year=Decimal(2023), month=Decimal(9), value=Decimal(5))
    (missing,) = gather(store, 2023, 10).missing
    assert (missing.zone, missing.indicator, missing.last, missing.indicator_id) == (
        "祁县经开区", "规上工业增加值", "1—9月", indicator,
    )  # fmt: skip
    assert gather(store, 2023, 9).missing == []
