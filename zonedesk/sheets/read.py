"""Workbooks in: .xlsx .xlsm .xls .et .xlsb .ods and .csv as grids of plain cells.

What is read here may be hostile: `apart.read_apart` runs it in a process that can be stopped.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import check_ole, container_of, read_bytes
from zonedesk.sheets.delimited import read_delimited
from zonedesk.sheets.grid import Grid, Merge, Workbook
from zonedesk.sheets.limits import LARGEST_SHEET, MOST_MERGES, MOST_SHEETS
from zonedesk.sheets.raw_sheet import RawSheet
from zonedesk.sheets.zipped import damaged, refuse_entities

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata


def read_workbook(path: Path, password: str = "") -> Workbook:
    """Return the sheets of a file, hidden ones too, blank ones as empty grids.

    Raises Locked where a password is missing or wrong, and Unreadable, naming the file and what to do, where it is no workbook,
    damaged, in use, empty or too large.
    """
    sheets = _sheets(path, read_bytes(path), password)
    if all(sheet.is_blank for sheet in sheets):
        raise Unreadable(f"“{path.name}”里没有内容。请核对是不是选错了文件")
    return Workbook(path, sheets)


def _sheets(path: Path, data: bytes, password: str) -> list[Grid]:
    container = container_of(path, data)
    if container == "zip":
        return _zipped(path, data)
    if container == "ole":
        return _compound(path, data, password)
    if container == "xml":
        from zonedesk.sheets.spreadsheet_xml import read_spreadsheet_xml

        return read_spreadsheet_xml(path, data)
    if container == "html":
        from zonedesk.sheets.web_page import read_web_page

        return read_web_page(path, data)
    return [read_delimited(path, data)]


def _zipped(path: Path, data: bytes) -> list[Grid]:
    from zonedesk.sheets.raw_ods import survey_ods
    from zonedesk.sheets.raw_xml import survey

    refuse_entities(path, data)
    return _read(path, data, survey(data) or survey_ods(data), _otherwise)


def _otherwise(path: Path, data: bytes) -> list[Grid]:
    """Read with openpyxl, slower, what the usual reader does not understand."""
    from zonedesk.sheets.second_reader import read_slowly

    return read_slowly(path, data)


def _compound(path: Path, data: bytes, password: str) -> list[Grid]:
    from zonedesk.sheets.raw_xls import survey_xls
    from zonedesk.sheets.unlocked import is_locked, unlocked

    if is_locked(data):
        data = unlocked(path, data, password)
        if container_of(path, data) == "zip":
            return _zipped(path, data)
    check_ole(path, data)
    return _read(path, data, survey_xls(data), _give_up)


def _give_up(path: Path, _data: bytes) -> list[Grid]:
    raise damaged(path)


def _read(
    path: Path, data: bytes, raw: dict[str, RawSheet], otherwise: Callable[[Path, bytes], list[Grid]]
) -> list[Grid]:
    from python_calamine import CalamineError, PasswordError, ZipError

    for name, sheet in raw.items():
        _refuse_large(path, name, sheet.cells)
    try:
        workbook = _open(data)
        sheets = [_grid(path, workbook, meta, raw.get(meta.name, RawSheet())) for meta in _worksheets(path, workbook)]
    except PasswordError:
        raise Unreadable(
            f"“{path.name}”有打开密码，但不能解密。请用 WPS 或 Excel 打开，取消密码并保存，再导入"
        ) from None
    except ZipError:
        raise damaged(path) from None
    except (CalamineError, OSError, ValueError):
        return otherwise(path, data)
    return sheets or otherwise(path, data)


def _open(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _worksheets(path: Path, workbook: CalamineWorkbook) -> list[SheetMetadata]:
    from python_calamine import SheetTypeEnum

    found = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if len(found) > MOST_SHEETS:
        raise Unreadable(f"“{path.name}”有 {len(found)} 个工作表，太多。请拆成几个文件再导入")
    return found


def _grid(path: Path, workbook: CalamineWorkbook, meta: SheetMetadata, raw: RawSheet) -> Grid:
    from python_calamine import SheetVisibleEnum

    sheet = workbook.get_sheet_by_name(meta.name)
    _refuse_large(path, meta.name, sheet.total_height * sheet.total_width)
    cells = _cells(sheet)
    _mark_broken(cells, raw)
    merges = _merges(sheet) if raw.merges is None else raw.merges
    hidden = meta.visible != SheetVisibleEnum.Visible
    return Grid(meta.name, cells, hidden, plausible(merges, cells), percents=raw.percents)


def _cells(sheet: CalamineSheet) -> list[list[object]]:
    """Return a sheet's cells, a text that stands in many of them made once: what is handed on is smaller for it."""
    if sheet.start is None:
        return []
    seen = dict[str, str]()
    once = seen.setdefault
    rows = sheet.to_python(skip_empty_area=False)
    return [[(once(cell, cell) or None) if cell.__class__ is str else cell for cell in row] for row in rows]


def _mark_broken(cells: list[list[object]], raw: RawSheet) -> None:
    for (row, column), text in raw.broken.items():
        if row < len(cells):
            cells[row].extend([None] * (column + 1 - len(cells[row])))
            if cells[row][column] is None:
                cells[row][column] = text


def _merges(sheet: CalamineSheet) -> list[Merge]:
    ranges = sheet.merged_cell_ranges or []
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def plausible(merges: list[Merge], cells: list[list[object]]) -> list[Merge]:
    """Return merged cells as far as the sheet holds something; none where they are endless or must lie over each other."""
    height, width = len(cells), max(map(len, cells), default=0)
    if len(merges) > MOST_MERGES:
        return []
    clipped = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merges
        if top < height and left < width and bottom >= top and right >= left
    ]
    covered = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in clipped)
    return clipped if covered <= height * width else []


def _refuse_large(path: Path, sheet: str, cells: int) -> None:
    if cells > LARGEST_SHEET:
        raise Unreadable(
            f"“{path.name}”的工作表“{sheet}”有 {cells // 10000} 万个格子，太大。请删去多余的空行空列，或拆成几个文件再导入"
        )
