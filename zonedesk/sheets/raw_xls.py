"""A look at the records of an .xls, beside the cell reader: broken cells and percentages."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from zonedesk.sheets.raw_sheet import BrokenCell, RawSheet
from zonedesk.sheets.raw_xml import is_percent

_BOUND_SHEET, _FORMAT, _XF, _EOF, _BOF = 0x85, 0x41E, 0xE0, 0x0A, 0x809
_NUMBER, _RK, _MUL_RK, _FORMULA, _BOOL_ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_CELLS = {_NUMBER, _RK, _MUL_RK, _FORMULA, _BOOL_ERROR}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, bytes]
"""Its number and what it holds."""


@dataclass
class _Book:
    """What the first part of a workbook tells: where each sheet begins, and which styles show a percentage."""

    starts: dict[str, int] = field(default_factory=dict)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    @property
    def percents(self) -> set[int]:
        return {n for n, number in enumerate(self.styles) if is_percent(str(number), self.formats.get(number))}


def survey_xls(data: bytes) -> dict[str, RawSheet]:
    """Return what is to know of each sheet of an .xls of Excel 97 or later by its name; nothing for any other file."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if not ole.exists("Workbook"):
                return {}
            stream = ole.openstream("Workbook").read()
        book = _book(stream)
        percents = book.percents
        return {name: _sheet(stream, start, percents) for name, start in book.starts.items()}
    except (
        OSError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        struct.error,
    ):  # damaged: its reader will say so
        return {}


def _records(stream: bytes, place: int) -> Iterator[Record]:
    depth = 0
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        yield number, stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (number == _BOF) - (number == _EOF)  # a chart in a sheet has a beginning and an end of its own
        if depth <= 0:
            return


def _book(stream: bytes) -> _Book:
    book = _Book()
    for number, record in _records(stream, 0):
        if number == _BOUND_SHEET:
            book.starts[_text(record[6], record[7:])] = int.from_bytes(record[:4], "little")
        elif number == _FORMAT:
            book.formats[int.from_bytes(record[:2], "little")] = _text(
                int.from_bytes(record[2:4], "little"), record[4:]
            )
        elif number == _XF:
            book.styles.append(int.from_bytes(record[2:4], "little"))
    return book


def _text(length: int, record: bytes) -> str:
    is_wide = record[0] & 1
    return record[1 : 1 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")


def _sheet(stream: bytes, start: int, percents: set[int]) -> RawSheet:
    sheet = RawSheet()
    for number, record in _records(stream, start):
        if number in _CELLS:
            row, column, style = struct.unpack_from("<HHH", record)
            if (code := _error(number, record)) is not None:
                sheet.broken[row, column] = BrokenCell(_ERRORS.get(code, "#N/A"))
            if number == _MUL_RK:
                styles = struct.unpack_from("<" + "H4x" * ((len(record) - 6) // 6), record, 4)
                sheet.percents.update((row, column + n) for n, one in enumerate(styles) if one in percents)
            elif style in percents:
                sheet.percents.add((row, column))
    return sheet


def _error(number: int, record: bytes) -> int | None:
    """Return the code of a cell's error: of a constant, or of a formula's result."""
    if number == _BOOL_ERROR and record[7]:
        return record[6]
    if number == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None
