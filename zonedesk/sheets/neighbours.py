"""Columns that share the month of the one before them: 同比 and 位次 straight after 1-11月, up to the next month's column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zonedesk.records import KINDS
from zonedesk.records.fields import Number
from zonedesk.sheets.across import Said, main_field
from zonedesk.sheets.headings import Heading, Match, is_of_one_month, match, said_by, without_unit

_PASSED_OVER = re.compile("(?:目标|任务|计划|完成率|进度|占比|比重)数?值?$")
"""What may stand between a month's value and its 同比, and says nothing of another time."""


def with_neighbours(headings: Sequence[Heading], kind: str) -> list[Heading]:
    """Return headings with the column that each belongs to by its place, for those that do not name its month or indicator.

    What follows several bare months is no one's: 1-10月, 1-11月, 同比. What follows 当月 is of that month alone.
    """
    if not main_field(kind):
        return list(headings)
    return _Walk(kind).over(headings)


class _Walk:
    """A walk along a heading from the left: the values that were last met (`values`) and the fields told after them."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._values: list[Heading] = []
        self._told: set[str] = set()

    def over(self, headings: Sequence[Heading]) -> list[Heading]:
        return [self._placed(heading) for heading in headings]

    def _placed(self, heading: Heading) -> Heading:
        found = match(heading, self._kind)
        owner = _owner(self._values, self._kind)
        if owner and found and self._is_number_beside(found) and self._says_less(heading, owner):
            self._told.add(found.field)
            return replace(heading, beside=owner)
        if found and found.said:
            self._meet(heading, found.field)
        elif is_of_one_month(heading, self._kind):
            self._values, self._told = [heading], set()
        elif not (found and found.field in self._told) and not _PASSED_OVER.search(without_unit(heading.text)):
            self._values, self._told = [], set()
        return heading

    def _says_less(self, heading: Heading, owner: Heading) -> bool:
        """Return whether a heading says less for its column than the value's before it does, in the same group."""
        said, more = set(self._said(heading)), set(self._said(owner))
        is_less = not said if is_of_one_month(owner, self._kind) else said < more
        return is_less and heading.parts[:-1] == owner.parts[:-1]

    def _meet(self, heading: Heading, field: str) -> None:
        """Take in a column that says its own month: a value begins anew where something was told of the last one."""
        if field != main_field(self._kind):
            is_same = bool(self._values) and self._said(heading) == self._said(self._values[-1])
            self._values = self._values if is_same else []
            self._told = {*self._told, field} if is_same else set()
            return
        is_new = self._told or any(is_of_one_month(value, self._kind) for value in self._values)
        self._values = [heading] if is_new else [*self._values, heading]
        self._told = set()

    def _said(self, heading: Heading) -> Said:
        return said_by(heading, self._kind)[0]

    def _is_number_beside(self, found: Match) -> bool:
        """Return whether a heading means a number that is told beside the value, for the first time: no key of the record."""
        record, name = KINDS[self._kind], found.field
        is_told = name in self._told or name == main_field(self._kind) or any(name in key for key in record.matched_by)
        return found.weight == 1 and isinstance(record.fields[name], Number) and not is_told


def _owner(values: Sequence[Heading], kind: str) -> Heading | None:
    """Return the value that what follows is told of: of 10月 and 1-10月 the latter, of two years' the later; None for no single one."""
    told = [(dict(said), spans, value) for value in values for said, _, spans in [said_by(value, kind)]]
    apart = {tuple(sorted((name, text) for name, text in said.items() if name != "year")) for said, _, _ in told}
    dated = {"year" in said for said, _, _ in told}
    if len(apart) != 1 or len(dated) != 1:
        return None
    return max(told, key=lambda one: (one[0].get("year", ""), one[1]))[2]
