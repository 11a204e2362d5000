"""The rows of a sheet as the preview shows them: data and left-out rows in their order, each error explained under its row."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zonedesk.actions.plan import CellProblem, FieldChange, RowPlan, SheetPlan
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Date, Field, Money, Number, Reading
from zonedesk.sheets.grid import cell_text
from zonedesk.sheets.recognition import Column

ALL = "all"
LACKING = "表里缺少必填的一列，见下方清单"
FIRST_SEEN = ("error", "changed", "new", "unchanged", "left_out")
EXPLAINED = 12  # with more rows in error, their sentences stand only where errors alone are shown


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet (from 1) and what becomes of it. One with `sentence` stands under its row and explains it."""

    row: int
    result: str
    plan: RowPlan | None = None
    why: str = ""
    sentence: str = ""


def lines_of(sheet: SheetPlan, result: str = ALL) -> list[Line]:
    """Return the lines of a sheet, only those with one result where it is given."""
    if sheet.record is None:
        return _unread(sheet)
    data = _by_row(sheet.rows)
    ignored = {row.row: row.why for row in sheet.recognition.ignored if not is_blank_row(sheet, row.row)}
    lines: list[Line] = []
    explains = result == "error" or sum(row.result == "error" for row in sheet.rows) <= EXPLAINED
    for number in sorted({*data, *ignored}):
        row = data.get(number)
        word = row.result if row is not None else "ignored"
        if result in (ALL, word):
            lines.append(Line(number, word, row, ignored.get(number, "")))
            if explains and word == "error":
                lines.append(_explained(number, row))
    return lines


def _by_row(plans: Sequence[RowPlan]) -> dict[int, RowPlan]:
    """Return what becomes of each row; of one that holds several records, what most needs to be seen."""
    found: dict[int, RowPlan] = {}
    for plan in plans:
        other = found.get(plan.row)
        found[plan.row] = plan if other is None else _together(other, plan)
    return found


def _together(one: RowPlan, other: RowPlan) -> RowPlan:
    result = min(one.result, other.result, key=FIRST_SEEN.index)
    problems = dict.fromkeys((*one.problems, *other.problems))
    return RowPlan(one.row, result, (*one.changes, *other.changes), tuple(problems))


def _unread(sheet: SheetPlan) -> list[Line]:
    """Return all rows of a sheet that is left out, so that the user can see where its heading is."""
    rows = range(1, len(sheet.recognition.grid.cells) + 1)
    return [Line(row, "ignored", why=sheet.recognition.why) for row in rows if not is_blank_row(sheet, row)]


def _explained(number: int, row: RowPlan | None) -> Line:
    problems = row.problems if row is not None else ()
    told = dict.fromkeys(f"{problem.cell} {problem.message}" for problem in problems if problem.severity == "error")
    return Line(number, "error", row, sentence="；".join(told) or LACKING)


def is_blank_row(sheet: SheetPlan, row: int) -> bool:
    """Return whether a row (from 1) of the sheet holds nothing."""
    cells = sheet.recognition.grid.cells
    return row > len(cells) or all(cell_text(cell) == "" for cell in cells[row - 1])


def counts_of(sheet: SheetPlan) -> dict[str, int]:
    """Return how many records have each result, and how many there are in all with the rows left out."""
    counts: Counter[str] = Counter(row.result for row in sheet.rows)
    ignored = sum(not is_blank_row(sheet, row.row) for row in sheet.recognition.ignored)
    return {ALL: len(sheet.rows) + ignored, **counts, "ignored": ignored}


def shown_columns(sheet: SheetPlan, corrected: set[int]) -> tuple[list[Column], list[Column]]:
    """Return the columns that hold something or have a problem, and those that are empty throughout."""
    grid = sheet.recognition.grid
    if sheet.record is None:
        return [Column(index, "") for index in range(grid.width)], []
    rows = [row - 1 for row in sheet.recognition.rows]
    noted = corrected | {p.column for p in sheet.problems if p.column is not None}
    shown: list[Column] = []
    empty: list[Column] = []
    for column in sheet.recognition.columns:
        holds = column.index in noted or any(cell_text(grid.at(row, column.index)) for row in rows)
        (shown if holds else empty).append(column)
    return shown, empty


def field_of(column: Column) -> Field | None:
    """Return the field that a column fills first."""
    return KINDS[column.targets[0].kind].fields[column.targets[0].field] if column.targets else None


def raw_text(value: object) -> str:
    """Return a cell as its user sees it in the spreadsheet."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return cell_text(value)


def cell_words(value: object, column: Column, year: int | None) -> str:
    """Return a cell as it was understood (4.9 as 4.90, 2023年2月底 as 2023-02), or as it stands where it was not."""
    field = field_of(column)
    if not isinstance(field, Money | Number | Date):
        return raw_text(value)
    if isinstance(value, float) and value.is_integer():  # spreadsheets keep 520 as 520.0
        value = int(value)
    try:
        understood = field.show(field.parse(value, Reading(column.unit, year)), column.unit or "亿元")
    except (Unreadable, KeyError):
        return raw_text(value)
    return understood or raw_text(value)


def value_words(change: FieldChange, value: Any, unit: str) -> str:
    """Return a value before or after a change as people see it; 空 for nothing."""
    field = KINDS[change.kind].fields[change.field]
    shown = field.show(value, unit if isinstance(field, Money) and unit else "亿元")
    return shown or "空"


def changes_by_column(row: RowPlan | None) -> dict[int, FieldChange]:
    """Return what changes in each column of a row."""
    changed: dict[int, FieldChange] = {}
    for change in row.changes if row is not None and row.result == "changed" else ():
        if change.column is not None:
            changed.setdefault(change.column, change)
    return changed


def problem_at(row: RowPlan | None, column: int | None) -> CellProblem | None:
    """Return what is wrong at a cell of a row, errors before doubts."""
    found = [p for p in (row.problems if row is not None else ()) if p.column == column]
    return min(found, key=lambda p: p.severity != "error", default=None)


def amount_words(amount: Decimal | None, unit: str) -> str:
    """Return an amount in 元 in a unit, the empty text for none."""
    return "" if amount is None else Money(label="").show(amount, unit)
