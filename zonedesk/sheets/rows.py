"""Which rows under a heading are records, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from zonedesk.records.parsing import is_empty
from zonedesk.sheets.context import units_in
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import Heading, one_line, unit_in, without_unit
from zonedesk.sheets.recognition import IgnoredRow, StatedTotal

_TOTAL = re.compile(r"^(?P<of>.{0,12}?)(?P<word>小计|分计|合计|总计|共计|累计)(?:[:：]|\d.{0,6}|[(（].{0,12}[)）])*$")
_NOTE = re.compile(
    r"^[(（【]?(?:注|备注|说明|填表说明|填报说明|附注|填报人|填表人|制表人|制表|审核人|审核|负责人|联系人|单位负责人|数据来源|资料来源)"
    r"\s*\d?[】)）]?\s*[:：.、]"
)
_GOES_ON_NOTING = re.compile(
    r"[(（]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*[)）、.．]?|.{20}"
)  # （2）… under 注：
_DEEPEST_LABEL = 6  # columns of words in which a total may be called so: under the groups that are merged before it

_MOST_BETWEEN = 10  # rows from a title down to the heading under it

EXAMPLE = "例"
"""What stands instead of its number in the row of a blank ledger that shows how to fill it in."""

_UNIT_WORDS = ("单位", "金额单位", "计量单位", "面积单位")
_GROUP_NUMBERS = {
    "plain": re.compile(r"^[一二三四五六七八九十百]{1,4}[、.．]?$"),
    "bracketed": re.compile(r"^[(（][一二三四五六七八九十百]{1,4}[)）][、.．]?$"),
    "roman": re.compile(r"^[IVXⅠ-Ⅻ]{1,5}[、.．]?$"),
}
"""How groups are counted where the records in them are counted 1, 2, 3."""


_COUNTED = re.compile(r"(?:共|计|共计|合计)?\d[\d,.]*.{0,4}")  # 2个, 共12项: no record's words


@dataclass(frozen=True)
class Roles:
    """What columns are to a record, by their indexes: those that name it, those whose words it must have, those that add up."""

    names: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    summed: frozenset[int] = frozenset()


@dataclass
class _Group:
    """A group that is open: how it is counted, its place among the totals (None where it states nothing), its rows."""

    numbered: str
    total: int | None
    rows: list[int] = field(default_factory=list)


def _is_unit_line(text: str) -> bool:
    return text.lstrip("(（【").startswith(_UNIT_WORDS) and bool(units_in(text))


def is_note(text: str) -> bool:
    """Return whether a text begins a note under a table or its sign-off row: 注：, 填报人：, 数据来源：."""
    return bool(_NOTE.match(text))


def texts_of(line: Sequence[object]) -> list[str]:
    """Return the different texts that stand in a row, left to right."""
    return list(dict.fromkeys(text for cell in line if (text := cell_text(cell))))


def states_something(texts: Sequence[str]) -> bool:
    """Return whether each text states something: 填报单位：…, 单位：万元."""
    return all(":" in text or "：" in text for text in texts)


def is_title(line: Sequence[object]) -> bool:
    """Return whether a row stands over a table: a text, what is beside it states something (单位：万元); no note, no total."""
    texts = texts_of(line)
    if not texts or not isinstance(next(cell for cell in line if cell is not None), str):
        return False
    return not is_note(texts[0]) and not total_in(texts[0]) and states_something(texts[1:])


def _leading_words(cells: Mapping[int, object]) -> Iterator[int]:
    """Give the first columns of a row, and those of the other words before its first number."""
    for place, column in enumerate(sorted(cells)[:_DEEPEST_LABEL]):
        if place >= 3 and not isinstance(cells[column], str):
            return
        yield column


def total_in(cell: object) -> str:
    """Return what a cell calls a total: 小计, 一季度合计; the empty text for none."""
    found = _TOTAL.match(re.sub(r"\s+", "", cell_text(cell)))
    return found["of"] + found["word"] if found else ""


class RowSorter:
    """Sorts the rows of one table into records, totals and what is left out.

    A row that is called by one of `named` (全市, 全市合计) is a record that stands `apart`: no total adds it up. `doubted` are
    rows that were taken for totals and hold words of a record's own as well.
    """

    def __init__(
        self, grid: Grid, first: int, headings: Sequence[Heading], filled: set[int], roles: Roles = Roles(),
        named: Set[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._grid, self._first, self._roles, self._named = grid, first, roles, named
        self._numbering = {heading.column for heading in headings if heading.is_numbering}
        self._headings = {heading.column: heading for heading in headings}
        self._filled = filled
        self._labels = {*self._numbering, *roles.names, *sorted(self._headings)[:1]}  # where totals have their word
        self.rows: list[int] = []  # from 1, as everything here
        self.ignored: list[IgnoredRow] = []
        self.totals: list[StatedTotal] = []
        self.apart: set[int] = set()
        self.doubted: list[int] = []
        self._since_subtotal: list[int] = []
        self._blank: list[int] = []
        self._groups: list[_Group] = []
        self._is_noted = False  # since the last record
        self._group_levels: list[str] = []  # outermost first
        self._has_digits = self._counts_in_digits()
        self._sort()
        self._close_groups(0)

    def leave_out_blank(self, columns: Set[int]) -> None:
        """Leave out the rows that hold nothing in any of the columns: nothing was reported there."""
        blank = [row for row in self.rows if columns and all(is_empty(self._grid.at(row - 1, c)) for c in columns)]
        left = set(blank)
        self.rows = [row for row in self.rows if row not in left]
        self.totals = [replace(t, covered=tuple(row for row in t.covered if row not in left)) for t in self.totals]
        self.ignored = sorted([*self.ignored, *(IgnoredRow(row, "没有填数") for row in blank)], key=lambda one: one.row)

    def _counts_in_digits(self) -> bool:
        cells = (self._grid.at(row, c) for c in self._numbering for row in range(self._first, len(self._grid.cells)))
        return any(isinstance(cell, int | float) or cell_text(cell).isdigit() for cell in cells)

    def _sort(self) -> None:
        for row in range(self._first, len(self._grid.cells)):
            line = self._grid.cells[row]
            if self._is_example(line):
                self._tell_blank()
                self.ignored.append(IgnoredRow(row + 1, "样例行"))
                continue
            if self._named and self._is_named(line):
                self._tell_blank()
                self.rows.append(row + 1)
                self.apart.add(row + 1)
                continue
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

    def _is_example(self, line: list[object]) -> bool:
        return any(line[column] == EXAMPLE for column in self._numbering if column < len(line))

    def _is_named(self, line: list[object]) -> bool:
        return any(isinstance(cell, str) and re.sub(r"\s+", "", cell) in self._named for cell in line[:3])

    def _add_row(self, row: int) -> None:
        self._tell_blank()
        self._is_noted = False
        self.rows.append(row)
        self._since_subtotal.append(row)
        for group in self._groups:
            group.rows.append(row)

    def _tell_blank(self) -> None:
        self.ignored += [IgnoredRow(blank, "空行") for blank in self._blank]
        self._blank.clear()

    def _place(self, row: int, cells: dict[int, object]) -> None:
        self._tell_blank()
        label = self._total_label(cells)
        numbered = "" if label else self._group_number(cells)
        why = "" if label else self._why_ignored(row, cells)
        if label:
            self._add_total(row, label, cells)
        elif numbered:
            self._add_group(row, numbered, cells)
        elif why:
            self.ignored.append(IgnoredRow(row, why))
        else:
            self._add_row(row)

    def _total_label(self, cells: dict[int, object]) -> str:
        if any(isinstance(cells.get(column), int | float) for column in self._numbering):
            return ""
        for column in _leading_words(cells):
            found = total_in(cells[column])
            if found and not self._is_record(column, cells):
                return found
        return ""

    def _is_record(self, labelled: int, cells: dict[int, object]) -> bool:
        """Return whether a row with a total's word in a column is a record: 栏目 合计 of its own 汇总表, a body called 合计."""
        if labelled in self._numbering or not self._own_words(cells):
            return False
        states = any(re.search(r"\d", cell_text(cells[column])) for column in self._roles.summed & cells.keys())
        return labelled not in self._labels or not states

    def _own_words(self, cells: dict[int, object]) -> bool:
        """Return whether a row holds what a record must have in words, beside a total's word and its counts."""
        texts = (cell_text(cells[column]) for column in self._roles.own & cells.keys())
        return any(not is_empty(text) and not total_in(text) and not _COUNTED.fullmatch(text) for text in texts)

    def _add_total(self, row: int, label: str, cells: dict[int, object]) -> None:
        if self._own_words(cells):
            self.doubted.append(row)
        is_part = label.endswith(("小计", "分计"))
        if not is_part:
            self._close_groups(0)
        covered = self._since_subtotal if is_part else self.rows
        self.totals.append(StatedTotal(row, label, cells, tuple(row for row in covered if row not in self.apart)))
        self.ignored.append(IgnoredRow(row, label if len(label) <= 6 else label[-2:]))
        self._since_subtotal = []

    def _group_number(self, cells: dict[int, object]) -> str:
        """Return how a row is counted as a group （一 or （一） where records have 1, 2, 3）, the empty text for a record."""
        if not self._has_digits:
            return ""
        texts = [re.sub(r"\s", "", cell_text(cells[column])) for column in self._numbering if column in cells]
        return next((name for name, form in _GROUP_NUMBERS.items() for text in texts if form.match(text)), "")

    def _add_group(self, row: int, numbered: str, cells: dict[int, object]) -> None:
        if numbered not in self._group_levels:
            self._group_levels.append(numbered)
        self._close_groups(self._group_levels.index(numbered))
        words = [cell_text(cell) for column, cell in sorted(cells.items()) if column not in self._numbering]
        states = any(re.search(r"\d", text) for text in words[1:])
        self.ignored.append(IgnoredRow(row, "分组小计" if states else "分组标题"))
        if states:
            self.totals.append(StatedTotal(row, words[0], cells, (), heads=True))
        self._groups.append(_Group(numbered, len(self.totals) - 1 if states else None))

    def _close_groups(self, level: int) -> None:
        """Close the open groups of a level and those within them: they cover the rows since they opened."""
        ended = [group for group in self._groups if self._group_levels.index(group.numbered) >= level]
        for group in ended:
            if group.total is not None:
                self.totals[group.total] = replace(self.totals[group.total], covered=tuple(group.rows))
        self._groups = [group for group in self._groups if group not in ended]

    def _why_ignored(self, row: int, cells: dict[int, object]) -> str:
        first = cell_text(cells[min(cells)])
        if is_note(first) or (self._is_noted and len(cells) == 1 and _GOES_ON_NOTING.match(first)):
            self._is_noted = True
            return "注释"
        if set(cells) <= self._numbering:
            return "只有序号" if not isinstance(cells[min(cells)], str) or first.isdigit() else "分组标题"
        if len(cells) == 1 and (not set(cells) & self._filled or _is_unit_line(first)):
            return "注释"
        return self._why_of_heading(row, cells)

    def _why_of_heading(self, row: int, cells: dict[int, object]) -> str:
        """Say what a row of a printed page's head is, the empty text for none."""
        if self._repeats(cells):
            return "重复表头"
        if self._heads_repeat(row):
            return "标题"
        is_counting = [cell_text(cell) for cell in cells.values()] == [str(n + 1) for n in range(len(cells))]
        return "列号" if len(cells) > 3 and is_counting else ""

    def _repeats(self, cells: Mapping[int, object]) -> bool:
        """Return whether a row is the heading again, as on each printed page; one with other units is not."""
        return len(cells) > 1 and all(self._repeats_cell(column, cell) for column, cell in cells.items())

    def _repeats_cell(self, column: int, cell: object) -> bool:
        heading = self._headings.get(column)
        if heading is None or not isinstance(cell, str):
            return False
        text = one_line(cell)
        return without_unit(text) in map(without_unit, heading.parts) and unit_in(text) in ("", heading.unit)

    def _heads_repeat(self, row: int) -> bool:
        """Return whether a row (from 1) is a title over the heading again, with at most blank rows and unit lines between."""
        if not is_title(self._grid.cells[row - 1]):
            return False
        for line in self._grid.cells[row : row + _MOST_BETWEEN]:
            texts = texts_of(line)
            if texts and not (is_title(line) and states_something(texts)):
                return self._repeats({column: cell for column, cell in enumerate(line) if cell is not None})
        return False
