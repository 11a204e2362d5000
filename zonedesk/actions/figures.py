"""Working out a figure, giving it as plain data, and opening the records behind one of its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES, Figure, showing
from zonedesk.figures.table import Column, Row, Table, Value, unit_of
from zonedesk.records.batches import event_name
from zonedesk.records.fields import Money

if TYPE_CHECKING:
    from zonedesk.figures.asking import Ask, Events
    from zonedesk.figures.entries import HeldEvent
    from zonedesk.figures.table import Selection
    from zonedesk.records.record import Row as Record
    from zonedesk.store.store import Store

TOTAL_WORDS = ("total", "合计")
REPORTED_WORDS = ("reported", "上报", "合计·报")
HUNDREDTH = Decimal("0.01")


def named(name: str) -> Figure:
    """Return a figure by its name. Raises Mendable with the names that there are."""
    if name not in FIGURES:
        raise Mendable(f"没有“{name}”这张汇总表，可以用：{'、'.join(FIGURES)}")
    return FIGURES[name]


def work_out(store: Store, name: str, ask: Ask) -> Table:
    """Return a figure of a ledger. Raises Mendable for a figure that there is not, or that takes no such question."""
    figure = named(name)
    _check_parts(figure, ask)
    _check_time(figure, ask)
    with store.reading() as connection:
        return figure.work_out(connection, ask)


def _check_parts(figure: Figure, ask: Ask) -> None:
    if ask.by and ask.by not in figure.by:
        others = f"可以用：{'、'.join(figure.by)}" if figure.by else "请去掉 --by"
        raise Mendable(f"{figure.title}不能按“{ask.by}”分，{others}")
    if ask.events and "events" not in figure.asks:
        raise Mendable(f"{figure.title}不按活动统计，请去掉活动范围，改用截至日期")
    if ask.zone and "zone" not in figure.asks:
        raise Mendable(f"{figure.title}不能只看一家开发区，请去掉开发区（--zone）")
    if ask.formula and "formula" not in figure.asks:
        raise Mendable(f"{figure.title}不用三率公式，请去掉公式版本（--formula）")
    if ask.plain_sum and "plain_sum" not in figure.asks:
        rule = "只计首次入批" if "events" in figure.asks else "没有重复入批"
        raise Mendable(f"{figure.title}{rule}，请去掉“重复入批的也计”（--with-repeats）")


def _check_time(figure: Figure, ask: Ask) -> None:
    """Refuse a year, a month, a day and events of which one would be left out, for another or by the figure itself."""
    if ask.month and not ask.year:
        raise Mendable("只写月份不知道是哪一年，请同时写年度（--year）")
    if figure.is_yearly and ask.upto:
        raise Mendable(f"{figure.title}按年度统计，不分月份和日期，请去掉月份和截至日期，只写年度（--year）")
    if ask.as_of and ask.month and ask.as_of != replace(ask, as_of="").upto:
        raise Mendable(f"截至日期 {ask.as_of} 不是 {ask.month} 月月底，月份和截至日期请只写一个")
    if ask.year is None:
        return
    if ask.events and not _agrees(ask.events, ask.year, ask.upto):
        raise Mendable(f"{ask.events.name}不在{ask.year}年，活动范围和年度请只写一个")
    if ask.as_of and "events" not in figure.asks and not ask.as_of.startswith(str(ask.year)):
        raise Mendable(f"截至日期 {ask.as_of} 不在{ask.year}年，{figure.title}的年度和截至日期请只写一个")


def _agrees(events: Events, year: int, upto: str) -> bool:
    """Return whether events can be of a year; those up to a day of it may have begun in earlier years."""
    return events.last[0] == year and (bool(upto) or events.first[0] == year)


def require_events(store: Store, events: Events) -> None:
    """Check that a ledger has the events that are named, of whole years at least one. Raises Mendable with what it has."""
    on_record = events_on_record(store)
    places = [(event.year, event.number) for event in on_record]
    if events.is_whole_years:
        missing = "" if any(events.first <= place <= events.last for place in places) else f"{events.name}的活动"
    else:
        missing = next((event_name(*end) for end in (events.first, events.last) if end not in places), "")
    if missing and on_record:
        raise Mendable(f"台账里没有{missing}，有：{'、'.join(event.name for event in on_record)}")
    if missing:
        raise Mendable("台账里还没有活动，请先导入或录入三个一批活动")


def plain(column: Column, value: Value, money_unit: str) -> str | None:
    """Return a cell as plain digits or words: money in `money_unit` exactly, a percentage or a ratio to two decimals."""
    if value is None:
        return None
    if column.nature == "money":
        return Money(label=column.label).show(Decimal(value), money_unit)
    if column.nature in ("percent", "ratio"):
        return str(Decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP))
    return str(value)


def as_json(table: Table, money_unit: str) -> dict[str, Any]:
    """Return a figure as the command line's JSON document; the totals of its parts are `subtotals`."""
    columns = {column.key: column for form in (table.form, table) for column in form.columns}

    def whole(row: Row) -> dict[str, str | None]:
        return {key: plain(columns[key], value, money_unit) for key, value in row.cells.items() if key in columns}

    def part(row: Row) -> dict[str, str | None]:
        return {column.key: plain(column, row.cells.get(column.key), money_unit) for column in table.columns}

    return {
        "name": table.name,
        "title": table.title,
        "period": table.period,
        "as_of": table.as_of,
        "columns": [{"key": c.key, "label": c.label, "unit": unit_of(c, money_unit)} for c in table.columns],
        "rows": [part(row) for row in table.rows if row.style == "body"],
        "subtotals": [part(row) for row in table.rows if row.style == "total"],
        "totals": whole(table.totals) if table.totals else {},
        "reported": _numbers(table.reported, columns, money_unit) if table.reported else {},
        "notes": list(table.notes),
    }


