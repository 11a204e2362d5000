"""Tables out, as a workbook or as comma-separated text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Table
from zonedesk.figures.whole_file import whole_file

if TYPE_CHECKING:
    from zonedesk.sheets.cached import Values

LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def write_table(
    tables: Sequence[Table],
    path: Path,
    money_unit: str = "亿元",
    reporter: str = "",
    preparer: str = "",
    date: str = "",
) -> None:
    """Write tables to a workbook, a sheet each, as they are drawn. Raises Mendable where the file cannot be written."""
    from openpyxl import Workbook

    from zonedesk.sheets.cached import put_values
    from zonedesk.sheets.table_sheet import TableSheet

    values: dict[int, Values] = {}
    names = sheet_names([table.title for table in tables])
    with whole_file(path) as draft:  # first, since a workbook that is begun has to be saved
        book = Workbook(write_only=True)
        for number, (name, table) in enumerate(zip(names, tables, strict=True), start=1):
            sheet = TableSheet(book.create_sheet(name), table.printed, money_unit, reporter, preparer, date)
            sheet.write()
            values[number] = sheet.values
        book.save(draft)
        if any(values.values()):
            put_values(draft, values)


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return a name for each sheet that spreadsheets accept: short, without forbidden signs, and each once."""
    names: list[str] = []
    for title in titles:
        base = _NOT_IN_NAMES.sub("", title).strip(" '")[:LONGEST_NAME].rstrip(" '") or "表"
        name, number = base, 1
        taken = {known.casefold() for known in names}
        while name.casefold() in taken or name.casefold() == "history":
            number += 1
            name = f"{base[: LONGEST_NAME - len(str(number)) - 2]}({number})"
        names.append(name)
    return names


def write_text(table: Table, path: Path, money_unit: str = "亿元") -> None:
    """Write a table's plain form as CSV in UTF-8 with a mark, one heading row. Raises Mendable as `write_table` does.

    Numbers are exact. Text that a spreadsheet would run as a formula gets a tab before it: it is not seen, and reading
    the file again takes it away.
    """
    with whole_file(path) as draft, draft.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(harmless(_whole_heading(column, money_unit)) for column in table.columns)
        for row in table.all_rows:
            writer.writerow(_plain(column, row, money_unit) for column in table.columns)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula when it opens a CSV file."""
    return f"\t{text}" if text.startswith(_RISKY) else text


def _whole_heading(column: Column, money_unit: str) -> str:
    heading = showing.heading(column, money_unit)
    return f"{column.group} {heading}" if column.group else heading


def _plain(column: Column, row: Row, money_unit: str) -> str:
    value = row.cells.get(column.key)
    if value is None:
        return ""
    if isinstance(value, str) or (column.words and value in column.words):
        return harmless(showing.cell_text(value, column, money_unit, ""))
    if not column.is_number:
        return str(value)
    text = showing.number_text(value, showing.column_of(row, column), money_unit)
    number = showing.exact(value, column, money_unit)
    # a rate is a quotient: its digits have no end, and those beyond the printed ones mean nothing
    return text if column.nature in ("percent", "ratio") or number == Decimal(text) else f"{number:f}"
