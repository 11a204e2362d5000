"""The head and the foot of a form, which do not scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from zonedesk.records import KINDS
from zonedesk.records.record import Row
from zonedesk.ui import fonts, theme
from zonedesk.ui.record_model import is_tag
from zonedesk.ui.stage_line import HEIGHT as STAGES_HEIGHT
from zonedesk.ui.stage_line import StageLine
from zonedesk.ui.tags import Tag
from zonedesk.ui.widgets import Button, IconButton, PrimaryButton, label

FOOT = 45


class Elided(QLabel):
    """A line of text that ends in … where it does not fit, whole on hover."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._text = ""
        self.setFont(fonts.semibold(size))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """Return the text, also where it is cut."""
        return self._text

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._text if shown != self._text else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2, 24)

    def minimumSizeHint(self) -> QSize:
        """Get along with less."""
        return QSize(40, 24)


class FormHead(QFrame):
    """The record's name, its tag, where it stands in the list, and for a project how far it has come."""

    step_asked = Signal(int)
    close_asked = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._record = KINDS[kind]
        self.title, self.tag = Elided(15), Tag("")
        self.place = label("", "text2", 12)
        self._previous = IconButton("chevron-left", "上一条 (Alt+↑)")
        self._next = IconButton("chevron-right", "下一条 (Alt+↓)")
        self.leave = IconButton("close", "回到列表 (Esc)")
        self.stages = StageLine() if kind == "project" else None
        self._previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self._next.clicked.connect(lambda: self.step_asked.emit(1))
        self.leave.clicked.connect(self.close_asked)
        self.leave.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.tag)
        row.addStretch(1)
        row.addWidget(self.place)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        for button in (self._previous, self._next, self.leave):
            button.setFixedSize(24, 24)
            steps.addWidget(button)
        row.addLayout(steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 1)
        column.setSpacing(2)
        column.addLayout(row)
        if self.stages:
            column.addWidget(self.stages)
        self.setFixedHeight(48 if self.stages is None else 48 + STAGES_HEIGHT)

    def show_row(self, row: Row, caption: str, is_new: bool) -> None:
        """Show a record's name, tag and stage."""
        new = f"新建{self._record.label}"
        title = f"{new} {caption}".rstrip() if is_new else caption
        self.title.set_whole(title or ("" if not row else "（未命名）"))
        from zonedesk.ui.cell_delegate import tone_for

        field = next((f for f in self._record.fields.values() if is_tag(f)), None)
        word = field.show(row.get(field.id)) if field and row else ""
        self.tag.set_word(word, tone_for(field, word) if field else None)
        if self.stages:
            self.stages.setVisible(bool(row) or is_new)
            self.stages.show_row(row)

    def show_place(self, place: int | None, count: int) -> None:
        """Show where the record stands: 2 / 345."""
        self.place.setText(f"{place + 1} / {count}" if place is not None else "新" if count >= 0 else "")
        self._previous.setEnabled(place is not None and place > 0)
        self._next.setEnabled(place is not None and place < count - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under the head."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()


class FormFoot(QFrame):
    """What is typed and not saved, 还原 and 保存."""

    save_asked = Signal()
    revert_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(FOOT)
        self.state = label("", "text2", 12)
        self.revert, self.save = Button("还原"), PrimaryButton("保存 Ctrl+S")
        self.revert.setToolTip("放弃没有保存的改动")
        self.revert.clicked.connect(self.revert_asked)
        self.save.clicked.connect(self.save_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.revert)
        row.addWidget(self.save)

    def show_state(self, shown: bool, is_new: bool, dirty: bool, errors: int) -> None:
        """Say whether something is unsaved, and how many places are to be mended; of a new record nothing is saved yet."""
        words = (
            f"{errors} 处待改正" if errors else "有未保存的改动" if dirty else "已保存" if shown and not is_new else ""
        )
        self.state.setText(words)
        role = "bad" if errors else "text2"
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)
        self.revert.setEnabled(dirty)
        self.save.setEnabled(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line over the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        painter.end()
