"""A sheet's columns read into field values, cell by cell, with a sentence for each cell that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.dates import parse_date, surely_before
from zonedesk.records.fields import Date, Field, Link, Money, Number, Reading
from zonedesk.records.parsing import is_empty, parse_area
from zonedesk.sheets.headings import is_other_money
from zonedesk.sheets.raw_xml import BrokenCell
from zonedesk.sheets.recognition import Column, Recognition, Target

_PLANNED = re.compile("计划|预计|时限|结束")


@dataclass
class ColumnValues:
    """What one column gives for one field: a value per data row (raw text for a link), and what could not be read, by row index.

    `units` is there where the field keeps its unit in another field.
    """

    column: Column
    target: Target
    values: list[Any]
    problems: dict[int, str] = field(default_factory=dict)
    units: list[str | None] | None = None


def read_columns(recognition: Recognition) -> list[ColumnValues]:
    """Return the values of all columns that fill a field, for the data rows in their order."""
    merged = _merged_down(recognition)
    found = []
    for column in recognition.used:
        raw = _raw(recognition, column.index, merged)
        for target in column.targets:
            found.append(_column_values(column, target, raw, recognition))
    return found


def read_constants(recognition: Recognition) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the sheet's constants by field (raw text for a link), and sentences for those that cannot be read."""
    assert recognition.kind is not None
    values, problems = {}, {}
    for name, raw in recognition.constants.items():
        try:
            values[name] = _reader(KINDS[recognition.kind].fields[name], Reading(year=recognition.year))(raw)
        except Unreadable as error:
            problems[name] = str(error)
    return values, problems


def read_said(column: Column, kind: str, year: int | None) -> dict[str, Any]:
    """Return the values that a column's heading says for its cells, by field."""
    return {name: _reader(KINDS[kind].fields[name], Reading(year=year))(raw) for name, raw in column.said}


def _merged_down(recognition: Recognition) -> dict[tuple[int, int], object]:
    """Return the values that cells merged downwards share, for cells below the first."""
    first = recognition.header_rows[-1] if recognition.header_rows else 0
    grid = recognition.grid
    return {
        (row, left): grid.at(top, left)
        for top, left, bottom, right in grid.merges
        if top >= first and bottom > top and right == left
        for row in range(top + 1, min(bottom + 1, len(grid.cells)))
    }


def _raw(recognition: Recognition, column: int, merged: Mapping[tuple[int, int], object]) -> list[object]:
    cells = recognition.grid.cells
    raw = [cells[row - 1][column] if column < len(cells[row - 1]) else None for row in recognition.rows]
    if merged:
        raw = [merged.get((r - 1, column)) if v is None else v for r, v in zip(recognition.rows, raw, strict=True)]
    return raw


def _column_values(column: Column, target: Target, raw: list[object], recognition: Recognition) -> ColumnValues:
    field = KINDS[target.kind].fields[target.field]
    found = ColumnValues(column, target, [None] * len(raw))
    if isinstance(field, Number) and field.unit_field:
        found.units = [None] * len(raw)
        _fill_areas(found, raw, column.unit or field.unit)
    elif not (isinstance(field, Money) and is_other_money(column.unit)):  # that is said once, at the heading
        read = _reader(field, Reading(column.unit, recognition.year))
        _fill(found, raw, _not_after(recognition.until, read) if _looks_back(field, recognition) else read)
    if field.is_number and recognition.grid.merges:
        _forget_merged(found, recognition)
    return found


def _fill(found: ColumnValues, raw: list[object], read: Callable[[object], Any]) -> None:
    known: dict[str, Any] = {}  # ledgers repeat zones, dates and choices thousands of times
    for index, cell in enumerate(raw):
        if cell is None:
            continue
        try:
            if cell.__class__ is not str:
                found.values[index] = read(cell)
            elif cell in known:
                found.values[index] = known[cell]
            else:
                found.values[index] = known[cell] = read(cell)
        except Unreadable as error:
            found.problems[index] = str(error)


def _reader(field: Field, reading: Reading) -> Callable[[object], Any]:
    def read(cell: object) -> Any:
        if isinstance(cell, BrokenCell):
            raise Unreadable(_broken(cell))
        if isinstance(field, Link):
            return None if is_empty(cell) else " ".join(str(cell).split())
        return field.parse(cell, reading)

    return read


def _looks_back(field: Field, recognition: Recognition) -> bool:
    """Return whether a field's days lie before the sheet's own date: not what is planned."""
    return isinstance(field, Date) and bool(recognition.until) and not _PLANNED.search(field.label)


def _not_after(until: str, read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Refuse a day without a year that the year of the sheet's own date would put after this date."""

    def read_before(cell: object) -> Any:
        value = read(cell)
        if value and isinstance(cell, str) and surely_before(until, value) and not _has_year(cell):
            raise Unreadable(f"“{cell}”没有年份，按表上的年份是 {value}，晚于表上的日期 {until}。请写全年份")
        return value

    return read_before


def _has_year(cell: str) -> bool:
    try:
        parse_date(cell)
    except Unreadable:
        return False
    return True


def _broken(cell: BrokenCell) -> str:
    if cell.startswith("="):
        return "公式还没有算出结果。请用 WPS 或 Excel 打开这个文件，保存一次再导入"
    return f"公式出错（{cell}）。请改正公式，或直接填写结果"


def _fill_areas(found: ColumnValues, raw: list[object], unit: str) -> None:
    assert found.units is not None
    for index, cell in enumerate(raw):
        if is_empty(cell):
            continue
        try:
            if isinstance(cell, BrokenCell):
                raise Unreadable(_broken(cell))
            found.values[index], found.units[index] = parse_area(cell, unit)
        except Unreadable as error:
            found.problems[index] = str(error)


def _forget_merged(found: ColumnValues, recognition: Recognition) -> None:
    """Keep an amount that stands merged over several rows at its first row, so that it is not added up twice."""
    for index, row in enumerate(recognition.rows):
        if recognition.grid.at(row - 1, found.column.index) is None:
            found.values[index] = None
            found.problems.pop(index, None)
            if found.units:
                found.units[index] = None
