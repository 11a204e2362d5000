"""Reading and changing records: what a form, a cell, a paste and the command line all call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zonedesk.actions.agreeing import Agreeing, is_matchable, key_of, same
from zonedesk.errors import Refused, Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Field, Link, Naming, Problem, Reading
from zonedesk.records.parsing import plain
from zonedesk.records.record import Others, Row

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.change import Change
    from zonedesk.store.history import RecordChange, Source
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store


NAMES_AT_ONCE = 200  # names in one query, each asked for in a few columns


@dataclass(frozen=True)
class Saved:
    """What came of saving one record. `id` is the record's, also where it was not saved and existed before."""

    id: str
    saved: bool
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stopped it."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class Edit:
    """Values for one record: a new one where `id` is None. `version` refuses to overwrite somebody else's change."""

    values: Mapping[str, Any]
    id: str | None = None
    version: int | None = None
    at: str = field(default="", compare=False)  # where it stood, for the caller's own use: a cell, a line


def list_rows(store: Store, query: Query) -> list[Row]:
    """Return the rows of a query."""
    from zonedesk.store.query import fetch

    with store.reading() as connection:
        return fetch(connection, query)


def count_rows(store: Store, query: Query) -> int:
    """Return how many records a query has."""
    from zonedesk.store.query import count

    with store.reading() as connection:
        return count(connection, query)


def count_each(store: Store, queries: Sequence[Query]) -> list[int]:
    """Return how many records each of several queries has, at one moment."""
    from zonedesk.store.query import count

    with store.reading() as connection:
        return [count(connection, query) for query in queries]


def sum_rows(store: Store, query: Query, fields: Sequence[str]) -> dict[str, Decimal]:
    """Return the sums of number fields over a query."""
    from zonedesk.store.query import sums

    with store.reading() as connection:
        return sums(connection, query, fields)


def get(store: Store, kind: str, record: str) -> Row | None:
    """Return one record, or None where it is gone."""
    from zonedesk.store.query import by_ids

    with store.reading() as connection:
        return next(iter(by_ids(connection, kind, [record])), None)


def history_of(store: Store, kind: str, record: str) -> list[RecordChange]:
    """Return what happened to one record, newest first."""
    from zonedesk.store.history import record_history

    with store.reading() as connection:
        return record_history(connection, kind, record)


def suggestions(store: Store, kind: str, field_id: str) -> list[str]:
    """Return the texts that other records hold in a field, most used first, then the names that it may take."""
    from zonedesk.store.query import captions_of, distinct

    declared = KINDS[kind].fields[field_id]
    with store.reading() as connection:
        held = distinct(connection, kind, field_id)
        names = [caption for _, caption in captions_of(connection, declared.to)] if isinstance(declared, Naming) else []
    return list(dict.fromkeys([*held, *names]))


def defaults(kind: str) -> Row:
    """Return the values that a new record starts with."""
    fields = KINDS[kind].fields
    return {name: f.default for name, f in fields.items() if isinstance(f, Choice) and f.default is not None}


def save(
    store: Store,
    kind: str,
    record: str | None,
    values: Mapping[str, Any],
    source: Source = "form",
    version: int | None = None,
) -> Saved:
    """Save one record, new where `record` is None, unless something is wrong with it.

    Raises Refused where it was changed by somebody else since `version` or is gone.
    """
    label = KINDS[kind].label
    what = f"新建{label}" if record is None else f"修改{label}"
    return save_many(store, kind, [Edit(values, record, version)], what, source)[0]


def save_many(store: Store, kind: str, edits: Sequence[Edit], what: str, source: Source = "paste") -> list[Saved]:
    """Save several records of a kind as one step: all of them, or none where anything is wrong with one."""
    with store.change(what, source) as change:
        wholes = _wholes(change.connection, kind, edits)
        others, agreeing = _Beside(change.connection, kind, wholes), Agreeing(change.connection, kind, wholes)
        found = [check(change.connection, kind, whole, others, agreeing) for whole in wholes]
        found = [[*one, *two] for one, two in zip(found, _repeats(kind, wholes), strict=True)]
        if any(problem.severity == "error" for problems in found for problem in problems):
            return [Saved(edit.id or "", False, tuple(problems)) for edit, problems in zip(edits, found, strict=True)]
        ids = _write(change, kind, edits, wholes)
        if len(ids) == 1:
            change.describe(f"{what}“{_caption(change.connection, kind, ids[0])}”")
        change.commit()
    return [Saved(record, True, tuple(problems)) for record, problems in zip(ids, found, strict=True)]


