"""One table on one sheet of a workbook, as it is drawn and ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Table, Value
from zonedesk.sheets.canvas import empty_cell, letter, number_cell, safe_text, sum_cell, text_cell
from zonedesk.sheets.looks import INSIDE, Edges, Look, Looks, Part, Side
from zonedesk.sheets.sums import Parts, Runs, formula

if TYPE_CHECKING:
    from zonedesk.sheets.canvas import Canvas
    from zonedesk.sheets.leaf import Leaf, Stamp, Told

FORMULA_SIGNS = ("=", "+", "-", "@")
SAMPLED_ROWS = 500  # widths are fitted to the first rows: a list of 100 000 is not read twice
TOLD_EVERY = 1000  # rows
WIDEST = 44
NARROWER = 28  # the widest text where a sheet's columns would be printed too small
PRINTED = {"A4": 140, "A3": 210}  # the characters of body text that stand side by side on paper that lies
LONG_HEADING = 10  # a longer heading may stand on two lines over short numbers
NOTE = 0.86  # a note's letters beside the body's
LINE = 14.5  # points that a line of body text takes
TALLEST = 409  # a spreadsheet makes no row higher
WIDE_TABLE = 12  # with more columns than this, paper is A3
MARGINS = {"left": 0.75, "right": 0.75, "top": 0.6, "bottom": 0.6}
_A4, _A3 = 9, 8

BACK = (-1, "")  # among the cells that lead somewhere, the one beside the title
Places = Mapping[tuple[int, str], tuple[str, str]]
"""Where cells lead and what is said of it, by the row (from 0) and the column's key."""


def first_body_row(table: Table) -> int:
    """Return the row of a sheet in which a table's row 0 stands: under title, unit line and headings."""
    return 5 if any(column.group for column in table.columns) else 4


