"""The time that a figure counts, of dates that may be known only to the month or the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from zonedesk.figures.asking import Ask, day_words, last_day
from zonedesk.figures.days import surely_by
from zonedesk.records.months import month_words


@dataclass(frozen=True)
class Period:
    """The time from the beginning of a year (None: from ever) to a day (empty: to ever); `words` are how it is printed.

    A year and a month mean from January to that month, as offices report.
    """

    year: int | None
    last: str
    words: str

    @property
    def is_open(self) -> bool:
        """Whether everything counts, dated or not."""
        return not self.last

    def holds(self, date: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition that a date lies in it for certain; an open period holds everything, dated or not."""
        if self.is_open:
            return sa.true()
        begun = date >= f"{self.year:04}" if self.year else sa.true()
        return sa.and_(begun, surely_by(date, self.last))

    def holds_or_undated(self, date: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition that a date lies in it, or is not known: some things count as they stand."""
        return sa.or_(date.is_(None), self.holds(date))

    def ended_by(self, date: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return the condition that a date lies on or before its last day, in whatever year."""
        return surely_by(date, self.last) if self.last else date.is_not(None)

    def undated_words(self, undated: int, counted: int, counter: str, date: str) -> str:
        """Return what to say of records without a date, which count whatever time is asked for; nothing in an open period.

        `undated` are those of `counted` that have none. Where all are such, the number says nothing of this time.
        """
        if self.is_open or not undated:
            return ""
        if undated < counted:
            return f"，其中 {undated} {counter}未填{date}，问哪个期间都计入"
        return f"，这 {undated} {counter}都未填{date}，问哪个期间都计入，不能看作{self.words}的数"


def period_of(ask: Ask) -> Period:
    """Return the time that is asked for: a year up to a month or a day, a whole year, up to a day, or all time."""
    last = ask.upto or (last_day(f"{ask.year:04}") if ask.year else "")
    return Period(ask.year, last, _words(ask, last))


def _words(ask: Ask, last: str) -> str:
    if not ask.year:
        return f"截至{day_words(ask.day)}"
    if last == f"{ask.year:04}-12-31":
        return f"{ask.year}年"
    month = int(last[5:7])
    if last != last_day(last[:7]):
        return f"{ask.year}年初至{day_words(last)}"
    return f"{ask.year}年{month_words(month)}"
