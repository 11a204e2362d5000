"""Which kind of record a table holds, and which of its rows are the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Money
from zonedesk.records.parsing import is_empty
from zonedesk.sheets.across import main_field, unit_column
from zonedesk.sheets.by_values import fill_by_values, holds_code
from zonedesk.sheets.context import Context, constants_of, context_of
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.heading_rows import DEEPEST, header_places, heading_by_shape, is_value, states_units_alone, top_of
from zonedesk.sheets.headings import (
    UNDETAILED,
    Heading,
    Match,
    filled_fields,
    headings_of,
    is_of_one_month,
    one_line,
    without_unit,
)
from zonedesk.sheets.indicators import are_across, indicator_link, with_indicators
from zonedesk.sheets.memory import FORGETFUL, Memory
from zonedesk.sheets.neighbours import with_neighbours
from zonedesk.sheets.recalling import assign_remembered, sheet_word
from zonedesk.sheets.row_units import row_unit_column

ENOUGH = 0.5
REMEMBERED = 1.0  # how much it adds that a person said of the same headings what kind they are

_COUNTED = re.compile(r"(?:项目|企业|人员|户|家)(?:个|总)?(?:数|数量|合计)$")
_PLACES = ("名称", "单位", "开发区", "园区", "县", "区", "市")  # what a summary has a line for each of

CARRIED: dict[str, tuple[str, frozenset[str]]] = {"batch_entry": ("project", frozenset({"remark", "name"}))}
"""A 三个一批 line describes its project as well: the kind carried, and its fields that the line's own columns keep to themselves."""


@dataclass(frozen=True)
class Reading:
    """A way to read a sheet: heading rows (from 0), kind, its columns' fields, and how well all of it fits (0–1)."""

    first: int
    last: int
    kind: str
    headings: tuple[Heading, ...]
    own: dict[int, Match]
    carried: dict[int, Match]
    constants: dict[str, str]
    context: Context
    score: float
    unit_column: int | None = None


def best_reading(
    grid: Grid, kind: str | None = None, header: tuple[int, int] | None = None, memory: Memory = FORGETFUL
) -> Reading | None:
    """Return the best way to read a sheet, with the kind or the heading rows (from 0) given where they are known.

    What is remembered of its headings goes before what they would mean by themselves.
    """
    readings = list(_readings(grid, kind, header, memory))
    best = max(readings, key=lambda r: (round(r.score, 6), r.first - r.last, -r.first), default=None)
    if best is None or (header is None and best.score < (0.2 if kind else ENOUGH)):
        best = _reading_by_codes(grid, kind, memory)
    return _filled_by_values(grid, best) if best else None


def _filled_by_values(grid: Grid, reading: Reading) -> Reading:
    headings, own = fill_by_values(grid, reading.last, reading.headings, reading.kind, reading.own)
    kept = {column: match for column, match in own.items() if column in reading.own or column not in reading.carried}
    return replace(reading, headings=headings, own=kept)


def _reading_by_codes(grid: Grid, kind: str | None, memory: Memory) -> Reading | None:
    """Return a sheet as a list of what its codes are of, though its headings do not say: 名称, 编码."""
    place = heading_by_shape(grid)
    found = map(partial(_filled_by_values, grid), _readings(grid, kind, place, memory)) if place else iter(())
    coded = [
        reading
        for reading in found
        if holds_code(reading.kind, reading.own)
        and len(reading.own) > 1
        and _identifies(reading.kind, reading.own, reading.constants)
        and not _missing(reading.kind, reading.own, reading.constants)
    ]
    return replace(coded[0], score=ENOUGH) if len(coded) == 1 else None


def _readings(grid: Grid, kind: str | None, header: tuple[int, int] | None, memory: Memory) -> Iterator[Reading]:
    top = grid if header else top_of(grid)
    contexts: dict[int, Context] = {}
    for first, last in [header] if header else _places(top, memory):
        headings = tuple(headings_of(top, first, last))
        context = contexts.get(first) or contexts.setdefault(first, context_of(grid, first))
        known = memory.sheets.get(sheet_word(headings)) if memory.sheets else None
        for candidate in [kind] if kind else (key for key, record in KINDS.items() if not record.attached):
            found = _reading(grid, first, last, candidate, headings, context, memory)
            yield replace(found, score=found.score + REMEMBERED) if candidate == known else found


def remembered_kind(grid: Grid, memory: Memory) -> str | None:
    """Return what a person said before of a sheet with the same headings: a kind, IGNORE, or None for nothing."""
    if not memory.sheets:
        return None
    top = top_of(grid)
    words = (sheet_word(headings_of(top, first, last)) for first, last in _places(top, memory))
    return next((kind for word in words if (kind := memory.sheets.get(word)) is not None), None)


def _places(grid: Grid, memory: Memory) -> Iterator[tuple[int, int]]:
    """Give the rows that may be the heading by their looks, then those whose words are remembered."""
    seen = set()
    for place in header_places(grid):
        seen.add(place)
        yield place
    rows = len(grid.cells) if memory.sheets else 0
    for first in range(rows):
        for last in range(first, min(first + DEEPEST, rows)):
            if (first, last) not in seen and sheet_word(headings_of(grid, first, last)) in memory.sheets:
                yield first, last


def is_summary(grid: Grid) -> bool:
    """Return whether some row may be the heading of a summary, which counts projects and does not name them."""
    top = top_of(grid)
    rows = {first for first, _ in header_places(top)}
    return any(_is_summary_heading([without_unit(one_line(cell)) for cell in top.cells[row]]) for row in rows)


