"""Places in an order, as public notices give them: ties share one, the first and the last three are named."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

NAMED = 3
FEWEST_FOR_LAST = 2 * NAMED  # with fewer, one of the last three would be one of the first three

Key = TypeVar("Key", bound=Hashable)


def ranks(values: Mapping[Key, Decimal], is_down: bool = False) -> dict[Key, int]:
    """Return the place of each value: the highest is first, or the lowest where less is better; after a tie places are left out."""
    ordered = sorted(values.values(), reverse=not is_down)
    return {key: ordered.index(value) + 1 for key, value in values.items()}


def named_places(values: Mapping[Key, Decimal], is_down: bool = False) -> dict[Key, str]:
    """Return 前三 or 后三 for those who are among them.

    With fewer than six only the first three are named, with three or fewer nobody, and nobody who by a tie is both.
    """
    if len(values) <= NAMED:
        return {}
    first = {key for key, place in ranks(values, is_down).items() if place <= NAMED}
    last = {key for key, place in ranks(values, not is_down).items() if place <= NAMED}
    if len(values) < FEWEST_FOR_LAST:
        last = set()
    return {key: "前三" if key in first else "后三" for key in values if (key in first) != (key in last)}
