"""The zones that a figure counts."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from zonedesk.errors import Mendable
from zonedesk.figures.asking import Ask
from zonedesk.figures.table import Table
from zonedesk.records.parsing import plain
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


def zone_named(connection: sa.Connection, name: str) -> str:
    """Return the id of a zone by its name or short name, or by a part that only one has. Raises Mendable."""
    rows = connection.execute(sa.select(ZONE.c.id, ZONE.c.caption, ZONE.c.name).order_by(ZONE.c.id)).all()
    wanted = plain(name)
    words = {row.id: (plain(row.caption), plain(row.name)) for row in rows}
    found = [row for row in rows if wanted in words[row.id]]
    found = found or [row for row in rows if wanted and any(wanted in word for word in words[row.id])]
    if len(found) == 1:
        return str(found[0].id)
    if found:
        raise Mendable(f"“{name}”不止一家开发区，请写其中一家的全名：{'、'.join(row.name for row in found)}")
    if not rows:
        raise Mendable("台账里还没有开发区，请先导入或录入开发区基本情况")
    raise Mendable(f"台账里没有开发区“{name}”，有：{'、'.join(row.caption for row in rows)}")


def narrowed(connection: sa.Connection, table: Table, ask: Ask) -> Table:
    """Return a table whose notes say to which zone it is narrowed, first of all, on the screen as on paper."""
    name = zones_on_record(connection).get(ask.zone)
    if not name:
        return table
    note = f"范围：{name}。"
    drawn = table.drawn and replace(table.drawn, notes=(note, *table.drawn.notes))
    return replace(table, notes=(note, *table.notes), drawn=drawn)
