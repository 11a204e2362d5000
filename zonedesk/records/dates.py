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
    r"(?:(?P<d>\d{1,2}|底|末|初|中|[上中下]旬)(?:日|号)?)?)?)?$"
)
_CLOCK = re.compile(r"[ T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$")
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")
_NUMERALS = "〇一二三四五六七八九"
_YEAR_IN_WORDS = re.compile(r"^[〇○零一二三四五六七八九]{4}(?=年)")
_TENS = "一二三四五六七八九十"
_IN_WORDS = re.compile(
    rf"(?<![{_TENS}])(?:(?P<tens>[二三]?十)(?P<rest>[{_TENS[:-1]}])?|(?P<ones>[{_TENS[:-1]}]))(?=[月日号])"
)
_SHORT_YEAR = re.compile(r"^(?:1[3-9]|[2-9]\d)[-./]\d{1,2}(?:[-./]\d{1,2})?$|^\d{1,2}[-./]\d{1,2}[-./]\d\d$|^\d\d年")
_PERIOD_SIGNS = re.compile(r"^(?:(?:19|20)\d\d(?!\d)|\d{1,2}月)[\d年月日号份./\\、,~～—–―至到\s-]*$")
_TO = r"[-~～—–―至到]+"
_PERIOD = re.compile(rf"\d(?:月份|年|月|日|号)?{_TO}\d")
_TWO_YEARS = re.compile(rf"^(?:19|20)\d\d年?(?:{_TO}|[./\\、,])(?:19|20)\d\d年?$")
_MONTH_DAY = re.compile(r"^(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2}|底|末|初|中|[上中下]旬)(?:日|号)?$")
_PARTS_OF_MONTH = {"初", "中", "上旬", "中旬", "下旬"}
_MONTH = re.compile(r"^(?P<m>\d{1,2})月份?$")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = range(32874, 58807)
"""Serial numbers of 1990 to 2060: 20236 is more likely a June that lost its point than a day of 1955."""


def parse_date(raw: object, year: int | None = None) -> str:
    """Read a date as staff write it and keep the precision it came with.

    `raw` is a datetime, a date, an Excel serial number or a text such as 2023.6, 2023年6月, 2023/6/30 or, where
    `year` says of which year, 6月30日. 2023年11月底 means the last day of November, 2023年11月初 or 上旬 only the month,
    2023年底 only the year.
    Raises Unreadable with advice.
    """
    if isinstance(raw, datetime.datetime | datetime.date):
        return _from_day(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_number(raw)
    text = str(raw).strip()
    folded = _folded(text)
    if _SERIAL.match(folded):
        return _from_number(float(folded))
    return _from_text(folded, text, year)


def _folded(text: str) -> str:
    """Return a date's text in half-width and figures, without a clock time and the day of the week."""
    folded = re.sub(r"\s*([年月日号./\\-])\s*", r"\1", _CLOCK.sub("", fold(text)))
    folded = _WEEKDAY.sub("", folded).rstrip()
    year = _YEAR_IN_WORDS.match(folded)
    if year:
        digits = (str(_NUMERALS.index(sign)) for sign in re.sub("[○零]", "〇", year[0]))
        folded = "".join(digits) + folded[4:]
    return re.sub(r"年年?(?:底|末|初|中)$", "年", _IN_WORDS.sub(_figure, folded))


def _figure(words: re.Match[str]) -> str:
    """Return a month or a day written out (六, 十, 三十一) in figures."""
    tens, ones = words["tens"] or "", words["rest"] or words["ones"]
    count = _NUMERALS.index(tens[0]) if len(tens) == 2 else len(tens)
    return str(10 * count + (_NUMERALS.index(ones) if ones else 0))


def _from_day(day: datetime.date) -> str:
    """Read a cell that a spreadsheet shows as a date. A bare year in such a cell is shown as a day of 1905."""
    serial = (datetime.date(day.year, day.month, day.day) - _EXCEL_EPOCH).days
    if 1900 <= serial <= 2100:
        raise Unreadable(
            f"格子里是 {serial}，被表格软件显示成了 {day:%Y-%m-%d}。是年份的，请把格子设成文本后重填 {serial}"
        )
    return _assemble(f"{day.year:04}", str(day.month), str(day.day), f"{day:%Y-%m-%d}")


def is_period(text: str) -> bool:
    """Return whether a text names two days, months or years with what lies between them: 2017/2020, 2023.1-6."""
    folded = _folded(text)
    found = _COMPACT.match(folded) or _PARTS.match(folded)
    if not _PERIOD_SIGNS.match(folded) or (found and not _mixes(found.groupdict())):
        return False
    return bool(_TWO_YEARS.match(folded) or _PERIOD.search(folded) or found)


def _from_text(folded: str, text: str, year: int | None) -> str:
    if _SHORT_YEAR.match(folded):
        raise Unreadable(f"“{text}”的年份只写了两位，请写全，如 2023-06-30、2023年6月 或 2023")
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
        tenths = f"{number:.10g}".partition(".")[2]
        if tenths == "1":
            raise Unreadable(f"“{number}”可能是1月，也可能是10月，请写成 {whole}-01 或 {whole}-10")
        if len(tenths) > 2:
            raise Unreadable(f"“{number}”不是日期，请写成 2023-06-30、2023年6月 或 2023")
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
    if day is None or day in _PARTS_OF_MONTH:
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
