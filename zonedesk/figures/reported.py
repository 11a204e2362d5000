"""合计·报: totals as somebody reported them, beside the computed ones and never in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import showing
from zonedesk.figures.asking import Ask, last_day
from zonedesk.figures.rounding import agreement
from zonedesk.figures.table import MONEY_UNITS, Column, Row, Selection, Table, Value
from zonedesk.records.parsing import plain
from zonedesk.records.schema import TABLES

REPORTED = TABLES["reported_total"]
NAME = "合计·报"
WHOLE = "合计"  # the group, or the beginning of a name, of what adds up everything
DEFAULT_UNIT = "亿元"
LAST_MONTH = 12
_UNIT_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True)
class Scope:
    """What reported totals are about: a year, months of it (None for the year as a whole), and an event."""

    year: int
    months: tuple[int | None, ...] = (None,)
    event: str | None = None


def scope_of(ask: Ask) -> Scope | None:
    """Return what is reported for the period asked for; None where it is no whole month or year, or only a part counts."""
    if ask.zone or ask.plain_sum or not (ask.upto or ask.year):
        return None
    if not ask.upto:
        return Scope(ask.year or 0, (None, LAST_MONTH))
    if last_day(ask.upto[:7]) != ask.upto:
        return None
    month = int(ask.upto[5:7])
    return Scope(int(ask.upto[:4]), (month, None) if month == LAST_MONTH else (month,))


@dataclass(frozen=True)
class Stated:
    """One reported number beside what is computed for its column, both as the database keeps them (money in 元)."""

    record: str
    column: Column
    value: Decimal
    computed: Decimal | None  # None where there is nothing to work it out of
    decimals: int | None  # of the number as reported; None for what is counted
    unit: str
    parts: int

    @property
    def difference(self) -> Decimal | None:
        """How far it is from the computed one, nought where rounding explains it; None where there is no computed one."""
        if self.computed is None:
            return None
        return Decimal(0) if self._agreement != "different" else self.value - self.computed

    @property
    def _scale(self) -> Decimal:
        return Decimal(MONEY_UNITS[self.unit]) if self.column.nature == "money" else Decimal(1)

    @property
    def _agreement(self) -> str:
        if self.computed is None:
            return "alone"
        return agreement(self.value / self._scale, self.computed / self._scale, self.decimals, self.parts)

    @property
    def note(self) -> str:
        """What is to be said about it; nothing where both are equal."""
        if self._agreement == "equal":
            return ""
        name = f"{self.column.group}{self.column.label}" if self.column.group else self.column.label
        stated = self._words(self.value, replace(self.column, is_stated=True))
        if self.computed is None:
            return f"{name}：上报 {stated}，算得 {showing.EMPTY}，台账里还没有可以算的记录，请核对。"
        computed, apart = (
            self._words(value, self.column) for value in (self.computed, abs(self.value - self.computed))
        )
        if self._agreement == "rounding":
            return f"{name}：上报 {stated}，算得 {computed}，相差 {apart}，为{'各部分' if self.parts else ''}四舍五入所致；上报数照原样保留。"
        return f"{name}：上报 {stated}，算得 {computed}，相差 {apart}，超出四舍五入的范围，请核对。"

    def _words(self, value: Decimal, column: Column) -> str:
        return f"{showing.number_text(value, column, self.unit or DEFAULT_UNIT)} {self.unit or self.column.unit}"


def with_reported(connection: sa.Connection, table: Table, scope: Scope | None) -> Table:
    """Return a table with the row of its reported totals, and notes on how they agree; the table itself without any."""
    records = connection.execute(_statement(table.name, scope)).mappings().all() if scope else ()
    if not records:
        return table
    notes: list[str] = []
    stated: dict[str, Stated] = {}
    for record in records:
        found = list(_stated(table, record))
        stated.update((each.column.key, each) for each in found)
        notes.append(found[0].note if found else _unmatched(record))
    row = _row(table, stated)
    notes = [note for note in notes if note]
    drawn = table.drawn and replace(_placed(table.drawn, row), notes=(*table.drawn.notes, *notes))
    return replace(_placed(table, row), reported=row, notes=(*table.notes, *notes), drawn=drawn)


def _statement(name: str, scope: Scope) -> sa.Select[Any]:
    c = REPORTED.c
    month = sa.or_(*(c.month.is_(None) if month is None else c.month == month for month in scope.months))
    event = c.event.is_(None) if scope.event is None else c.event == scope.event
    # what is about the whole year comes first, so that a month's own number stands in its place
    order = (c.month.is_not(None), c.id)
    columns = (c.id, c.column, c.value, c.unit)
    return sa.select(*columns).where(c.figure == name, c.year == scope.year, month, event).order_by(*order)


def _stated(table: Table, record: sa.RowMapping) -> Iterator[Stated]:
    """Give a record's number for each column, of either form of the table, that its words name."""
    wanted = _wanted(record["column"])
    total = _total(table.form)
    computed: dict[str, Value] = {**(total.cells if total else {}), **(table.totals.cells if table.totals else {})}
    columns = {column.key: column for form in (table.form, table) for column in form.columns}
    for key, column in columns.items():
        value = computed.get(key)
        if not _is_total(column, key in computed, value) or wanted.isdisjoint(_names(column, columns.values())):
            continue
        unit = (record["unit"] or DEFAULT_UNIT) if column.nature == "money" else record["unit"] or ""
        if column.nature == "money" and unit not in MONEY_UNITS:
            continue
        amount = Decimal(record["value"]) * (MONEY_UNITS[unit] if column.nature == "money" else 1)
        is_counted = column.nature == "count" or (column.nature == "number" and isinstance(value, int))
        decimals = None if is_counted else max(0, -int(Decimal(record["value"]).as_tuple().exponent))
        known = Decimal(value) if isinstance(value, int | Decimal) else None
        yield Stated(record["id"], column, amount, known, decimals, unit, _parts(table.form, column))


