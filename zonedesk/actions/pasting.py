"""A block of cells from a spreadsheet: what it would add and change, and doing so in one step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.actions.applying import latest_change, refuse_stale, write_steps
from zonedesk.actions.paste_headed import field_named, grid_of, is_headed, plan_headed
from zonedesk.actions.paste_lines import Column, LinePlanner
from zonedesk.actions.pasted import Plan, Shown
from zonedesk.actions.remembering import read_memory
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Money, Reading
from zonedesk.records.parsing import is_empty
from zonedesk.sheets.headings import one_line

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Block = list[list[str]]


@dataclass(frozen=True)
class Spot:
    """Where a block without headings lands: the fields from the current column on, the records from the current row."""

    fields: Sequence[str]
    records: Sequence[str]


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
    """Return what pasting a block would do.

    A block with headings is understood as a sheet of a ledger is, wherever it is pasted; one without goes by place, and its lines
    behind the last record are new. Raises Unreadable where the headings are of another kind or cannot be taken as they are.
    """
    grid = grid_of(block)
    with store.reading() as connection:
        memory = read_memory(connection)
    if is_headed(grid, kind, memory):
        return plan_headed(store, kind, grid, money_unit)
    return _plan_placed(store, kind, _without_own_heading(kind, block, spot), spot, money_unit)


def _without_own_heading(kind: str, block: Block, spot: Spot) -> Block:
    """Return a single column without the heading that it shares with the column it is pasted to."""
    if len(block) < 2 or any(len(row) > 1 for row in block):
        return block
    named = field_named(kind, one_line(block[0][0])) if block[0] else None
    return block[1:] if named and list(spot.fields[:1]) == [named.id] else block


def _plan_placed(store: Store, kind: str, block: Block, spot: Spot, money_unit: str) -> Plan:
    columns = list(_placed_columns(kind, block, spot, money_unit))
    with store.reading() as connection:
        planner = LinePlanner(connection, kind, columns, spot.records)
        lines = planner.lines(block)
        made_at = latest_change(connection)
    shown = tuple(Shown(column.place, "", column.field, column.reading.unit) for column in columns)
    return Plan(kind, shown, tuple(lines), False, steps=tuple(planner.steps), made_at=made_at)


def _placed_columns(kind: str, block: Block, spot: Spot, money_unit: str) -> Iterable[Column]:
    """Give the columns that land on a field which can be typed; those behind the last text are the block's blank edge and empty nothing."""
    last = max((place for row in block for place, text in enumerate(row) if not is_empty(text)), default=-1)
    for place, name in enumerate(spot.fields[: last + 1]):
        field = KINDS[kind].fields[name]
        if not field.is_derived:
            yield Column(place, field, Reading(unit=money_unit if isinstance(field, Money) else ""))


def apply(store: Store, plan: Plan) -> list[str]:
    """Paste as one step and return the ids of the records in the order of the lines.

    Raises Unreadable where something is in error, Refused where the ledger was changed since the plan was made; then nothing
    is pasted.
    """
    for row, fault in plan.errors:
        place = f"粘贴内容第 {row} 行：" if row else ""
        raise Unreadable(f"{place}{fault.message.rstrip('。')}。没有粘贴任何内容")
    label, count = KINDS[plan.kind], plan.count("new") + plan.count("changed")
    with store.change(f"粘贴 {count} {label.counter}{label.label}", "paste") as change:
        refuse_stale(change.connection, plan.made_at, "预览之后台账又有改动，没有粘贴任何内容。请重新粘贴一次")
        write_steps(change, plan.steps)
        change.commit()
    return [line.record for line in plan.lines]
