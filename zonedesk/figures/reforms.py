"""三项改革: by zone the projects on commitment, the standard land transferred, and the cases that teams see through."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.areas import in_mu
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import days_between, is_whole_day
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.showing import most_decimals
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Table, Value
from zonedesk.figures.tallies import Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.schema import TABLES

PROJECT, PLOT, CASE = (TABLES[kind] for kind in ("project", "land_plot", "agency_case"))
SHOWN = ("commitments", "plots", "area", "cases", "finished", "on_time")
HUNDRED = Decimal(100)


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the three reforms by zone; every zone has a row."""
    period = period_of(ask)
    tallies = Tallies(connection, {**_commitments(ask, period), **_land(ask, period), **_cases(ask, period)})
    zones = zones_asked(connection, ask)
    rows = tuple(_row(tallies, {"zone": name}, {"zone": zone}) for zone, name in zones.items())
    totals = _row(tallies, {"zone": "合计·算"}, {}, "total")
    return Table(
        name="reforms",
        title=FIGURES["reforms"].title,
        period=period.words,
        as_of=ask.upto,
        columns=_columns(most_decimals(row.cells["area"] for row in rows)),
        rows=rows,
        totals=totals,
        notes=(*_notes(tallies, ask, period), *nothing_words(totals, "项目、标准地和领办代办事项")),
        charts=_charts(),
    )


def _commitments(ask: Ask, period: Period) -> dict[str, Tally]:
    keys = {"zone": PROJECT.c.zone}
    promised = sa.and_(PROJECT.c.commitment.is_(True), of_zone(PROJECT.c.zone, ask))
    date = PROJECT.c.commitment_on
    return {
        "commitments": Tally("project", keys, sa.and_(promised, period.holds_or_undated(date))),
        "undated_commitments": Tally("project", keys, sa.and_(promised, date.is_(None))),
    }


def _land(ask: Ask, period: Period) -> dict[str, Tally]:
    keys, here, date = {"zone": PLOT.c.zone}, of_zone(PLOT.c.zone, ask), PLOT.c.transferred_on
    transferred = sa.and_(here, date.is_not(None), period.holds(date))
    return {
        "plots": Tally("land_plot", keys, transferred),
        "area": Tally("land_plot", keys, transferred, in_mu(PLOT.c.area, PLOT.c.area_unit)),
        "undated_plots": Tally("land_plot", keys, sa.and_(here, date.is_(None))),
    }


def _cases(ask: Ask, period: Period) -> dict[str, Tally]:
    """Return the cases accepted in the period, and how many of them were finished by its end, how many in time.

    Days can be counted only where both dates are known to the day.
    """
    keys = {"zone": CASE.c.zone}
    accepted = sa.and_(of_zone(CASE.c.zone, ask), period.holds(CASE.c.accepted_on))
    dated = sa.and_(accepted, period.ended_by(CASE.c.finished_on))
    undated = sa.and_(accepted, CASE.c.finished_on.is_(None), CASE.c.status == "done")
    whole = sa.and_(is_whole_day(CASE.c.accepted_on), is_whole_day(CASE.c.finished_on))
    timed = sa.and_(dated, CASE.c.promised_days.is_not(None), whole)
    # Within CASE, since PostgreSQL would try to read 2023-06 as a day in a row that the other conditions leave out.
    taken = sa.case((whole, days_between(CASE.c.accepted_on, CASE.c.finished_on)))
    conditions = {
        "cases": accepted, "finished": sa.or_(dated, undated), "timed": timed,
        "on_time": sa.and_(timed, taken <= CASE.c.promised_days),
    }  # fmt: skip
    return {name: Tally("agency_case", keys, condition) for name, condition in conditions.items()}


def _columns(area_decimals: int) -> tuple[Column, ...]:
    return (
        Column("zone", "开发区", width=18),
        Column("commitments", "承诺制项目", "count", "个"),
        Column("plots", "标准地", "count", "宗", "出让标准地"),
        Column("area", "面积", "number", "亩", "出让标准地", decimals=area_decimals),
        Column("cases", "受理", "count", "件", "领办代办"),
        Column("finished", "已办结", "count", "件", "领办代办"),
        Column("on_time", "按时办结", "count", "件", "领办代办"),
        Column("on_time_rate", "按时办结率", "percent", "%", "领办代办"),
    )


def _row(tallies: Tallies, names: Mapping[str, Value], place: Place, style: RowStyle = "body") -> Row:
    cells, records = tallies.cells(SHOWN, place)
    timed, behind = tallies.cells(("timed", "on_time"), place)
    cells["on_time_rate"] = HUNDRED * timed["on_time"] / timed["timed"] if timed["timed"] else None  # type: ignore[operator]
    return Row({**names, **cells}, {**records, "on_time_rate": behind["timed"]}, style, "zone")


def _charts() -> tuple[Chart, ...]:
    cases = (ChartSeries("cases", "受理"), ChartSeries("finished", "已办结"))
    return (
        Chart("各开发区承诺制项目", "个", "zone", (ChartSeries("commitments", "承诺制项目"),), "zone"),
        Chart("各开发区领办代办事项", "件", "zone", cases, "zone"),
        Chart("各开发区出让标准地面积", "亩", "zone", (ChartSeries("area", "标准地面积"),), "zone"),
    )


def _notes(tallies: Tallies, ask: Ask, period: Period) -> tuple[str, ...]:
    undated, plots, finished, timed = (
        int(tallies.value(name, {})) for name in ("undated_commitments", "undated_plots", "finished", "timed")
    )
    commitments = period.undated_words(undated, int(tallies.value("commitments", {})), "个", "承诺日期")
    land = f"；另有 {plots} 宗未填出让时间，不计" if plots else ""
    until = f"，到{day_words(period.last)}已办结的" if period.last else ""
    unsure = finished - timed
    left = f"；{unsure} 件未填承诺时限，或受理、办结时间没有填到日，不计按时办结率" if unsure else ""
    return (
        f"公式：按时办结率 = 承诺时限（自然日）内办结的 ÷ 有承诺时限的已办结事项{left}。",
        f"范围：{period.words}承诺的承诺制项目{commitments}；期间出让的标准地{land}；"
        f"期间受理的领办代办事项{until}；只填到年、月的日期按期末。",
        "面积折算成亩：1 公顷 = 15 亩，1 平方公里 = 1500 亩，1 亩 = 2000/3 平方米。",
    )
