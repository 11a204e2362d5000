"""缺报一览: which zone has not yet reported which indicator for a month, and when it last did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.readings import Month, ReportedYear, Standing, Zone, month_asked, name_of, selected
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Selection, Table, Value

MISSING, REPORTED, EXPECTED = "missing", "reported", "expected"


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return a row for each zone and indicator that is missing; a row of counts for each zone stands among the subtotals."""
    month = month_asked(connection, ask)
    year = ReportedYear(connection, month)
    zones = [zone for zone in year.zones.values() if ask.zone in ("", zone.id)]
    expected = {zone.id: _expected(year, zone) for zone in zones}
    everything = [standing for zone in zones for standing in expected[zone.id]]
    missing = [standing for standing in everything if standing.is_missing]
    counts = [_counts(zone.name, expected[zone.id]) for zone in zones if expected[zone.id]]
    facts: dict[str, Any] = {
        "name": "missing",
        "title": FIGURES["missing"].title,
        "period": month.words,
        "notes": tuple(_notes(month, everything, missing)),
        "charts": (_chart(),),
    }
    return Table(
        columns=_columns(),
        rows=(*(_row(year, standing) for standing in missing), *(_restyled(row, "total") for row in counts)),
        totals=_counts("合计·算", everything, "total"),
        drawn=Table(
            columns=_drawn_columns(),
            rows=tuple(_drawn_rows(year, zones, missing, counts, everything)),
            **facts,
        ),
        **facts,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("zone", "开发区", width=16),
        Column("indicator", "指标", width=26),
        Column("last_month", "最近一次", width=10),
        Column("last_value", "最近报送数", "number"),
        Column("unit", "计量单位", width=10),
        Column("months", "本年月报", "count", "条"),
        Column(EXPECTED, "应报", "number", "项"),
        Column(REPORTED, "已报", "number", "项"),
        Column(MISSING, "缺报", "number", "项"),
    )


def _drawn_columns() -> tuple[Column, ...]:
    known = {column.key: column for column in _columns()}
    keys = (EXPECTED, REPORTED, MISSING, "months", "last_month", "last_value", "unit")
    return (Column("name", "开发区、指标", width=26), *(known[key] for key in keys))


def _expected(year: ReportedYear, zone: Zone) -> list[Standing]:
    return [year.standing(indicator, zone.id) for indicator in year.indicators if year.is_expected(indicator, zone)]


def _row(year: ReportedYear, standing: Standing) -> Row:
    latest, indicator = standing.latest, standing.indicator
    cells: dict[str, Value] = {
        "zone": name_of(year, standing.zone), "name": indicator.name, "indicator": indicator.name, "unit": indicator.unit,
        "last_month": f"{latest.month}月" if latest else "", "last_value": latest.value if latest else None,
        "months": len(standing.readings),
    }  # fmt: skip
    records = {
        "last_value": selected("reading", [latest.id] if latest else []),
        "months": selected("reading", (reading.id for reading in standing.readings.values())),
    }
    return Row(cells, records)


def _counts(name: str, standings: Sequence[Standing], style: RowStyle = "body") -> Row:
    """Return how many indicators are to be reported, are reported and are missing.

    Behind what is expected and what is missing stand the indicators, since no reading is there to be shown.
    """
    reported = [each.reading.id for each in standings if each.reading and not each.is_missing]
    months = [reading.id for each in standings for reading in each.readings.values()]
    missing = [each for each in standings if each.is_missing]
    cells: dict[str, Value] = {
        "zone": name, "name": name, EXPECTED: len(standings), REPORTED: len(reported), MISSING: len(missing),
        "months": len(months),
    }  # fmt: skip
    records = {
        EXPECTED: _indicators(standings), MISSING: _indicators(missing),
        REPORTED: selected("reading", reported), "months": selected("reading", months),
    }  # fmt: skip
    return Row(cells, records, style, "zone")


def _indicators(standings: Sequence[Standing]) -> Selection:
    return selected("indicator", {standing.indicator.id for standing in standings})


def _restyled(row: Row, style: RowStyle) -> Row:
    return Row(row.cells, row.records, style)


def _drawn_rows(
    year: ReportedYear, zones: Sequence[Zone], missing: Sequence[Standing], counts: Sequence[Row],
    everything: Sequence[Standing],
) -> Iterator[Row]:  # fmt: skip
    yield Row({"name": "按开发区"}, style="section")
    yield from counts
    yield _counts("合计·算", everything, "total")
    for zone in zones:
        of_zone = [standing for standing in missing if standing.zone == zone.id]
        if of_zone:
            yield Row({"name": f"{zone.name}　缺报 {len(of_zone)} 项"}, style="section")
            yield from (_row(year, standing) for standing in of_zone)


def _chart() -> Chart:
    series = (ChartSeries(REPORTED, "已报"), ChartSeries(MISSING, "缺报"))
    return Chart("各开发区报送情况", "项", "name", series, "zone", "stacked")


def _notes(month: Month, everything: Sequence[Standing], missing: Sequence[Standing]) -> Iterator[str]:
    yield "公式：应报 = 已报 + 缺报。只填增速而年度目标是绝对量的，或只填数值而目标是增速的，算缺报。"
    yield (
        f"范围：{month.words}。标明适用类型的指标，年内有目标或有人报过，该类开发区都应报；"
        "未标类型的，年内有目标或报过的开发区应报。不含全市数。"
    )
    if not everything:
        yield "还没有指标的目标或月报，请先录入指标、年度目标和月度数据。"
    elif not missing:
        yield f"{month.words}应报的 {len(everything)} 项都已报齐。"
    else:
        yield f"缺报 {len(missing)} 项，涉及 {len({standing.zone for standing in missing})} 家开发区。"
