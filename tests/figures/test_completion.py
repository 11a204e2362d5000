from __future__ import annotations

from decimal import Decimal

import pytest

from zonedesk.figures.completion import Aim, adds_up, progress


def stand(reached, target="100", month=10, **aim):
    found = progress(Aim(Decimal(target), **aim), Decimal(reached), month)
    return found.status, found.shortfall


@pytest.mark.parametrize(
    ("reached", "month", "status"),
    [
        ("100", 1, "met"), ("150", 10, "met"), ("100", 12, "met"), ("99.9", 12, "behind"),
        ("85.84", 10, "ahead"), ("85.83", 10, "on"), ("79.17", 10, "on"), ("79.16", 10, "behind"), ("-5", 10, "behind"),
    ],
)  # fmt: skip
def test_an_amount_is_held_against_the_share_of_the_year_gone(reached, month, status):
    assert stand(reached, month=month)[0] == status


def test_completion_and_pace_of_an_amount():
    found = progress(Aim(Decimal(6)), Decimal(9), 10)
    assert (found.completion, found.pace) == (150, 180)


@pytest.mark.parametrize(
    ("reached", "month", "expected"),
    [
        ("8", 10, ("on", "")), ("14.7", 12, ("met", "")), ("7.9", 10, ("on", "低于目标")), ("7", 10, ("behind", "低于目标")),
        ("7.9", 12, ("behind", "低于目标")),
    ],
)  # fmt: skip
def test_a_growth_is_held_against_its_target_and_met_when_the_year_is_over(reached, month, expected):
    assert stand(reached, "8", month, is_rate=True) == expected


@pytest.mark.parametrize(
    ("reached", "month", "expected"),
    [
        ("80", 10, ("ahead", "")), ("83", 10, ("on", "")), ("90", 10, ("behind", "低于时序")), ("101", 10, ("behind", "低于目标")),
        ("100", 12, ("met", "")), ("101", 12, ("behind", "低于目标")), ("0", 10, ("on", "")),
    ],
)  # fmt: skip
def test_of_an_allowance_only_the_share_of_the_year_may_be_used_up(reached, month, expected):
    assert stand(reached, month=month, is_down=True) == expected


def test_a_rate_of_which_less_is_better_turns_completion_round():
    found = progress(Aim(Decimal(4), is_rate=True, is_down=True), Decimal(5), 10)
    assert (found.completion, found.pace, found.status) == (80, 80, "behind")


@pytest.mark.parametrize(
    ("reached", "target", "aim", "status"),
    [
        ("0", "0", {}, "met"), ("-1", "0", {}, "behind"), ("0", "0", {"is_down": True}, "on"), ("1", "0", {"is_down": True}, "behind"),
        ("0.1", "0", {"is_rate": True}, "on"), ("-3.5", "-3", {"is_rate": True, "is_down": True}, "on"),
        ("-2", "-3", {"is_rate": True, "is_down": True}, "behind"),
    ],
)  # fmt: skip
def test_against_a_target_of_nought_or_below_there_is_only_reached_or_not(reached, target, aim, status):
    found = progress(Aim(Decimal(target), **aim), Decimal(reached), 10)
    assert (found.completion, found.pace, found.status) == (None, None, status)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("亿元", True), ("项", True), ("人次", True), ("%", False), ("万元/亩", False), ("个百分点", False)],
)
def test_ratios_do_not_add_up(unit, expected):
    assert adds_up(unit) is expected
