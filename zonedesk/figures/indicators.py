"""指标完成情况: where each zone, and the city, stands in each indicator: completion, pace, place, status and trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.completion import AHEAD_FROM, BEHIND_BELOW, STATUSES, year_gone
from zonedesk.figures.indicator_section import Section, padded
from zonedesk.figures.readings import Month, ReportedYear, month_asked
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table
from zonedesk.records.indicators import EXTREME_GROWTH, SMALL_BASE
from zonedesk.records.indicators import Target as TargetRecord

CHARTED = 2
"""So many indicators, the first ones, have charts and their months under their zones."""


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return a row for each indicator and zone, and for the city; `by` indicator leaves the zones out."""
    month = month_asked(connection, ask)
    year = ReportedYear(connection, month)
    sections = [Section(year, indicator, ask.zone) for indicator in year.indicators]
    by_indicator = ask.by == "indicator" and not ask.zone  # of a zone alone each indicator has one row as it is
    sections = [each for each in sections if (each.has_whole if by_indicator else not each.is_empty)]
    charted = _charted(sections)
    facts: dict[str, Any] = {
        "name": "indicators",
        "title": FIGURES["indicators"].title,
        "period": month.words,
        "notes": tuple(_notes(month, year, sections)),
        "charts": tuple(_charts(charted, by_indicator)),
    }
    drawn = _drawn_by_indicator(sections) if by_indicator else _drawn(year, sections)
    return Table(
        columns=_columns(),
        rows=tuple(_plain_rows(sections, by_indicator)),
        drawn=Table(columns=_drawn_columns(by_indicator), rows=(*drawn, *_months(charted)), **facts),
        **facts,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("zone", "开发区", width=16),
        Column("indicator", "指标", width=24),
        Column("value", "累计值", "number"),
        Column("growth", "同比增速", "number", "%"),
        Column("target", "年度目标", "number"),
        Column("completion", "完成率", "percent", "%"),
        Column("rank", "名次", "number"),
        Column("status", "状态", width=10, words=STATUSES, is_state=True),
        Column("trend", "趋势", width=20),
        Column("unit", "计量单位", width=8),
        Column("basis", "目标类型", width=8, words=TargetRecord.fields["basis"].choices),  # type: ignore[attr-defined]
        Column("last_year", "同期值", "number"),
        Column("pace", "进度", "percent", "%"),
        Column("growth_rank", "增速名次", "number"),
        Column("mark", "标注", width=20),
        Column("months", "月报", "count", "条"),
    )


def _drawn_columns(by_indicator: bool) -> tuple[Column, ...]:
    known = {column.key: column for column in _columns()}
    keys = ("value", "growth", "target", "completion", "pace", "rank", "growth_rank", "status", "trend", "mark")
    shown = (known[key] for key in keys if not (by_indicator and key in ("rank", "growth_rank")))
    first = Column("name", "指标", width=30) if by_indicator else Column("name", "指标、开发区", width=16)
    return (first, *shown)


def _plain_rows(sections: Sequence[Section], by_indicator: bool) -> Iterator[Row]:
    """Give the rows of zones and city, then the computed totals."""
    for section in sections:
        if not by_indicator:
            yield from section.zone_rows()
        city = section.city_row()
        if city:
            yield city
    yield from (row for row in (section.total_row() for section in sections) if row)


def _drawn(year: ReportedYear, sections: Sequence[Section]) -> Iterator[Row]:
    """Give the zones of each indicator by place; the indicators that one zone alone has stand together under its name."""
    for section in (section for section in sections if section.is_shared or not section.standings):
        yield Row({"name": section.indicator.heading}, style="section")
        rows = (*section.by_place(), section.total_row(), section.reported_row())
        yield from padded((row for row in rows if row), section.indicator.decimals)
    for zone in year.zones.values():
        alone = [
            each for each in sections if not each.is_shared and each.standings and each.standings[0].zone == zone.id
        ]
        if alone:
            yield Row({"name": _summary(zone.name, alone)}, style="section")
        for section in alone:
            rows = (section.alone_row(), section.reported_row())
            yield from padded((row for row in rows if row), section.indicator.decimals)


def _summary(zone: str, sections: Sequence[Section]) -> str:
    """Return a zone's name with how its indicators stand: 左权示范区　5 项：已完成 1 项，正常推进 4 项."""
    found = Counter(section.standings[0].progress.status for section in sections)
    parts = "，".join(f"{word} {found[status]} 项" for status, word in STATUSES.items() if found[status])
    return f"{zone}　{len(sections)} 项：{parts}"


