"""Counting and adding up records by what tells them apart: their zone, their channel, their chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import sqlalchemy as sa

from zonedesk.figures.table import LateSelection, Row, Selection, Value
from zonedesk.records.schema import TABLES, Whole

Place = Mapping[str, Any]
"""Where a number stands: the values that its records have under some of their keys; nothing is everywhere."""

EVERYWHERE: Place = {}

Values = tuple[Any, ...]
"""What the records of a place have under each of some keys."""

Amounts = list[tuple[Values, int | Decimal]]
"""What there is under each combination of a tally's keys, where there is anything."""


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

    @property
    def joined(self) -> sa.FromClause:
        """What its records are read from."""
        return TABLES[self.kind] if self.source is None else self.source

    @property
    def is_added_here(self) -> bool:
        """Whether it adds numbers with decimals, which stay exact only where Python adds them."""
        return self.adds is not None and not isinstance(self.adds.type, Whole)

    @property
    def amount(self) -> sa.ColumnElement[Any]:
        """What the database counts or adds up among records of which only some belong to it."""
        if self.adds is None:
            return sa.func.coalesce(sa.func.sum(sa.case((self.where, 1), else_=0)), 0)
        return sa.func.coalesce(sa.func.sum(sa.case((self.where, self.adds))), 0)

    def select(self, *columns: sa.ColumnElement[Any], place: Place = EVERYWHERE) -> sa.Select[Any]:
        """Return a query for something of its records at a place; of a sum only of those that have something to add."""
        conditions = [self.keys[name].is_not_distinct_from(value) for name, value in place.items()]
        if self.adds is not None:
            conditions.append(self.adds.is_not(None))
        return sa.select(*columns).select_from(self.joined).where(self.where, *conditions)

    def records(self, place: Place) -> Selection:
        """Return the records behind the number of a place."""
        return LateSelection(self.kind, partial(self._records, place))

    def _records(self, place: Place) -> Selection:
        record = TABLES[self.kind].c.id
        adds = None if self.adds is None else self.select(record, self.adds, place=place)
        return Selection(self.kind, self.select(record, place=place), adds)


class Tallies:
    """Several tallies worked out once, for every place."""

    def __init__(self, connection: sa.Connection, tallies: Mapping[str, Tally]) -> None:
        self._tallies = tallies
        self._amounts: dict[str, Amounts] = {}
        self._summed: dict[tuple[str, tuple[str, ...]], dict[Values, int | Decimal]] = {}
        for alike in _alike(tallies):
            self._amounts |= _worked_out(connection, alike)

    def value(self, name: str, place: Place) -> Decimal:
        """Return a number of a place."""
        found = Decimal(self._sums(name, tuple(place)).get(tuple(place.values()), 0))
        return found.normalize() + 0  # without the zeros that the database's own decimals end in

    def places(self, key: str, names: Iterable[str], place: Place = EVERYWHERE) -> set[Any]:
        """Return the different values that the records of some numbers of a place have under a key."""
        keys, values = (*place, key), tuple(place.values())
        return {
            where[-1]
            for name in names
            for where, amount in self._sums(name, keys).items()
            if amount and where[:-1] == values
        }

    def _sums(self, name: str, keys: tuple[str, ...]) -> Mapping[Values, int | Decimal]:
        """Return a number of every place that some keys tell apart, by the keys' values; all are added up in one pass."""
        found = self._summed.get((name, keys))
        if found is None:
            found = self._summed[name, keys] = {}
            known = tuple(self._tallies[name].keys)
            places = [known.index(key) for key in keys]
            for where, amount in self._amounts[name]:
                values = tuple([where[place] for place in places])
                found[values] = found.get(values, 0) + amount
        return found

    def cells(self, names: Iterable[str], place: Place) -> tuple[dict[str, Value], dict[str, Selection]]:
        """Return some numbers of a place, and the records behind each."""
        values: dict[str, Value] = {}
        records: dict[str, Selection] = {}
        for name in names:
            tally, value = self._tallies[name], self.value(name, place)
            values[name] = int(value) if tally.adds is None else value
            records[name] = tally.records(place)
        return values, records


def _alike(tallies: Mapping[str, Tally]) -> Iterable[Mapping[str, Tally]]:
    """Give the tallies that one pass over the same records works out together."""
    groups: dict[Any, dict[str, Tally]] = {}
    for name, tally in tallies.items():
        keys = tuple((key, id(column)) for key, column in tally.keys.items())
        alone = name if tally.is_added_here else ""
        groups.setdefault((tally.kind, id(tally.source), keys, alone), {})[name] = tally
    return groups.values()


def _worked_out(connection: sa.Connection, tallies: Mapping[str, Tally]) -> dict[str, Amounts]:
    """Return the amounts of tallies that are alike."""
    first = next(iter(tallies.values()))
    # Grouped by the names that the columns get here: PostgreSQL takes an expression with parameters for another one.
    keys = {f"key_{place}": column for place, column in enumerate(first.keys.values())}
    columns = [column.label(name) for name, column in keys.items()]
    if first.is_added_here:
        statement = first.select(*columns, first.adds)  # type: ignore[arg-type]
    else:
        amounts = (tally.amount for tally in tallies.values())
        some = sa.or_(*(tally.where for tally in tallies.values()))
        statement = sa.select(*columns, *amounts).select_from(first.joined).where(some).group_by(*keys)
    found: dict[str, Amounts] = {name: [] for name in tallies}
    for row in connection.execute(statement):
        values = tuple(row[: len(keys)])
        for name, amount in zip(tallies, row[len(keys) :], strict=True):
            if amount:
                found[name].append((values, amount))
    return found


def is_nothing(row: Row) -> bool:
    """Return whether a row of totals has no number but zero."""
    return not any(value for value in row.cells.values() if isinstance(value, int | Decimal))


def nothing_words(row: Row, first: str) -> tuple[str, ...]:
    """Return the note of a table with nothing in it: what to enter first."""
    return (f"还没有可以汇总的记录，请先录入或导入{first}。",) if is_nothing(row) else ()
