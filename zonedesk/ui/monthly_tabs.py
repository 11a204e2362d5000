"""The indicators as tabs in the page bar: as many as there is room for, the others behind 更多."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from zonedesk.ui.widgets import QuietButton

GAP = 4
MORE = 96  # room for 更多 99 项
LONGEST = 12  # characters of a name in a tab


class IndicatorTabs(QWidget):
    """Names to choose one from; the chosen one is always in view."""

    chosen = Signal(str)  # the id of an indicator

    def __init__(self) -> None:
        super().__init__()
        self._names: list[tuple[str, str]] = []
        self._chosen, self._arranging = "", False
        self._tabs: dict[str, QuietButton] = {}
        self.more = QuietButton("更多")
        self.more.setObjectName("monthly.more")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.more)
        self._row.addStretch(1)

    def show_indicators(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer indicators as (id, name), one of them chosen."""
        if list(names) != self._names:
            self._names = list(names)
            for tab in self._tabs.values():
                self._row.removeWidget(tab)
                tab.deleteLater()
            self._tabs = {key: self._tab(place, key, name) for place, (key, name) in enumerate(names)}
        self._chosen = chosen
        for key, tab in self._tabs.items():
            tab.setChecked(key == chosen)
        self.updateGeometry()
        self._arrange()

    def _tab(self, place: int, key: str, name: str) -> QuietButton:
        tab = QuietButton(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…")
        tab.setObjectName(f"monthly.indicator.{name}")
        tab.setAccessibleName(name)
        tab.setToolTip(name if len(name) > LONGEST else "")
        tab.setCheckable(True)
        tab.clicked.connect(lambda _: self._choose(key))
        self._row.insertWidget(place, tab)
        return tab

    def _choose(self, key: str) -> None:
        for other, tab in self._tabs.items():
            tab.setChecked(other == key)
        if key != self._chosen:
            self._chosen = key
            self._arrange()
            self.chosen.emit(key)

    def _arrange(self) -> None:
        """Show the tabs that fit. Showing one may give the bar another width, from within: then once more."""
        if self._arranging:
            return
        self._arranging, width = True, -1
        while width != self.width():
            width = self.width()
            self._show_within(width)
        self._arranging = False

    def _show_within(self, width: int) -> None:
        """Show as many tabs as there is room for, the chosen one among them."""
        widths = {key: tab.sizeHint().width() + GAP for key, tab in self._tabs.items()}
        room = width if sum(widths.values()) <= width else width - MORE
        room -= widths.get(self._chosen, 0)
        shown, is_full = {self._chosen}, False
        for key, needed in widths.items():
            if key != self._chosen:
                is_full = is_full or needed > room
                if not is_full:
                    room -= needed
                    shown.add(key)
        for key, tab in self._tabs.items():
            tab.setVisible(key in shown)
        self._fill_menu([(key, name) for key, name in self._names if key not in shown])

    def _fill_menu(self, hidden: Sequence[tuple[str, str]]) -> None:
        self._menu.clear()
        for key, name in hidden:
            self._menu.addAction(name).triggered.connect(lambda _=False, key=key: self._choose(key))
        self.more.setText(f"更多 {len(hidden)} 项")
        self.more.setVisible(bool(hidden))

    def sizeHint(self) -> QSize:
        """Ask for room for all tabs."""
        return QSize(sum(tab.sizeHint().width() + GAP for tab in self._tabs.values()), 28)

    def minimumSizeHint(self) -> QSize:
        """Get along with the chosen one."""
        return QSize(MORE, 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._arrange()
