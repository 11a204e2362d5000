"""工作台. Whoever starts the program opens it first, to see what is due, late or missing; a click leads to the place to act."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QMenu, QWidget

from zonedesk.figures.asking import day_words
from zonedesk.figures.limits import LISTED, PATIENCE
from zonedesk.records import KINDS
from zonedesk.records.fields import Money
from zonedesk.ui.brief_list import BriefCell, BriefColumn, BriefLine
from zonedesk.ui.chart_view import Charts
from zonedesk.ui.desk import Desk
from zonedesk.ui.gathered_page import GatheredPage, scrolled
from zonedesk.ui.list_card import ListCard
from zonedesk.ui.widgets import Button, EmptyState, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.actions.workbench import Missing, Workbench
    from zonedesk.figures.agenda import Waiting
    from zonedesk.figures.table import Selection
    from zonedesk.ui.tags import Tone

MARGIN, GAP = 16, 16
CHARTS_WIDTH, CHART_HEIGHT = 310, 176
NARROW = 980  # of the page itself: under it the charts go below the lists
ONE_COLUMN = 700
WEEKDAYS = "一二三四五六日"
ALL_REPORTED = "本月指标都已填报"
NOTHING_DUE = "{}年还没有年度目标和月报，点“去填报”开始"
SOON_TONES: dict[int, Tone] = {0: "red", 1: "amber", 2: "amber"}


class HomePage(GatheredPage):
    """The start page: four short lists and three charts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "工作台")
        self.found: Workbench | None = None
        self._day = label("", "text2")
        self.bar.add_left(self._day)
        self.charts = Charts(desk, CHART_HEIGHT)
        self.empty = EmptyState(
            "台账里还没有开发区和项目。可以先导入各开发区的表格", "导入台账", self._import, "import"
        )
        self.empty.add_way("新建开发区", lambda: self.desk.new_asked.emit("zone"))
        self._make_cards()
        self._add_buttons()
        self._lay_out()
        self._connect()

    def _make_cards(self) -> None:
        self.due = ListCard(
            "home.due", "本周到期",
            (BriefColumn("期限", 62), BriefColumn("事项"), BriefColumn("来自", 76, needs=330), BriefColumn("责任部门", 92, needs=400)),
            "本周没有到期的事项", "amber",
        )  # fmt: skip
        self.overdue = ListCard(
            "home.overdue", "超期未办",
            (BriefColumn("事项"), BriefColumn("开发区、会议", 92, needs=330), BriefColumn("责任部门", 92, needs=400),
             BriefColumn("超期(天)", 72, True)),
            "没有超期的堵点、专项事项和议定事项", "red",
        )  # fmt: skip
        self.missing = ListCard(
            "home.missing", "指标缺报",
            (BriefColumn("开发区", 110), BriefColumn("指标"), BriefColumn("上次填报", 84)),
            ALL_REPORTED, "amber",
        )  # fmt: skip
        self.waiting = ListCard(
            "home.waiting", f"签约超 {PATIENCE} 天未开工",
            (BriefColumn("项目"), BriefColumn("开发区", 104, needs=330), BriefColumn("投资", 72, True), BriefColumn("天数", 56, True)),
            f"没有签约超过 {PATIENCE} 天还未开工的项目", "red",
        )  # fmt: skip
        self._ways = {
            kind: self.overdue.add_way(words, partial(self._show_overdue, kind))
            for kind, words in (("bottleneck", "堵点"), ("campaign_item", "专项"), ("action_item", "议定"))
        }
        self._all_due = self.due.add_way("全部", self._choose_due)
        self.missing.add_way("去填报", lambda: self.desk.go("monthly"))
        self.missing.add_way("缺报一览", lambda: self.desk.go("missing"))
        self.waiting.add_way("全部", self._show_waiting)

    def _add_buttons(self) -> None:
        bring, make = Button("收各开发区数据", "import"), PrimaryButton("新建项目", "plus")
        bring.clicked.connect(lambda _: self._import())
        make.clicked.connect(lambda _: self._new_project())
        self.bar.add_right(bring)
        self.bar.add_right(make)

    def _lay_out(self) -> None:
        self._grid, self._body = QGridLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._grid.setSpacing(GAP)
        self._body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._body.setSpacing(GAP)
        self._body.addLayout(self._grid, 1)
        self._body.addWidget(self.charts)
        filled = QWidget()
        filled.setLayout(self._body)
        self.lay_out(scrolled(filled), self.empty)
        self._arrange()

    def _connect(self) -> None:
        self.charts.picked.connect(self._open_from_chart)

    def gathering(self) -> tuple[Callable[..., Workbench], tuple[Any, ...]]:
        """Gather the lists and charts of the period in force."""
        from zonedesk.actions import workbench

        return workbench.gather, (self.desk.store, *self.desk.period)

    def take_keyboard(self) -> None:
        """Begin at what is due."""
        self.due.list.setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"new": self._new_project}

    def show_found(self) -> None:
        """Show the lists and charts."""
        found = self.found
        if found is None:
            return
        self._day.setText(f"{day_words(found.day)} 星期{_weekday(found.day)}")
        self.show_body(not found.is_empty)
        self._show_waiting_lists(found)
        self.missing.nothing.setText(
            ALL_REPORTED if found.expects_readings else NOTHING_DUE.format(self.desk.period[0])
        )
        self.missing.show_lines([self._missing_line(one) for one in found.missing[:LISTED]], count=len(found.missing))
        if found.charts.charts:
            self.charts.show_table(found.charts, self.desk.money_unit)
        self.charts.setVisible(bool(found.charts.charts))

    def _show_waiting_lists(self, found: Workbench) -> None:
        due, overdue, waiting = found.due, found.overdue, found.never_started
        self.due.show_lines([self._due_line(one) for one in due.first], count=due.count)
        self._all_due.setVisible(due.count > 0)
        self.overdue.show_lines([self._overdue_line(one) for one in overdue.first], count=overdue.count)
        for kind, way in self._ways.items():
            way.setText(_kind_words(kind, overdue.counts[kind]))
            way.setVisible(overdue.counts[kind] > 0)
        note = f"合计 {self._amount(waiting.amount)} {self.desk.money_unit}" if waiting.count else ""
        self.waiting.show_lines([self._waiting_line(one) for one in waiting.first], note, waiting.count)

    def _due_line(self, waiting: Waiting) -> BriefLine:
        when = self._same_day() if waiting.days == 0 else f"周{_weekday(_whole(waiting.date))}"
        cells = (
            BriefCell(when, tone=SOON_TONES.get(waiting.days, "grey")),
            BriefCell(f"{waiting.text}　{waiting.place}" if waiting.kind == "milestone" else waiting.text),
            BriefCell(KINDS[waiting.kind].label, "text2"),
            BriefCell(waiting.department or "—", "text2" if waiting.department else "text3"),
        )
        return BriefLine(cells, partial(self.desk.record_asked.emit, waiting.kind, waiting.id))

    def _same_day(self) -> str:
        """Return what the day of the lists is called: 今天 only where it is today."""
        return "今天" if self.found and self.found.day == f"{datetime.date.today():%Y-%m-%d}" else "当天"

    def _overdue_line(self, waiting: Waiting) -> BriefLine:
        cells = (
            BriefCell(waiting.text),
            BriefCell(waiting.place or "—", "text2"),
            BriefCell(waiting.department or "—", "text2"),
            BriefCell(str(-waiting.days), "bad", strong=True),
        )
        return BriefLine(cells, partial(self.desk.record_asked.emit, waiting.kind, waiting.id))

    def _missing_line(self, missing: Missing) -> BriefLine:
        last = BriefCell(missing.last or "从未填报", "text2")
        cells = (BriefCell(missing.zone), BriefCell(missing.indicator), last)
        return BriefLine(cells, partial(self.desk.indicator_asked.emit, missing.indicator_id))

    def _waiting_line(self, waiting: Waiting) -> BriefLine:
        cells = (
            BriefCell(waiting.text),
            BriefCell(waiting.place, "text2"),
            BriefCell(self._amount(waiting.amount or Decimal(0))),
            BriefCell(str(waiting.days), "bad", strong=True),
        )
        return BriefLine(cells, partial(self.desk.record_asked.emit, "project", waiting.id))

    def _amount(self, money: Decimal) -> str:
        return Money(label="投资").brief(money, self.desk.money_unit)

    def status(self) -> str:
        """Count what waits."""
        found = self.found
        if found is None:
            return ""
        return f"本周到期 {found.due.count} 项 · 超期 {found.overdue.count} 项 · 缺报 {len(found.missing)} 项"

    # Going on

    def _import(self) -> None:
        self.desk.import_asked.emit(None)

    def _new_project(self) -> None:
        self.desk.new_asked.emit("project")

    def _choose_due(self) -> None:
        """Offer the kinds of what is due, to open all of one; a single kind opens at once."""
        found = self.found
        if found is None:
            return
        kinds = [kind for kind, count in found.due.counts.items() if count]
        if len(kinds) == 1:
            self.desk.show_records(found.due.records[kinds[0]])
            return
        menu = QMenu(self)
        menu.setObjectName("home.due_menu")
        for kind in kinds:
            menu.addAction(_kind_words(kind, found.due.counts[kind]), partial(self._show_due, kind))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._all_due.mapToGlobal(self._all_due.rect().bottomLeft()))

    def _show_due(self, kind: str) -> None:
        if self.found is not None:
            self.desk.show_records(self.found.due.records[kind])

    def _show_overdue(self, kind: str) -> None:
        if self.found is not None:
            self.desk.show_records(self.found.overdue.records[kind])

    def _show_waiting(self) -> None:
        if self.found is not None:
            self.desk.show_records(self.found.never_started.records["project"])

    def _open_from_chart(self, row: int, key: str) -> None:
        found = self.found
        selection: Selection | None = found.charts.rows[row].records.get(key) if found else None
        if selection is not None:
            self.desk.show_records(selection)

    # Where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts beside the lists or below them, by the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = self.width() < NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(down if below else across)
        self.charts.set_direction(across if below else down)
        self.charts.setMinimumWidth(0 if below else CHARTS_WIDTH)
        self.charts.setMaximumWidth(16777215 if below else CHARTS_WIDTH)
        self.charts.setMinimumHeight(CHART_HEIGHT + 24 if below else 0)
        columns = 1 if self.width() < ONE_COLUMN else 2
        for place, card in enumerate((self.due, self.overdue, self.missing, self.waiting)):
            self._grid.addWidget(card, place // columns, place % columns)


def _kind_words(kind: str, count: int) -> str:
    return f"{KINDS[kind].label} {count}"


def _whole(date: str) -> str:
    from zonedesk.figures.asking import last_day

    return last_day(date)


def _weekday(day: str) -> str:
    return WEEKDAYS[datetime.date.fromisoformat(day).weekday()]
