"""The indicators of a year as the figures read them: who is to report what, the targets, and the readings by month."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import completion
from zonedesk.figures.asking import Ask, last_day
from zonedesk.figures.completion import Aim, Progress, adds_up
from zonedesk.figures.table import Selection
from zonedesk.records.indicators import WHOLE_CITY, ZONE_KIND_FLAGS, applies_to
from zonedesk.records.months import month_words
from zonedesk.records.schema import TABLES

INDICATOR, READING, TARGET, ZONE = (TABLES[kind] for kind in ("indicator", "reading", "target", "zone"))

CITY = ""
"""Stands for the city as a whole where a zone's id stands: its readings and targets have no zone."""


@dataclass(frozen=True)
class Month:
    """A month of a year, from January to which everything is reported."""

    year: int
    month: int

    @property
    def words(self) -> str:
        """The period as it is printed: 2023年1—10月, 2023年1月."""
        return f"{self.year}年{month_words(self.month)}"

    @property
    def last_day(self) -> str:
        """Its last day."""
        return last_day(f"{self.year:04}-{self.month:02}")


@dataclass(frozen=True)
class Target:
    """What is to be reached in the year: an amount, or a growth in per cent."""

    id: str
    value: Decimal
    is_growth: bool


@dataclass(frozen=True)
class Reading:
    """What was reported up to a month."""

    id: str
    month: int
    value: Decimal | None
    growth: Decimal | None
    last_year: Decimal | None
    rank: Decimal | None

    @property
    def is_report(self) -> bool:
        """Whether it says what was reached, and not only the rank or what was reached the year before."""
        return self.value is not None or self.growth is not None


@dataclass(frozen=True)
class Indicator:
    """What is reported. `kinds` are the kinds of zones that it is marked for, none where it is for all."""

    id: str
    name: str
    unit: str
    is_monthly: bool  # each reading is of its month alone
    is_down: bool
    decimals: int
    kinds: frozenset[str]

    @property
    def adds_up(self) -> bool:
        """Whether its values can be added up."""
        return adds_up(self.unit)

    @property
    def heading(self) -> str:
        """Its name with its unit: 工业投资（亿元）."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


@dataclass(frozen=True)
class Zone:
    """A zone that reports."""

    id: str
    name: str
    kind: str


class Standing:
    """One zone, or the city, in one indicator: its readings of the year by month, its targets, and how far it has come."""

    def __init__(
        self, indicator: Indicator, zone: str, readings: Mapping[int, Reading], targets: Sequence[Target], month: int,
        before: Reading | None = None,
    ) -> None:  # fmt: skip
        self.indicator, self.zone, self.month, self._before = indicator, zone, month, before
        self.readings = {number: reading for number, reading in readings.items() if number <= month}
        self.growth_target = next((target for target in targets if target.is_growth), None)
        self.value_target = next((target for target in targets if not target.is_growth), None)

    @property
    def target(self) -> Target | None:
        """The target that completion is measured by: the amount where there is one, else the growth."""
        return self.value_target or self.growth_target

    @property
    def reading(self) -> Reading | None:
        """The reading of the month in question."""
        return self.readings.get(self.month)

    @property
    def value(self) -> Decimal | None:
        """The value as reported for the month."""
        return self.reading.value if self.reading else None

    @property
    def growth(self) -> Decimal | None:
        """The growth as reported for the month, in per cent."""
        return self.reading.growth if self.reading else None

    @property
    def last_year(self) -> tuple[Decimal | None, str]:
        """The same month's value of the year before, and the reading that says so: as reported now, else as reported then."""
        if self.reading is not None and self.reading.last_year is not None:
            return self.reading.last_year, self.reading.id
        return (self._before.value, self._before.id) if self._before else (None, "")

    @property
    def latest(self) -> Reading | None:
        """The last report up to the month."""
        months = [month for month, reading in self.readings.items() if reading.is_report]
        return self.readings[max(months)] if months else None

    @property
    def growths(self) -> dict[int, Decimal]:
        """The growth of each month for which one was reported."""
        return {month: reading.growth for month, reading in self.readings.items() if reading.growth is not None}

    @property
    def reached(self) -> Decimal | None:
        """What is held against the target: the growth, the value, or of monthly amounts what the months add up to."""
        if self.target is not None and self.target.is_growth:
            return self.growth
        if not (self.indicator.is_monthly and self.indicator.adds_up) or self.value is None:
            return self.value
        return sum((reading.value for reading in self.readings.values() if reading.value is not None), Decimal(0))

    @property
    def is_missing(self) -> bool:
        """Whether the month is still awaited: no report, or one without the number that its target is about."""
        if self.reading is None or not self.reading.is_report:
            return True
        return self.target is not None and self.reached is None

    @property
    def progress(self) -> Progress:
        """How far it has come to its target."""
        target, indicator, reached = self.target, self.indicator, self.reached
        if self.is_missing:
            return Progress("missing")
        if target is None or reached is None:
            return Progress("no_target")
        is_rate = target.is_growth or not indicator.adds_up
        return completion.progress(Aim(target.value, is_rate, indicator.is_down), reached, self.month)

    @property
    def behind_reached(self) -> list[str]:
        """The ids of the readings that `reached` comes from."""
        if self.indicator.is_monthly and self.indicator.adds_up:
            return [reading.id for reading in self.readings.values()]
        return [self.reading.id] if self.reading else []


