"""What is selected in a table, in the words of the status bar: how many records, sum and average."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Money
from zonedesk.records.parsing import MONEY_UNITS

if TYPE_CHECKING:
    from zonedesk.ui.record_table import RecordTable

MOST_READ = 5000  # rows that are read to be added; more are only counted, all of them the database adds
MOST_COLUMNS = 3


def summary(table: RecordTable, money_unit: str) -> str:
    """Return 选中 3 个 总投资 125.00 亿元 平均 41.67, the empty text where nothing more than a cell is selected."""
    if not table.is_block:
        return ""
    model = table.records
    rows = sum(last - first + 1 for first, last in table.selected_rows())
    words = [f"选中 {rows} {KINDS[model.kind].counter}"]
    fields = _numbers(table)
    amounts = [_amount(table, field, rows, money_unit, len(fields) == 1) for field in fields]
    return " ".join([*words, *filter(None, amounts)])


def _numbers(table: RecordTable) -> list[Field]:
    """Return the number fields that are selected; of whole rows the first says enough."""
    model = table.records
    found = [model.field_at(c) for c in table.selected_columns() if model.field_at(c).is_number]
    return found[:1] if table.whole_rows() else found[:MOST_COLUMNS]


def _amount(table: RecordTable, field: Field, rows: int, money_unit: str, with_average: bool) -> str:
    total, count = _sum(table, field, rows)
    if not count:
        return ""
    unit = money_unit if isinstance(field, Money) else field.unit
    average = f" 平均 {_short(field, total / count, money_unit)}" if with_average and count > 1 else ""
    return f"{field.label} {field.show(total, money_unit)}{' ' + unit if unit else ''}{average}"


def _sum(table: RecordTable, field: Field, rows: int) -> tuple[Decimal, int]:
    model = table.records
    if rows == model.rowCount() and len(table.blocks()) == 1:
        return _sum_of_all(table, field)
    if rows > MOST_READ:
        return Decimal(0), 0
    column = model.columns.index(field.id)
    places = {
        p for top, left, bottom, right in table.blocks() if left <= column <= right for p in range(top, bottom + 1)
    }
    values = [row[field.id] for p in sorted(places) if (row := model.row_at(p)) and row[field.id] is not None]
    return sum(values, Decimal(0)), len(values)


def _sum_of_all(table: RecordTable, field: Field) -> tuple[Decimal, int]:
    from zonedesk.actions.records import count_rows
    from zonedesk.store.query import Where

    source = table.records.source
    filled = replace(source.query, where=(*source.query.where, Where(field.id, "filled")))
    return source.sums([field.id])[field.id], count_rows(source.store, filled)


def _short(field: Field, value: Decimal, money_unit: str) -> str:
    scaled = value / MONEY_UNITS[money_unit] if isinstance(field, Money) else value
    return f"{scaled:.2f}"
