"""What the cell reader does not tell of a sheet: broken and uncounted formulas, percentages, some merged cells, its true size.

The reader gives an empty cell both for #REF! and for a formula that was never calculated, where an amount may be missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from zonedesk.sheets.grid import Merge

Place = tuple[int, int]
"""Row and column from 0."""


class BrokenCell(str):
    """The text of a cell that holds a formula's error or a formula without its result, instead of a value."""

    __slots__ = ()


@dataclass
class RawSheet:
    """How many cells a sheet spans, its cells without a value, those that show percentages, and its merges where they are known."""

    cells: int = 0
    broken: dict[Place, BrokenCell] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    merges: list[Merge] | None = None


def column_number(letters: str | bytes) -> int:
    """Return a column from 0 by its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters.encode("ascii") if isinstance(letters, str) else letters:
        number = number * 26 + letter - 64
    return number - 1
