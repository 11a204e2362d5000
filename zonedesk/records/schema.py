"""The database tables, built from the fields that the records declare."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from zonedesk.records import KINDS
from zonedesk.records.fields import Date, Field, Flag, Link, Money, Number
from zonedesk.records.record import Record

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Whole(TypeDecorator[Decimal]):
    """A whole number (of 元, of people) in the database, Decimal in Python."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> int | None:
        """Write a whole number. Raises ValueError for a part of one."""
        if value is None:
            return None
        whole = int(value)
        if whole != value:
            raise ValueError(f"not a whole number: {value}")
        return whole

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        """Read a whole number."""
        return None if value is None else Decimal(int(value))


class Exact(TypeDecorator[Decimal]):
    """A number kept with the very digits that were entered, as text; sort and add it through `as_number`."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else f"{Decimal(value):f}"

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


def as_number(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return an expression that orders, compares and adds a column by its numeric value."""
    return sa.cast(column, sa.Numeric) if isinstance(column.type, Exact) else column


def is_past(date: sa.ColumnElement[Any], day: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a date lies before a day for certain: one known to the month or the year is over when that is.

    Only as much of the day is compared as is known, like `dates.surely_before` in Python. Where there is no date it is NULL.
    """
    return date < sa.func.substr(sa.literal(day), 1, sa.func.length(date))


def _column(field: Field) -> sa.Column[Any]:
    match field:
        case Money():
            return sa.Column(field.id, Whole)
        case Number():
            return sa.Column(field.id, Whole if field.whole else Exact)
        case Flag():
            return sa.Column(field.id, sa.Boolean(name=None, create_constraint=False))
        case Date():
            return sa.Column(field.id, sa.String(10))
        case Link():
            target = sa.ForeignKey(f"{field.to}.id", deferrable=True, initially="DEFERRED")
            return sa.Column(field.id, sa.String(32), target, nullable=not field.required, index=True)
    return sa.Column(field.id, sa.Text)


def _table(record: type[Record], metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        record.key,
        metadata,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("caption", sa.Text, nullable=False, default=""),
        *(_column(field) for field in record.fields.values()),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(19), nullable=False),
        *(sa.Index(None, *names) for names in record.indexed),
    )


METADATA = sa.MetaData(naming_convention=NAMING)

TABLES: dict[str, sa.Table] = {}
"""The table of each kind: its fields' columns, with id, caption, version, changed_by and changed_at."""


def add_kind(record: type[Record]) -> sa.Table:
    """Take in a kind of record and return its table. The ledger itself gets that table by a migration."""
    KINDS[record.key] = record
    TABLES[record.key] = _table(record, METADATA)
    return TABLES[record.key]


for _record in KINDS.values():
    add_kind(_record)

CHANGE_SET = sa.Table(
    "change_set",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.String(19), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("source", sa.String(16), nullable=False),
    sa.Column("reverses", sa.Integer, sa.ForeignKey("change_set.id")),
    sqlite_autoincrement=True,
)
"""One row per committed action. Rows are only ever added; `reverses` names the set that an undo or redo takes back."""

CHANGE = sa.Table(
    "change",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("change_set", sa.Integer, sa.ForeignKey("change_set.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("record", sa.String(32), nullable=False, index=True),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
)
"""What one action did to one record: the changed fields before and after, as JSON; null where it did not exist."""

REMEMBERED = sa.Table(
    "remembered",
    METADATA,
    sa.Column("topic", sa.String(8), primary_key=True),
    sa.Column("kind", sa.String(32), primary_key=True),
    sa.Column("said", sa.Text, primary_key=True),
    sa.Column("meant", sa.Text, nullable=False),
)
"""What people said of the words in ledgers, so that the same words need no question again: see `sheets.memory`."""
