"""What the months of a growth rate say: 增速连续两月上涨, 降幅连续三个月收窄, 由负转正."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

SHORTEST_RUN = 2  # one month's change is no trend

_COUNTS = dict(enumerate("两三四五六七八九十", start=2)) | {11: "十一"}


def trend(growths: Mapping[int, Decimal], month: int) -> str:
    """Return the phrase for a growth rate up to a month of its year, by month; empty where there is none.

    - A change counts from one month to the very next: a month without a rate breaks the run.
    - While growth is at or above nought it is 增速 that goes up (上涨) or back (回落); below, it is the fall, 降幅, that
      narrows (收窄) or widens (扩大). 6.02, 6.31, 6.56 are two changes: 增速连续两月上涨; -41.2, -36.5, -33 are two as well:
      降幅连续两个月收窄, though the rate itself rises.
    - Crossing nought in the last month is said before anything else: 由负转正, 由正转负. A run does not go on across it.
    - One change alone says nothing, and the same rate again ends a run.
    """
    now, before = growths.get(month), growths.get(month - 1)
    if now is None or before is None:
        return ""
    if now < 0 < before:
        return "由正转负"
    if before < 0 < now:
        return "由负转正"
    is_rise, is_fall = now > before, now < 0
    length = _run(growths, month, is_rise=is_rise, is_fall=is_fall)
    if length < SHORTEST_RUN:
        return ""
    if is_fall:
        return f"降幅连续{_COUNTS[length]}个月{'收窄' if is_rise else '扩大'}"
    return f"增速连续{_COUNTS[length]}月{'上涨' if is_rise else '回落'}"


def _run(growths: Mapping[int, Decimal], month: int, is_rise: bool, is_fall: bool) -> int:
    """Return how many changes of one direction, on one side of nought, end with a month."""
    length = 0
    while month - 1 in growths:
        now, before = growths[month], growths[month - 1]
        same_side = (now < 0) == is_fall == (before < 0)
        if now == before or (now > before) != is_rise or not same_side:
            break
        length, month = length + 1, month - 1
    return length
