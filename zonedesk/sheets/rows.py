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
            line = self._grid.cells[row]
            if self._is_counted(line):
                self._add_row(row + 1)
                continue
            cells = {column: cell for column, cell in enumerate(line) if cell is not None and cell_text(cell)}
            if cells:
                self._place(row + 1, cells)
            else:
                self._blank.append(row + 1)

    def _is_counted(self, line: list[object]) -> bool:
        """Return whether a row has its number and words after it: the plain case, told quickly."""
        for column in self._numbering:
            if isinstance(line[column] if column < len(line) else None, int | float):
                return any(isinstance(cell, str) and not cell.isspace() for cell in line)
        return False

    def _add_row(self, row: int) -> None:
        self._tell_blank()
        self.rows.append(row)
        self._since_subtotal.append(row)

    def _tell_blank(self) -> None:
        self.ignored += [IgnoredRow(blank, "空行") for blank in self._blank]
        self._blank.clear()

    def _place(self, row: int, cells: dict[int, object]) -> None:
        self._tell_blank()
        label = self._total_label(cells)
        why = "" if label else self._why_ignored(cells)
        if label:
            self._add_total(row, label, cells)
        elif why:
            self.ignored.append(IgnoredRow(row, why))
        else:
            self._add_row(row)

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
