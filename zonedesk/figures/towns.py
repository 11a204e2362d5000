"""专业镇资金: by town and year what the province and the city gave, and whether the city matched it 1:1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.showing import number_text
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table, Value
from zonedesk.figures.tallies import EVERYWHERE, Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice
from zonedesk.records.schema import TABLES
from zonedesk.records.towns import TOWN_MATCHING

TOWN, FUNDING = TABLES["town"], TABLES["funding"]
SHOWN = ("province", "match", "special", "city")
MONEY = Column("", "", "money")


@dataclass(frozen=True)
class FundedTown:
    """A town in a year; without a year where it has had nothing yet."""

    id: str
    name: str
    level: str
    year: int | None


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the funds of each town by year; a town that had none has a row all the same."""
    tallies = Tallies(connection, _funds(ask))
    towns = list(_towns(connection, ask, tallies))
    one_year = len({town.year for town in towns if town.year}) <= 1
    totals = _totals(tallies)
    facts: dict[str, Any] = {
        "name": "towns",
        "title": FIGURES["towns"].title,
        "period": f"{ask.year}年" if ask.year else "历年",
        "notes": (*_notes(tallies, towns, ask), *nothing_words(totals, "专业镇和扶持资金")),
        "rows": tuple(_row(tallies, town, one_year) for town in towns),
        "totals": totals,
        "charts": _charts(),
    }
    drawn = Table(columns=(Column("name", "专业镇", width=24), *_columns()), **facts)
    return Table(columns=(Column("town", "专业镇", width=24), *_columns()), drawn=drawn, **facts)


def _funds(ask: Ask) -> dict[str, Tally]:
    """Return the funds of towns: only those of the kind 专业镇配套 are to be matched."""
    source = FUNDING.join(TOWN, TOWN.c.id == FUNDING.c.town)
    keys = {"town": FUNDING.c.town, "year": FUNDING.c.year}
    given = sa.and_(of_zone(TOWN.c.zone, ask), FUNDING.c.year == ask.year if ask.year else sa.true())
    matching = FUNDING.c.kind == TOWN_MATCHING
    province, city = FUNDING.c.province_amount, FUNDING.c.city_amount
    amounts = {
        "province": (sa.true(), province), "to_match": (matching, province), "match": (matching, city),
        "special": (sa.not_(matching), city), "city": (sa.true(), city),
    }  # fmt: skip
    return {
        name: Tally("funding", keys, sa.and_(given, condition), amount, source)
        for name, (condition, amount) in amounts.items()
    }


def _towns(connection: sa.Connection, ask: Ask, tallies: Tallies) -> Iterable[FundedTown]:
    columns = (TOWN.c.id, TOWN.c.name, TOWN.c.level)
    statement = sa.select(*columns).where(of_zone(TOWN.c.zone, ask)).order_by(TOWN.c.id)
    for town, name, level in connection.execute(statement):
        years = sorted(tallies.places("year", SHOWN, {"town": town}))
        for year in years or [ask.year]:
            yield FundedTown(town, name, level, year and int(year))


def _named(town: FundedTown, one_year: bool) -> dict[str, Value]:
    """Return what names a town's row; a chart tells a town's years apart by its name alone."""
    name = town.name if one_year or not town.year else f"{town.name}（{town.year}年）"
    return {"town": town.name, "name": name, "level": town.level, "year": town.year}


def _place(town: FundedTown) -> Place:
    return {"town": town.id, "year": town.year}


def _columns() -> tuple[Column, ...]:
    level = KINDS["town"].fields["level"]
    words = level.choices if isinstance(level, Choice) else None
    return (
        Column("level", "级别", width=8, words=words),
        Column("year", "年度", width=6),
        Column("province", "省级资金", "money"),
        Column("match", "市级配套", "money"),
        Column("matched", "配套比例", width=10),
        Column("special", "市级专项", "money"),
        Column("city", "市级合计", "money"),
    )


def _row(tallies: Tallies, town: FundedTown, one_year: bool) -> Row:
    """Return a town's row; where it had no funds of a kind the cell stays empty, and without any no chart shows it."""
    place = _place(town)
    cells, records = tallies.cells(SHOWN, place)
    given = {key: amount or None for key, amount in cells.items()}
    names = {**_named(town, one_year), "matched": _matched(tallies, place)}
    return Row({**names, **given}, records, adds_to="town" if any(given.values()) else "")


def _totals(tallies: Tallies) -> Row:
    cells, records = tallies.cells(SHOWN, EVERYWHERE)
    return Row({"town": "合计·算", "name": "合计·算", **cells}, records, "total", "town")


def _matched(tallies: Tallies, place: Place) -> str:
    """Return how the city's money stands to the province's: 1:1, 不足, 超过, or — where nothing is to be matched."""
    lacking = _lacking(tallies, place)
    if lacking:
        return "不足" if lacking > 0 else "超过"
    return "1:1" if tallies.value("to_match", place) else "—"


def _lacking(tallies: Tallies, place: Place) -> Decimal:
    return tallies.value("to_match", place) - tallies.value("match", place)


def _charts() -> tuple[Chart, ...]:
    series = (ChartSeries("province", "省级资金"), ChartSeries("match", "市级配套"), ChartSeries("special", "市级专项"))
    return (Chart("各专业镇扶持资金", "money", "name", series, "town"),)


def _notes(tallies: Tallies, towns: Sequence[FundedTown], ask: Ask) -> Iterable[str]:
    yield "公式：配套比例按专业镇配套资金比较，市级配套 = 省级资金为 1:1；其他资金不要求配套，记“—”。市级合计 = 市级配套 + 市级专项。"
    year = f"{ask.year}年" if ask.year else "历年"
    yield f"范围：{year}给专业镇的扶持资金；给企业、产业链的不在表中。市级专项含专业镇专项和其他不要求配套的市级资金。"
    apart = [words for town in towns if (words := _apart(tallies, town))]
    if apart:
        yield f"与省级资金不是 1:1 的：{'、'.join(apart)}。"


def _apart(tallies: Tallies, town: FundedTown) -> str:
    lacking = _lacking(tallies, _place(town))
    if not lacking:
        return ""
    return (
        f"{town.name}（{town.year}年）{'少' if lacking > 0 else '多'} {number_text(abs(lacking), MONEY, '万元')} 万元"
    )