def _drawn_by_indicator(sections: Sequence[Section]) -> Iterator[Row]:
    """Give one row for each indicator: the city's own reading, else what the zones add up to."""
    for section in sections:
        row = section.city_row() or section.total_row()
        if row:
            cells = {**row.cells, "name": section.indicator.heading}
            yield from padded(
                [replace(row, cells=cells, style="body", adds_to="indicator")], section.indicator.decimals
            )


def _months(charted: Sequence[Section]) -> Iterator[Row]:
    for section in charted:
        rows = list(padded(section.month_rows(), section.indicator.decimals))
        if len(rows) > 1:
            yield Row({"name": section.months_heading()}, style="section", feeds_chart=True)
            yield from (replace(row, feeds_chart=True) for row in rows)


def _charted(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if any(section.month_rows()) or section.total_row()][:CHARTED]


def _charts(charted: Sequence[Section], by_indicator: bool) -> Iterator[Chart]:
    value, growth = (ChartSeries("value", "累计值"),), (ChartSeries("growth", "同比增速"),)
    for section in charted:
        name, unit = section.indicator.name, section.indicator.unit
        if section.is_shared and not by_indicator:
            yield Chart(f"{name}：各开发区累计值", unit, "name", value, section.zone_word)
            yield Chart(f"{name}：各开发区增速", "%", "name", growth, section.zone_word,
                        limit=EXTREME_GROWTH, limit_mark=SMALL_BASE)  # fmt: skip
        months = list(section.month_rows())
        if not section.is_shared and sum(row.cells["value"] is not None for row in months) > 1:
            yield Chart(f"{name}：各月数值", unit, "name", value, section.month_word, "line")
        if sum(row.cells["growth"] is not None for row in months) > 1:
            yield Chart(f"{name}：各月增速", "%", "name", growth, section.month_word, "line",
                        limit=EXTREME_GROWTH, limit_mark=SMALL_BASE)  # fmt: skip


def _notes(month: Month, year: ReportedYear, sections: Sequence[Section]) -> Iterator[str]:
    gone = year_gone(month.month)
    yield (
        "公式：完成率 = 累计值 ÷ 年度目标，越小越好的指标为年度目标 ÷ 累计值；只有增速目标的用增速比；当月口径的按已报各月相加。"
        f"进度 = 完成率 ÷ 时序进度（{month.month}月底为 {gone:.2f}%），增速和比率不折算时序。目标为 0 的只看是否达到。"
    )
    yield (
        f"状态：达到年度目标为已完成；进度 {AHEAD_FROM}% 及以上为超前，不到 {BEHIND_BELOW}% 为滞后，其间为正常推进；"
        "增速、比率和越小越好的指标年内达到为正常推进，到12月才算已完成。"
    )
    yield (
        "名次：同一指标在各开发区中从好到差排，数值相同的名次相同；前三、后三按累计值，增速前三、增速后三按增速。"
        "趋势：增速连续两个月及以上同向变化才写，缺一个月就不连续。"
    )
    yield "".join(_population(month, year, sections))
    yield from (section.difference for section in sections if section.difference)
    extremes = sum(section.extremes for section in sections)
    if extremes:
        yield f"{SMALL_BASE}：{extremes} 个增速超过 {EXTREME_GROWTH}%，照报送数列出，图上不画。"


def _population(month: Month, year: ReportedYear, sections: Sequence[Section]) -> Iterable[str]:
    if not sections:
        yield f"范围：{month.words}，还没有指标的目标或月报，请先录入指标、年度目标和月度数据。"
        return
    zones = {standing.zone for section in sections for standing in section.standings}
    yield f"范围：{month.words}，{len(sections)} 项指标，{len(zones)} 家开发区；指标不适用的开发区不列。"
    if any(section.city for section in sections):
        yield "合计·报（全市）为市里自己的报送数。"
    if any(section.city_has_aim and len(section.standings) > 1 for section in sections):
        yield "市里自己定有年度目标的指标，状态只按市里的目标判断，合计·算的年度目标为各开发区之和，不另判状态。"
    missing = [standing.zone for section in sections for standing in section.missing]
    if missing:
        yield f"缺报 {len(missing)} 项，涉及 {len(set(missing))} 家。"
    stray = year.stray()
    if stray:
        yield f"另有 {stray} 项报了不适用于本开发区类型的指标，未列，请核对指标的适用范围。"
