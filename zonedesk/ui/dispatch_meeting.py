"""开调度会: choosing or naming a meeting and ticking the bottlenecks that it takes up, each to become a 议定事项."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from zonedesk.actions.dispatching import Board, Card, Dispatched, Meeting
from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.fields import Reading
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.dispatch_lines import MeetingLines
from zonedesk.ui.widgets import Button, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk

SIZE = (760, 520)
NEW = "新开一次调度会"


def ask_meeting(parent: QWidget, desk: Desk, board: Board) -> tuple[Dispatched, bool] | None:
    """Hold a meeting over the open bottlenecks of a board; return what came of it, and whether to print the 督办单."""
    dialog = MeetingDialog(parent, desk, board)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.outcome is None:
        return None
    return dialog.outcome, dialog.prints.isChecked()


class MeetingDialog(QDialog):
    """The meeting above, below it the open bottlenecks with ticks and what is set for each."""

    def __init__(self, parent: QWidget, desk: Desk, board: Board) -> None:
        from zonedesk.actions import dispatching

        super().__init__(parent.window())
        self.setObjectName("dialog.dispatch.meeting")
        self.setWindowTitle("开调度会")
        self._desk = desk
        self.outcome: Dispatched | None = None
        self._cards = [card for card in board.cards if card.is_open]
        self._known = dispatching.meetings(desk.store)
        self.choice, self.topic, self.held_on, self.due_on = QComboBox(), QLineEdit(), QLineEdit(), QLineEdit()
        self.choice.addItem(NEW)
        for meeting in self._known:
            self.choice.addItem(f"{meeting.held_on}　{meeting.topic}")
        self.topic.setText(f"{int(board.day[5:7])}月项目调度会")
        self.held_on.setText(board.day)
        self.due_on.setPlaceholderText("只用于未定时限的")
        self.choice.currentIndexChanged.connect(lambda _: self._show_chosen())
        self.list = MeetingLines(desk.store, self._cards)
        self.list.ticks_changed.connect(self._count)
        self.prints = QCheckBox("完成后打印督办单")
        self.count = label("", "text2")
        self.problem = label("", "bad", 12)
        self.problem.setWordWrap(True)
        self._lay_out()
        self._count()
        room = parent.screen().availableGeometry()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60))
        self.list.setFocus()

    def _lay_out(self) -> None:
        grid, column = QGridLayout(), QVBoxLayout(self)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        fields = (("会议", self.choice, 0, 0), ("召开时间", self.held_on, 0, 2), ("会议名称", self.topic, 1, 0),
                  ("统一时限", self.due_on, 1, 2))  # fmt: skip
        for words, field, row, place in fields:
            field.setAccessibleName(words)
            grid.addWidget(label(words, "text2"), row, place)
            grid.addWidget(field, row, place + 1)
        grid.setColumnStretch(1, 1)
        self.held_on.setFixedWidth(150)
        self.due_on.setFixedWidth(150)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        every, none, leave, done = Button("全选"), Button("全不选"), Button("取消"), PrimaryButton("生成议定事项")
        every.clicked.connect(lambda: self.list.tick_all(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self.list.tick_all(Qt.CheckState.Unchecked))
        leave.clicked.connect(self.reject)
        done.setObjectName("dispatch.done")
        done.clicked.connect(self.finish)
        ticking = button_row((every, none))
        ticking.insertWidget(0, self.count)
        ticking.insertWidget(1, label("双击可改部门和时限", "text3", 12))
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(ticking)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        foot = button_row((leave, done))
        foot.insertWidget(0, self.prints)
        column.addLayout(foot)
        self.problem.hide()

    def _show_chosen(self) -> None:
        """A meeting that is on record keeps its name and day."""
        place = self.choice.currentIndex() - 1
        known = self._known[place] if place >= 0 else None
        for field in (self.topic, self.held_on):
            field.setReadOnly(known is not None)
        if known:
            self.topic.setText(known.topic)
            self.held_on.setText(known.held_on)

    def ticked(self) -> Sequence[Card]:
        """Return the cards that are ticked."""
        return self.list.ticked()

    def _count(self) -> None:
        late = sum(card.is_overdue for card in self.ticked())
        self.count.setText(f"已选 {len(self.ticked())} / {len(self._cards)} 个，其中超期 {late} 个")

    def finish(self) -> None:
        """Make the items and close, or say what is wrong."""
        from zonedesk.actions import dispatching

        place = self.choice.currentIndex() - 1
        fields = KINDS["action_item"].fields
        try:
            held_on = KINDS["meeting"].fields["held_on"].parse(self.held_on.text(), Reading())
            due_on = fields["due_on"].parse(self.due_on.text(), Reading())
            known = self._known[place].record if place >= 0 else ""
            meeting = Meeting(known, self.topic.text().strip(), str(held_on or ""))
            handed = self.list.handed()
            self.outcome = dispatching.hold_meeting(self._desk.store, meeting, list(handed), due_on, handed)
        except Mendable as sentence:
            self.problem.setText(str(sentence))
            self.problem.show()
            return
        self.accept()
