"""The foot of the window: the ledger, what the page shows, the last backup, work under way, and what is to be mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from zonedesk.ui.widgets import Sign, label

HEIGHT = 26
JOIN = "　・　"


class StatusBar(QFrame):
    """26 high."""

    problems_asked = Signal()  # go to the next place that is to be mended

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._parts = {"ledger": "", "page": "", "backup": ""}
        self._left = label()
        self._left.setObjectName("status")
        self._left.setMinimumWidth(80)
        self._work = label()
        self._cancel = QPushButton("取消")
        self._cancel.setObjectName("status.cancel")
        self._cancel.setFlat(True)
        self._cancel_work: Callable[[], object] | None = None
        self._cancel.clicked.connect(lambda: self._cancel_work and self._cancel_work())
        self._sign, self._problems = Sign("warning", "bad", 14), QPushButton()
        self._problems.setObjectName("status.problems")
        self._problems.setFlat(True)
        self._problems.setToolTip("转到下一处要改正的地方")
        self._problems.clicked.connect(self.problems_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 16, 0)
        row.setSpacing(6)
        row.addWidget(self._left, 1)
        for part in (self._work, self._cancel, self._sign, self._problems):
            row.addWidget(part)
            part.hide()

    def set_ledger(self, name: str) -> None:
        """Show which ledger is open."""
        self._set("ledger", name)

    def set_page(self, words: str) -> None:
        """Show what the page says of itself."""
        self._set("page", words)

    def set_backup(self, moment: datetime.datetime | None) -> None:
        """Show when the ledger was last backed up."""
        self._set("backup", f"上次备份 {spoken(moment, datetime.datetime.now())}" if moment else "还没有备份")

    def set_problems(self, count: int) -> None:
        """Show how many places are to be mended."""
        self._problems.setText(f"{count} 处待改正")
        self._sign.setVisible(count > 0)
        self._problems.setVisible(count > 0)

    def set_work(self, words: str, cancel: Callable[[], object] | None = None) -> None:
        """Show work under way and a way to cancel it; no words where it has ended."""
        self._work.setText(words)
        self._work.setVisible(bool(words))
        self._cancel_work = cancel
        self._cancel.setVisible(bool(words) and cancel is not None)

    def text(self) -> str:
        """Return what stands at the left."""
        return self._left.text()

    def _set(self, part: str, words: str) -> None:
        self._parts[part] = words
        self._left.setText(JOIN.join(filter(None, self._parts.values())))
        self._left.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)


def spoken(moment: datetime.datetime, now: datetime.datetime) -> str:
    """Return a moment as people say it: 今天 08:30, 昨天 17:02, 2023-10-08."""
    days = (now.date() - moment.date()).days
    if days > 1 or days < 0:
        return f"{moment:%Y-%m-%d}"
    return f"{'昨天' if days else '今天'} {moment:%H:%M}"
