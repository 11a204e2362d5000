"""申报进度. The desk opens it to see how far each application is and which step is next; a step leads to its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zonedesk.errors import Mendable
from zonedesk.records.applications import APPLICATION_KINDS, OUTCOMES
from zonedesk.ui import fonts, theme
from zonedesk.ui.desk import Desk
from zonedesk.ui.gathered_page import GatheredPage
from zonedesk.ui.plain_table import PlainTable
from zonedesk.ui.print_figure import print_figure
from zonedesk.ui.tags import Tone, paint_tag, tag_width
from zonedesk.ui.widgets import Button, Card, EmptyState, IconButton, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.actions.application_flow import Flow, StepMark

MARGIN, GAP = 16, 12
ROW = 58
RING = 5.0
HEADINGS = (("申报事项", 250), ("结果", 84), ("进度", 0))
STEPS_COLUMN = 2
FLOW = int(Qt.ItemDataRole.UserRole)
TONES: dict[str, Tone] = {"preparing": "grey", "submitted": "amber", "approved": "green", "refused": "red"}
NO_STEPS = "还没有步骤"


class ApplicationPage(GatheredPage):
    """Applications with their steps as flows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "申报进度")
        self.found: list[Flow] | None = None
        self.kinds = QComboBox()
        self.kinds.setObjectName("flows.kind")
        self.kinds.setAccessibleName("类别")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(lambda _: self.show_again())
        self.bar.add_left(self.kinds)
        self.table = FlowTable(desk)
        self.empty = EmptyState("还没有申报事项。可以新建一项，再列它的步骤", "新建申报事项", self._new, "plus")
        self.hint = label("回车打开申报事项；← → 选中一步，再按回车打开这一步", "text3", 12)
        self._add_buttons()
        self._lay_out()

    def _add_buttons(self) -> None:
        self._usual, make = Button("补齐常用步骤"), PrimaryButton("新建", "plus")
        self._usual.clicked.connect(lambda _: self.add_usual_steps())
        make.clicked.connect(lambda _: self._new())
        printing = IconButton("print", "打印 (Ctrl+P)")
        printing.clicked.connect(lambda _: self.print())
        self.bar.add_right(printing)
        self.bar.add_right(self._usual)
        self.bar.add_right(make)

    def _lay_out(self) -> None:
        card, body, column = Card(), QWidget(), QVBoxLayout()
        card.body.addWidget(self.table)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(card, 1)
        column.addWidget(self.hint)
        body.setLayout(column)
        self.lay_out(body, self.empty)

    def gathering(self) -> tuple[Callable[..., list[Flow]], tuple[Any, ...]]:
        """Gather all applications."""
        from zonedesk.actions import application_flow

        return application_flow.gather, (self.desk.store,)

    def take_keyboard(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"new": self._new, "print": self.print}

    def print(self) -> None:
        """Show the summary of the applications as it comes out on paper."""
        print_figure(self, self.desk, "applications", {})

    def show_found(self) -> None:
        """Show the applications of the chosen kind."""
        found = self.found or []
        self.show_body(bool(found))
        self._offer_kinds(Counter(flow.kind for flow in found))
        chosen = self.kinds.currentData()
        self.table.show_flows([flow for flow in found if chosen in ("", flow.kind)])
        self._usual.setEnabled(bool(found))

    def _offer_kinds(self, counts: Counter[str]) -> None:
        chosen = self.kinds.currentData() or ""
        self.kinds.clear()
        self.kinds.addItem(f"全部 {counts.total()}", "")
        for kind, words in APPLICATION_KINDS.items():
            if counts[kind]:
                self.kinds.addItem(f"{words} {counts[kind]}", kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))

    def status(self) -> str:
        """Count the applications shown and those under way."""
        flows = self.table.flows
        under_way = sum(flow.outcome in ("preparing", "submitted") for flow in flows)
        return f"{len(flows)} 项申报 · 办理中 {under_way} 项"

    def add_usual_steps(self) -> None:
        """Give the current application the usual steps that it lacks."""
        from zonedesk.actions.usual import add_usual, usual_steps

        flow = self.table.current()
        if flow is None:
            return
        try:
            count = add_usual(self.desk.store, usual_steps(flow.kind), flow.record)
        except Mendable as sentence:
            self.desk.messages.warn(str(sentence))
            return
        self.desk.tell_changed()
        self.desk.messages.tell(f"已为“{flow.name}”添加 {count} 个步骤，可以撤销")

    def _new(self) -> None:
        self.desk.new_asked.emit("application")


