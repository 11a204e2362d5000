"""Tables whose months stand side by side: what a heading says for its own column beside the field that it fills."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from zonedesk.records import KINDS
from zonedesk.records.fields import Month, Number
from zonedesk.records.months import Period, period_at_start, year_alone
from zonedesk.sheets.grid import Grid, cell_text

_UNIT_HEADINGS = ("单位", "计量单位", "指标单位")
_UNIT_ENDS = ("元", "%", "吨", "亩", "个", "家", "户", "人", "人次", "项", "件", "公顷", "平方米", "千瓦时")

_SINGLE_MONTH = re.compile("(?<![-—–~～至到])[当本]月")

Said = tuple[tuple[str, str], ...]
"""Fields with the raw texts that hold for all cells of a column: month 3月, and year 2023 where the heading names it."""


@cache
def month_field(kind: str) -> str:
    """Return the field of a kind whose months may stand side by side, the empty text for none."""
    fields = KINDS[kind].fields.items()
    return next((name for name, field in fields if isinstance(field, Month) and field.across), "")


@cache
def main_field(kind: str) -> str:
    """Return the field that a column under a bare month fills, the empty text where only its words could tell."""
    fields = KINDS[kind].fields.items()
    return next((name for name, field in fields if isinstance(field, Number) and field.unit_of), "")


def unit_column(grid: Grid, last: int, headings: Mapping[int, str], kind: str) -> int | None:
    """Return the column that holds the unit of each row's numbers, where a kind's are in the unit of another record.

    `headings` are as they are compared, by column. 单位 over names is no such column.
    """
    for column, heading in headings.items():
        if heading in _UNIT_HEADINGS and main_field(kind):
            cells = (cell_text(grid.at(row, column)) for row in range(last + 1, len(grid.cells)))
            if next(filter(None, cells), "").endswith(_UNIT_ENDS):
                return column
    return None


def split(parts: Sequence[str], kind: str) -> tuple[Said, tuple[str, ...], bool]:
    """Return what a heading says for its column, its other parts, and whether it names a time and not one month alone.

    1-3月/累计值 says month 3月 and leaves 累计值; 2022年/累计值 says the year alone.
    """
    name = month_field(kind)
    if not name:
        return (), tuple(parts), False
    year = next(filter(None, map(year_alone, parts)), None) if len(parts) > 1 and "year" in KINDS[kind].fields else None
    parts = [part for part in parts if year is None or year_alone(part) != year]
    found = ((place, period_at_start(part)) for place, part in enumerate(parts))
    place, period = next(((place, period) for place, period in found if period), (0, None))
    if period is None:
        return ((("year", str(year)),) if year else ()), tuple(parts), False
    period = replace(period, year=period.year or year)
    rest = (*parts[:place], *([period.rest] if period.rest else []), *parts[place + 1 :])
    return _said(name, period, kind), rest, period.spans


def _said(name: str, period: Period, kind: str) -> Said:
    year = (("year", str(period.year)),) if period.year and "year" in KINDS[kind].fields else ()
    return ((name, f"{period.month}月"), *year)


def is_single_month(parts: Sequence[str]) -> bool:
    """Return whether a heading is of what one month alone came to: 当月值, 10月/当月."""
    return any(map(_SINGLE_MONTH.search, parts)) and not any("累计" in part for part in parts)


def words_of(said: Said) -> str:
    """Return what is said as people read it: 2023年3月."""
    texts = dict(said)
    year = texts.pop("year", "")
    return (f"{year}年" if year else "") + "".join(texts.values())
