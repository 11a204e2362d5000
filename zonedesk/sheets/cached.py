"""Known values of formulas, put beside them in a saved workbook.

The workbook library writes formulas without their values, and previews, WPS and readers that do not calculate show nothing
for these. One pass over the sheet's XML puts the values in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from zonedesk.figures.whole_file import whole_file

_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)(?=</c>)')
_CELL_END = b"</c>"
_CHUNK = 1 << 20

Values = Mapping[str, Decimal | int]
"""Values by the cell they belong to (B12)."""


def put_values(path: Path, values: Mapping[int, Values]) -> None:
    """Put values beside the formulas of a saved workbook, by the sheet's number from 1. The rest stays as it is."""
    with whole_file(path) as draft, ZipFile(path) as old, ZipFile(draft, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            known = values.get(_sheet_number(entry.filename), {})
            with old.open(entry) as source, new.open(entry.filename, "w", force_zip64=True) as target:
                for piece in _filled(source, known) if known else _chunks(source):
                    target.write(piece)


def _sheet_number(name: str) -> int:
    found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    return int(found[1]) if found else 0


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk


def _filled(source: IO[bytes], values: Values) -> Iterator[bytes]:
    """Give a sheet's XML with its values, a piece at a time, cut only after a cell."""

    def beside(found: re.Match[bytes]) -> bytes:
        value = values.get(found[2].decode())
        return found[0] if value is None else b"%s<v>%s</v>" % (found[1], f"{value:f}".encode())

    rest = b""
    for chunk in _chunks(source):
        whole, end, rest = (rest + chunk).rpartition(_CELL_END)
        yield _FORMULA.sub(beside, whole + end)
    yield rest
