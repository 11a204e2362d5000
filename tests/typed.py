"""Records as a clerk types them into a ledger to be filled in: in neat cells, or all in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

from zonedesk.records import KINDS
from zonedesk.records.fields import Date, Field, Link, Money, Number
from zonedesk.records.record import Row
from zonedesk.sheets import template

Manner = Callable[[Field, Row], object]
"""How a clerk writes a field of a record, None for nothing."""

WHOLE_DAY = 10  # characters of a date of which the day is known


def neat(field: Field, row: Row) -> object:
    """Write as the heading asks: numbers in its unit, and days that the spreadsheet makes dates of."""
    value, unit = row[field.id], _own_unit(field, row)
    if value is None or isinstance(field, Link):
        return _name(field, row)
    if isinstance(field, Money):
        return float(value / 10**8)
    if isinstance(field, Number):
        return f"{value:f}{unit}" if unit else float(value)
    if isinstance(field, Date) and len(value) == WHOLE_DAY:
        return datetime.datetime.fromisoformat(value)
    return field.show(value)


def wordy(field: Field, row: Row) -> object:
    """Write all in words: 1,250,000万元, 12.5公顷, 2023年6月30日."""
    value = row[field.id]
    if value is None or isinstance(field, Link):
        return _name(field, row)
    if isinstance(field, Money):
        return f"{value / 10**4:,f}万元"
    if isinstance(field, Number):
        return f" {value:f}{_own_unit(field, row) or field.unit}"
    if isinstance(field, Date):
        parts = [int(part) for part in value.split("-")]
        return "".join(f"{part}{word}" for part, word in zip(parts, "年月日", strict=False))
    return f" {field.show(value)} "


MANNERS: tuple[Manner, ...] = (neat, wordy)


def _name(field: Field, row: Row) -> str | None:
    """Return the name of a linked record, or the word for all of them."""
    return row.get(f"{field.id}.caption") or (field.whole[0] if isinstance(field, Link) and field.whole else None)


def _own_unit(field: Field, row: Row) -> str:
    """Return the unit of an area where it is not the heading's."""
    unit = row.get(getattr(field, "unit_field", ""))
    return "" if unit == field.unit else unit or ""


def type_in(path: Path, kind: str, rows: Sequence[Row], manner: Manner) -> None:
    """Type records of a kind into its blank ledger, one a row under the example."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=template.FIRST_ROW):
        for column, field in enumerate(template.fields_of(KINDS[kind]), start=2):
            cell = sheet.cell(number, column)
            cell.value = manner(field, row)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a column of text makes no formula of it
    book.save(path)
