"""三化三制: by zone how far the three systems and three ways are, its operating companies, and whom it hired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import done_by
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Table, Value
from zonedesk.figures.tallies import Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.reforms import REFORM_STEPS, THREE_SYSTEMS
from zonedesk.records.schema import TABLES

STEP, COMPANY, HIRE = (TABLES[kind] for kind in ("reform_step", "operating_company", "hire"))
SHOWN = ("systems", "ways", "own", "partner", "companies", "hires")
UNDER_WAY, NOT_BEGUN = "推进中", "否"

Steps = Mapping[tuple[str, str], str]
"""What to say of each zone's step, by zone and kind."""


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return reforms, companies and hires by zone; every zone has a row."""
    period = period_of(ask)
    tallies = Tallies(connection, {**_reforms(ask), **_companies(ask, period), "hires": _hires(ask)})
    steps, zones = _steps(connection, ask), zones_asked(connection, ask)
    totals = _row(tallies, {"zone": "合计·算"}, {}, "total")
    rows = [_row(tallies, {"zone": name, **_systems(steps, zone)}, {"zone": zone}) for zone, name in zones.items()]
    return Table(
        name="operations",
        title=FIGURES["operations"].title,
        period=period.words,
        as_of=ask.upto,
        columns=_columns(),
        rows=tuple(rows),
        totals=totals,
        notes=(*_notes(tallies, ask, period), *nothing_words(totals, "三化三制、运营公司和市场化招聘")),
        charts=_charts(),
    )


def is_done(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that a step is done by the day; one that does not say when is still under way."""
    return done_by(STEP.c.done_on, ask.day) if ask.names_a_day else STEP.c.done_on.is_not(None)


def _reforms(ask: Ask) -> dict[str, Tally]:
    keys = {"zone": STEP.c.zone}
    done = sa.and_(of_zone(STEP.c.zone, ask), is_done(ask))
    is_system = STEP.c.kind.in_(THREE_SYSTEMS)
    return {
        "systems": Tally("reform_step", keys, sa.and_(done, is_system)),
        "ways": Tally("reform_step", keys, sa.and_(done, sa.not_(is_system))),
    }


def company_is_there(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that a company was there in the period; one that does not say since when was."""
    return sa.or_(COMPANY.c.founded_on.is_(None), period_of(ask).ended_by(COMPANY.c.founded_on))


def _companies(ask: Ask, period: Period) -> dict[str, Tally]:
    keys, founded = {"zone": COMPANY.c.zone}, COMPANY.c.founded_on
    here = of_zone(COMPANY.c.zone, ask)
    there = sa.and_(here, company_is_there(ask))
    return {
        "companies": Tally("operating_company", keys, there),
        "own": Tally("operating_company", keys, sa.and_(there, COMPANY.c.mode == "own")),
        "partner": Tally("operating_company", keys, sa.and_(there, COMPANY.c.mode == "partner")),
        "undated": Tally("operating_company", keys, sa.and_(here, founded.is_(None))),
    }


def hired_in_time(ask: Ask) -> sa.ColumnElement[bool]:
    """Return the condition that people were hired in the year asked for, else up to the day's year, else ever."""
    if ask.year:
        return HIRE.c.year == ask.year
    return HIRE.c.year <= int(ask.as_of[:4]) if ask.as_of else sa.true()


def _hires(ask: Ask) -> Tally:
    where = sa.and_(of_zone(HIRE.c.zone, ask), hired_in_time(ask))
    return Tally("hire", {"zone": HIRE.c.zone}, where, HIRE.c["count"])


def _steps(connection: sa.Connection, ask: Ask) -> Steps:
    statement = sa.select(STEP.c.zone, STEP.c.kind, STEP.c.done_on, is_done(ask).label("is_done"))
    return {(row.zone, row.kind): row.done_on if row.is_done else UNDER_WAY for row in connection.execute(statement)}


def _systems(steps: Steps, zone: str) -> dict[str, Value]:
    return {system: steps.get((zone, system), NOT_BEGUN) for system in THREE_SYSTEMS}


def _columns() -> tuple[Column, ...]:
    systems = (Column(system, REFORM_STEPS[system], width=11, group="三制") for system in THREE_SYSTEMS)
    return (
        Column("zone", "开发区", width=16),
        *systems,
        Column("systems", "三制完成", "count", "项", "三制"),
        Column("ways", "三化完成", "count", "项"),
        Column("own", "成立", "count", "家", "运营公司"),
        Column("partner", "合作引入", "count", "家", "运营公司"),
        Column("companies", "合计", "count", "家", "运营公司"),
        Column("hires", "市场化招聘", "count", "人"),
    )


def _row(tallies: Tallies, names: Mapping[str, Any], place: Place, style: RowStyle = "body") -> Row:
    cells, records = tallies.cells(SHOWN, place)
    return Row({**names, **cells}, records, style, "zone")


def _charts() -> tuple[Chart, ...]:
    companies = (ChartSeries("own", "成立"), ChartSeries("partner", "合作引入"))
    return (
        Chart("各开发区运营公司", "家", "zone", companies, "zone", "stacked"),
        Chart("各开发区市场化招聘人员", "人", "zone", (ChartSeries("hires", "市场化招聘"),), "zone"),
    )


def _notes(tallies: Tallies, ask: Ask, period: Period) -> Iterable[str]:
    undated, counted = (int(tallies.value(name, {})) for name in ("undated", "companies"))
    companies = period.undated_words(undated, counted, "家", "成立时间")
    day = f"到{day_words(ask.day)}" if ask.names_a_day else ""
    hired = f"{ask.year}年" if ask.year else f"到{ask.as_of[:4]}年" if ask.as_of else "历年"
    yield "公式：三制完成 = 任期制、聘任制、绩效工资制中已完成的项数；三化完成 = 专业化、市场化、国际化中已完成的项数。"
    yield (
        f"范围：{day}填了完成时间的为已完成，格内为完成时间（只填到年、月的按期末）；在册未填的为“{UNDER_WAY}”，没有的为“{NOT_BEGUN}”；"
        f"{day}在册的运营公司{companies}；{hired}市场化招聘的人员。"
    )
