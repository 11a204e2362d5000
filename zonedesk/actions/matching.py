"""The records that an import meets: those of the ledger and those that it has made so far, found by what names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from zonedesk.actions.plan import Step
from zonedesk.actions.records import defaults
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Link, Number
from zonedesk.records.identity import new_id
from zonedesk.records.parsing import plain
from zonedesk.records.record import Row

if TYPE_CHECKING:
    import sqlalchemy as sa

Key = tuple[object, ...]


class Namesake(NamedTuple):
    """A record that shares a row's name, in the fields `by`, and has another code."""

    record: str
    by: tuple[str, ...]


class Shelf:
    """The records of one kind: what identifies them for all, the whole row for those that are needed."""

    def __init__(self, connection: sa.Connection, kind: str) -> None:
        self.kind, self.record = kind, KINDS[kind]
        self._connection = connection
        self._compared = {name for group in self.record.matched_by for name in group}
        self._plain = {n for n in self._compared if not isinstance(self.record.fields[n], Link | Number)}
        self._usual = {name: plain(value) for name, value in defaults(kind).items() if name in self._compared}
        self._stronger = {
            group: [other for other in self.record.matched_by if set(other) > set(group)]
            for group in self.record.matched_by
        }
        named = set(self.record.named_by)
        self._codes = [group for group in self.record.matched_by if named.isdisjoint(group)]
        self._folded: dict[str, str] = {}  # texts as they are compared; each is asked for several times
        self._by_key: dict[tuple[str, ...], dict[Key, list[str]]] = defaultdict(dict)
        self._by_name: dict[str, list[str]] = {}
        self._keys: dict[str, Row] = {}
        self._rows: dict[str, Row] = {}
        self.steps: dict[str, Step] = {}
        self._read()

    def _read(self) -> None:
        import sqlalchemy as sa

        from zonedesk.records.schema import TABLES

        table = TABLES[self.kind]
        names = [name for name in self.record.fields if name in self._compared or name in self.record.named_by]
        rows = self._connection.execute(sa.select(table.c.id, *(table.c[name] for name in names)))
        for found in rows:
            self._index(found[0], dict(zip(names, found[1:], strict=True)))

    def _index(self, record: str, row: Row) -> None:
        self._keys[record] = row
        for group in self.record.matched_by:
            key = self._key(group, row)
            if key is not None:
                self._by_key[group].setdefault(key, []).append(record)
        for name in self.record.named_by:
            if row.get(name) and not self.record.fields[name].is_derived:
                self._by_name.setdefault(self._fold(row[name]), []).append(record)

    def _unindex(self, record: str) -> None:
        """Forget what a record was called: a later import would no longer find it by that either."""
        row = self._keys[record]
        for group in self.record.matched_by:
            key = self._key(group, row)
            if key is not None:
                self._by_key[group][key].remove(record)
        for name in self.record.named_by:
            if row.get(name) and not self.record.fields[name].is_derived:
                self._by_name[self._fold(row[name])].remove(record)

    def _key(self, group: tuple[str, ...], row: Mapping[str, Any]) -> Key | None:
        values: list[object] = []
        for name in group:
            value = row.get(name)
            if value is None:
                value = self._usual.get(name)  # what a record has that nobody said otherwise of
                if value is None and name not in self.record.matched_blank:
                    return None
            elif name in self._plain:
                value = self._folded.get(value) or self._fold(value)
            values.append(value)
        return tuple(values)

    def _fold(self, text: str) -> str:
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = plain(text)
        return folded

    @property
    def is_empty(self) -> bool:
        """Whether there is no record yet."""
        return not self._keys

    def find(self, row: Mapping[str, Any]) -> str | None:
        """Return the record that a row is, by the best field group that says so, or None."""
        return self.match(row)[0]

    def match(self, row: Mapping[str, Any]) -> tuple[str | None, Namesake | None]:
        """Return the record that a row is; where only a record of the same name and another code is found, that one."""
        for group in self.record.matched_by:
            same = self._same(group, row)
            if not same:
                continue
            fitting = same if group in self._codes else [r for r in same if self.differing(row, r) is None]
            if fitting:
                return fitting[0], None
            return None, Namesake(same[0], group)
        return None, None

    def matched(self, row: Mapping[str, Any], record: str) -> tuple[str, ...]:
        """Return the best field group that a row and a record share, the empty one for none."""
        return next((group for group in self.record.matched_by if record in self._same(group, row)), ())

    def _same(self, group: tuple[str, ...], row: Mapping[str, Any]) -> list[str]:
        """Return the records that have the row's values in a group and do not differ from it in a stronger one."""
        key = self._key(group, row)
        found = self._by_key[group].get(key, []) if key is not None else []
        stronger = self._stronger[group]
        if not found or not stronger:
            return found
        return [record for record in found if not any(self._differs(other, row, record) for other in stronger)]

    def differing(self, row: Mapping[str, Any], record: str) -> tuple[str, ...] | None:
        """Return the code in which a row and a record differ: whatever their names, they are two."""
        return next((group for group in self._codes if self._differs(group, row, record)), None)

    def rival(self, row: Mapping[str, Any], record: str) -> str | None:
        """Return another record that a row names as well: the code of one with the name of the other."""
        first: tuple[str, ...] = ()
        for group in self.record.matched_by:
            same = self._same(group, row)
            if same and first and not set(group) < set(first) and (others := [r for r in same if r != record]):
                return others[0]
            first = first or (group if same else ())
        return None

    def _differs(self, group: tuple[str, ...], row: Mapping[str, Any], record: str) -> bool:
        """Return whether both hold all fields of a group and not the same: namesakes with other telephones are two."""
        one, other = self._key(group, row), self._key(group, self._keys[record])
        return one is not None and other is not None and one != other

    def named(self, name: str) -> list[str]:
        """Return the records of that name."""
        return list(dict.fromkeys(self._by_name.get(plain(name), ())))

    def names(self) -> Iterator[tuple[str, str]]:
        """Give the names of the ledger's records as they are compared, each with its record."""
        for name, records in self._by_name.items():
            yield from ((name, record) for record in dict.fromkeys(records) if not self.is_new(record))

    def is_new(self, record: str) -> bool:
        """Return whether a record is one that this plan makes."""
        return record in self.steps and self.steps[record].is_new

    def load(self, records: Iterable[str]) -> None:
        """Fetch whole rows, in few queries."""
        import sqlalchemy as sa

        from zonedesk.records.schema import TABLES

        table = TABLES[self.kind]
        wanted = [record for record in dict.fromkeys(records) if record not in self._rows]
        for start in range(0, len(wanted), 500):
            self._fetch(sa.select(table).where(table.c.id.in_(wanted[start : start + 500])))

    def load_all(self) -> None:
        """Fetch all whole rows: checks look beside at any of them."""
        import sqlalchemy as sa

        from zonedesk.records.schema import TABLES

        if not self._keys.keys() <= self._rows.keys():
            self._fetch(sa.select(TABLES[self.kind]))

    def _fetch(self, chosen: sa.Select[Any]) -> None:
        """Take in rows of the ledger; those that stand otherwise by now stay as they are."""
        result = self._connection.execute(chosen)
        names = list(result.keys())
        for values in result:
            row = dict(zip(names, values, strict=True))
            self._rows.setdefault(row["id"], row)

    def row(self, record: str) -> Row:
        """Return a record as it stands at this point of the import."""
        if record not in self._rows:
            self.load([record])
        return self._rows[record]

    def value(self, record: str, name: str) -> Any:
        """Return one of the fields that identify a record."""
        return self._keys[record].get(name)

    def caption(self, record: str) -> str:
        """Return the name that people see for a record, the empty text for one named by what it belongs to."""
        row = self.row(record)
        return self.record.caption(row) or str(row.get("caption") or "")

    def holds(self, record: str) -> bool:
        """Return whether there is such a record."""
        return record in self._keys

    def other(self, group: tuple[str, ...], row: Mapping[str, Any], record: str | None) -> str | None:
        """Return another record than `record` that has the row's values in a group."""
        return next((found for found in self._same(group, row) if found != record), None)

    def keys(self, row: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Key]]:
        """Return what a row would be found by: each field group that it fills, with its values as they are compared."""
        found = ((group, self._key(group, row)) for group in self.record.matched_by)
        return [(group, key) for group, key in found if key is not None]

    def add(self, values: Row) -> str:
        """Take in a new record, whose values are the shelf's from now on, and return its id."""
        record = values["id"] = new_id()
        self._rows[record] = values
        self.steps[record] = Step(self.kind, record, values, True)
        self._index(record, values)
        return record

    def change(self, record: str, values: Mapping[str, Any]) -> None:
        """Take in new values of a record."""
        is_called_otherwise = not self._compared.isdisjoint(values)
        if is_called_otherwise:
            self._unindex(record)
        self.row(record).update(values)
        self.steps.setdefault(record, Step(self.kind, record, {}, False)).values.update(values)
        if is_called_otherwise:
            self._index(record, {**self._keys[record], **values})

    def remove(self, record: str) -> None:
        """Forget a new record that nothing came to need."""
        del self.steps[record]


