"""A sheet of a workbook on its way out, written row by row, so that memory stays flat however long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32767  # more in one cell and a spreadsheet calls the workbook damaged
MOST_LINKS = 65530  # and so it does with more in one sheet
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile("[&<>]")
_IN_TEXT = re.compile("[&<>]|_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ as text of a workbook means A
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}


def safe_text(text: str) -> str:
    """Return a text as a workbook can hold it: without characters that XML forbids, and not too long."""
    return _ILLEGAL.sub("", text)[:LONGEST_TEXT]


def letter(column: int) -> str:
    """Return the letters of a column counted from 1: A, B, … AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_cell(place: str, style: int, text: str) -> str:
    """Return a cell of text, which has to be safe."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if _IN_TEXT.search(text):
        text = _IN_TEXT.sub(lambda found: _NAMED[found[0]], text)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def number_cell(place: str, style: int, value: Decimal | int) -> str:
    """Return a cell of a number, with all its digits."""
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def sum_cell(place: str, style: int, formula: str, value: Decimal | int) -> str:
    """Return a cell of a formula (without =) with its known value, for readers that do not calculate."""
    escaped = _MARKUP.sub(lambda found: _NAMED[found[0]], formula)
    return f'<c r="{place}" s="{style}"><f>{escaped}</f><v>{value}</v></c>'


def empty_cell(place: str, style: int) -> str:
    """Return a cell of nothing, which has a look all the same."""
    return f'<c r="{place}" s="{style}"/>'


class Canvas(Worksheet):
    """A sheet that takes whole rows as XML: the library's own call for every cell takes three times as long.

    Everything round the rows (page, widths, merges, links, charts) is the library's. Rows and columns count from 1.
    """

    def put_row(self, number: int, height: float, cells: Iterable[str]) -> None:
        """Write a row, which comes after all that were written."""
        row = "".join(cells)
        self.row_data_fh.write(f'<row r="{number}" ht="{height:g}" customHeight="1">{row}</row>')

    def cover(self, rows: int, columns: int) -> None:
        """Say how far the sheet reaches, once its rows are written."""
        self._check_dimensions(0, 0)
        self._check_dimensions(rows - 1, columns - 1)

    def join(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells that are written row by row; the library's own way would write them, too."""
        if (top, left) != (bottom, right):
            self.merge.append([top - 1, left - 1, bottom - 1, right - 1])

    def lead(self, row: int, column: int, place: str, tip: str) -> None:
        """Let a written cell lead to a place in the workbook ('明细'!A4:F9). Beyond the most that a sheet may have, none is made."""
        if self.hlink_count < MOST_LINKS:
            self.ignore_write_string = True  # the cell is there, and may be a number
            self.write_url(row - 1, column - 1, f"internal:{place}", tip=tip)


def begin(path: str, folder: str) -> Workbook:
    """Return a workbook to fill and close. Its rows wait in `folder`, which has to outlive it."""
    return Workbook(path, {"constant_memory": True, "tmpdir": folder})


def abandon(book: Workbook) -> None:
    """Let go of a workbook that will not be finished, with the files in which its rows wait."""
    for sheet in book.worksheets():
        sheet._opt_close()
