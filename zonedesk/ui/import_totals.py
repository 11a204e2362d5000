"""What a ledger says its rows add up to beside what they do, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zonedesk.actions.plan import SheetPlan
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.recognition import TotalCheck


@dataclass(frozen=True)
class Tally:
    """Stated and computed totals of one quantity: an amount in `unit`, or a count of rows (`is_count`)."""

    stated: Decimal
    computed: Decimal
    unit: str
    is_count: bool
    rows: int
    sheets: int
    agrees: bool

    def words(self) -> str:
        """Return 台账合计 723.62 = 逐行合计 723.62."""
        sign = "=" if self.agrees else "≠"
        name = "台账人数" if self.is_count and self.unit == "人" else "台账个数" if self.is_count else "台账合计"
        return f"{name} {self.show(self.stated)} {sign} 逐行合计 {self.show(self.computed)}"

    def show(self, number: Decimal) -> str:
        """Return a number as it is written in its unit."""
        if self.is_count or self.unit not in MONEY_UNITS:
            return f"{number.normalize():f}"
        decimals = max(0 if self.unit == "元" else 2, -int(number.normalize().as_tuple().exponent))
        return f"{number:.{decimals}f}"


def tally_of(sheet: SheetPlan) -> Tally | None:
    """Return the check of a sheet's main quantity: its first amount that was stated, else its count of rows."""
    checks = _main(sheet)
    taken: list[TotalCheck] = []
    seen: set[int] = set()
    covered = {total.row: set(total.covered) for total in sheet.recognition.totals}
    for check in sorted(checks, key=lambda check: -check.rows):
        rows = covered.get(check.row, set())
        if not rows & seen:
            taken.append(check)
            seen |= rows
    return _sum([_tally(check) for check in taken], sheets=1)


def _main(sheet: SheetPlan) -> list[TotalCheck]:
    amounts = [check for check in sheet.totals if check.field is not None]
    if not amounts:
        return [check for check in sheet.totals if check.field is None]
    return [check for check in amounts if check.heading == amounts[0].heading]


def _tally(check: TotalCheck) -> Tally:
    agrees = check.agreement != "different"
    return Tally(check.stated, check.computed, check.unit, check.field is None, check.rows, 1, agrees)


def _sum(tallies: Sequence[Tally], sheets: int | None = None) -> Tally | None:
    if not tallies:
        return None
    first = tallies[0]
    return Tally(
        sum((t.stated for t in tallies), Decimal()),
        sum((t.computed for t in tallies), Decimal()),
        first.unit,
        first.is_count,
        sum(t.rows for t in tallies),
        sheets or sum(t.sheets for t in tallies),
        all(t.agrees for t in tallies),
    )


def whole(sheets: Sequence[SheetPlan]) -> list[Tally]:
    """Return the checks of several sheets put together: amounts of each unit, then counts."""
    found: dict[tuple[bool, str], list[Tally]] = {}
    for sheet in sheets:
        tally = tally_of(sheet) if sheet.record is not None else None
        if tally is not None:
            found.setdefault((tally.is_count, tally.unit), []).append(tally)
    return [tally for key in sorted(found) if (tally := _sum(found[key])) is not None]


def whole_words(tally: Tally) -> str:
    """Return what a check over sheets covers: （亿元，3 个工作表 210 行）."""
    return f"（{tally.unit or '个'}，{tally.sheets} 个工作表 {tally.rows} 行）"


def sheet_words(sheet: SheetPlan) -> str:
    """Return how the sheet's own totals stand, with the cells that differ."""
    tally = tally_of(sheet)
    if tally is None:
        return "本表没有合计行"
    differing = [check.cell for check in sheet.totals if check.agreement == "different"]
    sign = "=" if tally.agrees else "≠"
    own = f"本表 {tally.show(tally.stated)} {sign} {tally.show(tally.computed)}"
    if differing:
        return f"{own} · {'、'.join(differing[:3])}{' 等' if len(differing) > 3 else ''} 不符，请核对"
    lines = len({check.row for check in sheet.totals})
    return f"{own} · 小计、合计 {lines} 行均相符" if lines > 1 else own
