"""What waits for somebody on a day: due in its week, overdue, signed and never started."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonedesk.figures import agenda
from zonedesk.figures.limits import LISTED
from zonedesk.figures.network import network
from zonedesk.records.schema import TABLES

TUESDAY = "2023-10-31"


def read(ledger, function, *arguments):
    with ledger.store.reading() as connection:
        return function(connection, *arguments)


def bottleneck(ledger, due_on, **values):
    values = {"zone": ledger.zone(), "kind": "land", "description": f"堵点{due_on}", "status": "working", **values}
    return ledger.add("bottleneck", due_on=due_on, **values)


@pytest.mark.parametrize(
    ("day", "week"), [(TUESDAY, ("2023-10-30", "2023-11-05")), ("2023-11-05", ("2023-10-30", "2023-11-05"))]
)
def test_a_week_goes_from_monday_to_sunday(day, week):
    assert agenda.week_of(day) == week


@pytest.mark.parametrize(
    ("due_on", "days"),
    [
        ("2023-10-30", None),
        (TUESDAY, 0),
        ("2023-11-05", 5),
        ("2023-11-06", None),
        ("2023-10", 0),
        ("2023-11", None),
        ("2023", None),
    ],
)
def test_what_is_due_by_a_month_is_due_at_its_end(ledger, due_on, days):
    bottleneck(ledger, due_on)
    assert [waiting.days for waiting in read(ledger, agenda.due_within, TUESDAY).first] == (
        [] if days is None else [days]
    )


def test_every_kind_with_a_deadline_is_due(ledger):
    project, zone = ledger.project("甲项目"), ledger.zone()
    meeting = ledger.add("meeting", topic="调度会", kind="dispatch", held_on="2023-10-20")
    application = ledger.add("application", name="调区", kind="adjust", year=Decimal(2023), outcome="preparing")
    bottleneck(ledger, TUESDAY, zone=zone)
    ledger.add("action_item", meeting=meeting, text="落实用地", due_on=TUESDAY)
    ledger.item(due_on=TUESDAY)
    ledger.add("milestone", project=project, name="开工", planned_to=TUESDAY)
    ledger.add("application_step", application=application, name="可研", planned_on=TUESDAY)
    ledger.add("plan_item", year=Decimal(2023), text="季度小结", due_on=TUESDAY)
    found = read(ledger, agenda.due_within, TUESDAY).first
    assert {waiting.kind for waiting in found} == set(agenda.DEADLINES)
    assert {waiting.place for waiting in found} == {"甲区", "调度会", "甲项目", "调区", ""}


def test_a_bottleneck_without_a_zone_stands_under_its_project(ledger):
    bottleneck(ledger, TUESDAY, zone=None, project=ledger.project("甲项目"))
    assert [waiting.place for waiting in read(ledger, agenda.due_within, TUESDAY).first] == ["甲项目"]


def test_what_was_done_later_was_still_open_on_the_day(ledger):
    bottleneck(ledger, TUESDAY, status="solved", solved_on="2023-11-02", result="已落实")
    bottleneck(ledger, "2023-11-01", status="solved", solved_on="2023-10-30", result="已落实")
    assert [waiting.date for waiting in read(ledger, agenda.due_within, TUESDAY).first] == [TUESDAY]


def test_what_was_done_without_a_day_is_done(ledger):
    bottleneck(ledger, TUESDAY, status="solved", result="已落实")
    assert read(ledger, agenda.due_within, TUESDAY).count == 0


def test_the_longest_overdue_comes_first_and_opens(ledger):
    ids = [bottleneck(ledger, due) for due in ("2023-10-28", "2023-10-10", TUESDAY)]
    found = read(ledger, agenda.overdue, ("bottleneck", "campaign_item"), TUESDAY)
    assert [(waiting.id, waiting.days) for waiting in found.first] == [(ids[1], -21), (ids[0], -3)]
    assert found.counts == {"bottleneck": 2, "campaign_item": 0}
    behind = read(ledger, lambda connection: connection.execute(found.records["bottleneck"].ids).scalars().all())
    assert set(behind) == {ids[0], ids[1]}


def test_only_the_most_urgent_are_read_and_all_are_counted(ledger):
    values = {"zone": ledger.zone(), "kind": "land", "status": "working"}
    with ledger.store.change("试") as change:
        for due_on, many in (("2023-10-30", LISTED), ("2023-09", 1), ("2023-09-20", 1)):
            rows = [{"description": f"{due_on}之{n}", "due_on": due_on, **values} for n in range(many)]
            change.insert_many("bottleneck", rows)
        change.commit()
    ledger.item(due_on="2023-09-25")
    found = read(ledger, agenda.overdue, ("bottleneck", "campaign_item"), TUESDAY)
    assert [waiting.date for waiting in found.first[:4]] == ["2023-09-20", "2023-09-25", "2023-09", "2023-10-30"]
    assert (len(found.first), found.count) == (LISTED, LISTED + 3)
    assert found.counts == {"bottleneck": LISTED + 2, "campaign_item": 1}


def test_all_that_were_never_started_are_counted_and_added_up(ledger):
    values = {"zone": ledger.zone(), "investment": Decimal(10**8)}
    dates = ("2023-01", "2023-01-05", *["2023-02-01"] * LISTED)
    with ledger.store.change("试") as change:
        change.insert_many("project", [{"name": f"项目{n}", "signed_on": d, **values} for n, d in enumerate(dates)])
        change.commit()
    found = read(ledger, agenda.never_started, TUESDAY)
    assert [waiting.date for waiting in found.first[:3]] == ["2023-01-05", "2023-01", "2023-02-01"]
    assert (len(found.first), found.count, found.amount) == (LISTED, LISTED + 2, Decimal((LISTED + 2) * 10**8))


def test_what_is_found_only_later_does_not_wait_yet(ledger):
    bottleneck(ledger, "2023-11-02", found_on="2023-11-01")
    bottleneck(ledger, "2023-11-03", found_on="2023-10")
    assert [waiting.date for waiting in read(ledger, agenda.due_within, TUESDAY).first] == ["2023-11-03"]


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({}, True), ({"percent": Decimal(100)}, False), ({"percent": Decimal(90)}, True), ({"actual_to": "2023-10"}, False),
        ({"actual_to": "2023-11-02", "percent": Decimal(100)}, True),
    ],
)  # fmt: skip
def test_a_milestone_is_done_as_the_network_says(ledger, values, waits):
    ledger.add("milestone", project=ledger.project("甲项目"), name="开工", planned_to=TUESDAY, **values)
    assert bool(read(ledger, agenda.due_within, TUESDAY).count) == waits
    with ledger.store.reading() as connection:
        row = connection.execute(TABLES["milestone"].select()).mappings().one()
    assert network([row], TUESDAY).steps[0].is_done != waits


@pytest.mark.parametrize(
    ("dates", "waits"),
    [
        ({"signed_on": "2023-08-02"}, True),
        ({"signed_on": "2023-08-03"}, False),
        ({"signed_on": "2023-07"}, True),
        ({"signed_on": "2023"}, False),
        ({"signed_on": "2023-01-05", "started_on": "2023-03-01"}, False),
        ({"signed_on": "2023-01-05", "started_on": "2023-11-20"}, True),
        ({"signed_on": "2023-01-05", "commissioned_on": "2023-05-01"}, False),
        ({"signed_on": "2023-01-05", "stage_set": "stopped"}, False),
        ({}, False),
    ],
)
def test_a_project_waits_from_the_ninetieth_day_after_its_signing_until_it_is_started(ledger, dates, waits):
    ledger.project("甲项目", investment="2", **dates)
    found = read(ledger, agenda.never_started, TUESDAY).first
    assert [(waiting.text, waiting.amount) for waiting in found] == ([("甲项目", Decimal(2 * 10**8))] if waits else [])
