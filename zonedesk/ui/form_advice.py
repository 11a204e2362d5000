"""What is wrong or doubtful with the fields of a line of a form, said under them, with a way out where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from zonedesk.records.fields import Problem
from zonedesk.ui.widgets import QuietButton, Sign, label


class AdviceLine(QWidget):
    """One sentence with its mark, both in the colour of an error or of a doubt, and a button where `way_out` has words."""

    taken = Signal(str)  # the way out of the problem of this field

    def __init__(self, problem: Problem, way_out: str) -> None:
        super().__init__()
        self.role = "bad" if problem.severity == "error" else "warn"
        self._words = label(problem.message, self.role, 12)
        self._words.setWordWrap(True)
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        column.setSpacing(0)
        mark = Sign("warning", self.role, 14)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        column.addWidget(self._words)
        if way_out:
            foot = QHBoxLayout()
            foot.addWidget(self._button(problem.field, way_out))
            foot.addStretch(1)
            column.addLayout(foot)

    def _button(self, name: str, words: str) -> QuietButton:
        button = QuietButton(words)
        button.setObjectName(f"advice.{name}")
        button.setProperty("link", "true")
        button.clicked.connect(lambda _: self.taken.emit(name))
        return button

    def text(self) -> str:
        """Return the sentence."""
        return self._words.text()


class Advice(QWidget):
    """The sentences under a line of fields, each said once."""

    taken = Signal(str)  # the way out of the problem of this field

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lines: list[AdviceLine] = []
        self._shown: list[tuple[Problem, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(2)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], ways_out: Mapping[str, str]) -> None:
        """Show problems, errors first; `ways_out` are the words of a button by field."""
        once = {problem.message: (problem, ways_out.get(problem.field, "")) for problem in problems}
        shown = sorted(once.values(), key=lambda one: one[0].severity != "error")
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [AdviceLine(problem, words) for problem, words in shown]
        for line in self._lines:
            line.taken.connect(self.taken)
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(shown))

    def text(self) -> str:
        """Return the sentences shown, each on a line."""
        return "\n".join(line.text() for line in self._lines)
