"""What stands in place of a list that has no record yet: how to make one, to bring all in, and a blank ledger to fill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zonedesk.records.record import Record
from zonedesk.ui.widgets import Button, EmptyState


class EmptyList(EmptyState):
    """The sentence of an empty list with three buttons side by side: 新建, 导入 and 下载空白表."""

    def __init__(
        self, record: type[Record], begin: Callable[[], object], bring: Callable[[], object],
        give: Callable[[], object],
    ) -> None:  # fmt: skip
        sentence = f"还没有{record.label}。可以新建一{record.counter}，导入已有的表格，或下载空白表填好再导入"
        super().__init__(sentence, "新建", begin, "plus")
        self.bring, self.give = Button("导入", "import"), Button("下载空白表", "sheet")
        self.bring.clicked.connect(lambda _: bring())
        self.give.clicked.connect(lambda _: give())
        column, row = self.layout(), QHBoxLayout()
        assert isinstance(column, QVBoxLayout)
        place = column.indexOf(self.button)
        column.removeWidget(self.button)
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.button, self.bring, self.give):
            row.addWidget(button)
        row.addStretch(1)
        column.insertLayout(place, row)
