"""What is printed from dispatching: the 调度会一览表 of bottlenecks, and the 督办单 of each department."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zonedesk.errors import Refused
from zonedesk.figures.table import Column, Table
from zonedesk.figures.table import Row as Line
from zonedesk.records import KINDS
from zonedesk.records.record import Row

if TYPE_CHECKING:
    from zonedesk.actions.dispatching import Card
    from zonedesk.paper.notice_sheet import Notice, NoticeItem, Notices
    from zonedesk.store.store import Store

NO_DEPARTMENT = "　　　　　　"  # to be written in by hand
DEMAND = "请按时限办结，在“办理情况”栏写明结果，签字盖章后报回；到期不能办结的，请提前说明原因和下一步打算。"


def overview(store: Store, cards: Sequence[Card], day: str) -> Table:
    """Return the bottlenecks of some cards as a table to print, in the cards' order. Raises Refused where there is none."""
    from zonedesk.figures.asking import day_words
    from zonedesk.store.query import by_ids

    if not cards:
        raise Refused("没有可以打印的堵点难点，请先放宽筛选或新建")
    with store.reading() as connection:
        rows = {row["id"]: row for row in by_ids(connection, "bottleneck", [card.record for card in cards])}
    return Table(
        name="bottleneck",
        title="堵点难点调度会一览表",
        period=f"截至{day_words(day)}",
        as_of=day,
        columns=_columns(),
        rows=tuple(_line(n, card, rows[card.record], day) for n, card in enumerate(_present(cards, rows), start=1)),
    )


def _present(cards: Sequence[Card], rows: dict[str, Row]) -> list[Card]:
    return [card for card in cards if card.record in rows]


def _columns() -> tuple[Column, ...]:
    return (
        Column("serial", "序号", "number", width=5),
        Column("zone", "开发区", width=12),
        Column("project", "项目", width=20),
        Column("description", "堵点难点", width=26),
        Column("department", "责任部门", width=12),
        Column("suggestion", "工作建议", width=24),
        Column("due_on", "办结时限", "date", width=11),
        Column("status", "状态", width=16),
    )


def _line(number: int, card: Card, row: Row, day: str) -> Line:
    status = KINDS["bottleneck"].fields["status"].show(card.status)
    late = f"，超期 {-(card.left or 0)} 天" if card.is_overdue else ""
    return Line({
        "serial": number, "zone": card.place or None, "project": card.project or None, "description": card.text,
        "department": card.department or None, "suggestion": row["suggestion"], "due_on": card.due_on or None,
        "status": f"{status}{late}",
    })  # fmt: skip


def notices(store: Store, meeting: str = "") -> Notices:
    """Return a 督办单 for each department with items of a meeting that are not done; of all meetings where none is named.

    Raises Refused where nothing is to be done.
    """
    from zonedesk.actions.records import get, list_rows
    from zonedesk.paper.notice_sheet import Notices
    from zonedesk.store.query import Query, Where

    rows = list_rows(store, Query("action_item", (Where("meeting", "is", meeting),) if meeting else ()))
    if all(row["done_on"] for row in rows):
        raise Refused("没有未办结的议定事项。请先开调度会，或在会议里录入议定事项")
    held = {row["meeting"]: get(store, "meeting", row["meeting"]) or {} for row in rows}
    places, days = _places(store, rows), _days(store, held.values())
    made: list[Notice] = []
    for each in sorted(held, key=lambda one: (str(held[one].get("held_on")), one)):
        made += _of_meeting(held[each], days.get(each, ""), [row for row in rows if row["meeting"] == each], places)
    period = str(held[meeting].get("topic")) if meeting else "全部未办结事项"
    return Notices("督办单", period, tuple(made))


def _places(store: Store, rows: Sequence[Row]) -> dict[str, str]:
    """Return where each bottleneck is: its project, else its zone."""
    from zonedesk.store.query import by_ids

    records = sorted({row["bottleneck"] for row in rows if row["bottleneck"]})
    with store.reading() as connection:
        found = by_ids(connection, "bottleneck", records)
    return {row["id"]: row["project.caption"] or row["zone.caption"] or "" for row in found}


def _days(store: Store, held: Iterable[Row]) -> dict[str, str]:
    """Return how numbers name each meeting: 1031 for the first of its day, 1031（2） for the next that was entered."""
    from zonedesk.actions.records import list_rows
    from zonedesk.store.query import Query, Where

    found: dict[str, str] = {}
    for held_on in dict.fromkeys(str(meeting.get("held_on") or "") for meeting in held):
        meetings = sorted(row["id"] for row in list_rows(store, Query("meeting", (Where("held_on", "is", held_on),))))
        day = held_on.partition("-")[2].replace("-", "")
        found |= {
            meeting: day if place == 1 else f"{day}（{place}）" for place, meeting in enumerate(meetings, start=1)
        }
    return found


def _of_meeting(meeting: Row, day: str, rows: Sequence[Row], places: dict[str, str]) -> list[Notice]:
    """Return the notices of a meeting. Departments are numbered by all its items, so that a number stays when some are done."""
    from zonedesk.paper.notice_sheet import Notice

    held_on = str(meeting.get("held_on") or "")
    found = []
    for number, department in enumerate(dict.fromkeys(row["department"] or "" for row in rows), start=1):
        open_rows = [row for row in rows if (row["department"] or "") == department and not row["done_on"]]
        due = {row["due_on"] or "" for row in open_rows}
        shared = due.pop() if len(due) == 1 else ""
        if open_rows:
            found.append(Notice(
                f"督办〔{held_on[:4]}〕{day}-{number} 号", department or NO_DEPARTMENT,
                f"{meeting.get('topic', '')}（{held_on}）", shared,
                tuple(_item(row, places, not shared) for row in open_rows), DEMAND,
            ))  # fmt: skip
    return found


def _item(row: Row, places: dict[str, str], is_dated: bool) -> NoticeItem:
    """Return an item; it says its own deadline where those of the notice differ."""
    from zonedesk.paper.notice_sheet import NoticeItem

    due_on = (row["due_on"] or "") if is_dated else ""
    return NoticeItem(row["text"], places.get(row["bottleneck"] or "", ""), row["person"] or "", due_on)