class Archive:
    """All kinds' shelves, read when first asked for."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._shelves: dict[str, Shelf] = {}

    def row(self, kind: str, record: str) -> Row | None:
        """Return a record as it stands at this point of the import, for the checks beside it."""
        return self[kind].row(record) if self[kind].holds(record) else None

    def find(self, kind: str, values: Mapping[str, Any]) -> Row | None:
        """Return the record that has these values in one of the kind's groups, for the checks beside it."""
        record = self[kind].find(values)
        return self[kind].row(record) if record else None

    def __getitem__(self, kind: str) -> Shelf:
        if kind not in self._shelves:
            self._shelves[kind] = Shelf(self._connection, kind)
        return self._shelves[kind]

    def show(self, field: Field, value: Any, money_unit: str = "亿元") -> str:
        """Return a value as people see it, of a link the other record's name."""
        if isinstance(field, Link) and value is not None:
            return self[field.to].caption(value)
        return field.show(value, money_unit)

    def designation(self, kind: str, record: str) -> str:
        """Return what a sentence calls a record, one without a name of its own by what it links to."""
        row, links = self[kind].row(record), KINDS[kind].links()
        return KINDS[kind].designation(row | {f"{n}.caption": self.show(f, row.get(n)) for n, f in links.items()})

    def steps(self) -> list[Step]:
        """Return everything that the import does, in the order in which records need one another."""
        return [step for kind in KINDS if kind in self._shelves for step in self._shelves[kind].steps.values()]


