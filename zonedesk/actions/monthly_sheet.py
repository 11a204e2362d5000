"""One indicator's months as data: what each zone has reported, and what of it is missing or doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from zonedesk.records import KINDS
from zonedesk.records.months import month_words
from zonedesk.records.record import Row, not_ahead_of_time

READING = KINDS["reading"]
COMPUTED, REPORTED = "全市合计·算", "全市合计·报"


@dataclass(frozen=True)
class Line:
    """A zone, or the city's own reading where `zone` is None. `outside` says of which kind it is where it need not report."""

    zone: str | None
    name: str
    full_name: str = ""
    outside: str = ""


@dataclass(frozen=True)
class Spot:
    """One cell: a field of the reading of a zone, or of the city, for a month."""

    zone: str | None
    month: int
    field: str


@dataclass(frozen=True)
class Standing:
    """Where a zone stands against its target at the end of a month; percentages are in per cent."""

    target: Decimal | None = None
    is_growth: bool = False  # whether the target is a growth in per cent
    completion: Decimal | None = None
    status: str = ""
    rank: int | None = None
    mark: str = ""


@dataclass(frozen=True)
class Doubt:
    """A number that should be looked at again: it may stand as it is once a reason is given."""

    spot: Spot
    message: str


@dataclass(frozen=True)
class MonthSheet:
    """One indicator in one year up to the month in force, as it is kept."""

    indicator: Row
    year: int
    month: int
    lines: tuple[Line, ...]  # the zones; the city's own reading is `city`
    readings: Mapping[tuple[str | None, int], Row]
    earlier: Mapping[str | None, Decimal] = field(default_factory=dict)  # the same month's values of the year before
    expected: frozenset[str] = frozenset()  # the zones that are to report it this year
    awaited: frozenset[str] = frozenset()  # those of them that have not for the month in force
    extremes: frozenset[tuple[str | None, int]] = frozenset()  # whose growth stands on too small a base
    standings: Mapping[str | None, Standing] = field(default_factory=dict)
    total: Standing = Standing()
    year_gone: Decimal = Decimal(0)
    adds_up: bool = True

    city = Line(None, REPORTED)

    @property
    def unit(self) -> str:
        """The indicator's unit, in which its values are typed and shown."""
        return str(self.indicator["unit"] or "")

    @property
    def is_cumulative(self) -> bool:
        """Whether a value counts from January on."""
        return bool(self.indicator["cumulative"] != "month")

    @property
    def asked(self) -> list[Line]:
        """The zones that are to report."""
        return [line for line in self.lines if line.zone in self.expected]

    def words(self, month: int) -> str:
        """Return what a month's column is called: 1—10月, or 10月 where each month counts for itself."""
        return month_words(month) if self.is_cumulative else f"{month}月"

    def label(self, name: str) -> str:
        """Return what a field is called."""
        if name == "value" and not self.is_cumulative:
            return "当月值"
        return {"growth": "增速", "last_year": "上年同期"}.get(name) or READING.fields[name].label

    def place(self, spot: Spot) -> str:
        """Return a cell's place in words: 祁县经开区 1—10月 累计值."""
        return f"{self.line_of(spot.zone).name} {self.words(spot.month)} {self.label(spot.field)}"

    def line_of(self, zone: str | None) -> Line:
        """Return the line of a zone, or of the city."""
        return next((line for line in self.lines if line.zone == zone), self.city)

    def number(self, spot: Spot) -> Decimal | None:
        """Return what is kept in a cell."""
        found: Decimal | None = self.readings.get((spot.zone, spot.month), {}).get(spot.field)
        return found

    def last_year(self, zone: str | None) -> Decimal | None:
        """Return the value of the same month of the year before: as stated with the reading, else as reported then."""
        stated = self.number(Spot(zone, self.month, "last_year"))
        return self.earlier.get(zone) if stated is None else stated

    @cached_property
    def _collected(self) -> set[tuple[int, str]]:
        """The months and fields that anybody has reported."""
        return {
            (month, name)
            for (_, month), row in self.readings.items()
            for name in ("value", "growth")
            if row[name] is not None
        }

    def is_expected(self, month: int, name: str) -> bool:
        """Return whether zones are to report a field for a month: that in force, or one that others have reported.

        An indicator of which nobody ever states a growth, or a value, is not asked for it.
        """
        fields = {name for _, name in self._collected} or {"value", "growth"}
        return name in fields and (month == self.month or (month < self.month and (month, name) in self._collected))

    def is_missing(self, spot: Spot) -> bool:
        """Return whether a zone is to report a number and has not."""
        return spot.zone in self.expected and self.number(spot) is None and self.is_expected(spot.month, spot.field)

    @cached_property
    def missing(self) -> list[Spot]:
        """The cells of the month in force that are missing, in the order of the lines."""
        spots = [Spot(line.zone, self.month, name) for line in self.asked for name in ("value", "growth")]
        return [spot for spot in spots if self.is_missing(spot)]

    @property
    def lacking(self) -> list[Line]:
        """The zones that have not reported for the month in force."""
        return [line for line in self.lines if line.zone in self.awaited]

    @property
    def halves(self) -> list[Line]:
        """The zones that have reported for the month in force, but not both value and growth."""
        zones = {spot.zone for spot in self.missing} - self.awaited
        return [line for line in self.lines if line.zone in zones]

    def computed(self, month: int) -> Decimal | None:
        """Return the sum of the zones' values; None where there is none, or values do not add up."""
        parts = self.parts(month)
        return sum(parts, Decimal(0)) if parts and self.adds_up else None

    def parts(self, month: int) -> list[Decimal]:
        """Return the zones' values of a month."""
        values = (self.number(Spot(line.zone, month, "value")) for line in self.lines)
        return [value for value in values if value is not None]

    def is_extreme(self, spot: Spot) -> bool:
        """Return whether a growth is beyond what says anything: the year before was next to nothing."""
        return spot.field == "growth" and (spot.zone, spot.month) in self.extremes

    def agreement(self, month: int) -> str:
        """Return equal, rounding or different for the city's own value beside the sum; nothing where one zone is absent."""
        from zonedesk.figures.rounding import agreement

        stated, parts = self.number(Spot(None, month, "value")), self.parts(month)
        if stated is None or not self.adds_up or len(parts) < max(2, len(self.expected)):
            return ""
        kept = max(-int(number.as_tuple().exponent) for number in (stated, *parts))
        decimals = max(kept, int(self.indicator["decimals"] or 0))
        return agreement(stated, sum(parts, Decimal(0)), decimals, len(parts))

    @cached_property
    def growth_decimals(self) -> dict[str | None, int]:
        """The most decimals that the growths of each line have: 6.02 and 6.2 stand under each other as 6.02 and 6.20."""
        found: dict[str | None, int] = {}
        for (zone, _), row in self.readings.items():
            if row["growth"] is not None:
                found[zone] = max(found.get(zone, 0), -int(row["growth"].as_tuple().exponent))
        return found

    def reason(self, zone: str | None, month: int) -> str:
        """Return the reason that was given for a reading."""
        return str(self.readings.get((zone, month), {}).get("reason") or "")

    @cached_property
    def doubts(self) -> list[Doubt]:
        """The numbers to be looked at again, the latest month first; one with a reason is settled."""
        order = {line.zone: place for place, line in enumerate(self.lines)}
        ordered = sorted(self.readings.items(), key=lambda item: (-item[0][1], order.get(item[0][0], len(order))))
        return [
            Doubt(Spot(zone, month, problem.field), problem.message)
            for (zone, month), row in ordered
            if not row["reason"] and month <= self.month
            for problem in [*READING.problems(row), *READING.problems_beside(row, _Beside(self))]
            if problem.severity == "warning"
        ]

    def doubt_at(self, spot: Spot) -> Doubt | None:
        """Return the doubt about a cell, or None."""
        return next((doubt for doubt in self.doubts if doubt.spot == spot), None)

    def to_come(self, month: int) -> str:
        """Return the sentence that refuses a month that is still to come; the empty text for one that is not."""
        row = {"year": self.year, "month": month}
        return next((problem.message for problem in not_ahead_of_time(READING, row)), "")


class _Beside:
    """The readings of a sheet, for the checks beside them."""

    def __init__(self, sheet: MonthSheet) -> None:
        self._sheet = sheet

    def row(self, kind: str, record: str) -> Row | None:
        """Return the sheet's indicator."""
        return self._sheet.indicator if kind == "indicator" and record == self._sheet.indicator["id"] else None

    def find(self, kind: str, values: Mapping[str, Any]) -> Row | None:
        """Return the sheet's reading of a zone and month."""
        return self._sheet.readings.get((values["zone"], int(values["month"]))) if kind == "reading" else None

    def changes(self, kind: str, values: Mapping[str, Any], name: str) -> bool:
        """Return whether a month is looked at itself: those up to the sheet's are."""
        return int(values["month"]) <= self._sheet.month
