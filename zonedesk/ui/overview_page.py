"""项目全景. The city desk or a leader opens it to see how far a project is and what holds it up, then opens that record or prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.ui import fonts
from zonedesk.ui.desk import Desk
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.file_out import ask_file, write_file
from zonedesk.ui.gathered_page import GatheredPage, scrolled
from zonedesk.ui.new_record import ask_record
from zonedesk.ui.overview_drawing import Drawing
from zonedesk.ui.overview_flow import FormalityFlow
from zonedesk.ui.overview_head import Elided, OverviewHead
from zonedesk.ui.overview_lists import OverviewLists
from zonedesk.ui.overview_network import NetworkChart
from zonedesk.ui.picker import Picker, options_of
from zonedesk.ui.widgets import Card, EmptyState, IconButton, QuietButton, label

if TYPE_CHECKING:
    from zonedesk.actions.overview import Overview

MARGIN, GAP = 16, 12
LISTS_WIDTH = 352
NARROW = 1000  # of the page itself: under it the lists go below
NARROWEST = 760  # under it the investment goes below the stages
PICKER_WIDTH = 300
LEGEND = "上条为计划（蓝色在关键线路上），下条为实际，点线到预计完成，竖线为截至日。回车打开，N 新建"
EMPTY_HEIGHT = 120
PICTURES = "图片 (*.png);;矢量图 (*.svg);;PDF (*.pdf)"


class OverviewPage(GatheredPage):
    """One project on one page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "项目全景")
        self.found: Overview | None = None
        self.project = desk.settings.project
        self._begins = True  # another project comes: the keyboard goes to it
        self.picker = self._make_picker()
        self.head, self.chart, self.flow = OverviewHead(), NetworkChart(), FormalityFlow()
        self.lists = OverviewLists(desk, self._new)
        self.hint = Elided(fonts.sized(12), "text2")
        self.empty = EmptyState("还没有项目。可以先导入项目台账，或新建一个项目", "新建项目", self._new_project, "plus")
        self._add_buttons()
        self._make_cards()
        self._lay_out()
        self._connect()

    def _make_picker(self) -> Picker:
        link = KINDS["milestone"].fields["project"]
        assert isinstance(link, Link)
        picker = ProjectPicker(options_of(link, self.desk.store, lambda: None))
        picker.setObjectName("overview.project")
        picker.setAccessibleName("选择项目")
        picker.setPlaceholderText("输入名称、代码或拼音首字母")
        picker.setFixedWidth(PICKER_WIDTH)
        self.bar.add_left(picker)
        return picker

    def _add_buttons(self) -> None:
        self._form, self._picture = QuietButton("项目台账", "edit"), QuietButton("存图片", "image")
        self._print = IconButton("print", "打印 (Ctrl+P)")
        for button, act in (
            (self._form, self.open_project),
            (self._picture, self.save_picture),
            (self._print, self.print),
        ):
            button.clicked.connect(lambda _, act=act: act())
            self.bar.add_right(button)

    def _make_cards(self) -> None:
        self.network_card, self.flow_card = Card("网络进度"), Card("手续办理")
        self.no_steps = EmptyState(
            "还没有进度节点。先列出主要节点和计划时间", "新建节点", partial(self._new, "milestone"), "plus"
        )
        self.no_formalities = EmptyState(
            "还没有手续。可以先按常用手续建好，再逐项填时间", "按常用手续新建", self.add_usual_procedures, "plus"
        )
        for card, drawing, nothing, kind in (
            (self.network_card, self.chart, self.no_steps, "milestone"),
            (self.flow_card, self.flow, self.no_formalities, "procedure"),
        ):
            nothing.setFixedHeight(EMPTY_HEIGHT)
            card.body.addWidget(drawing)
            card.body.addWidget(nothing)
            if kind == "milestone":
                card.head.addWidget(self.hint)
            way = QuietButton("新建")
            way.setAccessibleName(f"新建{KINDS[kind].label}")
            way.setProperty("link", True)
            way.clicked.connect(lambda _, kind=kind: self._new(kind))
            card.head.addWidget(way)
        self.trouble = label("", "warn", 12)
        self.trouble.setWordWrap(True)
        self.trouble.setContentsMargins(12, 4, 12, 8)
        self.network_card.body.addWidget(self.trouble)
        self.legend = Elided(fonts.sized(12), "text3")
        self.legend.set_words(LEGEND)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 2, 12, 8)
        foot.addWidget(self.legend)
        self.network_card.body.addLayout(foot)

    def _lay_out(self) -> None:
        filled, column, left = QWidget(), QVBoxLayout(), QVBoxLayout()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for layout in (column, left, self._body):
            layout.setSpacing(GAP)
        left.addWidget(self.network_card)
        left.addWidget(self.flow_card)
        left.addStretch(1)
        self._body.addLayout(left, 1)
        self._body.addWidget(self.lists)
        column.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        column.addWidget(self.head)
        column.addLayout(self._body, 1)
        filled.setLayout(column)
        self._area = scrolled(filled)
        self.lay_out(self._area, self.empty)
        self._arrange()

    def _connect(self) -> None:
        self.picker.edited.connect(self._pick)
        self.picker.left.connect(self._name_picked)
        for drawing, kind in ((self.chart, "milestone"), (self.flow, "procedure")):
            drawing.opened.connect(partial(self.desk.record_asked.emit, kind))
            drawing.new_asked.connect(partial(self._new, kind))
            drawing.moved.connect(partial(self._show_place, drawing))

    # What is shown

    def gathering(self) -> tuple[Callable[..., Overview], tuple[Any, ...]]:
        """Gather the project as of the period in force."""
        from zonedesk.actions import overview

        return overview.gather, (self.desk.store, self.project, *self.desk.period)

    def show_project(self, project: str) -> None:
        """Show another project, and remember it; without one the page stays at the last."""
        if not project:
            return
        self.project = self.desk.settings.project = project
        self._begins = True
        self.desk.settings.save()
        self.refresh()

    def take_keyboard(self) -> None:
        """Begin in the chart; where there is none, at what makes one."""
        if self.found is None:
            self.picker.setFocus()
        elif self.found.project is None:
            self.empty.button.setFocus()
        else:
            (self.chart if self.chart.records() else self.no_steps.button).setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"new": partial(self._new, "milestone"), "print": self.print, "export": self.save_picture}

    def show_found(self) -> None:
        """Show the project."""
        found = self.found
        if found is None:
            return
        self.show_body(found.project is not None)
        for part in (self._form, self._picture, self._print, self.picker):
            part.setEnabled(found.project is not None)
        if found.project is None:
            return
        self.project = found.project["id"]
        self._name_picked()
        self.head.show_project(found, found.project, self.desk.money_unit)
        self._show_network(found)
        self.flow.show_formalities(found.formalities)
        for drawing, nothing in ((self.chart, self.no_steps), (self.flow, self.no_formalities)):
            drawing.setVisible(bool(drawing.records()))
            nothing.setVisible(not drawing.records())
        self.lists.show_found(found)
        if self._begins and self.isVisible():
            self._begins = False
            self.take_keyboard()

    def _show_network(self, found: Overview) -> None:
        from zonedesk.figures.network import outcome_words

        network = found.network
        self._picture.setEnabled(bool(network.steps))
        self.chart.show_network(network)
        self.hint.set_words(outcome_words(network), "bad" if network.delay else "text2")
        self.legend.setVisible(bool(network.steps))
        unknown = [f"“{step.name}”的前置“{name}”" for step in network.steps for name in step.unknown]
        said = [f"前置节点绕成了一圈：{'、'.join(network.circle)}，圈内的前置先不计，请改正"] if network.circle else []
        said += [f"台账里没有{'、'.join(unknown)}，请核对名称"] if unknown else []
        self.trouble.setText("\n".join(said))
        self.trouble.setVisible(bool(said))

    def status(self) -> str:
        """Count what is late, over its days and in the way."""
        found = self.found
        if found is None or found.project is None:
            return ""
        over = sum(formality.over > 0 for formality in found.formalities)
        late = len(found.network.late)
        return f"节点 {len(found.network.steps)} 个 · 超期 {late} 个 · 手续超时 {over} 项 · 未解决堵点 {found.open_hindrances} 个"

    def _pick(self) -> None:
        picked = self.picker.entry().key
        if picked and picked != self.project:
            self.show_project(picked)

    def _name_picked(self) -> None:
        """Say in the picker which project is shown, also after something else was typed and left."""
        if self.found and self.found.project and not self.picker.is_open():
            self.picker.show_entry(Entry(self.found.project["name"], self.found.project["id"]))

    def _show_place(self, drawing: Drawing, place: QRect) -> None:
        middle = drawing.mapTo(self._area.widget(), place.center())
        self._area.ensureVisible(middle.x(), middle.y(), 0, place.height() + 40)

    # Going on

    def open_project(self) -> None:
        """Open the project's own record."""
        self.desk.record_asked.emit("project", self.project)

    def _new_project(self) -> None:
        self.desk.new_asked.emit("project")

    def _new(self, kind: str) -> None:
        from zonedesk.actions.overview import values_of_new

        if self.found is None or self.found.project is None:
            return
        ask_record(self, self.desk, kind, values_of_new(kind, self.found.project))

    def add_usual_procedures(self) -> None:
        """Give the project the usual formalities that it lacks."""
        from zonedesk.actions.usual import USUAL_PROCEDURES, add_usual

        try:
            count = add_usual(self.desk.store, USUAL_PROCEDURES, self.project)
        except Mendable as sentence:
            self.desk.messages.warn(str(sentence))
            return
        self.desk.tell_changed()
        self.desk.messages.tell(f"已添加 {count} 项常用手续，可以撤销")

    def print(self) -> None:
        """Show the milestones and formalities as they come out on paper."""
        if self.found is None or self.found.project is None:
            return
        from zonedesk.actions.overview_sheet import sheet
        from zonedesk.ui.print_preview import preview

        preview(self, self.desk, sheet(self.found))

    def save_picture(self) -> None:
        """Ask for a file and write the network chart to it."""
        if self.found is None or self.found.project is None:
            return
        name = f"{self.found.project['name'].replace('/', '-')}网络进度图.png"
        path = ask_file(self, "存图片", name, PICTURES)
        if path:
            self.write_picture(path)

    def write_picture(self, path: Path) -> None:
        """Write the network chart to a file, a .png where its name says nothing else."""
        from zonedesk.actions import overview

        found = self.found
        if found is not None:
            path = path if path.suffix else path.with_suffix(".png")
            write_file(self, self.desk, path, lambda to, _: overview.save_picture(found, to))

    # Where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists beside the drawings or below them, by the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = self.width() < NARROW
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self.lists.setMinimumWidth(0 if below else LISTS_WIDTH)
        self.lists.setMaximumWidth(16777215 if below else LISTS_WIDTH)
        self.head.settle(self.width() < NARROWEST)
        self.picker.setFixedWidth(PICKER_WIDTH if not below else PICKER_WIDTH * 2 // 3)


class ProjectPicker(Picker):
    """A picker that stands for a search: whoever comes to it types over the project that is shown."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark all, once the click that came here is over."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)
