"""A sheet as plain cells, and where a cell is."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0 and inclusive."""


@dataclass
class Grid:
    """The cells of one sheet from A1 on, as text, number, bool, date, datetime or None; ragged rows are allowed.

    `table` is 0 for a whole sheet; of a sheet that holds several tables each is a grid of its own, counted from 1, with the other
    tables' cells empty, so that every cell keeps its address. `percents` are the cells, by row and column from 0, that show their
    number as a percentage: 0.35 as 35%.
    """

    name: str
    cells: list[list[object]]
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    table: int = 0
    percents: Set[tuple[int, int]] = frozenset()

    @property
    def title(self) -> str:
        """What people call it: the sheet's name, with the number of the table where there are several."""
        return f"{self.name}·第{self.table}表" if self.table else self.name

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.cells), default=0)

    def at(self, row: int, column: int) -> object:
        """Return a cell by row and column counted from 0, None outside the sheet."""
        if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[row]):
            return self.cells[row][column]
        return None

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell is not None for row in self.cells for cell in row)


@dataclass
class Workbook:
    """A file that was read: its path and its sheets in their order."""

    path: Path
    sheets: list[Grid]

    @property
    def name(self) -> str:
        """The file's name, as messages call it."""
        return self.path.name


def column_letter(column: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return a cell's address such as E9, from row and column counted from 0."""
    return f"{column_letter(column)}{row + 1}"


def cell_text(value: object) -> str:
    """Return a cell as a person would read it: 1.0 as 1, a date as 2023-06-30, nothing as the empty text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value).strip()
