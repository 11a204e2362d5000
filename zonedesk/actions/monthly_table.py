"""A month sheet as a table, for paper and for a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from zonedesk.actions.monthly_sheet import COMPUTED, REPORTED, Line, MonthSheet, Spot, Standing
from zonedesk.figures.asking import last_day
from zonedesk.figures.table import Column, Row, Table, Value
from zonedesk.records.indicators import SMALL_BASE

MISSING = "缺报"
GROWTH_DECIMALS = 1


def shown(sheet: MonthSheet, name: str, number: Decimal | None, line: str | None = "") -> str:
    """Return a number with the decimals that were entered, and at least those of its column, or of its line's growths."""
    if number is None:
        return ""
    least = int(sheet.indicator["decimals"] or 0)
    if name == "growth":
        least = max(GROWTH_DECIMALS, sheet.growth_decimals.get(line, 0))
    return f"{number:.{max(least, -int(number.as_tuple().exponent))}f}"


def table_of(sheet: MonthSheet, months: Sequence[int], reporter: str = "") -> Table:
    """Return the sheet as people print it, with some of its months."""
    name = str(sheet.indicator["name"])
    rows = tuple(_row(sheet, line, months) for line in sheet.lines)
    totals = _totals(sheet, months)
    reported = _row(sheet, sheet.city, months)
    is_reported = any(value is not None for key, value in reported.cells.items() if key != "zone")
    last = (Row({**reported.cells, "zone": REPORTED}, style="reported"),) if is_reported else ()
    return Table(
        name="monthly",
        title=f"{sheet.year}年{sheet.words(sheet.month)}{name}月报",
        period=f"{sheet.year}年{sheet.words(sheet.month)}",
        columns=_columns(sheet, months),
        rows=(*rows, *((totals,) if totals else ()), *last),
        notes=_notes(sheet),
        as_of=last_day(f"{sheet.year}-{sheet.month:02}"),
        reporter=reporter,
    )


def _columns(sheet: MonthSheet, months: Sequence[int]) -> tuple[Column, ...]:
    across = [
        column
        for month in months
        for column in (
            Column(f"value-{month}", sheet.label("value"), "number", sheet.unit, sheet.words(month), 10),
            Column(f"growth-{month}", "增速", "number", "%", sheet.words(month), 8),
        )
    ]
    mixed = any(standing.is_growth for standing in sheet.standings.values())
    return (
        Column("zone", "开发区", width=14),
        *across,
        *_last_year(sheet),
        Column("target", "年度目标", "number", "" if mixed else sheet.unit, width=10),
        Column("completion", "完成率", "number", "%", width=8),
        Column("status", "状态", width=10),
        Column("rank", "名次", "count", width=6),
    )


def _last_year(sheet: MonthSheet) -> tuple[Column, ...]:
    """Return the column of last year's values, none where none is known."""
    is_known = any(sheet.last_year(line.zone) is not None for line in (*sheet.lines, sheet.city))
    return (Column("last_year", "上年同期", "number", sheet.unit, width=10),) if is_known else ()


def _row(sheet: MonthSheet, line: Line, months: Sequence[int]) -> Row:
    cells: dict[str, Value] = {"zone": line.name}
    for month in months:
        for name in ("value", "growth"):
            spot = Spot(line.zone, month, name)
            cells[f"{name}-{month}"] = (
                MISSING if sheet.is_missing(spot) else _number(sheet, name, sheet.number(spot), line.zone)
            )
    cells["last_year"] = _number(sheet, "value", sheet.last_year(line.zone))
    if line.outside:
        return Row(cells | {"status": "不适用"})
    return Row(cells | _standing(sheet, sheet.standings.get(line.zone, Standing())))


def _standing(sheet: MonthSheet, standing: Standing) -> dict[str, Value]:
    return {
        "target": _number(sheet, "growth" if standing.is_growth else "value", standing.target),
        "completion": rounded(standing.completion),
        "status": standing.status or None,
        "rank": standing.rank,
    }


def rounded(percentage: Decimal | None) -> Decimal | None:
    """Return a percentage with one decimal, rounded half up."""
    return None if percentage is None else percentage.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _number(sheet: MonthSheet, name: str, number: Decimal | None, line: str | None = "") -> Decimal | None:
    return None if number is None else Decimal(shown(sheet, name, number, line))


def _totals(sheet: MonthSheet, months: Sequence[int]) -> Row | None:
    cells: dict[str, Value] = {
        f"value-{month}": _number(sheet, "value", sheet.computed(month)) for month in months if sheet.computed(month)
    }
    standing = _standing(sheet, sheet.total)
    return Row({"zone": COMPUTED, **cells, **standing}, style="total") if cells else None


def _notes(sheet: MonthSheet) -> tuple[str, ...]:
    notes = []
    if sheet.adds_up and sheet.agreement(sheet.month) == "rounding":
        notes.append("合计·算与合计·报的差为四舍五入所致。")
    if sheet.lacking:
        names = "、".join(line.name for line in sheet.lacking)
        notes.append(f"{sheet.words(sheet.month)}缺报 {len(sheet.lacking)} 家：{names}。合计·算只含已报的数。")
    extreme = [sheet.line_of(zone).name for zone, month in sheet.readings
               if month == sheet.month and sheet.is_extreme(Spot(zone, month, "growth"))]  # fmt: skip
    if extreme:
        notes.append(f"{'、'.join(extreme)}增速超过 1000%，为{SMALL_BASE}。")
    settled = [(zone, sheet.reason(zone, month)) for zone, month in sheet.readings if month == sheet.month]
    notes += [f"{sheet.line_of(zone).name}：{reason.rstrip('。')}。" for zone, reason in settled if reason]
    return tuple(notes)