def _write(change: Change, kind: str, edits: Sequence[Edit], wholes: Sequence[Row]) -> list[str]:
    """Make and change the records of edits, and return their ids in the order of the edits."""
    updates: dict[str, dict[str, Any]] = {}
    for edit in edits:
        if edit.id is not None:
            updates.setdefault(edit.id, {}).update(edit.values)
    change.update_many(kind, updates, {edit.id: edit.version for edit in edits if edit.id is not None})
    new = [whole for edit, whole in zip(edits, wholes, strict=True) if edit.id is None]
    made = iter(change.insert_many(kind, new))
    return [edit.id or next(made) for edit in edits]


def _caption(connection: sa.Connection, kind: str, record: str) -> str:
    from zonedesk.store.query import by_ids

    return next((KINDS[kind].caption(row) for row in by_ids(connection, kind, [record])), "")


def _wholes(connection: sa.Connection, kind: str, edits: Sequence[Edit]) -> list[Row]:
    """Return the whole rows that the edits would make."""
    from zonedesk.store.query import by_ids

    old = {row["id"]: row for row in by_ids(connection, kind, [edit.id for edit in edits if edit.id])}
    missing = [edit for edit in edits if edit.id and edit.id not in old]
    if missing:
        raise Refused("这条记录已被删除，没有保存。可以撤销删除后再改")
    names = KINDS[kind].fields
    kept = [{name: old[edit.id][name] for name in names} if edit.id else defaults(kind) for edit in edits]
    return [{**before, **edit.values, "id": edit.id} for before, edit in zip(kept, edits, strict=True)]


def check(
    connection: sa.Connection,
    kind: str,
    row: Mapping[str, Any],
    others: Others | None = None,
    agreeing: Agreeing | None = None,
) -> list[Problem]:
    """Return everything wrong or doubtful with a whole row: on its own, and beside the records that exist.

    `others` and `agreeing` are given where several rows are saved together.
    """
    record, agreeing = KINDS[kind], agreeing or Agreeing(connection, kind, [row])
    found = [*record.problems(row), *record.problems_beside(row, others or _Beside(connection))]
    wrong = {problem.field for problem in found if problem.severity == "error"}
    for group in record.matched_by:
        if wrong.isdisjoint(group) and (other := agreeing.other(group, row)):
            shown = "、".join(record.fields[name].label for name in group)
            severity = "warning" if group in record.alike else "error"
            message = f"已有{shown}相同的{record.label}“{other[1]}”，请核对"
            found.append(Problem(group[-1], message, severity, other[0]))  # type: ignore[arg-type]
            break
    return found


class _Beside:
    """The records of the ledger, for the checks beside them, with the rows that are saved together laid over it."""

    def __init__(self, connection: sa.Connection, kind: str = "", rows: Sequence[Row] = ()) -> None:
        self._connection, self._kind = connection, kind
        self._saved = {row["id"]: row for row in rows if row.get("id")}
        self._laid = {
            (group, key_of(group, row)): row for row in reversed(rows) for group in KINDS[kind].matched_by
        }  # fmt: skip

    def row(self, kind: str, record: str) -> Row | None:
        """Return a record by its id."""
        from zonedesk.store.query import by_ids

        laid = self._saved.get(record) if kind == self._kind else None
        return laid or next(iter(by_ids(self._connection, kind, [record])), None)

    def find(self, kind: str, values: Mapping[str, Any]) -> Row | None:
        """Return the record that has these values in one of the kind's groups."""
        for group in KINDS[kind].matched_by:
            if is_matchable(KINDS[kind], values, group):
                laid = self._laid.get((group, key_of(group, values))) if kind == self._kind else None
                found = laid or self._kept(kind, values, group)
                if found:
                    return found
        return None

    def changes(self, kind: str, values: Mapping[str, Any], name: str) -> bool:
        """Return whether the record that has these values is saved together with others: it is checked itself."""
        groups = KINDS[kind].matched_by if kind == self._kind else ()
        return any(name in self._laid.get((group, key_of(group, values)), {}) for group in groups)

    def _kept(self, kind: str, values: Mapping[str, Any], group: Sequence[str]) -> Row | None:
        """Return the record of the ledger, none of those about to be saved, that has these values in a group."""
        import sqlalchemy as sa

        from zonedesk.records.schema import TABLES

        table = TABLES[kind]
        agreeing = [same(table.c[name], values.get(name)) for name in group]
        saved = self._saved if kind == self._kind else {}
        rows = self._connection.execute(sa.select(table).where(*agreeing)).mappings()
        return next((dict(row) for row in rows if row["id"] not in saved), None)


