"""招商引资汇总: by channel what was done to win investment, the leads that came of it, and what was signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Table, Value
from zonedesk.figures.tallies import Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.projects import CHANNELS
from zonedesk.records.schema import TABLES

PROMOTION, LEAD, PARTNER, PROJECT = (TABLES[kind] for kind in ("promotion", "lead", "partner", "project"))
SHOWN = ("activities", "visited", "bodies_visited", "leads", "intents", "signed", "investment", "partners")
PARTNER_CHANNELS = {"intermediary": "market", "alumni": "alumni", "chamber": "chamber"}
INTERESTED = ("intent", "signed")
SIGNED_STAGES = ("signed", "landed", "started", "building", "commissioned", "full")
NO_CHANNEL, NO_ZONE = "未分渠道", "市本级"


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return promotion by channel, or by zone where asked; what has no channel or no zone has a row of its own."""
    period = period_of(ask)
    tallies = Tallies(connection, {**_activities(ask, period), **_won(ask, period), **_partners(ask, period)})
    channels = list(_rows(tallies, "channel", {**CHANNELS, None: NO_CHANNEL}))
    zones = list(_rows(tallies, "zone", {**zones_asked(connection, ask), None: NO_ZONE}))
    by_zone = ask.by == "zone"
    first = Column("zone", "开发区", width=16) if by_zone else Column("channel", "招商渠道", width=14, words=CHANNELS)
    totals = _row(tallies, {first.key: "合计·算"}, {}, "total")
    facts: dict[str, Any] = {
        "name": "promotion",
        "title": FIGURES["promotion"].title,
        "period": period.words,
        "as_of": ask.upto,
        "notes": (*_notes(tallies, period), *nothing_words(totals, "招商活动、线索和项目的招商渠道")),
        "charts": _charts(),
    }
    drawn = Table(
        columns=(Column("name", "招商渠道、开发区", width=18), *_columns()),
        rows=tuple(_drawn_rows(tallies, channels, zones)),
        **facts,
    )
    rows = zones if by_zone else channels
    return Table(columns=(first, *_columns()), rows=tuple(rows), totals=totals, drawn=drawn, **facts)


def _activities(ask: Ask, period: Period) -> dict[str, Tally]:
    keys = {"channel": PROMOTION.c.channel, "zone": PROMOTION.c.zone}
    over = sa.func.coalesce(PROMOTION.c.to, PROMOTION.c["from"])
    here = of_zone(PROMOTION.c.zone, ask)
    held = sa.and_(here, period.holds(over))
    return {
        "activities": Tally("promotion", keys, held),
        "visited": Tally("promotion", keys, held, PROMOTION.c.visited),
        "bodies_visited": Tally("promotion", keys, held, PROMOTION.c.bodies_visited),
        "at_least": Tally("promotion", keys, sa.and_(held, PROMOTION.c.at_least.is_(True))),
        "undated_activities": Tally("promotion", keys, sa.and_(here, over.is_(None))),
    }


def _won(ask: Ask, period: Period) -> dict[str, Tally]:
    """Return the leads, told apart by the activity that they came from, and the projects that were signed."""
    source = LEAD.outerjoin(PROMOTION, PROMOTION.c.id == LEAD.c.promotion)
    zone = sa.func.coalesce(LEAD.c.zone, PROMOTION.c.zone)
    keys = {"channel": PROMOTION.c.channel, "zone": zone}
    found_on = sa.func.coalesce(LEAD.c.found_on, PROMOTION.c.to, PROMOTION.c["from"])
    here = of_zone(zone, ask)
    found = sa.and_(here, period.holds(found_on))
    of_project = {"channel": PROJECT.c.channel, "zone": PROJECT.c.zone}
    ours = of_zone(PROJECT.c.zone, ask)
    won = sa.or_(PROJECT.c.signed_on.is_not(None), PROJECT.c.stage.in_(SIGNED_STAGES))
    signed = sa.and_(ours, won, period.holds(PROJECT.c.signed_on))
    return {
        "leads": Tally("lead", keys, found, source=source),
        "intents": Tally("lead", keys, sa.and_(found, LEAD.c.stage.in_(INTERESTED)), source=source),
        "undated_leads": Tally("lead", keys, sa.and_(here, found_on.is_(None)), source=source),
        "signed": Tally("project", of_project, signed),
        "investment": Tally("project", of_project, signed, PROJECT.c.investment),
        "undated_signed": Tally("project", of_project, sa.and_(ours, won, PROJECT.c.signed_on.is_(None))),
    }


