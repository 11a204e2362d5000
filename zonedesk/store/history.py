"""The append-only history: every committed action is one change set; undo and redo are change sets too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa

from zonedesk.records import KINDS
from zonedesk.records.fields import Money, Number
from zonedesk.records.schema import CHANGE, CHANGE_SET
from zonedesk.store import bulk

Source = Literal["form", "cell", "paste", "import", "command", "undo", "redo"]
Way = Literal["undo", "redo"]

SOURCE_LABELS: dict[str, str] = {
    "form": "表单", "cell": "表格", "paste": "粘贴", "import": "导入", "command": "命令行", "undo": "撤销", "redo": "重做",
}  # fmt: skip


@dataclass(frozen=True)
class RecordChange:
    """One change to one record as the history page shows it: fields with their values before and after."""

    at: str
    who: str
    what: str
    source: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Reversible:
    """What undo or redo would reverse: its name, when it was done, how it was done at first, how many records it touched.

    Attached files are not counted among the records.
    """

    what: str
    at: str
    source: str
    records: int


def encode(values: Mapping[str, Any] | None) -> str | None:
    """Write field values as JSON; decimals as their digits."""
    return None if values is None else _ENCODER.encode(values)


def _digits(value: Any) -> str:
    assert isinstance(value, Decimal)
    return f"{value:f}"


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_digits)


def decode(kind: str, text: str | None) -> dict[str, Any] | None:
    """Read field values back; fields that the kind no longer has are left out."""
    if text is None:
        return None
    fields = KINDS[kind].fields
    return {
        name: Decimal(value) if value is not None and isinstance(fields[name], Money | Number) else value
        for name, value in json.loads(text).items()
        if name in fields
    }


def begin_set(connection: sa.Connection, at: str, who: str, what: str, source: str, reverses: int | None) -> int:
    """Add a change set and return its number."""
    result = connection.execute(
        sa.insert(CHANGE_SET).values(at=at, who=who, what=what, source=source, reverses=reverses)
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def name_set(connection: sa.Connection, number: int, what: str) -> None:
    """Give a change set the name of what was done, where that is another by now."""
    connection.execute(
        sa.update(CHANGE_SET).where(CHANGE_SET.c.id == number, CHANGE_SET.c.what != what).values(what=what)
    )


def add(connection: sa.Connection, number: int, changes: Sequence[tuple[str, str, str | None, str | None]]) -> None:
    """Add changes (kind, record, before, after as encoded) to a change set."""
    columns = ("change_set", "kind", "record", "before", "after")
    bulk.insert_tuples(connection, CHANGE, columns, [(number, *change) for change in changes])


def to_undo(connection: sa.Connection) -> sa.RowMapping | None:
    """Return the latest change set in force that is not itself an undo, or None."""
    return next((row for row in _in_force(connection) if row["source"] != "undo"), None)


def to_redo(connection: sa.Connection) -> sa.RowMapping | None:
    """Return the undo that a redo takes back, or None where something else was done since."""
    latest = next((row for row in _in_force(connection) if row["source"] != "redo"), None)
    return latest if latest is not None and latest["source"] == "undo" else None


def peek(connection: sa.Connection, way: Way) -> Reversible | None:
    """Return what undo or redo would reverse now, or None where there is nothing."""
    found = (to_undo if way == "undo" else to_redo)(connection)
    if found is None:
        return None
    first: sa.RowMapping = found
    while first["reverses"] is not None:
        first = connection.execute(sa.select(CHANGE_SET).where(CHANGE_SET.c.id == first["reverses"])).mappings().one()
    return Reversible(found["what"], found["at"], first["source"], _records_in(connection, found["id"]))


def _records_in(connection: sa.Connection, number: int) -> int:
    touched = sa.select(sa.func.count(sa.distinct(CHANGE.c.record)))
    return connection.execute(touched.where(CHANGE.c.change_set == number, CHANGE.c.kind != "attachment")).scalar_one()


def _in_force(connection: sa.Connection) -> Iterable[sa.RowMapping]:
    """Give the change sets that no set in force reverses, newest first."""
    reversed_sets: set[int] = set()
    for row in _newest_first(connection):
        if row["id"] in reversed_sets:
            continue
        if row["reverses"] is not None:
            reversed_sets.add(row["reverses"])
        yield row


def _newest_first(connection: sa.Connection) -> Iterable[sa.RowMapping]:
    result = connection.execution_options(yield_per=50).execute(sa.select(CHANGE_SET).order_by(CHANGE_SET.c.id.desc()))
    return result.mappings()


def changes_of(connection: sa.Connection, number: int) -> list[dict[str, Any]]:
    """Return the changes of a change set, last first."""
    query = sa.select(CHANGE).where(CHANGE.c.change_set == number).order_by(CHANGE.c.id.desc())
    return [dict(row) for row in connection.execute(query).mappings()]


def record_history(connection: sa.Connection, kind: str, record: str) -> list[RecordChange]:
    """Return what happened to one record, newest first."""
    query = (
        sa.select(CHANGE_SET, CHANGE.c.before, CHANGE.c.after)
        .join(CHANGE, CHANGE.c.change_set == CHANGE_SET.c.id)
        .where(CHANGE.c.record == record, CHANGE.c.kind == kind)
        .order_by(CHANGE_SET.c.id.desc())
    )
    return [
        RecordChange(
            row["at"], row["who"], row["what"], row["source"], decode(kind, row["before"]), decode(kind, row["after"])
        )
        for row in connection.execute(query).mappings()
    ]
