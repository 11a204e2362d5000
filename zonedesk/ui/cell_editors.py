"""Editing in a table's cell: an editor per type of field, and the keys that end it as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QStyleOptionViewItem, QWidget

from zonedesk.records.fields import Choice, Field, Flag, Link, Text
from zonedesk.records.record import Row
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.picker import Picker, options_of

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Index = QModelIndex | QPersistentModelIndex
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineCell(QLineEdit):
    """A line of text, a number or a date in a cell."""

    def __init__(self, parent: QWidget, right: bool) -> None:
        super().__init__(parent)
        self.composing = False
        self._unit = ""
        self.setFrame(False)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def entry(self) -> Entry:
        """Return what was typed."""
        return Entry(self.text().strip(), None, self._unit)

    def show_entry(self, entry: Entry) -> None:
        """Start from an entry, all of it marked so that typing replaces it."""
        self._unit = entry.unit
        self.setText(entry.text)
        self.selectAll()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing: its Enter belongs to it."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class LongCell(QPlainTextEdit):
    """Several lines of text, grown out of a cell; Alt+Enter makes a new line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.composing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)

    def entry(self) -> Entry:
        """Return what was typed."""
        return Entry(self.toPlainText().strip())

    def show_entry(self, entry: Entry) -> None:
        """Start from an entry, all of it marked."""
        self.setPlainText(entry.text)
        self.selectAll()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


CellEditor = LineCell | LongCell | Picker


def make_editor(parent: QWidget, field: Field, store: Store, row: Row) -> CellEditor:
    """Return the editor of a field for a cell of a row."""
    if isinstance(field, Choice | Flag | Link):
        return Picker(options_of(field, store, lambda: row.get("zone")), parent=parent)
    if isinstance(field, Text) and field.long:
        return LongCell(parent)
    return LineCell(parent, field.is_number)


def place_editor(editor: QWidget, option: QStyleOptionViewItem) -> None:
    """Put an editor over its cell; several lines grow downwards."""
    cell = option.rect.adjusted(0, 0, 0, -1)  # type: ignore[attr-defined]
    if isinstance(editor, LongCell):
        cell.setSize(QSize(max(cell.width(), 220), 84))
    editor.setGeometry(cell)


def ending_key(editor: QObject, event: QEvent) -> str:
    """Return which way a key ends editing: down, up, right, left, or nothing where it belongs to the editor."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or getattr(editor, "composing", False):
        return ""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in ENTER:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return "" if alt else "up" if shift else "down"
    if event.key() == Qt.Key.Key_Backtab or (event.key() == Qt.Key.Key_Tab and shift):
        return "left"
    return "right" if event.key() == Qt.Key.Key_Tab else ""
