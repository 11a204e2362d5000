from __future__ import annotations

from decimal import Decimal

from zonedesk.figures.ranks import named_places, ranks


def values(*numbers):
    return {place: Decimal(number) for place, number in enumerate(numbers)}


def test_ties_share_a_place_and_the_next_one_is_left_out():
    assert list(ranks(values(5, 9, 9, 1)).values()) == [3, 1, 1, 4]
    assert list(ranks(values(5, 9, 9, 1), is_down=True).values()) == [2, 3, 3, 1]


def test_the_first_and_the_last_three_are_named():
    assert named_places(values(7, 6, 5, 4, 3, 2, 1)) == {
        0: "前三",
        1: "前三",
        2: "前三",
        4: "后三",
        5: "后三",
        6: "后三",
    }


def test_with_few_only_what_makes_sense_is_named():
    assert named_places(values(5, 4, 3, 2, 1)) == {0: "前三", 1: "前三", 2: "前三"}
    assert named_places(values(3, 2, 1)) == {}


def test_who_by_a_tie_is_first_and_last_is_neither():
    assert named_places(values(1, 1, 1, 1, 1, 1)) == {}
