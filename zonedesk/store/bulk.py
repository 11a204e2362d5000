"""Many rows put into a table at once.

Of 100 000 projects it takes 1 s; SQLAlchemy's own way, with two dicts a row and all columns named, takes 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by column name; what a row lacks is NULL.

    Columns in which nothing stands are not named: of a project's 45 a ledger fills 20, and each costs the database its time.
    """
    there = set[str]().union(*rows)
    columns = {column: [row.get(column.name) for row in rows] for column in table.columns if column.name in there}
    filled = {column: values for column, values in columns.items() if any(value is not None for value in values)}
    bound = [_bound(connection.dialect, column, values) for column, values in filled.items()]
    insert_tuples(connection, table, [column.name for column in filled], list(zip(*bound, strict=True)))


def insert_tuples(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows as the driver takes them, with their columns' `names` in the table's order."""
    statement = sa.insert(table).compile(dialect=connection.dialect, column_keys=list(names))
    connection.exec_driver_sql(str(statement), list(rows))


def _bound(dialect: sa.Dialect, column: sa.Column[Any], values: Sequence[Any]) -> Iterable[Any]:
    """Return the values of a column as the driver takes them."""
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return map(bind, values) if bind else values
