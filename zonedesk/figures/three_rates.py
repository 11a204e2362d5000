"""三率表: 开工率, 投产率 and 达效率 of the projects entered in 三个一批."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures import entries as counting
from zonedesk.figures.asking import Ask, Events, day_words
from zonedesk.figures.days import surely_by
from zonedesk.figures.entries import HeldEvent
from zonedesk.figures.rate_formulas import Measure, Rate, RateFormula, formula_for
from zonedesk.figures.reported import Scope, scope_of, with_reported
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table, Value
from zonedesk.figures.zones import zones_asked
from zonedesk.records.batches import BATCH_KINDS

HUNDRED = Decimal(100)


class Population:
    """The first entries of each project in some events: their sums, and the selection behind each."""

    def __init__(self, connection: sa.Connection, events: Sequence[HeldEvent], ask: Ask) -> None:
        dates, outputs = ("started_on", "commissioned_on", "full_output_on"), ("output_expected", "output_actual")
        counted = counting.counted_entries(events, of_project=(*dates, *outputs), zone=ask.zone)
        self._entries, self._counts = counted.entries, counted.counts
        c = self._entries.c
        self._amounts = {"expected": sa.func.coalesce(c.output, c.output_expected), "actual": c.output_actual}
        self._conditions = {
            "entries": sa.true(),
            "started": _happened(c.started_on, ask.upto),
            "commissioned": _happened(c.commissioned_on, ask.upto),
            "full": _happened(c.full_output_on, ask.upto),
            **{name: amount.is_not(None) for name, amount in self._amounts.items()},
        }
        self._sums = [dict(row) for row in connection.execute(self._grouped()).mappings()]

    def _grouped(self) -> sa.Select[Any]:
        c = self._entries.c
        counts = [
            sa.func.sum(sa.case((self._conditions[name], 1), else_=0)).label(name)
            for name in ("entries", "started", "commissioned", "full")
        ]
        amounts = [sa.func.coalesce(sa.func.sum(amount), 0).label(name) for name, amount in self._amounts.items()]
        keys = (c.event, c.kind, c.zone)
        return sa.select(*keys, *counts, *amounts).where(self._counts).group_by(*keys)

    def value(self, measure: Measure, place: Mapping[str, str]) -> Decimal:
        """Return a measure of an event, of a zone, or of everything."""
        wanted = {"kind": measure.kind, **place}
        rows = (row for row in self._sums if all(row[name] == value for name, value in wanted.items()))
        return sum((Decimal(row[measure.of]) for row in rows), Decimal(0))

    def selection(self, measure: Measure, place: Mapping[str, str]) -> Selection:
        """Return the records behind a measure: entries where it is about the event, else the projects themselves."""
        c = self._entries.c
        of_project = measure.of in ("started", "commissioned", "full", "actual")
        kind, record = ("project", c.project) if of_project else ("batch_entry", c.id)
        conditions = [self._counts, c.kind == measure.kind, self._conditions[measure.of]]
        conditions += [c[name] == value for name, value in place.items()]
        ids = sa.select(record).where(*conditions)
        amount = self._amounts.get(measure.of)
        if amount is None:
            return Selection(kind, ids)
        return Selection(kind, ids, sa.select(record, amount).where(*conditions))


def _happened(date: sa.ColumnElement[Any], as_of: str) -> sa.ColumnElement[bool]:
    return surely_by(date, as_of) if as_of else date.is_not(None)


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the three rates of all events up to the one asked for, by zone where asked. Raises Mendable."""
    formula = formula_for(connection, ask.formula, ask.day)
    events = _events(connection, ask)
    population = Population(connection, events, ask)
    zone_rows = _by_zone(zones_asked(connection, ask), population, formula) if ask.by == "zone" else []
    period = (
        Events(*((event.year, event.number) for event in (events[0], events[-1]))).name if events else _no_events(ask)
    )
    columns = _columns(formula)
    total = _row(population, formula, {}, {"zone": "合计·算"} if zone_rows else {}, style="total")
    facts: dict[str, Any] = {
        "name": "three-rates",
        "title": FIGURES["three-rates"].title,
        "period": period,
        "as_of": ask.upto,
        "notes": _notes(formula, period, events, ask.upto),
        "charts": _charts(formula, zone_rows),
    }
    rows = zone_rows or [_row(population, formula, {})]
    zone_column = (Column("zone", "开发区", width=16),) if zone_rows else ()
    drawn_rows = [*_by_event(population, formula, events), *(_section("按开发区", zone_rows) if zone_rows else ())]
    drawn = Table(columns=(Column("name", "活动、开发区", width=16), *columns), rows=tuple(drawn_rows), **facts)
    table = Table(columns=(*zone_column, *columns), rows=tuple(rows), totals=total, drawn=drawn, **facts)
    return with_reported(connection, table, _reported_scope(events, ask))


def _reported_scope(events: Sequence[HeldEvent], ask: Ask) -> Scope | None:
    """Return what is reported for the rates: those up to the event asked for, else those of the last event's year."""
    scope = scope_of(replace(ask, year=events[-1].year)) if events else None
    return replace(scope, event=events[-1].id) if scope and ask.events else scope


