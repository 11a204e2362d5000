"""A block of cells from a spreadsheet: what it would add and change, and doing so in one step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zonedesk.actions.applying import latest_change, refuse_stale, write_steps
from zonedesk.actions.paste_lines import Column, Line, LinePlanner, State
from zonedesk.actions.plan import Step
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Money, Number, Reading
from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS
from zonedesk.sheets.headings import Heading, is_other_money, match, one_line, unit_in

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Block = list[list[str]]


@dataclass(frozen=True)
class Spot:
    """Where a block without headings lands: the fields from the current column on, the records from the current row."""

    fields: Sequence[str]
    records: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """What pasting a block would do."""

    kind: str
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    headed: bool
    ignored: tuple[str, ...] = ()  # headings that no field is known by
    units: Mapping[str, str] = field(default_factory=dict)  # what the amounts of a field were read in
    steps: tuple[Step, ...] = ()
    made_at: int = 0  # the ledger's latest change when the plan was made: it holds for that state alone

    def count(self, state: State) -> int:
        """Return how many lines are in a state."""
        return sum(line.state == state for line in self.lines)


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

    Raises Unreadable for a heading with a unit of money that no amount is read in.
    """
    headed, ignored = _headed_columns(kind, block, spot, money_unit)
    columns = headed or _placed_columns(kind, block, spot, money_unit)
    fields = tuple(column.field.id for column in columns)
    units = {column.field.id: column.reading.unit for column in columns}
    with store.reading() as connection:
        planner = LinePlanner(connection, kind, columns, None if headed else spot.records)
        lines = planner.lines(block[1:] if headed else block)
        made_at = latest_change(connection)
    return Plan(kind, fields, tuple(lines), bool(headed), tuple(ignored), units, tuple(planner.steps), made_at)


def _headed_columns(kind: str, block: Block, spot: Spot, money_unit: str) -> tuple[list[Column], list[str]]:
    """Return the columns that a block's first line names, and the headings that name none; nothing without headings."""
    first = block[0] if len(block) > 1 else []
    found: list[Column] = []
    ignored: list[str] = []
    for place, cell in enumerate(first):
        named = _field_named(kind, cell)
        if named is not None and named.id not in {column.field.id for column in found}:
            found.append(Column(place, named, _reading(named, unit_in(cell), money_unit)))
        elif cell.strip():
            ignored.append(cell.strip())
    alone = len(first) == 1 and len(found) == 1 and list(spot.fields[:1]) == [found[0].field.id]
    enough = len(found) >= 2 and len(found) >= len(ignored)
    return (found, ignored) if enough or alone else ([], [])


def _field_named(kind: str, cell: str) -> Field | None:
    """Return the field that a heading surely means; what only resembles one is a text as likely."""
    found = match(Heading(0, (one_line(cell),)), kind)
    named = KINDS[kind].fields[found.field] if found and found.weight == 1 and not found.said else None
    return named if named and not named.is_derived else None


def _reading(found: Field, stated: str, money_unit: str) -> Reading:
    if isinstance(found, Number):
        return Reading(unit=stated if stated in AREA_UNITS and found.unit_field else "")
    if isinstance(found, Money) and is_other_money(stated):
        units = "、".join(MONEY_UNITS)
        raise Unreadable(f"“{found.label}”的单位“{stated}”不认识，请折算成{units}中的一种再粘贴。没有粘贴任何内容")
    return Reading(unit=stated if stated in MONEY_UNITS else money_unit)


def _placed_columns(kind: str, block: Block, spot: Spot, money_unit: str) -> list[Column]:
    width = max((len(row) for row in block), default=0)
    fields = [KINDS[kind].fields[name] for name in spot.fields[:width]]
    return [Column(i, f, _reading(f, "", money_unit)) for i, f in enumerate(fields) if not f.is_derived]


def apply(store: Store, plan: Plan) -> list[str]:
    """Paste as one step and return the ids of the records in the order of the lines.

    Raises Unreadable where a line is in error, Refused where the ledger was changed since the plan was made; then nothing
    is pasted.
    """
    wrong = next((line for line in plan.lines if line.state == "error"), None)
    if wrong:
        place = wrong.number + (2 if plan.headed else 1)
        raise Unreadable(f"粘贴内容第 {place} 行：{wrong.errors[0].message}。没有粘贴任何内容")
    label, count = KINDS[plan.kind], plan.count("new") + plan.count("changed")
    with store.change(f"粘贴 {count} {label.counter}{label.label}", "paste") as change:
        refuse_stale(change.connection, plan.made_at, "预览之后台账又有改动，没有粘贴任何内容。请重新粘贴一次")
        write_steps(change, plan.steps)
        change.commit()
    return [line.record for line in plan.lines]
