"""Percentages in cells: 35%, 35, and 0.35 that a format shows as 35%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zonedesk.errors import Unreadable
from zonedesk.records.fields import Field, Number
from zonedesk.records.parsing import fold, hundredfold, is_empty, parse_number, plain_digits

_LARGEST_FRACTION = Decimal("1.5")
_FEWEST = 2  # numbers with decimals before a column is asked about

_CHANGE = re.compile(r"(?:同比)?(?:增长?|上升|上涨|(?P<fall>下?降|下滑))(?P<number>\d[\d,.]*%?)")
_LEVEL = re.compile("(?:与?(?:去年|上年)?同期|同比|基本)*持平")

_QUESTION = "像是小数写法的百分数（0.35 即 35%），现按百分数读。是小数的，请把这一列的单位选为“小数”"


def percent_text(cell: object) -> object:
    """Return the text of a number that its format shows as a percentage; any other cell as it is."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    return f"{plain_digits(hundredfold(parse_number(cell)))}%"


def tells_change(field: Field) -> bool:
    """Return whether a field's percentages rise and fall: a growth, not a share."""
    return isinstance(field, Number) and field.unit == "%" and field.lowest is None


def signed_change(cell: object) -> object:
    """Return the number that the words for a rise or a fall say: 增长5% is 5%, 下降3.2% is -3.2%; any other cell as it is.

    Raises Unreadable for 持平, which may be rounded and states no number.
    """
    text = "".join(fold(cell).split()) if isinstance(cell, str) else ""
    if _LEVEL.fullmatch(text):
        raise Unreadable(f"“{cell}”没有写出数字。增减正好是 0 的，请填 0")
    found = _CHANGE.fullmatch(text)
    if not found:
        return cell
    return f"-{found['number']}" if found["fall"] else found["number"]


def doubt_fractions(raw: Sequence[object], values: Sequence[Decimal | None]) -> str:
    """Return a question where all bare numbers of a column of percentages are so small that they may be fractions."""
    bare = [
        v
        for cell, v in zip(raw, values, strict=True)
        if v is not None and not is_empty(cell) and "%" not in _sign(cell)
    ]
    are_small = all(abs(value) <= _LARGEST_FRACTION for value in bare)
    with_decimals = sum(value != value.to_integral_value() for value in bare)
    return _QUESTION if are_small and with_decimals >= _FEWEST else ""


def _sign(cell: object) -> str:
    return str(cell)[-1:].replace("％", "%") if isinstance(cell, str) else ""
