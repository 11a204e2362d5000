"""Whether a total that somebody stated agrees with the computed one: rounded parts need not add up to a rounded total."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Agreement = Literal["equal", "rounding", "different"]
HALF = Decimal("0.5")


def agreement(stated: Decimal, computed: Decimal, decimals: int | None, parts: int) -> Agreement:
    """Compare two totals in the same unit, one of them stated with so many decimals.

    Half of the last digit may have been rounded away in the total and in each of its `parts`. Where `decimals` is None,
    as for things that are counted, nothing was rounded.
    """
    if stated == computed:
        return "equal"
    if decimals is None:
        return "different"
    return "rounding" if abs(stated - computed) <= HALF.scaleb(-decimals) * (parts + 1) else "different"
