"""Units that stand in a column beside the amounts or the area of each row: 总投资 1000, 单位 万元."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS, TEN_THOUSANDS_OF_AREA, is_empty, kept_unit
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import is_other_money

_HEADING = re.compile(r"(?:计量|指标|金额|货币)?单位(?:\(.*\))?")
_ANY_YUAN = "人民币"  # may be 元, 万元 or 亿元


def row_unit_column(grid: Grid, last: int, headings: Mapping[int, str]) -> int | None:
    """Return the column below row `last` (from 0) that holds units of money or of area, None where 单位 stands over names.

    `headings` are as they are compared, by column. A slip among the units (万兀) does not make names of them.
    """
    for column in (column for column, heading in headings.items() if _HEADING.fullmatch(heading)):
        cells = (grid.at(row, column) for row in range(last + 1, len(grid.cells)))
        words = [cell_text(cell) for cell in cells if not is_empty(cell)]
        if 2 * sum(map(_is_unit, words)) > len(words):
            return column
    return None


def row_units(grid: Grid, rows: Sequence[int], column: int) -> list[str]:
    """Return the unit that a column states in each row (from 1), the empty text for none."""
    words = ["" if is_empty(cell := grid.at(row - 1, column)) else cell_text(cell) for row in rows]
    return [kept_unit(word) if word != _ANY_YUAN else "" for word in words]


def is_area_unit(unit: str) -> bool:
    """Return whether areas are read in a unit."""
    return unit in AREA_UNITS or unit in TEN_THOUSANDS_OF_AREA


def _is_unit(word: str) -> bool:
    unit = kept_unit(word)
    return unit in MONEY_UNITS or is_area_unit(unit) or is_other_money(word)
