"""审批服务队伍: how many 领办员 and 代办员 each zone has, how they are trained, and how many cases each agent sees through."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import surely_by
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Table, Value
from zonedesk.figures.tallies import Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.schema import TABLES

MEMBER, TEAM, TRAINING, CASE = (TABLES[kind] for kind in ("team_member", "service_team", "training", "agency_case"))
SHOWN = ("leads", "agents", "total", "trainings", "cases")


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the members in service by zone, their trainings and cases; every zone has a row."""
    period = period_of(ask)
    tallies = Tallies(connection, {**_members(ask), **_work(ask, period)})
    zones = zones_asked(connection, ask)
    totals = _row(tallies, {"zone": "合计·算"}, {}, "total")
    return Table(
        name="teams",
        title=FIGURES["teams"].title,
        period=f"截至{day_words(ask.day)}",
        as_of=ask.upto,
        columns=_columns(),
        rows=tuple(_row(tallies, {"zone": name}, {"zone": zone}) for zone, name in zones.items()),
        totals=totals,
        notes=(*_notes(tallies, ask, period), *nothing_words(totals, "领办代办人员花名册")),
        charts=_charts(),
    )


def _members(ask: Ask) -> dict[str, Tally]:
    keys, source = {"zone": TEAM.c.zone}, MEMBER.join(TEAM, TEAM.c.id == MEMBER.c.team)
    present = _present(ask)
    conditions = {"leads": MEMBER.c.role == "lead", "agents": MEMBER.c.role == "agent", "total": sa.true()}
    conditions["undated"] = MEMBER.c.joined_on.is_(None)
    return {
        name: Tally("team_member", keys, sa.and_(present, condition), source=source)
        for name, condition in conditions.items()
    }


def _present(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that a member is in service: not left by the day, and come by it where a day was asked for."""
    here = sa.or_(MEMBER.c.left_on.is_(None), sa.not_(surely_by(MEMBER.c.left_on, ask.day)))
    here = sa.and_(here, of_zone(TEAM.c.zone, ask))
    if not ask.names_a_day:
        return here
    return sa.and_(here, sa.or_(MEMBER.c.joined_on.is_(None), surely_by(MEMBER.c.joined_on, ask.day)))


def _work(ask: Ask, period: Period) -> dict[str, Tally]:
    """Return the trainings held and the cases accepted in the period."""
    held = sa.and_(of_zone(TEAM.c.zone, ask), period.holds(TRAINING.c.held_on))
    accepted = sa.and_(of_zone(CASE.c.zone, ask), period.holds(CASE.c.accepted_on))
    trained = TRAINING.join(TEAM, TEAM.c.id == TRAINING.c.team)
    return {
        "trainings": Tally("training", {"zone": TEAM.c.zone}, held, source=trained),
        "cases": Tally("agency_case", {"zone": CASE.c.zone}, accepted),
    }


def _columns() -> tuple[Column, ...]:
    return (
        Column("zone", "开发区", width=18),
        Column("leads", "领办员", "count", "人"),
        Column("agents", "代办员", "count", "人"),
        Column("total", "合计", "count", "人"),
        Column("trainings", "业务培训", "count", "次"),
        Column("cases", "领办代办", "count", "件"),
        Column("cases_per_agent", "人均办件", "ratio", "件/人"),
    )


def _row(tallies: Tallies, names: Mapping[str, Value], place: Place, style: RowStyle = "body") -> Row:
    cells, records = tallies.cells(SHOWN, place)
    agents = tallies.value("agents", place)
    cells["cases_per_agent"] = tallies.value("cases", place) / agents if agents else None
    return Row({**names, **cells}, {**records, "cases_per_agent": records["cases"]}, style, "zone")


def _notes(tallies: Tallies, ask: Ask, period: Period) -> tuple[str, ...]:
    undated, total = (int(tallies.value(name, {})) for name in ("undated", "total"))
    unsaid = period.undated_words(undated, total, "人", "上岗时间")
    came = f"上岗时间在{day_words(ask.day)}之后的不计；" if ask.names_a_day else ""
    return (
        "公式：合计 = 领办员 + 代办员；人均办件 = 领办代办事项 ÷ 代办员。",
        f"范围：花名册上在岗的人员{unsaid}；{came}离岗时间在{day_words(ask.day)}及以前的不计；只填到年、月的按期末。",
        f"业务培训、领办代办事项为{period.words}举办和受理的。",
    )


def _charts() -> tuple[Chart, ...]:
    members = (ChartSeries("leads", "领办员"), ChartSeries("agents", "代办员"))
    return (
        Chart("各开发区领办代办人员", "人", "zone", members, "zone", "stacked"),
        Chart("各开发区人均办件", "件/人", "zone", (ChartSeries("cases_per_agent", "人均办件"),), "zone"),
    )
