"""The months of one indicator: what each zone has reported, what is missing or doubtful, and entering what it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.indicators import ZONE_KIND_FLAGS, applies_to
from zonedesk.records.parsing import MONEY_UNITS, fold, is_empty, parse_money
from zonedesk.records.record import Row, not_ahead_of_time
from zonedesk.records.zones import Zone

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.figures.table import Row as FigureRow
    from zonedesk.store.change import Change
    from zonedesk.store.history import Source
    from zonedesk.store.store import Store

READING = KINDS["reading"]
NUMBERS = ("value", "growth", "last_year", "rank")
"""What a reading holds; one in which none of these is left goes."""

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
class Entry:
    """What is to stand in a cell."""

    spot: Spot
    value: Any


@dataclass(frozen=True)
class Fault:
    """Why an entry cannot be saved."""

    spot: Spot
    message: str


def months_words(month: int, is_cumulative: bool = True) -> str:
    """Return what a month's column is called: 1—10月, or 10月 where each month counts for itself."""
    return f"1—{month}月" if is_cumulative and month > 1 else f"{month}月"


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
        """Return what a month's column is called."""
        return months_words(month, self.is_cumulative)

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


def indicators_on_record(store: Store) -> list[Row]:
    """Return the indicators in the order that their catalogue gives them."""
    from zonedesk.store.query import Query, fetch

    with store.reading() as connection:
        return fetch(connection, Query("indicator", order=(("place", False),)))


def read_sheet(store: Store, indicator: Row, year: int, month: int) -> MonthSheet:
    """Return the months of an indicator up to one of a year."""
    from zonedesk.figures.completion import adds_up, year_gone
    from zonedesk.figures.indicator_section import is_extreme

    with store.reading() as connection:
        readings = _readings(connection, indicator, year)
        earlier = _readings(connection, indicator, year - 1)
        return MonthSheet(
            indicator, year, month, tuple(_lines(connection, indicator)), readings,
            earlier={zone: row["value"] for (zone, of), row in earlier.items() if of == month},
            extremes=frozenset(place for place, row in readings.items() if is_extreme(row["growth"])),
            year_gone=year_gone(month), adds_up=adds_up(str(indicator["unit"] or "")),
            **_standings(connection, indicator, year, month),
        )  # fmt: skip


def _standings(connection: sa.Connection, indicator: Row, year: int, month: int) -> dict[str, Any]:
    """Return where zones and city stand, as the summary of indicators has it."""
    from zonedesk.figures.indicator_section import Section
    from zonedesk.figures.readings import Month, ReportedYear

    reported = ReportedYear(connection, Month(year, month))
    section = Section(reported, next(each for each in reported.indicators if each.id == indicator["id"]))
    zones = [standing.zone for standing in section.standings]
    standings: dict[str | None, Standing] = dict(zip(zones, map(_standing, section.zone_rows()), strict=True))
    city, total = section.city_row(), section.total_row()
    return {
        "expected": frozenset(zones),
        "awaited": frozenset(standing.zone for standing in section.missing),
        "standings": standings | ({None: _standing(city)} if city else {}),
        "total": _standing(total) if total else Standing(),
    }


def _standing(row: FigureRow) -> Standing:
    from zonedesk.figures.completion import STATUSES

    cells: Mapping[str, Any] = row.cells
    return Standing(
        cells.get("target"), cells.get("basis") == "growth", cells.get("completion"),
        STATUSES.get(cells.get("status") or "", ""), cells.get("rank"), cells.get("mark") or "",
    )  # fmt: skip


def _readings(connection: sa.Connection, indicator: Row, year: int) -> dict[tuple[str | None, int], Row]:
    from zonedesk.store.query import Query, Where, fetch

    where = (Where("indicator", "is", indicator["id"]), Where("year", "is", Decimal(year)))
    return {(row["zone"], int(row["month"])): row for row in fetch(connection, Query("reading", where))}


