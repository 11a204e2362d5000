"""Undo and redo of whole actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


def undo(store: Store) -> str | None:
    """Take back the latest action and return the sentence that says so, or None where there is none.

    Raises Refused where one of its records was changed by another since.
    """
    what = store.undo()
    return None if what is None else f"已撤销：{what}"


def redo(store: Store) -> str | None:
    """Do again what was last undone and return the sentence that says so, or None where there is none."""
    what = store.redo()
    return None if what is None else f"已重做：{what}"
