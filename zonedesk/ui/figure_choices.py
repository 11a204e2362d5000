"""What a figure is asked for, chosen in its page bar: the events, the day, and how it counts and divides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from zonedesk.figures import Figure
from zonedesk.figures.asking import Ask, Events, last_day, whole_year
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, Segmented, label

if TYPE_CHECKING:
    from zonedesk.figures.entries import HeldEvent

STATE_OF_THINGS = ("teams", "campaigns")
"""Figures about how things stand on a day: they take the end of the period in force where no day is chosen."""


@dataclass(frozen=True)
class Choice:
    """What the user chose on a page; empty leaves it to the figure and the period in force."""

    events: Events | None = None
    as_of: str = ""
    plain_sum: bool = False
    by: str = ""


def ask_for(figure: Figure, choice: Choice, period: tuple[int, int], events: Sequence[HeldEvent]) -> Ask:
    """Return what to ask the figure for, in a period in force and with these events on record."""
    year, month = period
    if figure.name in STATE_OF_THINGS:
        day = choice.as_of or last_day(f"{year:04}-{month:02}")
        return Ask(as_of=day, by=choice.by)
    if choice.events or figure.name != "three-batches" or not any(event.year == year for event in events):
        return Ask(as_of=choice.as_of, events=choice.events, plain_sum=choice.plain_sum, by=choice.by)
    return Ask(as_of=choice.as_of, events=whole_year(year), plain_sum=choice.plain_sum, by=choice.by)


def on_period(figure: Figure, choice: Choice, period: tuple[int, int], events: Sequence[HeldEvent]) -> tuple[str, ...]:
    """Return what to say where a figure does not show the period in force, as a note of the screen's own."""
    if choice.events or choice.as_of or not events or "events" not in figure.asks:
        return ()
    year, month = period
    if figure.name == "three-rates":
        return (f"三率表统计到倒数第二次活动，不随期间{year}年{month}月变化；统计到哪次、截至哪天在上方选择。",)
    if all(event.year != year for event in events):
        return (f"期间所在的{year}年没有活动，这里是最近一年的；其他活动在上方选择。",)
    return ()


