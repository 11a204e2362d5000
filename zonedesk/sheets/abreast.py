"""Tables that stand side by side in the same rows, parted by blank columns or by a heading that repeats whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zonedesk.sheets.grid import Grid
from zonedesk.sheets.headings import NUMBERING, WIDEST, one_line, without_unit
from zonedesk.sheets.kinds import best_reading

FEWEST_COLUMNS = 2

Span = tuple[int, int]
"""First column of a table and the first one after it, counted from 0."""


def parts_of(grid: Grid, heading: int) -> list[Grid]:
    """Return the tables that stand side by side under row `heading` (from 0), the grid itself where it is one.

    What stands above them in one table's columns alone holds for all of them.
    """
    spans = _spans(grid, heading) or _repeated(grid, heading)
    if len(spans) < 2:
        return [grid]
    parts = [_cut(grid, heading, span, spans) for span in spans]
    return parts if _is_certain(parts, heading) else [grid]


def _spans(grid: Grid, heading: int) -> list[Span]:
    """Return the runs of columns that hold a heading, parted by columns in which nothing stands from there on."""
    line = grid.cells[heading] if heading < len(grid.cells) else []
    headed = [column for column, cell in enumerate(line[:WIDEST]) if cell is not None]
    gaps = [(left + 1, right) for left, right in pairwise(headed) if right > left + 1]
    blank = {column for start, end in gaps for column in range(start, end)}
    for row in range(heading, len(grid.cells)):
        if not blank:
            return []
        cells = grid.cells[row]
        blank -= {column for column in blank if column < len(cells) and cells[column] is not None}
    merged = {c for top, left, _, right in grid.merges if top >= heading for c in range(left, min(right, WIDEST) + 1)}
    return _parted(grid, [end for start, end in gaps if set(range(start, end)) & blank - merged])


def _parted(grid: Grid, parting: Sequence[int]) -> list[Span]:
    """Return the runs of columns that begin with the first column and with each of `parting`."""
    starts = [0, *parting]
    return list(zip(starts, [*parting, max(grid.width, starts[-1] + 1)], strict=True))


def _repeated(grid: Grid, heading: int) -> list[Span]:
    """Return the runs of columns where a heading of numbers or names on stands again and again, word for word but for units."""
    words = [
        without_unit(one_line(cell)) for cell in (grid.cells[heading] if heading < len(grid.cells) else [])[:WIDEST]
    ]
    first = next(filter(None, words), "")
    if first not in NUMBERING and not first.endswith("名称"):
        return []
    starts = [column for column, word in enumerate(words) if word == first]
    runs = [" ".join(words[start:end]).split() for start, end in pairwise([*starts, len(words)])]
    is_repeated = len(runs) > 1 and len(runs[0]) >= FEWEST_COLUMNS and all(run == runs[0] for run in runs)
    return _parted(grid, starts[1:]) if is_repeated else []


def _cut(grid: Grid, heading: int, span: Span, spans: Sequence[Span]) -> Grid:
    cells = []
    for row, line in enumerate(grid.cells):
        holders = {i for i, (start, end) in enumerate(spans) if any(cell is not None for cell in line[start:end])}
        is_shared = row < heading and len(holders) < 2
        cells.append(line if is_shared else [None] * span[0] + line[span[0] : span[1]])
    kept = [merge for merge in grid.merges if merge[0] < heading or span[0] <= merge[1] < span[1]]
    return replace(grid, cells=cells, merges=kept)


def _is_certain(parts: Sequence[Grid], heading: int) -> bool:
    """Return whether each part is a table of its own: it counts its rows, repeats a heading, or tells its records apart."""
    words = [_words(part, heading) for part in parts]
    if any(len(found) < FEWEST_COLUMNS for found in words):
        return False
    counts = all(found[0] in NUMBERING for found in words)
    repeats = all(set(found) & set(words[0]) - {""} for found in words[1:])
    return counts or repeats or all(best_reading(part) for part in parts)


def _words(part: Grid, heading: int) -> list[str]:
    return [without_unit(one_line(cell)) for cell in part.cells[heading] if cell is not None]
