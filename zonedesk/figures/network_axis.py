"""How a network lies along time: the one layout that its drawing on the screen and on paper share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonedesk.figures.network import Network

QUARTERS = "一二三四"
STEPS = {1: 58, 3: 86, 6: 92, 12: 52, 24: 52, 60: 52, 120: 52}
"""Months between two ticks, and the room that the words of one take, in logical pixels."""


@dataclass(frozen=True)
class Tick:
    """A beginning of a month on the axis, and its words; `is_strong` where a year begins."""

    day: datetime.date
    words: str
    is_strong: bool


@dataclass(frozen=True)
class Axis:
    """Time from the first day of a month to the last day of one."""

    first: datetime.date
    last: datetime.date

    def at(self, day: datetime.date) -> float:
        """Return where the morning of a day lies, from 0 at the left end to 1 at the right."""
        return (day - self.first).days / ((self.last - self.first).days + 1)

    def after(self, day: datetime.date) -> float:
        """Return where the evening of a day lies: a span ends there."""
        return ((day - self.first).days + 1) / ((self.last - self.first).days + 1)

    def holds(self, day: datetime.date) -> bool:
        """Return whether a day lies on it."""
        return self.first <= day <= self.last

    def ticks(self, width: float) -> Sequence[Tick]:
        """Return the beginnings of its months, quarters, half years or years: the finest whose words stand in a width."""
        months = list(_months(self.first, self.last))
        chosen: list[datetime.date] = []
        step = 1
        for step, room in STEPS.items():
            chosen = [month for month in months if _number(month) % step == 0]
            if len(chosen) * room <= width:
                break
        return [Tick(month, _words(month, step, place == 0), month.month == 1) for place, month in enumerate(chosen)]


def axis_of(found: Network) -> Axis:
    """Return the time that a network takes; with its day, while something is still to be done."""
    days = [
        day for step in found.steps for span in (step.planned, step.actual) if span for day in (span.first, span.last)
    ]
    days += [step.expected_end for step in found.steps if step.expected_end]
    if not days or not all(step.is_done for step in found.steps):
        days.append(found.day)
    first, last = min(days), max(days)
    return Axis(first.replace(day=1), _next_month(last.replace(day=1)) - datetime.timedelta(days=1))


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next_month(month)


def _next_month(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)


def _number(month: datetime.date) -> int:
    return month.year * 12 + month.month - 1


def _words(month: datetime.date, step: int, is_first: bool) -> str:
    year = f"{month.year}年"
    if step >= 12:
        return year
    if step == 6:
        return f"{year}{'上' if month.month == 1 else '下'}半年"
    words = f"{QUARTERS[(month.month - 1) // 3]}季度" if step == 3 else f"{month.month}月"
    return f"{year}{words}" if is_first or month.month == 1 else words
