"""The zones that a figure counts."""

from __future__ import annotations

import sqlalchemy as sa

from zonedesk.figures.asking import Ask
from zonedesk.records.schema import TABLES

ZONE = TABLES["zone"]


def zones_on_record(connection: sa.Connection) -> dict[str, str]:
    """Return the zones' short names by id, in the order in which they were entered."""
    return {row.id: row.caption for row in connection.execute(sa.select(ZONE.c.id, ZONE.c.caption).order_by(ZONE.c.id))}


def zones_asked(connection: sa.Connection, ask: Ask) -> dict[str, str]:
    """Return the zones that count: all of them, or the one that was asked for."""
    return {zone: name for zone, name in zones_on_record(connection).items() if ask.zone in ("", zone)}


def of_zone(column: sa.ColumnElement[str], ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that a record belongs to the zone that was asked for; true for all of them where none was."""
    return column == ask.zone if ask.zone else sa.true()
