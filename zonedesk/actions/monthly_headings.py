"""The headings of a block that is pasted into a month sheet, understood as an import understands those of a ledger."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from zonedesk.actions.monthly_sheet import MonthSheet
from zonedesk.errors import Unreadable
from zonedesk.records.parsing import MONEY_UNITS, is_empty, plain
from zonedesk.sheets.across import is_single_month
from zonedesk.sheets.context import Context, context_of, units_in, with_units_below
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.heading_rows import DEEPEST
from zonedesk.sheets.headings import RESEMBLING, Heading, Match, headings_of, match, vocabulary, without_unit
from zonedesk.sheets.titles import titles_among

NOTHING_PASTED = "没有粘贴任何内容"
TYPED = ("value", "growth", "last_year")
WORKED_OUT = ("年度目标", "目标", "完成率", "状态", "名次")  # columns that the program works out itself

_SINGLE = re.compile("[当本]月(?:完成)?[值数额]?")


@dataclass(frozen=True)
class BlockColumn:
    """What the numbers of a column are: month and field, and the unit of money in which they stand where it is another."""

    month: int
    field: str
    unit: str = ""


def wrong(row: int, column: int, sentence: str) -> Unreadable:
    """Return the refusal of a whole block for one of its cells, counted from 0."""
    sentence = sentence.replace("，。", "。")
    return Unreadable(f"粘贴内容第 {row + 1} 行第 {column + 1} 列，{sentence}{NOTHING_PASTED}")


class BlockHeadings:
    """What stands above the numbers of a block: `first` is the row in which these begin, `names` the column of zones or -1."""

    def __init__(self, sheet: MonthSheet, grid: Grid, first: int, names: int) -> None:
        self._sheet, self._grid, self._first, self._names = sheet, grid, first, names
        self._top = first
        while self._top and first - self._top < DEEPEST and self._is_heading(self._top - 1):
            self._top -= 1
        below = range(first + 1, len(grid.cells) + 1)
        self.context: Context = with_units_below(context_of(grid, self._top), grid, below)
        rows = headings_of(grid, self._top, first - 1) if self._top < first else []
        self._headings = {heading.column: heading for heading in rows}

    def _is_heading(self, row: int) -> bool:
        """Return whether a row heads columns: no title over them, and no line that states a unit, an office or a day."""
        texts = {column: text for column in range(self._grid.width) if (text := cell_text(self._grid.at(row, column)))}
        if any(not titles_among([text]) or (units_in(text) and not without_unit(text)) for text in texts.values()):
            return False
        if self._names < 0:
            return len(texts) > 1 or (bool(texts) and self._grid.width == 1)
        return any(column > self._names for column in texts)

    @property
    def are_there(self) -> bool:
        """Whether the block has headings over its numbers."""
        return any(column > self._names for column in self._headings)

    @property
    def are_known(self) -> bool:
        """Whether one of them means a number of a reading."""
        return any(match(heading, "reading") is not None for heading in self._headings.values())

    def columns(self, rows: Collection[int]) -> dict[int, BlockColumn | None]:
        """Return what the columns are that hold anything in some rows; None for what the program works out.

        Raises Unreadable for the first that is not understood.
        """
        grid = self._grid
        filled = [
            column
            for column in range(self._names + 1, grid.width)
            if any(not is_empty(grid.at(row, column)) for row in rows)
        ]
        return {column: self._column(column) for column in filled}

    def _column(self, column: int) -> BlockColumn | None:
        heading = self._headings.get(column)
        if heading is None:
            raise wrong(self._first - 1, column, "这一列没有列名。请补上列名或删去这一列，")
        if heading.is_numbering or without_unit(heading.parts[-1]) in WORKED_OUT:
            return None
        found = self._match(heading)
        said = dict(found.said)
        year = int(said.get("year", self._sheet.year))
        if year != self._sheet.year:
            raise self._wrong(
                heading, f"是 {year} 年的数，当前期间是 {self._sheet.year} 年。请删去这一列，或先在上方改期间，"
            )
        month = int(said["month"].removesuffix("月")) if "month" in said else self.context.month or self._sheet.month
        return BlockColumn(month, found.field, self.unit(found.field, column))

    def _match(self, heading: Heading) -> Match:
        """Return the field and time that a heading means, surely."""
        sheet, parts = self._sheet, heading.parts
        is_single = is_single_month(parts)
        if is_single and sheet.is_cumulative:
            raise self._wrong(heading, "是一个月的数，这里填 1 月到当月的累计。请删去这一列，")
        if not sheet.is_cumulative and any("累计" in part for part in parts):
            raise self._wrong(heading, "是累计数，这项指标填当月的数。请删去这一列，")
        if is_single:
            rest = tuple(text for part in parts if (text := _SINGLE.sub("", part)) and without_unit(text))
            heading = Heading(heading.column, rest or ("累计值",), heading.unit)
        found = match(heading, "reading")
        if found is None or found.field not in TYPED or not self._is_sure(heading, found):
            names = "、".join(sheet.label(name) for name in TYPED)
            raise self._wrong(heading, f"没有认出来。这里填{names}，请改好列名或删去这一列，")
        return found

    def _is_sure(self, heading: Heading, found: Match) -> bool:
        """Return whether a heading is a field's word, or one with the indicator's own beside it: 累计完成投资."""
        if found.weight > RESEMBLING:
            return True
        name, own = without_unit(heading.parts[-1]), plain(str(self._sheet.indicator["name"]))
        words = [word for word, field in vocabulary("reading").items() if field == found.field and word in name]
        return any(name.replace(word, "", 1) in own for word in words)

    def unit(self, field: str, column: int) -> str:
        """Return the unit of money that a column's numbers are converted from. Raises Unreadable where units do not compare."""
        heading, own, context = self._headings.get(column), self._sheet.unit, self.context
        stated = heading.unit if heading else ""
        if field == "growth":
            if stated not in ("", "%"):
                raise self._at(column, f"增速的单位是 %，这里写的是{stated}。请改好列名，")
            return ""
        if not stated and len(context.money_units) > 1:
            raise self._at(column, f"写了{'和'.join(context.money_units)}两个单位，认不出是哪一个。请在列名里写明，")
        stated = stated or context.value_unit
        if stated in ("", own):
            return ""
        if not {stated, own} <= set(MONEY_UNITS):
            raise self._at(
                column, f"单位是{stated}，“{self._sheet.indicator['name']}”的单位是{own}，对不上。请折算后再粘贴，"
            )
        return stated

    def _at(self, column: int, sentence: str) -> Unreadable:
        rows = range(self._top, self._first)
        row = next((row for row in rows if cell_text(self._grid.at(row, column))), max(self._first - 1, 0))
        return wrong(row, column, sentence)

    def _wrong(self, heading: Heading, sentence: str) -> Unreadable:
        return self._at(heading.column, f"“{heading.text}”{sentence}")
