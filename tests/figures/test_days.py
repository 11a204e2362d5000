"""What had happened by a day: one rule for the database and for Python, whatever the precision of a date."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from zonedesk.figures.asking import known_by, last_day
from zonedesk.figures.days import done_by, end_of, surely_by, there_by
from zonedesk.records.dates import surely_before
from zonedesk.records.schema import is_past

DATES = (
    "2022",
    "2022-12",
    "2023-09-30",
    "2023-10-01",
    "2023-10-15",
    "2023-10",
    "2023-10-31",
    "2023-11",
    "2023",
    "2024",
)
DAYS = ("2023-10-15", "2023-10-31", "2023-12-31")


def ask(ledger, condition):
    with ledger.store.reading() as connection:
        return connection.scalar(sa.select(condition))


def text(date):
    return sa.literal(date, sa.String)


@pytest.mark.parametrize("day", DAYS)
def test_the_database_and_python_agree_on_what_had_come_and_what_is_past(ledger, day):
    for date in DATES:
        assert bool(ask(ledger, surely_by(text(date), day))) == bool(known_by(date, day)), date
        assert bool(ask(ledger, is_past(text(date), day))) == surely_before(date, day), date


@pytest.mark.parametrize(
    ("status", "date", "is_done"),
    [
        ("solved", "2023-10", True), ("solved", "2023-10-31", True), ("solved", "2023-11-01", False), ("solved", "2023", False),
        ("solved", None, True), ("working", "2023-10-05", False), ("working", None, False), (None, "2023-10-05", False),
    ],
)  # fmt: skip
def test_what_has_a_state_is_done_where_it_says_so_and_its_day_has_come(ledger, status, date, is_done):
    done = done_by(text(date), "2023-10-31", text(status) == "solved")
    assert ask(ledger, done) == is_done  # and never NULL, so that its opposite holds


@pytest.mark.parametrize(("date", "is_done"), [("2023-10", True), ("2023-11", False), (None, False)])
def test_what_has_no_state_is_done_once_its_day_has_come(ledger, date, is_done):
    assert ask(ledger, done_by(text(date), "2023-10-31")) == is_done


@pytest.mark.parametrize(
    ("date", "is_there"), [("2023-10", True), ("2023-11-01", False), ("2023", False), (None, True)]
)
def test_what_does_not_say_since_when_was_there(ledger, date, is_there):
    assert bool(ask(ledger, there_by(text(date), "2023-10-31"))) == is_there


def test_dates_are_ordered_by_the_day_on_which_they_are_over(ledger):
    ends = {date: ask(ledger, end_of(text(date))) for date in DATES}
    assert sorted(DATES, key=lambda date: (ends[date], date)) == sorted(DATES, key=lambda date: (last_day(date), date))
