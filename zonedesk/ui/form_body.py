"""The fields of a form in their groups: labels, editors and advice, laid out in pairs or in three columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from zonedesk.records.fields import Date, Field, Money, Problem
from zonedesk.ui import fonts, theme
from zonedesk.ui.form_advice import Advice
from zonedesk.ui.form_fields import FieldEditor, SegmentField, is_short
from zonedesk.ui.widgets import label

if TYPE_CHECKING:
    from zonedesk.records.record import Record

LABEL, GAP = 66, 8
MARGIN = 16
ROW = 28
Place = tuple[int, int, int]  # row, slot, how many slots


class FieldLabel(QWidget):
    """A field's label, with its unit and the mark of a required one; a long one breaks in two lines.

    That of a link leads to the linked record while there is one.
    """

    opened = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.setFixedHeight(ROW)
        self.setMinimumWidth(LABEL)
        self.setToolTip(field.help)
        self._required, self._help, self._leads = field.required, field.help, False
        self._lines = _lines(field.label, field.unit, field.required)

    def set_leading(self, leads: bool) -> None:
        """Lead to a record, or be a label alone."""
        if leads == self._leads:
            return
        self._leads = leads
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setToolTip("打开这条记录 (Ctrl+Enter)" if leads else self._help)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the linked record."""
        if self._leads and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def _font(self) -> QFont:
        small = len(self._lines) > 1 or QFontMetrics(fonts.sized()).horizontalAdvance(self._lines[0]) > LABEL - 4
        return fonts.sized(12) if small else fonts.sized()

    def sizeHint(self) -> QSize:
        """Return the room of a label."""
        return QSize(LABEL, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the mark after the last."""
        painter = QPainter(self)
        painter.setFont(self._font())
        step = 14 if len(self._lines) > 1 else ROW
        top = (ROW - step * len(self._lines)) // 2
        width = 0
        for line in self._lines:
            painter.setPen(theme.colour("accent" if self._leads else "text2"))
            painter.drawText(QRect(0, top, self.width(), step), Qt.AlignmentFlag.AlignVCenter, line)
            width = painter.fontMetrics().horizontalAdvance(line)
            top += step
        if self._required:
            painter.setPen(theme.colour("bad"))
            painter.drawText(QRect(width + 1, top - step, 10, step), Qt.AlignmentFlag.AlignVCenter, "*")
        painter.end()


def _lines(words: str, unit: str, required: bool) -> list[str]:
    whole = f"{words}({unit})" if unit else words
    measure = QFontMetrics(fonts.sized())
    if measure.horizontalAdvance(whole) + (8 if required else 0) <= LABEL:
        return [whole]
    if unit and len(words) <= 5:
        return [words, f"({unit})"]
    half = (len(words) + 1) // 2
    return [words[:half], words[half:] + (f"({unit})" if unit else "")]


class FormBody(QWidget):
    """The editors of a kind in their groups. `side` stands beside a table, else it lies under it in three columns."""

    entered = Signal(str)  # Enter was pressed in a field: go on to the next
    link_asked = Signal(str)  # open the record that this field links to
    way_out_asked = Signal(str)  # take the way out that is offered at the problem of this field

    def __init__(self, record: type[Record], editors: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._record, self._editors = record, editors
        self._labels = {name: FieldLabel(record.fields[name]) for name in editors}
        self._titles = [(label(title, bold=True), label("", "text3", 12)) for title, _ in record.groups]
        self._advice: list[Advice] = []
        self._rows: dict[str, Advice] = {}
        self._grid = QGridLayout(self)
        self._slots = 0
        self._problems: Mapping[str, Problem] = {}
        self._ways_out: Mapping[str, str] = {}
        for name, words in self._labels.items():
            words.setParent(self)
            words.opened.connect(partial(self.link_asked.emit, name))
            editors[name].setParent(self)

    def arrange(self, slots: int) -> None:
        """Lay the fields out with so many label-field columns."""
        if slots == self._slots:
            return
        self._slots = slots
        self._clear()
        columns = slots * 3 - 1
        row = 0
        for (title, hint), (_, names) in zip(self._titles, self._record.groups, strict=True):
            self._grid.setRowMinimumHeight(row, 36 if row else 32)
            self._grid.addWidget(title, row, 0, 1, max(2, columns - 1), Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(hint, row, max(2, columns - 3), 1, columns - max(2, columns - 3), _RIGHT_BOTTOM)
            row = self._add_group(names, row + 1)
        self._grid.setRowStretch(row, 1)
        self._set_columns()
        self._chain()
        self.show_problems(self._problems, self._ways_out)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()

    def _clear(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for advice in self._advice:
            advice.deleteLater()
        self._advice, self._rows = [], {}
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
            self._grid.setRowMinimumHeight(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnMinimumWidth(column, 0)

    def set_right_margin(self, margin: int) -> None:
        """Keep the fields clear of a scroll bar without narrowing them."""
        self._grid.setContentsMargins(MARGIN, 4, margin, 12)

    def _set_columns(self) -> None:
        self.set_right_margin(MARGIN)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        for slot in range(self._slots):
            self._grid.setColumnMinimumWidth(slot * 3, LABEL)
            self._grid.setColumnStretch(slot * 3 + 1, 96 if slot else 88)
            if slot:
                self._grid.setColumnMinimumWidth(slot * 3 - 1, GAP if self._slots == 2 else 24)

    def _add_group(self, names: Iterable[str], row: int) -> int:
        for line_names in self._lines(names):
            self._add_line(line_names, row)
            row += 2
        return row

    def _lines(self, names: Iterable[str]) -> list[list[tuple[str, int]]]:
        """Return the lines of a group: fields with how many slots each takes."""
        lines: list[list[tuple[str, int]]] = []
        room = 0
        for name in names:
            span = self._span(name)
            if span > room:
                lines.append([])
                room = self._slots
            lines[-1].append((name, span))
            room -= span
        return lines

    def _span(self, name: str) -> int:
        field = self._record.fields[name]
        if self._slots == 2:
            return 1 if is_short(field) else 2
        wide = isinstance(self._editors[name], SegmentField) and len(getattr(field, "choices", ())) > 4
        return 2 if wide or getattr(field, "long", False) else 1

    def _add_line(self, names: Sequence[tuple[str, int]], row: int) -> None:
        advice = Advice()
        advice.setParent(self)
        advice.taken.connect(self.way_out_asked)
        self._advice.append(advice)
        self._grid.addWidget(advice, row + 1, 1, 1, self._slots * 3 - 2)
        slot = 0
        for name, span in names:
            self._rows[name] = advice
            self._grid.addWidget(self._labels[name], row, slot * 3, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._editors[name], row, slot * 3 + 1, 1, span * 3 - 2, Qt.AlignmentFlag.AlignTop)
            slot += span

    def _chain(self) -> None:
        widgets = [self._editors[name] for _, names in self._record.groups for name in names]
        for before, after in itertools.pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def show_hints(self, money_unit: str) -> None:
        """Show beside each group's title the unit of its amounts, or how dates may be given."""
        for (_, hint), (_, names) in zip(self._titles, self._record.groups, strict=True):
            fields = [self._record.fields[name] for name in names]
            money = any(isinstance(field, Money) for field in fields)
            dated = sum(isinstance(field, Date) for field in fields) * 2 > len(fields)
            hint.setText(f"单位：{money_unit}" if money else "可只填到年、月" if dated else "")

    def show_links(self, names: Set[str]) -> None:
        """Let the labels of these fields lead to the records that they link to."""
        for name, words in self._labels.items():
            words.set_leading(name in names)

    def show_problems(self, problems: Mapping[str, Problem], ways_out: Mapping[str, str]) -> None:
        """Frame the fields that have a problem, and say under them what to do; `ways_out` are words of buttons there."""
        self._problems, self._ways_out = problems, ways_out
        for name, editor in self._editors.items():
            _set_state(editor, problems[name].severity if name in problems else "")
        for advice in self._advice:
            names = [name for name, place in self._rows.items() if place is advice and name in problems]
            advice.show_problems([problems[name] for name in names], ways_out)

    def advice_of(self, name: str) -> str:
        """Return the sentence that stands under a field's line."""
        return self._rows[name].text() if not self._rows[name].isHidden() else ""

    def next_of(self, name: str) -> QWidget | None:
        """Return the editor after a field's."""
        names = [n for _, group in self._record.groups for n in group]
        place = names.index(name) + 1
        return self._editors[names[place]] if place < len(names) else None


_RIGHT_BOTTOM = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


def _set_state(editor: QWidget, severity: str) -> None:
    if (editor.property("state") or "") == severity:
        return
    editor.setProperty("state", severity)
    editor.style().unpolish(editor)
    editor.style().polish(editor)
    editor.update()


def focus_field(editor: QWidget | FieldEditor) -> None:
    """Put the keyboard into an editor, its text marked."""
    assert isinstance(editor, QWidget)
    editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(editor, QLineEdit):
        editor.selectAll()
