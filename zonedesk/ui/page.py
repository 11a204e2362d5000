"""What the window expects of a page, and what a page may offer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

VERBS = (
    "new", "save", "delete", "undo", "redo", "find", "import", "export", "print", "copy", "paste", "backup",
    "next_page", "previous_page", "help",
)  # fmt: skip
"""Words of the window's shared actions; an action's object name is `action.<verb>`."""


@runtime_checkable
class Page(Protocol):
    """A page of the window. Each of these may be left out; the window asks before it calls."""

    def activated(self) -> None:
        """Come into view: read again what may have changed, and take the keyboard."""

    def find(self, text: str) -> None:
        """Show only what matches the words of the search box."""

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs: new, save, delete, find, export, print, copy, paste…"""


def actions_of(page: object) -> Mapping[str, Callable[[], object]]:
    """Return the shared verbs that a page offers, none where it offers none."""
    offer = getattr(page, "actions_of_page", None)
    return offer() if offer is not None else {}
