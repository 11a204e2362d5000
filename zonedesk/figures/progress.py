"""重点项目进度: the milestones of every project that has some: planned, done, late by how many days, on the critical path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.network import Network, Step, network
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Selection, Table, Value
from zonedesk.figures.tallies import nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.fields import Flag
from zonedesk.records.schema import TABLES

MILESTONE, PROJECT = TABLES["milestone"], TABLES["project"]
CRITICAL = Flag(label="关键")
COUNTED = ("milestones", "late_milestones")


@dataclass(frozen=True)
class Planned:
    """A project with its milestones and the network that they make."""

    id: str
    name: str
    zone: str
    zone_name: str
    rows: Mapping[str, Mapping[str, Any]]  # milestones by id
    network: Network

    @property
    def late(self) -> list[str]:
        """The ids of the milestones that are late."""
        return [step.record for step in self.network.late]

    def heading(self) -> str:
        """Return what stands over its milestones: its name, its zone, how many are late, and to which end that leads."""
        found = self.network
        parts = [f"节点 {len(found.steps)} 个", f"逾期 {len(self.late)} 个"]
        if found.planned_end:
            parts.append(f"计划 {found.planned_end} 完成")
        if found.delay:
            parts.append(f"预计推迟 {found.delay} 天")
        return f"{self.name}（{self.zone_name}）　{'，'.join(parts)}"

    def step_rows(self) -> Iterator[Row]:
        """Give the row of each milestone in its order."""
        for step in self.network.steps:
            yield Row(self._cells(step), _records_of_one(step), "body", "milestone")

    def drawn_rows(self) -> Iterator[Row]:
        """Give the row of each milestone as it stands under the project's heading, where each needs no counting."""
        for row in self.step_rows():
            cells = {key: value for key, value in row.cells.items() if key not in COUNTED}
            yield replace(row, cells={**cells, "name": cells["milestone"]})

    def _cells(self, step: Step) -> dict[str, Value]:
        row, day = self.rows[step.record], self.network.day.isoformat()
        return {
            "project": self.name,
            "zone": self.zone_name,
            "milestone": step.name,
            "planned_from": row["planned_from"],
            "planned_to": row["planned_to"],
            "actual_from": _happened(row["actual_from"], day),
            "actual_to": _happened(row["actual_to"], day),
            "late": step.late if row["planned_to"] else None,
            "critical": CRITICAL.show(step.is_critical),
            "percent": step.percent,
            "department": step.department or None,
            "milestones": 1,
            "late_milestones": int(step.is_late),
        }


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the milestones of all projects that have some, in the order of the zones; then the zones' counts."""
    zones = zones_asked(connection, ask)
    projects = list(_projects(connection, ask, zones))
    totals = _counts_row({"project": "合计·算", "name": "合计·算"}, projects, "total")
    facts: dict[str, Any] = {
        "name": "progress",
        "title": FIGURES["progress"].title,
        "period": f"截至{day_words(ask.day)}",
        "as_of": ask.upto,
        "notes": (*_notes(projects, ask), *nothing_words(totals, "项目的进度节点")),
        "charts": (_chart(),),
    }
    return Table(
        columns=_columns(),
        rows=tuple(row for project in projects for row in project.step_rows()),
        totals=totals,
        drawn=Table(columns=_drawn_columns(), rows=tuple(_drawn(projects, zones)), **facts),
        **facts,
    )


def _projects(connection: sa.Connection, ask: Ask, zones: Mapping[str, str]) -> Iterator[Planned]:
    statement = (
        sa.select(MILESTONE, PROJECT.c.caption.label("project_name"), PROJECT.c.zone)
        .join(PROJECT, PROJECT.c.id == MILESTONE.c.project)
        .where(of_zone(PROJECT.c.zone, ask))
        .order_by(MILESTONE.c.id)
    )
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in connection.execute(statement).mappings():
        rows.setdefault(row["project"], []).append(dict(row))
    order = {zone: place for place, zone in enumerate(zones)}
    for project, found in sorted(rows.items(), key=lambda one: (order[one[1][0]["zone"]], one[0])):
        first = found[0]
        whole = network(found, ask.day)
        name, zone = first["project_name"], first["zone"]
        yield Planned(project, name, zone, zones[zone], {row["id"]: row for row in found}, whole)


