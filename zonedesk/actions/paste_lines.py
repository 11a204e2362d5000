"""What each line of a pasted block does to the ledger, found and compared as an import does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from zonedesk.actions.comparing import differences
from zonedesk.actions.matching import Archive, Beside
from zonedesk.actions.plan import Step
from zonedesk.actions.records import defaults, not_on_record, read_value, resolve_all
from zonedesk.actions.repeats import Mention, Mentions, contradiction, namesake_problem
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Link, Number, Problem, Reading, Text
from zonedesk.records.parsing import is_empty, parse_area
from zonedesk.records.record import Row

if TYPE_CHECKING:
    import sqlalchemy as sa

State = Literal["new", "changed", "unchanged", "error"]

WARNED = ("team", "name")  # people of one name may be two


@dataclass(frozen=True)
class Column:
    """A column of the block: its place in a line, the field that it fills, how it is read."""

    place: int
    field: Field
    reading: Reading


@dataclass(frozen=True)
class Line:
    """One line of the block: the record it changes (None for a new one), its texts and values, what is wrong with it.

    `record` is what the line comes to, also where it is new; empty for a line in error.
    """

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    id: str | None = None
    state: State = "new"
    problems: tuple[Problem, ...] = ()
    record: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the line."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class _Read:
    number: int
    texts: Mapping[str, str]
    values: Row
    problems: list[Problem]


class LinePlanner:
    """Plans the lines of a block one after the other, each upon what those before it do.

    `known` are the records that the lines stand for by their place, None where the block has headings.
    """

    def __init__(
        self, connection: sa.Connection, kind: str, columns: Sequence[Column], known: Sequence[str] | None
    ) -> None:
        self._connection, self._kind, self._columns, self._known = connection, kind, columns, known
        self._record = KINDS[kind]
        self._archive, self._mentions = Archive(connection), Mentions()
        self._others = Beside(self._archive, kind, ())
        self._shelf = self._archive[kind]
        self._links: dict[tuple[str, str], str] = {}

    @property
    def steps(self) -> list[Step]:
        """What the lines come to, for the store."""
        return self._archive.steps()

    def lines(self, body: Sequence[Sequence[str]]) -> list[Line]:
        """Return what each line does; lines without any text are left out."""
        self._resolve_links(body)
        read = [self._read(n, cells) for n, cells in enumerate(body) if not all(is_empty(cell) for cell in cells)]
        wanted = self._known if self._known is not None else [self._shelf.find(line.values) for line in read]
        self._shelf.load(record for record in wanted if record)
        if self._record.checks_beside:
            self._shelf.load_all()
            self._others = Beside(self._archive, self._kind, (self._whole(line) for line in read))
        return [self._take(line) for line in read]

    def _whole(self, line: _Read) -> Row:
        """Return the row that a line will make as far as it is known before the lines are taken."""
        place = self._known[line.number] if self._known and line.number < len(self._known) else None
        record = self._shelf.find(line.values) if self._known is None else place
        old = self._shelf.row(record) if record and self._shelf.holds(record) else {}
        return {**old, **line.values}

    def _read(self, number: int, cells: Sequence[str]) -> _Read:
        texts = {c.field.id: cells[c.place].strip() if c.place < len(cells) else "" for c in self._columns}
        line = _Read(number, texts, {}, [])
        for column in self._columns:
            text = texts[column.field.id]
            if self._known is None and is_empty(text):
                continue  # a ledger's empty cell says nothing about what is known already
            try:
                line.values.update(self._values(column, text))
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
        record = self._find(line, problems)
        old = self._shelf.row(record) if record else None
        changed = self._changed(line, old)
        if record and self._known is None:
            problems += self._repeats(line, record, changed)
        if old is None or changed:
            problems += self._wrong(line, record, old, changed)
        is_wrong = any(problem.severity == "error" for problem in problems)
        state: State = "error" if is_wrong else "new" if old is None else "changed" if changed else "unchanged"
        kept = "" if is_wrong else self._keep(record, changed)
        if kept:
            self._mentions.note(kept, Mention("", "", self._row(line), line.values))
        known = record if record and not self._shelf.is_new(record) else None
        return Line(line.number, line.texts, line.values, known, state, tuple(problems), kept)

    def _row(self, line: _Read) -> int:
        """Return what a line is called: its number from 1, the headings counted."""
        return line.number + (2 if self._known is None else 1)

    def _find(self, line: _Read, problems: list[Problem]) -> str | None:
        if self._known is not None:
            record = self._known[line.number] if line.number < len(self._known) else None
            if record and not self._shelf.holds(record):
                problems.append(Problem(self._columns[0].field.id, "这条记录已被删除，请重新打开这一页再粘贴"))
                return None
            return record
        record, namesake = self._shelf.match(line.values)
        if namesake:
            earlier = self._mentions.first(namesake.record)
            where = earlier.seen_from("", "") if earlier else "台账里"
            problems.append(namesake_problem(self._archive, self._kind, line.values, namesake, where))
        return record

    def _changed(self, line: _Read, old: Row | None) -> Row:
        """Return the values that the line gives a new record, or changes in an old one."""
        if old is None:
            return {**defaults(self._kind), **line.values}
        if self._known is None:
            return differences(self._record, old, line.values)
        fields = self._record.fields
        return {name: value for name, value in line.values.items() if not fields[name].same(old.get(name), value)}

    def _repeats(self, line: _Read, record: str, changed: Row) -> Iterable[Problem]:
        """Hold a line to those before it that stand for the same record."""
        against = self._mentions.against(self._record, record, line.values)
        earlier = self._mentions.first(record)
        if against:
            name, mention = against
            where = mention.seen_from("", "")
            shown = self._archive.show(self._record.fields[name], mention.values[name])
            yield Problem(name, f"{contradiction(self._record, name, where, shown)}。请核对后只留一行")
        elif earlier and not changed:
            message = f"与{earlier.seen_from('', '')}重复，只算一{self._record.counter}"
            yield Problem(self._columns[0].field.id, message, "warning")

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
            if other and (record or self._known is not None):  # by headings a new line has been looked for
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
