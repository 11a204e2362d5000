"""Printing a summary from a page that shows the same records in another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from zonedesk.figures.asking import Ask
from zonedesk.ui import worker
from zonedesk.ui.desk import Desk
from zonedesk.ui.print_preview import preview


def print_figure(page: QWidget, desk: Desk, name: str, asked: Mapping[str, Any]) -> None:
    """Work a summary out beside the window, and show how it comes out on paper."""
    from zonedesk.actions import figures

    worker.run(
        page, figures.work_out, desk.store, name, Ask(**asked),
        done=lambda table: preview(page, desk, table), failed=desk.messages.fail,
    )  # fmt: skip
