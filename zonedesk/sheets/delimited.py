"""Text tables: .csv in UTF-8 or GB18030, separated by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from zonedesk.errors import Unreadable
from zonedesk.sheets.grid import Grid

SEPARATORS = (",", "\t", ";", "，", "|")


def read_delimited(path: Path, data: bytes) -> Grid:
    """Return a text table as a grid of texts. Raises Unreadable where it is not text."""
    text = _decode(path, data)
    separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Unreadable(f"“{path.name}”的引号不成对，读不下去。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入") from None
    return Grid(path.stem, [[cell if cell.strip() else None for cell in row] for row in rows])


def _decode(path: Path, data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"“{path.name}”的文字编码认不出来。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入")


def _separator(text: str) -> str:
    """Return the sign that splits the first lines most evenly; a comma where none does."""
    lines = [line for line in text[:20000].splitlines()[:30] if line.strip()]
    return max(SEPARATORS, key=lambda sign: (_agreeing(lines, sign), -SEPARATORS.index(sign)))


def _agreeing(lines: list[str], sign: str) -> int:
    counts = [_outside_quotes(line, sign) for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return counts.count(usual) * min(usual, 50) if usual else sum(counts)


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])
