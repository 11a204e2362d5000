"""Workbooks in: .xlsx .xlsm .xls .et .xlsb .ods and .csv as grids of plain cells."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import container_of, damaged, protected, read_bytes, unusual
from zonedesk.sheets.delimited import read_delimited
from zonedesk.sheets.grid import Grid, Merge, Workbook
from zonedesk.sheets.ods_merges import ods_merges
from zonedesk.sheets.raw_xml import RawSheet, survey

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

LARGEST_SHEET = 20_000_000  # cells of the rectangle that holds a sheet's content


def read_workbook(path: Path) -> Workbook:
    """Return the sheets of a file, hidden ones too, blank ones as empty grids.

    Raises Unreadable, naming the file and what to do, where it is no workbook, protected, damaged, in use, empty or too large.
    """
    data = read_bytes(path)
    is_text = container_of(path, data) == "text"
    sheets = [read_delimited(path, data)] if is_text else _sheets(path, data)
    if all(sheet.is_blank for sheet in sheets):
        raise Unreadable(f"“{path.name}”里没有内容。请核对是不是选错了文件")
    return Workbook(path, sheets)


def _sheets(path: Path, data: bytes) -> list[Grid]:
    from python_calamine import CalamineError, PasswordError, ZipError

    raw, merges = survey(data), ods_merges(data)
    for name, sheet in raw.items():
        _refuse_large(path, name, sheet.cells)
    try:
        workbook = _open(data)
        sheets = [
            _grid(path, workbook, meta, raw.get(meta.name), merges.get(meta.name)) for meta in _worksheets(workbook)
        ]
    except PasswordError:
        raise protected(path) from None
    except ZipError:
        raise damaged(path) from None
    except (CalamineError, OSError, ValueError) as error:
        raise (unusual(path) if data.startswith(b"PK") else damaged(path)) from error
    if not sheets:
        raise unusual(path)
    return sheets


def _open(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _worksheets(workbook: CalamineWorkbook) -> list[SheetMetadata]:
    from python_calamine import SheetTypeEnum

    return [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]


def _grid(
    path: Path, workbook: CalamineWorkbook, meta: SheetMetadata, raw: RawSheet | None, merges: list[Merge] | None
) -> Grid:
    from python_calamine import SheetVisibleEnum

    sheet = workbook.get_sheet_by_name(meta.name)
    _refuse_large(path, meta.name, sheet.total_height * sheet.total_width)
    rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
    cells: list[list[object]] = [[None if cell == "" else cell for cell in row] for row in rows]
    if raw:
        _mark_broken(cells, raw)
    return Grid(meta.name, cells, meta.visible != SheetVisibleEnum.Visible, merges or _merges(sheet))


def _mark_broken(cells: list[list[object]], raw: RawSheet) -> None:
    for (row, column), text in raw.broken.items():
        if row < len(cells):
            cells[row].extend([None] * (column + 1 - len(cells[row])))
            if cells[row][column] is None:
                cells[row][column] = text


def _merges(sheet: CalamineSheet) -> list[Merge]:
    ranges = sheet.merged_cell_ranges or []
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def _refuse_large(path: Path, sheet: str, cells: int) -> None:
    if cells > LARGEST_SHEET:
        raise Unreadable(
            f"“{path.name}”的工作表“{sheet}”有 {cells // 10000} 万个格子，太大。请删去多余的空行空列，或拆成几个文件再导入"
        )
