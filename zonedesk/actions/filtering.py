"""What a filter field means: the words typed over a column as conditions of a query."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from zonedesk.errors import Unreadable
from zonedesk.records.fields import Choice, Date, Derived, Field, Flag, Link, Reading

if TYPE_CHECKING:
    from zonedesk.store.query import Where

EMPTY_WORDS = ("空", "—", "无")
BEFORE_TODAY = "今天前"
_BETWEEN = re.compile(r"\s*(?:\.\.|…|~|～|至|—|–)\s*")
_SIGNED = re.compile(r"^(>=|≥|>|<=|≤|<|=)?\s*(.+)$")


def is_listed(field: Field) -> bool:
    """Return whether a field's filter is a list of a few words."""
    return isinstance(field, Choice | Flag) or (isinstance(field, Derived) and bool(field.choices))


def words_of(field: Field) -> list[tuple[str, str]]:
    """Return (key, label) of what a listed field may hold."""
    if isinstance(field, Flag):
        return [("1", "是"), ("0", "否")]
    return list((getattr(field, "choices", None) or {}).items())


def conditions(field: Field, text: str, money_unit: str = "亿元", day: str = "") -> tuple[Where, ...]:
    """Return the conditions that a filter text stands for, none where it is blank. Raises Unreadable with advice.

    Words are looked for anywhere, 空 finds what is not filled in; numbers take ≥3, <5, 1-5 or 3; dates 2023,
    2023-06, 2023-01..2023-06 or 今天前, which is what is over for certain; a listed field takes a key. 今天 is the
    `day` for which a list stands (YYYY-MM-DD), the PC's own where none is given.
    """
    from zonedesk.store.query import Where

    text = text.strip()
    if not text:
        return ()
    if text in EMPTY_WORDS:
        return (Where(field.id, "empty"),)
    if is_listed(field):
        return (Where(field.id, "is", text == "1" if isinstance(field, Flag) else text),)
    if field.is_number:
        return _numbers(field, text, money_unit)
    return _dates(field, text, day) if isinstance(field, Date) else (Where(field.id, "contains", text),)


def link_condition(link: Link, record: str) -> tuple[Where, ...]:
    """Return the condition that a link holds a record."""
    from zonedesk.store.query import Where

    return (Where(link.id, "is", record),)


def _numbers(field: Field, text: str, money_unit: str) -> tuple[Where, ...]:
    from zonedesk.store.query import Where

    reading = Reading(unit=money_unit)
    ends = re.match(r"^\s*([\d.,]+)\s*(?:-|\.\.|~|～|至)\s*([\d.,]+)\s*$", text)
    try:
        if ends:
            low, high = (field.parse(part, reading) for part in ends.groups())
            return (Where(field.id, "at_least", low), Where(field.id, "at_most", high))
        sign, rest = _SIGNED.match(text).groups()  # type: ignore[union-attr]
        value = field.parse(rest, reading)
    except Unreadable:
        raise Unreadable(f"{field.label}的筛选请写成 ≥3、≤5 或 1-5") from None
    return _compared(field.id, sign or "=", value)


def _compared(name: str, sign: str, value: object) -> tuple[Where, ...]:
    from zonedesk.store.query import Where

    match sign:
        case ">=" | "≥":
            return (Where(name, "at_least", value),)
        case "<=" | "≤":
            return (Where(name, "at_most", value),)
        case ">":
            return (Where(name, "at_least", value), Where(name, "is_not", value))
        case "<":
            return (Where(name, "at_most", value), Where(name, "is_not", value))
    return (Where(name, "is", value),)


def _dates(field: Field, text: str, day: str) -> tuple[Where, ...]:
    from zonedesk.store.query import Where

    if text == BEFORE_TODAY:
        return (Where(field.id, "before", day or f"{datetime.date.today():%Y-%m-%d}"),)
    signed = re.match(r"^(>=|≥|<=|≤)(.+)$", text)
    try:
        if signed:
            op = "at_least" if signed[1] in (">=", "≥") else "at_most"
            return (Where(field.id, op, field.parse(signed[2])),)  # type: ignore[arg-type]
        ends = [field.parse(part) for part in _BETWEEN.split(text)]
    except Unreadable:
        ends = []
    if not 1 <= len(ends) <= 2:
        raise Unreadable(f"{field.label}的筛选请写成 2023、2023-06、2023-01..2023-06 或 今天前")
    low, high = ends[0], ends[-1]
    found = (Where(field.id, "at_least", low) if low else None, Where(field.id, "at_most", high) if high else None)
    return tuple(where for where in found if where)
