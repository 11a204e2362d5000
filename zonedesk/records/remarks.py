"""Words that no number or date field can hold, kept in a record's remark: 总投资原文：2.50-4.00亿元.

Each stands on a line of its own under what the remark says, so that bringing the same ledger in again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from zonedesk.records.fields import Date, Field
from zonedesk.records.parsing import fold

REMARK = "remark"
"""The field that holds a record's remark, in every kind that has one."""

_MARK = "原文："
_LINE = re.compile(rf"(?P<label>[^：\n]{{1,20}}){_MARK}(?P<words>.+)")


def as_written(field: Field, text: str, unit: str, year: int | None) -> str:
    """Return words with what their column and their sheet say of them: 2.50-4.00亿元, 年底前（2023年的表）."""
    words = " ".join(text.split())
    if isinstance(field, Date):
        return words if year is None or re.search(r"(?:19|20)\d\d", fold(words)) else f"{words}（{year}年的表）"
    states_unit = not re.search(r"\d", words) or re.search(r"[万亿元%]", fold(words)) or words.endswith(unit)
    return words if states_unit else f"{words}{unit}"


def holds_words(remark: str | None) -> bool:
    """Return whether a remark may hold such lines."""
    return bool(remark) and _MARK in str(remark)


def remark_with(
    words: Mapping[str, str], stated: str | None, kept: str | None, given: Collection[str], order: Iterable[str]
) -> str | None:
    """Return the remark of a record whose row states a remark (or None) and words by the label of their field.

    `kept` is the record's remark so far, which stays where the row states none; its lines stay too unless the row has
    other words or a value for their field (`given`, by label). `order` are the labels as the lines are sorted.
    """
    if not words and (stated is None or stated == kept or not holds_words(kept)):
        return stated
    text, own = _parted(stated)
    before, lines = _parted(kept)
    lines = {label: line for label, line in lines.items() if label not in given}
    lines |= {**own, **words}
    places = {label: place for place, label in enumerate(order)}
    labels = sorted(lines, key=lambda label: (places.get(label, len(places)), label))
    whole = [*(text if stated else before), *(f"{label}{_MARK}{lines[label]}" for label in labels)]
    return kept if kept and sorted(whole) == sorted(kept.splitlines()) else "\n".join(whole)


def _parted(remark: str | None) -> tuple[list[str], dict[str, str]]:
    """Return a remark's own lines, and the words in it by the label of their field."""
    text, words = [], {}
    for line in (remark or "").splitlines():
        found = _LINE.fullmatch(line)
        if found:
            words[found["label"]] = found["words"]
        else:
            text.append(line)
    return text, words
