"""What a figure is asked for, chosen in its page bar: events, day, zone, formula, and how it counts and divides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QWidget, QWidgetAction

from zonedesk.figures import Figure
from zonedesk.figures.asking import Ask, Events, last_day, whole_year
from zonedesk.ui.event_range import ask_events
from zonedesk.ui.widgets import Button, Segmented

if TYPE_CHECKING:
    from zonedesk.figures.entries import HeldEvent

GAP = 8
DIVISIONS = {
    "zone": "按开发区", "campaign": "只看行动", "indicator": "全市", "channel": "按渠道", "chain": "按产业链", "town": "按专业镇",
    "department": "按部门", "kind": "按类别",
}  # fmt: skip
"""What the ways to divide a figure are called."""

OWN_DIVISIONS = {"indicators": {"zone": "各开发区"}}
"""What a figure calls them in its own way: indicators stand under each other, with the zones below each or the city alone."""

REPEATS = {"first": "只计首次", "all": "含重复"}
EVERY_ZONE = "全部开发区"


@dataclass(frozen=True)
class Choice:
    """What the user chose on a page; empty leaves it to the figure and the period in force."""

    events: Events | None = None
    as_of: str = ""
    plain_sum: bool = False
    by: str = ""
    zone: str = ""
    formula: str = ""


@dataclass(frozen=True)
class Offers:
    """What a ledger has to choose from: events of 三个一批, zones by id, editions of the rates' formula.

    `first_kind` is the kind of record that an empty figure waits for.
    """

    events: Sequence[HeldEvent] = ()
    zones: Mapping[str, str] = field(default_factory=dict)
    editions: Sequence[str] = ()
    first_kind: str = ""


def first_choice(figure: Figure) -> Choice:
    """Return what a page of the figure shows before anything is chosen: divided in the first way there is."""
    return Choice(by=figure.by[0] if figure.by else "")


def divisions_of(figure: Figure) -> dict[str, str]:
    """Return the ways to divide a figure, and what they are called on its page."""
    return {way: DIVISIONS[way] for way in figure.by} | OWN_DIVISIONS.get(figure.name, {})


def ask_for(figure: Figure, choice: Choice, period: tuple[int, int], events: Sequence[HeldEvent]) -> Ask:
    """Return what to ask the figure for, in a period in force and with these events on record."""
    year, month = period
    chosen = Ask(as_of=choice.as_of, by=choice.by, zone=choice.zone, formula=choice.formula)
    if figure.is_yearly:
        return replace(chosen, year=year)
    if "events" not in figure.asks:
        # How things stand is asked of the end of the period in force, where no day is chosen.
        return replace(chosen, year=int(choice.as_of[:4])) if choice.as_of else replace(chosen, year=year, month=month)
    chosen = replace(chosen, events=choice.events, plain_sum=choice.plain_sum)
    if choice.events or figure.name != "three-batches" or not any(event.year == year for event in events):
        return chosen
    return replace(chosen, events=whole_year(year))


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
    """The choices that a figure takes, side by side; those without room stand in a menu at the end."""

    changed = Signal()

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._offers = Offers()
        self._period = (2000, 1)
        self.choice = first_choice(figure)
        self.hints: tuple[str, ...] = ()
        self.range = self._button("chevron-down", "选择活动范围", "choice.events", self._fill_range)
        self.day = self._button("calendar", "选择截至日期", "choice.as_of", self._fill_days)
        self.zone = self._button("chevron-down", "选择开发区", "choice.zone", self._fill_zones)
        self.formula = self._button("chevron-down", "选择三率公式的版本", "choice.formula", self._fill_formulas)
        self.repeats = self._segments("choice.repeats", REPEATS, lambda key: self.choose(plain_sum=key == "all"))
        ways = divisions_of(figure)
        self.division = self._segments("choice.by", ways, lambda key: self.choose(by=key))
        self.more = self._button("funnel", "更多条件", "choice.more", self._fill_more)
        self._parts: tuple[Button | Segmented, ...] = (self.range, self.day, self.zone, self.formula, self.division, self.repeats)  # fmt: skip
        self._lay_out()

    def _button(self, icon: str, tip: str, name: str, fill: Callable[[QMenu], None]) -> Button:
        button = Button("", icon)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon stands after the words
        button.setMenu(_refilled(QMenu(button), fill))
        return button

    @staticmethod
    def _segments(name: str, words: Mapping[str, str], choose: Callable[[str], None]) -> Segmented:
        segments = Segmented(tuple(words.items()), next(iter(words), ""))
        segments.setObjectName(name)
        segments.chosen.connect(choose)
        return segments

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (*self._parts, self.more):
            row.addWidget(part)
            part.setVisible(part in self.offered())

    def offered(self) -> list[QWidget]:
        """Return the choices that the figure takes in this ledger."""
        asks = self._figure.asks
        wanted = (
            "events" in asks,
            "as_of" in asks,
            "zone" in asks,
            "formula" in asks and len(self._offers.editions) > 1,
            len(self._figure.by) > 1,
            "plain_sum" in asks,
        )
        return [part for part, shown in zip(self._parts, wanted, strict=True) if shown]

    def show_facts(self, period_words: str, as_of: str, offers: Offers, period: tuple[int, int]) -> None:
        """Say what is shown: the events' range, the day, the zone, and take what there is to choose from."""
        self._offers, self._period = offers, period
        self.hints = on_period(self._figure, self.choice, period, offers.events)
        self.range.setText(f"{period_words} ")
        self.day.setText(f"截至 {as_of} " if as_of else "全部时间 ")
        self.zone.setText(f"{offers.zones.get(self.choice.zone, EVERY_ZONE)} ")
        self.formula.setText(f"公式 {self.choice.formula or '现行'} ")

    def width_wanted(self) -> int:
        """Return the room that all choices take side by side."""
        return _wide(self.offered())

    def minimumSizeHint(self) -> QSize:
        """Return the room without which nothing can be chosen: a page may become narrower than all choices together."""
        return QSize(self.more.sizeHint().width(), super().minimumSizeHint().height())

    def fit(self, room: int) -> None:
        """Show as many choices as have room, the first ones first, and put the others into a menu at the end."""
        shown = self.offered()
        if _wide(shown) > room:
            while shown and _wide([*shown, self.more]) > room:
                shown.pop()
        for part in self._parts:
            part.setVisible(part in shown)
        self.more.setVisible(shown != self.offered())

    def _fill_more(self, menu: QMenu) -> None:
        """Offer what has no room of its own: each choice as a menu in the menu."""
        hidden = [part for part in self.offered() if part.isHidden()]
        fills = {self.range: self._fill_range, self.day: self._fill_days, self.zone: self._fill_zones,
                 self.formula: self._fill_formulas, self.division: self._fill_divisions, self.repeats: self._fill_repeats}  # fmt: skip
        names: dict[QWidget, str] = {self.division: "怎样分", self.repeats: "重复入批"}
        for part in hidden:
            words = part.text().strip() if isinstance(part, Button) else names[part]
            inner = QMenu(words, menu)
            fills[part](inner)
            menu.addMenu(inner)

    def _fill_divisions(self, menu: QMenu) -> None:
        for way, words in divisions_of(self._figure).items():
            self._offer(menu, words, self.choice.by == way, by=way)

    def _fill_repeats(self, menu: QMenu) -> None:
        for key, words in REPEATS.items():
            self._offer(menu, words, self.choice.plain_sum == (key == "all"), plain_sum=key == "all")

    def _fill_zones(self, menu: QMenu) -> None:
        self._offer(menu, EVERY_ZONE, not self.choice.zone, zone="")
        menu.addSeparator()
        for zone, name in self._offers.zones.items():
            self._offer(menu, name, self.choice.zone == zone, zone=zone)

    def _fill_formulas(self, menu: QMenu) -> None:
        self._offer(menu, "现行版本", not self.choice.formula, formula="")
        menu.addSeparator()
        for edition in self._offers.editions:
            self._offer(menu, edition, self.choice.formula == edition, formula=edition)

    def reset(self) -> None:
        """Take back every choice."""
        self.choose(**vars(first_choice(self._figure)))

    def choose(self, **chosen: object) -> None:
        """Change part of what is chosen (fields of Choice) and say so."""
        self.choice = replace(self.choice, **chosen)  # type: ignore[arg-type]
        self.repeats.set_value("all" if self.choice.plain_sum else "first")
        self.division.set_value(self.choice.by)
        self.changed.emit()

    def _offer(self, menu: QMenu, words: str, checked: bool, **chosen: object) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self.choose(**chosen))

    def _fill_range(self, menu: QMenu) -> None:
        upto = self._figure.name == "three-rates"
        self._offer(menu, "到倒数第二次活动" if upto else "期间所在年度", self.choice.events is None, events=None)
        menu.addSeparator()
        for year, held in groupby(reversed(self._offers.events), key=lambda event: event.year):
            if not upto:
                self._offer(menu, f"{year}年全年", self.choice.events == whole_year(year), events=whole_year(year))
            for event in held:
                place = (event.year, event.number)
                events = Events((2000, 1), place) if upto else Events(place, place)
                words = f"到{event.name}" if upto else f"    {event.name}"
                self._offer(menu, words, self.choice.events == events, events=events)
        if not upto and len(self._offers.events) > 1:
            menu.addSeparator()
            menu.addAction("从哪次到哪次…").triggered.connect(self._ask_range)

    def _ask_range(self) -> None:
        chosen = ask_events(self, self._offers.events)
        if chosen:
            self.choose(events=chosen)

    def _fill_days(self, menu: QMenu) -> None:
        end = last_day("{:04}-{:02}".format(*self._period))
        if "events" not in self._figure.asks:
            self._offer(menu, f"期间末 {end}", not self.choice.as_of, as_of="")
        else:
            self._offer(menu, "全部时间", not self.choice.as_of, as_of="")
            self._offer(menu, f"期间末 {end}", self.choice.as_of == end, as_of=end)
        menu.addSeparator()
        calendar = self._calendar(end)
        for chosen in (calendar.clicked, calendar.activated):
            chosen.connect(self._choose_day)
            chosen.connect(menu.close)
            chosen.connect(self.more.menu().close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

    def _calendar(self, end: str) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate.fromString(self.choice.as_of or end, Qt.DateFormat.ISODate))
        return calendar

    def _choose_day(self, date: QDate) -> None:
        day = date.toString(Qt.DateFormat.ISODate)
        if day != self.choice.as_of:
            self.choose(as_of=day)


def _refilled(menu: QMenu, fill: Callable[[QMenu], None]) -> QMenu:
    """Return a menu whose lines are made anew each time it opens."""

    def refill() -> None:
        menu.clear()
        fill(menu)

    menu.aboutToShow.connect(refill)
    return menu


def _wide(parts: Sequence[QWidget]) -> int:
    return sum(part.sizeHint().width() for part in parts) + GAP * max(0, len(parts) - 1)
