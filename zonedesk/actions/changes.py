"""Undo and redo of whole actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.history import Reversible, Way
    from zonedesk.store.store import Store


def peek(store: Store, way: Way) -> Reversible | None:
    """Return what undo or redo would reverse now, or None where there is nothing."""
    from zonedesk.store import history

    with store.reading() as connection:
        return history.peek(connection, way)


def undo(store: Store) -> str | None:
    """Take back the latest action and return the sentence that says so, or None where there is none.

    Raises Refused where one of its records was changed by another since.
    """
    reversible = peek(store, "undo")
    return None if reversible is None or store.undo() is None else f"已撤销：{_named(reversible)}"


def redo(store: Store) -> str | None:
    """Do again what was last undone and return the sentence that says so, or None where there is none."""
    reversible = peek(store, "redo")
    return None if reversible is None or store.redo() is None else f"已重做：{_named(reversible)}"


def _named(reversible: Reversible) -> str:
    """Return an action's name with how many records it touched; of one record the name says which."""
    return reversible.what + (f"，涉及 {reversible.records} 条记录" if reversible.records > 1 else "")
