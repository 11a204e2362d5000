"""One action's changes: records, their history and the search index, in one transaction."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from zonedesk.errors import Refused
from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.records.identity import new_id
from zonedesk.records.schema import TABLES
from zonedesk.store import attachments, bulk, history, search
from zonedesk.store.following import followers, renamings

Values = Mapping[str, Any]

ATTACHMENT = "attachment"

CHUNK = 500  # ids in one IN (…): SQLite allows 32 766 variables, older ones 999

STAMPS = ("version", "changed_by", "changed_at")

ANY_VERSION: Mapping[str, int | None] = {}


class _Changed(NamedTuple):
    """A row before and after a change, and the fields in which they differ, those aside that follow from others."""

    old: dict[str, Any]
    new: dict[str, Any]
    differing: list[str]

    def before_and_after(self) -> Iterator[dict[str, Any]]:
        """Give the fields that differ, as they were and as they are."""
        return ({name: row[name] for name in self.differing} for row in (self.old, self.new))


class Change:
    """What one action does. Nothing of it stays unless `commit` is called."""

    def __init__(self, connection: sa.Connection, what: str, source: history.Source, who: str) -> None:
        self.connection = connection
        self.committed = False
        self._what, self._source, self._who = what, source, who
        self._reverses: int | None = None
        self._at = f"{datetime.datetime.now():%Y-%m-%d %H:%M:%S}"
        self._number: int | None = None  # of its change set, once there is something to write into that

    def describe(self, what: str) -> None:
        """Name the action otherwise, once it is known what it did."""
        self._what = what

    def commit(self) -> None:
        """Keep everything. An action that changed nothing leaves no trace."""
        if self._number is not None:
            history.name_set(self.connection, self._number, self._what)
        self.connection.commit()
        self.committed = True

    def insert(self, kind: str, values: Values, record: str = "") -> str:
        """Add a record and return its id."""
        return self.insert_many(kind, [{**values, "id": record or new_id()}])[0]

    def insert_many(self, kind: str, rows: Sequence[Values]) -> list[str]:
        """Add records and return their ids; a row may bring its own `id`."""
        whole = [self._whole(kind, row, row.get("id") or new_id(), version=1) for row in rows]
        if not whole:
            return []
        bulk.insert(self.connection, TABLES[kind], whole)
        search.put(self.connection, kind, whole)
        ids = [row["id"] for row in whole]
        self._note(kind, ((id_, None, after) for id_, after in zip(ids, _kept(kind, whole), strict=True)))
        return ids

    def update(self, kind: str, record: str, values: Values, version: int | None = None) -> bool:
        """Change fields of a record; False where nothing differs.

        Raises Refused where the record is gone, or is no longer at `version`.
        """
        return bool(self.update_many(kind, {record: values}, {record: version}))

    def update_many(
        self, kind: str, updates: Mapping[str, Values], versions: Mapping[str, int | None] = ANY_VERSION
    ) -> int:
        """Change fields of records, by their ids, and return in how many something differs. Raises Refused like `update`."""
        changed: list[_Changed] = []
        for part in _chunks(list(updates)):
            found = self._rows(kind, part)
            for record in part:
                old = _at_version(found.get(record), versions.get(record))
                changed += self._changed(kind, old, updates[record])
        # an action taken back has its followers among its own changes
        following = renamings(self.connection, kind, ((c.old, c.new) for c in changed)) if not self._reverses else []
        if changed:
            self._write(kind, changed)
        for renaming in following:
            self.update_many(renaming.kind, followers(self.connection, renaming))
        return len(changed)

    def _rows(self, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return whole rows by their ids, at most CHUNK of them."""
        table = TABLES[kind]
        rows = self.connection.execute(sa.select(table).where(table.c.id.in_(ids))).mappings()
        return {row["id"]: dict(row) for row in rows}

    def _changed(self, kind: str, old: dict[str, Any], values: Values) -> Iterable[_Changed]:
        """Give what values change in a record, nothing where none of them differs."""
        fields = KINDS[kind].fields
        differing = [n for n, value in values.items() if not fields[n].is_derived and not fields[n].same(old[n], value)]
        if differing:
            given = {**old, **{name: values[name] for name in differing}}
            yield _Changed(old, self._whole(kind, given, old["id"], old["version"] + 1), differing)

    def _write(self, kind: str, changed: Sequence[_Changed]) -> None:
        """Write changed rows, only the columns that differ in any of them: each index that is touched costs."""
        table, fields = TABLES[kind], KINDS[kind].fields
        written = {name for one in changed for name in one.differing}
        written.update(name for name, field in fields.items() if field.is_derived)
        columns: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in (*sorted(written), "caption", *STAMPS)}
        statement = sa.update(table).where(table.c.id == sa.bindparam("record")).values(columns)
        self.connection.execute(
            statement, [{"record": one.new["id"], **{f"new_{n}": one.new[n] for n in columns}} for one in changed]
        )
        searched = [name for name, field in fields.items() if field.searched]
        found_anew = [one.new for one in changed if any(one.old[name] != one.new[name] for name in searched)]
        search.remove(self.connection, (row["id"] for row in found_anew))
        search.put(self.connection, kind, found_anew)
        self._note(kind, ((one.new["id"], *one.before_and_after()) for one in changed))

    def delete(self, kind: str, records: Iterable[str]) -> int:
        """Delete records with what belongs to them, and return how many went in all, their attached files not counted.

        Links from others are emptied where they may be. Raises Refused where another record must have the link.
        """
        ids = list(records)
        gone = 0
        for other_key, other in KINDS.items():
            for name, link in other.links().items():
                if link.to == kind:
                    gone += self._let_go(other_key, name, link, ids)
        table = TABLES[kind]
        for part in _chunks(ids):
            if not KINDS[kind].attached:
                self.delete(ATTACHMENT, attachments.of_records(self.connection, kind, part))
            rows = list(self._rows(kind, part).values())
            self.connection.execute(sa.delete(table).where(table.c.id.in_(part)))
            search.remove(self.connection, part)
            self._note(kind, ((row["id"], kept, None) for row, kept in zip(rows, _kept(kind, rows), strict=True)))
            gone += len(rows)
        return gone

    def _let_go(self, kind: str, name: str, link: Link, ids: Sequence[str]) -> int:
        """Free the records of `kind` from those about to be deleted; return how many go with them."""
        table, gone = TABLES[kind], 0
        for part in _chunks(ids):
            rows = self.connection.execute(sa.select(table.c.id).where(table.c[name].in_(part))).scalars().all()
            if not rows:
                continue
            if link.owner:
                gone += self.delete(kind, rows)
            elif link.required:
                record = KINDS[kind]
                raise Refused(
                    f"还有 {len(rows)} {record.counter}{record.label}用着它，不能删除。请先改或删这些{record.label}"
                )
            else:
                self.update_many(kind, {row: {name: None} for row in rows})
        return gone

    def reverse(self, number: int, what: str) -> None:
        """Take an earlier change set back and bear its name. Raises Refused where one of its records was changed since."""
        self._reverses, self._what = number, what
        changes = history.changes_of(self.connection, number)
        for (kind, way), group in itertools.groupby(changes, key=_kind_and_way):
            part = [
                (change["record"], history.decode(kind, change["before"]), history.decode(kind, change["after"]))
                for change in group
            ]
            if way == "made":
                self._require(kind, {record: after or {} for record, _, after in part})
                self.delete(kind, [record for record, _, _ in part])
            elif way == "deleted":
                self.insert_many(kind, [{**(before or {}), "id": record} for record, before, _ in part])
            else:
                self._change_back(kind, part)

    def _change_back(self, kind: str, part: Sequence[tuple[str, Values | None, Values | None]]) -> None:
        """Take changes back, last first: a record changed twice is held to what came last, and gets what was first."""
        expected: dict[str, dict[str, Any]] = {}
        first: dict[str, dict[str, Any]] = {}
        for record, before, after in part:
            expected[record] = {**(after or {}), **expected.get(record, {})}
            first.setdefault(record, {}).update(before or {})
        self._require(kind, expected)
        self.update_many(kind, first)

    def _require(self, kind: str, expected: Mapping[str, Values]) -> None:
        found = {record: row for part in _chunks(list(expected)) for record, row in self._rows(kind, part).items()}
        for record, values in expected.items():
            row = found.get(record)
            if row is None or any(row[name] != value for name, value in values.items()):
                raise Refused(f"这条{KINDS[kind].label}后来又改过，不能撤销到更早")

    def _whole(self, kind: str, values: Values, record: str, version: int) -> dict[str, Any]:
        """Return a row with what follows from its values; fields that they do not name stay out of it."""
        fields = KINDS[kind].fields
        row = {name: value for name, value in values.items() if name in fields}
        row.update(KINDS[kind].derive(row))
        stamp = {"version": version, "changed_by": self._who, "changed_at": self._at}
        return {**row, "id": record, "caption": KINDS[kind].caption(row), **stamp}

    def _note(self, kind: str, changes: Iterable[tuple[str, Values | None, Values | None]]) -> None:
        """Write (id, before, after) of records into the history."""
        notes = [(kind, record, history.encode(before), history.encode(after)) for record, before, after in changes]
        if notes and self._number is None:
            change_set = (self._at, self._who, self._what, self._source, self._reverses)
            self._number = history.begin_set(self.connection, *change_set)
        if notes and self._number is not None:
            history.add(self.connection, self._number, notes)


def _kept(kind: str, rows: Sequence[Values]) -> Iterator[dict[str, Any]]:
    """Give what the history keeps of whole rows: the fields in which something stands, but for those that follow from others."""
    there = set[str]().union(*rows)
    names = [name for name, field in KINDS[kind].fields.items() if name in there and not field.is_derived]
    return ({name: value for name in names if (value := row.get(name)) is not None} for row in rows)


def _at_version(row: dict[str, Any] | None, version: int | None) -> dict[str, Any]:
    """Return a row that is still there and at `version`. Raises Refused."""
    if row is None:
        raise Refused("这条记录已被删除，没有保存。可以撤销删除后再改")
    if version is not None and row["version"] != version:
        raise Refused(f"这条记录在 {row['changed_at']} 被 {row['changed_by']} 改过，请核对后再保存")
    return row


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _kind_and_way(change: Values) -> tuple[str, str]:
    way = "made" if change["before"] is None else "deleted" if change["after"] is None else "changed"
    return str(change["kind"]), way
