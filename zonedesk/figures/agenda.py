"""What waits for somebody on a day: what falls due in its week, what is overdue, what was signed and never started."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures.asking import last_day
from zonedesk.figures.days import done_by, end_of, surely_by, there_by
from zonedesk.figures.limits import LISTED, PATIENCE
from zonedesk.figures.table import Selection
from zonedesk.records.schema import TABLES, as_number, is_past

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
class WaitingList:
    """What waits, the most urgent first: only the first LISTED are read, the rest is counted.

    `counts` and `records` are those of each kind, `amount` what all of it comes to in 元 where it has an investment.
    """

    first: Sequence[Waiting]
    counts: Mapping[str, int]
    records: Mapping[str, Selection]
    amount: Decimal = Decimal(0)

    @property
    def count(self) -> int:
        """How many wait in all."""
        return sum(self.counts.values())


SaysSo = Callable[[sa.Table], sa.ColumnElement[bool]]


@dataclass(frozen=True)
class Deadline:
    """A kind of record that has a day to be done by, and how one tells that it was done.

    It is done as `done_by` says of `done_on` and `says_so`, and there from its day in `since` on. `places` are its links to
    where it is, the first that is filled counts.
    """

    kind: str
    due_on: str
    done_on: str
    says_so: SaysSo | None = None
    places: tuple[str, ...] = ()
    department: str = ""
    since: str = ""

    @property
    def table(self) -> sa.Table:
        """The table of its kind."""
        return TABLES[self.kind]

    @property
    def due(self) -> sa.ColumnElement[Any]:
        """The column of the day by which it is to be done."""
        return self.table.c[self.due_on]

    def waits(self, day: str) -> sa.ColumnElement[bool]:
        """Return the condition that it was there on a day and not done."""
        says_so = self.says_so(self.table) if self.says_so else None
        is_open = sa.not_(done_by(self.table.c[self.done_on], day, says_so))
        return sa.and_(is_open, there_by(self.table.c[self.since], day)) if self.since else is_open


def _is_whole(milestone: sa.Table) -> sa.ColumnElement[bool]:
    # As in the network: where the day of the end is not known, 100 % says that there was one.
    return sa.or_(milestone.c.actual_to.is_not(None), as_number(milestone.c.percent) == 100)


DEADLINES: dict[str, Deadline] = {
    deadline.kind: deadline
    for deadline in (
        Deadline(
            "bottleneck", "due_on", "solved_on", lambda table: table.c.status == "solved", ("zone", "project"),
            "department", "found_on",
        ),
        Deadline("action_item", "due_on", "done_on", None, ("meeting",), "department"),
        Deadline("campaign_item", "due_on", "closed_on", lambda table: table.c.status == "closed", ("zone",), "person"),
        Deadline("milestone", "planned_to", "actual_to", _is_whole, ("project",), "department"),
        Deadline("application_step", "planned_on", "done_on", None, ("application",), "department"),
        Deadline("plan_item", "due_on", "done_on", None, (), "department"),
    )
}  # fmt: skip
"""Every kind of record that somebody is to be done with by a day."""


def week_of(day: str) -> tuple[str, str]:
    """Return Monday and Sunday of the week of a day."""
    date = datetime.date.fromisoformat(day)
    monday = date - datetime.timedelta(days=date.weekday())
    return f"{monday:%Y-%m-%d}", f"{monday + datetime.timedelta(days=6):%Y-%m-%d}"


def due_within(connection: sa.Connection, day: str) -> WaitingList:
    """Return what is not done by a day and falls due from then to the end of its week, the most urgent first.

    What is due by a month or a year is due at its end.
    """
    _, sunday = week_of(day)
    falls_due = {
        deadline: sa.and_(sa.not_(is_past(deadline.due, day)), surely_by(deadline.due, sunday))
        for deadline in DEADLINES.values()
    }
    return _listed(connection, falls_due, day)


def overdue(connection: sa.Connection, kinds: Sequence[str], day: str) -> WaitingList:
    """Return what of some kinds was to be done before a day and was not, the longest overdue first."""
    deadlines = (DEADLINES[kind] for kind in kinds)
    return _listed(connection, {deadline: is_past(deadline.due, day) for deadline in deadlines}, day)


def _listed(connection: sa.Connection, conditions: Mapping[Deadline, sa.ColumnElement[bool]], day: str) -> WaitingList:
    counts: dict[str, int] = {}
    records: dict[str, Selection] = {}
    found: list[Waiting] = []
    for deadline, condition in conditions.items():
        ids = sa.select(deadline.table.c.id).where(condition, deadline.waits(day))
        records[deadline.kind] = Selection(deadline.kind, ids)
        counts[deadline.kind] = connection.execute(sa.select(sa.func.count()).select_from(ids.subquery())).scalar_one()
        first = ids.order_by(end_of(deadline.due), deadline.table.c.id).limit(LISTED)
        found += _waiting(connection, deadline, day, first) if counts[deadline.kind] else ()
    found.sort(key=lambda waiting: (waiting.days, waiting.kind, waiting.id))
    return WaitingList(found[:LISTED], counts, records)


def _waiting(connection: sa.Connection, deadline: Deadline, day: str, ids: sa.Select[tuple[str]]) -> Iterable[Waiting]:
    table = deadline.table
    names: list[sa.ColumnElement[str]] = []
    department = table.c[deadline.department] if deadline.department else sa.literal("")
    source: sa.FromClause = table
    for place in deadline.places:
        other = sa.alias(TABLES[place])
        source = source.outerjoin(other, other.c.id == table.c[place])
        names.append(other.c.caption)
    where = sa.func.coalesce(*names, sa.literal("")) if names else sa.literal("")
    statement = sa.select(table.c.id, table.c.caption, deadline.due, where, department).select_from(source)
    for record, text, date, place_name, whose in connection.execute(statement.where(table.c.id.in_(ids))):
        yield Waiting(deadline.kind, record, text, place_name, whose or "", date, _days(day, last_day(date)))


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def never_started(connection: sa.Connection, day: str) -> WaitingList:
    """Return the projects that by a day had been signed over PATIENCE days and not started, the longest waiting first."""
    where = _never_started(day)
    ids = sa.select(PROJECT.c.id).where(where)
    selection = Selection("project", ids, sa.select(PROJECT.c.id, PROJECT.c.investment).where(where))
    count, amount = connection.execute(sa.select(sa.func.count(), sa.func.sum(PROJECT.c.investment)).where(where)).one()
    order = (end_of(PROJECT.c.signed_on), PROJECT.c.id)
    statement = (
        sa.select(PROJECT.c.id, PROJECT.c.caption, PROJECT.c.signed_on, ZONE.c.caption, PROJECT.c.investment)
        .join(ZONE, ZONE.c.id == PROJECT.c.zone)
        .where(PROJECT.c.id.in_(ids.order_by(*order).limit(LISTED)))
        .order_by(*order)
    )
    first = [
        Waiting("project", record, text, zone, "", date, _days(last_day(date), day), Decimal(money or 0))
        for record, text, date, zone, money in connection.execute(statement)
    ]
    return WaitingList(first, {"project": count}, {"project": selection}, Decimal(amount or 0))


def _never_started(day: str) -> sa.ColumnElement[bool]:
    limit = f"{datetime.date.fromisoformat(day) - datetime.timedelta(days=PATIENCE):%Y-%m-%d}"
    later = (PROJECT.c[name] for name in ("started_on", "commissioned_on", "full_output_on"))
    begun = (done_by(date, day) for date in later)
    return sa.and_(surely_by(PROJECT.c.signed_on, limit), sa.not_(sa.or_(*begun)), PROJECT.c.stage != "stopped")
