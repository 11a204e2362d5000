"""The wizard's third step: the wait while something is done, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from zonedesk.actions.plan import brought_words
from zonedesk.records import KINDS
from zonedesk.ui.import_parts import ElidedLabel, Icon
from zonedesk.ui.views import title_of
from zonedesk.ui.widgets import Button, Card, PrimaryButton, label

WIDTH = 560


class WaitingStep(QWidget):
    """What is being done, how far it is, and a way out."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.bar, self.stop = ElidedLabel(), QProgressBar(), Button("取消")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(360)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(360)
        self.bar.setAccessibleName("进度")
        self.stop.setObjectName("import.stop")
        self.stop.clicked.connect(lambda _: self.stopped.emit())
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        for part in (self.words, self.bar, self.stop):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_wait(self, words: str) -> None:
        """Begin to wait for something."""
        self.bar.setRange(0, 0)
        self.words.set_whole(words)

    def show_progress(self, words: str, done: int = 0, of: int = 0) -> None:
        """Show how far it is."""
        self.words.set_whole(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)


@dataclass(frozen=True)
class Outcome:
    """What an import did: per kind new, changed and unchanged records, rows left out, where the backup is.

    `brought` counts, by kind, those of the records that rows brought along beside their own; `learnt` choices that are now remembered.
    """

    counts: dict[str, tuple[int, int, int]]
    left_out: int = 0
    backup: Path | None = None
    brought: Mapping[str, int] = field(default_factory=dict)
    learnt: int = 0

    def title(self) -> str:
        """Return the sentence over the counts: the rows as the button named them, then what they brought along."""
        records = sum(new + changed for new, changed, _ in self.counts.values())
        left = f"，{self.left_out} 条有错没有导入" if self.left_out else ""
        if not self.brought:
            return f"已导入，共新增和更新 {records} 条记录{left}"
        rows = records - sum(self.brought.values())
        return f"已导入 {rows} 条，{brought_words(self.brought)}，共新增和更新 {records} 条记录{left}"

    def sentences(self) -> list[tuple[str, str]]:
        """Return (kind, sentence) for each kind: 项目：新增 345，更新 0，未变 0."""
        return [
            (kind, f"新增 {new}，更新 {changed}，未变 {same}") for kind, (new, changed, same) in self.counts.items()
        ]  # fmt: skip

    def main_kind(self) -> str:
        """Return the kind with most records made or changed, projects before others."""
        return max(self.counts, key=lambda kind: (kind == "project", sum(self.counts[kind][:2])), default="project")


class OutcomeStep(QWidget):
    """Says what was imported and what can be done next."""

    show_asked = Signal(str)  # kind
    undo_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = "project"
        self.title, self.icon = label(size=15, bold=True), Icon("check", "ok", 16)
        self.title.setObjectName("import.result")
        self.table, self.backup = QGridLayout(), ElidedLabel("text2", 12)
        self.learnt = label("", "text2", 12)
        self.learnt.setObjectName("import.learnt")
        self.show_records = PrimaryButton("查看项目台账")
        self.undo, self.again = Button("撤销这次导入", "undo"), Button("再导入", "import")
        for button, name in ((self.show_records, "show"), (self.undo, "undo"), (self.again, "again")):
            button.setObjectName(f"import.{name}")
        self.show_records.clicked.connect(lambda _: self.show_asked.emit(self._kind))
        self.undo.clicked.connect(lambda _: self.undo_asked.emit())
        self.again.clicked.connect(lambda _: self.again_asked.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        card, inside, head, foot = Card(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        card.setFixedWidth(WIDTH)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(14)
        head.setSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        self.table.setHorizontalSpacing(24)
        self.table.setVerticalSpacing(6)
        self.table.setColumnStretch(1, 1)
        foot.setSpacing(8)
        for button in (self.show_records, self.undo, self.again):
            foot.addWidget(button)
        foot.addStretch(1)
        for part in (head, self.table):
            inside.addLayout(part)
        inside.addWidget(self.learnt)
        inside.addWidget(self.backup)
        inside.addLayout(foot)
        card.body.addLayout(inside)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what an import did."""
        self._kind = outcome.main_kind()
        self._say(outcome.title(), outcome.sentences())
        self.backup.set_whole(f"导入前的备份：{outcome.backup}" if outcome.backup else "")
        self.learnt.setText(f"已记住 {outcome.learnt} 处选择，下次同样的表不用再选")
        self.learnt.setVisible(bool(outcome.learnt))
        self.show_records.setText(f"查看{title_of(self._kind)}")
        self.undo.setEnabled(True)
        self.undo.show()

    def show_undone(self, sentence: str) -> None:
        """Show that the import was taken back."""
        self._say(sentence, [])
        self.learnt.hide()
        self.undo.hide()

    def _say(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        self.title.setText(title)
        self.title.setWordWrap(True)
        while (item := self.table.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QLabel):
                widget.deleteLater()
        for row, (kind, sentence) in enumerate(lines):
            self.table.addWidget(label(KINDS[kind].label, "text2"), row, 0)
            self.table.addWidget(label(sentence), row, 1)
