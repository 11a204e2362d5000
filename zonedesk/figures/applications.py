"""调区与特色园区: applications by kind, how they came out and which steps are done; drawn, each of them with its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import surely_by
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Selection, Table, Value
from zonedesk.figures.tallies import EVERYWHERE, Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone
from zonedesk.records.applications import APPLICATION_KINDS, BOUNDARY_STEPS, OUTCOMES
from zonedesk.records.schema import TABLES

APPLICATION, STEP, ENTERPRISE, ZONE = (
    TABLES[kind] for kind in ("application", "application_step", "enterprise", "zone")
)
JOINED = APPLICATION.outerjoin(ENTERPRISE, ENTERPRISE.c.id == APPLICATION.c.enterprise)
PLACE = sa.func.coalesce(APPLICATION.c.zone, ENTERPRISE.c.zone)
STEP_KEYS = dict(zip(("study", "hearing", "consultation", "sent", "reply"), BOUNDARY_STEPS, strict=True))
IS_SO, STEPS_DONE = "√", "已完成的步骤"


@dataclass(frozen=True)
class Applied:
    """One application as it is listed; `steps` are those done, their dates by name."""

    id: str
    kind: str
    name: str
    place: str
    year: int
    outcome: str
    steps: dict[str, str] = field(default_factory=dict)

    @property
    def others(self) -> str:
        """The steps that have no column of their own, with their dates."""
        return "、".join(f"{name} {date}" for name, date in self.steps.items() if name not in BOUNDARY_STEPS)


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return applications by kind; drawn, the list of them follows."""
    tallies = Tallies(connection, _counts(ask))
    applied = _applied(connection, ask)
    kinds = [
        _row(tallies, {"kind": kind, "name": label}, {"kind": kind}, adds_to="kind")
        for kind, label in APPLICATION_KINDS.items()
        if any(each.kind == kind for each in applied)
    ]
    totals = _row(tallies, {"kind": "合计·算"}, EVERYWHERE, "total")
    facts: dict[str, Any] = {
        "name": "applications",
        "title": FIGURES["applications"].title,
        "period": _period(ask),
        "as_of": ask.upto,
        "notes": (*_notes(ask), *nothing_words(totals, "申报事项和申报步骤")),
        "charts": _charts(),
    }
    has_others = any(each.others for each in applied)
    drawn = Table(columns=_drawn_columns(has_others), rows=tuple(_drawn_rows(tallies, kinds, applied)), **facts)
    columns = (
        Column("kind", "类别", width=18, words=APPLICATION_KINDS), Column("count", "申报事项", "count", "项"),
        *_columns("项"),
    )  # fmt: skip
    return Table(columns=columns, rows=tuple(kinds), totals=totals, drawn=drawn, **facts)


