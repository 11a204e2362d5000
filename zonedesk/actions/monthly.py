"""The months of one indicator: reading them, and entering what zones report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zonedesk.actions.monthly_sheet import READING, Line, MonthSheet, Spot, Standing
from zonedesk.errors import Unreadable
from zonedesk.records.indicators import READ_NUMBERS, ZONE_KIND_FLAGS, applies_to, is_extreme
from zonedesk.records.parsing import MONEY_UNITS, fold, is_empty, parse_money
from zonedesk.records.record import Row
from zonedesk.records.zones import Zone

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.figures.table import Row as FigureRow
    from zonedesk.store.change import Change
    from zonedesk.store.history import Source
    from zonedesk.store.store import Store


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


def indicators_on_record(store: Store) -> list[Row]:
    """Return the indicators in the order that their catalogue gives them."""
    from zonedesk.store.query import Query, fetch

    with store.reading() as connection:
        return fetch(connection, Query("indicator", order=(("place", False),)))


def read_sheet(store: Store, indicator: Row, year: int, month: int) -> MonthSheet:
    """Return the months of an indicator up to one of a year."""
    from zonedesk.figures.completion import adds_up, year_gone

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
    faults: list[Fault] = []
    with store.change(what, source) as change:
        kept = _readings(change.connection, sheet.indicator, sheet.year)
        for place, values in _together(entries).items():
            faults += _enter_one(change, sheet, place, kept.get(place), values)
        if not faults:
            change.commit()
    return faults


def reasons_going(sheet: MonthSheet, entries: Sequence[Entry]) -> list[str]:
    """Return which reasons go because the entries leave no number in their readings: 甲区 1—10月的说明“口径调整”."""
    return [
        f"{sheet.line_of(zone).name} {sheet.words(month)}的说明“{sheet.reason(zone, month)}”"
        for (zone, month), values in _together(entries).items()
        if sheet.reason(zone, month) and _is_empty({**sheet.readings[zone, month], **values})
    ]


def _together(entries: Sequence[Entry]) -> dict[tuple[str | None, int], dict[str, Any]]:
    """Return the entries' values by zone and month, and then by field."""
    found: dict[tuple[str | None, int], dict[str, Any]] = {}
    for entry in entries:
        found.setdefault((entry.spot.zone, entry.spot.month), {})[entry.spot.field] = entry.value
    return found


def _is_empty(reading: Mapping[str, Any]) -> bool:
    return all(reading.get(name) is None for name in READ_NUMBERS)


def _enter_one(
    change: Change, sheet: MonthSheet, place: tuple[str | None, int], kept: Row | None, values: Mapping[str, Any]
) -> list[Fault]:
    from zonedesk.actions.records import check

    zone, month = place
    at = {"zone": zone, "indicator": sheet.indicator["id"], "year": Decimal(sheet.year), "month": Decimal(month)}
    whole = {**(kept or {}), **at, **values}
    if _is_empty(whole):
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
