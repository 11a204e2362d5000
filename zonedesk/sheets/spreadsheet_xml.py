"""Workbooks as one XML file (SpreadsheetML, what Excel 2003 called XML tables), which some systems export as .xls."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import unusual
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import LARGEST_SHEET, MOST_COLUMNS, MOST_ROWS
from zonedesk.sheets.raw_sheet import BrokenCell
from zonedesk.sheets.zipped import declares_type, entities

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"


def read_spreadsheet_xml(path: Path, data: bytes) -> list[Grid]:
    """Return the sheets of such a file. Raises Unreadable where it is broken or too large."""
    if declares_type(data):
        raise entities(path)
    try:
        root = ElementTree.fromstring(data)
        percents = {style.get(f"{_SHEET}ID") for style in root.iter(f"{_SHEET}Style") if _shows_percent(style)}
        return [_grid(path, sheet, percents) for sheet in root.iter(f"{_SHEET}Worksheet")]
    except (ElementTree.ParseError, ValueError) as error:
        raise unusual(path) from error


def _shows_percent(style: Element) -> bool:
    return any("%" in (part.get(f"{_SHEET}Format") or "").replace("Percent", "%") for part in style)


def _grid(path: Path, sheet: Element, percents: set[str | None]) -> Grid:
    hidden = any((part.text or "").startswith("SheetHidden") for part in sheet.iter(_VISIBLE))
    grid, shown, size = Grid(sheet.get(f"{_SHEET}Name") or path.stem, [], hidden), set[tuple[int, int]](), 0
    for row, line in _numbered(sheet.iter(f"{_SHEET}Row"), MOST_ROWS):
        cells: list[object] = []
        for column, cell in _numbered(line.iter(f"{_SHEET}Cell"), MOST_COLUMNS):
            cells += [None] * (column - len(cells)) + [_value(cell)]
            down, across = int(cell.get(f"{_SHEET}MergeDown", 0)), int(cell.get(f"{_SHEET}MergeAcross", 0))
            if down or across:
                grid.merges.append((row, column, row + down, column + across))
                cells += [None] * min(across, MOST_COLUMNS)
            if cell.get(f"{_SHEET}StyleID") in percents:
                shown.add((row, column))
        size += len(cells)
        if size > LARGEST_SHEET:
            raise Unreadable(f"“{path.name}”的工作表“{grid.name}”太大。请拆成几个文件再导入")
        grid.cells += [[] for _ in range(row - len(grid.cells))] + [cells]
    grid.percents = shown
    return grid


def _numbered(parts: Iterator[Element], most: int) -> Iterator[tuple[int, Element]]:
    """Give rows or cells their numbers from 0: one that says its own jumps there, and a merged one takes the room of several."""
    place = 0
    for part in parts:
        place = int(part.get(f"{_SHEET}Index") or place + 1) - 1
        if not 0 <= place < most:
            raise ValueError(place)
        yield place, part
        place += 1 + int(part.get(f"{_SHEET}MergeAcross") or 0) + int(part.get(f"{_SHEET}Span") or 0)


def _value(cell: Element) -> object:
    data = cell.find(f"{_SHEET}Data")
    if data is None:
        return BrokenCell("=" + cell.get(f"{_SHEET}Formula", "")) if cell.get(f"{_SHEET}Formula") else None
    text, kind = "".join(data.itertext()), data.get(f"{_SHEET}Type")
    if kind == "Number":
        return float(text)
    if kind == "DateTime":  # a whole date, whatever day the workbook counts from
        moment = datetime.datetime.fromisoformat(text)
        return moment.date() if moment.time() == datetime.time() else moment
    if kind == "Boolean":
        return text.strip() == "1"
    return BrokenCell(text) if kind == "Error" else text or None