def _asked(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that an application is of the year asked for; a day is asked for how things stood on it."""
    year: sa.ColumnElement[bool] = sa.true()
    if ask.upto:
        year = APPLICATION.c.year <= int(ask.upto[:4])
    elif ask.year:
        year = APPLICATION.c.year == ask.year
    return sa.and_(year, of_zone(PLACE, ask))


def _outcome(ask: Ask) -> sa.ColumnElement[str]:
    """Return how an application had come out by the day: what was approved later was still with the province."""
    outcome, approved_on = APPLICATION.c.outcome, APPLICATION.c.approved_on
    if not ask.upto:
        return outcome
    later = sa.and_(outcome == "approved", approved_on.is_not(None), sa.not_(surely_by(approved_on, ask.upto)))
    return sa.case((later, "submitted"), else_=outcome)


def _step_done(ask: Ask) -> sa.ColumnElement[bool]:
    return surely_by(STEP.c.done_on, ask.upto) if ask.upto else STEP.c.done_on.is_not(None)


def _counts(ask: Ask) -> dict[str, Tally]:
    conditions: dict[str, sa.ColumnElement[bool]] = {"count": sa.true()}
    conditions |= {outcome: _outcome(ask) == outcome for outcome in OUTCOMES}
    for key, name in STEP_KEYS.items():
        done = sa.select(STEP.c.application).where(STEP.c.name == name, _step_done(ask))
        conditions[key] = APPLICATION.c.id.in_(done)
    keys, asked = {"kind": APPLICATION.c.kind}, _asked(ask)
    return {
        name: Tally("application", keys, sa.and_(asked, condition), source=JOINED)
        for name, condition in conditions.items()
    }


def _applied(connection: sa.Connection, ask: Ask) -> Sequence[Applied]:
    """Return the applications in the order of their years."""
    a = APPLICATION.c
    place = sa.func.coalesce(ZONE.c.caption, ENTERPRISE.c.name, "")
    columns = (a.id, a.kind, a.name, place, a.year, _outcome(ask))
    source = JOINED.outerjoin(ZONE, ZONE.c.id == a.zone)
    found = connection.execute(sa.select(*columns).select_from(source).where(_asked(ask)).order_by(a.year, a.id))
    applied = {
        record: Applied(record, kind, name, place, int(year), outcome)
        for record, kind, name, place, year, outcome in found
    }
    steps = sa.select(STEP.c.application, STEP.c.name, STEP.c.done_on).where(_step_done(ask))
    for record, name, done_on in connection.execute(steps.order_by(STEP.c.place, STEP.c.id)):
        if record in applied:
            applied[record].steps[name] = done_on
    return list(applied.values())


def _columns(unit: str = "", group_unit: str = "") -> tuple[Column, ...]:
    outcomes = (Column(key, label, "count", unit, f"办理结果{group_unit}") for key, label in OUTCOMES.items())
    steps = (Column(key, name, "count", unit, f"{STEPS_DONE}{group_unit}", 10) for key, name in STEP_KEYS.items())
    return (*outcomes, *steps)


def _drawn_columns(has_others: bool) -> tuple[Column, ...]:
    """Return the columns of the list, which say their unit once, above them: beside each it would take the dates' room."""
    others = (Column("others", "其他步骤", width=16, group=f"{STEPS_DONE}（项）"),) if has_others else ()
    return (
        Column("name", "类别、申报事项", width=26),
        Column("zone", "开发区、企业", width=14),
        Column("year", "年度", width=6),
        *_columns(group_unit="（项）"),
        *others,
    )


def _row(
    tallies: Tallies, names: Mapping[str, Value], place: Place, style: RowStyle = "body", adds_to: str = ""
) -> Row:
    cells, records = tallies.cells(("count", *OUTCOMES, *STEP_KEYS), place)
    return Row({**names, **cells}, records, style, adds_to)


def _drawn_rows(tallies: Tallies, kinds: Iterable[Row], applied: Sequence[Applied]) -> Iterable[Row]:
    yield Row({"name": "按类别"}, style="section")
    yield from kinds
    yield _row(tallies, {"name": "合计·算"}, EVERYWHERE, "total", "kind")
    for kind, label in APPLICATION_KINDS.items():
        listed = [each for each in applied if each.kind == kind]
        if listed:
            yield Row({"name": label}, style="section")
            yield from map(_listed, listed)


def _listed(applied: Applied) -> Row:
    """Return the row of one application: a mark under its outcome, the dates of its steps."""
    itself = Selection("application", sa.select(APPLICATION.c.id).where(APPLICATION.c.id == applied.id))
    dates = {key: applied.steps.get(name) for key, name in STEP_KEYS.items()}
    names: dict[str, Value] = {
        "name": applied.name,
        "zone": applied.place,
        "year": applied.year,
        "others": applied.others,
    }
    steps = {key: _step(applied.id, STEP_KEYS[key]) for key, date in dates.items() if date}
    return Row({**names, applied.outcome: IS_SO, **dates}, {applied.outcome: itself, **steps})


def _step(application: str, name: str) -> Selection:
    ids = sa.select(STEP.c.id).where(STEP.c.application == application, STEP.c.name == name)
    return Selection("application_step", ids)


def _charts() -> tuple[Chart, ...]:
    series = tuple(ChartSeries(outcome, label) for outcome, label in OUTCOMES.items())
    return (Chart("各类申报事项办理结果", "项", "name", series, "kind", "stacked"),)


def _period(ask: Ask) -> str:
    return f"{ask.year}年申报" if ask.year and not ask.upto else f"截至{day_words(ask.day)}"


def _notes(ask: Ask) -> Iterable[str]:
    outcomes = " + ".join(OUTCOMES.values())
    year = f"{ask.upto[:4]}年及以前" if ask.upto else f"{ask.year}年" if ask.year else "历年"
    until = f"；{day_words(ask.upto)}以后批复的仍计为{OUTCOMES['submitted']}，以后完成的步骤不计" if ask.upto else ""
    yield f"公式：申报事项 = {outcomes}；步骤各列为已完成这一步的项数，没有单列的步骤不计。"
    yield f"范围：申报年度为{year}的申报事项，办理结果按台账现状{until}；只填到年、月的日期按期末。"
