"""The counting rule of 三个一批: a project counts once in a kind, at its first entry; an increase counts its money alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from zonedesk.figures.asking import Events
from zonedesk.figures.days import surely_by
from zonedesk.records.schema import TABLES

ENTRY, EVENT, PROJECT = (TABLES[kind] for kind in ("batch_entry", "batch_event", "project"))


class HeldEvent(NamedTuple):
    """One event on record."""

    id: str
    year: int
    number: int
    name: str
    is_dated: bool = True


class Counted(NamedTuple):
    """Entries of batches, and the conditions that say what each adds.

    `counts` holds where an entry adds a project, `pays` where it adds its investment.
    """

    entries: sa.CTE
    counts: sa.ColumnElement[bool]
    pays: sa.ColumnElement[bool]


def counted_entries(
    events: Sequence[HeldEvent], plain_sum: bool = False, of_project: Sequence[str] = (), zone: str = ""
) -> Counted:
    """Return the entries of some events with fields of their projects, and whether they count.

    An entry is a `repeat` (1) where the project was entered in the kind before, at any event on record; an `increase` (1)
    repeats nothing. With `plain_sum` every entry counts and pays; with `zone` only those of its projects.
    """
    turns = [event.year * 100 + event.number for event in events]
    own = (ENTRY.c[name] for name in ("id", "kind", "event", "project", "investment", "output"))
    increase = sa.case((_is_increase(ENTRY), 1), else_=0).label("increase")
    repeat = sa.case((sa.and_(sa.not_(_is_increase(ENTRY)), _was_entered_before()), 1), else_=0).label("repeat")
    entries = (
        sa.select(*own, increase, PROJECT.c.zone, *(PROJECT.c[name] for name in of_project), repeat)
        .join(EVENT, EVENT.c.id == ENTRY.c.event)
        .join(PROJECT, PROJECT.c.id == ENTRY.c.project)
        .where(_turn(EVENT).in_(turns), PROJECT.c.zone == zone if zone else sa.true())
        .cte("entries")
    )
    if plain_sum:
        return Counted(entries, sa.true(), sa.true())
    first = entries.c.repeat == 0
    return Counted(entries, sa.and_(entries.c.increase == 0, first), sa.or_(entries.c.increase == 1, first))


def _is_increase(entry: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(entry.c.increase, sa.false())


def _was_entered_before() -> sa.ColumnElement[bool]:
    """Return the condition that the project of an entry has an earlier one of the kind, at whatever event on record.

    Most projects have none other of the kind, so that looking costs less than ranking all entries: the event of another one
    is only read where there is one.
    """
    other, its_event = ENTRY.alias("other"), EVENT.alias("its_event")
    then, now = _turn(its_event), _turn(EVENT)
    alike = (other.c.project == ENTRY.c.project, other.c.kind == ENTRY.c.kind, other.c.id != ENTRY.c.id)
    is_earlier = sa.or_(then < now, sa.and_(then == now, other.c.id < ENTRY.c.id))
    source = other.join(its_event, its_event.c.id == other.c.event)
    found = sa.select(sa.literal(1)).select_from(source).where(*alike, sa.not_(_is_increase(other)), is_earlier)
    return found.correlate(ENTRY, EVENT).exists()


def _turn(event: sa.FromClause) -> sa.ColumnElement[int]:
    """Return an event's place in time. By it all entries are read through, which beats looking them up event by event."""
    return event.c.year * 100 + event.c.number


def _within(events: Events) -> sa.ColumnElement[bool]:
    first, last = (year * 100 + number for year, number in (events.first, events.last))
    return _turn(EVENT).between(first, last)


def held_by(as_of: str) -> sa.ColumnElement[bool]:
    """Return the condition that an event was held by a day for certain; one without a date counts by its year alone."""
    if not as_of:
        return sa.true()
    by_year = sa.and_(EVENT.c.held_on.is_(None), EVENT.c.year <= int(as_of[:4]))
    return sa.or_(by_year, surely_by(EVENT.c.held_on, as_of))


def undated_words(events: Sequence[HeldEvent], as_of: str) -> str:
    """Return what a note adds where a day was asked for and events lack the date to compare with it."""
    undated = sum(not event.is_dated for event in events) if as_of else 0
    return f"，其中 {undated} 次活动未填举办时间，按年度计入" if undated else ""


def events_on_record(connection: sa.Connection, as_of: str = "", events: Events | None = None) -> Sequence[HeldEvent]:
    """Return the events, in their order; those held by `as_of` where given."""
    statement = sa.select(EVENT.c.id, EVENT.c.year, EVENT.c.number, EVENT.c.name, EVENT.c.held_on)
    statement = statement.where(held_by(as_of)).order_by(EVENT.c.year, EVENT.c.number)
    if events:
        statement = statement.where(_within(events))
    rows = connection.execute(statement)
    return [HeldEvent(row.id, int(row.year), int(row.number), row.name, bool(row.held_on)) for row in rows]
