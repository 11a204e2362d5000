"""What the cell reader does not tell about an .xlsx sheet: its true size before reading, broken and uncounted formulas.

The reader lays a sheet out as a full rectangle, so one stray cell at ZZZ1000000 would ask for all memory; and it gives an
empty cell both for #REF! and for a formula that was never calculated, where an amount may be missing.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LAST_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_THREE_LETTERS, _TWO_LETTERS = re.compile(rb'<c r="([A-Z]{3})\d'), re.compile(rb'<c r="([A-Z]{2})\d')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?![^>]*\bt="str")[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_HAS_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\b[^>]*/>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


class BrokenCell(str):
    """The text of a cell that holds a formula's error or a formula without its result, instead of a value."""

    __slots__ = ()


@dataclass
class RawSheet:
    """How many cells a sheet spans, and its cells without a value, by row and column from 0."""

    cells: int = 0
    broken: dict[tuple[int, int], BrokenCell] = field(default_factory=dict)


def survey(data: bytes) -> dict[str, RawSheet]:
    """Return what is to know of each sheet of an .xlsx by its name; nothing where the parts are not as usual."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _sheet(archive.read(part)) for name, part in _parts(archive).items()}
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        return {}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in rels}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found: dict[str, str] = {}
    for sheet in workbook.iter():
        target = targets.get(sheet.get(_REL) or sheet.get(_STRICT_REL) or "")
        if sheet.tag.endswith("}sheet") and target and "worksheets" in target:
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[str(sheet.get("name"))] = part
    return found


def _sheet(xml: bytes) -> RawSheet:
    sheet = RawSheet(_height(xml) * _width(xml))
    if b't="e"' in xml:
        sheet.broken.update({_place(m): BrokenCell(m[3].decode("utf-8", "replace")) for m in _ERROR.finditer(xml)})
    if _HAS_UNCOUNTED.search(xml):
        for found in _UNCOUNTED.finditer(xml):
            sheet.broken[_place(found)] = BrokenCell("=" + html.unescape((found[3] or b"").decode("utf-8", "replace")))
    return sheet


def _height(xml: bytes) -> int:
    start = xml.rfind(b"<row ")
    last = _LAST_ROW.match(xml, start) if start >= 0 else None
    return int(last[1]) if last else xml.count(b"<row")


def _width(xml: bytes) -> int:
    for pattern in (_THREE_LETTERS, _TWO_LETTERS):
        letters = set(pattern.findall(xml))
        if letters:
            return max(map(_number, letters))
    return 26


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, _number(found[1]) - 1
