"""Buttons of a record page that lead on from the current record to a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zonedesk.ui.widgets import QuietButton

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk


Current = Callable[[], str | None]


def ways_on(desk: Desk, kind: str, current: Current) -> tuple[QuietButton, ...]:
    """Return the buttons for a kind, none for most; `current` gives the record that they lead on from."""
    make = {"project": _overview, "meeting": _notices}.get(kind)
    return (make(desk, current),) if make else ()


def _overview(desk: Desk, current: Current) -> QuietButton:
    whole = QuietButton("全景", "layers")
    whole.setObjectName("action.overview")
    whole.setToolTip("打开当前项目的全景页")
    whole.clicked.connect(lambda: desk.overview_asked.emit(current() or ""))
    return whole


def _notices(desk: Desk, current: Current) -> QuietButton:
    from zonedesk.ui.dispatch_printing import preview_notices

    printing = QuietButton("督办单", "file")
    printing.setObjectName("action.notices")
    printing.setToolTip("打印当前会议未办结的议定事项")
    printing.clicked.connect(lambda: preview_notices(printing, desk, current() or ""))
    return printing
