"""Buttons of a record page that lead on from the current record to a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zonedesk.ui.widgets import QuietButton

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk


def ways_on(desk: Desk, kind: str, current: Callable[[], str | None]) -> tuple[QuietButton, ...]:
    """Return the buttons for a kind, none for most; `current` gives the record that they lead on from."""
    if kind != "project":
        return ()
    whole = QuietButton("全景", "layers")
    whole.setObjectName("action.overview")
    whole.setToolTip("打开当前项目的全景页")
    whole.clicked.connect(lambda: desk.overview_asked.emit(current() or ""))
    return (whole,)