def _is_total(column: Column, is_given: bool, value: Value) -> bool:
    """Return whether a column has a total, also where there is nothing to work it out of: a share of nothing."""
    return isinstance(value, int | Decimal) or (is_given and value is None and column.is_number)


def _wanted(words: str) -> set[str]:
    """Return how the words of a 栏目 may read: without a unit behind them, and without 数 at their end."""
    bare = plain(_UNIT_BEHIND.sub("", words))
    return {plain(words), bare, bare.removesuffix("数")}


def _names(column: Column, columns: Collection[Column]) -> Iterator[str]:
    """Give the words by which a column may be meant: 签约一批总投资, 签约总投资; where no other has that label 总投资 alone.

    What adds up everything needs no group; 合计 may stand before a label that no group of that name has.
    """
    yield plain(column.key)
    for group in {column.group, column.group.removesuffix("一批")}:
        yield plain(f"{group}{column.label}")
    alike = [other for other in columns if other.is_number and other.label == column.label]
    is_whole = column.group in ("", WHOLE)
    if is_whole or len(alike) == 1:
        yield plain(column.label)
        yield plain(f"{WHOLE}{column.label}")
    if column.group and column.label == WHOLE:
        yield plain(column.group)


def _parts(form: Table, column: Column) -> int:
    """Return how many printed numbers a total adds up: the rows above it, for the column of all groups each group's.

    A rate adds up none.
    """
    if column.nature in ("percent", "ratio"):
        return 0
    total = _total(form)
    rows = [row for row in form.rows if row.style == "body" and total and row.adds_to == total.adds_to]
    groups = {other.group for other in form.columns} - {"", WHOLE}
    adds_groups = groups and column.group in ("", WHOLE)
    return len(rows) * (len(groups) if adds_groups else 1)


def _total(form: Table) -> Row | None:
    return form.totals or next((row for row in form.rows if row.style == "total"), None)


def _unmatched(record: sa.RowMapping) -> str:
    return f"上报合计“{record['column']}”（{record['value']:f} {record['unit'] or ''}）对不上哪一列，请把栏目改成表中的列名。"


def _row(table: Table, stated: Mapping[str, Stated]) -> Row:
    cells: dict[str, Value] = {
        form.columns[0].key: NAME for form in (table, table.form) if not form.columns[0].is_number
    }
    cells |= {key: _value(each) for key, each in stated.items()}
    differences = {key: each.difference for key, each in stated.items() if each.difference is not None}
    return Row(cells, {key: _selection(each) for key, each in stated.items()}, "reported", differences=differences,
               stated=frozenset(stated))  # fmt: skip


def _value(stated: Stated) -> Value:
    is_count = stated.column.nature == "count" and stated.value == int(stated.value)
    return int(stated.value) if is_count else stated.value


def _selection(stated: Stated) -> Selection:
    record = sa.select(REPORTED.c.id).where(REPORTED.c.id == stated.record)
    if stated.column.nature != "money":
        return Selection("reported_total", record)
    amount = sa.literal(int(stated.value)).label("amount")
    return Selection("reported_total", record, sa.select(REPORTED.c.id, amount).where(REPORTED.c.id == stated.record))


def _placed(form: Table, row: Row) -> Table:
    """Return a form with the row under its computed total."""
    if form.totals:
        return replace(form, reported=row)
    return replace(form, rows=tuple(_under_total(form.rows, row)))


def _under_total(rows: Sequence[Row], reported: Row) -> Iterable[Row]:
    is_placed = False
    for row in rows:
        yield row
        if row.style == "total" and not is_placed:
            is_placed = True
            yield reported
