"""The time from January to a month: how ledgers write it (1-10月, 10月, 元月, 上半年, 前三季度, 全年), and how it is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zonedesk.records.parsing import fold

_PERIODS = {
    "第一季度": 3, "一季度": 3, "1季度": 3, "上半年": 6, "前三季度": 9, "前3季度": 9, "一至三季度": 9, "1-3季度": 9, "全年": 12,
}  # fmt: skip
_TO = "[-—–―~～〜−至到]+"
_MONTH = re.compile(rf"(?P<from>(?:0?1月?|元月)份?{_TO})?(?P<month>1[0-2]|0?[1-9]|元)月份?")
_GOES_ON = re.compile("[-—–―~～〜−至到\\d月第前]")  # before what is only the end of a time: the 6月 of 4-6月
_CURRENCY = re.compile("[十百千万亿美欧日港]元月")  # 亿元月报 is no January
_PART_OF_YEAR = re.compile("[\\d一二三四五六七八九十](?:月|季度)")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年度?")


@dataclass(frozen=True)
class Period:
    """The month that a text begins with, the year before it where there is one, and the words after it.

    `spans` tells that the text names a time of several months (1-10月, 上半年) and not the month alone.
    """

    month: int
    year: int | None
    rest: str
    spans: bool


def year_alone(text: str) -> int | None:
    """Return the year that a text is and no more: 2023年."""
    found = _YEAR.fullmatch(re.sub(r"\s+", "", fold(text)))
    return int(found["year"]) if found else None


def names_part_of_year(text: str) -> bool:
    """Return whether a text names months or a quarter, from January on or not: 4-6月, 第三季度."""
    return bool(_PART_OF_YEAR.search(re.sub(r"\s+", "", fold(text))))


def month_words(month: int) -> str:
    """Return the time from January to a month as it is printed everywhere: 1—10月, 1月."""
    return "1月" if month == 1 else f"1—{month}月"


@lru_cache(maxsize=1 << 14)
def period_at_start(text: str) -> Period | None:
    """Return the time from January to a month that a text begins with, or None. 4-6月 is none: it is not a year's beginning."""
    words = re.sub(r"\s+", "", fold(text))
    dated = _YEAR.match(words)
    year, words = (int(dated["year"]), words[dated.end() :]) if dated else (None, words)
    found = _MONTH.match(words)
    if found:
        return Period(
            1 if found["month"] == "元" else int(found["month"]), year, words[found.end() :], bool(found["from"])
        )
    named = next((name for name in _PERIODS if words.startswith(name)), None)
    return Period(_PERIODS[named], year, words[len(named) :], True) if named else None


def period_in(text: str) -> Period | None:
    """Return the first time from January to a month that a title names: 2023年1-10月开发区规上工业增加值."""
    words = re.sub(r"\s+", "", fold(text))
    begun = (start for start in range(len(words)) if not start or not _GOES_ON.match(words[start - 1]))
    starts = (start for start in begun if not start or not _CURRENCY.match(words, start - 1))
    return next((period for start in starts if (period := period_at_start(words[start:]))), None)
