"""Records as rows of a table: which column a field is, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.figures.table import Column, Nature, Row, Table, Value
from zonedesk.records import KINDS
from zonedesk.records.fields import Date, Field, Link, Money, Number
from zonedesk.records.record import Row as Record

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.query import Query

SERIAL = Column("serial", "序号", "number", width=6)


def fields_listed(kind: str, names: Sequence[str] = ()) -> list[Field]:
    """Return fields of a kind by their names, those listed by default where none are named."""
    fields = KINDS[kind].fields
    return [fields[name] for name in names] or [field for field in fields.values() if field.listed]


def fields_kept(kind: str) -> list[Field]:
    """Return all fields of a kind that are typed, in the form's order: what brings a record back whole.

    The unit of an area stands beside its number, in the same cell.
    """
    from zonedesk.sheets.template import fields_of

    return fields_of(KINDS[kind])


def head_of(connection: sa.Connection, query: Query, fields: Sequence[Field]) -> Table:
    """Return the list of a query's records without these: its title, columns and totals."""
    from zonedesk.store.query import count

    record, number = KINDS[query.kind], count(connection, query)
    return Table(
        name=query.kind,
        title=f"{record.label}一览表",
        period=f"共 {number} {record.counter}",
        columns=(SERIAL, *map(column_of, fields)),
        rows=(),
        totals=_totals(connection, query, fields) if number else None,
    )


def rows_of(connection: sa.Connection, query: Query, fields: Sequence[Field]) -> Iterator[Row]:
    """Give the rows of the list of a query's records as the database finds them."""
    from zonedesk.store.query import each

    for number, record in enumerate(each(connection, query), start=1):
        yield Row({"serial": number, **cells_of(fields, record)}, adds_to="list")


def column_of(field: Field) -> Column:
    """Return the column of a field."""
    nature: Nature = "money" if isinstance(field, Money) else "text"
    if isinstance(field, Number):
        nature = "number"
    elif isinstance(field, Date):
        nature = "date"
    return Column(field.id, field.label, nature, field.unit, width=field.width)


def cells_of(fields: Sequence[Field], record: Record) -> dict[str, Value]:
    """Return a record's cells by field."""
    return {field.id: _cell(field, record) for field in fields}


def _cell(field: Field, record: Record) -> Value:
    if f"{field.id}.caption" in record:
        whole = field.whole[0] if isinstance(field, Link) and field.whole else None
        return record[f"{field.id}.caption"] or whole
    if isinstance(field, Money | Number):
        value: Decimal | None = record[field.id]
        return value if value is None or not _has_own_unit(field, record) else _with_unit(field, value, record)
    return field.show(record[field.id]) or None


def _has_own_unit(field: Field, record: Record) -> bool:
    """Return whether an area is in another unit than the one in its heading."""
    return isinstance(field, Number) and bool(field.unit_field) and record[field.unit_field] not in (None, field.unit)


def _with_unit(field: Field, value: Decimal, record: Record) -> str:
    assert isinstance(field, Number)
    return f"{field.show(value)}{record[field.unit_field]}"


def _totals(connection: sa.Connection, query: Query, fields: Sequence[Field]) -> Row | None:
    """Return the sums of the money columns; other numbers (years, areas in their own units) do not add up."""
    from zonedesk.store.query import sums

    money = [field.id for field in fields if isinstance(field, Money)]
    if not money:
        return None
    first = next((field.id for field in fields if field.id not in money), "serial")
    return Row({first: "合计", **sums(connection, query, money)}, style="total", adds_to="list")
