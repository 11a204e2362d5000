"""The tables that stand in one sheet: under each other or side by side, each with its own heading.

A sheet is parted only where that is certain; a heading that a printed page repeats, sub-totals, groups and blank rows part nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from zonedesk.records import KINDS
from zonedesk.sheets.abreast import parts_of
from zonedesk.sheets.context import event_in, says_time, units_in
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.heading_rows import LONGEST_HEADING, heading_by_shape
from zonedesk.sheets.headings import NUMBERING, WIDEST, one_line, vocabulary, without_unit
from zonedesk.sheets.rows import is_note, total_in
from zonedesk.sheets.titles import campaign_in, places_in

FEWEST_WORDS = 3  # of a heading further down
KNOWN_SHARE = 0.6  # of its words that ledgers use for fields
MOST_TABLES = 200


@dataclass(frozen=True)
class _Band:
    """Rows of a sheet (from 0, the last not included) that hold one table, and where its heading begins."""

    start: int
    heading: int
    end: int


def tables_of(grid: Grid) -> list[Grid]:
    """Return a grid for each table of a sheet, the sheet itself where it holds one.

    Each keeps its cells where they are, with those of the others emptied. What stands above the first table and states a unit, a place
    or a time holds for the others where they state none.
    """
    bands = _bands(grid)
    grids = [part for band in bands for part in parts_of(_cut(grid, band, bands[0]), band.heading)]
    if len(grids) < 2:
        return [grid]
    return [replace(part, table=number) for number, part in enumerate(grids, start=1)]


def _bands(grid: Grid) -> list[_Band]:
    starts = [(0, heading) if not place else (start, heading) for place, (start, heading) in enumerate(_starts(grid))]
    ends = [start for start, _ in starts[1:]] + [len(grid.cells)]
    return [_Band(start, heading, end) for (start, heading), end in zip(starts, ends, strict=True)]


def _starts(grid: Grid) -> Iterator[tuple[int, int]]:
    """Give for each table the first of its rows and its heading's."""
    shape = heading_by_shape(grid)
    first = next((row for row in range(len(grid.cells)) if _is_known_heading(grid, row)), None)
    tops = [row for row in (first, shape[0] if shape else None) if row is not None]
    heading = min(tops, default=0)
    yield 0, heading
    count, told, last = 1, _heading_words(grid, heading), heading
    for row in range(heading + 1, len(grid.cells) if tops else 0):
        if not _is_known_heading(grid, row):
            continue
        is_new = row > last + 1 and _is_apart(grid, row)
        last = row
        start = _start(grid, row)
        words = _heading_words(grid, row)
        if is_new and (words != told or _tells_otherwise(grid, (0, heading), (start, row))) and count < MOST_TABLES:
            count, told, heading = count + 1, words, row
            yield start, row


@cache
def _known_words() -> frozenset[str]:
    """Return the words that ledgers use for fields of any kind, and for the column that counts the rows."""
    return frozenset(NUMBERING).union(*(vocabulary(key) for key, kind in KINDS.items() if not kind.attached))


def _is_known_heading(grid: Grid, row: int) -> bool:
    """Return whether a row is a heading beyond doubt: most of its words are field names, or it counts the rows."""
    texts = []
    for cell in grid.cells[row][:WIDEST]:
        if cell is None:
            continue
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
            return False
        texts.append(cell)
        if len(texts) == 2 and not any(_is_known(text) for text in texts):
            return False  # soon, for most rows of a long list of words
    words = {without_unit(one_line(text)) for text in texts}
    if len(words) < FEWEST_WORDS:
        return False
    known = sum(word in _known_words() for word in words)
    return known >= KNOWN_SHARE * len(words) or (_is_known(texts[0], NUMBERING) and known > 2)


def _is_known(text: str, words: Set[str] | None = None) -> bool:
    return re.sub(r"\s+", "", text) in (_known_words() if words is None else words)


def _heading_words(grid: Grid, row: int) -> frozenset[str]:
    cells = grid.cells[row] if row < len(grid.cells) else []
    return frozenset(word for cell in cells if (word := without_unit(one_line(cell))))


def _is_apart(grid: Grid, row: int) -> bool:
    """Return whether a heading stands under a blank row or a title, or begins with the column that counts the rows."""
    first = next((without_unit(one_line(cell)) for cell in grid.cells[row] if cell is not None), "")
    return first in NUMBERING or not _texts(grid, row - 1) or _is_title(grid, row - 1)


def _texts(grid: Grid, row: int) -> list[str]:
    return list(dict.fromkeys(text for cell in grid.cells[row] if (text := cell_text(cell))))


def _is_title(grid: Grid, row: int) -> bool:
    """Return whether a row stands over a table: one text, or texts that state something （填报单位：…）; no note, no total."""
    texts = _texts(grid, row)
    if not texts or not isinstance(next(cell for cell in grid.cells[row] if cell is not None), str):
        return False
    if is_note(texts[0]) or total_in(texts[0]):
        return False
    return len(texts) == 1 or all(":" in text or "：" in text for text in texts)


def _start(grid: Grid, heading: int) -> int:
    """Return the first row of a table by its heading: the topmost title over it, under the blank rows that part it."""
    start, row = heading, heading - 1
    while row >= 0 and (not _texts(grid, row) or _is_title(grid, row)):
        start = row if _texts(grid, row) else start
        row -= 1
    return start


def _tells_otherwise(grid: Grid, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether the titles over a heading that is repeated speak of another place, event, campaign, time or kind."""
    before, after = _lines(grid, *one), _lines(grid, *other)
    return bool(after) and _told(after) != _told(before)


def _lines(grid: Grid, start: int, end: int) -> tuple[str, ...]:
    return tuple(line for row in range(start, end) if (line := " ".join(_texts(grid, row))))


def _told(lines: Sequence[str]) -> tuple[object, ...]:
    events = tuple(event for line in lines if (event := event_in(line)))
    kinds = frozenset(
        key for key, kind in KINDS.items() for word in (kind.label, *kind.titled) if word in " ".join(lines)
    )
    return places_in("", lines), events, campaign_in(lines, ""), kinds


def _cut(grid: Grid, band: _Band, first: _Band) -> Grid:
    """Return the grid of one band, with what the lines above the first one state where its own lines do not."""
    if band == first and band.end == len(grid.cells):
        return grid
    cells: list[list[object]] = [[] for _ in grid.cells]
    cells[band.start : band.end] = grid.cells[band.start : band.end]
    if band != first:
        own = _stated(_lines(grid, band.start, band.heading))
        for row in range(first.heading):
            cells[row] = [cell if _adds(cell, own) else None for cell in grid.cells[row]]
    kept = [merge for merge in grid.merges if band.start <= merge[0] < band.end]
    return replace(grid, cells=cells, merges=kept)


def _adds(cell: object, own: frozenset[str]) -> bool:
    stated = _stated((cell_text(cell),))
    return bool(stated) and not stated & own


def _stated(lines: Sequence[str]) -> frozenset[str]:
    """Return what lines state: a unit, a place, a time."""
    stated = {
        "unit": any(units_in(line) for line in lines),
        "place": bool(places_in("", lines)),
        "time": says_time(lines),
    }
    return frozenset(name for name, is_stated in stated.items() if is_stated)
