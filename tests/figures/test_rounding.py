from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.figures.rounding import agreement


@pytest.mark.parametrize(
    ("stated", "computed", "decimals", "parts", "expected"),
    [
        ("146.42", "146.43", 2, 3, "rounding"),
        ("146.43", "146.43", 2, 3, "equal"),
        ("146.40", "146.43", 2, 3, "different"),
        ("146.45", "146.43", 2, 3, "rounding"),
        ("3", "4", None, 2, "different"),
    ],
)
def test_a_total_may_be_out_by_half_of_the_last_digit_for_each_number(stated, computed, decimals, parts, expected):
    assert agreement(Decimal(stated), Decimal(computed), decimals, parts) == expected


@given(st.lists(st.decimals(-999, 999, places=4), min_size=1, max_size=12))
def test_parts_rounded_each_on_its_own_are_never_called_wrong(exact):
    parts = [number.quantize(Decimal("0.01")) for number in exact]
    stated = sum(exact, Decimal(0)).quantize(Decimal("0.01"))
    assert agreement(stated, sum(parts, Decimal(0)), 2, len(parts)) != "different"
