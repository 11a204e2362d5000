"""Where the parts of the month grid's page stand, by the room there is, and what stands there before any indicator is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from zonedesk.ui.monthly_facts import FactsLine
from zonedesk.ui.monthly_review import ReviewCard
from zonedesk.ui.monthly_series import SeriesCard
from zonedesk.ui.monthly_table import MonthTable
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.widgets import Button, Card, EmptyState, PrimaryButton

MARGIN, GAP = 16, 16
UNDER, UNDER_LOW, MOST_UNDER = 150, 84, 200  # heights of the cards under the grid
LOWEST_GRID = 162
SERIES = 400
LOW = 480  # of the page: under it the line of the series is left out
NARROW = 860
TIGHT = 980  # under this the buttons lose their words
WORDS = {"paste": "粘贴月报", "print": "打印", "export": "导出Excel"}


class EmptyMonths(EmptyState):
    """What stands where there is no indicator: 导入月报 and 新建指标 side by side."""

    def __init__(self, bring: Callable[[], object], begin: Callable[[], object]) -> None:
        sentence = "还没有指标。先导入指标目录或月报，也可以新建一项指标，再按月填报"
        super().__init__(sentence, "导入月报", bring, "import")
        self.new = Button("新建指标", "plus")
        self.new.setObjectName("monthly.new")
        self.new.clicked.connect(lambda _: begin())
        column, row = self.layout(), QHBoxLayout()
        assert isinstance(column, QVBoxLayout)
        place = column.indexOf(self.button)
        column.removeWidget(self.button)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.new)
        row.addStretch(1)
        column.insertLayout(place, row)


class MonthlyPlaces:
    """Lays a page out: the bar, the line of facts, the grid, and under it the card and the line of a series."""

    def __init__(
        self, page: QWidget, bar: PageBar, facts: FactsLine, table: MonthTable, review: ReviewCard, series: SeriesCard,
        empty: EmptyMonths, doers: Mapping[str, Callable[[], object]],
    ) -> None:  # fmt: skip
        self._page, self._table, self._review, self._series = page, table, review, series
        self._card = Card()
        self._card.body.addWidget(table)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)  # before it is filled: what it shows first would open as a window
        self._stack.addWidget(_scrolled(self._filled(facts)))
        self._stack.addWidget(empty)
        self.buttons = {verb: self._button(bar, verb, doer) for verb, doer in doers.items()}

    def _filled(self, facts: FactsLine) -> QWidget:
        under, column, filled = QHBoxLayout(), QVBoxLayout(), QWidget()
        under.setSpacing(GAP)
        under.addWidget(self._review, 1)
        under.addWidget(self._series)
        self._series.setFixedWidth(SERIES)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._card, 1000)
        column.addLayout(under, 10)
        column.addStretch(0)
        whole = QVBoxLayout(filled)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(facts)
        whole.addLayout(column, 1)
        return filled

    @staticmethod
    def _button(bar: PageBar, verb: str, doer: Callable[[], object]) -> Button:
        kind, icon = (PrimaryButton, "sheet") if verb == "export" else (Button, verb)
        button = kind(WORDS[verb], icon)
        button.setObjectName(f"monthly.{verb}")
        button.clicked.connect(lambda _: doer())
        bar.add_right(button)
        return button

    def show_filled(self, filled: bool) -> bool:
        """Show the grid, or what stands in its place; return whether that is another than before."""
        is_other = self._stack.currentIndex() != int(not filled)
        self._stack.setCurrentIndex(int(not filled))
        for button in self.buttons.values():
            button.setEnabled(filled)
        return is_other

    def settle(self) -> None:
        """Put the parts where there is room for them."""
        width, height, natural = self._page.width(), self._page.height(), self._table.natural_height() + 4
        low, tight = height < LOW, width < TIGHT
        self._series.setVisible(width >= NARROW and not low)
        self._review.set_low(low)
        for card in (self._review, self._series):
            card.setMinimumHeight(UNDER_LOW if low else UNDER)
            card.setMaximumHeight(UNDER_LOW if low else MOST_UNDER)
        self._card.setMaximumHeight(natural)
        self._card.setMinimumHeight(min(natural, LOWEST_GRID))
        for verb, button in self.buttons.items():
            button.setText("" if tight else f" {WORDS[verb]}")
            button.setToolTip(WORDS[verb] if tight else "")


def _scrolled(filled: QWidget) -> QScrollArea:
    """Let a low page scroll as a whole, so that the grid does not shrink to a strip."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(filled)
    return area
