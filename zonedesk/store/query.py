"""Reading records as plain rows: filtered, found, ordered and paged by the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa

from zonedesk.records import KINDS
from zonedesk.records.record import Row
from zonedesk.records.schema import TABLES, as_number, is_past
from zonedesk.store import search

AT_ONCE = 1000  # rows taken from the database in one go

Op = Literal["is", "is_not", "contains", "at_least", "at_most", "before", "in", "empty", "filled"]


@dataclass(frozen=True)
class Where:
    """One condition on a field. A link is compared by the other record's id, and `contains` looks into its caption."""

    field: str
    op: Op
    value: Any = None


@dataclass(frozen=True)
class Query:
    """Which records of a kind, in which order. `within` is a query of ids, such as the records behind a number."""

    kind: str
    where: tuple[Where, ...] = ()
    find: str = ""
    within: sa.Select[tuple[str]] | None = None
    order: tuple[tuple[str, bool], ...] = ()  # (field, descending)
    limit: int | None = None
    offset: int = 0


Captions = dict[str, "sa.FromClause"]


def _captions(kind: str) -> Captions:
    return {name: sa.alias(TABLES[link.to], f"of_{name}") for name, link in KINDS[kind].links().items()}


def _condition(kind: str, where: Where, captions: Captions) -> sa.ColumnElement[bool]:
    column: sa.ColumnElement[Any] = TABLES[kind].c[where.field]
    if where.op == "contains" and where.field in captions:
        column = captions[where.field].c.caption
    return _OPS[where.op](column, where.value)


def _is(column: sa.ColumnElement[Any], value: Any) -> sa.ColumnElement[bool]:
    return column.is_(None) if value is None else as_number(column) == value


def _at_most(column: sa.ColumnElement[Any], value: Any) -> sa.ColumnElement[bool]:
    # a date as an upper bound takes in the whole of its month or year: 2023-06 goes to 2023-06~
    return as_number(column) <= (f"{value}~" if isinstance(value, str) else value)


_OPS: dict[Op, Callable[[sa.ColumnElement[Any], Any], sa.ColumnElement[bool]]] = {
    "is": _is,
    "is_not": lambda column, value: sa.or_(column.is_(None), as_number(column) != value),
    "contains": lambda column, value: column.icontains(str(value), autoescape=True),
    "at_least": lambda column, value: as_number(column) >= value,
    "at_most": _at_most,
    "before": is_past,
    "in": lambda column, value: column.in_(list(value)),
    "empty": lambda column, _: column.is_(None),
    "filled": lambda column, _: column.is_not(None),
}


def _conditions(query: Query, captions: Captions) -> list[sa.ColumnElement[bool]]:
    found = [_condition(query.kind, where, captions) for where in query.where]
    if query.find.strip():
        found.append(search.matches(query.kind, query.find))
    if query.within is not None:
        found.append(TABLES[query.kind].c.id.in_(query.within))
    return found


def _joined(query: Query, captions: Captions, names: Iterable[str]) -> sa.FromClause:
    table = TABLES[query.kind]
    source: sa.FromClause = table
    for name in names:
        source = source.outerjoin(captions[name], captions[name].c.id == table.c[name])
    return source


def _needed(query: Query, captions: Captions) -> list[str]:
    return [w.field for w in query.where if w.op == "contains" and w.field in captions]


def _order(query: Query, captions: Captions) -> list[sa.ColumnElement[Any]]:
    table, terms = TABLES[query.kind], []
    for name, descending in query.order:
        column = captions[name].c.caption if name in captions else as_number(table.c[name])
        empty_last = column.is_(None)
        terms += [empty_last, column.desc() if descending else column.asc()]
    return [*terms, table.c.id]


def each(connection: sa.Connection, query: Query) -> Iterator[Row]:
    """Give the rows of a query as the database finds them, links with their captions as `<link>.caption`."""
    table, captions = TABLES[query.kind], _captions(query.kind)
    shown = [alias.c.caption.label(f"{name}.caption") for name, alias in captions.items()]
    statement = (
        sa.select(table, *shown)
        .select_from(_joined(query, captions, captions))
        .where(*_conditions(query, captions))
        .order_by(*_order(query, captions))
        .limit(query.limit)
        .offset(query.offset or None)
    )
    rows = connection.execute(statement, execution_options={"yield_per": AT_ONCE})
    return (dict(row) for row in rows.mappings())


def fetch(connection: sa.Connection, query: Query) -> list[Row]:
    """Return the rows of a query, as `each` gives them."""
    return list(each(connection, query))


def count(connection: sa.Connection, query: Query) -> int:
    """Return how many records a query has, whatever its limit."""
    captions = _captions(query.kind)
    source = _joined(query, captions, dict.fromkeys(_needed(query, captions)))
    statement = sa.select(sa.func.count()).select_from(source).where(*_conditions(query, captions))
    return connection.execute(statement).scalar_one()


def sums(connection: sa.Connection, query: Query, fields: Sequence[str]) -> dict[str, Decimal]:
    """Return the sum of number fields over all records of a query, whatever its limit."""
    table, captions = TABLES[query.kind], _captions(query.kind)
    source = _joined(query, captions, dict.fromkeys(_needed(query, captions)))
    totals = [sa.func.coalesce(sa.func.sum(as_number(table.c[name])), 0).label(name) for name in fields]
    row = (
        connection.execute(sa.select(*totals).select_from(source).where(*_conditions(query, captions))).mappings().one()
    )
    return {name: Decimal(str(row[name])).normalize() + 0 for name in fields}


def by_ids(connection: sa.Connection, kind: str, ids: Sequence[str]) -> list[Row]:
    """Return the records with these ids, in their own order of making."""
    found: list[Row] = []
    for start in range(0, len(ids), 500):
        within = sa.select(TABLES[kind].c.id).where(TABLES[kind].c.id.in_(ids[start : start + 500]))
        found += fetch(connection, Query(kind, within=within))
    return found


def place_of(connection: sa.Connection, query: Query, record: str) -> int | None:
    """Return where a record stands in a query's order, from 0, or None where the query does not have it."""
    table, captions = TABLES[query.kind], _captions(query.kind)
    needed = dict.fromkeys([*_needed(query, captions), *(name for name, _ in query.order if name in captions)])
    place = sa.func.row_number().over(order_by=_order(query, captions)).label("place")
    numbered = (
        sa.select(table.c.id, place)
        .select_from(_joined(query, captions, needed))
        .where(*_conditions(query, captions))
        .subquery()
    )
    found = connection.execute(sa.select(numbered.c.place).where(numbered.c.id == record)).scalar()
    return None if found is None else int(found) - 1


def distinct(connection: sa.Connection, kind: str, field: str) -> list[str]:
    """Return the different texts that a field holds, most used first."""
    column = TABLES[kind].c[field]
    statement = sa.select(column).where(column.is_not(None)).group_by(column).order_by(sa.func.count().desc(), column)
    return [str(value) for value in connection.execute(statement.limit(200)).scalars()]


def captions_of(connection: sa.Connection, kind: str) -> list[tuple[str, str]]:
    """Return (id, caption) of all records of a kind, by name."""
    table = TABLES[kind]
    statement = sa.select(table.c.id, table.c.caption).order_by(table.c.caption)
    return [(row.id, row.caption) for row in connection.execute(statement)]
