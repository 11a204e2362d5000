"""调度看板. The city desk opens it before and in a 项目调度会, to hand over and close what holds projects up; then it prints 督办单."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from zonedesk.actions.dispatching import MOVES, STATES, Board, Card
from zonedesk.errors import Mendable
from zonedesk.figures.limits import SOON
from zonedesk.records import KINDS
from zonedesk.records.progress import BOTTLENECK_KINDS
from zonedesk.ui.desk import Desk
from zonedesk.ui.dispatch_cards import CardColumn
from zonedesk.ui.dispatch_dialogs import ask_move
from zonedesk.ui.dispatch_ledger import DepartmentLedger
from zonedesk.ui.dispatch_meeting import ask_meeting
from zonedesk.ui.dispatch_printing import preview_list, preview_notices
from zonedesk.ui.gathered_page import GatheredPage
from zonedesk.ui.new_record import ask_record
from zonedesk.ui.widgets import Button, EmptyState, PrimaryButton, QuietButton, Segmented, label
from zonedesk.ui.widgets import Card as Surface

if TYPE_CHECKING:
    from zonedesk.actions.records import Saved
    from zonedesk.records.record import Row

MARGIN, GAP = 16, 12
BOTTLENECK = KINDS["bottleneck"]
WORDS: Mapping[str, str] = {"raised": "待交办", "working": "办理中", "solved": "已解决"}
PRINTED_MEETINGS = 8
HINTS = ("回车打开 · Ctrl+← → 移到前后一列 · 菜单键看更多 · N 新建", "回车打开 · 菜单键交办或标记解决 · N 新建")


class DispatchPage(GatheredPage):
    """Bottlenecks by state, or by department, as of the period in force."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "堵点调度")
        self.found: Board | None = None
        self.views = Segmented([("board", "看板"), ("departments", "按部门")], "board")
        self.views.setObjectName("dispatch.view")
        self.views.chosen.connect(lambda _: self._show_view())
        self.bar.add_left(self.views)
        self.columns = {state: CardColumn(state) for state in STATES}
        self.counts = {state: label("", "text2", 12) for state in STATES}
        self.all_solved = QuietButton("全部已解决")
        self.ledger = DepartmentLedger()
        self.zone, self.department, self.kind = (self._filter(name) for name in ("zone", "department", "kind"))
        self.late = QCheckBox("只看超期")
        self.late.setObjectName("filter.dispatch.late")
        sentence = "还没有堵点难点。先新建一个，或在“数据交换”里导入堵点台账，再来这里交办和调度"
        self.empty = EmptyState(sentence, "新建堵点难点", self.new, "plus")
        self._connect()
        self._add_buttons()
        self._lay_out()

    def _filter(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"filter.dispatch.{name}")
        made.setAccessibleName(BOTTLENECK.fields[name].label)
        made.setMinimumContentsLength(9)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.addItem(f"全部{BOTTLENECK.fields[name].label}", "")
        made.activated.connect(lambda _: self._show_cards())
        return made

    def _connect(self) -> None:
        self.late.toggled.connect(lambda _: self._show_cards())
        self.all_solved.setProperty("link", True)
        self.all_solved.clicked.connect(lambda _: self._show_all_solved())
        self.ledger.opened.connect(self._open)
        self.ledger.menu_asked.connect(self._show_menu)
        for column in self.columns.values():
            column.opened.connect(self._open)
            column.moved.connect(self.move_card)
            column.left.connect(partial(self._go_beside, column.status))
            column.menu_asked.connect(self._show_menu)
        make = QAction(self)
        make.setShortcut(QKeySequence(Qt.Key.Key_N))
        make.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        make.triggered.connect(lambda _: self.new())
        self.addAction(make)

    def _add_buttons(self) -> None:
        self.printing, self.meeting, made = Button("打印", "print"), Button("开调度会…"), PrimaryButton("新建", "plus")
        for name, button, action in (
            ("print", self.printing, self.print_some), ("meeting", self.meeting, self.hold_meeting), ("new", made, self.new),
        ):  # fmt: skip
            button.setObjectName(f"dispatch.{name}")
            button.clicked.connect(lambda _, act=action: act())
            self.bar.add_right(button)

    def _lay_out(self) -> None:
        filters, board, body, column = QHBoxLayout(), QHBoxLayout(), QWidget(), QVBoxLayout()
        filters.setSpacing(8)
        for part in (self.zone, self.department, self.kind, self.late):
            filters.addWidget(part)
        filters.addStretch(1)
        board.setSpacing(GAP)
        board.setContentsMargins(0, 0, 0, 0)
        for state in STATES:
            board.addWidget(self._surface(state), 1)
        self._board, by_department = QWidget(), Surface()
        self._board.setLayout(board)
        by_department.body.addWidget(self.ledger)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(8)
        body.setLayout(column)
        column.addLayout(filters)
        self._views = QStackedLayout()
        column.addLayout(self._views, 1)  # before it is filled: what it shows first would open as a window
        self._views.addWidget(self._board)
        self._views.addWidget(by_department)
        self.hint = label(HINTS[0], "text3", 12)
        column.addWidget(self.hint)
        self.lay_out(body, self.empty)

    def _surface(self, state: str) -> Surface:
        surface = Surface(WORDS[state])
        surface.head.insertWidget(1, self.counts[state])
        self.counts[state].setMinimumHeight(28)  # as high as the link in the last head
        if state == "solved":
            surface.head.addWidget(self.all_solved)
        surface.body.addWidget(self.columns[state])
        self.columns[state].setAccessibleName(WORDS[state])
        return surface

    def gathering(self) -> tuple[Callable[..., Board], tuple[Any, ...]]:
        """Gather the board of the period in force."""
        from zonedesk.actions import dispatching

        return dispatching.gather, (self.desk.store, *self.desk.period)

    def take_keyboard(self) -> None:
        """Begin at the first column that has a card."""
        if self.found is not None and self.found.is_empty:
            self.empty.button.setFocus()
        elif self.views.value() == "departments":
            self.ledger.setFocus()
        else:
            (next((c for c in self.columns.values() if c.count()), self.columns["raised"])).setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"new": self.new, "print": self.print_list}

    def show_found(self) -> None:
        """Show the board with what may be chosen in its filters."""
        if self.found is None:
            return
        self.show_body(not self.found.is_empty)
        for button in (self.printing, self.meeting):
            button.setEnabled(not self.found.is_empty)
        held = {card.kind for card in self.found.cards}
        self._offer(self.zone, self.found.zones)
        self._offer(self.department, {name: name for name in self.found.departments})
        self._offer(self.kind, {key: words for key, words in BOTTLENECK_KINDS.items() if key in held})
        self.all_solved.setText(f"全部 {self.found.solved} 个")
        self.all_solved.setEnabled(bool(self.found.solved))
        self._show_cards()

    @staticmethod
    def _offer(chooser: QComboBox, words: Mapping[str, str]) -> None:
        chosen = chooser.currentData()
        while chooser.count() > 1:
            chooser.removeItem(1)
        for key, word in words.items():
            chooser.addItem(word, key)
        chooser.setCurrentIndex(max(0, chooser.findData(chosen)))

    def shown(self) -> list[Card]:
        """Return the cards that the filters let through."""
        zone, department, kind = (box.currentData() for box in (self.zone, self.department, self.kind))
        return [
            card
            for card in (self.found.cards if self.found else ())
            if zone in ("", card.zone) and department in ("", card.department) and kind in ("", card.kind)
            and (card.is_overdue or not self.late.isChecked())
        ]  # fmt: skip

    def _show_cards(self) -> None:
        cards = self.shown()
        for state, column in self.columns.items():
            here = [card for card in cards if card.status == state]
            column.show_cards(here)
            late = sum(card.is_overdue for card in here)
            self.counts[state].setText(f"{len(here)}" + (f" · 超期 {late}" if late else ""))
        self.ledger.show_cards(cards)
        if self.isVisible():
            self.desk.status_changed.emit(self.status())

    def _show_view(self) -> None:
        self._views.setCurrentIndex(int(self.views.value() == "departments"))
        self.hint.setText(HINTS[self._views.currentIndex()])
        self.take_keyboard()

    def status(self) -> str:
        """Count what is open, overdue and due soon."""
        cards = [card for card in self.shown() if card.is_open]
        soon = sum(card.left is not None and 0 <= card.left <= SOON for card in cards)
        day = self.found.day if self.found else ""
        late = sum(card.is_overdue for card in cards)
        return f"截至 {day} · 未解决 {len(cards)} 个 · 超期 {late} 个 · {SOON} 天内到期 {soon} 个"

    def _go_beside(self, state: str, by: int) -> None:
        place = STATES.index(state) + by
        if 0 <= place < len(STATES):
            self.columns[STATES[place]].setFocus()

    def _open(self, card: Card) -> None:
        self.desk.record_asked.emit("bottleneck", card.record)

    def _show_all_solved(self) -> None:
        from zonedesk.actions import dispatching

        if self.found is not None:
            self.desk.show_records(dispatching.selection_of_solved(self.found.day))

    def _show_menu(self, card: Card, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("dispatch.menu")
        menu.addAction("打开\tEnter", lambda: self._open(card))
        menu.addSeparator()
        for state in STATES:
            if state != card.status:
                words = "恢复办理" if (card.status, state) == ("solved", "working") else MOVES[state]
                asks = "…" if state == "solved" or words == MOVES["working"] else ""
                menu.addAction(f"{words}{asks}", lambda s=state: self.move_card(card, s))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def move_card(self, card: Card, state: str) -> None:
        """Put a card into another state, after asking for what it needs there."""
        from zonedesk.actions import dispatching, records

        def save(values: Row) -> Saved:
            return dispatching.move(self.desk.store, card, state, values)

        try:
            row = records.get(self.desk.store, "bottleneck", card.record)
            if row is None:
                self.desk.messages.warn("这条堵点难点已被删除，可以撤销删除后再办理")
                return
            if state == "raised" or (state == "working" and card.status == "solved"):
                done = save({}).saved
            else:
                given = {**row, "solved_on": row["solved_on"] or (self.found.day if self.found else None)}
                done = ask_move(self, self.desk, state, given, save)
        except Mendable as sentence:
            self.desk.messages.warn(str(sentence))
            return
        if done:
            self.desk.tell_changed()
            self.desk.messages.tell(f"“{card.text[:20]}”已到“{WORDS[state]}”，可以撤销")

    def new(self) -> None:
        """Make a bottleneck, in the zone that is looked at."""
        from zonedesk.actions.records import defaults

        zone = self.zone.currentData()
        values = {"zone": zone, "zone.caption": self.zone.currentText()} if zone else {}
        day = {"found_on": self.found.day} if self.found else {}
        ask_record(self, self.desk, "bottleneck", {**defaults("bottleneck"), **values, **day})

    def hold_meeting(self) -> None:
        """Take the open bottlenecks that the filters show to a meeting."""
        if self.found is None:
            return
        board = Board(self.found.day, tuple(self.shown()), self.found.zones, self.found.solved)
        if not any(card.is_open for card in board.cards):
            self.desk.messages.warn("没有未解决的堵点难点可以上会，请先放宽筛选或新建")
            return
        held = ask_meeting(self, self.desk, board)
        if held is None:
            return
        outcome, prints = held
        self.desk.tell_changed()
        had = f"，另有 {outcome.had} 个在这次会上已有" if outcome.had else ""
        self.desk.messages.tell(f"已生成 {outcome.made} 项议定事项{had}，可以撤销")
        if prints:
            self.print_notices(outcome.meeting)

    def print_some(self) -> None:
        """Offer what can be printed: the list, and the 督办单 of each meeting that has items open."""
        from zonedesk.actions import dispatching

        menu = QMenu(self)
        menu.setObjectName("dispatch.print_menu")
        menu.addAction("调度会一览表", self.print_list)
        menu.addSeparator()
        held = [one for one in dispatching.meetings(self.desk.store) if one.open_items]
        for meeting in held[:PRINTED_MEETINGS]:
            words = f"督办单：{meeting.topic}（{meeting.open_items} 项）"
            menu.addAction(words, lambda record=meeting.record: self.print_notices(record))
        menu.addAction("督办单：全部未办结的议定事项", self.print_notices).setEnabled(bool(held))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.printing.mapToGlobal(self.printing.rect().bottomLeft()))

    def print_list(self) -> None:
        """Show the 调度会一览表 of the open bottlenecks that the filters show."""
        day = self.found.day if self.found else ""
        preview_list(self, self.desk, [card for card in self.shown() if card.is_open], day)

    def print_notices(self, meeting: str = "") -> None:
        """Show the 督办单 of a meeting, or of all of them."""
        preview_notices(self, self.desk, meeting)
