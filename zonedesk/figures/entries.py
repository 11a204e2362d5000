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
    ranked = _ranked(max(turns, default=0))
    repeat = sa.case((sa.and_(ranked.c.increase == 0, ranked.c.place > 1), 1), else_=0).label("repeat")
    entries = (
        sa.select(*ranked.c, PROJECT.c.zone, *(PROJECT.c[name] for name in of_project), repeat)
        .join(PROJECT, PROJECT.c.id == ranked.c.project)
        .where(ranked.c.turn.in_(turns), PROJECT.c.zone == zone if zone else sa.true())
        .cte("entries")
    )
    if plain_sum:
        return Counted(entries, sa.true(), sa.true())
    first = entries.c.repeat == 0
    return Counted(entries, sa.and_(entries.c.increase == 0, first), sa.or_(entries.c.increase == 1, first))


def _ranked(last: int) -> sa.Subquery:
    """Return all entries up to an event's `_turn`, each with its place among its project's in the kind.

    One pass over all entries takes half the time of looking for an earlier one from each.
    """
    increase = sa.case((sa.func.coalesce(ENTRY.c.increase, sa.false()), 1), else_=0)
    place = sa.func.row_number().over(
        partition_by=(ENTRY.c.project, ENTRY.c.kind, increase), order_by=(EVENT.c.year, EVENT.c.number, ENTRY.c.id)
    )
    columns = (ENTRY.c[name] for name in ("id", "kind", "event", "project", "investment", "output"))
    return (
        sa.select(*columns, increase.label("increase"), _turn().label("turn"), place.label("place"))
        .join(EVENT, EVENT.c.id == ENTRY.c.event)
        .where(_turn() <= last)
        .subquery("ranked")
    )


def _turn() -> sa.ColumnElement[int]:
    """Return an event's place in time. By it all entries are read through, which beats looking them up event by event."""
    return EVENT.c.year * 100 + EVENT.c.number


def _within(events: Events) -> sa.ColumnElement[bool]:
    first, last = (year * 100 + number for year, number in (events.first, events.last))
    return _turn().between(first, last)


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
