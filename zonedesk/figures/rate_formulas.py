"""How the three rates divide: the built-in formula, and the editions that an office has entered beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zonedesk.errors import Mendable
from zonedesk.figures.asking import last_day
from zonedesk.figures.days import surely_by
from zonedesk.records.batches import BATCH_KINDS
from zonedesk.records.parsing import plain
from zonedesk.records.reckoning import AMOUNTS, MEASURES
from zonedesk.records.schema import TABLES

FORMULA = TABLES["rate_formula"]


@dataclass(frozen=True)
class Measure:
    """What is counted or added up of one batch kind's entries: the key and label of its column, and one of MEASURES."""

    key: str
    label: str
    kind: str
    of: str

    @property
    def is_money(self) -> bool:
        """Whether it adds up output."""
        return self.of in AMOUNTS


@dataclass(frozen=True)
class Rate:
    """One rate: numerator ÷ denominator, in per cent."""

    key: str
    label: str
    numerator: Measure
    denominator: Measure


@dataclass(frozen=True)
class RateFormula:
    """How the three rates divide, under the version by which a printed table can be worked out again.

    `lent` names the rates that the version does not say, each with the version that does.
    """

    version: str
    rates: tuple[Rate, ...]
    lent: tuple[tuple[str, str], ...] = ()

    @property
    def is_by_batch(self) -> bool:
        """Whether each rate is about one batch kind of its own, so that its columns can stand under the kind's name."""
        kinds = {measure.kind for rate in self.rates for measure in (rate.numerator, rate.denominator)}
        pure = all(rate.numerator.kind == rate.denominator.kind for rate in self.rates)
        return pure and len(kinds) == len(self.rates)


BUILT_IN = RateFormula(
    "2021版",
    (
        Rate(
            "start_rate", "开工率",
            Measure("started", "已开工", "signing", "started"), Measure("signed", "签约", "signing", "entries"),
        ),
        Rate(
            "commission_rate", "投产率",
            Measure("commissioned", "已投产", "start", "commissioned"), Measure("begun", "开工", "start", "entries"),
        ),
        Rate(
            "output_rate", "达效率",
            Measure("output_actual", "实际产值", "commissioning", "actual"),
            Measure("output_expected", "预计产值", "commissioning", "expected"),
        ),
    ),
)  # fmt: skip
"""The formula of the public notices of 2021, in force where no other is."""


def editions_on_record(connection: sa.Connection) -> tuple[str, ...]:
    """Return the versions there are to choose from, the built-in one first."""
    statement = sa.select(FORMULA.c.edition).group_by(FORMULA.c.edition).order_by(sa.func.min(FORMULA.c.id))
    entered = (edition for edition in connection.execute(statement).scalars() if edition != BUILT_IN.version)
    return (BUILT_IN.version, *entered)


def formula_for(connection: sa.Connection, edition: str, day: str) -> RateFormula:
    """Return the formula of an edition; without one each rate's newest in force on a day. What none says is the built-in one.

    Raises Mendable for an edition that there is not.
    """
    if not edition:
        return _in_force(connection, day)
    known = {plain(name): name for name in editions_on_record(connection)}
    if plain(edition) not in known:
        raise Mendable(f"没有“{edition}”这一版三率公式，有：{'、'.join(known.values())}")
    chosen = known[plain(edition)]
    return _formula(chosen, {row["rate"]: row for row in _rows(connection, FORMULA.c.edition == chosen)})


def _rows(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Sequence[sa.RowMapping]:
    return connection.execute(sa.select(FORMULA).where(*where).order_by(FORMULA.c.id)).mappings().all()


def _in_force(connection: sa.Connection, day: str) -> RateFormula:
    """Return each rate's newest formula that had begun by a day, under the newest edition; one without a date always had."""
    began = sa.or_(FORMULA.c.in_force_from.is_(None), surely_by(FORMULA.c.in_force_from, day))
    # of two that began together the one that was entered later stands
    rows = sorted(_rows(connection, began), key=lambda row: (last_day(row["in_force_from"] or ""), row["id"]))
    return _formula(rows[-1]["edition"], {row["rate"]: row for row in rows}) if rows else BUILT_IN


def _formula(edition: str, said: Mapping[str, sa.RowMapping]) -> RateFormula:
    """Return the formula under an edition; a rate that nothing says divides as the built-in one does."""
    rates = tuple(_rate(known, said[known.key]) if known.key in said else known for known in BUILT_IN.rates)
    editions = ((rate, said[rate.key]["edition"] if rate.key in said else BUILT_IN.version) for rate in BUILT_IN.rates)
    lent = tuple((rate.label, named) for rate, named in editions if named != edition)
    formula = RateFormula(edition, rates, lent)
    return formula if formula.is_by_batch else RateFormula(edition, tuple(map(_by_name, rates)), lent)


def _rate(known: Rate, row: sa.RowMapping) -> Rate:
    above = _measure(known.numerator, row["numerator_kind"], row["numerator"], f"{known.key}_numerator")
    below = _measure(known.denominator, row["denominator_kind"], row["denominator"], f"{known.key}_denominator")
    return Rate(known.key, known.label, above, below)


def _measure(known: Measure, kind: str, of: str, key: str) -> Measure:
    """Return the built-in measure where it is the same, so that a column's key always means one thing."""
    if (known.kind, known.of) == (kind, of):
        return known
    return Measure(key, next((m.label for m in _built_in() if (m.kind, m.of) == (kind, of)), MEASURES[of]), kind, of)


def _built_in() -> Iterator[Measure]:
    for rate in BUILT_IN.rates:
        yield from (rate.numerator, rate.denominator)


def _by_name(rate: Rate) -> Rate:
    """Return a rate whose measures say their batch kind themselves, since no heading above them does."""
    above, below = (
        Measure(measure.key, f"{BATCH_KINDS[measure.kind]}{MEASURES[measure.of]}", measure.kind, measure.of)
        for measure in (rate.numerator, rate.denominator)
    )
    return Rate(rate.key, rate.label, above, below)
