"""What is doubtful about a whole sheet: units that nobody wrote, headings that only resemble, totals that differ."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonedesk.actions.plan import CellProblem, SheetPlan
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.grid import address, cell_text
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
    return CellProblem(plan.file, plan.sheet, address(row - 1, column.index), row, None, column.heading, "", message)


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
    """Return an error for each column whose amounts are too large for the unit that is assumed where none is written."""
    found: dict[int, CellProblem] = {}
    for values in columns:
        largest = max((v for v in values.values if isinstance(v, Decimal)), default=Decimal(0))
        column = values.column
        if not column.is_unit_stated and largest > LARGEST_GUESSED and column.index not in found:
            row = recognition.rows[values.values.index(largest)]
            message = (
                f"没有写单位，第 {row} 行按亿元读有 {largest / MONEY_UNITS['亿元']:f} 亿元，太大。"
                "请写明单位，如在表头上面写“单位：万元”"
            )
            header = recognition.header_rows[-1]
            found[column.index] = CellProblem(
                file,
                recognition.grid.name,
                address(header - 1, column.index),
                header,
                None,
                column.heading,
                "",
                message,
            )
    return list(found.values())
