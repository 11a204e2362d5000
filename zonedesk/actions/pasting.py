"""A block of cells from a spreadsheet: what it would add and change, and doing so in one step."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Link, Problem, Reading, Text
from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS, fold, is_empty, plain
from zonedesk.records.record import Record, Row

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.change import Change
    from zonedesk.store.store import Store

State = Literal["new", "changed", "unchanged", "error"]
Block = list[list[str]]

_UNIT = re.compile(r"[（(]([^（()）]*)[)）]\s*$")


@dataclass(frozen=True)
class Spot:
    """Where a block without headings lands: the fields from the current column on, the records from the current row."""

    fields: Sequence[str]
    records: Sequence[str]


@dataclass(frozen=True)
class Line:
    """One line of the block: the record it changes (None for a new one), its texts and values, what is wrong with it."""

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    id: str | None = None
    state: State = "new"
    problems: tuple[Problem, ...] = ()
    makes: Mapping[str, str] = field(default_factory=dict)  # link fields whose record is made from this name

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the line."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class Plan:
    """What pasting a block would do."""

    kind: str
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    headed: bool
    ignored: tuple[str, ...] = ()  # headings that no field is known by
    units: Mapping[str, str] = field(default_factory=dict)  # what the amounts of a field were read in

    def count(self, state: State) -> int:
        """Return how many lines are in a state."""
        return sum(line.state == state for line in self.lines)


@dataclass(frozen=True)
class _Column:
    place: int
    field: Field
    reading: Reading


def read_block(text: str) -> Block:
    """Return the cells of a block as spreadsheets copy it: tabs between cells, quotes around several lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    # A quote that opens a cell but never closes is a character of the text, as 3" pipe copied from a plain editor.
    if text.count('"') % 2:
        return [row.split("\t") for row in text.split("\n")]
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t")]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as a block that spreadsheets take: a cell of several lines or with quotes is quoted."""
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(c in cell for c in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def tile(block: Block, height: int, width: int) -> Block:
    """Return the block repeated over a selection that is a whole multiple of it, else the block itself."""
    across = max((len(row) for row in block), default=0)
    if not across or height % len(block) or width % across or (height, width) == (len(block), across):
        return block
    wide = [(row + [""] * (across - len(row))) * (width // across) for row in block]
    return wide * (height // len(block))


def plan(store: Store, kind: str, block: Block, spot: Spot, money_unit: str = "亿元") -> Plan:
    """Return what pasting a block would do. A block with headings goes by them and finds its records by name or code;
    one without goes by place, and its lines behind the last record are new.
    """
    headed, ignored = _headed_columns(KINDS[kind], block, spot, money_unit)
    columns = headed or _placed_columns(KINDS[kind], block, spot, money_unit)
    fields = tuple(column.field.id for column in columns)
    units = {column.field.id: column.reading.unit for column in columns}
    body = block[1:] if headed else block
    with store.reading() as connection:
        lines = [
            _line(connection, kind, columns, cells, number, bool(headed), spot)
            for number, cells in enumerate(body)
            if not all(is_empty(cell) for cell in cells)
        ]
        lines = _checked(connection, kind, lines)
    return Plan(kind, fields, tuple(lines), bool(headed), tuple(ignored), units)


def _headed_columns(record: type[Record], block: Block, spot: Spot, money_unit: str) -> tuple[list[_Column], list[str]]:
    """Return the columns that a block's first line names, and the headings that name none; nothing without headings."""
    first = block[0] if len(block) > 1 else []
    known = _names(record)
    found: list[_Column] = []
    ignored: list[str] = []
    for place, cell in enumerate(first):
        name, unit = _without_unit(cell)
        match = known.get(plain(cell)) or known.get(plain(name))
        if match is not None and match.id not in {column.field.id for column in found}:
            found.append(_Column(place, match, _reading(match, unit or money_unit)))
        elif cell.strip():
            ignored.append(cell.strip())
    alone = len(first) == 1 and len(found) == 1 and list(spot.fields[:1]) == [found[0].field.id]
    enough = len(found) >= 2 and len(found) >= len(ignored)
    return (found, ignored) if enough or alone else ([], [])


def _names(record: type[Record]) -> dict[str, Field]:
    """Return the fields by everything that a heading may call them; labels go before other names."""
    typed = [f for f in record.fields.values() if not f.is_derived]
    other = {plain(name): f for f in reversed(typed) for name in f.headings}
    return {**other, **{plain(f.label): f for f in typed}}


def _without_unit(cell: str) -> tuple[str, str]:
    found = _UNIT.search(fold(cell))
    known = found is not None and (found[1] in MONEY_UNITS or found[1] in AREA_UNITS)
    return _UNIT.sub("", fold(cell)), found[1] if found and known else ""


def _reading(found: Field, unit: str) -> Reading:
    return Reading(unit=unit if not found.unit else "")


def _placed_columns(record: type[Record], block: Block, spot: Spot, money_unit: str) -> list[_Column]:
    width = max((len(row) for row in block), default=0)
    fields = [record.fields[name] for name in spot.fields[:width]]
    return [_Column(i, f, _reading(f, money_unit)) for i, f in enumerate(fields) if not f.is_derived]


def _line(
    connection: sa.Connection,
    kind: str,
    columns: Sequence[_Column],
    cells: Sequence[str],
    number: int,
    headed: bool,
    spot: Spot,
) -> Line:
    texts = {c.field.id: cells[c.place].strip() if c.place < len(cells) else "" for c in columns}
    values: Row = {}
    problems: list[Problem] = []
    makes: dict[str, str] = {}
    for column in columns:
        name, text = column.field.id, texts[column.field.id]
        if headed and is_empty(text):
            continue  # a ledger's empty cell says nothing about what is known already
        try:
            values[name] = _value(connection, column, text)
        except Unreadable as error:
            if is_made(column.field):
                makes[name] = text
            else:
                problems.append(Problem(name, str(error)))
    known = None if headed else spot.records[number] if number < len(spot.records) else None
    record = _match(connection, kind, values) if headed else known
    return Line(number, texts, values, record, "error" if problems else "new", tuple(problems), makes)


def _value(connection: sa.Connection, column: _Column, text: str) -> Any:
    from zonedesk.actions.records import read_value

    return read_value(connection, column.field, text, column.reading)


def is_made(link: Field) -> bool:
    """Return whether pasting may make the record that a link names: its name is all it must have."""
    if not isinstance(link, Link) or not link.makes:
        return False
    target = KINDS[link.to]
    required = [f.id for f in target.fields.values() if f.required]
    return required == [target.named_by[0]] and isinstance(target.fields[required[0]], Text)


def _match(connection: sa.Connection, kind: str, values: Mapping[str, Any]) -> str | None:
    """Return the record that a line's values name, by the best group of fields that it has."""
    import sqlalchemy as sa

    from zonedesk.records.schema import TABLES

    table = TABLES[kind]
    for group in KINDS[kind].matched_by:
        if any(values.get(name) is None for name in group):
            continue
        same = [table.c[name] == values[name] for name in group]
        found = connection.execute(sa.select(table.c.id).where(*same).limit(1)).scalar()
        if found is not None:
            return str(found)
    return None


def _checked(connection: sa.Connection, kind: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with what is wrong with the whole rows that they would make."""
    from zonedesk.store.query import by_ids

    old = {row["id"]: row for row in by_ids(connection, kind, [line.id for line in lines if line.id])}
    return [_check(connection, kind, line, old.get(line.id or "")) for line in lines]


def _check(connection: sa.Connection, kind: str, line: Line, old: Row | None) -> Line:
    from zonedesk.actions.records import check, defaults

    fields = KINDS[kind].fields
    kept = {name: old[name] for name in fields} if old else defaults(kind)
    if old and not line.makes and all(fields[n].same(old[n], value) for n, value in line.values.items()):
        return line if line.problems else replace(line, state="unchanged")
    row = {**kept, **line.values, "id": line.id}
    unread = {problem.field for problem in line.problems}
    found = [p for p in check(connection, kind, row) if p.field not in unread and p.field not in line.makes]
    problems = (*line.problems, *found)
    stopped = any(problem.severity == "error" for problem in problems)
    return replace(line, problems=problems, state="error" if stopped else "changed" if old else "new")


def apply(store: Store, plan: Plan) -> list[str]:
    """Paste as one step and return the ids of the records in the order of the lines.

    Raises Unreadable, with nothing changed, where two lines stand for one record or something is still wrong.
    """
    label = KINDS[plan.kind]
    wanted = [line for line in plan.lines if line.state != "unchanged"]
    ids: dict[int, str] = {line.number: line.id for line in plan.lines if line.id}
    made: dict[tuple[str, str], str] = {}
    with store.change(f"粘贴 {len(wanted)} {label.counter}{label.label}", "paste") as change:
        for line in wanted:
            values = {**line.values, **_make_links(change, plan.kind, line, made)}
            ids[line.number] = _put(change, plan.kind, line, values)
        change.commit()
    return [ids[line.number] for line in plan.lines]


def _make_links(change: Change, kind: str, line: Line, made: dict[tuple[str, str], str]) -> Row:
    found: Row = {}
    for name, text in line.makes.items():
        link = KINDS[kind].fields[name]
        assert isinstance(link, Link)
        key = (link.to, plain(text))
        if key not in made:
            made[key] = change.insert(link.to, {KINDS[link.to].named_by[0]: text})
        found[name] = made[key]
    return found


def _put(change: Change, kind: str, line: Line, values: Row) -> str:
    from zonedesk.actions.records import check, defaults
    from zonedesk.store.query import by_ids

    old = next(iter(by_ids(change.connection, kind, [line.id])), {}) if line.id else defaults(kind)
    whole = {name: old.get(name) for name in KINDS[kind].fields} | values
    for problem in check(change.connection, kind, {**whole, "id": line.id}):
        if problem.severity == "error":
            raise Unreadable(f"粘贴内容第 {line.number + 1} 行：{problem.message}。没有粘贴任何内容")
    if line.id is None:
        return change.insert(kind, whole)
    change.update(kind, line.id, values)
    return line.id
