"""The notes under a figure: each hangs beside its number, also where it takes several lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from zonedesk.ui import fonts

SIZE = 12
LINE = (
    "<tr><td width='24' style='white-space:pre'>{mark}</td>"
    "<td width='{room}' style='white-space:pre'>{number}</td><td>{words}</td></tr>"
)


class Notes(QLabel):
    """A figure's notes, which can be marked with the mouse and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", "text2")
        self.setFont(fonts.sized(SIZE))
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show other notes, numbered where there are several."""
        several = len(notes) > 1
        lines = (
            LINE.format(
                mark="" if number > 1 else "注：",
                number=f"{number}." if several else "",
                room=16 if several else 0,
                words=escape(words),
            )
            for number, words in enumerate(notes, start=1)
        )
        self.setText(f"<table cellspacing='0' cellpadding='0' width='100%'>{''.join(lines)}</table>")
