"""A plan's steps written to the ledger, as long as it is as it was when the plan was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from zonedesk.actions.plan import Step
from zonedesk.errors import Refused
from zonedesk.records import KINDS

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.change import Change

Progress = Callable[[str], object]
"""Told in a few words what is being done. What it raises ends the work."""

WRITTEN_AT_ONCE = 10_000  # new records between two words of progress
TOLD_EVERY = 500  # updates between two words of progress


def latest_change(connection: sa.Connection) -> int:
    """Return the number of the latest change set: it tells whether the ledger was changed in between."""
    import sqlalchemy as sa

    from zonedesk.records.schema import CHANGE_SET

    return connection.execute(sa.select(sa.func.max(CHANGE_SET.c.id))).scalar() or 0


def refuse_stale(connection: sa.Connection, made_at: int, sentence: str) -> None:
    """Raise Refused with a sentence where the ledger was changed since a plan was made."""
    if latest_change(connection) != made_at:
        raise Refused(sentence)


def write_steps(change: Change, steps: Sequence[Step], progress: Progress = lambda _: None) -> None:
    """Make the new records, those first that others need, then change the others. The steps of a kind stand side by side."""
    for kind, made in groupby((step for step in steps if step.is_new), key=lambda step: step.kind):
        label, new = KINDS[kind].label, list(made)
        for start in range(0, len(new), WRITTEN_AT_ONCE):
            progress(f"正在写入{label}（{start}/{len(new)}）")
            change.insert_many(kind, [step.values for step in new[start : start + WRITTEN_AT_ONCE]])
    updates = [step for step in steps if not step.is_new]
    for start in range(0, len(updates), TOLD_EVERY):
        progress(f"正在更新（{start}/{len(updates)}）")
        for kind, some in groupby(updates[start : start + TOLD_EVERY], key=lambda step: step.kind):
            change.update_many(kind, {step.id: step.values for step in some})
