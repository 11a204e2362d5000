"""A look at the XML of an .xlsx, beside the cell reader: sizes before reading, broken cells, percentages.

The reader lays a sheet out as a full rectangle, so one stray cell at XFD1000000 would ask for all memory.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from zonedesk.sheets.limits import LARGEST_SHEET
from zonedesk.sheets.raw_sheet import BrokenCell, Place, RawSheet, column_number
from zonedesk.sheets.zipped import BROKEN_ZIP

__all__ = ["BrokenCell", "survey"]

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_THREE_LETTERS, _TWO_LETTERS = re.compile(rb'<c r="([A-Z]{3})\d'), re.compile(rb'<c r="([A-Z]{2})\d')
_HOLDING = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>\s*<(?:v|f|is)\b')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?![^>]*\bt="str")[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_HAS_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\b[^>]*/>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def survey(data: bytes) -> dict[str, RawSheet]:
    """Return what is to know of each sheet of an .xlsx by its name; nothing where the parts are not as usual."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = _workbook_part(archive)
            percents = _percent_styles(archive, book)
            return {name: _sheet(archive.read(part), percents) for name, part in _parts(archive, book).items()}
    except (KeyError, ElementTree.ParseError, *BROKEN_ZIP):
        return {}


def _workbook_part(archive: zipfile.ZipFile) -> str:
    if "xl/workbook.xml" in archive.namelist():
        return "xl/workbook.xml"
    rels = ElementTree.fromstring(archive.read("_rels/.rels"))
    return next(str(r.get("Target")).lstrip("/") for r in rels if str(r.get("Type")).endswith("/officeDocument"))


def _parts(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    folder, file = posixpath.split(book)
    rels = ElementTree.fromstring(archive.read(f"{folder}/_rels/{file}.rels"))
    targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in rels}
    names = {name.lower(): name for name in archive.namelist()}
    found: dict[str, str] = {}
    for sheet in ElementTree.fromstring(archive.read(book)).iter():
        target = targets.get(sheet.get(_REL) or sheet.get(_STRICT_REL) or "")
        if sheet.tag.endswith("}sheet") and target and "chartsheets" not in target:
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[str(sheet.get("name"))] = names[part.lower()]
    return found


def _percent_styles(archive: zipfile.ZipFile, book: str) -> set[bytes]:
    """Return the numbers of the cell styles that show a percentage, as a sheet's cells write them."""
    part = f"{posixpath.dirname(book)}/styles.xml"
    if part not in archive.namelist():
        return set()
    root = ElementTree.fromstring(archive.read(part))
    formats = {el.get("numFmtId"): el.get("formatCode") or "" for el in root.iter() if el.tag.endswith("}numFmt")}
    used = [str(style.get("numFmtId")) for el in root if el.tag.endswith("}cellXfs") for style in el]
    return {b"%d" % n for n, format_ in enumerate(used) if is_percent(format_, formats.get(format_))}


def is_percent(number: str, code: str | None) -> bool:
    """Return whether a number format shows a percentage, by its number and, where it is the workbook's own, its code."""
    return "%" in _IN_QUOTES.sub("", code) if code else number in {"9", "10"}


def _sheet(xml: bytes, percents: set[bytes]) -> RawSheet:
    if _is_odd(xml):
        return _walked(xml, percents)
    sheet = RawSheet(_height(xml) * _width(xml))
    if sheet.cells > LARGEST_SHEET:
        sheet.cells = _rectangle(_place(found) for found in _HOLDING.finditer(xml))
    if b't="e"' in xml:
        sheet.broken.update({_place(m): BrokenCell(m[3].decode("utf-8", "replace")) for m in _ERROR.finditer(xml)})
    if _HAS_UNCOUNTED.search(xml):
        for found in _UNCOUNTED.finditer(xml):
            sheet.broken[_place(found)] = BrokenCell("=" + html.unescape((found[3] or b"").decode("utf-8", "replace")))
    if percents:
        style = b"|".join(sorted(percents))
        shown = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(?:' + style + rb')"[^>]*(?<!/)>')
        sheet.percents = {_place(found) for found in shown.finditer(xml)}
    return sheet


def _is_odd(xml: bytes) -> bool:
    """Return whether cells are not written as Excel and most programs do: no address, another prefix, quotes or encoding."""
    beginning = xml[: 1 << 16]
    if any(sign in beginning for sign in (b":row", b"\0", b"<c\n", b"<c\r", b"<c>", b"<c/>")):
        return True
    return xml.count(b"<c ") != xml.count(b'<c r="')


def _height(xml: bytes) -> int:
    start = xml.rfind(b"<row ")
    last = _LAST_ROW.match(xml, start) if start >= 0 else None
    return int(last[1]) if last else xml.count(b"<row")


def _width(xml: bytes) -> int:
    for pattern in (_THREE_LETTERS, _TWO_LETTERS):
        letters = set(pattern.findall(xml))
        if letters:
            return max(map(column_number, letters)) + 1
    return 26


def _rectangle(places: Iterator[Place]) -> int:
    """Return the cells of the rectangle round what a sheet holds; cells that only have a border need no room."""
    bottom = right = -1
    top = left = 1 << 30
    for row, column in places:
        top, bottom, left, right = min(top, row), max(bottom, row), min(left, column), max(right, column)
    return (bottom + 1) * (right + 1)


def _place(found: re.Match[bytes]) -> Place:
    return int(found[2]) - 1, column_number(found[1])


def _walked(xml: bytes, percents: set[bytes]) -> RawSheet:
    """Look at a sheet cell by cell, slowly, for what unusual programs write; a cell without an address follows the one before."""
    sheet, row, column = RawSheet(), -1, -1
    bottom = right = -1
    for event, part in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        kind = part.tag.rpartition("}")[2]
        if event == "start" and kind == "row":
            row, column = int(part.get("r") or row + 2) - 1, -1
        elif event == "start" and kind == "c":
            row, column = _address(part.get("r")) or (row, column + 1)
        elif kind == "c":
            bottom, right = max(bottom, row), max(right, column)
            _note(sheet, (row, column), part, percents)
        elif kind == "row":
            part.clear()
    sheet.cells = (bottom + 1) * (right + 1)
    return sheet


def _note(sheet: RawSheet, place: Place, cell: ElementTree.Element, percents: set[bytes]) -> None:
    parts = {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in cell}
    if cell.get("t") == "e":
        sheet.broken[place] = BrokenCell(parts.get("v") or "#N/A")
    elif "f" in parts and not parts.get("v") and cell.get("t") != "str":
        sheet.broken[place] = BrokenCell("=" + parts["f"])
    if (cell.get("s") or "").encode() in percents and len(cell):
        sheet.percents.add(place)


def _address(text: str | None) -> Place | None:
    found = re.fullmatch(r"([A-Z]{1,3})(\d+)", text or "")
    return (int(found[2]) - 1, column_number(found[1])) if found else None
