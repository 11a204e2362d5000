"""Ledgers to be filled in: blank ones, and those that a zone gets with what is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.actions import listed
from zonedesk.errors import Mendable
from zonedesk.figures import showing
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Naming

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.sheets.template import Cell
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

OFFERED = 500  # a drop-down with more names than this is no help; a longer list is typed
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_template(
    store: Store,
    kind: str,
    path: Path,
    money_unit: str = "亿元",
    reporter: str = "",
    zone: str = "",
    filled: bool = False,
) -> None:
    """Write the ledger of a kind to be filled in, with the names on record to choose from.

    With `zone` (a zone's name) it holds this zone's records, with `filled` all records. Raises Mendable for a kind that has
    none, for an unknown zone, or where the file cannot be written.
    """
    from zonedesk.sheets import template

    record = KINDS[kind]
    if record.attached:
        raise Mendable(f"{record.label}随记录添加，没有空白表。请打开一条记录，在“{record.label}”里添加")
    if path.suffix.lower() != ".xlsx":
        raise Mendable(f"空白表不能写成“{path.name}”，文件名请以 .xlsx 结尾")
    rows: list[list[Cell]] = []
    with store.reading() as connection:
        names = _names(connection, kind)
        if zone or filled:
            known = _query(connection, kind, _zone_named(connection, zone) if zone else None)
            rows = _known(connection, known, money_unit)
    template.write_template(record, path, money_unit, names, zone or reporter, rows)


def write_for_each_zone(
    store: Store, kind: str, folder: Path, money_unit: str = "亿元", told: Callable[[str], object] = lambda _: None
) -> list[Path]:
    """Write the ledger of a kind for each zone, filled with its records, into a folder and return the files.

    Raises Mendable as `write_template` does, and where there are no zones.
    """
    from zonedesk.sheets.template import title_of
    from zonedesk.store.query import captions_of

    with store.reading() as connection:
        zones = [name for _, name in captions_of(connection, "zone")]
    if not zones:
        raise Mendable("台账里还没有开发区，请先录入或导入开发区")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Mendable(f"不能新建文件夹“{folder}”，请换一个位置") from None
    written = []
    for zone in zones:
        written.append(folder / f"{_NOT_IN_FILE_NAMES.sub('', zone)}{title_of(KINDS[kind])}.xlsx")
        told(f"正在写“{written[-1].name}”")
        write_template(store, kind, written[-1], money_unit, zone=zone)
    return written


def _zone_named(connection: sa.Connection, name: str) -> str:
    from zonedesk.actions.matching import Archive
    from zonedesk.actions.near_names import NearNames, begun_by

    archive = Archive(connection)
    found = archive["zone"].named(name)
    if len(found) == 1:
        return found[0]
    near = begun_by(archive["zone"], name) or next((o.caption for o in NearNames(archive).offers("zone", name)), "")
    asked = f"，是不是“{near}”？" if near else "，"
    raise Mendable(f"台账里没有开发区“{name}”{asked}请改成台账中的名称")


def _query(connection: sa.Connection, kind: str, zone: str | None) -> Query:
    """Return the records of a kind that are a zone's: by its zone, else by that of the record that it must have.

    A kind that leads to no zone is given whole.
    """
    from zonedesk.store.query import Query, Where, each

    if zone is None:
        return Query(kind)
    if kind == "zone":
        return Query(kind, (Where("id", "is", zone),))
    links = KINDS[kind].links()
    if "zone" in links:
        return Query(kind, (Where("zone", "is", zone),))
    for name, link in links.items():
        if not link.required:
            continue
        above = _query(connection, link.to, zone)
        if above.where:
            return Query(kind, (Where(name, "in", [row["id"] for row in each(connection, above)]),))
    return Query(kind)


def _known(connection: sa.Connection, query: Query, money_unit: str) -> list[list[Cell]]:
    """Return the records of a query as the cells of their rows, amounts in `money_unit`."""
    from zonedesk.store.query import each

    fields = listed.fields_kept(query.kind)
    columns = {field.id: listed.column_of(field) for field in fields}
    rows = [listed.cells_of(fields, record) for record in each(connection, query)]
    return [
        [
            showing.exact(value, columns[name], money_unit) if isinstance(value, Decimal | int) else value
            for name, value in row.items()
        ]
        for row in rows
    ]


def _names(connection: sa.Connection, kind: str) -> dict[str, list[str]]:
    """Return the names of the records that a kind's fields may name, by their kind."""
    from zonedesk.store.query import Query, captions_of, count

    record = KINDS[kind]
    wanted = {field.to for field in record.fields.values() if isinstance(field, Link | Naming)}
    few = [other for other in wanted if count(connection, Query(other)) <= OFFERED]
    return {other: [name for _, name in captions_of(connection, other) if name] for other in few}
