"""Cells merged downwards: which rows share what stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from zonedesk.sheets.grid import Merge
from zonedesk.sheets.recognition import Recognition
from zonedesk.sheets.rows import total_in


@dataclass(frozen=True)
class Shared:
    """What stands in merged cells of several records: its first row and column (from 0) and the rows below (from 1)."""

    row: int
    column: int
    value: object
    below: tuple[int, ...]


def shared_down(recognition: Recognition) -> dict[int, list[Shared]]:
    """Return by column what records share: from a record's row or a total's own group, never from a note or a heading.

    A block that is several columns wide is its first column's.
    """
    first = recognition.header_rows[-1] if recognition.header_rows else 0
    records, totals = set(recognition.rows), {total.row for total in recognition.totals}
    found: dict[int, list[Shared]] = {}
    for merge in recognition.grid.merges:
        top, left, bottom, _ = merge
        value = recognition.grid.at(top, left)
        if top < first or bottom == top or value is None:
            continue
        if top + 1 in records or (top + 1 in totals and not total_in(value)):
            found.setdefault(left, []).append(Shared(top, left, value, _rows_below(merge, records, recognition)))
    return found


def _rows_below(merge: Merge, records: set[int], recognition: Recognition) -> tuple[int, ...]:
    last = min(merge[2] + 1, len(recognition.grid.cells))
    return tuple(row for row in range(merge[0] + 2, last + 1) if row in records)
