"""Workbooks that the usual reader does not understand, read with openpyxl: slower, and more patient with odd parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import unusual
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import LARGEST_SHEET
from zonedesk.sheets.raw_sheet import BrokenCell

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# What openpyxl raises in the middle of odd parts; XML that is not well formed is a SyntaxError.
TROUBLES = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
_IN_QUOTES = re.compile(r'"[^"]*"')


def read_slowly(path: Path, data: bytes) -> list[Grid]:
    """Return the sheets of an .xlsx with the values that it keeps beside formulas. Raises Unreadable where this fails as well.

    Expects that no part declares a document type: openpyxl would follow it.
    """
    import openpyxl

    try:
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [_grid(path, sheet, formulas[sheet.title]) for sheet in values.worksheets]
    except TROUBLES as error:
        raise unusual(path) from error
    if not sheets:
        raise unusual(path)
    return sheets


def _grid(path: Path, sheet: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet) -> Grid:
    sheet.reset_dimensions()  # what it says of its size may be false
    formulas.reset_dimensions()
    grid, percents, count = Grid(sheet.title, [], sheet.sheet_state != "visible"), set[tuple[int, int]](), 0
    for row, (line, written) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)):
        count += len(line)
        if count > LARGEST_SHEET:
            raise Unreadable(f"“{path.name}”的工作表“{sheet.title}”太大。请删去多余的空行空列，或拆成几个文件再导入")
        grid.cells.append(list(_values(line, written)))
        percents.update((row, n) for n, cell in enumerate(line) if _is_percent(cell))
    grid.percents = percents
    return grid


def _values(line: tuple[Any, ...], written: tuple[Any, ...]) -> Iterator[object]:
    for cell, formula in zip(line, written, strict=True):
        if cell.data_type == "e":
            yield BrokenCell(cell.value)
        elif cell.value is None and formula.data_type == "f":
            yield BrokenCell(str(formula.value))
        else:
            yield None if cell.value == "" else cell.value


def _is_percent(cell: Any) -> bool:
    return cell.value is not None and "%" in _IN_QUOTES.sub("", cell.number_format or "")
