"""审批服务队伍: how many 领办员 and 代办员 each zone has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import surely_by
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table, Value
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.schema import TABLES

MEMBER, TEAM = TABLES["team_member"], TABLES["service_team"]
ROLES = {"leads": "lead", "agents": "agent"}


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the members in service by zone; every zone has a row."""
    present = _present(ask)
    counts = {(row.zone, row.role): row.n for row in connection.execute(_grouped(present))}
    rows = [_row(counts, present, zone, {"zone": name}) for zone, name in zones_asked(connection, ask).items()]
    return Table(
        name="teams",
        title=FIGURES["teams"].title,
        period=f"截至{day_words(ask.day)}",
        as_of=ask.upto,
        columns=(
            Column("zone", "开发区", width=18),
            Column("leads", "领办员", "count", "人"),
            Column("agents", "代办员", "count", "人"),
            Column("total", "合计", "count", "人"),
        ),
        rows=tuple(rows),
        totals=_row(counts, present, None, {"zone": "合计·算"}, "total"),
        notes=_notes(ask),
        charts=(_chart(),),
    )


def _present(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that a member is in service: not left by the day, and come by it where a day was asked for."""
    here = sa.or_(MEMBER.c.left_on.is_(None), sa.not_(surely_by(MEMBER.c.left_on, ask.day)))
    here = sa.and_(here, of_zone(TEAM.c.zone, ask))
    if not ask.names_a_day:
        return here
    return sa.and_(here, sa.or_(MEMBER.c.joined_on.is_(None), surely_by(MEMBER.c.joined_on, ask.day)))


def _grouped(present: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(TEAM.c.zone, MEMBER.c.role, sa.func.count().label("n"))
        .join_from(MEMBER, TEAM, TEAM.c.id == MEMBER.c.team)
        .where(present)
        .group_by(TEAM.c.zone, MEMBER.c.role)
    )


def _row(
    counts: Mapping[tuple[str, str], int], present: sa.ColumnElement[bool], zone: str | None, names: Mapping[str, str],
    style: Any = "body",
) -> Row:  # fmt: skip
    found = {
        key: sum(n for (place, role), n in counts.items() if role == wanted and zone in (None, place))
        for key, wanted in ROLES.items()
    }
    where = [present] if zone is None else [present, TEAM.c.zone == zone]
    members = sa.select(MEMBER.c.id).join(TEAM, TEAM.c.id == MEMBER.c.team).where(*where)
    records = {key: Selection("team_member", members.where(MEMBER.c.role == role)) for key, role in ROLES.items()}
    cells: dict[str, Value] = {**names, **found, "total": sum(found.values())}
    return Row(cells, {**records, "total": Selection("team_member", members)}, style, "zone")


def _notes(ask: Ask) -> tuple[str, ...]:
    came = f"上岗时间在{day_words(ask.day)}之后的不计；" if ask.names_a_day else ""
    return (
        "公式：合计 = 领办员 + 代办员。",
        f"范围：花名册上在岗的人员；{came}离岗时间在{day_words(ask.day)}及以前的不计；只填到年、月的按期末。",
    )


def _chart() -> Chart:
    series = (ChartSeries("leads", "领办员"), ChartSeries("agents", "代办员"))
    return Chart("各开发区领办代办人员", "人", "zone", series, "zone", "stacked")
