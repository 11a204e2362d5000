"""The top of the window: search, the period and unit in force, undo, redo, help and settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu

from zonedesk.ui.period import Period
from zonedesk.ui.search_box import SearchBox
from zonedesk.ui.widgets import IconButton, Segmented, UpDownLine, label

if TYPE_CHECKING:
    from zonedesk.actions.finding import Hit

SHORTENS_UNDER = 1080  # logical width of the window
FOLDS_UNDER = 820
UNITS = ("亿元", "万元")


class TopBar(QFrame):
    """48 high. Its buttons trigger the window's shared actions."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Hit]],
        period: tuple[int, int],
        unit: str,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__()
        self.setFixedHeight(48)
        self.search = SearchBox(find)
        self.period = Period(*period)
        self.unit = Segmented([(unit, unit) for unit in UNITS], unit)
        self.unit.setObjectName("unit")
        self.period.menu_opened.connect(self._offer_units)
        self._words = [label("期间", "text2"), label("单位", "text2")]
        self._buttons = [
            _button(actions["undo"], "undo"),
            _button(actions["redo"], "redo"),
            _button(actions["help"], "help"),
            _button(actions["settings"], "settings"),
        ]
        self._lay_out(self._words[0], self._words[1])

    def _lay_out(self, period: QLabel, unit: QLabel) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(period)
        row.addWidget(self.period)
        row.addSpacing(8)
        row.addWidget(unit)
        row.addWidget(self.unit)
        row.addSpacing(4)
        row.addWidget(UpDownLine())
        for button in self._buttons:
            row.addWidget(button)

    def set_width(self, width: int) -> None:
        """Leave out the words 期间 and 单位 where there is little room; with less, fold the unit into the period's menu."""
        for words in self._words:
            words.setVisible(width >= SHORTENS_UNDER)
        self.unit.setVisible(width >= FOLDS_UNDER)
        self.period.set_folded(width < FOLDS_UNDER)

    def _offer_units(self, menu: QMenu) -> None:
        if not self.unit.isHidden():
            return
        menu.addSeparator()
        for unit in UNITS:
            action = menu.addAction(f"单位 {unit}")
            action.setCheckable(True)
            action.setChecked(unit == self.unit.value())
            action.triggered.connect(lambda _, unit=unit: self._choose_unit(unit))

    def _choose_unit(self, unit: str) -> None:
        self.unit.set_value(unit)
        self.unit.chosen.emit(unit)

    def set_ready(self, ready: bool) -> None:
        """Let the switches be used once there is a ledger."""
        for part in (self.search, self.period, self.unit):
            part.setEnabled(ready)


def _button(action: QAction, icon: str) -> IconButton:
    keys = action.shortcut().toString()
    button = IconButton(icon, f"{action.text()} {keys}".strip())
    button.setAccessibleName(action.text())
    button.setObjectName(f"button.{icon}")
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button
