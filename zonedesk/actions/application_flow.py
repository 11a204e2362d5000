"""申报事项 as flows: each application with its steps in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class StepMark:
    """A step of an application: its record, its name, when it was or is to be done, by which department."""

    record: str
    name: str
    done_on: str
    planned_on: str
    department: str


@dataclass(frozen=True)
class Flow:
    """An application with its steps in their order."""

    record: str
    name: str
    kind: str
    place: str  # the zone's or the enterprise's name
    year: int
    outcome: str
    approved_on: str
    steps: Sequence[StepMark]


def gather(store: Store) -> list[Flow]:
    """Return all applications, those under way first, then the latest years."""
    from zonedesk.store.query import Query, fetch

    with store.reading() as connection:
        applications = fetch(connection, Query("application"))
        steps: dict[str, list[StepMark]] = {}
        for row in fetch(connection, Query("application_step", order=(("place", False),))):
            mark = StepMark(
                row["id"], row["name"], row["done_on"] or "", row["planned_on"] or "", row["department"] or ""
            )
            steps.setdefault(row["application"], []).append(mark)
    flows = [
        Flow(
            row["id"], row["name"], row["kind"], row["zone.caption"] or row["enterprise.caption"] or "", int(row["year"]),
            row["outcome"], row["approved_on"] or "", steps.get(row["id"], ()),
        )
        for row in applications
    ]  # fmt: skip
    return sorted(flows, key=lambda flow: (flow.outcome in ("approved", "refused"), -flow.year))
