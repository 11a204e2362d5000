"""Dates that may be known only to the month or the year, kept as the text 2023, 2023-06 or 2023-06-30.

Such texts sort by time, so the database can order and compare them as they are.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping

from zonedesk.errors import Unreadable
from zonedesk.records.parsing import fold

_EMPTY_DAY = re.compile(r"^\D*$")
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)?$")
_PARTS = re.compile(
    r"^(?P<y>\d{4})(?:(?P<first>年|[-./\\])"
    r"(?:(?P<m>\d{1,2})(?:(?P<second>月份|月|[-./\\])|(?=\D*$)|(?= \d))"
    r"(?:(?P<d>\d{1,2}|底|末|初)(?:日|号)?)?)?)?"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$"
)
_TO = r"[-~～—–―至到]+"
_PERIOD = re.compile(rf"\d(?:月份|年|月|日|号)?{_TO}\d")
_TWO_YEARS = re.compile(rf"^(?:19|20)\d\d年?(?:{_TO}|[./\\、,])(?:19|20)\d\d年?$")
_MONTH_DAY = re.compile(r"^(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2}|底|末|初)(?:日|号)?$")
_MONTH = re.compile(r"^(?P<m>\d{1,2})月份?$")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = range(32874, 58807)
"""Serial numbers of 1990 to 2060: 20236 is more likely a June that lost its point than a day of 1955."""


def parse_date(raw: object, year: int | None = None) -> str:
    """Read a date as staff write it and keep the precision it came with.

    `raw` is a datetime, a date, an Excel serial number or a text such as 2023.6, 2023年6月, 2023/6/30 or, where
    `year` says of which year, 6月30日. 2023年11月底 means the last day of November, 2023年11月初 only the month.
    Raises Unreadable with advice.
    """
    if isinstance(raw, datetime.datetime | datetime.date):
        return f"{raw:%Y-%m-%d}"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_number(raw)
    text = str(raw).strip()
    folded = re.sub(r"\s*([年月日号./\\-])\s*", r"\1", fold(text))
    if _SERIAL.match(folded):
        return _from_number(float(folded))
    return _from_text(folded, text, year)


def _from_text(folded: str, text: str, year: int | None) -> str:
    short = _MONTH_DAY.match(folded) or _MONTH.match(folded)
    if short:
        if year is None:
            raise Unreadable(f"“{text}”没有年份，请写成 {datetime.date.today().year}年{text} 这样的日期")
        parts = short.groupdict()
        return _assemble(str(year), parts["m"], parts.get("d"), text)
    found = _COMPACT.match(folded) or _PARTS.match(folded)
    if not found or _mixes(found.groupdict()):
        raise Unreadable(f"“{text}”{_why_no_date(folded)}")
    return _assemble(found["y"], found["m"], found["d"], text)


def _mixes(parts: Mapping[str, str | None]) -> bool:
    """Return whether a date has two kinds of separators, as 2023.1-6 does: it may be a period."""
    first, second = parts.get("first"), parts.get("second")
    if parts["d"] is None or second is None or second.startswith("月"):
        return False
    return second == "-" if first == "年" else first != second


def _why_no_date(folded: str) -> str:
    if _TWO_YEARS.match(folded):
        return "不是一个日期，像是两个年份。请只写一个日期，如 2023-06-30、2023年6月 或 2023"
    if _PERIOD.search(folded) or _PARTS.match(folded):
        return "不是一个日期，像是一段时间。请只写一个日期，如 2023-06-30、2023年6月 或 2023"
    return "不是日期，请写成 2023-06-30、2023年6月 或 2023"


def _from_number(number: float) -> str:
    whole = int(number)
    if 1900 <= whole <= 2100 and number != whole:
        # 2023.6 typed as a number is June; 2023.1 may be January or a cut-off October, so the text is asked for
        tenths = f"{number:.2f}".rstrip("0").split(".")[1]
        if tenths == "1":
            raise Unreadable(f"“{number}”可能是1月，也可能是10月，请写成 {whole}-01 或 {whole}-10")
        return _assemble(str(whole), tenths, None, str(number))
    if 1900 <= whole <= 2100:
        return str(whole)
    compact = _COMPACT.match(str(whole))
    if compact:
        return _assemble(compact["y"], compact["m"], compact["d"], str(whole))
    if whole not in _SERIALS:
        raise Unreadable(f"“{number:g}”不是日期，请写成 2023-06-30、2023年6月 或 2023")
    return f"{_EXCEL_EPOCH + datetime.timedelta(days=whole):%Y-%m-%d}"


def _assemble(year: str, month: str | None, day: str | None, text: str) -> str:
    y = int(year)
    if not 1900 <= y <= 2100:
        raise Unreadable(f"“{text}”的年份不对，请核对")
    if month is None:
        return year
    m = int(month)
    if not 1 <= m <= 12:
        raise Unreadable(f"“{text}”里没有 {m} 月，请改成实际月份，如 {year}-06")
    if day is None or day == "初":
        return f"{y:04}-{m:02}"
    last = calendar.monthrange(y, m)[1]
    d = last if _EMPTY_DAY.match(day) else int(day)
    if not 1 <= d <= last:
        raise Unreadable(f"“{text}”不存在，{y}年{m}月只有 {last} 天，请核对")
    return f"{y:04}-{m:02}-{d:02}"


def agree(one: str, other: str) -> bool:
    """Return whether two dates can be the same day: the coarser one begins the finer one."""
    return one.startswith(other) or other.startswith(one)


def surely_before(one: str, other: str) -> bool:
    """Return whether `one` lies before `other` for certain, at the precision that both have."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def is_finer(one: str, other: str) -> bool:
    """Return whether `one` says the same day as `other` more precisely."""
    return len(one) > len(other) and one.startswith(other)
