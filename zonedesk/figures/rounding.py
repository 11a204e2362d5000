"""Whether a reported total and the sum of its parts differ by rounding alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def last_digit(numbers: Sequence[Decimal], decimals: int = 0) -> Decimal:
    """Return one unit of the last digit that numbers of one column are kept with, `decimals` at least.

    A workbook drops the noughts at the end: 266 beside 16.51 and 24.61 stands for 266.00.
    """
    kept = (max(0, -int(number.as_tuple().exponent)) for number in numbers)
    return Decimal(1).scaleb(-max([decimals, *kept]))


def is_rounding(parts: Sequence[Decimal], reported: Decimal, decimals: int = 0) -> bool:
    """Return whether rounding explains a total: it may be out by half of the last digit for each part and for itself.

    49.48 + 42.10 + 54.85 = 146.43 was reported as 146.42.
    """
    allowed = last_digit([*parts, reported], decimals) / 2 * (len(parts) + 1)
    return abs(sum(parts, Decimal(0)) - reported) <= allowed


def comparison(parts: Sequence[Decimal], reported: Decimal, decimals: int = 0) -> str:
    """Return what to say of a reported total beside its parts: empty where they agree to the digit."""
    difference = sum(parts, Decimal(0)) - reported
    if difference == 0:
        return ""
    apart = f"合计·算比合计·报{'多' if difference > 0 else '少'} {abs(difference):f}"
    if is_rounding(parts, reported, decimals):
        return f"{apart}，为四舍五入"
    return f"{apart}，超出四舍五入的范围，请核对"
