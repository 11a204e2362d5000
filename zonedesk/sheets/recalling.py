"""Remembered words found again in a sheet: by its headings alone, in whatever rows they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from zonedesk.records import KINDS
from zonedesk.sheets.across import split
from zonedesk.sheets.context import Context
from zonedesk.sheets.headings import Heading, Match, assign, without_unit
from zonedesk.sheets.memory import Memory
from zonedesk.sheets.recognition import IGNORE, Column, Corrections


def words_of(headings: Iterable[Heading]) -> dict[int, str]:
    """Return the word that each column is remembered by: its whole heading, folded; a second one of the same says #2."""
    met: Counter[str] = Counter()
    words = {}
    for heading in headings:
        word = _word(heading.parts)
        met[word] += 1
        words[heading.column] = word if met[word] == 1 else f"{word}#{met[word]}"
    return words


@lru_cache(maxsize=1 << 12)
def _word(parts: tuple[str, ...]) -> str:
    return "/".join(without_unit(part) for part in parts)


def sheet_word(headings: Iterable[Heading]) -> str:
    """Return the word that a sheet is remembered by: all of its headings, in whatever order."""
    return "\n".join(sorted(words_of(heading for heading in headings if not heading.is_numbering).values()))


def unit_word(word: str, heading: Heading, context: Context) -> str:
    """Return what a column's unit is remembered by: its word and the unit that the sheet states, which goes first once it changes."""
    stated = heading.unit or "、".join(filter(None, (context.money_unit, context.area_unit, context.value_unit)))
    return f"{word}|{stated}"


def assign_remembered(headings: Sequence[Heading], kind: str, memory: Memory, of: str = "") -> dict[int, Match]:
    """Return for each column the field that it fills, what is remembered of it before what its heading means.

    `of` is the sheet's kind where `kind` is one that its lines describe as well.
    """
    known = _known_fields(headings, of or kind, memory)
    chosen = {column: _field_of(field, of or kind, kind) for column, field in known.items()}
    found = assign((heading for heading in headings if heading.column not in known), kind)
    given = {
        heading.column: Match(field, 1.0, split(heading.parts, kind)[0])
        for heading in headings if (field := chosen.get(heading.column))
    }  # fmt: skip
    taken = {(match.field, match.said) for match in given.values()}
    return {**{column: match for column, match in found.items() if (match.field, match.said) not in taken}, **given}


def _field_of(field: str, own: str, kind: str) -> str:
    """Return a chosen field where it is one of a kind's: project.code is the described project's."""
    other, _, name = field.rpartition(".")
    return name if (other or own) == kind else ""


def _known_fields(headings: Sequence[Heading], kind: str, memory: Memory) -> dict[int, str]:
    """Return what is remembered of columns: a field that there is, or IGNORE."""
    if not memory.fields:
        return {}
    words = words_of(headings).items()
    found = {column: memory.fields[kind, word] for column, word in words if (kind, word) in memory.fields}
    return {column: field for column, field in found.items() if field == IGNORE or _is_field(field, kind)}


def _is_field(field: str, kind: str) -> bool:
    other, _, name = field.rpartition(".")
    return (other or kind) in KINDS and name in KINDS[other or kind].fields


def recall_fields(headings: Sequence[Heading], kind: str, corrections: Corrections, memory: Memory) -> Corrections:
    """Return corrections filled up with what is remembered of the columns about which they say nothing."""
    given = set(corrections.fields.values()) - {IGNORE}
    known = _known_fields(headings, kind, memory)
    recalled = {column: field for column, field in known.items() if field not in given}
    return replace(corrections, fields={**recalled, **corrections.fields})


def recall_units(
    headings: Sequence[Heading], kind: str, context: Context, corrections: Corrections, memory: Memory
) -> Corrections:
    """Return corrections filled up with remembered units, where the sheet states the same unit as it did then."""
    if not memory.units:
        return corrections
    words = words_of(headings)
    keys = {heading.column: (kind, unit_word(words[heading.column], heading, context)) for heading in headings}
    recalled = {column: memory.units[key] for column, key in keys.items() if key in memory.units}
    return replace(corrections, units={**recalled, **corrections.units})


def recalled_notes(columns: Sequence[Column], kind: str, told: Corrections, recalled: Corrections) -> list[str]:
    """Return what is said of columns that are read as a person chose before: all of `recalled` that `told` does not say."""
    notes = []
    for column in columns:
        place = f"{column.letter} 列“{column.heading}”按上次的选择"
        if column.index in recalled.fields and column.index not in told.fields:
            label = _label(column, kind)
            notes.append(f"{place}读作{label}" if label else f"{place}不导入")
        if column.index in recalled.units and column.index not in told.units and column.targets:
            notes.append(f"{place}以{column.unit}为单位")
    return notes


def _label(column: Column, kind: str) -> str:
    if not column.targets:
        return ""
    target = column.targets[0]
    label = KINDS[target.kind].fields[target.field].label
    return label if target.kind == kind else f"{KINDS[target.kind].label}的{label}"
