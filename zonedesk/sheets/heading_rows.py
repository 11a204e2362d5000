"""Which rows of a sheet may be its heading, told by their looks alone: words over rows, under titles. Rows are counted from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from zonedesk.errors import Unreadable
from zonedesk.records.dates import parse_date
from zonedesk.records.months import period_at_start
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import WIDEST, one_line, unit_in, without_unit

SEARCHED_ROWS = 40  # that hold something: a heading further down is not looked for
DEEPEST = 3
SEARCHED_CELLS = 20_000  # cells of possible headings that are looked at: 40 rows of 160 columns, fewer rows of more
LONGEST_HEADING = 60

_NUMBER = re.compile(r"^[-+]?[\d,.]+%?$")
_MAY_BE_DATE = re.compile(r"[\d年月日]")
_STATED = re.compile(r"[:：]\s*\S")  # 填报单位：晋中开发区 states something, and heads no column


def top_of(grid: Grid) -> Grid:
    """Return the rows in which a heading is looked for: what is asked of them again and again is then asked of no more."""
    rows = _rows_with_cells(grid, SEARCHED_ROWS)
    end = rows[-1] + 1 + DEEPEST if rows else 0
    return replace(
        grid,
        cells=[line[:WIDEST] for line in grid.cells[:end]],
        merges=[merge for merge in grid.merges if merge[0] < end],
    )


def _rows_with_cells(grid: Grid, count: int) -> list[int]:
    """Return the first rows that hold something."""
    filled = (row for row, line in enumerate(grid.cells) if any(cell is not None for cell in line))
    return list(islice(filled, count))


def header_places(grid: Grid) -> Iterator[tuple[int, int]]:
    """Give first and last row of what may be the heading, top down; those of a sheet of thousands of columns only in part."""
    left = SEARCHED_CELLS
    for first in _rows_with_cells(grid, SEARCHED_ROWS):
        texts = {cell_text(cell) for cell in grid.cells[first] if cell is not None}
        if len(texts) < 2 or not may_be_heading(grid, first):
            continue
        for last in range(first, min(first + DEEPEST, len(grid.cells))):
            if left < 0 or (last > first and not may_be_heading(grid, last)):
                break
            left -= (last + 1 - first) * len(grid.cells[last])
            if not _is_cut(grid, first, last):
                yield first, last


def _is_cut(grid: Grid, first: int, last: int) -> bool:
    """Return whether a heading surely goes on below: its merged cells do, or words stand there in the gaps of its groups."""
    if last + 1 - first == DEEPEST:
        return False
    merges = [merge for merge in grid.merges if first <= merge[0] <= last]
    if not merges:
        return may_be_heading(grid, last + 1) and _fills_gaps(grid, first, last)
    ends = [bottom for _, _, bottom, _ in merges if last < bottom < first + DEEPEST]
    return bool(ends) and all(may_be_heading(grid, row) for row in range(last + 1, max(ends) + 1))


def _fills_gaps(grid: Grid, first: int, last: int) -> bool:
    """Return whether the row under a heading has words for columns that have none yet, and none for its first."""
    above = [grid.cells[row] for row in range(first, last + 1)]
    return _complete_each_other(
        [next(filter(None, cells), None) for cells in zip_longest(*above)], grid.cells[last + 1]
    )


def may_be_heading(grid: Grid, row: int) -> bool:
    """Return whether a row holds only words: no numbers, no dates, no long texts."""
    cells = [cell for cell in (grid.cells[row] if row < len(grid.cells) else []) if cell is not None]
    if not cells or not all(isinstance(cell, str) and len(cell) <= LONGEST_HEADING for cell in cells):
        return False
    values = [str(cell) for cell in cells if is_value(str(cell))]
    return not values or (len(values) > 1 and all(_is_month(text) for text in values))


def _is_month(text: str) -> bool:
    """Return whether a text is a month and no more: 2023年6月 is a date in a row, but a heading beside 2023年7月."""
    period = period_at_start(text)
    return period is not None and not period.rest


def is_value(text: str) -> bool:
    """Return whether a text is a number or a date, which no heading is."""
    text = text.strip()
    if _NUMBER.match(text):
        return True
    if not _MAY_BE_DATE.search(text):
        return False
    try:
        parse_date(text, 2000)
    except Unreadable:
        return False
    return not re.fullmatch(r"\d{1,2}月份?|(?:19|20)\d\d年度?", text)


def states_units_alone(grid: Grid, row: int) -> bool:
    """Return whether a row holds nothing but units （亿元）."""
    texts = [text for cell in grid.cells[row] if (text := cell_text(cell))] if row < len(grid.cells) else []
    return bool(texts) and all(unit_in(text) and not without_unit(text) for text in texts)


def heading_by_shape(grid: Grid) -> tuple[int, int] | None:
    """Return first and last row of the heading as a person sees it, whatever its words mean, or None.

    It is the topmost row of words that is about as wide as the rows under it, with the groups above and the details below.
    """
    usual, top = _usual_width(grid), top_of(grid)
    for first in {first: None for first, _ in header_places(top)}:
        if 2 * _filled(top, first) > usual and not _is_statement(top, first) and _has_rows_below(grid, first):
            return _with_groups(top, first), _with_details(top, first)
    return None


def _filled(grid: Grid, row: int) -> int:
    """Return how many cells a row fills, with those of its merges."""
    spread = sum(right - left for top, left, _, right in grid.merges if top == row)
    return spread + sum(1 for cell in grid.cells[row] if cell is not None)


def _usual_width(grid: Grid) -> int:
    """Return how many cells the fuller half of the rows fill: an average of rows that hold something."""
    rows = _rows_with_cells(grid, 4 * SEARCHED_ROWS)
    counts = [n for row in rows if (n := sum(cell is not None for cell in grid.cells[row][:WIDEST])) > 1]
    return sorted(counts)[len(counts) // 2] if counts else 0


def _is_statement(grid: Grid, row: int) -> bool:
    """Return whether a row is a line above the table: a title over merged cells, 填报单位：…  单位：万元."""
    texts = _texts(grid, row)
    return len(set(texts)) < 2 or any(_STATED.search(text) for text in texts)


def _texts(grid: Grid, row: int) -> list[str]:
    return [text for cell in grid.cells[row] if (text := one_line(cell))]


def _has_rows_below(grid: Grid, row: int) -> bool:
    return any(cell is not None for line in grid.cells[row + 1 :] for cell in line)


def _with_groups(grid: Grid, first: int) -> int:
    """Return the topmost row of groups over a row of details: merged, or of some words over gaps."""
    top = first
    while top and first - top < DEEPEST - 1 and _is_group_row(grid, top - 1):
        top -= 1
    return top


def _is_group_row(grid: Grid, row: int) -> bool:
    return len(set(_texts(grid, row))) > 1 and may_be_heading(grid, row) and not _is_statement(grid, row)


def _with_details(grid: Grid, first: int) -> int:
    """Return the last row of a heading: down to where merges go, the details under its groups, and units alone."""
    last = first
    while last + 1 < len(grid.cells) and last - first < DEEPEST - 1 and _goes_on(grid, last):
        last += 1
    return last


def _goes_on(grid: Grid, row: int) -> bool:
    below = row + 1
    if not may_be_heading(grid, below):
        return False
    if states_units_alone(grid, below):
        return True
    is_group = any(top == row == bottom and right > left for top, left, bottom, right in grid.merges)
    is_merged = any(top <= row < bottom for top, _, bottom, _ in grid.merges)
    return is_group or is_merged or _complete_each_other(grid.cells[row], grid.cells[below])


def _complete_each_other(line: Sequence[object], below: Sequence[object]) -> bool:
    """Return whether a row's words stand in the gaps of the row above and leave out what stands whole there."""
    heads = {column for column, cell in enumerate(line) if cell is not None}
    details = {column for column, cell in enumerate(below) if cell is not None}
    return bool(details - heads) and bool(heads - details) and len(details) > 1 and min(details) > min(heads)
