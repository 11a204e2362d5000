"""What had happened by a day, of dates that may be known only to the month or the year."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from zonedesk.figures.asking import last_day


def surely_by(date: sa.ColumnElement[Any], day: str) -> sa.ColumnElement[bool]:
    """Return the condition that a date lies on or before a whole day for certain: its month or year must be over.

    As text 2023 and 2023-10 come before 2023-10-15, though they may mean a later day; no other texts mislead.
    """
    unsure = [known for known in (day[:4], day[:7]) if last_day(known) > day]
    return sa.and_(date <= day, date.not_in(unsure)) if unsure else date <= day


def done_by(
    date: sa.ColumnElement[Any], day: str, says_so: sa.ColumnElement[bool] | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that something was done by a day, never NULL: the one rule of every page and figure.

    Where the record has a state beside its date, `says_so` is what it must say; a record without a date then counts as it stands.
    """
    came = surely_by(date, day)
    if says_so is not None:
        came = sa.and_(says_so, sa.or_(date.is_(None), came))
    return sa.func.coalesce(came, sa.false())


def there_by(date: sa.ColumnElement[Any], day: str) -> sa.ColumnElement[bool]:
    """Return the condition that something was there by a day; what does not say since when counts as it stands."""
    return sa.or_(date.is_(None), surely_by(date, day))


def end_of(date: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Return a text that orders dates by the day on which they are over, one known to the month after all its days."""
    return date + sa.case((sa.func.length(date) == len("2023"), "-12-31"), (is_whole_day(date), ""), else_="-31")


class days_between(FunctionElement[int]):  # noqa: N801 - reads as a function of SQL
    """How many days lie from one whole day to another: 14 from 2023-06-30 to 2023-07-14."""

    inherit_cache = True
    type = sa.Integer()


@compiles(days_between)
def _julian_days(element: days_between, compiler: Any, **_: Any) -> str:
    first, last = (compiler.process(date) for date in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_of_dates(element: days_between, compiler: Any, **_: Any) -> str:
    first, last = (compiler.process(date) for date in element.clauses)
    return f"(CAST({last} AS DATE) - CAST({first} AS DATE))"


def is_whole_day(date: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that a date is known to the day, not only to the month or the year."""
    return sa.func.length(date) == len("2023-06-30")
