"""项目全景: everything about one project, read in one moment."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zonedesk.records import KINDS
from zonedesk.records.batches import BATCH_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from zonedesk.figures.network import Network
    from zonedesk.records.record import Row
    from zonedesk.store.history import RecordChange
    from zonedesk.store.store import Store

LATEST = 6  # changes that are shown of the history


@dataclass(frozen=True)
class Formality:
    """A procedure in its flow. `used` are the days since it was accepted, to its end or to the day; None before that."""

    record: str
    name: str
    department: str
    status: str
    promised: int | None
    used: int | None
    accepted_on: str
    finished_on: str

    @property
    def over(self) -> int:
        """Days that it took, or has taken so far, beyond those promised."""
        if self.promised is None or self.used is None:
            return 0
        return max(0, self.used - self.promised)


@dataclass(frozen=True)
class Hindrance:
    """A bottleneck. `left` are the days until it is due, below zero where that is past; None without a day or once solved."""

    record: str
    text: str
    department: str
    status: str
    left: int | None


@dataclass(frozen=True)
class Entry:
    """A line of what else belongs to the project: a case, an event, an attachment, a change."""

    record: str
    text: str
    more: str = ""
    status: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Overview:
    """One project as of a day. `project` is its row with captions; without one the ledger has none, or it is gone."""

    day: str
    project: Row | None
    network: Network
    formalities: Sequence[Formality] = ()
    hindrances: Sequence[Hindrance] = ()
    cases: Sequence[Entry] = ()
    events: Sequence[Entry] = ()
    attachments: Sequence[Entry] = ()
    changes: Sequence[RecordChange] = ()

    @property
    def open_hindrances(self) -> int:
        """How many bottlenecks are not solved."""
        return sum(each.status != "solved" for each in self.hindrances)


def gather(store: Store, project: str, year: int, month: int) -> Overview:
    """Return a project as of the period in force; without an id, or where it is gone, the first that has milestones."""
    from zonedesk.actions.workbench import day_in_force
    from zonedesk.figures.network import network
    from zonedesk.store.history import record_history
    from zonedesk.store.query import Query, by_ids, fetch

    day = day_in_force(year, month)
    with store.reading() as connection:
        found = by_ids(connection, "project", [project] if project else []) or _first(connection)
        if not found:
            return Overview(day, None, network((), day))
        (row,) = found
        owned = {
            kind: fetch(connection, Query(kind, (_of(row["id"]),)))
            for kind in ("milestone", "procedure", "bottleneck", "agency_case", "batch_entry")
        }
        return Overview(
            day,
            row,
            network(owned["milestone"], day),
            _formalities(owned["procedure"], day),
            _hindrances(owned["bottleneck"], day),
            [_case(case) for case in owned["agency_case"]],
            [_event(entry) for entry in owned["batch_entry"]],
            _attachments(connection, row["id"]),
            record_history(connection, "project", row["id"])[:LATEST],
        )


def _of(project: str) -> Any:
    from zonedesk.store.query import Where

    return Where("project", "is", project)


def _first(connection: Connection) -> list[Row]:
    """Return the first project that has milestones, else the first of all."""
    from zonedesk.store.query import Query, by_ids, fetch

    milestones = fetch(connection, Query("milestone", limit=1))
    if milestones:
        return by_ids(connection, "project", [milestones[0]["project"]])
    return fetch(connection, Query("project", limit=1))


def _formalities(rows: Sequence[Row], day: str) -> list[Formality]:
    ordered = sorted(rows, key=lambda row: (row["step"] is None, row["step"] or 0))
    return [_formality(row, day) for row in ordered]


def _formality(row: Row, day: str) -> Formality:
    from zonedesk.figures.asking import known_by

    begun, ended = (known_by(row[name], day) for name in ("accepted_on", "finished_on"))
    # Where the day of the end is not known, the state says whether there was one.
    is_over = bool(ended) if row["finished_on"] else row["status"] == "done"
    until = ended if is_over else day
    status = "doing" if row["status"] == "done" and not is_over else row["status"] or "todo"
    return Formality(
        row["id"], row["name"], row["department"] or "", status,
        None if row["promised_days"] is None else int(row["promised_days"]),
        max(0, _days(begun, until)) if begun and until else None, begun, ended,
    )  # fmt: skip


def _hindrances(rows: Sequence[Row], day: str) -> list[Hindrance]:
    """Return the bottlenecks that were there by a day, open ones first, the most urgent of them before the others."""
    from zonedesk.figures.asking import known_by

    found = [_hindrance(row, day) for row in rows if not row["found_on"] or known_by(row["found_on"], day)]
    return sorted(found, key=lambda each: (each.status == "solved", each.left is None, each.left or 0))


def _hindrance(row: Row, day: str) -> Hindrance:
    from zonedesk.figures.bottlenecks import state_on

    status = state_on(row, day)
    left = None if status == "solved" or not row["due_on"] else _days(day, row["due_on"])
    return Hindrance(row["id"], row["description"], row["department"] or "", status, left)


def _days(first: str, last: str) -> int:
    """Return the days from one date to another, each known to the month or the year at its end."""
    from zonedesk.figures.asking import last_day

    one, two = (datetime.date.fromisoformat(last_day(date)) for date in (first, last))
    return (two - one).days


def _case(row: Row) -> Entry:
    who = "、".join(row[name] for name in ("lead.caption", "agent.caption") if row[name])
    scope = KINDS["agency_case"].fields["scope"].show(row["scope"])
    text = row["items"] or (f"{scope}手续" if scope else f"{row['accepted_on']} 受理")
    return Entry(row["id"], text, who, row["status"] or "")


def _event(row: Row) -> Entry:
    return Entry(row["id"], row["event.caption"] or "", BATCH_KINDS[row["kind"]], "", row["investment"])


def _attachments(connection: Connection, project: str) -> list[Entry]:
    from zonedesk.actions.attaching import attached_to, size_words
    from zonedesk.store.query import fetch

    rows = fetch(connection, attached_to("project", project))
    return [Entry(row["id"], row["name"], size_words(int(row["size"])), row["remark"] or "") for row in rows]


def save_picture(found: Overview, path: Path) -> None:
    """Write the network chart of a project as a picture or PDF. Raises Mendable where it has no milestones to draw."""
    from zonedesk.paper.network_chart import save_network

    save_network(found.network, name_of(found), path)


def name_of(found: Overview) -> str:
    """Return the name of the project that is shown."""
    return str(found.project["name"]) if found.project else ""


def share_of_year(day: str) -> Decimal:
    """Return how much of its year is gone at the end of a day, from 0 to 1."""
    date = datetime.date.fromisoformat(day)
    days = (datetime.date(date.year, 12, 31) - datetime.date(date.year, 1, 1)).days + 1
    return Decimal(date.timetuple().tm_yday) / days


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a part of a whole, None where one of them is not known."""
    return None if part is None or not whole else part / whole


def values_of_new(kind: str, project: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new record that belongs to a project starts with: the project, and its zone where the kind has one."""
    values = {"project": project["id"], "project.caption": project["caption"]}
    if "zone" in KINDS[kind].fields:
        values |= {"zone": project["zone"], "zone.caption": project["zone.caption"]}
    return values
