"""How a table's cells, headings and lines read: the one wording that screen, print, charts and Excel share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from unicodedata import east_asian_width

from zonedesk.figures.table import MONEY_UNITS, Column, Row, Table, Value, unit_of

EMPTY = "—"
"""What stands on the screen where there is nothing; on paper the cell stays empty."""

MOST_DECIMALS = 4  # 亿元 with four decimals is whole 万元, the finest that the office prints
_EXACT = Context(prec=60)


def scaled(value: Decimal | int, money_unit: str) -> Decimal:
    """Return an amount in 元 exactly in another unit."""
    return _EXACT.divide(Decimal(value), Decimal(MONEY_UNITS[money_unit]))


def decimals_of(value: Decimal | int, column: Column, money_unit: str) -> int:
    """Return how many decimals a number is shown with: money has two, and up to four where it exactly has more."""
    if column.is_stated:
        return _decimals(exact(value, column, money_unit))
    if column.nature == "count":
        return 0
    if column.nature in ("percent", "ratio"):
        return 2
    if column.nature == "money":
        return max(
            0 if money_unit == "元" else 2, min(MOST_DECIMALS, _decimals(scaled(value, money_unit).normalize(_EXACT)))
        )
    return max(column.decimals, _decimals(Decimal(value)))


def column_of(row: Row, column: Column) -> Column:
    """Return a column as it shows the number of a row: one that somebody stated keeps the digits it was written with."""
    return replace(column, is_stated=True) if column.key in row.stated else column


def most_decimals(values: Iterable[Value]) -> int:
    """Return the most decimals that any of some numbers is written with."""
    return max((_decimals(value) for value in values if isinstance(value, Decimal)), default=0)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def exact(value: Decimal | int, column: Column, money_unit: str) -> Decimal:
    """Return the whole number behind what is shown, nothing rounded away: money in its unit, the rest as it is."""
    return scaled(value, money_unit) if column.nature == "money" else Decimal(value)


def number_text(value: Decimal | int, column: Column, money_unit: str) -> str:
    """Return a number as it is shown, rounded half up and never as -0."""
    step = Decimal(1).scaleb(-decimals_of(value, column, money_unit))
    rounded = exact(value, column, money_unit).quantize(step, ROUND_HALF_UP, _EXACT)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def cell_text(value: Value, column: Column, money_unit: str, empty: str = EMPTY) -> str:
    """Return a cell as people read it; `empty` stands for nothing (— on the screen, nothing on paper)."""
    if value is None or value == "":
        return empty
    if column.words and value in column.words:
        return column.words[str(value)]
    if column.is_number and not isinstance(value, str):
        return number_text(value, column, money_unit)
    return str(value)


def heading(column: Column, money_unit: str) -> str:
    """Return a column's heading with its unit: 总投资(亿元)."""
    unit = unit_of(column, money_unit)
    return f"{column.label}({unit})" if unit and unit != column.label else column.label


def count_unit(table: Table) -> str:
    """Return the unit that a table's counts share and most of its numbers have; nothing where it must stand in each heading."""
    counts = [column.unit for column in table.columns if column.nature == "count" and column.unit]
    others = [
        column.unit for column in table.columns if column.nature in ("number", "ratio") and column.unit not in ("", "%")
    ]
    return counts[0] if len(set(counts)) == 1 and len(counts) > len(others) else ""


def printed_heading(column: Column, table: Table) -> str:
    """Return a heading as printed: money and the one unit of counts stand above the table, other units in the heading."""
    is_above = column.nature == "money" or (column.nature == "count" and column.unit == count_unit(table))
    return column.label if is_above else heading(column, "")


def unit_words(table: Table, money_unit: str) -> str:
    """Return what the line above a table says of units: 单位：个、亿元."""
    has_money = any(column.nature == "money" for column in table.columns)
    found = [unit for unit in (count_unit(table), money_unit if has_money else "") if unit]
    return f"单位：{'、'.join(found)}" if found else ""


def day_words(day: str) -> str:
    """Return a day, month or year as it is printed: 2023年10月31日, 2023年10月, 2023年."""
    parts = day.split("-")
    if not all(part.isdecimal() for part in parts):
        return day
    return "".join(f"{int(part)}{word}" for part, word in zip(parts, "年月日", strict=False))


def period_words(table: Table) -> str:
    """Return the line that says what time a table speaks of: its period, and 截至… where that says more."""
    until = f"截至{day_words(table.as_of)}" if table.as_of else ""
    period = "" if table.period in table.title else table.period
    return period if until in period else "　".join(part for part in (period, until) if part)


def note_lines(table: Table) -> tuple[str, ...]:
    """Return a table's notes as they stand under it, numbered where there are several."""
    if len(table.notes) < 2:
        return tuple(f"注：{note}" for note in table.notes)
    return tuple(
        f"{'注：' if number == 1 else '　　'}{number}. {note}" for number, note in enumerate(table.notes, start=1)
    )


def sign_off(preparer: str = "", day: str = "") -> tuple[str, ...]:
    """Return the line under the last page: who answers for the table, who made it, when."""
    return ("单位负责人（签章）：", "审核人：", f"填表人：{preparer}", "联系电话：", f"填报日期：{day_words(day)}")


def display_width(text: str) -> int:
    """Return how wide a text is in half-width characters: a Chinese one counts two."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
