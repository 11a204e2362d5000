"""三化三制 as a matrix: what each zone has done by the end of the period, its companies and its hires."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_zone
from zonedesk.actions.records import list_rows
from zonedesk.actions.reform_matrix import Mark, behind, gather
from zonedesk.store.query import Query


@pytest.fixture
def zones(store):
    return [make_zone(store, short_name=name) for name in ("祁县经开区", "平遥经开区")]


def line_of(store, zone, month=10):
    return next(line for line in gather(store, 2023, month).lines if line.zone == zone)


def test_every_zone_has_a_line_also_without_a_mark(store, zones):
    assert [(line.name, line.marks, line.companies, line.hired) for line in gather(store, 2023, 10).lines] == [
        ("祁县经开区", {}, 0, 0), ("平遥经开区", {}, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("done_on", "shown"),
    [("2023-10-31", "2023-10-31"), ("2023-10", "2023-10"), ("2023-11-01", ""), (None, "")],
)
def test_a_step_is_done_from_its_day_on_and_under_way_before(store, zones, done_on, shown):
    record = add(store, "reform_step", zone=zones[0], kind="term", done_on=done_on, text="已聘任")
    assert line_of(store, zones[0]).marks == {"term": Mark(record, shown, "已聘任")}


def test_zones_that_are_done_are_counted_for_each_step(store, zones):
    for zone, done_on in zip(zones, ("2023-05", "2023-12"), strict=True):
        add(store, "reform_step", zone=zone, kind="term", done_on=done_on)
    counts = [
        (matrix.done("term"), matrix.done("pay")) for matrix in (gather(store, 2023, 10), gather(store, 2023, 12))
    ]
    assert counts == [(1, 0), (2, 0)]


def test_companies_and_hires_of_the_period_are_counted_and_stand_behind_the_number(store, zones):
    zone = zones[0]
    there = {
        add(store, "operating_company", zone=zone, name=name, founded_on=day)
        for name, day in (("甲", "2023-10"), ("乙", None))
    }
    add(store, "operating_company", zone=zone, name="丙", founded_on="2023-11-01")
    hired = {
        add(store, "hire", zone=zone, year=Decimal(2023), position=name, count=Decimal(3)) for name in ("主任", "科员")
    }
    add(store, "hire", zone=zone, year=Decimal(2022), position="主任", count=Decimal(5))
    line = line_of(store, zone)
    assert (line.companies, line.hired) == (2, 6)
    matrix = gather(store, 2023, 10)
    for kind, records in (("operating_company", there), ("hire", hired)):
        rows = list_rows(store, Query(kind, within=behind(matrix, kind, zone).ids))
        assert {row["id"] for row in rows} == records