def _is_summary_heading(words: list[str]) -> bool:
    names = [word for word in words if word.endswith("名称") and not word.startswith(_PLACES)]
    return not names and any(_COUNTED.search(word) for word in words)


def _reading(
    grid: Grid, first: int, last: int, kind: str, headings: tuple[Heading, ...], context: Context, memory: Memory
) -> Reading:
    known = _indicators_across(kind, headings, context, memory)
    headings = tuple(with_neighbours(with_indicators(headings, kind, known), kind))
    names = {heading.column: without_unit(heading.text) for heading in headings}
    units = unit_column(grid, last, names, kind)
    if units is None and _has_amounts(kind):
        units = row_unit_column(grid, last, names)
    named = [heading for heading in headings if not heading.is_numbering and heading.column != units]
    named = [heading for heading in named if not is_of_one_month(heading, kind)]
    own = assign_remembered(named, kind, memory)
    if _goes_on_below(grid, last, own):
        own = {column: found for column, found in own.items() if found.weight != UNDETAILED}
    carried = _carried(named, kind, own, memory)
    constants = constants_of(context, kind, filled_fields(own.values())) if len(own) > 1 else {}
    score = _score(kind, named, own, carried, constants, context) + _unit_row_bonus(grid, first, last)
    return Reading(first, last, kind, headings, own, carried, constants, context, score, units)


@cache
def _has_amounts(kind: str) -> bool:
    return bool(main_field(kind)) or any(isinstance(field, Money) for field in KINDS[kind].fields.values())


def _indicators_across(kind: str, headings: tuple[Heading, ...], context: Context, memory: Memory) -> frozenset[str]:
    """Return the indicators on record that may head columns: under a title with year and month, not beside a count of projects."""
    if not (memory.indicators and indicator_link(kind) and context.year and context.month):
        return frozenset()
    others = [word for h in headings if (word := without_unit(h.text)) not in memory.indicators]
    is_of_indicators = any("指标" in text for text in context.words) or not _is_summary_heading(others)
    return memory.indicators if is_of_indicators else frozenset()


def _goes_on_below(grid: Grid, last: int, own: dict[int, Match]) -> bool:
    """Return whether months are not whole headings: nothing but words stands in the row under them."""
    months = [column for column, found in own.items() if found.weight == UNDETAILED]
    below = [cell for column in months if not is_empty(cell := grid.at(last + 1, column))]
    return bool(below) and all(isinstance(cell, str) and not is_value(cell) for cell in below)


def _carried(headings: list[Heading], kind: str, own: dict[int, Match], memory: Memory) -> dict[int, Match]:
    if kind not in CARRIED:
        return {}
    other, kept = CARRIED[kind]
    found = assign_remembered(headings, other, memory, kind)
    return {c: m for c, m in found.items() if m.field not in kept and (c not in own or own[c].field != "event")}


def _score(
    kind: str, headings: list[Heading], own: dict[int, Match], carried: dict[int, Match], constants: dict[str, str],
    context: Context,
) -> float:  # fmt: skip
    if len(own) < 2 or not _identifies(kind, own, constants):
        return 0.0
    weights = {column: found.weight for column, found in [*carried.items(), *own.items()]}
    coverage = sum(weights.values()) / len(headings)
    missing = len(_missing(kind, own, constants))
    titled = any(word in text for text in context.words for word in KINDS[kind].titled)
    score = coverage - 0.2 * missing + 0.15 * titled + 0.01 * min(len(own), 10)
    is_certain = not missing and (_is_named_and_coded(kind, headings, own) or are_across(headings))
    return max(score, ENOUGH) if is_certain else score


def _is_named_and_coded(kind: str, headings: list[Heading], own: dict[int, Match]) -> bool:
    """Return whether columns for a kind's name and its code stand there in so many words: 企业名称 and 统一社会信用代码.

    However many columns of another's beside them mean nothing here, the rows are of this kind. 名称 and 代码 may be anyone's.
    """
    record = KINDS[kind]
    codes = {group[0] for group in record.matched_by if len(group) == 1} - set(record.named_by)
    sure = {
        own[heading.column].field
        for heading in headings
        if heading.column in own and own[heading.column].weight == 1 and len(without_unit(heading.text)) > 3
    }
    return bool(codes & sure) and record.named_by[0] in sure


def _identifies(kind: str, own: dict[int, Match], constants: dict[str, str]) -> bool:
    """Return whether the columns tell one record from another: some field that names or matches the kind."""
    columned = filled_fields(own.values())
    told = {found.field for found in own.values()}  # from row to row; what headings say is the same for all rows
    record = KINDS[kind]
    groups = [*record.matched_by, record.named_by[:1]]
    usual = {name for name, field in record.fields.items() if isinstance(field, Choice) and field.default}
    left = (
        _OPTIONAL
        | usual
        | set(record.matched_blank)
        | ({"year"} if any(found.said for found in own.values()) else set())
    )
    return any(told & set(group) and set(group) <= columned | set(constants) | left for group in groups)


_OPTIONAL = {"zone", "team", "event", "kind", "phone"}  # a sheet may leave these to its name, or to be asked for


def _missing(kind: str, own: dict[int, Match], constants: dict[str, str]) -> list[str]:
    columned = filled_fields(own.values())
    fields = KINDS[kind].fields.items()
    return [
        name for name, field in fields
        if field.required and name not in columned and name not in constants
        and not (isinstance(field, Choice) and field.default)
    ]  # fmt: skip


def _unit_row_bonus(grid: Grid, first: int, last: int) -> float:
    """Prefer a heading that takes in a last row of units alone （亿元）."""
    return 0.02 if last > first and states_units_alone(grid, last) else 0.0
