"""Small dialogs of the dispatch board: handing a bottleneck over, and saying how it was solved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from zonedesk.errors import Mendable, Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Problem, Reading
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.form_fields import FieldEditor, make_field
from zonedesk.ui.widgets import Button, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.actions.records import Saved
    from zonedesk.records.record import Row
    from zonedesk.ui.desk import Desk

WIDTH = 400
FIELDS: dict[str, tuple[str, ...]] = {
    "working": ("department", "person", "due_on"), "solved": ("result", "solved_on"),
}  # fmt: skip
TITLES = {"working": "交办", "solved": "标记解决"}
NEEDED = {"working": ("department",), "solved": ("result", "solved_on")}


def ask_move(parent: QWidget, desk: Desk, state: str, row: Row, save: Callable[[Row], Saved]) -> bool:
    """Ask for what a bottleneck needs in a state, beginning with what it holds, and save it; False where it is left."""
    return MoveDialog(parent, desk, state, row, save).exec() == QDialog.DialogCode.Accepted


class MoveDialog(QDialog):
    """A few fields of a bottleneck; each says beside itself what is wrong with it."""

    def __init__(self, parent: QWidget, desk: Desk, state: str, row: Row, save: Callable[[Row], Saved]) -> None:
        super().__init__(parent.window())
        self.setObjectName(f"dialog.dispatch.{state}")
        self.setWindowTitle(f"{TITLES[state]}堵点难点")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._state, self._save = desk, state, save
        self.editors: dict[str, QWidget] = {}
        self.problems: dict[str, QLabel] = {}
        fields = KINDS["bottleneck"].fields
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 72)
        grid.setColumnStretch(1, 1)
        for place, name in enumerate(FIELDS[state]):
            self._add(grid, 2 * place, name, fields[name].show(row.get(name)))
        text = label(str(row["description"]), size=14, bold=True)
        text.setWordWrap(True)
        leave, done = Button("取消"), PrimaryButton(TITLES[state])
        done.setObjectName("dispatch.done")
        leave.clicked.connect(self.reject)
        done.clicked.connect(self.finish)
        done.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(text)
        column.addLayout(grid)
        column.addLayout(button_row((leave, done)))
        self.setMinimumWidth(WIDTH)
        first = next((name for name in FIELDS[state] if not row.get(name)), FIELDS[state][0])
        self.editors[first].setFocus()

    def _add(self, grid: QGridLayout, row: int, name: str, text: str) -> None:
        field = KINDS["bottleneck"].fields[name]
        editor = make_field(field, "bottleneck", self._desk.store, lambda: None)
        editor.setObjectName(f"field.dispatch.{name}")
        editor.setAccessibleName(field.label)
        cast(FieldEditor, editor).show_entry(Entry(text))
        star = "*" if name in NEEDED[self._state] else ""
        problem = label("", "bad", 12)
        problem.setWordWrap(True)
        problem.hide()
        top = Qt.AlignmentFlag.AlignTop if field.id == "result" else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(f"{field.label}{star}", "text2"), row, 0, top)
        grid.addWidget(editor, row, 1)
        grid.addWidget(problem, row + 1, 1)
        self.editors[name], self.problems[name] = editor, problem

    def _read(self) -> tuple[Row, list[Problem]]:
        values: dict[str, Any] = {}
        wrong: list[Problem] = []
        for name, editor in self.editors.items():
            field, text = KINDS["bottleneck"].fields[name], cast(FieldEditor, editor).entry().text
            try:
                values[name] = field.parse(text, Reading()) if text else None
            except Unreadable as sentence:
                wrong.append(Problem(name, str(sentence)))
                continue
            if values[name] is None and name in NEEDED[self._state] and name != "result":
                wrong.append(Problem(name, f"请填写{field.label}"))
        return values, wrong

    def finish(self) -> None:
        """Save and close, or say at each field what is wrong."""
        values, wrong = self._read()
        if not wrong:
            try:
                saved = self._save(values)
            except Mendable as sentence:
                self._desk.messages.warn(str(sentence))
                self.reject()
                return
            if saved.saved:
                self.accept()
                return
            wrong = list(saved.errors)
        self._show(wrong)

    def _show(self, wrong: Sequence[Problem]) -> None:
        said: Mapping[str, str] = {problem.field: problem.message for problem in wrong}
        for name, line in self.problems.items():
            line.setText(said.get(name, ""))
            line.setVisible(name in said)
            editor = self.editors[name]
            editor.setProperty("state", "error" if name in said else "")
            editor.style().polish(editor)
        others = [problem.message for problem in wrong if problem.field not in self.problems]
        if others:
            self._desk.messages.warn(others[0])
        first = next((name for name in self.editors if name in said), None)
        if first:
            self.editors[first].setFocus()
