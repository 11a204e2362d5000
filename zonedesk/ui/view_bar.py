"""The quick views of a list: saved filters as words in the page bar, each with how many it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from zonedesk.actions.filtering import conditions
from zonedesk.records import KINDS
from zonedesk.ui.views import View, views_of
from zonedesk.ui.widgets import QuietButton

if TYPE_CHECKING:
    from zonedesk.store.store import Store

MOST_COUNTED = 200_000  # above this counting a view is no longer free


class ViewBar(QWidget):
    """Words that filter a list."""

    chosen = Signal(object)  # the filter texts of a view

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._views = views_of(kind)
        self._group = QButtonGroup(self)
        self._buttons = [self._button(place, view) for place, view in enumerate(self._views)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[0].setChecked(True)
        self._group.idClicked.connect(lambda place: self.chosen.emit(dict(self._views[place].filters)))

    def _button(self, place: int, view: View) -> QuietButton:
        button = QuietButton(view.label)
        button.setObjectName(f"view.{self._kind}.{view.label}")
        button.setCheckable(True)
        self._group.addButton(button, place)
        return button

    def show_chosen(self, texts: Mapping[str, str]) -> None:
        """Mark the view whose filters these are, if any."""
        filled = {name: text for name, text in texts.items() if text.strip()}
        self._group.setExclusive(False)
        for view, button in zip(self._views, self._buttons, strict=True):
            button.setChecked(filled == dict(view.filters))
        self._group.setExclusive(True)

    def show_counts(self, store: Store, day: str) -> None:
        """Show how many records each view has; 今天 in its filters means `day`."""
        from zonedesk.actions.records import count_rows
        from zonedesk.store.query import Query

        total = 0
        for place, (view, button) in enumerate(zip(self._views, self._buttons, strict=True)):
            if place and total > MOST_COUNTED:
                break
            fields = KINDS[self._kind].fields
            where = [one for n, text in view.filters.items() for one in conditions(fields[n], text, day=day)]
            count = count_rows(store, Query(self._kind, where=tuple(where)))
            total = total or count
            button.setText(f"{view.label} {count}")
        self.updateGeometry()

    def _room(self) -> int:
        return sum(button.sizeHint().width() + 4 for button in self._buttons)

    def sizeHint(self) -> QSize:
        """Ask for room for all views."""
        return QSize(self._room(), 28)

    def minimumSizeHint(self) -> QSize:
        """Get along with none of them."""
        return QSize(0, 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many views as there is room for."""
        super().resizeEvent(event)
        taken = 0
        for button in self._buttons:
            taken += button.sizeHint().width() + 4
            button.setVisible(taken <= self.width() + 4)
