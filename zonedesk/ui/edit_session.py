"""What was typed and is not saved yet, per record: the form and the cells of the table share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Field, Link, Money, Problem, Reading
from zonedesk.records.record import Row

if TYPE_CHECKING:
    from zonedesk.actions.records import Saved
    from zonedesk.store.history import Source
    from zonedesk.store.store import Store

NEW = ""  # stands for the id of the record that is being made


@dataclass(frozen=True)
class Entry:
    """What stands in one field: the text as people see it, the choice or record that was picked, the unit of money."""

    text: str
    key: str | None = None
    unit: str = "亿元"


EMPTY = Entry("")


@dataclass
class Draft:
    """The unsaved entries of one record, and what is wrong with them by field."""

    entries: dict[str, Entry] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    in_form: bool = False  # something was typed in the form: ask before leaving it
    version: int | None = None


def entry_of(field_: Field, row: Mapping[str, Any], money_unit: str) -> Entry:
    """Return what an editor of a field starts from for a row."""
    value = row.get(field_.id)
    if value is None:
        return Entry("", None, money_unit)
    if isinstance(field_, Link):
        return Entry(row.get(f"{field_.id}.caption") or "", value, money_unit)
    key = value if isinstance(field_, Choice) else None
    text = field_.show(value) if isinstance(field_, Choice) else field_.edit(value, money_unit)
    return Entry(text, key, money_unit)


class EditSession(QObject):
    """The unsaved work on one page."""

    changed = Signal(str)  # the record whose draft changed
    saved = Signal(str, object)  # a record was saved: its id, and the Saved with its warnings

    def __init__(self, store: Store, kind: str) -> None:
        super().__init__()
        self.store, self.kind = store, kind
        self.record = KINDS[kind]
        self.drafts: dict[str, Draft] = {}

    def draft(self, record: str) -> Draft:
        """Return the draft of a record; an empty one where nothing was typed."""
        return self.drafts.get(record) or Draft()

    def put(self, record: str, name: str, entry: Entry, version: int | None = None, in_form: bool = False) -> None:
        """Hold what was typed into a field."""
        draft = self.drafts.setdefault(record, Draft(version=version))
        draft.entries[name] = entry
        draft.problems.pop(name, None)
        draft.in_form = draft.in_form or in_form
        self.changed.emit(record)

    def drop(self, record: str, name: str | None = None) -> None:
        """Forget what was typed into a field, or into the whole record."""
        draft = self.drafts.get(record)
        if draft is None:
            return
        draft.entries.pop(name or "", None)
        draft.problems.pop(name or "", None)
        if name is None or not draft.entries:
            del self.drafts[record]
        self.changed.emit(record)

    def set_problems(self, record: str, problems: Iterable[Problem]) -> None:
        """Hold what is wrong with a record; of two problems in a field the error stays."""
        draft = self.drafts.setdefault(record, Draft())
        draft.problems = {p.field: p for p in sorted(problems, key=lambda p: p.severity == "error")}
        self.changed.emit(record)

    def change_unit(self, money_unit: str) -> None:
        """Write typed amounts in another unit, so that the same digits never come to mean another sum."""
        for record, draft in self.drafts.items():
            for name, entry in draft.entries.items():
                field_ = self.record.fields[name]
                if isinstance(field_, Money):
                    draft.entries[name] = _in_unit(field_, entry, money_unit)
            self.changed.emit(record)

    def problem_count(self) -> int:
        """Return how many places are to be mended before they can be saved."""
        return sum(p.severity == "error" for draft in self.drafts.values() for p in draft.problems.values())

    def error_places(self) -> list[tuple[str, str]]:
        """Return each place that is to be mended: its record and its field, in the order of the fields."""
        wrong = {
            record: {name for name, p in draft.problems.items() if p.severity == "error"}
            for record, draft in self.drafts.items()
        }
        return [(record, name) for record, names in wrong.items() for name in self.record.fields if name in names]

    def unsaved_count(self) -> int:
        """Return how many entries would be lost; what a new record merely begins with is none."""
        return sum(len(draft.entries) for record, draft in self.drafts.items() if record != NEW or draft.in_form)

    def unsaved(self) -> list[str]:
        """Return the records whose form holds unsaved text."""
        return [record for record, draft in self.drafts.items() if draft.in_form]

    def read(self, record: str, names: Iterable[str] | None = None) -> tuple[Row, list[Problem]]:
        """Return the values that the entries of a record stand for, and what could not be read."""
        entries = self.draft(record).entries
        return read_entries(self.store, self.kind, {n: entries[n] for n in (names or entries) if n in entries})

    def save(self, record: str, names: Iterable[str] | None = None, source: Source = "form") -> Saved | None:
        """Save the entries of a record, or some of them, as one action; None where they cannot be read.

        What is wrong is held with the draft, and everything typed stays. Raises Refused.
        """
        from zonedesk.actions.records import save

        draft = self.draft(record)
        chosen = list(names if names is not None else draft.entries)
        values, problems = self.read(record, chosen)
        if problems:
            rest = self._check_rest(record, values, problems) if source == "form" else []
            self.set_problems(record, [*rest, *_others(draft, chosen), *problems])
            return None
        result = save(self.store, self.kind, record or None, values, source, draft.version)
        if not result.saved:
            self.set_problems(record, _at_cells(result.problems, chosen if source == "cell" else []))
            return result
        self._forget(record, chosen)
        self.saved.emit(result.id, result)
        return result

    def _check_rest(self, record: str, values: Row, unread: Iterable[Problem]) -> list[Problem]:
        """Return what else is wrong with a record some of whose values cannot be read: all is said at once."""
        from zonedesk.actions.records import check, defaults, get

        kept = get(self.store, self.kind, record) if record else defaults(self.kind)
        names = {problem.field for problem in unread}
        # An old value of a field that is typed anew is nothing to compare the others with.
        row = {**(kept or {}), **values, **dict.fromkeys(names), "id": record or None}
        with self.store.reading() as connection:
            return [problem for problem in check(connection, self.kind, row) if problem.field not in names]

    def _forget(self, record: str, names: Iterable[str]) -> None:
        draft = self.drafts.get(record)
        if draft is None:
            return
        for name in names:
            draft.entries.pop(name, None)
            draft.problems.pop(name, None)
        if draft.entries:
            draft.problems = {n: p for n, p in draft.problems.items() if n in draft.entries}
            draft.version = None  # the save itself made a newer one
        else:
            del self.drafts[record]
        self.changed.emit(record)


def _in_unit(field_: Money, entry: Entry, money_unit: str) -> Entry:
    try:
        value = field_.parse(entry.text, Reading(unit=entry.unit))
    except Unreadable:
        return entry  # it goes on meaning what it was typed in
    return Entry(field_.edit(value, money_unit), None, money_unit)


def _others(draft: Draft, names: Iterable[str]) -> list[Problem]:
    return [problem for name, problem in draft.problems.items() if name not in set(names)]


def _at_cells(problems: Iterable[Problem], names: Iterable[str]) -> list[Problem]:
    """Return problems with each of the edited cells marked: the fault may lie in another field of the row."""
    found = list(problems)
    errors = [problem for problem in found if problem.severity == "error"]
    marked = {problem.field for problem in errors}
    return found + [replace(errors[0], field=name) for name in names if errors and name not in marked]


def read_entries(store: Store, kind: str, entries: Mapping[str, Entry]) -> tuple[Row, list[Problem]]:
    """Return the values that entries stand for, and what could not be read. Links are named by their text."""
    values: Row = {}
    problems: list[Problem] = []
    for name, entry in entries.items():
        try:
            values[name] = _read(store, KINDS[kind].fields[name], entry)
        except Unreadable as error:
            problems.append(Problem(name, str(error)))
    return values, problems


def _read(store: Store, field_: Field, entry: Entry) -> object:
    if entry.key is not None and isinstance(field_, Choice | Link):
        return entry.key
    reading = Reading(unit=entry.unit if not field_.unit else "")
    if not isinstance(field_, Link):
        return field_.parse(entry.text, reading)
    from zonedesk.actions.records import read_value

    with store.reading() as connection:
        return read_value(connection, field_, entry.text, reading)
