"""The row of filters under a table's headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonedesk.actions.filtering import conditions, is_listed, link_condition, words_of
from zonedesk.errors import Unreadable
from zonedesk.records.fields import Date, Field, Link
from zonedesk.ui import fonts

if TYPE_CHECKING:
    from zonedesk.store.query import Where

Choices = Sequence[tuple[str, str]]

LISTED_LINKS = ("zone", "batch_event", "campaign")
"""Kinds of which there are few enough to pick one from a list."""

PAUSE = 200  # ms after a key before the table is asked again


def is_picked(field: Field) -> bool:
    """Return whether a filter is a list."""
    return is_listed(field) or (isinstance(field, Link) and field.to in LISTED_LINKS)


class WordFilter(QLineEdit):
    """A filter of typed words: contains, a range of numbers, a period."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("compact", True)
        self.setPlaceholderText("≥" if field.is_number else "起止" if isinstance(field, Date) else "包含…")

    def value(self) -> str:
        """Return the typed text."""
        return self.text()

    def show_value(self, text: str) -> None:
        """Show a text without telling."""
        if text != self.text():
            self.setText(text)


class ListFilter(QComboBox):
    """A filter of one word from a list; the wheel does not change it."""

    def __init__(self, choices: Callable[[], Choices], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("compact", True)
        self.setFont(fonts.sized(12))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choices = choices
        self._fill("")

    def _fill(self, value: str) -> None:
        self.blockSignals(True)
        self.clear()
        for key, word in [("", "全部"), *self._choices(), ("空", "（空）")]:
            self.addItem(word, key)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.blockSignals(False)

    def showPopup(self) -> None:
        """Offer what there is now."""
        self._fill(self.value())
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def value(self) -> str:
        """Return the key of the word."""
        return str(self.currentData() or "")

    def show_value(self, text: str) -> None:
        """Show a choice without telling."""
        if text != self.value():
            self._fill(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the value alone."""
        event.ignore()


def _advice(field: Field, day: str) -> str:
    if field.is_number:
        return "如 ≥3、≤5、1-5；填“空”找没有填的"
    if isinstance(field, Date):
        return f"如 2023、2023-06、2023-01..2023-06、今天前（今天按 {day} 算）；填“空”找没有填的"
    return "包含这些字的；填“空”找没有填的"


class FilterRow(QObject):
    """The filters of a list: one editor per shown column, and the texts of all fields, shown or not."""

    changed = Signal()

    def __init__(
        self,
        kind: str,
        fields: Mapping[str, Field],
        choices: Callable[[Link], Choices],
        header: QWidget,
        day: Callable[[], str],
    ) -> None:
        super().__init__(header)
        self._kind, self._fields, self._choices, self._header = kind, fields, choices, header
        self._day = day  # gives the day that 今天 means
        self.editors: dict[str, WordFilter | ListFilter] = {}
        self.texts: dict[str, str] = {}
        self.problems: dict[str, str] = {}  # by field, of the filters that cannot be read
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)

    def show_columns(self, names: Sequence[str]) -> None:
        """Stand over other columns."""
        for name in set(self.editors) - set(names):
            self.editors.pop(name).deleteLater()
        before: QWidget | None = None
        for name in names:
            editor = self.editors.get(name) or self._make(self._fields[name])
            self.editors[name] = editor
            editor.show_value(self.texts.get(name, ""))
            self._mark(name)
            if before is not None:
                QWidget.setTabOrder(before, editor)
            before = editor
            editor.show()

    def _make(self, field: Field) -> WordFilter | ListFilter:
        if is_picked(field):
            made: WordFilter | ListFilter = ListFilter(lambda: self._words(field), self._header)
            made.activated.connect(lambda: self._set(field.id, made.value(), at_once=True))  # type: ignore[union-attr]
        else:
            made = WordFilter(field, self._header)
            made.textEdited.connect(lambda text: self._set(field.id, text, at_once=False))
            made.returnPressed.connect(self._now)
        made.setObjectName(f"filter.{self._kind}.{field.id}")
        made.setAccessibleName(f"筛选{field.label}")
        return made

    def _words(self, field: Field) -> Choices:
        return self._choices(field) if isinstance(field, Link) else words_of(field)

    def _set(self, name: str, text: str, at_once: bool) -> None:
        self.texts[name] = text
        if at_once:
            self._now()
        else:
            self._pause.start()

    def _now(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Filter by these texts and no others."""
        self.texts = dict(texts)
        for name, editor in self.editors.items():
            editor.show_value(texts.get(name, ""))
        self._now()

    def is_empty(self) -> bool:
        """Return whether everything is shown."""
        return not any(text.strip() for text in self.texts.values())

    def where(self, money_unit: str) -> tuple[Where, ...]:
        """Return the conditions of all filters; one that cannot be read is marked and left out."""
        found: list[Where] = []
        self.problems = {}
        for name, text in self.texts.items():
            try:
                found += self._conditions(self._fields[name], text, money_unit)
            except Unreadable as error:
                self.problems[name] = str(error)
        for name in self.editors:
            self._mark(name)
        return tuple(found)

    def _conditions(self, field: Field, text: str, money_unit: str) -> tuple[Where, ...]:
        if isinstance(field, Link) and is_picked(field) and text not in ("", "空"):
            return link_condition(field, text)
        return conditions(field, text, money_unit, self._day())

    def _mark(self, name: str) -> None:
        editor, problem = self.editors[name], self.problems.get(name, "")
        if isinstance(editor, ListFilter):
            return
        editor.setToolTip(problem or _advice(self._fields[name], self._day()))
        state = "error" if problem else ""
        if (editor.property("state") or "") != state:
            editor.setProperty("state", state)
            editor.style().unpolish(editor)
            editor.style().polish(editor)