def _numbers(row: Row, columns: Mapping[str, Column], money_unit: str) -> dict[str, str | None]:
    """Return the numbers of a row as they were stated, without the words that name it."""
    return {
        key: showing.cell_text(value, showing.column_of(row, columns[key]), money_unit)
        for key, value in row.cells.items()
        if columns[key].is_number
    }


def as_lines(table: Table, money_unit: str) -> list[list[str]]:
    """Return a figure as lines of text: headings with their units, then the numbered rows and the totals."""
    headings = [showing.heading(column, money_unit) for column in table.columns]
    numbers = [*map(str, range(1, len(table.rows) + 1)), "合计", "上报"]
    lines = [
        [number, *(_text(row, column, money_unit) for column in table.columns)]
        for number, row in zip(numbers, table.all_rows, strict=False)
    ]
    return [["行", *headings], *lines]


def _text(row: Row, column: Column, money_unit: str) -> str:
    return showing.cell_text(row.cells.get(column.key), showing.column_of(row, column), money_unit)


@dataclass(frozen=True)
class Behind:
    """The records behind a number: their kind, how many there are, and for a sum what each adds to it (money in 元).

    `records` may be only the first of them.
    """

    kind: str
    count: int
    records: list[Record]
    adds: Mapping[str, Decimal] | None = None

    def added_by(self, record: Record) -> dict[str, Decimal]:
        """Return what a record adds to the number under the word `adds`, nothing where records are only counted."""
        return {} if self.adds is None else {"adds": self.adds[record["id"]]}


def selection_at(table: Table, row: str, column: str) -> Selection:
    """Return the selection behind a number, by its row (from 1, `total` or `reported`) and its column's key. Raises Mendable."""
    chosen = _row(table, row)
    if column in chosen.records:
        return chosen.records[column]
    if column in {known.key for known in table.columns}:
        raise Mendable(f"“{column}”这一列不是数，后面没有记录。请选：{'、'.join(chosen.records)}")
    raise Mendable(f"{table.title}没有“{column}”这一列，可以用：{'、'.join(chosen.records)}")


def _row(table: Table, row: str) -> Row:
    if row in TOTAL_WORDS and table.totals:
        return table.totals
    if row in REPORTED_WORDS:
        if table.reported is None:
            raise Mendable(f"{table.title}在这个范围内没有上报合计，请先录入上报合计")
        return table.reported
    if not row.isdecimal() or not 1 <= int(row) <= len(table.rows):
        total = "，合计行写 total" if table.totals else ""
        raise Mendable(f"{table.title}没有第“{row}”行。请写 1 到 {len(table.rows)}{total}")
    return table.rows[int(row) - 1]


def records_behind(store: Store, selection: Selection, limit: int | None = None) -> Behind:
    """Return the records of a selection, at most `limit`; where they add up, the largest first."""
    import sqlalchemy as sa

    from zonedesk.records.schema import as_number
    from zonedesk.store.query import Query, by_ids, fetch

    with store.reading() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(selection.ids.subquery())).scalar_one()
        if selection.adds is None:
            query = Query(selection.kind, within=selection.ids, limit=limit)
            return Behind(selection.kind, count, fetch(connection, query))
        record, amount = selection.adds.subquery().c
        largest = sa.select(record, amount).order_by(as_number(amount).desc(), record).limit(limit)
        adds = {found: Decimal(added or 0).normalize() + 0 for found, added in connection.execute(largest)}
        records = {row["id"]: row for row in by_ids(connection, selection.kind, list(adds))}
    return Behind(selection.kind, count, [records[found] for found in adds], adds)


def zone_named(store: Store, name: str) -> str:
    """Return the id of a zone by its name or short name. Raises Mendable where none, or more than one, is meant."""
    from zonedesk.figures import zones

    with store.reading() as connection:
        return zones.zone_named(connection, name)


def zones_on_record(store: Store) -> Mapping[str, str]:
    """Return the zones' short names by id, for choosing one."""
    from zonedesk.figures import zones

    with store.reading() as connection:
        return zones.zones_on_record(connection)


def editions_on_record(store: Store) -> Sequence[str]:
    """Return the versions of the rates' formula, for choosing one."""
    from zonedesk.figures import rate_formulas

    with store.reading() as connection:
        return rate_formulas.editions_on_record(connection)


def events_on_record(store: Store) -> Sequence[HeldEvent]:
    """Return the events of 三个一批 in their order, for choosing a range of them."""
    from zonedesk.figures import entries

    with store.reading() as connection:
        return entries.events_on_record(connection)