def _events(connection: sa.Connection, ask: Ask) -> Sequence[HeldEvent]:
    """Return every event up to the one asked for; a batch just signed has had no time, so else up to the last but one."""
    on_record = counting.events_on_record(connection, ask.upto)
    if ask.events:
        return [event for event in on_record if (event.year, event.number) <= ask.events.last]
    if ask.year:
        on_record = [event for event in on_record if event.year <= ask.year]
    return on_record[:-1] if len(on_record) > 1 else on_record


def _no_events(ask: Ask) -> str:
    """Return the period as it is printed where no event is to be counted."""
    until = f"{ask.events.last[0]}年及以前" if ask.events else f"{ask.year}年及以前" if ask.year else ""
    return f"{until}尚无活动"


def _columns(formula: RateFormula) -> tuple[Column, ...]:
    columns: list[Column] = []
    for rate in formula.rates:
        group = BATCH_KINDS[rate.denominator.kind] if formula.is_by_batch else rate.label
        for measure in (rate.denominator, rate.numerator):
            nature, unit = ("money", "") if measure.is_money else ("count", "个")
            columns.append(Column(measure.key, measure.label, nature, unit, group))  # type: ignore[arg-type]
        columns.append(Column(rate.key, rate.label, "percent", "%", group))
    return tuple(columns)


def _row(
    population: Population, formula: RateFormula, place: Mapping[str, str], names: Mapping[str, Value] | None = None,
    **drawing: Any,
) -> Row:  # fmt: skip
    cells: dict[str, Value] = dict(names or {})
    records: dict[str, Selection] = {}
    for rate in formula.rates:
        for measure in (rate.denominator, rate.numerator):
            value = population.value(measure, place)
            cells[measure.key] = value if measure.is_money else int(value)
            records[measure.key] = population.selection(measure, place)
        below, above = (population.value(measure, place) for measure in (rate.denominator, rate.numerator))
        cells[rate.key] = above * HUNDRED / below if below else None
        records[rate.key] = population.selection(rate.denominator, place)
    return Row(cells, records, **drawing)


def _by_zone(zones: Mapping[str, str], population: Population, formula: RateFormula) -> list[Row]:
    return [
        _row(population, formula, {"zone": zone}, {"zone": name, "name": name}, adds_to="zone")
        for zone, name in zones.items()
    ]


def _by_event(population: Population, formula: RateFormula, events: Sequence[HeldEvent]) -> Iterable[Row]:
    rows = [_row(population, formula, {"event": event.id}, {"name": event.name}, adds_to="event") for event in events]
    yield from _section("按活动", rows)
    yield _row(population, formula, {}, {"name": "合计·算"}, style="total", adds_to="event")


def _section(name: str, rows: Sequence[Row]) -> Iterable[Row]:
    yield Row({"name": name}, style="section")
    yield from rows


def _charts(formula: RateFormula, zones: Sequence[Row]) -> tuple[Chart, ...]:
    series = tuple(ChartSeries(rate.key, rate.label) for rate in formula.rates)
    by_event = Chart("各次活动三率", "%", "name", series, "event")
    return (by_event, Chart("各开发区三率", "%", "name", series, "zone")) if zones else (by_event,)


def _notes(formula: RateFormula, period: str, events: Sequence[HeldEvent], as_of: str) -> tuple[str, ...]:
    divided = "；".join(map(_divided, formula.rates))
    until = f"；{_until(formula, as_of)}" if as_of else ""
    lent = f"本版没有的{_lent_words(formula.lent)}。" if formula.lent else ""
    return (
        f"公式（{formula.version}）：{divided}。{lent}",
        f"范围：{period}，共 {len(events)} 次活动入批的项目{counting.undated_words(events, as_of)}；"
        f"同一项目同一类别只计首次，增资不另计项目{until}。",
        "预计年产值取活动申报数，未申报的取项目台账；实际年产值取项目台账。",
    )


def _lent_words(lent: Sequence[tuple[str, str]]) -> str:
    """Return which rates follow which other versions: 开工率、投产率按2021版，达效率按个数版."""
    editions: dict[str, list[str]] = {}
    for rate, edition in lent:
        editions.setdefault(edition, []).append(rate)
    return "，".join(f"{'、'.join(rates)}按{edition}" for edition, rates in editions.items())


def _divided(rate: Rate) -> str:
    above, below = rate.numerator, rate.denominator
    ratio = "，为产值之比" if above.is_money and below.is_money else ""
    if above.kind == below.kind:
        return f"{rate.label} = {above.label} ÷ {below.label}（{BATCH_KINDS[below.kind]}）{ratio}"
    kinds = (f"{measure.label}（{BATCH_KINDS[measure.kind]}）" for measure in (above, below))
    return f"{rate.label} = {' ÷ '.join(kinds)}{ratio}"


def _until(formula: RateFormula, as_of: str) -> str:
    has_full = any(measure.of == "full" for rate in formula.rates for measure in (rate.numerator, rate.denominator))
    dated = "开工、投产、达效" if has_full else "开工、投产"
    return f"{dated}按截至{day_words(as_of)}（只填到年、月的按期末），实际年产值按台账现值"
