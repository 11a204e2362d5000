"""The usual steps of a work, in their usual order, for a record that lacks some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.errors import Refused
from zonedesk.records.applications import USUAL_STEPS
from zonedesk.records.progress import PROCEDURES

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Usual:
    """The names of usual steps: the kind they are records of, its link to what they belong to, its field of order."""

    kind: str
    link: str
    order: str
    names: Sequence[str]
    counted: str  # 项常用手续: what follows their number
    complete: str  # what to say where none is lacking


USUAL_PROCEDURES = Usual(
    "procedure", "project", "step", PROCEDURES, "项常用手续", "常用手续已经都有了，可以在手续上直接填受理和办结时间"
)


def usual_steps(kind: str) -> Usual:
    """Return the usual steps of a kind of application."""
    complete = "常用的步骤已经都有了，可以在步骤上直接填时间"
    return Usual("application_step", "application", "place", USUAL_STEPS[kind], "个申报步骤", complete)


def add_usual(store: Store, usual: Usual, owner: str) -> int:
    """Give a record those of the usual steps that it lacks, as one step that can be undone; return how many.

    Raises Refused where it has all of them.
    """
    from zonedesk.actions.records import Edit, list_rows, save_many
    from zonedesk.store.query import Query, Where

    held = {row["name"] for row in list_rows(store, Query(usual.kind, (Where(usual.link, "is", owner),)))}
    edits = [
        Edit({usual.link: owner, "name": name, usual.order: Decimal(place)})
        for place, name in enumerate(usual.names, start=1)
        if name not in held
    ]
    if not edits:
        raise Refused(usual.complete)
    save_many(store, usual.kind, edits, f"添加 {len(edits)} {usual.counted}", "form")
    return len(edits)
