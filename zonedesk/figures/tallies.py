"""Counting and adding up records by what tells them apart: their zone, their channel, their chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures.table import Row, Selection, Value
from zonedesk.records.schema import TABLES, Whole

Place = Mapping[str, Any]
"""Where a number stands: the values that its records have under some of their keys; nothing is everywhere."""

EVERYWHERE: Place = {}


@dataclass(frozen=True)
class Tally:
    """One number of each row: the records of a kind that count in it, and for a sum what each of them adds.

    `keys` are what its records are told apart by; `source` is the kind's table, joined where a condition needs others.
    """

    kind: str
    keys: Mapping[str, sa.ColumnElement[Any]]
    where: sa.ColumnElement[bool] = field(default_factory=sa.true)
    adds: sa.ColumnElement[Any] | None = None
    source: sa.FromClause | None = None

    def _select(self, *columns: sa.ColumnElement[Any], place: Place) -> sa.Select[Any]:
        conditions = [self.keys[name].is_not_distinct_from(value) for name, value in place.items()]
        if self.adds is not None:
            conditions.append(self.adds.is_not(None))
        source = TABLES[self.kind] if self.source is None else self.source
        return sa.select(*columns).select_from(source).where(self.where, *conditions)

    def records(self, place: Place) -> Selection:
        """Return the records behind the number of a place."""
        record = TABLES[self.kind].c.id
        adds = None if self.adds is None else self._select(record, self.adds, place=place)
        return Selection(self.kind, self._select(record, place=place), adds)

    def amounts(self, connection: sa.Connection) -> list[Mapping[str, Any]]:
        """Return what there is under each combination of keys, as `amount`.

        Whole numbers are added by the database, others here, where they stay exact.
        """
        if self.adds is not None and not isinstance(self.adds.type, Whole):
            statement = self._select(*self._labelled(), self.adds.label("amount"), place={})
        else:
            total = sa.func.count() if self.adds is None else sa.func.coalesce(sa.func.sum(self.adds), 0)
            keys = self.keys.values()
            statement = self._select(*self._labelled(), total.label("amount"), place={}).group_by(*keys)
        return [dict(row) for row in connection.execute(statement).mappings()]

    def _labelled(self) -> Iterable[sa.ColumnElement[Any]]:
        return (column.label(name) for name, column in self.keys.items())


class Tallies:
    """Several tallies worked out once, for every place."""

    def __init__(self, connection: sa.Connection, tallies: Mapping[str, Tally]) -> None:
        self._tallies = tallies
        self._amounts = {name: tally.amounts(connection) for name, tally in tallies.items()}

    def value(self, name: str, place: Place) -> Decimal:
        """Return a number of a place."""
        found = sum((Decimal(row["amount"]) for row in self._rows(name, place)), Decimal(0))
        return found.normalize() + 0  # without the zeros that the database's own decimals end in

    def places(self, key: str, names: Iterable[str], place: Place = EVERYWHERE) -> set[Any]:
        """Return the different values that the records of some numbers of a place have under a key."""
        return {row[key] for name in names for row in self._rows(name, place) if row["amount"]}

    def _rows(self, name: str, place: Place) -> Iterable[Mapping[str, Any]]:
        return (row for row in self._amounts[name] if all(row[key] == value for key, value in place.items()))

    def cells(self, names: Iterable[str], place: Place) -> tuple[dict[str, Value], dict[str, Selection]]:
        """Return some numbers of a place, and the records behind each."""
        values: dict[str, Value] = {}
        records: dict[str, Selection] = {}
        for name in names:
            tally, value = self._tallies[name], self.value(name, place)
            values[name] = int(value) if tally.adds is None else value
            records[name] = tally.records(place)
        return values, records


def is_nothing(row: Row) -> bool:
    """Return whether a row of totals has no number but zero."""
    return not any(value for value in row.cells.values() if isinstance(value, int | Decimal))


def nothing_words(row: Row, first: str) -> tuple[str, ...]:
    """Return the note of a table with nothing in it: what to enter first."""
    return (f"还没有可以汇总的记录，请先录入或导入{first}。",) if is_nothing(row) else ()
