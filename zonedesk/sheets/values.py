"""A sheet's columns read into field values, cell by cell, with a sentence for each cell that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.dates import parse_date, surely_before
from zonedesk.records.fields import Date, Field, Link, Money, Number, Reading
from zonedesk.records.parsing import FRACTION, MONEY_UNITS, fold, is_empty, kept_unit, parse_area, words_of
from zonedesk.records.remarks import REMARK, as_written
from zonedesk.records.wording import says_vaguely
from zonedesk.sheets.grid import cell_text
from zonedesk.sheets.headings import STATED_UNITS, is_other_money
from zonedesk.sheets.merged import Shared, shared_down
from zonedesk.sheets.percents import doubt_fractions, percent_text, signed_change, tells_change
from zonedesk.sheets.raw_xml import BrokenCell
from zonedesk.sheets.recognition import Column, Recognition, Target
from zonedesk.sheets.row_units import is_area_unit, row_units

_CUT_MONTH, _WHOLE_MONTH = re.compile(r"\d{4}\.1"), re.compile(r"\d{4}\.(?:10|0\d)")
_MEASURED = re.compile(r"(?P<number>[-+]?\d[\d,.]*)\s*(?P<unit>[^\d\s]\S*)")
_PLANNED = re.compile("计划|预计|时限|结束")


@dataclass
class ColumnValues:
    """What one column gives for one field: a value per data row (raw text for a link), and what could not be read, by row index.

    `words` say the field only vaguely and are for the record's remark; `doubts` are sentences about cells that were read or
    whose words are kept, `doubt` about the whole column. `units` is there where the field keeps its unit in another
    field; `written` are the units that stand in the cells themselves where a number's unit is another record's.
    """

    column: Column
    target: Target
    values: list[Any]
    problems: dict[int, str] = field(default_factory=dict)
    units: list[str | None] | None = None
    words: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    doubt: str = ""
    written: dict[int, str] = field(default_factory=dict)

    @property
    def field(self) -> Field:
        """The field that it fills."""
        return KINDS[self.target.kind].fields[self.target.field]


def read_columns(recognition: Recognition) -> list[ColumnValues]:
    """Return the values of all columns that fill a field, for the data rows in their order."""
    shared = shared_down(recognition) if recognition.grid.merges else {}
    found = []
    for column in recognition.used:
        raw = _raw(recognition, column.index)
        for target in column.targets:
            found.append(_column_values(column, target, raw, shared.get(column.index, []), recognition))
    return found


def read_again(recognition: Recognition) -> list[ColumnValues]:
    """Return the amounts of the columns that are left out because another column fills their field."""
    assert recognition.kind is not None
    columns = [column for column in recognition.unread if column.again and not column.is_wrong]
    return [
        _column_values(column, Target(recognition.kind, column.again), _raw(recognition, column.index), [], recognition)
        for column in columns
    ]


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


def _raw(recognition: Recognition, column: int) -> list[object]:
    cells, percents = recognition.grid.cells, recognition.grid.percents
    raw = [cells[row - 1][column] if column < len(cells[row - 1]) else None for row in recognition.rows]
    if percents:
        raw = [
            percent_text(cell) if (row - 1, column) in percents else cell
            for row, cell in zip(recognition.rows, raw, strict=True)
        ]
    return raw


def _column_values(
    column: Column, target: Target, raw: list[object], shared: list[Shared], recognition: Recognition
) -> ColumnValues:
    found = ColumnValues(column, target, [None] * len(raw))
    if shared:
        raw = _shared_out(found, raw, shared, recognition)
    reading = Reading(column.unit, recognition.year)
    field = found.field
    keep = _words_keeper(found, reading, recognition)
    if isinstance(field, Number) and field.unit_field:
        found.units = [None] * len(raw)
        _fill_areas(found, raw, recognition)
        return found
    if isinstance(field, Money) and is_other_money(column.unit):  # that is said once, at the heading
        return found
    if column.is_unit_by_row and recognition.unit_column is not None:
        _fill_by_row(found, raw, recognition, recognition.unit_column)
        return found
    if isinstance(field, Number) and field.unit_of:
        raw = _without_units(found, raw)
    read = _reader(field, reading)
    _fill(found, raw, _not_after(recognition.until, read) if _looks_back(field, recognition) else read, keep)
    if field.unit == "%" and column.unit != FRACTION:
        found.doubt = doubt_fractions(raw, found.values)
    if isinstance(field, Date):
        _doubt_cut_months(found, raw, recognition)
    return found


def _doubt_cut_months(found: ColumnValues, raw: list[object], recognition: Recognition) -> None:
    """Doubt 2023.1 in a table of texts alone, such as a .csv: a spreadsheet makes that of 2023.10 too."""
    texts = {index: cell.strip() for index, cell in enumerate(raw) if isinstance(cell, str)}
    cut = [index for index, text in texts.items() if _CUT_MONTH.fullmatch(text)]
    if not cut or any(_WHOLE_MONTH.fullmatch(text) for text in texts.values()):
        return
    if any(isinstance(cell, int | float) for row in recognition.grid.cells for cell in row):
        return
    for index in cut:
        found.doubts[index] = f"“{texts[index]}”按 1 月读，也可能是 10 月被表格软件去掉了 0，请核对"


def _shared_out(found: ColumnValues, raw: list[object], shared: list[Shared], recognition: Recognition) -> list[object]:
    """Return the cells with what stands merged over several rows at each of them, or said once where it is not each row's."""
    index = {row: place for place, row in enumerate(recognition.rows)}
    once, raw = _is_said_once(found.target), list(raw)
    for block in shared:
        for row in () if once else block.below:
            if raw[index[row]] is None:
                raw[index[row]] = block.value
        if once and block.below and block.row + 1 in index and not is_empty(block.value):
            found.doubts[index[block.row + 1]] = (
                f"这一格跨第 {block.row + 1}—{block.below[-1]} 行合并，只记在第 {block.row + 1} 行。"
                "各行都有的，请取消合并后逐行填写"
            )
    return raw


