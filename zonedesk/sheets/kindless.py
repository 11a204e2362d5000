"""A sheet read as anyone would read it, without knowing what its rows are: heading, columns with units, rows, totals, notes."""

from __future__ import annotations

from dataclasses import replace

from zonedesk.sheets.context import context_of
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.heading_rows import heading_by_shape
from zonedesk.sheets.headings import headings_of
from zonedesk.sheets.recognition import Column, Recognition
from zonedesk.sheets.rows import RowSorter


def read_kindless(grid: Grid, why: str, header: tuple[int, int] | None = None) -> Recognition:
    """Return a sheet that is left out, as it is read for all that: a person may choose its kind and go on from there.

    `header` are the heading's first and last row (from 0) where they are known. Without a heading every row is one of data.
    """
    place = header or heading_by_shape(grid)
    if place is None:
        sorter = RowSorter(grid, 0, [], set(range(grid.width)))
        return Recognition(grid, why=why, rows=sorter.rows, ignored=sorter.ignored)
    first, last = place
    headings, context = headings_of(grid, first, last), context_of(grid, first)
    columns = [Column(heading.column, heading.text, unit=heading.unit) for heading in headings]
    sorter = RowSorter(grid, last + 1, headings, {column.index for column in columns})
    return Recognition(
        grid, why=why, header_rows=tuple(range(first + 1, last + 2)), columns=columns, title=context.title,
        unit=context.money_unit, value_unit=context.value_unit, unit_row=context.unit_row, year=context.year,
        until=context.until, rows=sorter.rows, ignored=sorter.ignored,
    )  # fmt: skip


def ask_about(found: Recognition, why: str) -> Recognition:
    """Return a hidden sheet as it was read, left out until a person chooses the kind that it seems to be."""
    columns = [Column(column.index, column.heading, unit=column.unit) for column in found.columns]
    return replace(
        found,
        kind=None,
        also=(),
        columns=columns,
        constants={},
        unread=[],
        notes=[],
        recalled=[],
        guess=found.kind,
        why=why,
    )
