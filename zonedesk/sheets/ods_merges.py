"""The merged cells of an .ods workbook, which the cell reader does not tell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from zonedesk.sheets.grid import Merge

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _CELL, _COVERED = f"{_TABLE}table-row", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"


def ods_merges(data: bytes) -> dict[str, list[Merge]]:
    """Return the merged cells of each sheet of an .ods by the sheet's name; nothing for any other file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            return dict(_sheets(ElementTree.iterparse(content, ("start", "end"))))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        return {}


def _sheets(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, list[Merge]]]:
    row, merges = 0, list[Merge]()
    for event, part in events:
        if event == "start":
            if part.tag == f"{_TABLE}table":
                row, merges = 0, []
        elif part.tag == _ROW:
            merges += _merges(part, row)
            row += _count(part, "number-rows-repeated")
            part.clear()
        elif part.tag == f"{_TABLE}table":
            yield str(part.get(f"{_TABLE}name")), merges
            part.clear()


def _merges(line: Element, row: int) -> Iterator[Merge]:
    column = 0
    for cell in line:
        if cell.tag in (_CELL, _COVERED):
            down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if cell.tag == _CELL and down * across > 1:
                yield row, column, row + down - 1, column + across - 1
            column += _count(cell, "number-columns-repeated")


def _count(part: Element, name: str) -> int:
    return int(part.get(f"{_TABLE}{name}", "1"))
