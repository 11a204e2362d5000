"""How far an indicator has come to its target, and what that is called: 已完成, 超前, 正常推进, 滞后."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
MONTHS = 12

AHEAD_FROM = Decimal(103)
"""A pace from here on, in per cent of the share of the year that is gone, is ahead."""

BEHIND_BELOW = Decimal(95)
"""A pace below this, in per cent of the share of the year that is gone, is behind."""

STATUSES = {
    "met": "已完成", "ahead": "超前", "on": "正常推进", "behind": "滞后", "missing": "缺报", "no_target": "无目标",
}  # fmt: skip

BELOW_TARGET, BELOW_TIME = "低于目标", "低于时序"

_RATIO_MARKS = ("%", "％", "‰", "百分", "/", "／", "每", "倍", "位次", "指数")


def adds_up(unit: str) -> bool:
    """Return whether values in a unit can be added up over zones and months: amounts can, ratios and places cannot."""
    return not any(mark in unit for mark in _RATIO_MARKS)


def year_gone(month: int) -> Decimal:
    """Return the share of the year that is gone at the end of a month, in per cent."""
    return HUNDRED * month / MONTHS


@dataclass(frozen=True)
class Aim:
    """What is to be reached by the end of a year.

    An amount fills up from January on and is held against the share of the year that is gone. A rate (a growth, or a value
    that does not add up) is held against its target as it stands. `is_down` means that less is better.
    """

    target: Decimal
    is_rate: bool = False
    is_down: bool = False


@dataclass(frozen=True)
class Progress:
    """Where an indicator stands: completion and pace in per cent, None where they cannot be worked out."""

    status: str  # a key of STATUSES
    completion: Decimal | None = None
    pace: Decimal | None = None
    shortfall: str = ""


def progress(aim: Aim, reached: Decimal, month: int) -> Progress:
    """Return where an indicator stands at the end of a month.

    Completion is reached ÷ target, and target ÷ reached where less is better. Against a target of nought, or below it, there
    is only reached or not. A rate, or an amount of which less is better, is met only when the year is over: until then it
    can turn. What is not reached when the year is over is behind.
    """
    is_reached = reached <= aim.target if aim.is_down else reached >= aim.target
    completion = _completion(aim, reached)
    pace = _pace(aim, completion, month)
    status = _status(aim, is_reached, pace, month)
    return Progress(status, completion, pace, _shortfall(aim, is_reached, status, month))


def _completion(aim: Aim, reached: Decimal) -> Decimal | None:
    above, below = (aim.target, reached) if aim.is_down else (reached, aim.target)
    return above * HUNDRED / below if aim.target > 0 and below > 0 else None


def _pace(aim: Aim, completion: Decimal | None, month: int) -> Decimal | None:
    """Return completion against the share of the year gone; of an allowance only that share may be used up."""
    if completion is None or aim.is_rate:
        return completion
    return completion * month / MONTHS if aim.is_down else completion * MONTHS / month


def _status(aim: Aim, is_reached: bool, pace: Decimal | None, month: int) -> str:
    is_over = month == MONTHS
    if is_reached and (is_over or not (aim.is_rate or aim.is_down)):
        return "met"
    is_used_up = aim.is_down and not aim.is_rate
    if not is_reached and (is_over or is_used_up or pace is None):
        return "behind"
    if pace is not None and pace < BEHIND_BELOW:
        return "behind"
    return "on" if aim.is_rate or pace is None or pace < AHEAD_FROM else "ahead"


def _shortfall(aim: Aim, is_reached: bool, status: str, month: int) -> str:
    if not is_reached and (aim.is_rate or aim.is_down or month == MONTHS):
        return BELOW_TARGET
    return BELOW_TIME if status == "behind" else ""