def _happened(date: str | None, day: str) -> str | None:
    """Return a date, unless it begins after the day."""
    return date if date and date <= day else None


def _records_of_one(step: Step) -> dict[str, Selection]:
    is_it = MILESTONE.c.id == step.record
    own = Selection("milestone", sa.select(MILESTONE.c.id).where(is_it))
    days = replace(own, adds=sa.select(MILESTONE.c.id, sa.literal(step.late)).where(is_it))
    late = own if step.is_late else Selection("milestone", own.ids.where(sa.false()))
    return {"late": days, "percent": own, "milestones": own, "late_milestones": late}


def _counts_row(names: Mapping[str, Value], projects: Sequence[Planned], style: RowStyle, adds_to: str = "zone") -> Row:
    late = [record for project in projects for record in project.late]
    ids = [project.id for project in projects]
    cells: dict[str, Value] = {
        "projects": len(projects),
        "milestones": sum(len(project.rows) for project in projects),
        "late_milestones": len(late),
    }
    records = {
        "projects": Selection("project", sa.select(PROJECT.c.id).where(PROJECT.c.id.in_(ids))),
        "milestones": Selection("milestone", sa.select(MILESTONE.c.id).where(MILESTONE.c.project.in_(ids))),
        "late_milestones": Selection("milestone", sa.select(MILESTONE.c.id).where(MILESTONE.c.id.in_(late))),
    }
    return Row({**names, **cells}, records, style, adds_to)


def _drawn(projects: Sequence[Planned], zones: Mapping[str, str]) -> Iterable[Row]:
    yield Row({"name": "按开发区"}, style="section")
    for zone, name in zones.items():
        own = [project for project in projects if project.zone == zone]
        if own:
            yield _counts_row({"name": name}, own, "body")
    yield _counts_row({"name": "合计·算"}, projects, "total")
    for project in projects:
        yield Row({"name": project.heading()}, style="section")
        yield from project.drawn_rows()


def _columns() -> tuple[Column, ...]:
    return (
        Column("project", "项目", width=30),
        Column("zone", "开发区", width=16),
        Column("milestone", "节点", width=20),
        *_dates(),
        Column("late", "晚", "number", "天"),
        Column("critical", "关键", width=6),
        Column("percent", "完成比例", "number", "%"),
        Column("department", "责任部门", width=16),
        Column("milestones", "节点", "count", "个"),
        Column("late_milestones", "逾期", "count", "个"),
    )


def _drawn_columns() -> tuple[Column, ...]:
    known = {column.key: column for column in _columns()}
    keys = ("department", "planned_from", "planned_to", "actual_from", "actual_to", "percent", "critical", "late")
    counts = (Column("projects", "项目", "count", "个"), *(known[key] for key in COUNTED))
    return (
        Column("name", "项目、节点", width=22),
        *(known[key] for key in keys),
        *(replace(column, group="按开发区") for column in counts),
    )


def _dates() -> tuple[Column, ...]:
    return (
        Column("planned_from", "计划开始", "date", width=11),
        Column("planned_to", "计划完成", "date", width=11),
        Column("actual_from", "实际开始", "date", width=11),
        Column("actual_to", "实际完成", "date", width=11),
    )


def _chart() -> Chart:
    series = (ChartSeries("milestones", "节点"), ChartSeries("late_milestones", "逾期"))
    return Chart("各开发区重点项目节点", "个", "name", series, "zone")


def _notes(projects: Sequence[Planned], ask: Ask) -> tuple[str, ...]:
    day = day_words(ask.day)
    as_now = f"完成比例没有日期，按现状；{day}以后的实际时间不计。" if ask.names_a_day else ""
    circles = [
        f"{project.name}（{'、'.join(project.network.circle)}）" for project in projects if project.network.circle
    ]
    opened = (f"前置节点绕成一圈的，圈内的前置不计，请改正：{'；'.join(circles)}。",) if circles else ()
    return (
        f"公式：晚 = 到{day}（已完成的到实际完成之日）超过计划完成时间的天数；只填到年、月的按期末。"
        "关键 = 计划工期之和最长、通到最后完成节点的线路上的节点。",
        f"范围：有进度节点的项目；逾期指晚于计划完成的节点，完成得晚的也计。{as_now}",
        *opened,
    )
