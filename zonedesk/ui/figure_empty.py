"""What a figure's page shows where there is nothing: why, what to enter first, and the ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zonedesk.figures import Figure
from zonedesk.figures.table import Table
from zonedesk.records import KINDS
from zonedesk.ui.desk import Desk
from zonedesk.ui.widgets import Button, EmptyState

if TYPE_CHECKING:
    from zonedesk.store.store import Store


def first_kind(store: Store, figure: Figure) -> str:
    """Return the kind of record to enter first for a figure, to be asked beside the window; empty where all have some."""
    from zonedesk.actions.records import count_rows
    from zonedesk.store.query import Query

    return next((kind for kind in ("zone", *figure.rests_on) if not count_rows(store, Query(kind))), "")


class EmptyFigure(EmptyState):
    """The sentence in place of a figure's table, with the ways to import and to enter what it waits for."""

    def __init__(self, desk: Desk, figure: Figure, reset: Callable[[], object]) -> None:
        """Make it for a figure; `reset` takes back what was chosen on its page."""
        super().__init__("", "导入台账", self._mend, "import")
        self._desk, self._figure, self._reset = desk, figure, reset
        self._kind, self._is_chosen = figure.rests_on[-1], False
        self.entering = Button("", "plus")
        self.entering.setObjectName("empty.enter")
        self.entering.clicked.connect(lambda: self._desk.go(self._kind))
        self.add_button(self.entering)

    def explain(self, table: Table, missing: str, chosen: bool) -> None:
        """Say why there is nothing; `missing` is the kind to enter first, `chosen` whether something narrows the table."""
        self._kind, self._is_chosen = missing or self._figure.rests_on[-1], chosen
        self.sentence.setText(self._words(table, missing))
        self.button.setText(" 恢复默认范围" if chosen else " 导入台账")
        self.entering.setText(f" 录入{KINDS[self._kind].label}")
        self.entering.setVisible(not chosen)

    def _words(self, table: Table, missing: str) -> str:
        title = self._figure.title
        if self._is_chosen:
            return f"{title}在所选范围内没有数。"
        needed = "、".join(KINDS[kind].label for kind in self._figure.rests_on)
        if missing:
            return f"这里汇总{needed}，现在还没有记录。请先录入{KINDS[missing].label}，或导入台账。"
        return f"{title}（{table.period}）没有可以汇总的记录。请在上方换一个期间，或录入{needed}。"

    def _mend(self) -> None:
        if self._is_chosen:
            self._reset()
        else:
            self._desk.import_asked.emit(None)
