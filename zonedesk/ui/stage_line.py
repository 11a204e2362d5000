"""The six links that a project passes, at the head of its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zonedesk.records.projects import STAGES, stage_of
from zonedesk.ui import fonts, theme

STEPS = ("signed", "landed", "started", "building", "commissioned", "full")
HEIGHT = 40
RING = 5.5


class StageLine(QWidget):
    """签约 … 达效: filled rings are done, hollow ones not yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reached = -1

    def show_row(self, row: Mapping[str, Any]) -> None:
        """Show how far a project has come."""
        stage = stage_of(row)
        self._reached = STEPS.index(stage) if stage in STEPS else -1
        self.setAccessibleName(f"阶段：{STAGES[stage]}")
        self.update()

    def reached(self) -> int:
        """Return the place of the stage in force, -1 before the first."""
        return self._reached

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rings, the lines between them, and the words under them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(STEPS)
        for place, stage in enumerate(STEPS):
            self._draw_step(painter, place, STAGES[stage], QPointF(step * (place + 0.5), 10), step)
        painter.end()

    def _draw_step(self, painter: QPainter, place: int, word: str, middle: QPointF, step: float) -> None:
        done, current = place <= self._reached, place == self._reached
        if place:
            painter.setPen(QPen(theme.colour("accent" if done else "line"), 2))
            painter.drawLine(QPointF(middle.x() - step + RING + 3, 10), QPointF(middle.x() - RING - 3, 10))
        painter.setPen(QPen(theme.colour("accent" if done else "line_strong"), 2))
        painter.setBrush(theme.colour("accent") if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, RING, RING)
        painter.setFont(fonts.semibold(12) if current else fonts.sized(12))
        painter.setPen(theme.colour("accent" if current else "text2"))
        painter.drawText(QRectF(middle.x() - step / 2, 20, step, 18), Qt.AlignmentFlag.AlignCenter, word)
