"""The editors of a form: one per type of field, all spoken to in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Date, Field, Flag, Link, Text
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.picker import Picker, options_of, suggestions_of
from zonedesk.ui.record_model import NOTHING
from zonedesk.ui.widgets import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonedesk.store.store import Store

SEGMENTS = range(2, 6)
SEGMENTS_WIDE = 256  # a field over the whole row
LIST_WORD = 3  # characters of a word that a list of half a row shows whole
EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FieldEditor(Protocol):
    """What a form asks of an editor."""

    edited: SignalInstance
    left: SignalInstance

    def entry(self) -> Entry:
        """Return what stands in it."""

    def show_entry(self, entry: Entry) -> None:
        """Show an entry without telling."""


class LineField(QLineEdit):
    """A line of text, a number, an amount or a date."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.composing = False
        self._unit = "亿元"
        self.setPlaceholderText(NOTHING)
        self.textEdited.connect(self.edited)
        if field.is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def entry(self) -> Entry:
        """Return the text."""
        return Entry(self.text().strip(), None, self._unit)

    def show_entry(self, entry: Entry) -> None:
        """Show a text from its beginning."""
        self._unit = entry.unit
        if entry.text != self.text():
            self.setText(entry.text)
            self.setCursorPosition(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LongField(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(68)
        self.setPlaceholderText(NOTHING)
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def entry(self) -> Entry:
        """Return the text."""
        return Entry(self.toPlainText().strip())

    def show_entry(self, entry: Entry) -> None:
        """Show a text."""
        if entry.text != self.toPlainText().strip():
            self._quiet = True
            self.setPlainText(entry.text)
            self._quiet = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class SegmentField(Segmented):
    """Two to five choices side by side; the chosen one is let go by choosing it again, or by Delete."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Choice) -> None:
        super().__init__(list(field.choices.items()))
        self._choices, self._required = field.choices, field.required
        self._before = ""
        self.chosen.connect(self._choose)
        for key, word in field.choices.items():
            button = self.button(key)
            button.installEventFilter(self)
            button.setAccessibleName(f"{field.label} {word}")
        self.setFocusProxy(self.button(next(iter(field.choices))))

    def _choose(self, key: str) -> None:
        if key == self._before and not self._required:
            self.set_value("")
        self._before = self.value()
        self.edited.emit()
        self.left.emit()

    def entry(self) -> Entry:
        """Return the choice."""
        key = self.value()
        return Entry(self._choices.get(key, ""), key or None)

    def show_entry(self, entry: Entry) -> None:
        """Show a choice."""
        self._before = entry.key or ""
        self.set_value(self._before)
        self.setFocusProxy(self.button(self._before if self._before in self._choices else next(iter(self._choices))))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Empty the field by Delete or Backspace, before the window takes the key to delete the record."""
        if not isinstance(event, QKeyEvent) or event.key() not in EMPTYING:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and self.value() and not self._required:
            self._before = self.value()
            self._choose(self._before)
        return True


class ListField(QComboBox):
    """One of many choices, or 是 and 否; the wheel does not change it."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Choice | Flag) -> None:
        super().__init__()
        self._is_choice = isinstance(field, Choice)
        self.addItem("" if field.required else NOTHING, None)
        words = {"是": "是", "否": "否"} if isinstance(field, Flag) else field.choices
        for key, word in words.items():
            self.addItem(word, key)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(2)
        self.activated.connect(self._chosen)

    def _chosen(self) -> None:
        self.edited.emit()
        self.left.emit()

    def entry(self) -> Entry:
        """Return the choice."""
        key = self.currentData()
        return Entry(self.currentText() if key else "", key if self._is_choice else None)

    def show_entry(self, entry: Entry) -> None:
        """Show a choice, also by its word."""
        place = self.findData(entry.key) if entry.key else self.findText(entry.text) if entry.text else 0
        self.setCurrentIndex(max(0, place))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the value alone."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep the key that empties the field from the window, which would delete the record."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in EMPTYING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field by Delete; let Enter go on to the form."""
        if event.key() in EMPTYING:
            self.setCurrentIndex(0)
            self._chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def make_field(field: Field, kind: str, store: Store, zone: Callable[[], str | None]) -> QWidget:
    """Return the editor of a field (a FieldEditor that is a widget)."""
    editor = _make(field, kind, store, zone)
    editor.setToolTip(field.help)
    return editor


def _make(field: Field, kind: str, store: Store, zone: Callable[[], str | None]) -> QWidget:
    if isinstance(field, Link):
        makes = KINDS[field.to].label if can_make(field) else ""
        picker = Picker(options_of(field, store, zone), sure=not field.makes, makes=makes)
        picker.setPlaceholderText(NOTHING)
        return picker
    if isinstance(field, Text) and field.suggested:
        words = Picker(suggestions_of(store, kind, field), sure=False, free=True)
        words.setPlaceholderText(NOTHING)
        return words
    if isinstance(field, Choice) and is_segmented(field):
        return SegmentField(field)
    if isinstance(field, Choice | Flag):
        return ListField(field)
    return LongField() if isinstance(field, Text) and field.long else LineField(field)


def can_make(link: Link) -> bool:
    """Return whether a form may offer to make the record that a link needs."""
    return link.makes or link.to in ("zone", "team_member", "enterprise")


def is_unit(field: Field) -> bool:
    """Return whether a choice is the unit of a number, which stands short beside it."""
    return field.id.endswith("_unit")


def is_segmented(field: Choice) -> bool:
    """Return whether the words of a choice stand side by side: where they are few and all fit."""
    words = field.choices.values()
    return len(words) in SEGMENTS and not is_unit(field) and sum(13 * len(w) + 20 for w in words) <= SEGMENTS_WIDE


def is_short(field: Field) -> bool:
    """Return whether a field stands two to a row."""
    if isinstance(field, Date | Flag) or field.is_number or is_unit(field):
        return True
    if isinstance(field, Choice):
        return not is_segmented(field) and all(len(word) <= LIST_WORD for word in field.choices.values())
    return isinstance(field, Text | Link) and not getattr(field, "long", False) and field.width <= 10
