"""What the window expects of a page, and what a page may offer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from zonedesk.figures.table import Selection

VERBS = (
    "new", "save", "delete", "undo", "redo", "find", "import", "export", "print", "copy", "paste", "backup",
    "next_page", "previous_page", "help",
)  # fmt: skip
"""Words of the window's shared actions; an action's object name is `action.<verb>`."""


class Page(Protocol):
    """A page of the window. Each of these may be left out; the window asks before it calls."""

    def activated(self) -> None:
        """Come into view: read again what may have changed, and take the keyboard."""

    def find(self, text: str) -> None:
        """Show only what matches the words of the search box."""

    def show_records(self, selection: Selection) -> None:
        """Show only the records behind a number."""

    def show_record(self, record: str) -> None:
        """Show one record by its id, with its form open."""

    def open_files(self, files: Sequence[Path]) -> None:
        """Begin with files that were chosen elsewhere (the import page)."""

    def may_leave(self) -> bool:
        """Ask about unsaved work before the window closes; False where the user goes on with it."""

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs: new, save, delete, find, export, print, copy, paste…"""


def offered(page: object, method: str) -> Callable[..., Any] | None:
    """Return a method that a page itself offers; QWidget's own of the same name (find) does not count."""
    for cls in type(page).__mro__:
        if method in vars(cls):
            return None if cls.__module__.startswith("PySide6") else getattr(page, method)
    return None


def actions_of(page: object) -> Mapping[str, Callable[[], object]]:
    """Return the shared verbs that a page offers, none where it offers none."""
    offer = offered(page, "actions_of_page")
    return offer() if offer is not None else {}
