"""What is doubtful about single amounts: too large for one project, or said twice with two meanings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from zonedesk.actions.doubts import LARGEST_GUESSED
from zonedesk.actions.plan import CellProblem
from zonedesk.figures.rounding import HALF
from zonedesk.records.fields import Money
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.grid import address, cell_text
from zonedesk.sheets.recognition import Column, Recognition
from zonedesk.sheets.values import ColumnValues, read_again

_OF_ONE_PROJECT = frozenset({"project", "batch_entry", "lead"})

_UNIT_IN_CELL = re.compile("[万亿元]")
_DECIMALS = re.compile(r"\.(\d+)")


def too_large(
    file: str, recognition: Recognition, columns: Sequence[ColumnValues], left_out: Set[int]
) -> list[CellProblem]:
    """Return a warning for each amount that is too large for one project, unless its own cell states the unit.

    Of the rows (from 1) that are left out nothing is asked.
    """
    found: dict[str, CellProblem] = {}  # by cell: a column may fill a field of two records
    for values in filter(_is_of_one_project, columns):
        large = [index for index, value in enumerate(values.values) if value is not None and value > LARGEST_GUESSED]
        for index in (index for index in large if recognition.rows[index] not in left_out):
            message = f"是 {_in_yi(values.values[index])}，太大，请核对单位"
            problem = _warning(file, recognition, recognition.rows[index], values.column, message)
            if not _UNIT_IN_CELL.search(problem.value):
                found.setdefault(problem.cell, problem)
    return list(found.values())


def _is_of_one_project(values: ColumnValues) -> bool:
    """Return whether amounts are of one project each, in a unit that was written: without one, the heading is wrong already."""
    is_amount = isinstance(values.field, Money) and values.target.kind in _OF_ONE_PROJECT
    return is_amount and values.column.is_unit_stated


def _in_yi(amount: Decimal) -> str:
    return f"{(amount / MONEY_UNITS['亿元']).normalize():f} 亿元"


def _warning(file: str, recognition: Recognition, row: int, column: Column, message: str) -> CellProblem:
    place, text = address(row - 1, column.index), cell_text(recognition.grid.at(row - 1, column.index))
    return CellProblem(file, recognition.grid.title, place, row, column.index, column.heading, text, message, "warning")


def disagreements(
    file: str, recognition: Recognition, columns: Sequence[ColumnValues], left_out: Set[int]
) -> list[CellProblem]:
    """Return a warning for each column of amounts that is not read and says another amount than the one that is.

    Of the rows (from 1) that are left out nothing is asked.
    """
    read = {column.target.field: column for column in columns if column.target.kind == recognition.kind}
    taken = [index for index, row in enumerate(recognition.rows) if row not in left_out]
    found = []
    for again in (again for again in read_again(recognition) if again.target.field in read):
        first = read[again.target.field]
        rows = [index for index in taken if _differ(recognition, index, again, first)]
        if rows:
            found.append(_disagreement(file, recognition, again, first, rows))
    return found


def _disagreement(
    file: str, recognition: Recognition, again: ColumnValues, read: ColumnValues, rows: Sequence[int]
) -> CellProblem:
    number, column = recognition.rows[rows[0]], again.column
    one, other = (_in_yi(values.values[rows[0]]) for values in (read, again))
    message = (
        f"{column.letter} 列“{column.heading}”没有导入，与 {read.column.letter} 列“{read.column.heading}”有 {len(rows)} 行对不上，"
        f"如第 {number} 行：{read.column.letter} 列是 {one}，{column.letter} 列是 {other}。请核对"
    )
    return _warning(file, recognition, number, column, message)


def _differ(recognition: Recognition, index: int, *columns: ColumnValues) -> bool:
    """Return whether the amounts of two columns in a row cannot be the same amount, rounded to the digits that are written."""
    one, other = (column.values[index] for column in columns)
    if one is None or other is None:
        return False
    row = recognition.rows[index] - 1
    rounded = sum(
        (_half_digit(cell_text(recognition.grid.at(row, c.column.index)), c.column.unit) for c in columns), Decimal(0)
    )
    return bool(abs(one - other) > rounded)


def _half_digit(text: str, unit: str) -> Decimal:
    """Return how much may have been rounded away from an amount as it is written, in 元: nothing of a whole number."""
    found = _DECIMALS.search(text)
    return HALF.scaleb(-len(found[1])) * MONEY_UNITS.get(unit, Decimal(0)) if found else Decimal(0)
