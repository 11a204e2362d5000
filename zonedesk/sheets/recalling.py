"""Remembered words found again in a sheet: by its headings alone, in whatever rows they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from zonedesk.records import KINDS
from zonedesk.sheets.headings import Heading, Match, assign, said_by, without_unit
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


def unit_word(word: str, column: Column) -> str:
    """Return what a column's unit is remembered by: its word and the unit that the sheet states, which goes first once it changes."""
    return f"{word}|{column.unit if column.is_unit_stated else ''}"


def assign_remembered(headings: Sequence[Heading], kind: str, memory: Memory, of: str = "") -> dict[int, Match]:
    """Return for each column the field that it fills, what is remembered of it before what its heading means.

    `of` is the sheet's kind where `kind` is one that its lines describe as well.
    """
    known = _known_fields(headings, of or kind, memory)
    chosen = {column: _field_of(field, of or kind, kind) for column, field in known.items()}
    found = assign((heading for heading in headings if heading.column not in known), kind)
    given = {
        heading.column: Match(field, 1.0, said_by(heading, kind)[0])
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
    columns: Sequence[Column], headings: Sequence[Heading], kind: str, memory: Memory, told: Corrections
) -> dict[int, str]:
    """Return the remembered units of the columns that `told` leaves, where the sheet states the same unit as it did then."""
    if not memory.units:
        return {}
    words, left = words_of(headings), [c for c in columns if c.targets and c.index not in told.units]
    keys = {column.index: (kind, unit_word(words[column.index], column)) for column in left}
    return {column: memory.units[key] for column, key in keys.items() if key in memory.units}


def recalled_notes(columns: Sequence[Column], kind: str, fields: Set[int], units: Mapping[int, str]) -> list[str]:
    """Return what is said of the columns whose field or unit is the one that a person chose before."""
    notes = []
    for column in columns:
        place = f"{column.letter} 列“{column.heading}”按上次的选择"
        if column.index in fields:
            label = _label(column, kind)
            notes.append(f"{place}读作{label}" if label else f"{place}不导入")
        if column.index in units:
            notes.append(f"{place}以{column.unit}为单位")
    return notes


def _label(column: Column, kind: str) -> str:
    if not column.targets:
        return ""
    target = column.targets[0]
    label = KINDS[target.kind].fields[target.field].label
    return label if target.kind == kind else f"{KINDS[target.kind].label}的{label}"
