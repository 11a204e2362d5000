"""重点企业监测: the large enterprises that add much value and whose profit falls, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.readings import whole_month
from zonedesk.figures.showing import number_text
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table
from zonedesk.figures.zones import of_zone, zones_on_record
from zonedesk.records.months import month_words
from zonedesk.records.schema import TABLES, as_number

ENTERPRISE, READING = TABLES["enterprise"], TABLES["enterprise_reading"]
JOINED = READING.join(ENTERPRISE, ENTERPRISE.c.id == READING.c.enterprise)

LARGE_OUTPUT = Decimal(10**8)
"""An enterprise is large from this output on, in 元 from January to the month."""

HIGH_RATE = Decimal(25)
"""A value-added rate is high from this on, in per cent; all industry of a city comes to about as much."""


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the enterprises to watch in the month asked for, else in the latest one on record."""
    month = _month(connection, ask)
    read = sa.and_(_turn() == month, of_zone(ENTERPRISE.c.zone, ask))
    rows = tuple(_rows(connection, read))
    return Table(
        name="watch",
        title=FIGURES["watch"].title,
        period=f"{month // 100}年{month_words(month % 100)}" if month else _asked_words(ask),
        columns=_columns(),
        rows=rows,
        totals=_totals(rows, read),
        notes=tuple(_notes(connection, read, len(rows), month)),
        charts=_charts(),
    )


def _month(connection: sa.Connection, ask: Ask) -> int:
    """Return the month to show as 202310: the one asked for, else the latest on record up to what is asked, else 0."""
    if ask.year and ask.month and not ask.as_of:
        return ask.year * 100 + ask.month
    statement = sa.select(sa.func.max(_turn())).select_from(JOINED).where(of_zone(ENTERPRISE.c.zone, ask))
    if ask.year:
        statement = statement.where(READING.c.year == ask.year)
    if ask.as_of:
        last = whole_month(ask.as_of)
        statement = statement.where(_turn() <= last.year * 100 + last.month)
    return int(connection.execute(statement).scalar() or 0)


def _asked_words(ask: Ask) -> str:
    """Return the period as it is printed where no month of it is on record."""
    if ask.names_a_day:
        return f"{ask.year}年" if ask.year and not ask.upto else f"截至{day_words(ask.upto)}"
    return "还没有月份"


def _turn() -> sa.ColumnElement[int]:
    """Return a reading's month as 202310."""
    return READING.c.year * 100 + READING.c.month


def _watched(read: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    rate, growth = as_number(READING.c.value_added_rate), as_number(READING.c.profit_growth)
    return sa.and_(read, READING.c.output >= LARGE_OUTPUT, rate >= HIGH_RATE, growth < 0)


def _rows(connection: sa.Connection, read: sa.ColumnElement[bool]) -> Iterable[Row]:
    zones = zones_on_record(connection)
    columns = (READING.c[name] for name in ("id", "output", "value_added_rate", "profit", "profit_growth"))
    order = (as_number(READING.c.profit_growth), READING.c.id)
    statement = sa.select(ENTERPRISE.c.name, ENTERPRISE.c.zone, *columns).select_from(JOINED)
    for row in connection.execute(statement.where(_watched(read)).order_by(*order)).mappings():
        numbers = {key: row[key] for key in ("output", "value_added_rate", "profit", "profit_growth")}
        records = {key: _records(READING.c.id == row["id"], key) for key in numbers}
        yield Row({"enterprise": row["name"], "zone": zones.get(row["zone"]), **numbers}, records, adds_to="enterprise")


def _records(where: sa.ColumnElement[bool], key: str) -> Selection:
    """Return the readings behind a number; an amount is made of those that have one."""
    ids = sa.select(READING.c.id).select_from(JOINED).where(where)
    if key not in ("output", "profit"):
        return Selection("enterprise_reading", ids)
    has = READING.c[key].is_not(None)
    adds = sa.select(READING.c.id, READING.c[key]).select_from(JOINED).where(where, has)
    return Selection("enterprise_reading", ids.where(has), adds)


def _totals(rows: Iterable[Row], read: sa.ColumnElement[bool]) -> Row:
    sums = {key: sum((_amount(row, key) for row in rows), Decimal(0)) for key in ("output", "profit")}
    records = {key: _records(_watched(read), key) for key in sums}
    return Row({"enterprise": "合计·算", **sums}, records, "total", "enterprise")


def _amount(row: Row, key: str) -> Decimal:
    return Decimal(row.cells[key] or 0)


def _columns() -> tuple[Column, ...]:
    return (
        Column("enterprise", "企业", width=30),
        Column("zone", "开发区", width=16),
        Column("output", "产值", "money"),
        Column("value_added_rate", "增加值率", "percent", "%"),
        Column("profit", "利润", "money"),
        Column("profit_growth", "利润增速", "percent", "%"),
    )


def _charts() -> tuple[Chart, ...]:
    growth = (ChartSeries("profit_growth", "利润增速"),)
    return (Chart("盈利下滑的重点企业利润增速", "%", "enterprise", growth, "enterprise", "horizontal"),)


def _notes(connection: sa.Connection, read: sa.ColumnElement[bool], watched: int, month: int) -> Iterable[str]:
    large = number_text(LARGE_OUTPUT, Column("", "", "money"), "亿元")
    yield (
        f"公式：列入的企业同时满足：产值 ≥ {large} 亿元（体量大），增加值率 ≥ {HIGH_RATE}%（增加值率高），"
        "利润增速 < 0（盈利下滑）；按利润增速从低到高排列。"
    )
    count = connection.execute(sa.select(sa.func.count()).select_from(JOINED).where(read)).scalar_one()
    if not month:
        yield "范围：企业月度数据。还没有可以汇总的记录，请先录入或导入企业月度数据。"
        return
    yield f"范围：{month // 100}年{month % 100}月有月度数据的 {count} 户企业，其中 {watched} 户列入；产值、利润为 1 月到当月累计数。"
    yield from _unknown(connection, read)


def _unknown(connection: sa.Connection, read: sa.ColumnElement[bool]) -> Iterable[str]:
    """Say how many cannot be judged, as one of the numbers is not on record."""
    missing = sa.or_(*(READING.c[key].is_(None) for key in ("output", "value_added_rate", "profit_growth")))
    count = connection.execute(sa.select(sa.func.count()).select_from(JOINED).where(read, missing)).scalar_one()
    if count:
        yield f"另有 {count} 户缺产值、增加值率或利润增速，无法判断。"
