"""What a row of a ledger changes in a record: nothing is erased, a coarser date that agrees is no change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zonedesk.records import dates
from zonedesk.records.fields import Date, Field, Text
from zonedesk.records.parsing import plain
from zonedesk.records.record import Record, Row


def differences(record: type[Record], old: Mapping[str, Any], new: Mapping[str, Any], only_fill: bool = False) -> Row:
    """Return the values of `new` that change `old`. With `only_fill`, those that fill a gap or refine a date."""
    found: Row = {}
    names = {name for group in record.matched_by for name in group}
    for name, value in new.items():
        if value is None:
            continue
        before, field = old.get(name), record.fields[name]
        if before is None:
            found[name] = value
        elif before == value or _says_no_more(field, before, value, name in names):
            continue
        elif not only_fill or _refines(field, before, value):
            found[name] = value
    return found


def _says_no_more(field: Field, before: Any, value: Any, names: bool) -> bool:
    if isinstance(field, Date):
        return bool(before.startswith(value))
    if isinstance(field, Text) and names:  # a name is the same however it is spaced
        return plain(before) == plain(value)
    return field.same(before, value)


def _refines(field: Field, before: Any, value: Any) -> bool:
    return isinstance(field, Date) and dates.is_finer(value, before)


def contradictions(record: type[Record], one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the fields of which two rows say what cannot both be true, amounts first; a coarser date that agrees can."""
    names = {name for group in record.matched_by for name in group}
    found = []
    for name, value in other.items():
        before, field = one.get(name), record.fields[name]
        if before is None or value is None or before == value:
            continue
        if not _says_no_more(field, before, value, name in names) and not _refines(field, before, value):
            found.append(name)
    return sorted(found, key=lambda name: not record.fields[name].is_number)
