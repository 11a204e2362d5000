"""What the example row of a blank ledger shows: a believable value for each kind of field."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonedesk.records.fields import Coded, Date, Field, Money, Month, Number, Text

_CODES = {
    "uscc": "91140700MA0GRD0T1L", "code": "2309-140706-04-04-100258", "phone": "0354-1234567", "unit": "亿元", "number": "1号",
}  # fmt: skip


def example(field: Field, offered: Sequence[str]) -> str | Decimal:
    """Return what an example has in a field: the first of the words that are offered, else a value of its form."""
    if offered:
        return offered[0]
    if isinstance(field, Date):
        return "2023-06-30"
    if isinstance(field, Money):
        return Decimal("1.5")
    if isinstance(field, Number):
        return _number(field)
    if isinstance(field, Coded):
        code = next(iter(field.options()))
        return field.show(code)
    known = _CODES.get(field.id) if isinstance(field, Text) else None
    return known if known and field.check(known) is None else f"样例{field.label}"


def _number(field: Number) -> Decimal:
    if isinstance(field, Month):
        return Decimal(6)
    if field.lowest is not None and field.lowest >= 1900:
        return Decimal(2023)
    return Decimal(3) if field.whole else Decimal("12.5")
