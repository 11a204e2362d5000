"""Blank ledgers out: what somebody fills in by hand or in Excel, and sends back to be imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Naming

if TYPE_CHECKING:
    from zonedesk.store.store import Store

OFFERED = 500  # a drop-down with more names than this is no help; a longer list is typed


def write_template(store: Store, kind: str, path: Path, money_unit: str = "亿元", reporter: str = "") -> None:
    """Write the blank ledger of a kind, with the names on record to choose from.

    Raises Mendable for a kind that has none, or where the file cannot be written.
    """
    from zonedesk.sheets import template

    record = KINDS[kind]
    if record.attached:
        raise Mendable(f"{record.label}随记录添加，没有空白表。请打开一条记录，在“{record.label}”里添加")
    if path.suffix.lower() != ".xlsx":
        raise Mendable(f"空白表不能写成“{path.name}”，文件名请以 .xlsx 结尾")
    template.write_template(record, path, money_unit, _names(store, kind), reporter)


def _names(store: Store, kind: str) -> dict[str, list[str]]:
    """Return the names of the records that a kind's fields may name, by their kind."""
    from zonedesk.store.query import Query, captions_of, count

    record = KINDS[kind]
    wanted = {field.to for field in record.fields.values() if isinstance(field, Link | Naming)}
    with store.reading() as connection:
        few = [other for other in wanted if count(connection, Query(other)) <= OFFERED]
        return {other: [name for _, name in captions_of(connection, other) if name] for other in few}
