"""One action's changes: records, their history and the search index, in one transaction."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from zonedesk.errors import Refused
from zonedesk.records import KINDS
from zonedesk.records.fields import SEPARATOR, Link, Naming, names_in
from zonedesk.records.identity import new_id
from zonedesk.records.schema import TABLES
from zonedesk.store import attachments, history, search

Values = Mapping[str, Any]

ATTACHMENT = "attachment"

CHUNK = 500  # ids in one IN (…): SQLite allows 32 766 variables, older ones 999


class Change:
    """What one action does. Nothing of it stays unless `commit` is called."""

    def __init__(self, connection: sa.Connection, what: str, source: history.Source, who: str) -> None:
        self.connection = connection
        self.committed = False
        self._what, self._source, self._who = what, source, who
        self._reverses: int | None = None
        self._at = f"{datetime.datetime.now():%Y-%m-%d %H:%M:%S}"
        self._done: list[dict[str, Any]] = []

    @property
    def touched(self) -> int:
        """How many changes to records there are so far."""
        return len(self._done)

    def describe(self, what: str) -> None:
        """Name the action otherwise, once it is known what it did."""
        self._what = what

    def commit(self) -> None:
        """Write the history and keep everything. An action that changed nothing leaves no trace."""
        if self._done:
            number = history.begin_set(self.connection, self._at, self._who, self._what, self._source, self._reverses)
            history.add(self.connection, number, self._done)
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
        self.connection.execute(sa.insert(TABLES[kind]), whole)
        search.put(self.connection, kind, whole)
        self._done.extend(self._note(kind, row["id"], None, self._kept(kind, row)) for row in whole)
        return [row["id"] for row in whole]

    def update(self, kind: str, record: str, values: Values, version: int | None = None) -> bool:
        """Change fields of a record; False where nothing differs.

        Raises Refused where the record is gone, or is no longer at `version`.
        """
        table, fields = TABLES[kind], KINDS[kind].fields
        found = self.connection.execute(sa.select(table).where(table.c.id == record)).mappings().first()
        if found is None:
            raise Refused("这条记录已被删除，没有保存。可以撤销删除后再改")
        if version is not None and found["version"] != version:
            raise Refused(f"这条记录在 {found['changed_at']} 被 {found['changed_by']} 改过，请核对后再保存")
        old = dict(found)
        differing = [n for n, value in values.items() if not fields[n].is_derived and not fields[n].same(old[n], value)]
        if not differing:
            return False
        new = self._whole(kind, {**old, **{n: values[n] for n in differing}}, record, old["version"] + 1)
        self.connection.execute(sa.update(table).where(table.c.id == record), new)
        self._reindex(kind, old, new)
        before, after = ({name: row[name] for name in differing} for row in (old, new))
        self._done.append(self._note(kind, record, before, after))
        if self._reverses is None:  # an action taken back has its followers among its own changes
            self._follow_name(kind, old, new)
        return True

    def _follow_name(self, kind: str, old: Values, new: Values) -> None:
        """Let the texts that name a record follow it where it is renamed, within what both belong to."""
        was, now = old["caption"], new["caption"]
        if was == now or not was or not now:
            return
        for other, record in KINDS.items():
            for naming in record.namings().values():
                if naming.to == kind:
                    self._rename(other, naming, was, now, old.get(naming.within) if naming.within else None)

    def _rename(self, kind: str, naming: Naming, was: str, now: str, place: str | None) -> None:
        table = TABLES[kind]
        column = table.c[naming.id]
        holds = (SEPARATOR + column + SEPARATOR).contains(SEPARATOR + was + SEPARATOR, autoescape=True)
        same_place = table.c[naming.within] == place if naming.within else sa.true()
        rows = self.connection.execute(sa.select(table.c.id, column).where(holds, same_place)).all()
        for record, text in rows:
            renamed = SEPARATOR.join(now if one == was else one for one in names_in(text))
            self.update(kind, record, {naming.id: renamed})

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
            rows = self.connection.execute(sa.select(table).where(table.c.id.in_(part))).mappings().all()
            self.connection.execute(sa.delete(table).where(table.c.id.in_(part)))
            search.remove(self.connection, part)
            self._done.extend(self._note(kind, row["id"], self._kept(kind, row), None) for row in map(dict, rows))
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
                for row in rows:
                    self.update(kind, row, {name: None})
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
                for record, before, after in part:
                    self._require(kind, {record: after or {}})
                    self.update(kind, record, before or {})

    def _require(self, kind: str, expected: Mapping[str, Values]) -> None:
        table, found = TABLES[kind], {}
        for part in _chunks(list(expected)):
            rows = self.connection.execute(sa.select(table).where(table.c.id.in_(part))).mappings()
            found.update({row["id"]: row for row in rows})
        for record, values in expected.items():
            row = found.get(record)
            if row is None or any(row[name] != value for name, value in values.items()):
                raise Refused(f"这条{KINDS[kind].label}后来又改过，不能撤销到更早")

    def _whole(self, kind: str, values: Values, record: str, version: int) -> dict[str, Any]:
        fields = KINDS[kind].fields
        row = {name: values.get(name) for name in fields}
        row.update(KINDS[kind].derive(row))
        stamp = {"version": version, "changed_by": self._who, "changed_at": self._at}
        return {**row, "id": record, "caption": KINDS[kind].caption(row), **stamp}

    def _reindex(self, kind: str, old: Values, new: Values) -> None:
        if search.entry(kind, old) != search.entry(kind, new):
            search.remove(self.connection, [new["id"]])
            search.put(self.connection, kind, [new])

    @staticmethod
    def _kept(kind: str, row: Values) -> dict[str, Any]:
        fields = KINDS[kind].fields.values()
        return {field.id: row[field.id] for field in fields if not field.is_derived and row[field.id] is not None}

    @staticmethod
    def _note(kind: str, record: str, before: Values | None, after: Values | None) -> dict[str, Any]:
        return {"kind": kind, "record": record, "before": history.encode(before), "after": history.encode(after)}


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _kind_and_way(change: Values) -> tuple[str, str]:
    way = "made" if change["before"] is None else "deleted" if change["after"] is None else "changed"
    return str(change["kind"]), way
