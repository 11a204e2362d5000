"""What a figure is asked for: the period, the day, the events and how finely to divide."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from zonedesk.errors import Mendable
from zonedesk.records import dates
from zonedesk.records.batches import event_name

_EVENT = re.compile(r"^(\d{4})(?:-(\d{1,2}))?$")
_LAST_NUMBER = 99


@dataclass(frozen=True)
class Events:
    """Events of 三个一批 from one to another, both included, each as (year, number)."""

    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def is_whole_years(self) -> bool:
        """Whether it holds all events of its years."""
        return self.first[1] <= 1 and self.last[1] == _LAST_NUMBER

    @property
    def name(self) -> str:
        """The range as people say it: 2023年第一次至第三次, 2022年第一次至2023年第三次, 2023年."""
        (year, number), (last_year, last_number) = self.first, self.last
        if self.is_whole_years:
            return f"{year}年" if year == last_year else f"{year}年至{last_year}年"
        if self.first == self.last:
            return event_name(year, number)
        last = event_name(last_year, last_number)
        return f"{event_name(year, max(number, 1))}至{last.removeprefix(f'{year}年')}"


def whole_year(year: int) -> Events:
    """Return all events of a year."""
    return Events((year, 1), (year, _LAST_NUMBER))


@dataclass(frozen=True)
class Ask:
    """What a figure is asked for. Empty means the figure's own default.

    `as_of` is a whole day, 2023-10-31; `by` is how finely to divide (zone, campaign); `plain_sum` counts repeated
    entries as well; `zone` is the id of the only zone that counts; `formula` is the edition of the rates' formula.
    """

    year: int | None = None
    month: int | None = None
    as_of: str = ""
    events: Events | None = None
    by: str = ""
    plain_sum: bool = False
    zone: str = ""
    formula: str = ""

    @property
    def upto(self) -> str:
        """The day after which nothing counts: as asked, else the end of the month asked for, else none."""
        if self.as_of or not (self.year and self.month):
            return self.as_of
        return last_day(f"{self.year:04}-{self.month:02}")

    @property
    def names_a_day(self) -> bool:
        """Whether a day or a period was asked for, rather than how things stand now."""
        return bool(self.upto or self.year)

    @property
    def day(self) -> str:
        """The day that a state of things is for: `upto`, else the end of the year asked for, else today."""
        if self.upto or self.year:
            return self.upto or last_day(f"{self.year:04}")
        return f"{datetime.date.today():%Y-%m-%d}"


def last_day(date: str) -> str:
    """Return the last day of a date that may be known only to the month or the year."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def known_by(date: str | None, day: str) -> str:
    """Return a date that had surely come by a whole day, else nothing, as `days.surely_by` asks the database."""
    return date if date and last_day(date) <= day else ""


def day_words(day: str) -> str:
    """Return a whole day as it is printed: 2023年10月31日."""
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def parse_day(text: str) -> str:
    """Read a day; a month or a year stands for its last day. Raises Unreadable."""
    return last_day(dates.parse_date(text))


def parse_events(text: str) -> Events:
    """Read 2023-1..2023-3, 2023-3, 2023..2024 or 2023. Raises Mendable with what may be written."""
    first, found, last = text.partition("..")
    start, _ = _parse_event(first, text)
    _, end = _parse_event(last if found else first, text)
    if start > end:
        raise Mendable(f"活动“{text}”前后颠倒，请把较早的一次写在前面，如 2023-1..2023-3")
    return Events(start, end)


def _parse_event(text: str, whole: str) -> tuple[tuple[int, int], tuple[int, int]]:
    found = _EVENT.match(text.strip())
    if not found:
        raise Mendable(f"看不懂活动“{whole}”，请写成 2023-3、2023-1..2023-3 或 2023")
    year = int(found[1])
    if found[2] is None:
        return (year, 1), (year, _LAST_NUMBER)
    number = int(found[2])
    if not 1 <= number <= _LAST_NUMBER:
        raise Mendable(f"活动“{whole}”的次数不对，请写 1 到 {_LAST_NUMBER}，如 2023-3")
    return (year, number), (year, number)