def _is_said_once(target: Target) -> bool:
    """Return whether what stands merged over several records is not each one's: an amount, or a remark on all of them."""
    record = KINDS[target.kind]
    names_it = any(target.field in group for group in record.matched_by)
    return target.field == REMARK or (record.fields[target.field].is_number and not names_it)


def _words_keeper(found: ColumnValues, reading: Reading, recognition: Recognition) -> Callable[[int, object], bool]:
    """Return what keeps words that say a field only vaguely, where the sheet's records have a remark to keep them in."""
    field, record = found.field, KINDS[found.target.kind]
    is_key = any(field.id in group for group in record.matched_by)
    has_place = REMARK in KINDS[str(recognition.kind)].fields
    needed = any(KINDS[target.kind].fields[target.field].required for target in found.column.targets)
    thing = "日期" if isinstance(field, Date) else "数"

    def keep(index: int, cell: object) -> bool:
        if needed or is_key or not has_place or not isinstance(cell, str) or isinstance(cell, BrokenCell):
            return False
        if not says_vaguely(field, cell):
            return False
        found.words[index] = as_written(field, cell, reading.unit, reading.year)
        found.doubts[index] = f"“{cell}”不是一个{thing}，没有填入{field.label}，原文记入备注。有准确{thing}的请改正"
        return True

    return keep


def _without_units(found: ColumnValues, raw: list[object]) -> list[object]:
    """Return the cells without the units that stand after their numbers, and note these: 3.2亿元, 35%."""
    bare = list(raw)
    for index, cell in enumerate(raw):
        measured = _MEASURED.fullmatch(fold(cell)) if isinstance(cell, str) else None
        if measured and (unit := kept_unit(measured["unit"])) in STATED_UNITS:
            bare[index], found.written[index] = measured["number"], unit
    return bare


def _fill(
    found: ColumnValues, raw: list[object], read: Callable[[object], Any], keep: Callable[[int, object], bool]
) -> None:
    known: dict[object, Any] = {}  # ledgers repeat zones, days, amounts and choices thousands of times
    for index, cell in enumerate(raw):
        if cell is None:
            continue
        key = cell if cell.__class__ is str else (cell.__class__, cell)  # 1.0 is not True
        try:
            if key not in known:
                known[key] = read(cell)
            found.values[index] = known[key]
        except Unreadable as error:
            if not keep(index, cell):
                found.problems[index] = str(error)


def _fill_by_row(found: ColumnValues, raw: list[object], recognition: Recognition, unit_column: int) -> None:
    """Read each amount in the unit of its own row; that of one in foreign money or an unknown unit is written after it."""
    column, units = found.column, row_units(recognition.grid, recognition.rows, unit_column)
    stated = ["" if is_area_unit(unit) else unit for unit in units]
    for unit in dict.fromkeys(stated):
        cells = [cell if own == unit else None for cell, own in zip(raw, stated, strict=True)]
        is_read = not unit or unit in MONEY_UNITS
        if not is_read:
            cells = [None if is_empty(cell) else f"{cell_text(cell)}{unit}" for cell in cells]
        reading = Reading(unit if unit and is_read else column.unit, recognition.year)
        _fill(found, cells, _reader(found.field, reading), _words_keeper(found, reading, recognition))
        if not unit and not recognition.unit:
            for index in (index for index, cell in enumerate(cells) if not is_empty(cell)):
                found.doubts.setdefault(index, f"这一行没有写单位，按{column.unit}读，请核对")


def _reader(field: Field, reading: Reading) -> Callable[[object], Any]:
    def read(cell: object) -> Any:
        if isinstance(cell, BrokenCell):
            raise Unreadable(_broken(cell))
        if isinstance(field, Link):
            return None if is_empty(cell) else " ".join(words_of(cell).split())
        return field.parse(signed_change(cell) if tells_change(field) else cell, reading)

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


def _area_units(found: ColumnValues, recognition: Recognition) -> list[str]:
    """Return the unit of each row's area: the column's, unless another column states the row's own."""
    usual = found.column.unit or found.field.unit
    if not found.column.is_unit_by_row or recognition.unit_column is None:
        return [usual] * len(recognition.rows)
    stated = row_units(recognition.grid, recognition.rows, recognition.unit_column)
    return [unit if is_area_unit(unit) else usual for unit in stated]


def _fill_areas(found: ColumnValues, raw: list[object], recognition: Recognition) -> None:
    assert found.units is not None
    units = _area_units(found, recognition)
    keeps = {unit: _words_keeper(found, Reading(unit, recognition.year), recognition) for unit in dict.fromkeys(units)}
    for index, cell in enumerate(raw):
        if is_empty(cell):
            continue
        try:
            if isinstance(cell, BrokenCell):
                raise Unreadable(_broken(cell))
            found.values[index], found.units[index] = parse_area(cell, units[index])
        except Unreadable as error:
            if not keeps[units[index]](index, cell):
                found.problems[index] = str(error)
