"""五清单. The desk of a chain opens it to see enterprises, projects, technology, capital and promotion side by side, and adds lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from zonedesk.records.chains import FIVE_LISTS
from zonedesk.records.fields import Money
from zonedesk.ui.brief_list import BriefCell, BriefColumn, BriefLine
from zonedesk.ui.desk import Desk
from zonedesk.ui.gathered_page import GatheredPage, scrolled
from zonedesk.ui.list_card import ListCard
from zonedesk.ui.new_record import ask_record
from zonedesk.ui.print_preview import preview
from zonedesk.ui.widgets import EmptyState, IconButton, QuietButton, label

if TYPE_CHECKING:
    from zonedesk.actions.five_lists import FiveLists

MARGIN, GAP = 16, 12
LIST_WIDTH = 216  # under it the lists go over each other
TALL = 320


class ListsPage(GatheredPage):
    """The five lists of one chain."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "产业链五清单")
        self.found: FiveLists | None = None
        self._chain = ""
        self.chains = QComboBox()
        self.chains.setObjectName("lists.chain")
        self.chains.setAccessibleName("产业链")
        self.chains.setMinimumWidth(160)
        self.chains.activated.connect(self._choose)
        self.bar.add_left(self.chains)
        printing = IconButton("print", "打印 (Ctrl+P)")
        printing.clicked.connect(lambda _: self.print())
        self.bar.add_right(printing)
        self._facts = label("", "text2")
        self._ways = {kind: QuietButton("") for kind in ("enterprise", "project")}
        self.cards = {kind: self._card(kind, words) for kind, words in FIVE_LISTS.items()}
        self.empty = EmptyState("还没有产业链。先建好产业链，再列它的五清单", "新建产业链", self._new_chain, "plus")
        self._lay_out()

    def _card(self, kind: str, words: str) -> ListCard:
        card = ListCard(
            f"lists.{kind}", f"{words}清单", (BriefColumn("内容"),), f"还没有{words}清单，点“新建”添加", "grey"
        )
        card.add_way("新建", partial(self._new_line, kind)).setAccessibleName(f"新建{words}清单")
        card.setMinimumHeight(TALL)
        return card

    def _lay_out(self) -> None:
        facts, self._grid, column = QHBoxLayout(), QGridLayout(), QVBoxLayout()
        facts.setSpacing(4)
        facts.addWidget(self._facts)
        for kind, way in self._ways.items():
            way.setProperty("link", True)
            way.clicked.connect(partial(self._show_behind, kind))
            facts.addWidget(way)
        facts.addStretch(1)
        self._grid.setSpacing(GAP)
        column.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(facts)
        column.addLayout(self._grid, 1)
        filled = QWidget()
        filled.setLayout(column)
        self.lay_out(scrolled(filled), self.empty)
        self._arrange()

    def gathering(self) -> tuple[Callable[..., FiveLists], tuple[Any, ...]]:
        """Gather the lists of the chosen chain."""
        from zonedesk.actions import five_lists

        return five_lists.gather, (self.desk.store, self._chain)

    def take_keyboard(self) -> None:
        """Begin at the choice of the chain."""
        self.chains.setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"print": self.print}

    def print(self) -> None:
        """Show the five lists as they come out on paper."""
        from zonedesk.actions.five_lists import sheet

        if self.found is not None and self.found.chain:
            preview(self, self.desk, sheet(self.found))

    def show_chain(self, chain: str) -> None:
        """Show the lists of a chain."""
        self._chain = chain
        self.refresh()

    def _choose(self, place: int) -> None:
        self.show_chain(str(self.chains.itemData(place)))

    def show_found(self) -> None:
        """Show the lists and what the ledgers hold of the chain."""
        found = self.found
        if found is None:
            return
        self._chain = found.chain
        self.show_body(bool(found.chains))
        self.chains.setEnabled(bool(found.chains))
        self.chains.clear()
        for chain, name in found.chains:
            self.chains.addItem(name, chain)
        self.chains.setCurrentIndex(self.chains.findData(found.chain))
        known = (("链长", found.leader), ("牵头部门", found.department))
        self._facts.setText("　".join(f"{words}：{value}" for words, value in known if value))
        money = Money(label="总投资").brief(found.investment, self.desk.money_unit)
        self._ways["enterprise"].setText(f"台账企业 {found.enterprises} 户")
        self._ways["project"].setText(f"台账项目 {found.projects} 个，{money} {self.desk.money_unit}")
        for kind, card in self.cards.items():
            lines = [
                BriefLine(
                    (BriefCell(line.text, tip=f"{line.text}（{line.person}）" if line.person else ""),),
                    partial(self.desk.record_asked.emit, "chain_item", line.record),
                )
                for line in found.lists[kind]
            ]
            card.show_lines(lines)

    def status(self) -> str:
        """Count the lines."""
        found = self.found
        if found is None or not found.chain:
            return ""
        return f"{found.name} · 五清单共 {sum(map(len, found.lists.values()))} 条"

    def _show_behind(self, kind: str) -> None:
        if self.found is not None and kind in self.found.behind:
            self.desk.show_records(self.found.behind[kind])

    def _new_line(self, kind: str) -> None:
        if self.found is not None:
            values = {"chain": self.found.chain, "chain.caption": self.found.name, "kind": kind}
            ask_record(self, self.desk, "chain_item", values)

    def _new_chain(self) -> None:
        self.desk.new_asked.emit("chain")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many lists beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(len(self.cards), (self.width() - 2 * MARGIN + GAP) // (LIST_WIDTH + GAP)))
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
