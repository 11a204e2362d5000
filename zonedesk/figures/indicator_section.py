"""One indicator in the table of indicators: a row for each zone by its place, the computed total, the reported one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from zonedesk.figures import completion
from zonedesk.figures.completion import Aim, Progress
from zonedesk.figures.ranks import named_places, ranks
from zonedesk.figures.readings import CITY, Indicator, ReportedYear, Standing, added, name_of, selected
from zonedesk.figures.rounding import agreement
from zonedesk.figures.showing import most_decimals
from zonedesk.figures.table import Row, RowStyle, Selection, Value
from zonedesk.figures.trends import trend
from zonedesk.records.indicators import SMALL_BASE, is_extreme
from zonedesk.records.months import month_words

COMPUTED, REPORTED = "合计·算", "合计·报"
OF_A_VALUE = ("target", "basis", "completion", "pace", "status", "mark")
"""What says nothing of a city that reported a growth without its value."""


class Section:
    """The zones in one indicator up to a month; `only` is the zone that was asked for alone."""

    def __init__(self, year: ReportedYear, indicator: Indicator, only: str = "") -> None:
        self.indicator, self._year, self._month = indicator, year, year.month.month
        self._all = year.expected(indicator)
        self.standings = [standing for standing in self._all if only in ("", standing.zone)]
        self.city = None if only or not year.has(indicator, CITY) else year.standing(indicator, CITY)
        self._is_whole = not only
        self._values = {each.zone: each.value for each in self._all if each.value is not None}
        self._growths = {each.zone: each.growth for each in self._all if each.growth is not None}
        self._places = ranks(self._values, indicator.is_down) if len(self._all) > 1 else {}
        self._growth_places = ranks(self._growths, indicator.is_down) if len(self._all) > 1 else {}
        self._named = named_places(self._values, indicator.is_down)
        self._growth_named = named_places(self._growths, indicator.is_down)

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to show."""
        return not self.standings and self.city is None

    @property
    def has_whole(self) -> bool:
        """Whether there is a number for the city as a whole, its own or what the zones add up to."""
        return self.city is not None or self.total_row() is not None

    @property
    def city_has_aim(self) -> bool:
        """Whether the city set itself a target, by which alone it is judged: what the zones aim at may add up to another."""
        return self.city is not None and self.city.target is not None

    @property
    def is_shared(self) -> bool:
        """Whether several zones stand beside each other in it."""
        return len(self.standings) > 1

    @property
    def missing(self) -> list[Standing]:
        """The zones whose month is still awaited."""
        return [standing for standing in self.standings if standing.is_missing]

    @property
    def extremes(self) -> int:
        """How many growths stand on too small a base."""
        shown = [*self.standings, *([self.city] if self.city else [])]
        return sum(is_extreme(standing.growth) for standing in shown)

    @property
    def zone_word(self) -> str:
        """The word that its zones' rows are the parts of."""
        return f"zone:{self.indicator.id}"

    @property
    def month_word(self) -> str:
        """The word of its rows by month."""
        return f"month:{self.indicator.id}"

    # what the rows hold

    def zone_rows(self) -> Iterator[Row]:
        """Give a row for each zone, in the order in which the zones were entered."""
        for standing in self.standings:
            yield self._row(standing, name_of(self._year, standing.zone), adds_to=self.zone_word)

    def alone_row(self) -> Row:
        """Return the row of the only zone, named by the indicator."""
        return self._row(self.standings[0], self.indicator.heading, adds_to=f"only:{self.standings[0].zone}")

    def by_place(self) -> Iterator[Row]:
        """Give the same rows by place, those without a value last."""
        last = len(self._all) + 1
        ordered = sorted(self.standings, key=lambda standing: self._places.get(standing.zone, last))
        return (self._row(each, name_of(self._year, each.zone), adds_to=self.zone_word) for each in ordered)

    def city_row(self) -> Row | None:
        """Return the row of the city's own reading, None where it has none."""
        return self._row(self.city, name_of(self._year, CITY)) if self.city else None

    def total_row(self) -> Row | None:
        """Return what the zones add up to; None for ratios, for one zone alone, and where nothing was reported."""
        if not self._is_whole or not self.indicator.adds_up or len(self._all) < 2 or not self._values:
            return None
        aimed = [standing.value_target for standing in self._all if standing.value_target]
        target = sum((each.value for each in aimed), Decimal(0)) if len(aimed) == len(self._all) else None
        found = self._total_progress(target)
        read = [standing.reading.id for standing in self._all if standing.reading]
        behind = selected("reading", (record for standing in self._all for record in standing.behind_reached))
        absent = len(self._all) - len(self._values)
        is_judged = target is not None and not self.city_has_aim
        months = [reading.id for standing in self._all for reading in standing.readings.values()]
        cells: dict[str, Value] = {
            "value": sum(self._values.values(), Decimal(0)), "target": target, "completion": found.completion,
            "pace": found.pace, "status": found.status if is_judged else "", "months": len(months),
            "mark": f"已报 {len(self._values)}/{len(self._all)} 家" if absent else found.shortfall if is_judged else "",
        }  # fmt: skip
        records = {
            "value": added("reading", "value", read), "target": added("target", "value", (each.id for each in aimed)),
            "completion": behind, "pace": behind, "months": selected("reading", months),
        }  # fmt: skip
        return Row({**self._names(COMPUTED), **cells}, records, "total", self.zone_word)

    def _total_progress(self, target: Decimal | None) -> Progress:
        if target is None or any(standing.is_missing for standing in self._all):
            return Progress("missing")
        reached = sum((standing.reached or Decimal(0) for standing in self._all), Decimal(0))
        return completion.progress(Aim(target, is_down=self.indicator.is_down), reached, self._month)

    def reported_row(self) -> Row | None:
        """Return the city's own reading as it stands under the zones, with how far it is from what they add up to."""
        if self.city is None:
            return None
        if len(self._all) < 2:
            return self._row(self.city, name_of(self._year, CITY), "reported")
        if self.city.value is None and self.city.growth is None:
            return None  # an aim alone: nothing was reported
        row = self._row(self.city, REPORTED, "reported")
        if self.city.value is None:
            return replace(row, cells={key: value for key, value in row.cells.items() if key not in OF_A_VALUE})
        apart = Decimal(0) if self._agreement in ("equal", "rounding") else self._apart
        return replace(row, differences={} if self._agreement is None else {"value": apart})

    @property
    def difference(self) -> str:
        """What to say of the city's own value beside what the zones add up to; nothing where they agree."""
        words = f"{self.indicator.name}：合计·报比合计·算{'多' if self._apart > 0 else '少'} {abs(self._apart):f}"
        if self._agreement == "rounding":
            return f"{words}，为各开发区四舍五入所致。"
        return f"{words}，超出四舍五入的范围，请核对。" if self._agreement == "different" else ""

    @property
    def _apart(self) -> Decimal:
        reported = self.city.value if self.city else None
        return Decimal(0) if reported is None else reported - sum(self._values.values(), Decimal(0))

    @property
    def _agreement(self) -> str | None:
        """How the city's own value agrees with the zones'; None where it cannot be held against them, one being absent.

        A workbook drops the noughts at the end: 266 beside 16.51 and 24.61 was rounded to 266.00.
        """
        value, parts = self.city.value if self.city else None, list(self._values.values())
        if value is None or not self.indicator.adds_up or len(self._all) < 2 or len(parts) < len(self._all):
            return None
        kept = max(-int(number.as_tuple().exponent) for number in (value, *parts))
        return agreement(value, sum(parts, Decimal(0)), max(kept, self.indicator.decimals), len(parts))

    def month_rows(self) -> Iterator[Row]:
        """Give the months of the city, or of the only zone, up to the one asked for."""
        chosen = self.city or (self.standings[0] if len(self.standings) == 1 else None)
        for month, reading in sorted(chosen.readings.items()) if chosen else ():
            name = f"{month}月" if self.indicator.is_monthly else month_words(month)
            behind = selected("reading", [reading.id])
            cells = {"value": reading.value, "growth": reading.growth}
            yield Row({**self._names(name), **cells}, {"value": behind, "growth": behind}, "body", self.month_word)

    def months_heading(self) -> str:
        """Return what stands above the rows by month."""
        whose = "全市" if self.city else name_of(self._year, self.standings[0].zone)
        return f"{self.indicator.heading}　{whose}各月"

    # one row

    def _names(self, name: str) -> dict[str, Value]:
        return {"zone": name, "name": name, "indicator": self.indicator.name, "unit": self.indicator.unit}

    def _row(self, standing: Standing, name: str, style: RowStyle = "body", adds_to: str = "") -> Row:
        found, target = standing.progress, standing.target
        cells: dict[str, Value] = {
            "value": standing.value,
            "growth": standing.growth,
            "target": target.value if target else None,
            "completion": found.completion,
            "rank": self._places.get(standing.zone),
            "status": found.status,
            "trend": trend(standing.growths, self._month),
            "basis": ("growth" if target.is_growth else "value") if target else "",
            "last_year": standing.last_year[0],
            "pace": found.pace,
            "growth_rank": self._growth_places.get(standing.zone),
            "mark": "、".join(self._marks(standing, found)),
            "months": len(standing.readings),
        }
        return Row({**self._names(name), **cells}, self._records(standing), style, adds_to)

    def _records(self, standing: Standing) -> Mapping[str, Selection]:
        own = selected("reading", [standing.reading.id] if standing.reading else [])
        ranked = {each.zone: each.reading.id for each in self._all if each.reading}
        behind = selected("reading", standing.behind_reached)
        records = dict.fromkeys(("value", "growth"), own) | dict.fromkeys(("completion", "pace"), behind)
        records["last_year"] = selected("reading", [standing.last_year[1]])
        records["rank"] = selected("reading", (ranked[zone] for zone in self._places))
        records["growth_rank"] = selected("reading", (ranked[zone] for zone in self._growth_places))
        records["months"] = selected("reading", (reading.id for reading in standing.readings.values()))
        if standing.target:
            records["target"] = selected("target", [standing.target.id])
        return records

    def _marks(self, standing: Standing, found: Progress) -> Iterable[str]:
        if standing.target and standing.target.is_growth:
            yield "增速目标"
        if standing.zone in self._named:
            yield self._named[standing.zone]
        if standing.zone in self._growth_named:
            yield f"增速{self._growth_named[standing.zone]}"
        if found.shortfall:
            yield found.shortfall
        beside = standing.growth_target if standing.value_target else None
        if beside and standing.growth is not None and _falls_short(standing.growth, beside.value, self.indicator):
            yield f"增速低于目标 {beside.value:f}%"
        if is_extreme(standing.growth):
            yield SMALL_BASE


def _falls_short(growth: Decimal, target: Decimal, indicator: Indicator) -> bool:
    return growth > target if indicator.is_down else growth < target


def padded(rows: Iterable[Row], decimals: int) -> Iterator[Row]:
    """Give an indicator's rows with values written to the decimals that it is kept with, growths to as many as any part has.

    No decimal is taken away.
    """
    rows = list(rows)
    growths = most_decimals(row.cells.get("growth") for row in rows if row.style == "body")
    for row in rows:
        aim = growths if row.cells.get("basis") == "growth" else decimals
        kept = {"value": decimals, "target": aim, "last_year": decimals, "growth": growths}
        yield replace(row, cells={key: _at_least(value, kept.get(key, 0)) for key, value in row.cells.items()})


def _at_least(value: Value, decimals: int) -> Value:
    """Return a number written to `decimals` where it has fewer."""
    if not isinstance(value, Decimal) or most_decimals([value]) >= decimals:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals))