class Beside:
    """What the checks of one sheet's rows look at beside a row: the archive, with the sheet's rows still to come laid over it.

    A row is held to what its neighbours will be, in whatever order they stand.
    """

    def __init__(self, archive: Archive, kind: str, rows: Iterable[Row]) -> None:
        self._archive, self._kind = archive, kind
        self._coming: dict[tuple[tuple[str, ...], Key], Row] = {}
        self._changing: set[tuple[tuple[str, ...], Key, str]] = set()
        for row in rows:
            keys = archive[kind].keys(row)
            known = archive.find(kind, row) or {}
            changed = [name for name, value in row.items() if value is not None and known.get(name) != value]
            for key in keys:
                self._coming.setdefault(key, row)
                self._changing.update((*key, name) for name in changed)

    def row(self, kind: str, record: str) -> Row | None:
        """Return a record by its id, or None."""
        return self._archive.row(kind, record)

    def find(self, kind: str, values: Mapping[str, Any]) -> Row | None:
        """Return the record that has these values in one of the kind's groups, or None."""
        known = self._archive.find(kind, values)
        keys = self._archive[kind].keys(values) if kind == self._kind else []
        coming = next((self._coming[key] for key in keys if key in self._coming), None)
        return {**(known or {}), **coming} if coming else known

    def changes(self, kind: str, values: Mapping[str, Any], name: str) -> bool:
        """Return whether a row of the sheet gives the record that has these values another value in a field."""
        keys = self._archive[kind].keys(values) if kind == self._kind else []
        return any((*key, name) in self._changing for key in keys)
