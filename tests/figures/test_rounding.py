from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.figures.rounding import comparison, is_rounding


@pytest.mark.parametrize(
    ("parts", "reported", "words"),
    [
        (("49.48", "42.1", "54.85"), "146.42", "合计·算比合计·报多 0.01，为四舍五入"),
        (("49.48", "42.1", "54.85"), "146.43", ""),
        (("49.48", "42.1", "54.85"), "146.40", "合计·算比合计·报多 0.03，超出四舍五入的范围，请核对"),
        (("49.48", "42.1", "54.85"), "146.45", "合计·算比合计·报少 0.02，为四舍五入"),
        (("130.49", "135.52"), "266", "合计·算比合计·报多 0.01，为四舍五入"),
        (("130.49", "135.54"), "266", "合计·算比合计·报多 0.03，超出四舍五入的范围，请核对"),
    ],
)
def test_a_total_may_be_out_by_half_of_the_last_digit_for_each_number(parts, reported, words):
    assert comparison([Decimal(part) for part in parts], Decimal(reported)) == words


def test_decimals_that_an_indicator_is_kept_with_are_the_last_digit_where_fewer_were_written():
    assert not is_rounding([Decimal(1), Decimal(2)], Decimal(4), decimals=1)
    assert is_rounding([Decimal(1), Decimal(2)], Decimal(4))


@given(st.lists(st.decimals(-999, 999, places=4), min_size=1, max_size=12))
def test_parts_rounded_each_on_its_own_are_never_called_wrong(exact):
    parts = [number.quantize(Decimal("0.01")) for number in exact]
    assert is_rounding(parts, sum(exact, Decimal(0)).quantize(Decimal("0.01")), decimals=2)
