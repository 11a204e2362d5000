"""三个一批汇总表: how many projects entered each batch of each event, and their investment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures import entries as counting
from zonedesk.figures.asking import Ask, Events, day_words, whole_year
from zonedesk.figures.entries import HeldEvent
from zonedesk.figures.reported import Scope, scope_of, with_reported
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table, Value
from zonedesk.figures.zones import zones_asked
from zonedesk.records.batches import BATCH_KINDS


@dataclass(frozen=True)
class Part:
    """Entries alike of one kind of one event and zone: how many they are and their investment, as the database adds it."""

    event: str
    kind: str
    zone: str
    is_increase: int
    is_repeat: int
    entries: int
    investment: Decimal


class Entries:
    """The counted entries of some events: their sums, and the selection behind each."""

    def __init__(self, connection: sa.Connection, events: Sequence[HeldEvent], ask: Ask) -> None:
        self._plain_sum = ask.plain_sum
        self._counted = counting.counted_entries(events, ask.plain_sum, zone=ask.zone)
        self.parts = [Part(*row) for row in connection.execute(self._grouped())]

    def _grouped(self) -> sa.Select[Any]:
        c = self._counted.entries.c
        keys = (c.event, c.kind, c.zone, c.increase, c.repeat)
        investment = sa.func.coalesce(sa.func.sum(c.investment), 0)
        return sa.select(*keys, sa.func.count(), investment).group_by(*keys)

    def _counts(self, part: Part) -> bool:
        return self._plain_sum or not (part.is_increase or part.is_repeat)

    def _pays(self, part: Part) -> bool:
        return self._plain_sum or bool(part.is_increase) or not part.is_repeat

    @property
    def repeats(self) -> int:
        """How many entries add nothing."""
        return sum(part.entries for part in self.parts if not self._pays(part))

    @property
    def increases(self) -> int:
        """How many entries add their investment and no project."""
        return sum(part.entries for part in self.parts if self._pays(part) and not self._counts(part))

    def chosen(self, **place: str) -> list[Part]:
        """Return the parts of an event, a kind or a zone, or of several of these together."""
        return [part for part in self.parts if all(getattr(part, name) == value for name, value in place.items())]

    def cells(self, keys: tuple[str, str], **place: str) -> tuple[dict[str, Value], dict[str, Selection]]:
        """Return count and investment of a place under two keys, and the records behind them."""
        parts = self.chosen(**place)
        values: dict[str, Value] = {
            keys[0]: sum(part.entries for part in parts if self._counts(part)),
            keys[1]: sum((part.investment for part in parts if self._pays(part)), Decimal(0)),
        }
        return values, dict(zip(keys, self._selections(place), strict=True))

    def _selections(self, place: Mapping[str, str]) -> tuple[Selection, Selection]:
        c = self._counted.entries.c
        conditions = [c[name] == value for name, value in place.items()]
        counted = sa.select(c.id).where(*conditions, self._counted.counts)
        paid = sa.select(c.id).where(*conditions, self._counted.pays)
        adds = sa.select(c.id, c.investment).where(*conditions, self._counted.pays)
        return Selection("batch_entry", counted), Selection("batch_entry", paid, adds)


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the table of events and kinds, a row for each, by zone where asked."""
    asked = _asked(connection, ask)
    events = counting.events_on_record(connection, ask.upto, asked)
    entries = Entries(connection, events, ask)
    zones = zones_asked(connection, ask)
    whole = _named(events, asked)
    facts: dict[str, Any] = {
        "name": "three-batches",
        "title": FIGURES["three-batches"].title,
        "period": whole,
        "as_of": ask.upto,
        "notes": _notes(entries, whole, events, ask),
        "charts": _charts(),
    }
    drawn = Table(columns=_drawn_columns(), rows=tuple(_drawn_rows(entries, events, zones)), **facts)
    rows = _plain_by_zone(entries, events, zones) if ask.by == "zone" else _plain(entries, events)
    table = Table(columns=_plain_columns(bool(ask.by)), rows=tuple(rows), totals=_totals(entries), drawn=drawn, **facts)
    return with_reported(connection, table, _reported_scope(events, asked, ask))


def _asked(connection: sa.Connection, ask: Ask) -> Events:
    if ask.events:
        return ask.events
    if ask.year:
        return whole_year(ask.year)
    on_record = counting.events_on_record(connection, ask.upto)
    return whole_year(on_record[-1].year if on_record else int(ask.day[:4]))


def _reported_scope(events: Sequence[HeldEvent], asked: Events, ask: Ask) -> Scope | None:
    """Return what is reported for the events shown: a single one, or all of a year."""
    if ask.zone or ask.plain_sum or not events:
        return None
    if asked.is_whole_years and asked.first[0] == asked.last[0]:
        return scope_of(replace(ask, year=asked.first[0]))
    return Scope(events[0].year, event=events[0].id) if len(events) == 1 else None


