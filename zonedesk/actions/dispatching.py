"""堵点调度: the board of bottlenecks by state, moving one on or back, and what a dispatch meeting makes of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Refused
from zonedesk.records.record import Row

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy import Connection

    from zonedesk.actions.records import Saved
    from zonedesk.figures.table import Selection
    from zonedesk.store.change import Change
    from zonedesk.store.store import Store

STATES = ("raised", "working", "solved")
KEPT = 30
"""Days for which a solved bottleneck stays on the board."""


@dataclass(frozen=True)
class Card:
    """A bottleneck on the board. `left` are the days until it is due, below zero where that is past, None without a day."""

    record: str
    text: str
    kind: str
    zone: str
    place: str
    project: str
    department: str
    person: str
    status: str
    due_on: str
    left: int | None
    solved_on: str
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be solved."""
        return self.status != "solved"

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past and it is not solved."""
        return self.is_open and self.left is not None and self.left < 0


@dataclass(frozen=True)
class Board:
    """The cards as of a day, the most urgent first, and how many are solved in all, also those no longer shown."""

    day: str
    cards: tuple[Card, ...]
    zones: Mapping[str, str]
    solved: int

    @property
    def is_empty(self) -> bool:
        """Whether the ledger holds no bottleneck."""
        return not self.cards and not self.solved

    @property
    def departments(self) -> list[str]:
        """The departments that have a card."""
        return sorted({card.department for card in self.cards if card.department})


def gather(store: Store, year: int, month: int) -> Board:
    """Return the board of the period in force: what is there and open on its last day, what was solved in 30 days before."""
    from zonedesk.actions.workbench import day_in_force
    from zonedesk.figures.zones import zones_on_record
    from zonedesk.store.query import Query, count, fetch

    day = day_in_force(year, month)
    with store.reading() as connection:
        zones = zones_on_record(connection)
        rows = fetch(connection, Query("bottleneck", within=_on_board(day)))
        all_solved = count(connection, Query("bottleneck", within=selection_of_solved(day).ids))
        homes = _homes(connection, rows)
    cards = sorted((_card(row, homes, zones, day) for row in rows), key=_urgency)
    held = {card.zone for card in cards}
    return Board(day, tuple(cards), {zone: name for zone, name in zones.items() if zone in held}, all_solved)


def _on_board(day: str) -> sa.Select[tuple[str]]:
    """Return the bottlenecks that were there by a day and open on it, or solved in the KEPT days before."""
    import sqlalchemy as sa

    from zonedesk.figures.bottlenecks import found_by, solved_by
    from zonedesk.records.schema import TABLES, is_past

    table = TABLES["bottleneck"]
    since = f"{datetime.date.fromisoformat(day) - datetime.timedelta(days=KEPT):%Y-%m-%d}"
    is_fresh = sa.func.coalesce(sa.not_(is_past(table.c.solved_on, since)), sa.false())
    return sa.select(table.c.id).where(found_by(day), sa.or_(sa.not_(solved_by(day)), is_fresh))


def _homes(connection: Connection, rows: Sequence[Row]) -> dict[str, str]:
    """Return the zones of the projects of bottlenecks that name no zone."""
    from zonedesk.store.query import by_ids

    projects = {row["project"] for row in rows if row["project"] and not row["zone"]}
    return {row["id"]: row["zone"] for row in by_ids(connection, "project", sorted(projects))}


def _card(row: Row, homes: Mapping[str, str], zones: Mapping[str, str], day: str) -> Card:
    from zonedesk.figures.bottlenecks import state_on

    zone = row["zone"] or homes.get(row["project"] or "", "")
    due_on = row["due_on"] or ""
    return Card(
        row["id"], row["description"], row["kind"], zone, zones.get(zone, ""), row["project.caption"] or "",
        row["department"] or "", row["person"] or "", state_on(row, day), due_on,
        _days(day, due_on) if due_on else None, row["solved_on"] or "", row["version"],
    )  # fmt: skip


def _days(first: str, last: str) -> int:
    """Return the days from a day to a date, one known to the month or the year at its end."""
    from zonedesk.figures.asking import last_day

    return (datetime.date.fromisoformat(last_day(last)) - datetime.date.fromisoformat(first)).days


def _urgency(card: Card) -> tuple[Any, ...]:
    if not card.is_open:
        return (1, *(-ord(letter) for letter in card.solved_on))
    return (0, card.left is None, card.left or 0, card.record)


def selection_of_solved(day: str) -> Selection:
    """Return all bottlenecks that were solved by a day."""
    import sqlalchemy as sa

    from zonedesk.figures.bottlenecks import found_by, solved_by
    from zonedesk.figures.table import Selection
    from zonedesk.records.schema import TABLES

    return Selection("bottleneck", sa.select(TABLES["bottleneck"].c.id).where(found_by(day), solved_by(day)))


MOVES = {"raised": "退回待交办", "working": "交办", "solved": "标记解决"}


def move(store: Store, card: Card, status: str, values: Mapping[str, Any]) -> Saved:
    """Put a bottleneck into another state with what belongs to it, as one step, unless something is wrong with it.

    Moved back it keeps what was entered but for the day on which it was solved, which would still count it as solved.
    """
    from zonedesk.actions.records import Edit, save_many

    back = {"solved_on": None} if status != "solved" else {}
    edit = Edit({**back, **values, "status": status}, card.record, card.version)
    what = "恢复办理" if card.status == "solved" and status == "working" else MOVES[status]
    return save_many(store, "bottleneck", [edit], f"{what}堵点难点", "form")[0]


@dataclass(frozen=True)
class Meeting:
    """A dispatch meeting that may be chosen. Without a record it is one to be made, of this name on this day."""

    record: str
    topic: str
    held_on: str
    open_items: int = 0  # 议定事项 that are not done


def meetings(store: Store) -> list[Meeting]:
    """Return the dispatch meetings, the latest first, and how many of their items are not done."""
    from zonedesk.actions.records import list_rows
    from zonedesk.store.query import Query, Where

    rows = list_rows(store, Query("meeting", (Where("kind", "is", "dispatch"),), order=(("held_on", True),)))
    items = list_rows(store, Query("action_item", (Where("done_on", "empty"),)))
    counts: dict[str, int] = {}
    for item in items:
        counts[item["meeting"]] = counts.get(item["meeting"], 0) + 1
    return [Meeting(row["id"], row["topic"], row["held_on"], counts.get(row["id"], 0)) for row in rows]


@dataclass(frozen=True)
class Dispatched:
    """What came of a meeting: its record, how many 议定事项 were made, how many bottlenecks had one there already."""

    meeting: str
    made: int
    had: int


def hold_meeting(
    store: Store,
    meeting: Meeting,
    bottlenecks: Sequence[str],
    due_on: str | None = None,
    handed: Mapping[str, Row] | None = None,
) -> Dispatched:
    """Make a 议定事项 of each bottleneck in a meeting, and hand them over, all as one step that can be undone.

    `handed` are, by bottleneck, the department and deadline that the meeting set; `due_on` is the deadline of those that
    have none. Raises Refused where none is chosen or something is wrong.
    """
    from zonedesk.actions.item_texts import texts_of
    from zonedesk.store.query import by_ids

    if not bottlenecks:
        raise Refused("请先勾选要上会的堵点难点")
    with store.change("开调度会") as change:
        record = meeting.record or _made_meeting(change, meeting)
        held = _items_of(change, record)
        had = {item["bottleneck"] for item in held}
        rows = [row for row in by_ids(change.connection, "bottleneck", list(bottlenecks)) if row["id"] not in had]
        for row, text in zip(rows, texts_of(rows, [item["text"] for item in held]), strict=True):
            said = {**row, **(handed or {}).get(row["id"], {})}
            _hand_over(change, record, {**said, "due_on": said["due_on"] or due_on}, text)
        change.describe(f"“{meeting.topic}”议定 {len(rows)} 项")
        change.commit()
    return Dispatched(record, len(rows), len(bottlenecks) - len(rows))


def _made_meeting(change: Change, meeting: Meeting) -> str:
    values = {"topic": meeting.topic or None, "kind": "dispatch", "held_on": meeting.held_on or None}
    _require_sound(change, "meeting", values)
    return change.insert("meeting", values)


def _items_of(change: Change, meeting: str) -> list[Row]:
    from zonedesk.store.query import Query, Where, fetch

    return fetch(change.connection, Query("action_item", (Where("meeting", "is", meeting),)))


def _hand_over(change: Change, meeting: str, row: Row, text: str) -> None:
    """Make the item of a bottleneck, as `row` has it after the meeting, and put the bottleneck into that state."""
    handed = {name: row[name] for name in ("department", "person", "due_on")}
    item = {"meeting": meeting, "text": text, "bottleneck": row["id"], **handed}
    status = {} if row["status"] == "solved" else {"status": "working"}
    values = {**handed, "meeting": meeting, **status}
    named = f"“{row['caption']}”："
    _require_sound(change, "bottleneck", {**row, **values}, named)
    _require_sound(change, "action_item", item, named)
    change.insert("action_item", item)
    change.update("bottleneck", row["id"], values)


def _require_sound(change: Change, kind: str, values: Row, named: str = "") -> None:
    from zonedesk.actions.records import check

    wrong = next((p for p in check(change.connection, kind, values) if p.severity == "error"), None)
    if wrong:
        raise Refused(f"{named}{wrong.message}")
