"""A good record of any kind, worked out from its fields: `good_row(store, "milestone")`. What it links to is made."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.builders import add
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Coded, Date, Field, Flag, Link, Money, Month, Naming, Number
from zonedesk.records.record import Row
from zonedesk.store.store import Store

TEXTS = {
    "uscc": "91140700MA0GRD0T1L", "code": "2309-140706-04-04-100258", "phone": "03541234567", "unit": "亿元",
    "sha256": "0" * 64,
}  # fmt: skip

ZONE_CODE = "S147012"
PLAIN = {Money: Decimal(12_500_000_000), Flag: True, Date: "2023-06-30"}


def good_row(store: Store, kind: str, made: dict[str, str] | None = None) -> Row:
    """Return values for every field of a kind that is typed; of `made`, what was made for others is used again."""
    made = {} if made is None else made
    record = KINDS[kind]
    fields = [field for field in record.fields.values() if not field.is_derived]
    return {field.id: _value(store, record.label, field, made) for field in fields}


def make_good(store: Store, kind: str, made: dict[str, str] | None = None) -> str:
    """Make a good record of a kind and return its id."""
    return add(store, kind, **good_row(store, kind, made))


def _value(store: Store, label: str, field: Field, made: dict[str, str]) -> Any:
    if isinstance(field, Link):
        return _linked(store, field.to, made)
    if isinstance(field, Choice):
        return next(iter(field.choices))
    if isinstance(field, Number):
        return _number(field)
    return PLAIN.get(type(field)) or _text(field, label)


def _linked(store: Store, kind: str, made: dict[str, str]) -> str | None:
    if kind not in made:
        made[kind] = ""  # a kind that leads back to itself has nobody yet
        made[kind] = make_good(store, kind, made)
    return made[kind] or None


def _text(field: Field, label: str) -> str:
    if isinstance(field, Coded):
        return next(iter(field.options()))
    if isinstance(field, Naming):
        return f"样例{KINDS[field.to].label}"
    known = TEXTS.get(field.id)
    if known and field.check(known) is not None:
        known = ZONE_CODE
    return known or f"样例{label}{field.label}"


def _number(field: Number) -> Decimal:
    if isinstance(field, Month):
        return Decimal(6)
    if field.lowest == 2000:
        return Decimal(2023)
    return Decimal(3) if field.whole else Decimal("12.5")
