"""What an import teaches: the words of its sheets, for the same office's next file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from zonedesk.actions.plan import SheetPlan
from zonedesk.records import KINDS
from zonedesk.records.parsing import plain
from zonedesk.sheets.headings import headings_of, without_unit
from zonedesk.sheets.kinds import best_reading
from zonedesk.sheets.memory import Memory, Topic
from zonedesk.sheets.recalling import sheet_word, unit_word, words_of
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import IGNORE, Column, Corrections

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.memory import Word


class Lesson(NamedTuple):
    """What a word meant in a sheet, None for what recognition says by itself; and whether somebody chose it, now or before."""

    topic: Topic
    kind: str
    said: str
    meant: str | None
    is_chosen: bool = True


def read_memory(connection: sa.Connection) -> Memory:
    """Return what the ledger remembers; words about kinds that there are no more are left aside."""
    from zonedesk.store.memory import read_words
    from zonedesk.store.query import captions_of

    words = read_words(connection)
    sheets = {w.said: w.meant for w in words if w.topic == "sheet" and (w.meant == IGNORE or w.meant in KINDS)}
    fields, units, names = (
        {(w.kind, w.said): w.meant for w in words if w.topic == topic} for topic in ("field", "unit", "name")
    )
    indicators = [name for _, name in captions_of(connection, "indicator")]
    indicators += [said for kind, said in names if kind == "indicator"]
    return Memory(sheets, fields, units, names, frozenset(map(without_unit, indicators)))


def learn(connection: sa.Connection, sheets: Iterable[SheetPlan]) -> int:
    """Remember what people chose in the sheets of an import, and return how many words that are.

    A word that was set back to what goes by itself is forgotten.
    """
    from zonedesk.store.memory import forget_words, keep_words

    kept, forgotten = words_to_learn(sheets, read_memory(connection))
    keep_words(connection, kept)
    forget_words(connection, forgotten)
    return len(kept)


def words_to_learn(sheets: Iterable[SheetPlan], memory: Memory) -> tuple[list[Word], list[Word]]:
    """Return the words that an import adds to memory, and those that it takes away.

    A word that means two things in one import is left as it was: of ten sheets with the same headings, one that is not
    to be imported says nothing of the others.
    """
    from zonedesk.store.memory import Word

    met: dict[tuple[Topic, str, str], list[Lesson]] = defaultdict(list)
    for sheet in sheets:
        for lesson in _lessons(sheet, memory):
            met[lesson.topic, lesson.kind, lesson.said].append(lesson)
    kept, forgotten = [], []
    for (topic, kind, said), lessons in met.items():
        meanings, known = {lesson.meant for lesson in lessons}, _known(memory, topic, kind, said)
        if len(meanings) > 1 or not any(lesson.is_chosen for lesson in lessons) or known in meanings:
            continue
        meant = meanings.pop()
        if meant is None:
            forgotten.append(Word(topic, kind, said, known or ""))
        else:
            kept.append(Word(topic, kind, said, meant))
    return kept, forgotten


def _known(memory: Memory, topic: Topic, kind: str, said: str) -> str | None:
    if topic == "sheet":
        return memory.sheets.get(said)
    return {"field": memory.fields, "unit": memory.units, "name": memory.names}[topic].get((kind, said))


def _lessons(sheet: SheetPlan, memory: Memory) -> Iterator[Lesson]:
    if sheet.corrections.kind == IGNORE:
        yield from _of_sheet_left_out(sheet, memory)
    elif sheet.record is not None:
        yield _of_kind(sheet, sheet.record, memory)
        yield from _of_columns(sheet, sheet.record, memory)
        for (kind, name), record in sheet.corrections.names.items():
            yield Lesson("name", kind, plain(name), record or None)


def _of_sheet_left_out(sheet: SheetPlan, memory: Memory) -> Iterator[Lesson]:
    """Give what is said of the headings of a sheet that a person left out, where they can be found."""
    grid, header = sheet.recognition.grid, sheet.corrections.header_rows
    found = best_reading(replace(grid, hidden=False), None, (header[0] - 1, header[1] - 1) if header else None, memory)
    if found:
        is_left_out = recognise(grid, memory=memory.without_words()).kind is None
        yield Lesson("sheet", "", sheet_word(found.headings), None if is_left_out else IGNORE)


def _of_kind(sheet: SheetPlan, kind: str, memory: Memory) -> Lesson:
    """Return what is said of a sheet's headings; that they are found where nobody would see them is worth a word too."""
    read, told = sheet.recognition, sheet.corrections
    word = sheet_word(headings_of(read.grid, read.header_rows[0] - 1, read.header_rows[-1] - 1))
    if told.kind is None and told.header_rows is None and word not in memory.sheets:
        return Lesson("sheet", "", word, None, is_chosen=False)
    itself = recognise(read.grid, memory=memory.without_words())
    is_same = (itself.kind, itself.header_rows) == (kind, read.header_rows)
    return Lesson("sheet", "", word, None if is_same else kind)


def _of_columns(sheet: SheetPlan, kind: str, memory: Memory) -> Iterator[Lesson]:
    read, told = sheet.recognition, sheet.corrections
    first, last = read.header_rows[0], read.header_rows[-1]
    words = words_of(headings_of(read.grid, first - 1, last - 1))
    named = [column for column in read.columns if column.index in words]
    chosen = {c.index for c in named if c.index in told.fields or (kind, words[c.index]) in memory.fields}
    fields = {column.index: column.written(kind) for column in named if column.index in chosen}
    if not (chosen or told.units or memory.units):
        return
    bare, unsaid = Corrections(kind=kind, header_rows=(first, last)), memory.without_words()
    itself = {column.index: _answer(column) for column in recognise(read.grid, bare, unsaid).columns}
    for column in named:
        if column.index in chosen:
            is_same = itself.get(column.index) == _answer(column)
            yield Lesson("field", kind, words[column.index], None if is_same else fields[column.index])
    stated = {column.index: column for column in recognise(read.grid, replace(bare, fields=fields), unsaid).columns}
    for column in named:
        own = stated.get(column.index)
        if own and column.targets:
            word = unit_word(words[column.index], own)
            is_chosen = column.index in told.units or (kind, word) in memory.units
            is_same = own.is_unit_stated and own.unit == column.unit
            yield Lesson("unit", kind, word, None if is_same else column.unit, is_chosen)


def _answer(column: Column) -> tuple[object, ...]:
    """Return what a column fills, and whether anybody is asked about it."""
    return column.targets, column.sure, column.is_missed
