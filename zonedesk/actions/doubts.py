"""What is doubtful about a whole sheet: units that nobody wrote, headings that only resemble, totals that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zonedesk.actions.plan import CellProblem, SheetPlan
from zonedesk.records import KINDS
from zonedesk.records.fields import Money
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.context import units_in
from zonedesk.sheets.grid import address, cell_text
from zonedesk.sheets.headings import is_other_money, unit_in
from zonedesk.sheets.recognition import Column, Recognition, TotalCheck
from zonedesk.sheets.values import ColumnValues

LARGEST_GUESSED = 1000 * MONEY_UNITS["亿元"]
"""An amount above this is not taken for 亿元 where no unit is written: it is most likely 万元."""


def doubts_of(plan: SheetPlan) -> list[CellProblem]:
    """Return what is wrong with headings; as warnings what the recognition was not sure of, and totals that differ."""
    read = plan.recognition
    header = read.header_rows[-1]
    place = address(header - 1, read.columns[0].index if read.columns else 0)
    noted = [
        CellProblem(plan.file, plan.sheet, place, header, None, "表头", "", note, "warning") for note in read.notes
    ]
    wrong = [_heading_problem(plan, column) for column in read.unread if column.is_wrong]
    return wrong + noted + [_total_doubt(plan, check) for check in plan.totals if check.agreement == "different"]


def _heading_problem(plan: SheetPlan, column: Column) -> CellProblem:
    """Return the error of a heading that cannot be so: what stands under it is nobody's until it is mended."""
    row = _heading_row(plan.recognition, column)
    message = f"{column.why}；不要这一列的，请在核对时选“不导这一列”"
    cell = address(row - 1, column.index)
    return CellProblem(plan.file, plan.sheet, cell, row, column.index, column.heading, "", message)


def _heading_row(read: Recognition, column: Column) -> int:
    """Return the first heading row (from 1) in which something stands over a column, the first of all for none."""
    return next(
        (row for row in read.header_rows if cell_text(read.grid.at(row - 1, column.index))), read.header_rows[0]
    )


def _total_doubt(plan: SheetPlan, check: TotalCheck) -> CellProblem:
    unit = f" {check.unit}" if check.unit else ""
    words = "行数是" if check.field is None else "各行相加是"
    message = f"“{check.label}”写的是 {check.stated:f}{unit}，{words} {check.computed:f}{unit}，请核对"
    return CellProblem(plan.file, plan.sheet, check.cell, check.row, None, check.heading, "", message, "warning")


def unit_problems(file: str, recognition: Recognition, columns: Sequence[ColumnValues]) -> list[CellProblem]:
    """Return an error for each column whose unit no amount is read in, or that has none and too large amounts for 亿元."""
    found: dict[int, CellProblem] = {}
    header, sheet = recognition.header_rows[-1], recognition.grid.title
    for values in columns:
        column, message = values.column, _unit_problem(recognition, values)
        if message:
            place = address(header - 1, column.index)
            found.setdefault(column.index, CellProblem(file, sheet, place, header, None, column.heading, "", message))
    return [*found.values(), *_unit_lines_between(file, recognition)]


def _unit_lines_between(file: str, read: Recognition) -> Iterator[CellProblem]:
    """Give an error for each line among the rows that states another unit than the amounts under it are read in."""
    read_in = {column.unit for column in read.used if _is_amount(column) and not unit_in(column.heading)}
    last = max(read.rows, default=0)
    for row in (ignored.row for ignored in read.ignored if ignored.row < last):
        line = " ".join(filter(None, map(cell_text, read.grid.cells[row - 1])))
        others = [unit for unit in units_in(line) if unit in MONEY_UNITS and unit not in read_in]
        if read_in and others:
            message = (
                f"从这一行起单位是{others[0]}，上面是{'、'.join(read_in)}。请在列名里写明单位，或把下面的行另放一张表"
            )
            yield CellProblem(file, read.grid.title, address(row - 1, 0), row, None, "单位", line, message)


def _is_amount(column: Column) -> bool:
    return any(isinstance(KINDS[target.kind].fields[target.field], Money) for target in column.targets)


def _unit_problem(recognition: Recognition, values: ColumnValues) -> str:
    """Return what is wrong with the unit of a column of amounts, the empty text for nothing."""
    column = values.column
    if is_other_money(column.unit) and isinstance(KINDS[values.target.kind].fields[values.target.field], Money):
        units = "、".join(MONEY_UNITS)
        return f"单位“{column.unit}”不认识，没有读这一列。请折算成{units}中的一种再导入；单位写错的，请改正"
    if column.is_unit_stated:
        return ""
    largest = max((v for v in values.values if isinstance(v, Decimal)), default=Decimal(0))
    if largest <= LARGEST_GUESSED:
        return ""
    row = recognition.rows[values.values.index(largest)]
    return (
        f"没有写单位，第 {row} 行按亿元读有 {largest / MONEY_UNITS['亿元']:f} 亿元，太大。"
        "请写明单位，如在表头上面写“单位：万元”"
    )