class ReportedYear:
    """The indicators, targets and readings of a year up to a month, read once."""

    def __init__(self, connection: sa.Connection, month: Month) -> None:
        self.month = month
        self.zones = _zones(connection)
        self.indicators = _indicators(connection)
        self._targets = _targets(connection, month.year)
        self._readings = _readings(connection, month.year)
        self._before = _readings(connection, month.year - 1)
        self._used = {indicator for _, indicator in (*self._targets, *self._readings)}

    def standing(self, indicator: Indicator, zone: str) -> Standing:
        """Return where a zone, or the city, stands in an indicator."""
        place, month = (zone, indicator.id), self.month.month
        before = self._before.get(place, {}).get(month)
        return Standing(indicator, zone, self._readings.get(place, {}), self._targets.get(place, ()), month, before)

    def has(self, indicator: Indicator, zone: str) -> bool:
        """Return whether a zone, or the city, has a target or a reading of an indicator in the year."""
        place = (zone, indicator.id)
        return place in self._targets or place in self._readings

    def applies(self, indicator: Indicator, zone: Zone) -> bool:
        """Return whether an indicator is for zones of this kind."""
        return applies_to({ZONE_KIND_FLAGS[kind]: True for kind in indicator.kinds}, zone.kind)

    def is_expected(self, indicator: Indicator, zone: Zone) -> bool:
        """Return whether a zone is to report an indicator.

        It must apply to the zone. One that is marked for kinds of zones is expected of all of these once anybody has a target
        or a reading of it in the year; one that is for all, of those zones that have.
        """
        if not self.applies(indicator, zone):
            return False
        return self.has(indicator, zone.id) or (bool(indicator.kinds) and indicator.id in self._used)

    def expected(self, indicator: Indicator) -> list[Standing]:
        """Return where each zone stands that is to report an indicator."""
        return [self.standing(indicator, zone.id) for zone in self.zones.values() if self.is_expected(indicator, zone)]

    def stray(self) -> int:
        """Return how many pairs of zone and indicator have readings though the indicator is not for that zone."""
        return sum(
            not self.applies(indicator, zone)
            for indicator in self.indicators
            for zone in self.zones.values()
            if (zone.id, indicator.id) in self._readings
        )


def selected(kind: str, ids: Iterable[str]) -> Selection:
    """Return the selection of some records by their ids."""
    table = TABLES[kind]
    return Selection(kind, sa.select(table.c.id).where(table.c.id.in_(list(ids))))


def added(kind: str, field: str, ids: Iterable[str]) -> Selection:
    """Return the selection of some records and what each adds in a field; those that hold nothing there are left out."""
    column, record = TABLES[kind].c[field], TABLES[kind].c.id
    conditions = (record.in_(list(ids)), column.is_not(None))
    return Selection(kind, sa.select(record).where(*conditions), sa.select(record, column).where(*conditions))


def month_asked(connection: sa.Connection, ask: Ask) -> Month:
    """Return the month that is asked for: that of the day, as asked, else the latest on record up to what is asked."""
    if ask.as_of:
        return whole_month(ask.as_of)
    if ask.year and ask.month:
        return Month(ask.year, ask.month)
    conditions = [READING.c.year == ask.year] if ask.year else []
    conditions += [READING.c.month == ask.month] if ask.month else []
    latest = sa.select(READING.c.year, READING.c.month).where(*conditions)
    found = connection.execute(latest.order_by(READING.c.year.desc(), READING.c.month.desc()).limit(1)).first()
    if found:
        return Month(int(found.year), int(found.month))
    today = datetime.date.today()
    year = ask.year or today.year
    return Month(year, ask.month or (today.month if year == today.year else 12))


def whole_month(day: str) -> Month:
    """Return the last month that was over by a day."""
    year, month = int(day[:4]), int(day[5:7])
    if day == last_day(day[:7]):
        return Month(year, month)
    return Month(year, month - 1) if month > 1 else Month(year - 1, 12)


def _zones(connection: sa.Connection) -> dict[str, Zone]:
    statement = sa.select(ZONE.c.id, ZONE.c.caption, ZONE.c.kind).order_by(ZONE.c.id)
    return {row.id: Zone(row.id, row.caption, row.kind) for row in connection.execute(statement)}


def _indicators(connection: sa.Connection) -> list[Indicator]:
    """Return the indicators in the order in which they are printed; those without a place come last."""
    order = (INDICATOR.c.place.is_(None), INDICATOR.c.place, INDICATOR.c.id)
    return [_indicator(row) for row in connection.execute(sa.select(INDICATOR).order_by(*order)).mappings()]


def _indicator(row: Mapping[Any, Any]) -> Indicator:
    return Indicator(
        row["id"],
        row["name"],
        row["unit"] or "",
        row["cumulative"] == "month",
        row["direction"] == "down",
        int(row["decimals"] or 0),
        frozenset(kind for kind, flag in ZONE_KIND_FLAGS.items() if row[flag]),
    )


def _targets(connection: sa.Connection, year: int) -> dict[tuple[str, str], list[Target]]:
    found: dict[tuple[str, str], list[Target]] = {}
    for row in connection.execute(sa.select(TARGET).where(TARGET.c.year == year).order_by(TARGET.c.id)):
        place = (row.zone or CITY, row.indicator)
        found.setdefault(place, []).append(Target(row.id, row.value, row.basis == "growth"))
    return found


def _readings(connection: sa.Connection, year: int) -> dict[tuple[str, str], dict[int, Reading]]:
    found: dict[tuple[str, str], dict[int, Reading]] = {}
    for row in connection.execute(sa.select(READING).where(READING.c.year == year).order_by(READING.c.month)):
        reading = Reading(row.id, int(row.month), row.value, row.growth, row.last_year, row.rank)
        found.setdefault((row.zone or CITY, row.indicator), {})[reading.month] = reading
    return found


def name_of(year: ReportedYear, zone: str) -> str:
    """Return a zone's name, or that of the city as a whole."""
    return year.zones[zone].name if zone else WHOLE_CITY
