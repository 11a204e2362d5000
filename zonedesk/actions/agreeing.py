"""The records of the ledger that agree with rows about to be saved: they may be the same records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zonedesk.records import KINDS
from zonedesk.records.record import Record

if TYPE_CHECKING:
    import sqlalchemy as sa

Values = Mapping[str, Any]
Group = tuple[str, ...]
Key = tuple[object, ...]

AT_ONCE = 200  # rows in one query: each brings a variable for every field of a group


class Agreeing:
    """Finds the records that have a row's values in a field group. A group is looked up once, for all rows together."""

    def __init__(self, connection: sa.Connection, kind: str, rows: Sequence[Values]) -> None:
        self._connection, self._kind, self._rows = connection, kind, rows
        self._found: dict[Group, dict[Key, list[tuple[str, str]]]] = {}

    def other(self, group: Group, row: Values) -> tuple[str, str] | None:
        """Return id and name of another record than the row's own that has its values in a group, or None."""
        if not is_matchable(KINDS[self._kind], row, group):
            return None
        if group not in self._found:
            self._found[group] = self._look_up(group)
        agreeing = self._found[group].get(key_of(group, row), ())
        other = next(((record, caption) for record, caption in agreeing if record != row.get("id")), None)
        return (other[0], other[1] or self._designation(other[0])) if other else None

    def _designation(self, record: str) -> str:
        """Return what a record without a name of its own is called."""
        from zonedesk.store.query import by_ids

        return next((KINDS[self._kind].designation(row) for row in by_ids(self._connection, self._kind, [record])), "")

    def _look_up(self, group: Group) -> dict[Key, list[tuple[str, str]]]:
        """Return id and caption of the records that agree with any of the rows, by their values in the group."""
        import sqlalchemy as sa

        from zonedesk.records.schema import TABLES

        table, record = TABLES[self._kind], KINDS[self._kind]
        rows = [row for row in self._rows if is_matchable(record, row, group)]
        found: dict[Key, list[tuple[str, str]]] = {}
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            among = [_among(table.c[name], [row.get(name) for row in part]) for name in group]
            columns = (table.c[name] for name in group)
            for record_id, caption, *values in self._connection.execute(
                sa.select(table.c.id, table.c.caption, *columns).where(*among).order_by(table.c.id)
            ):
                found.setdefault(_key(values), []).append((record_id, caption))
        return found


def is_matchable(record: type[Record], row: Values, group: Sequence[str]) -> bool:
    """Return whether a row holds all that a group asks for."""
    return all(row.get(name) is not None or name in record.matched_blank for name in group)


def key_of(group: Sequence[str], row: Values) -> Key:
    """Return a row's values in a group as they are compared: a space within a name makes no other name."""
    return _key(row.get(name) for name in group)


def same(column: sa.ColumnElement[Any], value: object) -> sa.ColumnElement[bool]:
    """Return the condition that a column says the same as `value`; a space within a name makes no other name."""
    return _bare(column) == _key([value])[0] if _is_words(column) else column == value


def _among(column: sa.ColumnElement[Any], values: Iterable[object]) -> sa.ColumnElement[bool]:
    """Return the condition that a column says the same as one of `values`."""
    import sqlalchemy as sa

    wanted = set(_key(values))
    given = (_bare(column) if _is_words(column) else column).in_(wanted - {None})
    return sa.or_(given, column.is_(None)) if None in wanted else given


def _is_words(column: sa.ColumnElement[Any]) -> bool:
    import sqlalchemy as sa

    return isinstance(column.type, sa.Text)


def _bare(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return a column without the spaces that ledgers have within names."""
    import sqlalchemy as sa

    return sa.func.replace(sa.func.replace(column, " ", ""), "\u3000", "")


def _key(values: Iterable[object]) -> Key:
    return tuple("".join(value.split()) if isinstance(value, str) else value for value in values)
