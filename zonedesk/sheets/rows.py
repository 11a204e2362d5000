"""Which rows under a heading are records, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import Heading, one_line, without_unit
from zonedesk.sheets.recognition import IgnoredRow, StatedTotal

_TOTAL = re.compile(r"^(?P<of>.{0,12}?)(?P<word>小计|分计|合计|总计|共计|累计)(?:[:：]|\d.{0,6}|[(（].{0,12}[)）])*$")
_NOTE = re.compile(
    r"^[(（【]?(?:注|备注|说明|填表说明|填报说明|附注|填报人|填表人|制表人|制表|审核人|审核|负责人|联系人|单位负责人|数据来源|资料来源)"
    r"\s*\d?[】)）]?\s*[:：.、]"
)


class RowSorter:
    """Sorts the rows of one table into records, totals and what is left out."""

    def __init__(self, grid: Grid, first: int, headings: Sequence[Heading], filled: set[int]) -> None:
        self._grid, self._first = grid, first
        self._numbering = {heading.column for heading in headings if heading.is_numbering}
        self._headings = {heading.column: without_unit(heading.parts[-1]) for heading in headings}
        self._filled = filled
        self.rows: list[int] = []  # from 1, as everything here
        self.ignored: list[IgnoredRow] = []
        self.totals: list[StatedTotal] = []
        self._since_subtotal: list[int] = []
        self._blank: list[int] = []
        self._sort()

    def _sort(self) -> None:
        for row in range(self._first, len(self._grid.cells)):
            cells = {c: cell for c, cell in enumerate(self._grid.cells[row]) if cell is not None and cell_text(cell)}
            if not cells:
                self._blank.append(row + 1)
                continue
            self.ignored += [IgnoredRow(blank, "空行") for blank in self._blank]
            self._blank.clear()
            self._place(row + 1, cells)

    def _place(self, row: int, cells: dict[int, object]) -> None:
        label = self._total_label(cells)
        why = "" if label else self._why_ignored(cells)
        if label:
            self._add_total(row, label, cells)
        elif why:
            self.ignored.append(IgnoredRow(row, why))
        else:
            self.rows.append(row)
            self._since_subtotal.append(row)

    def _total_label(self, cells: dict[int, object]) -> str:
        if any(isinstance(cells.get(column), int | float) for column in self._numbering):
            return ""
        for column in sorted(cells)[:3]:
            found = _TOTAL.match(re.sub(r"\s+", "", cell_text(cells[column])))
            if found:
                return found["of"] + found["word"]
        return ""

    def _add_total(self, row: int, label: str, cells: dict[int, object]) -> None:
        is_part = label.endswith(("小计", "分计"))
        covered = self._since_subtotal if is_part else self.rows
        self.totals.append(StatedTotal(row, label, cells, tuple(covered)))
        self.ignored.append(IgnoredRow(row, label if len(label) <= 6 else label[-2:]))
        self._since_subtotal = []

    def _why_ignored(self, cells: dict[int, object]) -> str:
        first = cell_text(cells[min(cells)])
        if _NOTE.match(first):
            return "注释"
        if set(cells) <= self._numbering:
            return "只有序号" if not isinstance(cells[min(cells)], str) or first.isdigit() else "分组标题"
        if len(cells) == 1 and not set(cells) & self._filled:
            return "注释"
        if len(cells) > 1 and all(self._repeats(column, cell) for column, cell in cells.items()):
            return "重复表头"
        if len(cells) > 3 and [cell_text(cell) for cell in cells.values()] == [str(n + 1) for n in range(len(cells))]:
            return "列号"
        return ""

    def _repeats(self, column: int, cell: object) -> bool:
        return isinstance(cell, str) and without_unit(one_line(cell)) == self._headings.get(column, "")
