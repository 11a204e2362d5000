"""Which totals of a table a workbook can work out itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from zonedesk.figures.table import Column, Row, Table

MOST_RANGES = 255  # a spreadsheet's SUM takes no more arguments


def summed(table: Table, row: Row) -> dict[str, tuple[int, ...]]:
    """Return for each column of a total row whose parts add up to it exactly the indexes of these parts in all rows.

    Ratios, texts and totals that leave something out (repeats that count once) are not in it: they are written as values.
    """
    if row.style != "total" or not row.adds_to:
        return {}
    parts = [
        (index, part)
        for index, part in enumerate(table.all_rows)
        if part.style == "body" and part.adds_to == row.adds_to
    ]
    indexes = tuple(index for index, _ in parts)
    if not parts or len(_runs(indexes)) > MOST_RANGES:
        return {}
    rows = [part for _, part in parts]
    return {column.key: indexes for column in table.columns if _adds_up(column, rows, row)}


def _adds_up(column: Column, parts: Sequence[Row], total: Row) -> bool:
    whole = total.cells.get(column.key)
    if column.nature not in ("count", "money", "number") or not isinstance(whole, int | Decimal):
        return False
    values = [part.cells.get(column.key) for part in parts]
    if any(isinstance(value, str) for value in values):
        return False
    return sum((Decimal(value) for value in values if isinstance(value, int | Decimal)), Decimal(0)) == whole


def _runs(indexes: Sequence[int]) -> list[tuple[int, int]]:
    if not indexes:
        return []
    breaks = [(before, after) for before, after in pairwise(indexes) if after != before + 1]
    starts = [indexes[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), indexes[-1]]
    return list(zip(starts, ends, strict=True))


def formula(letter: str, indexes: Sequence[int], first_row: int) -> str:
    """Return the SUM over rows of a sheet where the table's row 0 stands in `first_row`."""
    return f"=SUM({','.join(_ranges(letter, indexes, first_row))})"


def _ranges(letter: str, indexes: Sequence[int], first_row: int) -> Iterator[str]:
    for start, end in _runs(indexes):
        first, last = f"{letter}{start + first_row}", f"{letter}{end + first_row}"
        yield first if first == last else f"{first}:{last}"
