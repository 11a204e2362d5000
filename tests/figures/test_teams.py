from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.teams import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def test_every_zone_has_a_row(ledger):
    ledger.zone("空区")
    ledger.member("lead", "甲区")
    ledger.member("agent", "甲区")
    ledger.member("agent", "甲区")
    table = work_out(ledger)
    assert [tuple(row.cells.values())[:4] for row in table.rows] == [("空区", 0, 0, 0), ("甲区", 1, 2, 3)]
    assert table.totals.cells["total"] == 3


def test_who_left_is_not_counted(ledger):
    ledger.member(left_on="2022-05")
    ledger.member(left_on="2999")
    assert work_out(ledger).totals.cells["total"] == 1


def test_as_of_counts_who_was_there_that_day(ledger):
    ledger.member(joined_on="2023-11")
    ledger.member(joined_on="2022", left_on="2023-11-15")
    ledger.member(joined_on="2022", left_on="2023-10-31")
    assert work_out(ledger, as_of="2023-10-31").totals.cells["agents"] == 1
    assert work_out(ledger, year=2023, month=10).totals.cells["agents"] == 1
    assert work_out(ledger, year=2022).totals.cells["agents"] == 2


def test_who_came_or_left_in_a_month_counts_so_once_it_is_over(ledger):
    ledger.member("lead", joined_on="2023-10")
    ledger.member("agent", joined_on="2022", left_on="2023-10")
    for day, leads, agents in (("2023-10-15", 0, 1), ("2023-10-31", 1, 0)):
        totals = work_out(ledger, as_of=day).totals.cells
        assert (totals["leads"], totals["agents"]) == (leads, agents)


def training(ledger, held_on, zone="甲区"):
    ledger.trainings = getattr(ledger, "trainings", 0) + 1
    team = ledger.add("service_team", name=f"{zone}队{ledger.trainings}", zone=ledger.zone(zone))
    return ledger.add("training", topic="审批业务", team=team, held_on=held_on)


def case(ledger, accepted_on, zone="甲区"):
    project = ledger.project(zone=zone)
    return ledger.add("agency_case", zone=ledger.zone(zone), project=project, accepted_on=accepted_on)


@pytest.mark.parametrize(
    ("ask", "trainings", "cases"),
    [({}, 3, 3), ({"year": 2023}, 2, 2), ({"year": 2023, "month": 9}, 1, 1), ({"as_of": "2023-09-30"}, 2, 2)],
)
def test_trainings_and_cases_of_the_period(ledger, ask, trainings, cases):
    for date in ("2022-12-31", "2023-09", "2023-10"):
        training(ledger, date)
        case(ledger, date)
    cells = work_out(ledger, **ask).totals.cells
    assert (cells["trainings"], cells["cases"]) == (trainings, cases)


def test_cases_by_agent(ledger):
    for _ in range(3):
        ledger.member("agent", "甲区")
    ledger.member("lead", "乙区")
    for zone in ("甲区", "甲区", "乙区"):
        case(ledger, "2023-05", zone)
    table = work_out(ledger)
    assert [row.cells["cases_per_agent"] for row in table.rows] == [Decimal(2) / 3, None]
    assert table.totals.cells["cases_per_agent"] == 1


def test_only_the_zone_asked_for_counts(ledger):
    ledger.member("agent", "甲区")
    ledger.member("agent", "乙区")
    case(ledger, "2023-05", "甲区")
    totals = work_out(ledger, zone=ledger.zone("乙区")).totals.cells
    assert (totals["agents"], totals["cases"]) == (1, 0)


def test_an_empty_ledger_says_what_to_enter(ledger):
    assert "请先录入或导入领办代办人员花名册" in work_out(ledger).notes[-1]


def test_members_without_a_date_are_said_to_count_in_every_period(ledger):
    ledger.member(joined_on="2023-05")
    ledger.member()
    assert "其中 1 人未填上岗时间，问哪个期间都计入" in "".join(work_out(ledger, year=2023).notes)
    assert "这 1 人都未填上岗时间" in "".join(work_out(ledger, year=2020).notes)
