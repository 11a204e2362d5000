"""Which totals of a table a workbook can work out itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zonedesk.figures.table import Column, Row

MOST_RANGES = 255  # a spreadsheet's SUM takes no more arguments

Runs = list[list[int]]
"""Rows beside each other, as [first, last]."""


class Parts:
    """The rows of a table as they go by: for each word that a total may name, where its parts stand and what they come to."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._keys = [column.key for column in columns if column.nature in ("count", "money", "number")]
        self._runs: dict[str, Runs] = defaultdict(list)
        self._sums: dict[str, dict[str, Decimal]] = {}
        self._spoilt: set[tuple[str, str]] = set()

    def add(self, number: int, row: Row) -> None:
        """Take in the row that stands in row `number` of the sheet; the rows come in their order."""
        if row.style != "body" or not row.adds_to:
            return
        runs = self._runs[row.adds_to]
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
        sums = self._sums.setdefault(row.adds_to, dict.fromkeys(self._keys, Decimal(0)))
        for key in self._keys:
            value = row.cells.get(key)
            if isinstance(value, str):
                self._spoilt.add((row.adds_to, key))
            elif value is not None:
                sums[key] += value

    def behind(self, row: Row) -> dict[str, Runs]:
        """Return for each column of a total row whose parts so far add up to it exactly where these stand.

        Ratios, texts and totals that leave something out (repeats that count once) are not in it: they are written as values.
        """
        word = row.adds_to
        runs = self._runs.get(word, [])
        if row.style != "total" or not runs or len(runs) > MOST_RANGES:
            return {}
        sums = self._sums[word]
        return {key: runs for key in self._keys if (word, key) not in self._spoilt and row.cells.get(key) == sums[key]}


def formula(letter: str, runs: Runs) -> str:
    """Return the SUM of a column over rows of a sheet."""
    return f"SUM({','.join(_ranges(letter, runs))})"


def _ranges(letter: str, runs: Runs) -> Iterator[str]:
    for first, last in runs:
        yield f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"
