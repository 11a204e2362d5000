"""The three charts of the start page as one table: this year's 三个一批, the growth of the first indicator, the stages."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from zonedesk.figures import three_batches
from zonedesk.figures.asking import Ask
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table
from zonedesk.records.batches import BATCH_KINDS
from zonedesk.records.projects import STAGES
from zonedesk.records.schema import TABLES

INDICATOR, READING, PROJECT = (TABLES[kind] for kind in ("indicator", "reading", "project"))

BATCH_SERIES = tuple(
    ChartSeries(f"{kind}_investment", label.removesuffix("一批")) for kind, label in BATCH_KINDS.items()
)


def charts(connection: sa.Connection, year: int, month: int) -> Table:
    """Return what the start page draws of a year up to a month; a chart that has nothing to draw is left out."""
    drawn: list[tuple[Chart, list[Row]]] = [
        (
            Chart("三个一批总投资", "money", "name", BATCH_SERIES, "event", "stacked"),
            list(_events(connection, year, month)),
        ),
        *_growth(connection, year, month),
        (Chart("项目所处阶段", "个", "name", (ChartSeries("projects", "项目"),), "stage"), list(_stages(connection))),
    ]
    filled = [(chart, rows) for chart, rows in drawn if rows]
    return Table(
        name="workbench",
        title="工作台",
        period=f"{year}年{month}月",
        columns=(
            Column("name", "名称"),
            *(Column(series.column, series.label, "money") for series in BATCH_SERIES),
            Column("growth", "同比增速", "number", "%"),
            Column("projects", "项目", "count", "个"),
        ),
        rows=tuple(row for _, rows in filled for row in rows),
        charts=tuple(chart for chart, _ in filled),
    )


def _events(connection: sa.Connection, year: int, month: int) -> Iterable[Row]:
    table = three_batches.figure(connection, Ask(year=year, month=month))
    return (row for row in table.form.rows if row.adds_to == "event" and row.style == "body" and any_money(row))


def any_money(row: Row) -> bool:
    """Return whether an event has any investment to draw."""
    return any(row.cells.get(series.column) for series in BATCH_SERIES)


def _growth(connection: sa.Connection, year: int, month: int) -> Iterable[tuple[Chart, list[Row]]]:
    """Give the monthly growth of the city in the first indicator for which it is reported."""
    city = (READING.c.zone.is_(None), READING.c.year == year, READING.c.month <= month, READING.c.growth.is_not(None))
    first = (
        sa.select(INDICATOR.c.id, INDICATOR.c.caption)
        .where(sa.exists().where(READING.c.indicator == INDICATOR.c.id, *city))
        .order_by(INDICATOR.c.place.is_(None), INDICATOR.c.place, INDICATOR.c.id)
        .limit(1)
    )
    found = connection.execute(first).first()
    if found is None:
        return
    months = sa.select(READING.c.month, READING.c.growth, READING.c.id).where(READING.c.indicator == found.id, *city)
    rows = [
        Row(
            {"name": f"{row.month}月", "growth": row.growth},
            {"growth": Selection("reading", sa.select(READING.c.id).where(READING.c.id == row.id))},
            adds_to="month",
        )
        for row in connection.execute(months.order_by(READING.c.month))
    ]
    yield Chart(f"{found.caption}增速", "%", "name", (ChartSeries("growth", "累计同比"),), "month", "line"), rows


def _stages(connection: sa.Connection) -> Iterable[Row]:
    counts = sa.select(PROJECT.c.stage, sa.func.count().label("n")).group_by(PROJECT.c.stage)
    found = {row.stage: row.n for row in connection.execute(counts)}
    for stage, label in STAGES.items():
        if found.get(stage):
            behind = Selection("project", sa.select(PROJECT.c.id).where(PROJECT.c.stage == stage))
            yield Row({"name": label, "projects": found[stage]}, {"projects": behind}, adds_to="stage")
