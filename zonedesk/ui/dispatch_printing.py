"""What dispatching prints, shown in the preview: the 调度会一览表, and the 督办单 of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.actions.dispatching import Card
    from zonedesk.paper.print import Printed
    from zonedesk.ui.desk import Desk


def preview_list(parent: QWidget, desk: Desk, cards: Sequence[Card], day: str) -> None:
    """Show the list of some bottlenecks for a meeting, or say why there is none."""
    from zonedesk.actions import dispatch_papers

    _show(parent, desk, partial(dispatch_papers.overview, desk.store, cards, day))


def preview_notices(parent: QWidget, desk: Desk, meeting: str = "") -> None:
    """Show the notices of a meeting, or of all meetings, or say why there is none."""
    from zonedesk.actions import dispatch_papers

    _show(parent, desk, partial(dispatch_papers.notices, desk.store, meeting))


def _show(parent: QWidget, desk: Desk, make: Callable[[], Printed]) -> None:
    from zonedesk.ui.print_preview import preview

    try:
        printed = make()
    except Mendable as sentence:
        desk.messages.warn(str(sentence))
        return
    preview(parent, desk, printed)
