"""The words of 议定事项: a meeting gives each of them words of its own, also where bottlenecks say the same."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from zonedesk.records.parsing import plain
from zonedesk.records.record import Row


def texts_of(rows: Sequence[Row], taken: Iterable[str]) -> list[str]:
    """Return a text for the item of each bottleneck, none of them among those `taken` in the meeting.

    It is the suggestion, else the description; where several say the same each names its project or zone as well, and
    its description; where even these are the same a number tells them apart.
    """
    forms = [_forms(row) for row in rows]
    often = Counter(plain(form) for each in forms for form in dict.fromkeys(each))
    used = {plain(text) for text in taken}
    texts = []
    for each in forms:
        alone = [form for form in each if often[plain(form)] == 1]
        text = next(form for form in itertools.chain(alone, _numbered(each[-1])) if plain(form) not in used)
        used.add(plain(text))
        texts.append(text)
    return texts


def _forms(row: Row) -> tuple[str, ...]:
    """Return what an item may be called, the shortest first."""
    words, description = row["suggestion"] or row["description"], row["description"]
    place = row["project.caption"] or row["zone.caption"] or ""
    named = (f"{place}：{words}",) if place else ()
    if words == description:
        return (words, *named)
    more = (f"{place}：{description}：{words}",) if place else ()
    return (words, *named, f"{description}：{words}", *more)


def _numbered(text: str) -> Iterator[str]:
    return (f"{text}（{number}）" for number in itertools.count(1))