def _repeats(kind: str, rows: Sequence[Row]) -> list[list[Problem]]:
    """Return, per row, whether the same record stands earlier among the rows."""
    record, seen, found = KINDS[kind], {}, []  # type: ignore[var-annotated]
    for number, row in enumerate(rows, start=1):
        problems: list[Problem] = []
        for group in record.matched_by:
            values = tuple(row.get(name) for name in group)
            if row.get("id") is not None or not is_matchable(record, row, group):
                continue
            first = seen.setdefault((group, values), number)
            if first != number:
                problems.append(Problem(group[-1], f"与第 {first} 行是同一条{record.label}，请删去其中一行"))
            break
        found.append(problems)
    return found


def delete(store: Store, kind: str, records: Sequence[str]) -> str:
    """Delete records with what belongs to them, and return the sentence that says so. Raises Refused."""
    record = KINDS[kind]
    what = f"删除 {len(records)} {record.counter}{record.label}"
    with store.change(what) as change:
        gone = change.delete(kind, records)
        change.commit()
    more = gone - len(records)
    return f"已{what}" + (f"，连同所属的 {more} 条记录" if more > 0 else "") + "，可以撤销"


def link_choices(
    store: Store, link: Link, text: str = "", zone: str | None = None, limit: int = 50
) -> list[tuple[str, str]]:
    """Return (id, caption) of the records that a link may hold, those that `text` finds."""
    from zonedesk.store.query import Query, Where, fetch

    within_zone = link.within_zone and zone is not None and "zone" in KINDS[link.to].fields
    where = (Where("zone", "is", zone),) if within_zone else ()
    with store.reading() as connection:
        rows = fetch(connection, Query(link.to, where=where, find=text, limit=limit))
    return [(row["id"], row["caption"]) for row in rows]


def resolve(connection: sa.Connection, link: Link, name: str) -> str | None:
    """Return the id of the record that `name` names, None where there is none or more than one."""
    return resolve_all(connection, link, [name])[name]


def resolve_all(connection: sa.Connection, link: Link, names: Iterable[str]) -> dict[str, str | None]:
    """Return for each name the id of the record that it names, None where there is none or more than one."""
    import sqlalchemy as sa

    from zonedesk.records.schema import TABLES

    table, record = TABLES[link.to], KINDS[link.to]
    columns = [table.c.caption, *(table.c[part] for part in record.named_by)]
    found: dict[str, set[str]] = {name: set() for name in names}
    wanted = list(found)
    for start in range(0, len(wanted), NAMES_AT_ONCE):
        part = wanted[start : start + NAMES_AT_ONCE]
        exactly = sa.select(table.c.id, *columns).where(sa.or_(*(column.in_(part) for column in columns)))
        _note(found, connection.execute(exactly), str)
    if ("zone",) in record.matched_by:  # one of each zone: the zone's name names it as well
        zones = resolve_all(connection, record.fields["zone"], wanted)  # type: ignore[arg-type]
        for record_id, zone in connection.execute(sa.select(table.c.id, table.c.zone)).all():
            for name in (name for name in wanted if zones[name] == zone):
                found[name].add(record_id)
    spelled = {plain(name): set[str]() for name, records in found.items() if not records}
    if spelled:
        _note(spelled, connection.execute(sa.select(table.c.id, *columns)), lambda text: plain(str(text)))
    named = {name: records or spelled[plain(name)] for name, records in found.items()}
    return {name: next(iter(records)) if len(records) == 1 else None for name, records in named.items()}


def _note(found: dict[str, set[str]], rows: Iterable[Sequence[Any]], compared: Callable[[Any], str]) -> None:
    """Put the ids of rows (id, then texts) to the names among `found` that one of their texts is."""
    for record, *texts in rows:
        for name in {compared(text) for text in texts if text}:
            if name in found:
                found[name].add(record)


def not_on_record(link: Link, name: str) -> Unreadable:
    """Return the sentence for a name that no record has."""
    target = KINDS[link.to]
    return Unreadable(f"台账里没有{target.label}“{name}”。请核对名称，或先新建这{target.counter}{target.label}")


def read_value(connection: sa.Connection, field: Field, raw: object, reading: Reading) -> Any:
    """Return the value that a text stands for in a field, links by the other record's name. Raises Unreadable."""
    from zonedesk.records.parsing import is_empty

    if not isinstance(field, Link):
        return field.parse(raw, reading)
    if is_empty(raw):
        return None
    name = str(raw).strip()
    found = resolve(connection, field, name)
    if found is None:
        raise not_on_record(field, name)
    return found
