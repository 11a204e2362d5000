"""One table on one sheet of a workbook, as it is drawn and ready to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Table, Value
from zonedesk.sheets.cell_styles import INSIDE, Edges, Look, Side, Styles
from zonedesk.sheets.sums import formula, summed

FORMULA_SIGNS = ("=", "+", "-", "@")
LONGEST_TEXT = 32767  # more in one cell and a spreadsheet calls the workbook damaged
SAMPLED_ROWS = 500  # widths are fitted to the first rows: a list of 100 000 is not read twice
WIDEST = 44
NARROWER = 28  # the widest text where a sheet's columns would be printed too small
PRINTED = {"A4": 140, "A3": 210}  # the characters of body text that stand side by side on paper that lies
LONG_HEADING = 10  # a longer heading may stand on two lines over short numbers
NOTE = 0.86  # a note's letters beside the body's
LINE = 14.5  # points that a line of body text takes
TALLEST = 409  # a spreadsheet makes no row higher
WIDE_TABLE = 12  # with more columns than this, paper is A3
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_A4, _A3 = 9, 8


def safe_text(text: str) -> str:
    """Return a text as a workbook can hold it: without characters that XML forbids, and not too long."""
    return _ILLEGAL.sub("", text)[:LONGEST_TEXT]


class TableSheet:
    """Writes one table into a sheet, row by row. `values` are the known results of its formulas."""

    def __init__(
        self, sheet: Any, table: Table, money_unit: str, reporter: str = "", preparer: str = "", day: str = ""
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._money_unit = money_unit
        self._reporter = reporter or table.reporter
        self._preparer, self._day = preparer, day
        self._styles = Styles(sheet)
        self._heading_rows = 2 if any(column.group for column in table.columns) else 1
        self._first_row = 3 + self._heading_rows
        self._widths: list[float] = []
        self.values: dict[str, Decimal | int] = {}

    def write(self) -> None:
        """Write the whole sheet."""
        self._set_widths()
        self._set_up_page()
        self._write_title()
        self._write_unit_line()
        self._write_headings()
        rows = self._table.all_rows
        for index, row in enumerate(rows):
            cells = self._row_cells(index, row, index == len(rows) - 1)
            self._append(self._first_row + index, cells, self._height(row))
        self._write_notes(self._first_row + len(rows))

    @property
    def _last(self) -> int:
        return len(self._table.columns)

    def _append(self, number: int, cells: Iterator[Any], height: float) -> None:
        self._sheet.row_dimensions[number].height = height
        self._sheet.append(cell for cell in cells)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merged_cells.add(f"{_letter(left)}{top}:{_letter(right)}{bottom}")

    # before the rows

    def _set_widths(self) -> None:
        sample = [row for row in self._table.all_rows[:SAMPLED_ROWS] if row.style != "section"]
        needed = [self._needed(column, sample) for column in self._table.columns]
        room = PRINTED["A3" if self._last > WIDE_TABLE else "A4"]
        widest = WIDEST if sum(min(width, WIDEST) * 1.05 + 4 for width in needed) <= room else NARROWER
        self._widths = [min(width, widest) * 1.05 + 4 for width in needed]
        for number, width in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[_letter(number)].width = width

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
        from openpyxl.worksheet.page import PageMargins

        sheet = self._sheet
        sheet.page_setup.orientation = "portrait" if sum(self._widths) <= 90 else "landscape"
        sheet.page_setup.paperSize = _A3 if self._last > WIDE_TABLE else _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins = PageMargins(left=0.75, right=0.75, top=0.6, bottom=0.6, header=0.3, footer=0.3)
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"1:{self._first_row - 1}"
        sheet.oddFooter.left.text = f"开发区工作台　{safe_text(self._table.title)}".replace("&", "&&")
        sheet.oddFooter.right.text = "第&P页　共&N页"
        sheet.freeze_panes = f"{_letter(min(2, self._last))}{self._first_row}"

    def _write_title(self) -> None:
        self._write_across(1, safe_text(self._table.title), Look("title", "center"), 36)

    def _write_across(self, number: int, text: str, look: Look, height: float) -> None:
        self._append(number, (self._text(part, look) for part in (text, *[""] * (self._last - 1))), height)
        self._merge(number, 1, number, self._last)

    def _write_unit_line(self) -> None:
        reporter = f"填报单位：{self._reporter}"
        parts = [reporter, showing.period_words(self._table), showing.unit_words(self._table, self._money_unit)]
        if self._last < 3:
            text = "　　".join(part for part in parts if part)
            self._write_across(2, text, Look("line"), 20)
            return
        starts = [1, 1 + self._last // 3, 1 + self._last - self._last // 3]
        ends = [starts[1] - 1, starts[2] - 1, self._last]
        for start, end in zip(starts, ends, strict=True):
            self._merge(2, start, 2, end)
        sides: tuple[Side, ...] = ("left", "center", "right")
        shown = {
            start: (part, Look("line", side, wraps=False))
            for start, part, side in zip(starts, parts, sides, strict=True)
        }
        cells = (self._text(*shown.get(place, ("", Look("line")))) for place in range(1, self._last + 1))
        self._append(2, cells, 20)

    def _heading(self, column: Column) -> str:
        return showing.heading(column, self._money_unit)

    def _write_headings(self) -> None:
        columns = self._table.columns
        looks = [self._heading_look(number) for number in range(1, self._last + 1)]
        lower = [self._heading(column) for column in columns]
        upper = [column.group or self._heading(column) for column in columns]
        if self._heading_rows == 2:
            self._append(3, map(self._text, upper, looks), 22)
        self._append(2 + self._heading_rows, map(self._text, lower, looks), self._heading_height())
        if self._heading_rows == 1:
            return
        for top, left, bottom, right in _groups(columns):
            self._merge(top, left, bottom, right)

    def _heading_height(self) -> float:
        lines = (
            -(-showing.display_width(self._heading(column)) // int(width - 1))
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return 22 + LINE * (max(lines) - 1)

    def _heading_look(self, number: int) -> Look:
        return Look("heading", "center", Edges(number == 1, number == self._last, True, True))

    # the rows

    def _text(self, text: str, look: Look) -> Any:
        clean = safe_text(text)
        return self._styles.cell(clean, look._replace(is_quoted=True) if clean.startswith(FORMULA_SIGNS) else look)

    def _row_cells(self, index: int, row: Row, is_last: bool) -> Iterator[Any]:
        number = self._first_row + index
        sums = summed(self._table, row)
        if row.style == "section":
            self._merge(number, 1, number, self._last)
        for place, column in enumerate(self._table.columns, start=1):
            is_edge = is_last or place in (1, self._last)
            edges = Edges(place == 1, place == self._last, False, is_last) if is_edge else INSIDE
            value = row.cells.get(column.key)
            if column.key in sums and isinstance(value, int | Decimal):
                yield self._sum_cell(place, number, value, sums[column.key], edges)
            else:
                yield self._cell(value, column, row, edges)

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

    def _sum_cell(self, place: int, number: int, value: int | Decimal, parts: Sequence[int], edges: Edges) -> Any:
        column = self._table.columns[place - 1]
        self.values[f"{_letter(place)}{number}"] = showing.exact(value, column, self._money_unit)
        text = formula(_letter(place), parts, self._first_row)
        return self._styles.cell(text, self._number_look(value, column, "total", edges), is_formula=True)

    def _cell(self, value: Value, column: Column, row: Row, edges: Edges) -> Any:
        part = "body" if row.style == "reported" else row.style
        if isinstance(value, str) or (column.words and value in column.words):
            text = showing.cell_text(value, column, self._money_unit, "")
            is_total = row.style in ("total", "reported") and column is self._table.columns[0]
            return self._text(text, Look(part, "center" if is_total else _side(column), edges))
        if value is None:
            return self._styles.cell(None, Look(part, _side(column), edges))
        number = showing.exact(value, column, self._money_unit)
        return self._styles.cell(number, self._number_look(value, showing.column_of(row, column), part, edges))

    def _number_look(self, value: int | Decimal, column: Column, part: Any, edges: Edges) -> Look:
        if not column.is_number:
            return Look(part, "left", edges)
        decimals = showing.decimals_of(value, column, self._money_unit)
        return Look(part, "right", edges, "0." + "0" * decimals if decimals else "0", wraps=False)

    # after the rows

    def _write_notes(self, number: int) -> None:
        width = sum(self._widths)
        for note in showing.note_lines(self._table):
            lines = -(-showing.display_width(note) // max(1, int(width / NOTE)))
            self._write_across(number, note, Look("note"), 15 * lines + 2)
            number += 1
        self._append(number, iter(()), 10)
        self._write_across(number + 1, "　　　　".join(showing.sign_off(self._preparer, self._day)), Look("line"), 22)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _side(column: Column) -> Any:
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
