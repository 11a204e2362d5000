"""A sheet understood: its kind, heading, columns, unit, year and rows, with a person's corrections taken in."""

from __future__ import annotations

from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Money, Number
from zonedesk.sheets.context import Context, constants_of
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.headings import Heading
from zonedesk.sheets.kinds import CARRIED, Reading, best_reading
from zonedesk.sheets.recognition import IGNORE, Column, Corrections, Recognition, Target
from zonedesk.sheets.rows import RowSorter

NOTHING = Corrections()


def recognise(grid: Grid, corrections: Corrections = NOTHING) -> Recognition:
    """Return how a sheet is read, `corrections` going before what its headings say."""
    grid = _corrected(grid, corrections)
    why = _why_left_out(grid, corrections)
    if why:
        return Recognition(grid, why=why)
    header = corrections.header_rows
    reading = best_reading(grid, corrections.kind, (header[0] - 1, header[1] - 1) if header else None)
    if reading is None:
        return Recognition(grid, why="没有认出表头，不导入。可以手工指定类别和表头行")
    return _recognition(grid, reading, corrections)


def _corrected(grid: Grid, corrections: Corrections) -> Grid:
    if not corrections.cells:
        return grid
    cells = list(grid.cells)
    for (row, column), text in corrections.cells.items():
        line = list(cells[row - 1]) + [None] * (column + 1 - len(cells[row - 1]))
        line[column] = text.strip() or None
        cells[row - 1] = line
    return Grid(grid.name, cells, grid.hidden, grid.merges)


def _why_left_out(grid: Grid, corrections: Corrections) -> str:
    if corrections.kind == IGNORE:
        return "已选择不导入"
    if grid.is_blank:
        return "隐藏的空表" if grid.hidden else "空表"
    if grid.hidden and corrections.kind is None:
        return "隐藏的工作表，不导入。需要时可以指定类别"
    return ""


def _recognition(grid: Grid, reading: Reading, corrections: Corrections) -> Recognition:
    context = reading.context
    columns = [_column(heading, reading, corrections, context) for heading in reading.headings]
    columned = {target.field for column in columns for target in column.targets if target.kind == reading.kind}
    constants = {**constants_of(context, reading.kind, columned), **corrections.constants}
    rows = RowSorter(grid, reading.last + 1, reading.headings, {c.index for c in columns if c.targets})
    carried = CARRIED.get(reading.kind)
    return Recognition(
        grid, reading.kind, (carried[0],) if carried else (), tuple(range(reading.first + 1, reading.last + 2)), columns,
        constants, context.places, context.title, context.money_unit, context.unit_row, context.year, rows.rows,
        rows.ignored, rows.totals, _notes(columns, reading, corrections), min(reading.score, 1.0),
    )  # fmt: skip


def _column(heading: Heading, reading: Reading, corrections: Corrections, context: Context) -> Column:
    targets, sure = _targets(heading.column, reading, corrections)
    unit = corrections.units.get(heading.column) or heading.unit
    if targets:
        unit = _unit(KINDS[targets[0].kind].fields[targets[0].field], unit, context)
    why = "" if targets else ("序号" if heading.is_numbering else "没有对应的字段")
    return Column(heading.column, heading.text, targets, unit, sure, why)


def _targets(column: int, reading: Reading, corrections: Corrections) -> tuple[tuple[Target, ...], bool]:
    chosen = corrections.fields.get(column)
    if chosen is not None:
        return _chosen(chosen, reading.kind), True
    matches = [(reading.kind, reading.own.get(column))]
    if reading.kind in CARRIED:
        matches.append((CARRIED[reading.kind][0], reading.carried.get(column)))
    found = [(kind, match) for kind, match in matches if match and not _taken(kind, match.field, reading, corrections)]
    return tuple(Target(kind, match.field) for kind, match in found), all(match.weight == 1 for _, match in found)


def _chosen(field: str, kind: str) -> tuple[Target, ...]:
    if field == IGNORE:
        return ()
    other, _, name = field.rpartition(".")
    return (Target(other or kind, name),)


def _taken(kind: str, field: str, reading: Reading, corrections: Corrections) -> bool:
    """Return whether a person gave a field to another column."""
    return any(Target(kind, field) in _chosen(chosen, reading.kind) for chosen in corrections.fields.values())


def _unit(field: Field, unit: str, context: Context) -> str:
    if isinstance(field, Money):
        return unit or context.money_unit or "亿元"
    if isinstance(field, Number) and field.unit_field:
        return unit or context.area_unit or field.unit
    return field.unit if field.is_number else ""


def _notes(columns: list[Column], reading: Reading, corrections: Corrections) -> list[str]:
    notes = []
    unsure = [column for column in columns if column.targets and not column.sure]
    if unsure:
        notes.append(f"{_listed(unsure)}是按相近的名称认出的，请核对")
    stated = {heading.column for heading in reading.headings if heading.unit} | set(corrections.units)
    unstated = [column for column in columns if column.index not in stated and _is_money(column)]
    if unstated and not reading.context.money_unit:
        notes.append(f"{_listed(unstated)}没有写单位，按亿元读，请核对")
    return notes


def _listed(columns: list[Column]) -> str:
    return "、".join(f"{column.letter} 列“{column.heading}”" for column in columns)


def _is_money(column: Column) -> bool:
    return any(isinstance(KINDS[target.kind].fields[target.field], Money) for target in column.targets)
