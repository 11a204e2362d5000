"""The year and month in force: stepped by arrows, chosen from a menu."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from zonedesk.ui import icons
from zonedesk.ui.widgets import IconButton

FIRST_YEAR = 2000
YEARS_AROUND = 5


class Period(QFrame):
    """A month of a year with arrows to the one before and after."""

    changed = Signal(int, int)
    menu_opened = Signal(QMenu)  # its own lines are in it: somebody may add theirs

    def __init__(self, year: int, month: int) -> None:
        super().__init__()
        self.setObjectName("period")
        self.year, self.month = year, month
        self.earlier = self._arrow("chevron-left", "上个月", -1)
        self.later = self._arrow("chevron-right", "下个月", 1)
        self.words = QToolButton()
        self.words.setObjectName("period.month")
        self.words.setProperty("part", "month")
        self.words.setFixedHeight(26)
        self.words.setToolTip("选择年月")
        self.words.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.words)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.words.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for part in (self.earlier, self.words, self.later):
            row.addWidget(part)
        self.setFixedHeight(28)
        self._show()

    def _arrow(self, icon: str, tip: str, months: int) -> IconButton:
        arrow = IconButton(icon, tip, role="text")
        arrow.setFixedSize(26, 26)
        arrow.setIconSize(QSize(14, 14))
        arrow.clicked.connect(lambda: self._step(months))
        return arrow

    def _step(self, months: int) -> None:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        self.choose(year, month + 1)

    def choose(self, year: int, month: int) -> None:
        """Put another month in force."""
        if (year, month) == (self.year, self.month) or year < FIRST_YEAR:
            return
        self.year, self.month = year, month
        self._show()
        self.changed.emit(year, month)

    def _show(self) -> None:
        self.words.setText(f"{self.year}年{self.month}月")

    def _fill_menu(self) -> None:
        self.menu.clear()
        for month in range(1, 13):
            self._offer(f"{self.year}年{month}月", self.year, month)
        self.menu.addSeparator()
        years = self.menu.addMenu(icons.icon("calendar"), "其他年份")
        for year in range(self.year - YEARS_AROUND, self.year + YEARS_AROUND + 1):
            action = years.addAction(f"{year}年")
            action.triggered.connect(lambda _, year=year: self.choose(year, self.month))
        today = datetime.date.today()
        self._offer("回到本月", today.year, today.month)
        self.menu_opened.emit(self.menu)

    def set_folded(self, folded: bool) -> None:
        """Leave the arrows out."""
        self.earlier.setVisible(not folded)
        self.later.setVisible(not folded)

    def _offer(self, words: str, year: int, month: int) -> None:
        action = self.menu.addAction(words)
        action.setCheckable(True)
        action.setChecked((year, month) == (self.year, self.month) and words != "回到本月")
        action.triggered.connect(lambda: self.choose(year, month))
