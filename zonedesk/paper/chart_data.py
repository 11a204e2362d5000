"""What a chart draws: its bars with their values, and how they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zonedesk.errors import Mendable
from zonedesk.figures import showing
from zonedesk.figures.table import Chart, Column, Row, Table


@dataclass(frozen=True)
class Bar:
    """One bar or point: its place among the labels and the series, its value as drawn and as written, and the cell behind it.

    One that `is_beyond` the chart's limit is real but says nothing about where the axis ends.
    """

    place: int
    series: int
    value: float
    text: str
    row: int  # among the rows of the table's drawn form
    column: str
    is_beyond: bool = False


@dataclass(frozen=True)
class ChartData:
    """A chart's bars, the names along its base, its series' names, its title and unit."""

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    totals: tuple[str, ...]  # what each stack comes to, as written
    is_stacked: bool
    is_horizontal: bool
    is_line: bool
    maximum: float | None
    limit: float | None


def chart_data(table: Table, chart_index: int, money_unit: str) -> ChartData:
    """Return what chart `chart_index` of a table draws. Raises Mendable where it has none, or no rows."""
    if not 0 <= chart_index < len(table.charts or table.form.charts):
        raise Mendable(f"{table.title}没有图，请另选一张汇总表")
    chart = (table.charts or table.form.charts)[chart_index]
    rows = table.rows_of(chart)
    if not rows:
        raise Mendable(f"“{chart.title}”还没有可以画的数，请先录入或换一个期间")
    columns = {column.key: column for column in table.form.columns}
    return ChartData(
        title=chart.title,
        unit=money_unit if chart.unit == "money" else chart.unit,
        labels=tuple(showing.cell_text(row.cells.get(chart.label_column), columns[chart.label_column], money_unit)
                     for _, row in rows),
        series=tuple(series.label for series in chart.series),
        bars=tuple(_bars(chart, rows, columns, money_unit)),
        totals=tuple(_total(chart, row, columns, money_unit) for _, row in rows),
        is_stacked=chart.form == "stacked",
        is_horizontal=chart.form == "horizontal",
        is_line=chart.form == "line",
        maximum=None if chart.maximum is None else float(chart.maximum),
        limit=None if chart.limit is None else float(chart.limit),
    )  # fmt: skip


def _bars(chart: Chart, rows: Sequence[tuple[int, Row]], columns: dict[str, Column], money_unit: str) -> list[Bar]:
    bars = []
    for place, (index, row) in enumerate(rows):
        for number, series in enumerate(chart.series):
            value, column = row.cells.get(series.column), columns[series.column]
            if isinstance(value, int | Decimal):
                drawn = float(showing.exact(value, column, money_unit))
                text = showing.number_text(value, column, money_unit)
                is_beyond = chart.limit is not None and abs(Decimal(value)) > chart.limit
                text = f"{text} {chart.limit_mark}".rstrip() if is_beyond else text
                bars.append(Bar(place, number, drawn, text, index, series.column, is_beyond))
    return bars


def _total(chart: Chart, row: Row, columns: dict[str, Column], money_unit: str) -> str:
    values = [row.cells.get(series.column) for series in chart.series]
    numbers = [Decimal(value) for value in values if isinstance(value, int | Decimal)]
    return showing.number_text(sum(numbers, Decimal(0)), columns[chart.series[0].column], money_unit) if numbers else ""