def _partners(ask: Ask, period: Period) -> dict[str, Tally]:
    keys = {"channel": sa.case(PARTNER_CHANNELS, value=PARTNER.c.kind), "zone": PARTNER.c.zone}
    here, undated = of_zone(PARTNER.c.zone, ask), PARTNER.c.agreed_on.is_(None)
    agreed = sa.or_(undated, period.ended_by(PARTNER.c.agreed_on))
    return {
        "partners": Tally("partner", keys, sa.and_(here, agreed)),
        "undated_partners": Tally("partner", keys, sa.and_(here, undated)),
    }


def _columns() -> tuple[Column, ...]:
    return (
        Column("activities", "招商活动", "count", "场"),
        Column("visited", "拜访对接企业", "count", "家"),
        Column("bodies_visited", "走访商会校友会", "count", "家"),
        Column("leads", "招商线索", "count", "条"),
        Column("intents", "意向企业", "count", "家"),
        Column("signed", "签约项目", "count", "个"),
        Column("investment", "总投资", "money"),
        Column("partners", "合作机构", "count", "家"),
    )


def _row(
    tallies: Tallies, names: Mapping[str, Value], place: Place, style: RowStyle = "body", adds_to: str = ""
) -> Row:
    cells, records = tallies.cells(SHOWN, place)
    return Row({**names, **cells}, records, style, adds_to)


def _rows(tallies: Tallies, key: str, names: Mapping[Any, str]) -> Iterable[Row]:
    """Give a row for each channel or zone that has anything."""
    present = tallies.places(key, SHOWN)
    for value, name in names.items():
        if value in present:
            shown = value if key == "channel" and value else name
            # What has no channel or zone would dwarf all others in a chart.
            yield _row(tallies, {key: shown, "name": name}, {key: value}, adds_to=key if value else "")


def _drawn_rows(tallies: Tallies, channels: Iterable[Row], zones: Iterable[Row]) -> Iterable[Row]:
    yield Row({"name": "按招商渠道"}, style="section")
    yield from channels
    yield _row(tallies, {"name": "合计·算"}, {}, "total", "channel")
    yield Row({"name": "按开发区"}, style="section")
    yield from zones


def _charts() -> tuple[Chart, ...]:
    return (
        Chart("各渠道招商线索", "条", "name", (ChartSeries("leads", "招商线索"),), "channel"),
        Chart("各渠道签约项目", "个", "name", (ChartSeries("signed", "签约项目"),), "channel"),
        Chart("各渠道签约项目总投资", "money", "name", (ChartSeries("investment", "总投资"),), "channel"),
    )


def _notes(tallies: Tallies, period: Period) -> tuple[str, ...]:
    at_least, activities, leads, signed = (
        int(tallies.value(name, {})) for name in ("at_least", "undated_activities", "undated_leads", "undated_signed")
    )
    lower = f"；拜访、走访数其中 {at_least} 场为下限（如“80余家”记作 80）" if at_least else ""
    undated = [
        f"{count} {words}"
        for count, words in ((activities, "场活动"), (leads, "条线索"), (signed, "个签约项目"))
        if count
    ]
    left = f"；另有 {'、'.join(undated)}未填时间，不计" if undated and not period.is_open else ""
    unsaid, partners = (int(tallies.value(name, {})) for name in ("undated_partners", "partners"))
    ever = period.undated_words(unsaid, partners, "家", "建立合作的时间")
    return (
        f"公式：意向企业 = 到了意向或签约阶段的线索（按线索台账现状）；线索按来源活动的渠道、签约项目按项目的招商渠道归类{lower}。",
        f"范围：{period.words}的招商活动（按结束时间，未填的按开始时间）、获得的线索（未填时间的按来源活动）、签约的项目{left}；"
        "只填到年、月的日期按期末。",
        f"合作机构为已建立合作的{ever}：中介机构计入{CHANNELS['market']}，校友会计入{CHANNELS['alumni']}，商协会计入{CHANNELS['chamber']}，"
        f"高校院所计入{NO_CHANNEL}。",
    )
