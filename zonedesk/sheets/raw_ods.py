"""A look at the XML of an .ods, beside the cell reader: sizes before reading, merged and broken cells, percentages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from zonedesk.sheets.limits import MOST_COLUMNS, MOST_ROWS
from zonedesk.sheets.raw_sheet import BrokenCell, RawSheet
from zonedesk.sheets.zipped import BROKEN_ZIP

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _OFFICE, _TEXT = f"{{{_NAMES}:table:1.0}}", f"{{{_NAMES}:office:1.0}}", f"{{{_NAMES}:text:1.0}}"
_ROW, _CELL, _COVERED = f"{_TABLE}table-row", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def survey_ods(data: bytes) -> dict[str, RawSheet]:
    """Return what is to know of each sheet of an .ods by its name; nothing for any other file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            return dict(_sheets(ElementTree.iterparse(content, ("start", "end"))))
    except (KeyError, ElementTree.ParseError, *BROKEN_ZIP):
        return {}


def _sheets(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, RawSheet]]:
    sheet, row, size = RawSheet(merges=[]), 0, (0, 0)
    for event, part in events:
        if event == "start":
            if part.tag == f"{_TABLE}table":
                sheet, row, size = RawSheet(merges=[]), 0, (0, 0)
        elif part.tag == _ROW:
            times, width = _count(part, "number-rows-repeated"), _note(sheet, part, row)
            row += times
            if width:
                size = (row, max(size[1], width))
            part.clear()
        elif part.tag == f"{_TABLE}table":
            sheet.cells = size[0] * size[1]
            yield str(part.get(f"{_TABLE}name")), sheet
            part.clear()


def _note(sheet: RawSheet, line: Element, row: int) -> int:
    """Take what a row tells, and return up to which column it holds something."""
    column = width = 0
    for cell in line:
        if cell.tag not in (_CELL, _COVERED):
            continue
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if cell.tag == _CELL and down * across > 1 and sheet.merges is not None:
            sheet.merges.append((row, column, row + down - 1, column + across - 1))
        times = _count(cell, "number-columns-repeated")
        if cell.get(f"{_OFFICE}value-type"):
            width = column + times
            _note_value(sheet, cell, row, range(column, min(width, MOST_COLUMNS)))
        column += times
    return width


def _note_value(sheet: RawSheet, cell: Element, row: int, columns: range) -> None:
    if cell.get(_CALC) == "error":
        text = "".join(part for paragraph in cell.iter(f"{_TEXT}p") for part in paragraph.itertext())
        sheet.broken.update({(row, column): BrokenCell(text or "#N/A") for column in columns})
    elif cell.get(f"{_OFFICE}value-type") == "percentage" and row < MOST_ROWS:
        sheet.percents.update((row, column) for column in columns)


def _count(part: Element, name: str) -> int:
    return int(part.get(f"{_TABLE}{name}", "1"))
