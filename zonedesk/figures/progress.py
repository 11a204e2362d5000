"""重点项目进度: the milestones of every project that has some: planned, done, late by how many days, on the critical path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
OF_ZONE = ("zone_milestones", "zone_late")
"""The keys of a zone's counts in the drawn form, where the milestones' own rows need no counting."""
BEHIND_ONE = ("late", "percent", *COUNTED)
READ = (
    "id", "project", "name", "department", "percent", "planned_from", "planned_to", "actual_from", "actual_to", "after",
)  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """A project and the network that its milestones make."""

    id: str
    name: str
    zone: str
    zone_name: str
    network: Network

    @property
    def late(self) -> list[str]:
        """The ids of the milestones that are late."""
        return [step.record for step in self.network.late]

    def heading(self) -> str:
        """Return what stands over its milestones: its name, its zone, how many are late, and to which end that leads."""
        found = self.network
        parts = [f"节点 {len(found.steps)} 个", f"超期 {len(self.late)} 个"]
        if found.planned_end:
            parts.append(f"计划 {found.planned_end} 完成")
        if found.delay:
            parts.append(f"预计推迟 {found.delay} 天")
        return f"{self.name}（{self.zone_name}）　{'，'.join(parts)}"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The row of each milestone in its order, the same in the plain form as under the project's heading."""
        return tuple(Row(self._cells(step), StepRecords(step), "body", "milestone") for step in self.network.steps)

    def _cells(self, step: Step) -> dict[str, Value]:
        planned_from, planned_to, actual_from, actual_to = (date or None for date in step.dates)
        return {
            "project": self.name,
            "name": step.name,
            "zone": self.zone_name,
            "milestone": step.name,
            "planned_from": planned_from,
            "planned_to": planned_to,
            "actual_from": actual_from,
            "actual_to": actual_to,
            "late": step.late if planned_to else None,
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
    totals = _counts_row({"project": "合计·算", "name": "合计·算"}, projects, COUNTED, "total")
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
        rows=tuple(row for project in projects for row in project.rows),
        totals=totals,
        drawn=Table(columns=_drawn_columns(), rows=tuple(_drawn(projects, zones)), **facts),
        **facts,
    )


def _projects(connection: sa.Connection, ask: Ask, zones: Mapping[str, str]) -> Iterator[Planned]:
    statement = (
        sa.select(*(MILESTONE.c[name] for name in READ), PROJECT.c.caption, PROJECT.c.zone)
        .join(PROJECT, PROJECT.c.id == MILESTONE.c.project)
        .where(of_zone(PROJECT.c.zone, ask))
        .order_by(MILESTONE.c.id)
    )
    rows: dict[str, list[Mapping[str, Any]]] = {}
    names = (*READ, "project_name", "zone")
    for values in connection.execute(statement):
        row = dict(zip(names, values, strict=True))
        rows.setdefault(row["project"], []).append(row)
    order = {zone: place for place, zone in enumerate(zones)}
    for project, found in sorted(rows.items(), key=lambda one: (order[one[1][0]["zone"]], one[0])):
        name, zone = found[0]["project_name"], found[0]["zone"]
        yield Planned(project, name, zone, zones[zone], network(found, ask.day))


class StepRecords(Mapping[str, Selection]):
    """What stands behind the numbers of one milestone, made only when somebody asks: a table has thousands of rows."""

    __slots__ = ("_late", "_record")

    def __init__(self, step: Step) -> None:
        self._record, self._late = step.record, step.late

    def __getitem__(self, key: str) -> Selection:
        if key not in BEHIND_ONE:
            raise KeyError(key)
        is_it = MILESTONE.c.id == self._record
        own = Selection("milestone", sa.select(MILESTONE.c.id).where(is_it))
        if key == "late":
            return replace(own, adds=sa.select(MILESTONE.c.id, sa.literal(self._late)).where(is_it))
        is_none = key == "late_milestones" and not self._late
        return Selection("milestone", own.ids.where(sa.false())) if is_none else own

    def __iter__(self) -> Iterator[str]:
        return iter(BEHIND_ONE)

    def __len__(self) -> int:
        return len(BEHIND_ONE)


def _counts_row(
    names: Mapping[str, Value], projects: Sequence[Planned], keys: Sequence[str], style: RowStyle = "body"
) -> Row:
    """Return how many milestones some projects have and how many are late, under two keys, and how many projects there are."""
    late = [record for project in projects for record in project.late]
    ids = [project.id for project in projects]
    all_, late_ = keys
    cells: dict[str, Value] = {
        "projects": len(projects),
        all_: sum(len(project.network.steps) for project in projects),
        late_: len(late),
    }
    records = {
        "projects": Selection("project", sa.select(PROJECT.c.id).where(PROJECT.c.id.in_(ids))),
        all_: Selection("milestone", sa.select(MILESTONE.c.id).where(MILESTONE.c.project.in_(ids))),
        late_: Selection("milestone", sa.select(MILESTONE.c.id).where(MILESTONE.c.id.in_(late))),
    }
    return Row({**names, **cells}, records, style, "zone")


def _drawn(projects: Sequence[Planned], zones: Mapping[str, str]) -> Iterable[Row]:
    yield Row({"name": "按开发区"}, style="section")
    for zone, name in zones.items():
        own = [project for project in projects if project.zone == zone]
        if own:
            yield _counts_row({"name": name}, own, OF_ZONE)
    yield _counts_row({"name": "合计·算"}, projects, OF_ZONE, "total")
    for project in projects:
        yield Row({"name": project.heading()}, style="section")
        yield from project.rows


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
        Column("late_milestones", "超期", "count", "个"),
    )


def _drawn_columns() -> tuple[Column, ...]:
    known = {column.key: column for column in _columns()}
    keys = ("department", "planned_from", "planned_to", "actual_from", "actual_to", "percent", "critical", "late")
    counts = (replace(known[key], key=place) for key, place in zip(COUNTED, OF_ZONE, strict=True))
    return (
        Column("name", "项目、节点", width=22),
        *(known[key] for key in keys),
        *(replace(column, group="按开发区") for column in (Column("projects", "项目", "count", "个"), *counts)),
    )


def _dates() -> tuple[Column, ...]:
    return (
        Column("planned_from", "计划开始", "date", width=11),
        Column("planned_to", "计划完成", "date", width=11),
        Column("actual_from", "实际开始", "date", width=11),
        Column("actual_to", "实际完成", "date", width=11),
    )


def _chart() -> Chart:
    series = tuple(ChartSeries(key, words) for key, words in zip(OF_ZONE, ("节点", "超期"), strict=True))
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
        f"范围：有进度节点的项目；超期指晚于计划完成的节点，完成得晚的也计。{as_now}",
        *opened,
    )
