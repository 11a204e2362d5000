"""Workbooks copied with what their cells showed: with all their looks where openpyxl keeps them, else from plain cells."""

from __future__ import annotations

import io
import math
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Sequence
from copy import copy
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import read_bytes
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.marks import without_marks
from zonedesk.sheets.raw_sheet import BrokenCell, column_number
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.second_reader import TROUBLES
from zonedesk.sheets.zipped import refuse_entities

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_COPY = 1_000_000  # cells; each takes nearly half a kilobyte while it is copied
LARGEST_STYLED = 300_000  # cells, those without content as well: with looks they take many times as much
LARGEST_PARTS = 60 * 2**20  # unpacked
MOST_MERGED = 200_000  # cells under merged ones

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")  # what stands for a sign in a workbook, where the text itself says so
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_WIDEST, _NARROWEST, _MEASURED_ROWS = 40, 8, 200


def styled_copy(path: Path, grids: Sequence[Grid]) -> Book | None:
    """Return an .xlsx with its looks and with values for its formulas; None where it is of another form or too odd.

    It is taken only if reading it gives the same cells as `grids`, the file as it was read: nothing may be lost on the way back.
    """
    import openpyxl

    try:
        data = read_bytes(path)
        refuse_entities(path, data)
        if not _is_copied_with_ease(data):
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of what openpyxl does not keep
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (Unreadable, *TROUBLES):
        return None
    if [sheet.title for sheet in book.worksheets] != [grid.name for grid in grids]:
        return None
    for sheet, grid in zip(book.worksheets, grids, strict=True):
        _settle(sheet, grid)
    return book if _reads_as(book, path, grids) else None


def _is_copied_with_ease(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_PARTS:
            return False
        sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/" in name and name.endswith(".xml")]
    cells = sum(1 for sheet in sheets for _ in _CELL.finditer(sheet))
    return cells <= LARGEST_STYLED and sum(map(_merged_cells, sheets)) <= MOST_MERGED


def _merged_cells(sheet: bytes) -> int:
    return sum(
        (int(bottom) - int(top) + 1) * (column_number(right) - column_number(left) + 1)
        for left, top, right, bottom in _MERGE.findall(sheet)
    )


def _settle(sheet: Worksheet, grid: Grid) -> None:
    """Put back the formulas without a value, and put in the texts that were corrected by hand: a copy of the file lacks both."""
    for row, line in enumerate(grid.cells, start=1):
        for column, value in enumerate(line, start=1):
            if isinstance(value, str):
                cell: Any = sheet.cell(row, column)
                if not is_under_merged(cell) and cell_text(cell.value) != cell_text(value):
                    _put(cell, value)


def is_under_merged(cell: object) -> bool:
    """Return whether a cell lies under a merged one and holds nothing of its own."""
    from openpyxl.cell.cell import MergedCell

    return isinstance(cell, MergedCell)


def _reads_as(book: Book, path: Path, grids: Sequence[Grid]) -> bool:
    """Return whether a copy, once written, gives the cells that were read."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, f"{path.stem}.xlsx")
        try:
            book.save(draft)
            read = read_workbook(draft).sheets
        except (Unreadable, *TROUBLES):
            return False
    return len(read) == len(grids) and all(
        _same(without_marks(one), other) for one, other in zip(read, grids, strict=True)
    )


def _same(one: Grid, other: Grid) -> bool:
    empty: list[object] = []
    rows = zip_longest(one.cells, other.cells, fillvalue=empty)
    return all(_is_same_cell(a, b) for first, second in rows for a, b in zip_longest(first, second))


def _is_same_cell(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-14)  # what is written has a digit less than a number may have
    return one == other or cell_text(one) == cell_text(other)


def add_styled_sheet(book: Book, name: str, source: Worksheet) -> Worksheet:
    """Add a sheet of another workbook with its looks."""
    sheet = book.create_sheet(name)
    for line in source.iter_rows():
        for cell in line:
            if is_under_merged(cell):
                continue
            made = sheet.cell(cell.row, cell.column)
            made._value, made.data_type = cell._value, cell.data_type
            if cell.has_style:
                _copy_style(cell, made)
            if cell.comment:
                made.comment = copy(cell.comment)
    for area in source.merged_cells.ranges:
        sheet.merge_cells(area.coord)
    for letter, column in source.column_dimensions.items():
        sheet.column_dimensions[letter].width, sheet.column_dimensions[letter].hidden = column.width, column.hidden
    for number, row in source.row_dimensions.items():
        sheet.row_dimensions[number].height, sheet.row_dimensions[number].hidden = row.height, row.hidden
    sheet.sheet_state, sheet.freeze_panes = source.sheet_state, source.freeze_panes
    return sheet


def _copy_style(cell: Any, made: Any) -> None:
    made.font, made.fill, made.border = copy(cell.font), copy(cell.fill), copy(cell.border)
    made.alignment, made.protection = copy(cell.alignment), copy(cell.protection)
    made.number_format, made.quotePrefix = cell.number_format, cell.quotePrefix


def add_plain_sheet(book: Book, name: str, grid: Grid) -> Worksheet:
    """Add a sheet with cells, merges and widths that fit; text stays text, dates and percentages stay what they are."""
    sheet = book.create_sheet(name)
    for row, line in enumerate(grid.cells, start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                _put(sheet.cell(row, column), value)
                if (row - 1, column - 1) in grid.percents:
                    sheet.cell(row, column).number_format = "0.00%"
    for top, left, bottom, right in grid.merges:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    _fit(sheet, grid)
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    return sheet


def _put(cell: Any, value: object) -> None:
    """Put a value into a cell; text that looks like a formula stays text."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell.value = value
        return
    text = _ESCAPE.sub(r"_x005F\g<0>", ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.value = text
    if not isinstance(value, BrokenCell):
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _fit(sheet: Worksheet, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    across = {(top, left) for top, left, _, right in grid.merges if right > left}
    for column in range(grid.width):
        texts = (cell_text(line[column]) for row, line in enumerate(grid.cells[:_MEASURED_ROWS])
                 if column < len(line) and (row, column) not in across)  # fmt: skip
        widest = max((sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text) for text in texts), default=0)
        sheet.column_dimensions[get_column_letter(column + 1)].width = max(_NARROWEST, min(_WIDEST, widest + 2))
