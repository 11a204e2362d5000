"""What waits for somebody on a day: what falls due in its week, what is overdue, what was signed and never started."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures.asking import last_day
from zonedesk.figures.days import surely_by
from zonedesk.figures.table import Selection
from zonedesk.records.schema import TABLES

PATIENCE = 90
"""Days after its signing by which a project should have been started."""

PROJECT, ZONE = TABLES["project"], TABLES["zone"]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: which record it is, what it says, where, for whom, and by when.

    `days` are those left until the day when it is due (below zero where that is past), or those since a signing.
    """

    kind: str
    id: str
    text: str
    place: str
    department: str
    date: str
    days: int
    amount: Decimal | None = None


@dataclass(frozen=True)
class Deadline:
    """A kind of record that has a day to be done by, and how one tells that it was done.

    It is done where `status` holds `done_status`, or where it has a day in `done_on`. `places` are its links to where it is,
    the first that is filled counts.
    """

    kind: str
    due_on: str
    done_on: str
    done_status: str = ""
    places: tuple[str, ...] = ()
    department: str = ""

    def is_open(self, day: str) -> sa.ColumnElement[bool]:
        """Return the condition that it was not done by a day."""
        table = TABLES[self.kind]
        done = surely_by(table.c[self.done_on], day)
        if self.done_status:
            undated = sa.and_(table.c.status == self.done_status, table.c[self.done_on].is_(None))
            done = sa.or_(done, undated)
        return sa.not_(sa.func.coalesce(done, sa.false()))


DEADLINES: dict[str, Deadline] = {
    deadline.kind: deadline
    for deadline in (
        Deadline("bottleneck", "due_on", "solved_on", "solved", ("zone", "project"), "department"),
        Deadline("action_item", "due_on", "done_on", "", ("meeting",), "department"),
        Deadline("campaign_item", "due_on", "closed_on", "closed", ("zone",), "person"),
        Deadline("milestone", "planned_to", "actual_to", "", ("project",), "department"),
        Deadline("application_step", "planned_on", "done_on", "", ("application",), "department"),
        Deadline("plan_item", "due_on", "done_on", "", (), "department"),
    )
}
"""Every kind of record that somebody is to be done with by a day."""


def week_of(day: str) -> tuple[str, str]:
    """Return Monday and Sunday of the week of a day."""
    date = datetime.date.fromisoformat(day)
    monday = date - datetime.timedelta(days=date.weekday())
    return f"{monday:%Y-%m-%d}", f"{monday + datetime.timedelta(days=6):%Y-%m-%d}"


def due_within(connection: sa.Connection, day: str) -> list[Waiting]:
    """Return what is not done by a day and falls due from then to the end of its week, the most urgent first.

    What is due by a month or a year is due at its end.
    """
    _, sunday = week_of(day)
    found = [waiting for deadline in DEADLINES.values() for waiting in _due_between(connection, deadline, day, sunday)]
    return sorted(found, key=lambda waiting: (waiting.days, waiting.kind, waiting.id))


def _due_between(connection: sa.Connection, deadline: Deadline, first: str, last: str) -> Iterator[Waiting]:
    due = TABLES[deadline.kind].c[deadline.due_on]
    # As text a month comes before its days, and is due after them: what may be within is read and looked at.
    may_be = sa.and_(due >= first[:4], due <= last)
    for waiting in _waiting(connection, deadline, first, may_be):
        if first <= last_day(waiting.date) <= last:
            yield waiting


def overdue(connection: sa.Connection, kinds: Sequence[str], day: str) -> list[Waiting]:
    """Return what of some kinds was to be done before a day and was not, the longest overdue first."""
    deadlines = [DEADLINES[kind] for kind in kinds]
    found = [w for deadline in deadlines for w in _waiting(connection, deadline, day, _is_past(deadline, day))]
    return sorted(found, key=lambda waiting: (waiting.days, waiting.kind, waiting.id))


def overdue_selection(kind: str, day: str) -> Selection:
    """Return the records of a kind that are overdue on a day."""
    deadline, table = DEADLINES[kind], TABLES[kind]
    return Selection(kind, sa.select(table.c.id).where(deadline.is_open(day), _is_past(deadline, day)))


def _is_past(deadline: Deadline, day: str) -> sa.ColumnElement[bool]:
    due = TABLES[deadline.kind].c[deadline.due_on]
    return due < sa.func.substr(sa.literal(day), 1, sa.func.length(due))


def _waiting(
    connection: sa.Connection, deadline: Deadline, day: str, condition: sa.ColumnElement[bool]
) -> Iterable[Waiting]:
    table = TABLES[deadline.kind]
    due = table.c[deadline.due_on]
    names: list[sa.ColumnElement[str]] = []
    department = table.c[deadline.department] if deadline.department else sa.literal("")
    source: sa.FromClause = table
    for place in deadline.places:
        other = sa.alias(TABLES[place])
        source = source.outerjoin(other, other.c.id == table.c[place])
        names.append(other.c.caption)
    where = sa.func.coalesce(*names, sa.literal("")) if names else sa.literal("")
    statement = (
        sa.select(table.c.id, table.c.caption, due, where, department)
        .select_from(source)
        .where(condition, deadline.is_open(day))
        .order_by(due, table.c.id)
    )
    for record, text, date, place_name, whose in connection.execute(statement):
        yield Waiting(deadline.kind, record, text, place_name, whose or "", date, _days(day, last_day(date)))


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def never_started(connection: sa.Connection, day: str) -> list[Waiting]:
    """Return the projects that by a day had been signed over PATIENCE days and not started, the longest waiting first."""
    statement = (
        sa.select(PROJECT.c.id, PROJECT.c.caption, PROJECT.c.signed_on, ZONE.c.caption, PROJECT.c.investment)
        .join(ZONE, ZONE.c.id == PROJECT.c.zone)
        .where(_never_started(day))
        .order_by(PROJECT.c.signed_on, PROJECT.c.id)
    )
    return [
        Waiting("project", record, text, zone, "", date, _days(last_day(date), day), Decimal(amount or 0))
        for record, text, date, zone, amount in connection.execute(statement)
    ]


def never_started_selection(day: str) -> Selection:
    """Return the records that `never_started` lists, each with its investment."""
    ids = sa.select(PROJECT.c.id).where(_never_started(day))
    return Selection("project", ids, sa.select(PROJECT.c.id, PROJECT.c.investment).where(_never_started(day)))


def _never_started(day: str) -> sa.ColumnElement[bool]:
    limit = f"{datetime.date.fromisoformat(day) - datetime.timedelta(days=PATIENCE):%Y-%m-%d}"
    later = (PROJECT.c[name] for name in ("started_on", "commissioned_on", "full_output_on"))
    begun: list[sa.ColumnElement[Any]] = [sa.func.coalesce(surely_by(date, day), sa.false()) for date in later]
    return sa.and_(surely_by(PROJECT.c.signed_on, limit), sa.not_(sa.or_(*begun)), PROJECT.c.stage != "stopped")