def _named(events: Sequence[HeldEvent], asked: Events) -> str:
    if not events:
        return asked.name
    ends = ((event.year, event.number) for event in (events[0], events[-1]))
    return Events(*ends).name


def _notes(entries: Entries, period: str, events: Sequence[HeldEvent], ask: Ask) -> tuple[str, ...]:
    rule = "同一项目同一类别只计首次，增资只计增加额"
    left = "".join(
        (
            f"；重复入批 {entries.repeats} 条未计" if entries.repeats else "",
            f"；增资 {entries.increases} 条只计金额" if entries.increases else "",
        )
    )
    if ask.plain_sum:
        rule, left = "每条入批记录都计一个项目和全部投资，重复的也计", ""
    undated = counting.undated_words(events, ask.upto)
    until = f"，截至{day_words(ask.upto)}{'' if undated else '已举办的'}" if ask.upto else ""
    return (
        f"口径：总投资按活动申报口径；{rule}{left}。",
        "公式：合计 = 签约一批 + 开工一批 + 投产一批。",
        f"范围：{period}{until}，共 {len(events)} 次活动{undated}。",
    )


def _charts() -> tuple[Chart, ...]:
    series = tuple(ChartSeries(f"{kind}_investment", label.removesuffix("一批")) for kind, label in BATCH_KINDS.items())
    return (
        Chart("各次活动总投资", "money", "name", series, "event"),
        Chart("各开发区总投资", "money", "name", series, "zone", "stacked"),
    )


def _plain_columns(by_zone: bool) -> tuple[Column, ...]:
    zone = (Column("zone", "开发区", width=16),) if by_zone else ()
    return (
        Column("year", "年度", width=6),
        Column("number", "次数", width=6),
        *zone,
        Column("kind", "类别", width=10, words=BATCH_KINDS),
        Column("count", "项目数", "count", "个"),
        Column("investment", "总投资", "money"),
    )


def _plain(entries: Entries, events: Sequence[HeldEvent]) -> Iterable[Row]:
    for event in events:
        for kind in BATCH_KINDS:
            cells, records = entries.cells(("count", "investment"), event=event.id, kind=kind)
            yield Row({"year": event.year, "number": event.number, "kind": kind, **cells}, records)


def _plain_by_zone(entries: Entries, events: Sequence[HeldEvent], zones: Mapping[str, str]) -> Iterable[Row]:
    present = {(part.event, part.kind, part.zone) for part in entries.parts}
    for event in events:
        for kind in BATCH_KINDS:
            for zone, name in zones.items():
                if (event.id, kind, zone) not in present:
                    continue
                cells, records = entries.cells(("count", "investment"), event=event.id, kind=kind, zone=zone)
                yield Row({"year": event.year, "number": event.number, "zone": name, "kind": kind, **cells}, records)


def _totals(entries: Entries) -> Row:
    overall, behind = entries.cells(("count", "investment"))
    cells, records = _across(entries)
    return Row({"year": "合计·算", **overall, **cells}, {**behind, **records}, "total")


def _drawn_columns() -> tuple[Column, ...]:
    groups = {**BATCH_KINDS, "total": "合计"}
    pairs = (
        (
            Column(f"{kind}_count", "项目数", "count", "个", group),
            Column(f"{kind}_investment", "总投资", "money", "", group),
        )
        for kind, group in groups.items()
    )
    return (Column("name", "活动、开发区", width=16), *(column for pair in pairs for column in pair))


def _across(entries: Entries, **place: str) -> tuple[dict[str, Value], dict[str, Selection]]:
    """Return the cells of one drawn row: each kind, then all of them."""
    cells, records = entries.cells(("total_count", "total_investment"), **place)
    for kind in BATCH_KINDS:
        more, behind = entries.cells((f"{kind}_count", f"{kind}_investment"), kind=kind, **place)
        cells.update(more)
        records.update(behind)
    return cells, records


def _drawn_rows(entries: Entries, events: Sequence[HeldEvent], zones: Mapping[str, str]) -> Iterable[Row]:
    one_year = len({event.year for event in events}) == 1
    yield Row({"name": "按活动"}, style="section")
    for event in events:
        cells, records = _across(entries, event=event.id)
        name = event.name.removeprefix(f"{event.year}年") if one_year else event.name
        yield Row({"name": name, **cells}, records, adds_to="event")
    cells, records = _across(entries)
    yield Row({"name": "合计·算", **cells}, records, "total", "event")
    yield Row({"name": "按开发区"}, style="section")
    rows = [(name, *_across(entries, zone=zone)) for zone, name in zones.items()]
    for name, cells, records in sorted(rows, key=lambda row: -row[1]["total_investment"]):  # type: ignore[operator]
        yield Row({"name": name, **cells}, records, adds_to="zone")
