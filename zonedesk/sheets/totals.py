"""Sub-totals and totals that a ledger states, compared with the rows that they cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zonedesk.errors import Unreadable
from zonedesk.figures.rounding import Agreement, agreement
from zonedesk.records import KINDS
from zonedesk.records.fields import Money, Number
from zonedesk.records.parsing import MONEY_UNITS, fold, is_empty, parse_money, parse_number
from zonedesk.sheets.grid import address, cell_text
from zonedesk.sheets.recognition import Recognition, StatedTotal, TotalCheck
from zonedesk.sheets.values import ColumnValues

_COUNT = re.compile(r"^(?:共|计|共计)?(\d{1,7})(个|人|家|户|条|项|名|宗|支)(?:项目)?$")


def check_totals(recognition: Recognition, columns: Sequence[ColumnValues]) -> list[TotalCheck]:
    """Return every number that the total rows state, beside what the rows give."""
    own = [column for column in columns if column.target == column.column.targets[0] and _adds_up(column)]
    place = {row: index for index, row in enumerate(recognition.rows)}
    found: list[TotalCheck] = []
    for number, total in enumerate(recognition.totals):
        found += [check for column in own if (check := _sum_check(recognition, number, total, column, place))]
        found += _count_checks(recognition, number, total)
    return found


def _adds_up(column: ColumnValues) -> bool:
    """Return whether numbers are added up under a table: a growth in per cent is the whole's own; of mixed units there is no sum."""
    if column.column.is_unit_by_row:
        return False
    field = KINDS[column.target.kind].fields[column.target.field]
    return field.is_number and field.unit != "%" and not (_money(column) and column.column.unit not in MONEY_UNITS)


def _sum_check(
    recognition: Recognition, number: int, total: StatedTotal, column: ColumnValues, place: dict[int, int]
) -> TotalCheck | None:
    cell = total.cells.get(column.column.index)
    stated = _stated(cell, column)
    if stated is None:
        return None
    tried = []
    for rows in _coverages(recognition, number, total):
        parts = [v for row in rows if (v := column.values[place[row]]) is not None]
        computed = _scaled(sum(parts, Decimal(0)), column)
        tried.append((computed, len(rows), _agreement(stated, computed, len(parts), cell)))
    computed, rows_covered, agrees = next((t for t in tried if t[2] != "different"), tried[0])
    return TotalCheck(
        total.row, address(total.row - 1, column.column.index), total.label, column.column.heading, column.target.field,
        column.column.unit, stated, computed, rows_covered, agrees,
    )  # fmt: skip


def _coverages(recognition: Recognition, number: int, total: StatedTotal) -> list[Sequence[int]]:
    """Return the rows that a total may mean, likeliest first: as recognised, since the total before, all of the table."""
    if total.heads:
        return [total.covered]
    before = next((t.row for t in reversed(recognition.totals[:number]) if not t.heads), 0)
    whole = [row for row in recognition.rows if row not in recognition.apart]
    since = [row for row in whole if before < row < total.row]
    return [rows for rows in (total.covered, since, whole) if rows] or [()]


def _stated(cell: object, column: ColumnValues) -> Decimal | None:
    """Return a total cell's number in the column's unit, None where it holds none."""
    if is_empty(cell) or (isinstance(cell, str) and not re.search(r"\d", cell)):
        return None
    try:
        if _money(column):
            unit = column.column.unit
            return parse_money(cell, unit) / MONEY_UNITS[unit]
        return parse_number(cell)
    except Unreadable:
        return None


def _money(column: ColumnValues) -> bool:
    return isinstance(KINDS[column.target.kind].fields[column.target.field], Money)


def _scaled(value: Decimal, column: ColumnValues) -> Decimal:
    return value / MONEY_UNITS[column.column.unit] if _money(column) else value


def _agreement(stated: Decimal, computed: Decimal, parts: int, cell: Any) -> Agreement:
    """Compare with the rounding that a sum of rounded parts may show; a whole number was not rounded."""
    decimals = len(fold(cell_text(cell)).partition(".")[2].rstrip("亿万元 "))
    return agreement(stated, computed, decimals or None, parts)


def _count_checks(recognition: Recognition, number: int, total: StatedTotal) -> list[TotalCheck]:
    found = []
    headings = {column.index: column.heading for column in recognition.columns}
    for column, cell in total.cells.items():
        stated = _COUNT.match(re.sub(r"\s", "", fold(cell))) if isinstance(cell, str) else None
        if stated:
            counts = [len(rows) for rows in _coverages(recognition, number, total)]
            computed = int(stated[1]) if int(stated[1]) in counts else counts[0]
            found.append(TotalCheck(
                total.row, address(total.row - 1, column), total.label, headings.get(column, ""), None, stated[2],
                Decimal(stated[1]), Decimal(computed), computed, "equal" if int(stated[1]) == computed else "different",
            ))  # fmt: skip
    return found


def main_amount(columns: Sequence[ColumnValues]) -> ColumnValues | None:
    """Return the column whose sum stands for the sheet: its investment, else its first number that can be added up."""
    own = [c for c in columns if c.target == c.column.targets[0]]
    numbers = [c for c in own if isinstance(KINDS[c.target.kind].fields[c.target.field], Money | Number)]
    return next((c for c in numbers if c.target.field == "investment"), None)
