from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.figures.trends import trend

GROWTHS = st.dictionaries(st.integers(1, 12), st.integers(-5, 5).map(Decimal))


def series(*growths, first=1):
    return {month: Decimal(growth) for month, growth in enumerate(growths, start=first) if growth is not None}


@pytest.mark.parametrize(
    ("growths", "phrase"),
    [
        (("5.56", "4.56", "0.56", "6.2", "6.02", "6.31", "6.56"), "增速连续两月上涨"),
        (("-39", "-38", "-41.2", "-36.5", "-33.0"), "降幅连续两个月收窄"),
        (("9", "8.5", "8", "7"), "增速连续三月回落"),
        (("-1", "-2", "-3", "-4", "-5"), "降幅连续四个月扩大"),
        (("-1", "2"), "由负转正"),
        (("3", "2", "-0.1"), "由正转负"),
        (("0", "1", "2"), "增速连续两月上涨"),
    ],
)
def test_phrases_as_reports_print_them(growths, phrase):
    assert trend(series(*growths), len(growths)) == phrase


@pytest.mark.parametrize(
    "growths",
    [("6", "7"), ("7", "6"), ("-7", "-6"), ("6", "7", "7"), ("-2", "0"), ("5",), (), ("-3", "1", "2"), ("1", "3", "2")],
)
def test_one_change_or_none_is_no_trend(growths):
    assert trend(series(*growths), len(growths)) == ""


def test_a_missing_month_breaks_a_run():
    assert trend(series("1", "2", "3", "4"), 4) == "增速连续三月上涨"
    assert trend(series("1", None, "3", "4"), 4) == ""
    assert trend(series("1", "2", "3", None), 4) == ""


def test_later_months_say_nothing_about_an_earlier_one():
    assert trend(series("1", "2", "3", "-9"), 3) == "增速连续两月上涨"


def test_the_longest_run_of_a_year_has_a_number():
    assert trend(series(*range(1, 13)), 12) == "增速连续十一月上涨"


@given(GROWTHS, st.integers(1, 12))
def test_only_the_months_in_a_row_up_to_the_one_asked_count(growths, month):
    start = month
    while start in growths:
        start -= 1
    in_a_row = {each: growth for each, growth in growths.items() if start < each <= month}
    assert trend(growths, month) == trend(in_a_row, month)


@given(GROWTHS, st.integers(1, 12))
def test_a_fall_mirrors_a_rise(growths, month):
    growths = {each: growth for each, growth in growths.items() if growth}
    mirrored = trend({each: -growth for each, growth in growths.items()}, month)
    turned = {"由负转正": "由正转负", "由正转负": "由负转正"}
    expected = trend(growths, month)
    assert (expected == "") == (mirrored == "")
    if expected in turned:
        assert mirrored == turned[expected]
    elif expected.startswith("增速"):
        rise, fall = ("上涨", "扩大") if "上涨" in expected else ("回落", "收窄")
        assert mirrored == expected.replace("增速", "降幅").replace("月", "个月").replace(rise, fall)


@given(st.lists(st.integers(0, 99).map(Decimal), min_size=3, max_size=12, unique=True))
def test_a_run_is_as_long_as_what_rose(growths):
    ordered = dict(enumerate(sorted(growths), start=1))
    number = "两三四五六七八九十"[len(growths) - 3] if len(growths) < 12 else "十一"
    assert trend(ordered, len(growths)) == f"增速连续{number}月上涨"
