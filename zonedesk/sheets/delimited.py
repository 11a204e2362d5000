"""Text tables: .csv in UTF-8, GB18030 or UTF-16, separated by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import SAVE_AS, TEXT_ENDINGS
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import MOST_COLUMNS, MOST_ROWS

SEPARATORS = (",", "\t", ";", "，", "|")


def read_delimited(path: Path, data: bytes) -> Grid:
    """Return a text table as a grid of texts. Raises Unreadable where it is not text, or no table under a workbook's name."""
    text = decoded(path, data)
    separator = _separator(text)
    if path.suffix.lower() not in TEXT_ENDINGS and not _is_table(text, separator):
        raise Unreadable(f"“{path.name}”其实是文本，扩展名不对，也看不出是表格。{SAVE_AS}")
    try:
        rows = list(_rows(path, text, separator))
    except csv.Error:
        raise Unreadable(f"“{path.name}”的引号不成对，读不下去。{SAVE_AS}") from None
    return Grid(path.stem, rows)


def _rows(path: Path, text: str, separator: str) -> Iterator[list[object]]:
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        if len(row) > MOST_COLUMNS or number > MOST_ROWS:
            raise Unreadable(
                f"“{path.name}”有 {len(row)} 列、至少 {number} 行，比 Excel 能装的还多。请核对是不是选错了文件"
            )
        yield [cell if cell.strip() else None for cell in row]


def decoded(path: Path, data: bytes) -> str:
    """Return the text of a file in one of the encodings of offices. Raises Unreadable for others."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"“{path.name}”的文字编码认不出来。{SAVE_AS}")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    head = data[:4096]
    if head.count(0) > len(head) // 8:  # every other byte of the separators and digits
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _is_table(text: str, separator: str) -> bool:
    """Return whether the first lines have a separator each: a report or a page of words has not."""
    lines = _first_lines(text)
    return len(lines) > 1 and sum(_outside_quotes(line, separator) > 0 for line in lines) > len(lines) * 0.8


def _first_lines(text: str) -> list[str]:
    return [line for line in text[:20000].splitlines()[:30] if line.strip()]


def _separator(text: str) -> str:
    """Return the sign that splits the first lines most evenly; a comma where none does."""
    lines = _first_lines(text)
    return max(SEPARATORS, key=lambda sign: (_agreeing(lines, sign), -SEPARATORS.index(sign)))


def _agreeing(lines: list[str], sign: str) -> int:
    counts = [_outside_quotes(line, sign) for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return counts.count(usual) * min(usual, 50) if usual else sum(counts)


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])
