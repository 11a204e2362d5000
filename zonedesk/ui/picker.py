"""A line that completes what is typed to one of several words or records, by name or pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from zonedesk.records.fields import Choice, Field, Flag, Link
from zonedesk.ui import icons, theme
from zonedesk.ui.edit_session import Entry

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Options = Sequence[tuple[str, str]]
"""(key, label) of what may be picked."""

MAKE = "+"  # key of the offer to make a new record
SHOWN = 8
ITEM_HEIGHT = 28


def options_of(field: Field, store: Store, zone: Callable[[], str | None]) -> Callable[[str], Options]:
    """Return the function that finds what may be picked in a field for a typed text."""
    if isinstance(field, Link):
        return lambda text: _linked(store, field, text, zone())
    words = [("是", "是"), ("否", "否")] if isinstance(field, Flag) else []
    choices = list(field.choices.items()) if isinstance(field, Choice) else words
    return lambda text: [(key, word) for key, word in choices if _fits(word, text)]


def suggestions_of(store: Store, kind: str, field: Field) -> Callable[[str], Options]:
    """Return the function that finds what other records hold in a field."""

    def find(text: str) -> Options:
        from zonedesk.actions.records import suggestions

        return [(word, word) for word in suggestions(store, kind, field.id) if _fits(word, text) and word != text]

    return find


def _linked(store: Store, link: Link, text: str, zone: str | None) -> Options:
    from zonedesk.actions.records import link_choices

    return link_choices(store, link, text, zone)


def _fits(word: str, text: str) -> bool:
    from zonedesk.store.pinyin import initials_of

    typed = text.strip().casefold()
    return typed in word.casefold() or initials_of(word.casefold()).startswith(typed)


class Picker(QLineEdit):
    """A field of one word or record out of many.

    `sure` completes to the first match, else one must be pointed at; a `free` one only offers words and takes any.
    """

    edited = Signal()
    left = Signal()
    make_asked = Signal(str)  # make a record of this name

    def __init__(
        self,
        options: Callable[[str], Options],
        sure: bool = True,
        makes: str = "",
        free: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.composing = False
        self._options, self._sure, self._makes, self._free = options, sure, makes, free
        self._key: str | None = None
        self._found: list[tuple[str, str]] = []
        self._words = QStringListModel(self)
        self._list: PopupList | None = None
        self.setTextMargins(0, 0, 16, 0)
        self.textEdited.connect(self._typed)

    def entry(self) -> Entry:
        """Return the picked word or record, or the text that names none yet."""
        return Entry(self.text().strip(), None if self._free else self._key)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry without telling."""
        self._key = entry.key
        self.setText(entry.text)
        self.setCursorPosition(0)

    def settle(self) -> None:
        """Take the match that is marked, or the one that is named in full, and close the list."""
        if self._key is None and self.text().strip() and not self._free:
            place = self._marked()
            if place is not None and self._found[place][0] != MAKE:
                self._take(place)
            else:
                self._take_exact()
        self.close_list()

    def open_list(self, text: str = "") -> None:
        """Show what may be picked."""
        if self.isReadOnly():
            return
        self._found = list(self._options(text))
        typed = text.strip()
        if self._makes and typed and typed not in [word for _, word in self._found]:
            self._found.append((MAKE, f"新建{self._makes}“{typed}”"))
        self._words.setStringList([word for _, word in self._found])
        if not self._found:
            self.close_list()
            return
        if self._list is None:
            self._list = PopupList(self, self._words)
            self._list.clicked.connect(self._clicked)
        self._list.stand_under(len(self._found))
        self._mark(0 if typed and self._sure else self._place_of_key())

    def close_list(self) -> None:
        """Hide the list."""
        if self._list is not None:
            self._list.hide()

    def is_open(self) -> bool:
        """Return whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def _typed(self, text: str) -> None:
        self._key = None
        self.open_list(text)
        self.edited.emit()

    def _place_of_key(self) -> int:
        return next((i for i, (key, _) in enumerate(self._found) if self._key is not None and key == self._key), -1)

    def _mark(self, place: int) -> None:
        assert self._list is not None
        self._list.setCurrentIndex(self._words.index(place) if place >= 0 else QModelIndex())

    def _marked(self) -> int | None:
        if self._list is None or not self._list.isVisible() or not self._list.currentIndex().isValid():
            return None
        return self._list.currentIndex().row()

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())
        self.close_list()

    def _take(self, place: int) -> None:
        key, word = self._found[place]
        if key == MAKE:
            self.close_list()
            self.make_asked.emit(self.text().strip())
            return
        self._key = key
        self.setText(word)
        self.edited.emit()

    def _take_exact(self) -> None:
        text = self.text().strip()
        self._found = list(self._options(text))
        places = [i for i, (_, word) in enumerate(self._found) if word == text]
        if len(places) == 1:
            self._take(places[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list with the arrows; Enter takes, Esc closes it first."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.is_open():
                self._walk(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open_list()
        elif key == Qt.Key.Key_Escape and self.is_open():
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_open():
            self.take_marked()
        else:
            super().keyPressEvent(event)

    def take_marked(self) -> None:
        """Take what is marked in the list, also the offer to make a record, and close it."""
        place = self._marked()
        if place is not None:
            self._take(place)
        elif not self._free:
            self._take_exact()
        self.close_list()

    def _walk(self, step: int) -> None:
        place = self._marked()
        first = 0 if step > 0 else len(self._found) - 1
        self._mark(first if place is None else (place + step) % len(self._found))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether an input method is composing: its Enter belongs to it."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was named and tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.settle()
            self.left.emit()
        self.close_list()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list from the arrow at the right end."""
        super().mousePressEvent(event)
        if event.position().x() > self.width() - 24:
            if self.is_open():
                self.close_list()
            else:
                self.open_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line with an arrow at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(
            painter, "chevron-down", QPoint(self.width() - 20, (self.height() - 12) // 2).toPointF(), "text3", 12
        )
        painter.end()


class PopupList(QListView):
    """The list under a picker. It never takes the keyboard."""

    def __init__(self, owner: QWidget, words: QStringListModel) -> None:
        super().__init__(owner)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popup_list")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setModel(words)

    def stand_under(self, count: int) -> None:
        """Show under its field, or above it where the screen ends."""
        owner = self.parentWidget()
        assert owner is not None
        size = QSize(max(owner.width(), 160), min(count, SHOWN) * ITEM_HEIGHT + 4)
        below = owner.mapToGlobal(QPoint(0, owner.height() + 1))
        screen = owner.screen().availableGeometry()
        top = (
            below.y()
            if below.y() + size.height() <= screen.bottom()
            else below.y() - owner.height() - size.height() - 2
        )
        self.setGeometry(min(below.x(), screen.right() - size.width()), top, size.width(), size.height())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the items and a line around them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("line_strong"))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Mark what is under the pointer."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        return super().viewportEvent(event)
