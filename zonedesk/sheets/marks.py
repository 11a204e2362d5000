"""What the program writes into workbooks for itself, never read as a ledger's own: the column of errors, the drop-downs' words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonedesk.sheets.grid import Grid, cell_text

HEADING = "错误"
"""What the column is called; a ledger has no field of this name."""

WORDS_SHEET = "下拉选项（勿改）"
"""The hidden sheet of a ledger to be filled in that holds what its drop-downs offer."""

SEARCHED_ROWS = 60  # a table's heading is found among the first of them


def marks_columns(cells: Sequence[Sequence[object]]) -> list[int]:
    """Return the columns (from 0) whose first words are the heading of marks."""
    found, taken = set[int](), set[int]()
    for row in cells[:SEARCHED_ROWS]:
        for column, cell in enumerate(row):
            if cell is None or column in taken:
                continue
            if text := cell_text(cell):
                taken.add(column)
                if text == HEADING:
                    found.add(column)
    return sorted(found)


def without_marks(grid: Grid) -> Grid:
    """Return a sheet as it was before it was marked."""
    columns = marks_columns(grid.cells)
    if not columns:
        return grid
    return replace(grid, cells=[_without(row, columns) for row in grid.cells])


def _without(row: Sequence[object], columns: Sequence[int]) -> list[object]:
    kept: list[object] = [None if place in columns else cell for place, cell in enumerate(row)]
    while kept and kept[-1] is None:
        kept.pop()
    return kept
