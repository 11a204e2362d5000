"""Tables out, as a workbook or as comma-separated text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Table
from zonedesk.figures.whole_file import whole_file
from zonedesk.sheets.leaf import Jump, Leaf, Stamp, Told, untold

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from zonedesk.sheets.table_sheet import Places

CHARTS = "图"
LONGEST_NAME = 31
TOLD_EVERY = 1000  # rows
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
    write_book([Leaf(table) for table in tables], path, Stamp(money_unit, reporter, preparer, date))


def write_book(leaves: Sequence[Leaf], path: Path, stamp: Stamp, told: Told = untold) -> None:
    """Write a workbook of several sheets whose cells may lead to each other. What `told` raises leaves the old file whole."""
    from xlsxwriter.exceptions import FileCreateError

    from zonedesk.sheets.canvas import abandon, begin

    with whole_file(path) as draft, TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = begin(str(draft), folder)
        try:
            _fill(book, leaves, stamp, told)
            told(f"正在存“{path.name}”")
            book.close()
        except FileCreateError as failure:
            raise OSError(*failure.args[0].args) from failure
        finally:
            abandon(book)


def _fill(book: Workbook, leaves: Sequence[Leaf], stamp: Stamp, told: Told) -> None:
    from zonedesk.sheets.canvas import Canvas
    from zonedesk.sheets.looks import Looks
    from zonedesk.sheets.native_charts import draw_charts
    from zonedesk.sheets.table_sheet import TableSheet

    book.set_properties(_properties(leaves[0].table, stamp))
    looks = Looks(book)
    drawn = [
        place
        for place, leaf in enumerate(leaves)
        if leaf.draws_charts and any(map(leaf.table.rows_of, leaf.table.charts))
    ]
    names = sheet_names([*(leaf.name or leaf.table.title for leaf in leaves), *(CHARTS for _ in drawn)])
    for place, leaf in enumerate(leaves):
        sheet = book.add_worksheet(names[place], Canvas)
        TableSheet(sheet, looks, leaf, stamp, _places(leaf, leaves, names)).write(told)
        if place in drawn:
            name = names[len(leaves) + drawn.index(place)]
            draw_charts(book, name, looks, leaf.table, names[place], stamp.money_unit)


def _properties(table: Table, stamp: Stamp) -> dict[str, str]:
    """Return what the workbook says of itself: nothing of this PC."""
    from zonedesk.sheets.canvas import safe_text

    return {
        "title": safe_text(table.title),
        "subject": safe_text(showing.period_words(table) or table.period),
        "author": safe_text(stamp.preparer or stamp.reporter),
        "company": safe_text(stamp.reporter or table.reporter),
    }


def _places(leaf: Leaf, leaves: Sequence[Leaf], names: Sequence[str]) -> Places:
    """Return where the cells of a sheet lead, as a workbook writes it."""
    from zonedesk.sheets.table_sheet import BACK

    jumps = {**leaf.links, **({BACK: leaf.back} if leaf.back else {})}
    return {cell: (_place(jump, leaves[jump.sheet].table, names[jump.sheet]), jump.tip) for cell, jump in jumps.items()}


def _place(jump: Jump, table: Table, name: str) -> str:
    from zonedesk.sheets.canvas import letter
    from zonedesk.sheets.table_sheet import first_body_row

    quoted = name.replace("'", "''")
    if jump.first < 0:
        return f"'{quoted}'!A1"
    top = first_body_row(table)
    return f"'{quoted}'!A{top + jump.first}:{letter(len(table.form.columns))}{top + jump.last}"


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


def write_text(
    table: Table, path: Path, money_unit: str = "亿元", rows: Iterable[Row] = (), told: Told = untold
) -> None:
    """Write a table's plain form as CSV in UTF-8 with a mark, one heading row. Raises Mendable as `write_table` does.

    Numbers are exact. Text that a spreadsheet would run as a formula gets a tab before it: it is not seen, and reading
    the file again takes it away. `rows` stand before those of the table and are read as they are written.
    """
    with whole_file(path) as draft, draft.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(harmless(_whole_heading(column, money_unit)) for column in table.columns)
        for index, row in enumerate(chain(rows, table.all_rows)):
            if index % TOLD_EVERY == 0:
                told(f"正在写“{path.name}”，已写 {index} 行")
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
