"""What the rows of one plan say of each record, so that a later row can be held to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from zonedesk.actions.comparing import contradictions
from zonedesk.actions.matching import Archive, Namesake
from zonedesk.records.fields import Problem
from zonedesk.records.record import Record


class Mention(NamedTuple):
    """A row (from 1) of a sheet of a file that spoke of a record, and the values that it gave."""

    file: str
    sheet: str
    row: int
    values: Mapping[str, Any]

    def seen_from(self, file: str, sheet: str) -> str:
        """Return what somebody in a sheet calls the row."""
        if (self.file, self.sheet) == (file, sheet):
            return f"第 {self.row} 行"
        other = f"工作表“{self.sheet}”第 {self.row} 行"
        return other if self.file == file else f"“{self.file}”的{other}"


class Mentions:
    """All rows that were taken so far, by the record of which they speak."""

    def __init__(self) -> None:
        self._first: dict[str, Mention] = {}
        self._later: dict[str, list[Mention]] = {}

    def note(self, record: str, mention: Mention) -> None:
        """Take in what a row says of a record."""
        if self._first.setdefault(record, mention) is not mention:
            self._later.setdefault(record, []).append(mention)

    def of(self, record: str) -> list[Mention]:
        """Return the rows that speak of a record."""
        return [self._first[record], *self._later.get(record, ())] if record in self._first else []

    def first(self, record: str) -> Mention | None:
        """Return the first row that speaks of a record, if any does."""
        return self._first.get(record)

    def within(self, record: str, file: str, sheet: str) -> Mention | None:
        """Return the first row of a sheet that speaks of a record, if any does."""
        return next((m for m in self.of(record) if (m.file, m.sheet) == (file, sheet)), None)

    def against(self, kind: type[Record], record: str, values: Mapping[str, Any]) -> tuple[str, Mention] | None:
        """Return the first field of which an earlier row says what cannot be true as well, with that row."""
        for mention in self.of(record):
            differing = contradictions(kind, mention.values, values)
            if differing:
                return differing[0], mention
        return None


def contradiction(kind: type[Record], name: str, where: str, shown: str) -> str:
    """Return the words for a row that says otherwise of a field than the row at `where`, which says `shown`."""
    return f"与{where}是同一{kind.counter}{kind.label}，{kind.fields[name].label}不同（那里是“{shown}”）"


def namesake_problem(archive: Archive, kind: str, row: Mapping[str, Any], namesake: Namesake, where: str) -> Problem:
    """Return the problem of a row that has a record's name and another code: it would overwrite that, or be a second."""
    shelf = archive[kind]
    code = (shelf.differing(row, namesake.record) or namesake.by)[-1]
    fields, counter = shelf.record.fields, f"{shelf.record.counter}{shelf.record.label}"
    same = "、".join(fields[name].label for name in namesake.by)
    shown = archive.show(fields[code], shelf.value(namesake.record, code))
    message = f"{where}有{same}相同的{shelf.record.label}，{fields[code].label}是“{shown}”"
    return Problem(code, f"{message}。请核对，若是两{counter}，请用名称分清")
