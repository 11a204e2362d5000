"""The counting rule of 三个一批: a project counts once in a kind, at its first entry; an increase counts its money alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from zonedesk.figures.asking import Events
from zonedesk.records.schema import TABLES

ENTRY, EVENT, PROJECT, ZONE = (TABLES[kind] for kind in ("batch_entry", "batch_event", "project", "zone"))


class HeldEvent(NamedTuple):
    """One event on record."""

    id: str
    year: int
    number: int
    name: str


def counted_entries(plain_sum: bool = False) -> sa.Subquery:
    """Return every entry with its event's year and number, its project's zone, and whether it counts.

    `counts` is 1 where the entry adds a project, `pays` where it adds its investment. First is first over all events,
    also those outside the range asked for. With `plain_sum` every entry does both.
    """
    increase = sa.func.coalesce(ENTRY.c.increase, sa.false())
    turn = sa.func.row_number().over(
        partition_by=(ENTRY.c.project, ENTRY.c.kind, increase),
        order_by=(EVENT.c.year, EVENT.c.number, ENTRY.c.id),
    )
    first, whole = turn == 1, sa.literal(1)
    counts = whole if plain_sum else sa.case((sa.and_(sa.not_(increase), first), 1), else_=0)
    pays = whole if plain_sum else sa.case((sa.or_(increase, first), 1), else_=0)
    return (
        sa.select(
            ENTRY.c.id, ENTRY.c.kind, ENTRY.c.event, ENTRY.c.project, ENTRY.c.investment, ENTRY.c.output,
            EVENT.c.year, EVENT.c.number, PROJECT.c.zone, counts.label("counts"), pays.label("pays"),
        )
        .join(EVENT, EVENT.c.id == ENTRY.c.event)
        .join(PROJECT, PROJECT.c.id == ENTRY.c.project)
        .subquery("entries")
    )  # fmt: skip


def within(place: sa.ColumnElement[int], number: sa.ColumnElement[int], events: Events) -> sa.ColumnElement[bool]:
    """Return the condition that an event, given by its year and number, lies in a range."""
    turn = place * 100 + number
    first, last = (year * 100 + count for year, count in (events.first, events.last))
    return turn.between(first, last)


def held_by(as_of: str) -> sa.ColumnElement[bool]:
    """Return the condition that an event was held by a day; one without a date is placed by its year alone."""
    held = sa.func.coalesce(EVENT.c.held_on, sa.cast(EVENT.c.year, sa.String))
    return held <= as_of if as_of else sa.true()


def events_on_record(connection: sa.Connection, as_of: str = "", events: Events | None = None) -> Sequence[HeldEvent]:
    """Return the events, in their order; those held by `as_of` where given."""
    statement = sa.select(EVENT.c.id, EVENT.c.year, EVENT.c.number, EVENT.c.name)
    statement = statement.where(held_by(as_of)).order_by(EVENT.c.year, EVENT.c.number)
    if events:
        statement = statement.where(within(EVENT.c.year, EVENT.c.number, events))
    rows = connection.execute(statement)
    return [HeldEvent(row.id, int(row.year), int(row.number), row.name) for row in rows]


def zones_on_record(connection: sa.Connection) -> dict[str, str]:
    """Return the zones' short names by id, in the order in which they were entered."""
    return {row.id: row.caption for row in connection.execute(sa.select(ZONE.c.id, ZONE.c.caption).order_by(ZONE.c.id))}
