"""What stands in place of a list that has no record yet: how to make one, and how to bring them all in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zonedesk.records.record import Record
from zonedesk.ui.widgets import Button, EmptyState


class EmptyList(EmptyState):
    """The sentence of an empty list with two buttons side by side: 新建 and 导入."""

    def __init__(self, record: type[Record], begin: Callable[[], object], bring: Callable[[], object]) -> None:
        super().__init__(f"还没有{record.label}。可以新建一{record.counter}，或从已有的表格导入", "新建", begin, "plus")
        self.bring = Button("导入", "import")
        self.bring.clicked.connect(lambda _: bring())
        column, row = self.layout(), QHBoxLayout()
        assert isinstance(column, QVBoxLayout)
        place = column.indexOf(self.button)
        column.removeWidget(self.button)
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.button, self.bring):
            row.addWidget(button)
        row.addStretch(1)
        column.insertLayout(place, row)