class FlowTable(PlainTable):
    """One application a row; the steps are drawn as a flow, and one of them can be current."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("申报进度", [width for _, width in HEADINGS], ROW)
        self._desk = desk
        self.flows: list[Flow] = []
        self.step = -1  # the current step of the current row, -1 for the application itself
        self.setObjectName("table.application-flow")
        self.setHorizontalHeaderLabels([words for words, _ in HEADINGS])
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(FlowCells(self))
        self.opened.connect(lambda *_: self._open())
        self.currentCellChanged.connect(lambda *_: self._leave_step())

    def show_flows(self, flows: list[Flow]) -> None:
        """Show other applications, staying at the current one."""
        current = self.current()
        self.flows = flows
        self.setRowCount(len(flows))
        for row, flow in enumerate(flows):
            for column in range(len(HEADINGS)):
                item = QTableWidgetItem(flow.name if column == 0 else "")
                item.setData(FLOW, flow)
                item.setToolTip(_steps_in_words(flow) if column == STEPS_COLUMN else flow.name)
                self.setItem(row, column, item)
        kept = next((row for row, flow in enumerate(flows) if current and flow.record == current.record), 0)
        if flows:
            self.setCurrentCell(kept, 0)

    def current(self) -> Flow | None:
        """Return the current application."""
        return self.flows[self.currentRow()] if 0 <= self.currentRow() < len(self.flows) else None

    def _leave_step(self) -> None:
        self.step = -1
        self.viewport().update()

    def _open(self) -> None:
        flow = self.current()
        if flow is None:
            return
        if 0 <= self.step < len(flow.steps):
            self._desk.record_asked.emit("application_step", flow.steps[self.step].record)
        else:
            self._desk.record_asked.emit("application", flow.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go among the steps with the left and right arrows."""
        flow = self.current()
        if flow and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            self.step = max(-1, min(len(flow.steps) - 1, self.step + by))
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Make the step under the pointer the current one."""
        super().mouseReleaseEvent(event)
        self.step = self._step_at(event.position().toPoint())
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the step or the application under the pointer."""
        self.step = self._step_at(event.position().toPoint())
        self._open()

    def _step_at(self, place: QPoint) -> int:
        index = self.indexAt(place)
        flow = self.current()
        if flow is None or index.column() != STEPS_COLUMN or not flow.steps:
            return -1
        rect = self.visualRect(index)
        return min(int((place.x() - rect.left()) * len(flow.steps) / max(rect.width(), 1)), len(flow.steps) - 1)


def _steps_in_words(flow: Flow) -> str:
    return " → ".join(f"{step.name} {step.done_on or '未完成'}" for step in flow.steps) or NO_STEPS


class FlowCells(QStyledItemDelegate):
    """Draws an application's names, its outcome, and its steps as rings on a line."""

    def __init__(self, owner: FlowTable) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a flow."""
        return QSize(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        flow: Flow = index.data(FLOW)
        is_current = index.row() == self._owner.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("accent_soft" if is_current else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if is_current and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.colour("accent"))
        inside = rect.adjusted(12 if index.column() == 0 else 8, 0, -8, -1)
        draw = (self._paint_name, self._paint_outcome, self._paint_steps)[index.column()]
        draw(painter, inside, flow, is_current)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, flow: Flow, current: bool) -> None:
        under = " · ".join(part for part in (APPLICATION_KINDS[flow.kind], flow.place, f"{flow.year}年") if part)
        lines = (
            (flow.name, fonts.semibold() if current else fonts.sized(), "text", 10),
            (under, fonts.sized(12), "text3", 32),
        )
        for text, font, role, top in lines:
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect.left(), rect.top() + top, rect.width(), 18, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_outcome(self, painter: QPainter, rect: QRect, flow: Flow, current: bool) -> None:
        word = OUTCOMES[flow.outcome]
        box = QRect(rect.left(), rect.top(), tag_width(word), rect.height())
        paint_tag(painter, box, word, TONES[flow.outcome], current)

    def _paint_steps(self, painter: QPainter, rect: QRect, flow: Flow, current: bool) -> None:
        if not flow.steps:
            painter.setFont(fonts.sized())
            painter.setPen(theme.colour("text3"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, NO_STEPS)
            return
        wide = rect.width() / len(flow.steps)
        next_step = next((place for place, step in enumerate(flow.steps) if not step.done_on), len(flow.steps))
        for place, step in enumerate(flow.steps):
            room = QRectF(rect.left() + place * wide, rect.top(), wide, rect.height())
            self._paint_step(painter, room, step, place, next_step)
            if current and place == self._owner.step:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(room.adjusted(2, 3, -2, -3), 4, 4)

    def _paint_step(self, painter: QPainter, room: QRectF, step: StepMark, place: int, next_step: int) -> None:
        middle = QPointF(room.center().x(), room.top() + 13)
        is_done = bool(step.done_on)
        if place:
            painter.setPen(QPen(theme.colour("accent" if is_done else "line"), 2))
            left = QPointF(middle.x() - room.width() + RING + 3, middle.y())
            painter.drawLine(left, QPointF(middle.x() - RING - 3, middle.y()))
        painter.setPen(QPen(theme.colour("accent" if is_done or place == next_step else "line_strong"), 2))
        painter.setBrush(theme.colour("accent") if is_done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, RING, RING)
        date = step.done_on or (f"计划 {step.planned_on}" if step.planned_on else "待办")
        for text, font, role, top in (
            (step.name, fonts.semibold(12) if place == next_step else fonts.sized(12), "text", 21),
            (date, fonts.sized(12), "text2" if is_done else "text3", 37),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 6)
            painter.drawText(
                QRectF(room.left(), room.top() + top, room.width(), 16), Qt.AlignmentFlag.AlignCenter, shown
            )
