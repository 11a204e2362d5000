"""The tables that stand in one sheet: under each other or side by side, each with its own heading.

A sheet is parted only where that is certain; a heading that a printed page repeats, sub-totals, groups and blank rows part nothing.
A heading with another unit, or with its columns in another order, is no repeated one: what stands under it would be read wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from zonedesk.records import KINDS
from zonedesk.sheets.abreast import parts_of
from zonedesk.sheets.context import context_of, event_in, says_time, units_in
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.heading_rows import LONGEST_HEADING, heading_by_shape, may_be_heading
from zonedesk.sheets.headings import NUMBERING, WIDEST, one_line, unit_in, vocabulary, without_unit
from zonedesk.sheets.rows import is_title, states_something, texts_of
from zonedesk.sheets.titles import campaign_in, places_in, without_annex

FEWEST_WORDS = 3  # of a heading further down
KNOWN_SHARE = 0.6  # of its words that ledgers use for fields
MOST_TABLES = 200
LINES_UNDER_PLACES = 3  # unit lines and the heading


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
    top = _top(grid)
    heading, depth = top if top else (0, 1)
    yield 0, heading
    count, last = 1, heading
    first = said = _told(grid, 0, heading)
    words = _words(grid, heading)
    for row in range(heading + 1, len(grid.cells) if top else 0):
        is_again = _says_again(grid, row, words)
        if not (is_again or _is_known_heading(grid, row)):
            continue
        is_new = row > last + 1 and (is_again or _is_apart(grid, row))
        last = row
        if not is_new or count == MOST_TABLES:
            continue
        start = _start(grid, row)
        own = _told(grid, start, row)
        if _is_other_heading(grid, heading, row, depth) or _tells_otherwise(own, said):
            count, heading, words, said = count + 1, row, _words(grid, row), first | own
            yield start, row


def _top(grid: Grid) -> tuple[int, int] | None:
    """Return where the first heading of a sheet begins, under places that head tables side by side, and how many rows it has."""
    shape = heading_by_shape(grid)
    known = next((row for row in range(len(grid.cells)) if _is_known_heading(grid, row)), None)
    if shape is None or (known is not None and known < shape[0]):
        return None if known is None else (known, 1)
    first = _under_places(grid, shape[0])
    return first, max(shape[1] - first, 0) + 1


def _under_places(grid: Grid, heading: int) -> int:
    """Return the row of words under places that head tables side by side, and under their unit lines; another heading itself."""
    if not _is_line_of_places(grid, heading):
        return heading
    below = range(heading + 1, min(heading + 1 + LINES_UNDER_PLACES, len(grid.cells)))
    row = next((row for row in below if _texts(grid, row) and not is_title(grid.cells[row])), heading)
    return row if may_be_heading(grid, row) and len(_cells(grid, row)) > len(_cells(grid, heading)) else heading


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


def _cells(grid: Grid, row: int) -> dict[int, tuple[str, str]]:
    """Return the words and the unit of each heading of a row, by column."""
    texts = enumerate(map(one_line, grid.cells[row] if row < len(grid.cells) else []))
    return {column: (without_unit(text), unit_in(text)) for column, text in texts if text}


def _words(grid: Grid, row: int) -> frozenset[str]:
    return frozenset(word for word, _ in _cells(grid, row).values() if word)


def _says_again(grid: Grid, row: int, words: Set[str]) -> bool:
    """Return whether a row has the words of the heading, in whatever order, or its name's (项目名称) before other words."""
    first = next((cell for cell in grid.cells[row] if cell is not None), None)
    if not isinstance(first, str) or without_unit(one_line(first[:LONGEST_HEADING])) not in words:
        return False
    again = _words(grid, row)
    names = {word for word in again & words if word.endswith("名称")}
    return len(again) > 1 and (again <= words or bool(names)) and may_be_heading(grid, row)


def _is_other_heading(grid: Grid, one: int, other: int, depth: int) -> bool:
    """Return whether a heading is not that of another row again: by its words, their columns and their units, in any of its rows."""
    if _cells(grid, one) != _cells(grid, other):
        return True
    below = [(_cells(grid, one + down), _cells(grid, other + down)) for down in range(1, depth)]
    return any(mine != its and _bare(mine) == _bare(its) for mine, its in below)


def _bare(cells: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    return {column: word for column, (word, _) in cells.items()}


def _is_apart(grid: Grid, row: int) -> bool:
    """Return whether a heading stands under a blank row or a title, or begins with the column that counts the rows."""
    first = next((without_unit(one_line(cell)) for cell in grid.cells[row] if cell is not None), "")
    return first in NUMBERING or not _texts(grid, row - 1) or _is_title(grid, row - 1)


def _texts(grid: Grid, row: int) -> list[str]:
    return texts_of(grid.cells[row])


def _is_title(grid: Grid, row: int) -> bool:
    return is_title(grid.cells[row]) or _is_line_of_places(grid, row)


def _is_line_of_places(grid: Grid, row: int) -> bool:
    """Return whether a row holds places alone, which head tables that stand side by side."""
    texts = _texts(grid, row)
    return len(texts) > 1 and all(places_in("", [text]) for text in texts)


def _start(grid: Grid, heading: int) -> int:
    """Return the first row of a table by its heading: the topmost title over it, under the blank rows that part it.

    Over a blank row above a title only an annex's number (附件2) stands over it as well: another text is a row of the table before.
    """
    start, is_titled, is_parted = heading, False, False
    for row in range(heading - 1, -1, -1):
        texts = _texts(grid, row)
        if not texts:
            is_parted = is_titled
            continue
        is_annex = not without_annex(texts[0])
        if not _is_title(grid, row) or (is_parted and not is_annex):
            break
        start, is_titled = row, is_titled or not states_something(texts)
    return start


def _tells_otherwise(own: Mapping[str, object], said: Mapping[str, object]) -> bool:
    """Return whether the lines over a heading that is repeated speak of another unit, place, event, campaign, time or kind."""
    return any(told != said.get(about) for about, told in own.items() if about != "kinds" or about in said)


def _told(grid: Grid, start: int, heading: int) -> dict[str, object]:
    """Return what the lines above a heading say, by what it is about; what they do not speak of is left out."""
    context = context_of(replace(grid, name="", cells=grid.cells[start:heading]), heading - start)
    text = " ".join(context.lines)
    told = {
        "unit": context.units,
        "year": context.year,
        "month": context.month,
        "place": context.places,
        "event": tuple(event for line in context.lines if (event := event_in(line))),
        "campaign": campaign_in(context.lines, ""),
        "kinds": {key for key, kind in KINDS.items() for word in (kind.label, *kind.titled) if word in text},
    }
    return {about: said for about, said in told.items() if said}


def _lines(grid: Grid, start: int, end: int) -> tuple[str, ...]:
    return tuple(line for row in range(start, end) if (line := " ".join(_texts(grid, row))))


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
