"""Several indicators side by side: the words of a heading that are neither a month nor a field name the indicator of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from zonedesk.records import KINDS
from zonedesk.records.fields import Number
from zonedesk.sheets.across import main_field, split
from zonedesk.sheets.headings import Heading, match, unit_in, without_unit

_CALLED_SO = re.compile(
    "(?:增加值|产值|投资|收入|税收|总额|零售额|进出口|出口|进口|外资|利润|利税|用电量|营收|销售额|到位资金|到位额|GDP|生产总值)$"
)


def with_indicators(headings: Sequence[Heading], kind: str, known: Set[str] = frozenset()) -> Sequence[Heading]:
    """Return headings with the indicator that each is about, where they name two or more: 规上工业增加值 over 累计值 and 同比.

    An indicator that is `known` (on record, as headings are compared) needs no 累计值: 工业投资, 工业投资增速.
    """
    link = indicator_link(kind)
    if not link:
        return headings
    named = {h.column: name for h in headings if (name := _indicator_of(h, kind) or _known_in(h, kind, known))}
    if len({without_unit(name) for name in named.values()}) < 2:
        return headings
    return [replace(h, about=named[h.column], about_field=link) if h.column in named else h for h in headings]


def are_across(headings: Sequence[Heading]) -> bool:
    """Return whether indicators on record head columns by themselves."""
    return any(heading.about and len(heading.parts) == 1 for heading in headings)


def indicator_link(kind: str) -> str:
    """Return the link of a kind to the record in whose unit its numbers are, the empty text for none."""
    field = KINDS[kind].fields.get(main_field(kind))
    return field.unit_of if isinstance(field, Number) else ""


def _indicator_of(heading: Heading, kind: str) -> str:
    """Return the part that names an indicator: beside a month or a word for its number, and no field's own name."""
    said, rest, _ = split(heading.parts, kind)
    unknown = [part for part in rest if not _is_field(part, kind)]
    if len(unknown) != 1 or len(heading.parts) < 2 or unknown[0] not in heading.parts:
        return ""
    if len(rest) > 1:
        return unknown[0]
    is_called_so = bool(unit_in(unknown[0])) or bool(_CALLED_SO.search(without_unit(unknown[0])))
    return unknown[0] if said and is_called_so else ""


def _known_in(heading: Heading, kind: str, known: Set[str]) -> str:
    """Return the words of a heading of one part that are an indicator on record, beside a month or a field's name or alone."""
    if not known or len(heading.parts) != 1 or _is_field(heading.parts[0], kind):
        return ""
    part, rest = heading.parts[0], split(heading.parts, kind)[1]
    word = without_unit(rest[0]) if len(rest) == 1 else ""
    if word in known:
        return word if word in part else part
    begun = (word[:length] for length in range(len(word) - 1, 1, -1))
    name = next((name for name in begun if name in known), "")
    return name if name in part and _is_field(word.removeprefix(name), kind) else ""


def _is_field(part: str, kind: str) -> bool:
    found = match(Heading(0, (part,)), kind)
    return found is not None and found.weight == 1
