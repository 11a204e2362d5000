"""A small table whose rows each lead somewhere: no grid, nothing typed in it; Enter opens what is current."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget

ROW = 28


class PlainTable(QTableWidget):
    """A table of `widths`: 0 shares what is left. `opened` tells of the cell (row, column) that Enter was pressed on."""

    opened = Signal(int, int)

    def __init__(self, name: str, widths: Sequence[int], row_height: int = ROW) -> None:
        super().__init__(0, len(widths))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.set_widths(widths)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns their widths."""
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        for place, width in enumerate(widths):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                self.setColumnWidth(place, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; the rest moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
