"""Columns that are not read, and why: no field, no month where the others have one, a month that cannot be, a month twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zonedesk.records import KINDS
from zonedesk.records.fields import Money, Number
from zonedesk.records.parsing import fold, is_empty
from zonedesk.sheets.across import Said, month_field, words_of
from zonedesk.sheets.grid import Grid, column_letter
from zonedesk.sheets.headings import WIDEST, Heading, Match, match, said_by, without_unit
from zonedesk.sheets.indicators import are_across, indicator_link
from zonedesk.sheets.recognition import Column

Filled = Mapping[tuple[str, Said], Column]
"""The columns that fill a field of a month, by both."""

NAMED = 12  # columns that a sentence names one by one

_NUMBERED = re.compile(r"(?:(?:19|20)\d\d年度?)?(?:\d{1,3}月?份?[-—–―~～〜−至到]+)?(?P<month>\d{1,3})月")


def held_to_months(columns: Sequence[Column], headings: Sequence[Heading], kind: str) -> list[Column]:
    """Return columns with those left out that have no month of their own where months stand side by side.

    Numbers under 上年实际 beside 1月…1-10月 are no month's: each month's record would take them where its own cell is blank.
    """
    filled = {(column.targets[0].field, column.said): column for column in columns if column.targets and column.said}
    if not filled:
        return list(columns)
    heads = {heading.column: heading for heading in headings}
    told = {name for _, said in filled for name, _ in said}
    needed = [*[name for name in (month_field(kind), "year") if name in told][:1], *(told & {indicator_link(kind)})]
    return [_held(column, heads, kind, filled, needed) for column in columns]


def _held(column: Column, heads: Mapping[int, Heading], kind: str, filled: Filled, needed: Sequence[str]) -> Column:
    heading = heads[column.index]
    lacking = next((name for name in needed if name not in dict(column.said)), "")
    unsaid = _unsaid(heading, kind, lacking or needed[0])
    if lacking and any(_is_by_month(target.kind, target.field) for target in column.targets):
        return _with_month_refused(replace(column, targets=(), unit="", why=unsaid, is_missed=True), heading)
    found = match(heading, kind) if column.is_missed else None
    twin = filled.get((found.field, found.said)) if found else None
    if found and found.said and twin:
        return _twice(column, heading, heads[twin.index], found, kind)
    if found and not found.said and _is_by_month(kind, found.field):
        column = replace(column, why=unsaid)
    if column.is_missed and not found and len(heading.parts) == 1 and are_across(list(heads.values())):
        column = replace(column, why="台账里没有这项指标")
    return _with_month_refused(column, heading) if column.is_missed else column


def _unsaid(heading: Heading, kind: str, lacking: str) -> str:
    """Return what a heading lacks, and where to write it: 1-11月同比."""
    example = f"，如“1-11月{without_unit(heading.parts[-1])}”" if lacking == month_field(kind) else ""
    return f"列名里没有{KINDS[kind].fields[lacking].label}，请在列名里写明{example}"


def _is_by_month(kind: str, name: str) -> bool:
    """Return whether a field holds a number of each month: none of those that tell the records apart."""
    record = KINDS[kind]
    return isinstance(record.fields[name], Number | Money) and not any(name in group for group in record.matched_by)


def _with_month_refused(column: Column, heading: Heading) -> Column:
    """Refuse a heading that names a month by a number that no month has: 13月, 1-22月."""
    for part in heading.parts:
        found = _NUMBERED.match(re.sub(r"\s+", "", fold(part)))
        if found and not 1 <= int(found["month"]) <= 12:
            return replace(column, why=f"没有“{part}”这样的月份，请改正表头", is_wrong=True)
    return column


def _twice(column: Column, heading: Heading, twin: Heading, found: Match, kind: str) -> Column:
    """Refuse a month that stands twice; that 10月 gives way to 1-10月 is only said."""
    place = f"{column_letter(twin.column)} 列“{twin.text}”"
    if _words(heading, kind) != _words(twin, kind):
        return replace(column, why=f"{words_of(found.said)}的{KINDS[kind].fields[found.field].label}已取 {place}")
    return replace(column, why=f"与 {place}是同一个月，请改正表头的月份", is_wrong=True)


def _words(heading: Heading, kind: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether a heading names a time of several months, and its other words, as they are compared."""
    _, rest, spans = said_by(heading, kind)
    return spans, tuple(word for part in rest if (word := without_unit(part)))


def unread_columns(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> list[Column]:
    """Return the columns that hold something in the rows (from 1) and are not read, those without a heading as well."""
    headed = {column.index for column in columns}
    nameless = (
        Column(index, "", why="没有列名" if index < WIDEST else "太靠右")
        for index in range(grid.width)
        if index not in headed
    )
    missed = sorted([*(c for c in columns if c.is_missed), *nameless], key=lambda column: column.index)
    return [column for column in missed if any(not is_empty(grid.at(row - 1, column.index)) for row in rows)]


def unread_note(columns: Sequence[Column]) -> str:
    """Return the sentence that names columns that are not read, the empty text for none."""
    named = [
        f"{column.letter} 列{f'“{column.heading}”' if column.heading else ''}（{column.why}）" for column in columns
    ]
    words = "、".join(named[:NAMED]) + (f" 等 {len(named)} 列" if len(named) > NAMED else "")
    return f"没有导入的列：{words}，请核对" if words else ""
