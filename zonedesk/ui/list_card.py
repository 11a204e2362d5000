"""A card with a short list: its title, how many lines it has, and ways to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from zonedesk.ui.brief_list import EDGE, BriefColumn, BriefLine, BriefList
from zonedesk.ui.widgets import Card, QuietButton, Tag, label

if TYPE_CHECKING:
    from zonedesk.ui.tags import Tone

LOWEST_LIST = 148
HEAD = 28  # of a card's title row, with buttons in it or not


class ListCard(Card):
    """A card with a list: its title, how many lines it has, a way to all of them; a sentence where there is none."""

    def __init__(self, name: str, title: str, columns: Sequence[BriefColumn], nothing: str, tone: Tone) -> None:
        super().__init__(title)
        self._tone = tone
        self.count = Tag("", tone)
        self.note = label("", "text2", 12)
        self.list = BriefList(title, columns)
        self.list.setObjectName(f"table.{name}")
        self.more = label("", "text3", 12)
        self.more.setContentsMargins(EDGE, 4, EDGE, 6)
        self.more.hide()
        self.nothing = label(nothing, "text3")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(56)
        self.head.addStrut(HEAD)
        self.head.insertWidget(1, self.count)
        self.head.addWidget(self.note)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.more)
        self.body.addWidget(self.nothing, 1)
        self.setMinimumHeight(LOWEST_LIST)

    def add_way(self, words: str, go: Callable[[], object]) -> QuietButton:
        """Add a button at the right end of the title and return it."""
        way = QuietButton(words)
        way.setProperty("link", True)
        way.clicked.connect(lambda _: go())
        self.head.addWidget(way)
        return way

    def show_lines(self, lines: Sequence[BriefLine], note: str = "", count: int | None = None) -> None:
        """Show other lines, and a word about all of them; of `count` in all where these are only the first."""
        whole = len(lines) if count is None else count
        self.count.set_word(str(whole) if lines else "", self._tone)
        self.note.setText(note)
        self.more.setText(f"还有 {whole - len(lines)} 项，点右上角的按钮看全部")
        self._set_cut(whole > len(lines))
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)

    def _set_cut(self, is_cut: bool) -> None:
        """Say below the lines that there are more, without taking the room of a line."""
        if is_cut != self.more.isVisibleTo(self):
            self.more.setVisible(is_cut)
            self.setMinimumHeight(LOWEST_LIST + is_cut * self.more.sizeHint().height())