class ChoiceBar(QWidget):
    """The choices that a figure takes, side by side."""

    changed = Signal()

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._events: Sequence[HeldEvent] = ()
        self._period = (2000, 1)
        self.choice = Choice(by="zone")
        self.hints: tuple[str, ...] = ()
        self.range = self._button("chevron-down", "选择活动范围", "choice.events", self._fill_range)
        self.day = self._button("calendar", "选择截至日期", "choice.as_of", self._fill_days)
        self.repeats = Segmented([("first", "只计首次"), ("all", "含重复")], "first")
        self.repeats.setObjectName("choice.repeats")
        self.repeats.chosen.connect(lambda key: self.choose(plain_sum=key == "all"))
        self.division = Segmented([("zone", "分开发区"), ("campaign", "只看行动")], "zone")
        self.division.setObjectName("choice.by")
        self.division.chosen.connect(lambda key: self.choose(by=key))
        self._lay_out()

    def _button(self, icon: str, tip: str, name: str, fill: Callable[[], None]) -> Button:
        button = Button("", icon)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon stands after the words
        menu = QMenu(button)
        menu.aboutToShow.connect(fill)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        asks = self._figure.asks
        wanted = (
            (self.range, "events" in asks),
            (self.day, "as_of" in asks),
            (self.repeats, "plain_sum" in asks),
            (self.division, "campaign" in self._figure.by),
        )
        for part, shown in wanted:
            row.addWidget(part)
            part.setVisible(shown)

    def show_facts(self, period_words: str, as_of: str, events: Sequence[HeldEvent], period: tuple[int, int]) -> None:
        """Say what is shown: the events' range, the day, and take the events to choose from."""
        self._events, self._period = events, period
        self.hints = on_period(self._figure, self.choice, period, events)
        self.range.setText(f"{period_words} ")
        self.day.setText(f"截至 {as_of} " if as_of else "全部时间 ")

    def shorten(self, tight: bool) -> None:
        """Keep only what fits a narrow page: the range, and the day where it is the only choice."""
        asks = self._figure.asks
        self.day.setVisible("as_of" in asks and not (tight and "events" in asks))
        self.repeats.setVisible("plain_sum" in asks and not tight)
        self.division.setVisible("campaign" in self._figure.by and not tight)

    def reset(self) -> None:
        """Take back every choice."""
        self.choice = Choice(by="zone")
        self.repeats.set_value("first")
        self.division.set_value("zone")
        self.changed.emit()

    def choose(self, **chosen: object) -> None:
        """Change part of what is chosen (fields of Choice) and say so."""
        self.choice = replace(self.choice, **chosen)  # type: ignore[arg-type]
        self.changed.emit()

    def _offer(self, menu: QMenu, words: str, checked: bool, **chosen: object) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self.choose(**chosen))

    def _fill_range(self) -> None:
        menu = self.range.menu()
        menu.clear()
        upto = self._figure.name == "three-rates"
        self._offer(menu, "到倒数第二次活动" if upto else "期间所在年度", self.choice.events is None, events=None)
        menu.addSeparator()
        for year, held in groupby(reversed(self._events), key=lambda event: event.year):
            if not upto:
                self._offer(menu, f"{year}年全年", self.choice.events == whole_year(year), events=whole_year(year))
            for event in held:
                place = (event.year, event.number)
                events = Events((2000, 1), place) if upto else Events(place, place)
                words = f"到{event.name}" if upto else f"    {event.name}"
                self._offer(menu, words, self.choice.events == events, events=events)
        if not upto and len(self._events) > 1:
            menu.addSeparator()
            menu.addAction("从哪次到哪次…").triggered.connect(self._ask_range)

    def _ask_range(self) -> None:
        chosen = ask_events(self, self._events)
        if chosen:
            self.choose(events=chosen)

    def _fill_days(self) -> None:
        menu = self.day.menu()
        menu.clear()
        end = last_day("{:04}-{:02}".format(*self._period))
        if self._figure.name in STATE_OF_THINGS:
            self._offer(menu, f"期间末 {end}", not self.choice.as_of, as_of="")
        else:
            self._offer(menu, "全部时间", not self.choice.as_of, as_of="")
            self._offer(menu, f"期间末 {end}", self.choice.as_of == end, as_of=end)
        menu.addSeparator()
        calendar = self._calendar(end)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

    def _calendar(self, end: str) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate.fromString(self.choice.as_of or end, Qt.DateFormat.ISODate))
        calendar.clicked.connect(self._choose_day)
        calendar.activated.connect(self._choose_day)
        return calendar

    def _choose_day(self, date: QDate) -> None:
        self.day.menu().close()
        day = date.toString(Qt.DateFormat.ISODate)
        if day != self.choice.as_of:
            self.choose(as_of=day)


def ask_events(parent: QWidget, events: Sequence[HeldEvent]) -> Events | None:
    """Ask from which event to which, and return the range, or None where the user let it be."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("选择活动范围")
    dialog.setObjectName("dialog.events")
    first, last = (_event_list(events, place) for place in (0, len(events) - 1))
    form = QFormLayout()
    form.addRow(label("从", "text2"), first)
    form.addRow(label("到", "text2"), last)
    leave, take = Button("取消"), PrimaryButton("确定")
    leave.clicked.connect(dialog.reject)
    take.clicked.connect(dialog.accept)
    take.setDefault(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(16)
    column.addLayout(form)
    column.addLayout(button_row([leave, take]))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    ends = sorted((events[box.currentIndex()].year, events[box.currentIndex()].number) for box in (first, last))
    return Events(*ends)


def _event_list(events: Sequence[HeldEvent], place: int) -> QComboBox:
    box = QComboBox()
    box.addItems([event.name for event in events])
    box.setCurrentIndex(place)
    box.setMinimumWidth(200)
    return box
