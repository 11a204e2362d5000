from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.operations import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def step(ledger, kind="term", done_on="2023-06", zone="甲区"):
    return ledger.add("reform_step", zone=ledger.zone(zone), kind=kind, done_on=done_on)


def company(ledger, mode="own", founded_on=None, zone="甲区"):
    ledger.companies = getattr(ledger, "companies", 0) + 1
    place = ledger.zone(zone)
    return ledger.add("operating_company", zone=place, name=f"公司{ledger.companies}", mode=mode, founded_on=founded_on)


def hire(ledger, count, year=2023, field=None, zone="甲区"):
    return ledger.add("hire", zone=ledger.zone(zone), year=Decimal(year), count=Decimal(count), field=field)


def cells_of(table, *keys):
    return [tuple(row.cells[key] for key in keys) for row in table.rows]


def test_a_zone_shows_how_far_each_system_is(ledger):
    ledger.zone("空区")
    step(ledger, "term", "2022-12")
    step(ledger, "post", None)
    step(ledger, "market", "2023-05-08")
    assert cells_of(work_out(ledger), "zone", "term", "post", "pay", "systems", "ways") == [
        ("空区", "否", "否", "否", 0, 0), ("甲区", "2022-12", "推进中", "否", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "systems"), [({"as_of": "2023-06-29"}, 0), ({"as_of": "2023-06-30"}, 1), ({"year": 2022}, 0)]
)
def test_a_system_is_done_once_its_time_is_over(ledger, ask, systems):
    step(ledger, "term", "2023-06")
    table = work_out(ledger, **ask)
    assert cells_of(table, "systems", "term") == [(systems, "2023-06" if systems else "推进中")]


def test_companies_by_how_they_came(ledger):
    for mode in ("own", "partner", "partner", None):
        company(ledger, mode)
    assert cells_of(work_out(ledger), "own", "partner", "companies") == [(1, 2, 4)]


def test_companies_founded_later_are_not_there_yet_and_those_without_a_date_are(ledger):
    for founded in ("2022-05", "2023-11", None):
        company(ledger, founded_on=founded)
    table = work_out(ledger, year=2023, month=10)
    assert table.totals.cells["companies"] == 2
    assert "其中 1 家未填成立时间，问哪个期间都计入" in "".join(table.notes)


@pytest.mark.parametrize(
    ("ask", "people"), [({}, 12), ({"year": 2023}, 7), ({"year": 2022}, 2), ({"as_of": "2023-06-30"}, 9)]
)
def test_people_hired_in_the_year_asked_for(ledger, ask, people):
    hire(ledger, 4)
    hire(ledger, 3, field="金融投资")
    hire(ledger, 2, 2022)
    hire(ledger, 3, 2024, zone="乙区")
    assert work_out(ledger, **ask).totals.cells["hires"] == people


def test_only_the_zone_asked_for_counts(ledger):
    company(ledger, zone="甲区")
    hire(ledger, 2, zone="乙区")
    step(ledger, zone="乙区")
    assert cells_of(work_out(ledger, zone=ledger.zone("乙区")), "zone", "systems", "companies", "hires") == [
        ("乙区", 1, 0, 2)
    ]


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert (table.rows, table.totals.cells["hires"]) == ((), 0)
    assert "请先录入或导入三化三制" in table.notes[-1]