class TableSheet:
    """Writes one table into a sheet, row by row. `places` says where its cells lead."""

    def __init__(self, sheet: Canvas, looks: Looks, leaf: Leaf, stamp: Stamp, places: Places) -> None:
        self._sheet, self._looks, self._leaf, self._stamp, self._places = sheet, looks, leaf, stamp, places
        self._table = leaf.table.printed
        self._money_unit = stamp.money_unit
        self._first_row = first_body_row(self._table)
        self._letters = [letter(number) for number in range(1, self._last + 1)]
        self._parts = Parts(self._table.columns)
        self._widths: list[float] = []
        self._number = 0  # of the row that was written last

    def write(self, told: Told) -> None:
        """Write the whole sheet, saying now and then how far it is."""
        rows = iter(chain(self._leaf.rows, self._table.all_rows))
        sample = list(islice(rows, SAMPLED_ROWS))
        self._set_widths([row for row in sample if row.style != "section"])
        self._set_up_page()
        self._write_title()
        self._write_unit_line()
        self._write_headings()
        for index, (row, is_last) in enumerate(_with_last(chain(sample, rows))):
            if index % TOLD_EVERY == 0:
                told(f"正在写“{self._table.title}”，已写 {index} 行")
            self._parts.add(self._first_row + index, row)
            self._append(self._row_cells(index, row, is_last), self._height(row))
        self._write_notes()
        self._sheet.cover(self._number, self._last + 2)
        self._sheet.print_area(0, 0, self._number - 1, self._last - 1)

    @property
    def _last(self) -> int:
        return len(self._table.columns)

    def _append(self, cells: Iterable[str], height: float) -> None:
        self._number += 1
        self._sheet.put_row(self._number, height, cells)

    def _append_texts(self, texts: Iterable[tuple[str, Look]], height: float) -> None:
        row = self._number + 1
        cells = (self._text(f"{name}{row}", *text) for name, text in zip(self._letters, texts, strict=True))
        self._append(cells, height)

    # before the rows

    def _set_widths(self, sample: Sequence[Row]) -> None:
        needed = [self._needed(column, sample) for column in self._table.columns]
        room = PRINTED["A3" if self._last > WIDE_TABLE else "A4"]
        widest = WIDEST if sum(min(width, WIDEST) * 1.05 + 4 for width in needed) <= room else NARROWER
        self._widths = [min(width, widest) * 1.05 + 4 for width in needed]
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)

    def _needed(self, column: Column, sample: Sequence[Row]) -> int:
        """Return how many half-width characters a column's longest text has."""
        texts = (
            showing.cell_text(row.cells.get(column.key), showing.column_of(row, column), self._money_unit)
            for row in sample
        )
        heading = showing.display_width(self._heading(column))
        if column.is_number and heading > LONG_HEADING:
            heading = max(LONG_HEADING, -(-heading // 2) + 1)
        return max([6 if column.is_number else max(6, column.width), heading, *map(showing.display_width, texts)])

    def _set_up_page(self) -> None:
        sheet = self._sheet
        if sum(self._widths) > 90:
            sheet.set_landscape()
        sheet.set_paper(_A3 if self._last > WIDE_TABLE else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**MARGINS)
        sheet.center_horizontally()
        sheet.repeat_rows(0, self._first_row - 2)
        title = safe_text(self._table.title).replace("&", "&&")[:100]
        sheet.set_footer(f"&L开发区工作台　{title}&R第&P页　共&N页")
        sheet.freeze_panes(self._first_row - 1, min(2, self._last) - 1)
        # codes and telephone numbers are texts on purpose: no green corner at each
        sheet.ignore_errors({"number_stored_as_text": f"A1:{self._letters[-1]}1048576"})

    def _write_title(self) -> None:
        title = (safe_text(self._table.title), Look("title", "center"))
        texts = [title, *[("", title[1])] * (self._last - 1)]
        cells = [self._text(f"{name}1", *text) for name, text in zip(self._letters, texts, strict=True)]
        self._sheet.join(1, 1, 1, self._last)
        self._append([*cells, *self._way_back()], 36)

    def _way_back(self) -> Iterator[str]:
        """Give the cell that leads back, beside the table and outside of what is printed."""
        if BACK in self._places:
            place, words = self._places[BACK]
            self._sheet.lead(1, self._last + 2, place, words)
            yield self._text(f"{letter(self._last + 2)}1", words, Look("line", wraps=False, leads=True))

    def _write_across(self, text: str, look: Look, height: float) -> None:
        self._append_texts(((part, look) for part in (text, *[""] * (self._last - 1))), height)
        self._sheet.join(self._number, 1, self._number, self._last)

    def _write_unit_line(self) -> None:
        reporter = f"填报单位：{self._stamp.reporter or self._table.reporter}"
        parts = [reporter, showing.period_words(self._table), showing.unit_words(self._table, self._money_unit)]
        if self._last < 3:
            self._write_across("　　".join(part for part in parts if part), Look("line"), 20)
            return
        starts = [1, 1 + self._last // 3, 1 + self._last - self._last // 3]
        ends = [starts[1] - 1, starts[2] - 1, self._last]
        for start, end in zip(starts, ends, strict=True):
            self._sheet.join(2, start, 2, end)
        sides: tuple[Side, ...] = ("left", "center", "right")
        shown = {
            start: (part, Look("line", side, wraps=False))
            for start, part, side in zip(starts, parts, sides, strict=True)
        }
        self._append_texts((shown.get(place, ("", Look("line"))) for place in range(1, self._last + 1)), 20)

    def _heading(self, column: Column) -> str:
        return showing.heading(column, self._money_unit)

    def _write_headings(self) -> None:
        columns = self._table.columns
        looks = [self._heading_look(number) for number in range(1, self._last + 1)]
        lower = [self._heading(column) for column in columns]
        upper = [column.group or self._heading(column) for column in columns]
        is_grouped = self._first_row == 5
        if is_grouped:
            self._append_texts(zip(upper, looks, strict=True), 22)
        self._append_texts(zip(lower, looks, strict=True), self._heading_height())
        for merged in _groups(columns) if is_grouped else ():
            self._sheet.join(*merged)

    def _heading_height(self) -> float:
        lines = (
            -(-showing.display_width(self._heading(column)) // int(width - 1))
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return 22 + LINE * (max(lines) - 1)

    def _heading_look(self, number: int) -> Look:
        return Look("heading", "center", Edges(number == 1, number == self._last, True, True))

    # the rows

    def _text(self, place: str, text: str, look: Look) -> str:
        clean = safe_text(text)
        looks = look._replace(is_quoted=True) if clean.startswith(FORMULA_SIGNS) else look
        return text_cell(place, self._looks[looks], clean)

    def _row_cells(self, index: int, row: Row, is_last: bool) -> Iterator[str]:
        number = self._first_row + index
        sums = self._parts.behind(row)
        if row.style == "section":
            self._sheet.join(number, 1, number, self._last)
        for place, (name, column) in enumerate(zip(self._letters, self._table.columns, strict=True), start=1):
            is_edge = is_last or place in (1, self._last)
            edges = Edges(place == 1, place == self._last, False, is_last) if is_edge else INSIDE
            leads = (index, column.key) in self._places
            if leads:
                self._sheet.lead(number, place, *self._places[index, column.key])
            value = row.cells.get(column.key)
            if column.key in sums and isinstance(value, int | Decimal):
                yield self._sum_cell(name, number, value, column, sums[column.key], edges)
            else:
                yield self._cell(f"{name}{number}", value, column, row, edges, leads)

    def _height(self, row: Row) -> float:
        """Return the height in which a row's longest text fits, wrapped."""
        if row.style == "section":
            return LINE + 6
        lines = 1
        for column, width in zip(self._table.columns, self._widths, strict=True):
            value = row.cells.get(column.key)
            if isinstance(value, str) and len(value) * 2 > width - 4:
                wraps = (-(-showing.display_width(part) // (width - 4)) for part in value.split("\n"))
                lines = max(lines, int(sum(max(1, wrap) for wrap in wraps)))
        return min(TALLEST, LINE * lines + 6)

    def _sum_cell(self, name: str, number: int, value: int | Decimal, column: Column, runs: Runs, edges: Edges) -> str:
        style = self._looks[self._number_look(value, column, "total", edges)]
        return sum_cell(f"{name}{number}", style, formula(name, runs), showing.exact(value, column, self._money_unit))

    def _cell(self, place: str, value: Value, column: Column, row: Row, edges: Edges, leads: bool) -> str:
        part: Part = "body" if row.style == "reported" else row.style
        if value is None:
            return empty_cell(place, self._looks[Look(part, _side(column), edges)])
        if isinstance(value, str) or (column.words and value in column.words):
            text = showing.cell_text(value, column, self._money_unit, "")
            is_total = row.style in ("total", "reported") and column is self._table.columns[0]
            return self._text(place, text, Look(part, "center" if is_total else _side(column), edges, leads=leads))
        look = self._number_look(value, showing.column_of(row, column), part, edges)
        return number_cell(place, self._looks[look], showing.exact(value, column, self._money_unit))

    def _number_look(self, value: int | Decimal, column: Column, part: Part, edges: Edges) -> Look:
        if not column.is_number:
            return Look(part, "left", edges)
        decimals = showing.decimals_of(value, column, self._money_unit)
        return Look(part, "right", edges, "0." + "0" * decimals if decimals else "0", wraps=False)

    # after the rows

    def _write_notes(self) -> None:
        width = sum(self._widths)
        for note in showing.note_lines(self._table):
            lines = -(-showing.display_width(note) // max(1, int(width / NOTE)))
            self._write_across(note, Look("note"), 15 * lines + 2)
        self._append((), 10)
        signing = showing.sign_off(self._stamp.preparer, self._stamp.day)
        self._write_across("　　　　".join(signing), Look("line"), 22)


def _with_last(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Give each row, and whether it is the last one."""
    found = iter(rows)
    before = next(found, None)
    if before is None:
        return
    for row in found:
        yield before, False
        before = row
    yield before, True


def _side(column: Column) -> Side:
    if column.nature == "date":
        return "center"
    return "right" if column.is_number else "left"


def _groups(columns: Sequence[Column]) -> Iterator[tuple[int, int, int, int]]:
    """Give the headings to merge as (top, left, bottom, right): groups across, headings without one down."""
    for group, members in groupby(enumerate(columns, start=1), key=lambda pair: pair[1].group):
        places = [place for place, _ in members]
        if group:
            yield 3, places[0], 3, places[-1]
        else:
            yield from ((3, place, 4, place) for place in places)