def _lines(connection: sa.Connection, indicator: Row) -> list[Line]:
    """Return the zones in the order in which they were entered, those that need not report last."""
    from zonedesk.store.query import Query, fetch

    lines = [_line(zone, indicator) for zone in fetch(connection, Query("zone"))]
    return sorted(lines, key=lambda line: bool(line.outside))


def _line(zone: Row, indicator: Row) -> Line:
    outside = ""
    if not applies_to(indicator, zone["kind"]):
        kinds = Zone.fields["kind"].choices  # type: ignore[attr-defined]
        outside = "非" + "、".join(kinds[kind] for kind, flag in ZONE_KIND_FLAGS.items() if indicator[flag])
    return Line(zone["id"], zone["caption"], zone["name"] or "", outside)


def read_number(sheet: MonthSheet, name: str, text: str, unit: str = "") -> Decimal | None:
    """Return the number that a text stands for: 24.92, 24.92亿元, ６.５％; None for — and nothing. Raises Unreadable.

    Another unit of money than the indicator's, in the text or as `unit` of a whole block, is converted.
    """
    if is_empty(text):
        return None
    plain = fold(text)
    if name in ("value", "last_year"):
        bare = plain.removesuffix(fold(sheet.unit)).strip()
        other_unit = unit not in ("", sheet.unit) or plain[-1] in "亿万千元"
        if sheet.unit in MONEY_UNITS and bare == plain and other_unit:
            return parse_money(plain, unit or sheet.unit) / MONEY_UNITS[sheet.unit]
        plain = bare or plain
    found: Decimal | None = READING.fields[name].parse(plain)
    return found


def enter(store: Store, sheet: MonthSheet, entries: Sequence[Entry], what: str, source: Source = "cell") -> list[Fault]:
    """Save entries as one step: all of them, or none where anything is wrong with one; return what is wrong.

    A reading that is not there yet is made, and one in which no number is left goes.
    """
    together: dict[tuple[str | None, int], dict[str, Any]] = {}
    for entry in entries:
        together.setdefault((entry.spot.zone, entry.spot.month), {})[entry.spot.field] = entry.value
    faults: list[Fault] = []
    with store.change(what, source) as change:
        kept = _readings(change.connection, sheet.indicator, sheet.year)
        for place, values in together.items():
            faults += _enter_one(change, sheet, place, kept.get(place), values)
        if not faults:
            change.commit()
    return faults


def _enter_one(
    change: Change, sheet: MonthSheet, place: tuple[str | None, int], kept: Row | None, values: Mapping[str, Any]
) -> list[Fault]:
    from zonedesk.actions.records import check

    zone, month = place
    at = {"zone": zone, "indicator": sheet.indicator["id"], "year": Decimal(sheet.year), "month": Decimal(month)}
    whole = {**(kept or {}), **at, **values}
    if all(whole.get(name) is None for name in NUMBERS):
        if kept is not None:
            change.delete("reading", [kept["id"]])
        return []
    problems = check(change.connection, "reading", whole)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        names = [name for name in values if name == errors[0].field] or list(values)
        return [Fault(Spot(zone, month, names[0]), errors[0].message)]
    if kept is None:
        change.insert("reading", whole)
    else:
        change.update("reading", kept["id"], values)
    return []


def refusal(sheet: MonthSheet, spot: Spot) -> str:
    """Return why a cell cannot be typed into; the empty text where it can."""
    line = sheet.line_of(spot.zone)
    if line.outside:
        return f"“{sheet.indicator['name']}”不要{line.name}报（{line.outside}）。要它报，请改指标目录里的适用范围"
    return sheet.to_come(spot.month)


def read_entry(sheet: MonthSheet, spot: Spot, text: str) -> Entry:
    """Return the entry that a typed text stands for. Raises Unreadable where it is no number or the cell takes none."""
    refused = refusal(sheet, spot)
    if refused:
        raise Unreadable(refused)
    return Entry(spot, read_number(sheet, spot.field, text))
