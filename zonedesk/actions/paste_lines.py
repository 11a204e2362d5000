"""What each line of a block without headings does to the records that it lands on, by its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zonedesk.actions.matching import Archive, Beside
from zonedesk.actions.pasted import Fault, Line
from zonedesk.actions.plan import Result, Step
from zonedesk.actions.records import defaults, not_on_record, read_value, resolve_all
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Link, Number, Problem, Reading, Text
from zonedesk.records.parsing import is_empty, parse_area
from zonedesk.records.record import Row

if TYPE_CHECKING:
    import sqlalchemy as sa

WARNED = ("team", "name")  # people of one name may be two


@dataclass(frozen=True)
class Column:
    """A column of the block: its place in a line, the field that it fills, how it is read."""

    place: int
    field: Field
    reading: Reading


@dataclass(frozen=True)
class _Read:
    number: int  # from 0
    texts: Mapping[int, str]
    values: Row
    problems: list[Problem]


class LinePlanner:
    """Plans the lines of a block one after the other, each upon what those before it do.

    `records` are those that the lines stand for; lines behind the last are new.
    """

    def __init__(self, connection: sa.Connection, kind: str, columns: Sequence[Column], records: Sequence[str]) -> None:
        self._connection, self._kind, self._columns, self._records = connection, kind, columns, records
        self._record = KINDS[kind]
        self._archive = Archive(connection)
        self._others = Beside(self._archive, kind, ())
        self._shelf = self._archive[kind]
        self._links: dict[tuple[str, str], str] = {}

    @property
    def steps(self) -> list[Step]:
        """What the lines come to, for the store."""
        return self._archive.steps()

    def lines(self, body: Sequence[Sequence[str]]) -> list[Line]:
        """Return what each line does; lines without any text are left out, so that they wipe no record."""
        self._resolve_links(body)
        read = [self._read(n, cells) for n, cells in enumerate(body) if not all(is_empty(cell) for cell in cells)]
        self._shelf.load(self._records)
        if self._record.checks_beside:
            self._shelf.load_all()
            self._others = Beside(self._archive, self._kind, (self._whole(line) for line in read))
        return [self._take(line) for line in read]

    def _place(self, line: _Read) -> str | None:
        return self._records[line.number] if line.number < len(self._records) else None

    def _whole(self, line: _Read) -> Row:
        """Return the row that a line will make as far as it is known before the lines are taken."""
        record = self._place(line)
        old = self._shelf.row(record) if record and self._shelf.holds(record) else {}
        return {**old, **line.values}

    def _read(self, number: int, cells: Sequence[str]) -> _Read:
        """Read a line. A cell that is blank empties its field; one that the line does not reach says nothing."""
        here = [column for column in self._columns if column.place < len(cells)]
        line = _Read(number, {column.place: cells[column.place].strip() for column in here}, {}, [])
        for column in here:
            try:
                line.values.update(self._values(column, line.texts[column.place]))
            except Unreadable as error:
                line.problems.append(Problem(column.field.id, str(error)))
        return line

    def _values(self, column: Column, text: str) -> Row:
        field = column.field
        if isinstance(field, Link):
            return {field.id: self._link(field, text)}
        if isinstance(field, Number) and field.unit_field and not is_empty(text):
            number, unit = parse_area(text, column.reading.unit)
            return {field.id: number} | ({field.unit_field: unit} if unit else {})
        return {field.id: read_value(self._connection, field, text, column.reading)}

    def _resolve_links(self, body: Sequence[Sequence[str]]) -> None:
        """Look up whatever the link columns name, a column at a time: a ledger of many records is slow to search."""
        for column in self._columns:
            link = column.field
            if isinstance(link, Link):
                cells = {cells[column.place].strip() for cells in body if column.place < len(cells)}
                names = sorted(name for name in cells if not is_empty(name) and name not in link.whole)
                resolved = resolve_all(self._connection, link, names)
                self._links.update({(link.to, name): record for name, record in resolved.items() if record})

    def _link(self, link: Link, text: str) -> str | None:
        if is_empty(text) or text in link.whole:
            return None
        key = (link.to, text)
        if key not in self._links:
            made = self._named(link, text)
            if made is None:
                raise not_on_record(link, text)
            self._links[key] = made
        return self._links[key]

    def _named(self, link: Link, text: str) -> str | None:
        """Return the record of a name that the store does not know: made here, now or for a line before; else None."""
        shelf = self._archive[link.to]
        named = shelf.named(text)
        if len(named) > 1:
            raise Unreadable(f"有 {len(named)} {shelf.record.counter}{shelf.record.label}都叫“{text}”，请先分清再粘贴")
        if named or not is_made(link):
            return named[0] if named else None
        return shelf.add({**defaults(link.to), shelf.record.named_by[0]: text})

    def _take(self, line: _Read) -> Line:
        problems = list(line.problems)
        record = self._place(line)
        if record and not self._shelf.holds(record):
            problems.append(Problem(self._columns[0].field.id, "这条记录已被删除，请重新打开这一页再粘贴"))
            record = None
        old = self._shelf.row(record) if record else None
        changed = self._changed(line, old)
        if old is None or changed:
            problems += self._wrong(line, record, old, changed)
        is_wrong = any(problem.severity == "error" for problem in problems)
        state: Result = "error" if is_wrong else "new" if old is None else "changed" if changed else "unchanged"
        before = {} if is_wrong or old is None else self._before(old, changed)
        kept = "" if is_wrong else self._keep(record, changed)
        faults = tuple(map(self._fault, problems))
        return Line(line.number + 1, line.texts, state, record, faults, before, (), kept)

    def _changed(self, line: _Read, old: Row | None) -> Row:
        """Return the values that the line gives a new record, or changes in an old one."""
        if old is None:
            return {**defaults(self._kind), **line.values}
        fields = self._record.fields
        return {name: value for name, value in line.values.items() if not fields[name].same(old.get(name), value)}

    def _before(self, old: Row, changed: Row) -> dict[int, str]:
        """Return what the cells that change hold now."""
        return {
            column.place: self._archive.show(column.field, old.get(column.field.id), column.reading.unit or "亿元")
            for column in self._columns if column.field.id in changed
        }  # fmt: skip

    def _fault(self, problem: Problem) -> Fault:
        place = next((column.place for column in self._columns if column.field.id == problem.field), None)
        return Fault(problem.field, problem.message, problem.severity, place)

    def _wrong(self, line: _Read, record: str | None, old: Row | None, changed: Row) -> Iterable[Problem]:
        """Return what is wrong with the whole row that a line makes, on its own and beside the other records."""
        whole = {**{name: (old or {}).get(name) for name in self._record.fields}, **changed}
        unread = {problem.field for problem in line.problems}
        problems = [*self._record.problems(whole), *self._record.problems_beside(whole, self._others)]
        found = [problem for problem in problems if problem.field not in unread]
        yield from found
        wrong = unread | {problem.field for problem in found if problem.severity == "error"}
        for group in self._record.matched_by:
            if not wrong.isdisjoint(group) or changed.keys().isdisjoint(group):
                continue
            other = self._shelf.other(group, whole, record)
            if other:
                yield self._taken(group, other)
                return

    def _taken(self, group: tuple[str, ...], other: str) -> Problem:
        same = "、".join(self._record.fields[name].label for name in group)
        caption = self._shelf.caption(other) or self._archive.designation(self._kind, other)
        severity: Literal["error", "warning"] = "warning" if group == WARNED else "error"
        return Problem(group[-1], f"已有{same}相同的{self._record.label}“{caption}”，请核对", severity)

    def _keep(self, record: str | None, changed: Row) -> str:
        if record is None:
            return self._shelf.add(changed)
        if changed:
            self._shelf.change(record, changed)
        return record


def is_made(link: Link) -> bool:
    """Return whether pasting may make the record that a link names: its name is all it must have."""
    if not link.makes:
        return False
    target = KINDS[link.to]
    required = [field.id for field in target.fields.values() if field.required]
    return required == [target.named_by[0]] and isinstance(target.fields[required[0]], Text)
