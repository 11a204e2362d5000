"""The network progress chart on the screen: a row for each milestone, planned above actual, arrows between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from zonedesk.ui import theme
from zonedesk.ui.overview_drawing import Drawing, draw_arrow, write

if TYPE_CHECKING:
    from zonedesk.figures.network import Network, Step
    from zonedesk.figures.network_axis import Axis

ROW, HEAD, FOOT = 26, 24, 6
NAMES, NOTES, EDGE = 138, 76, 12
PLANNED, ACTUAL = 8, 5  # heights of the bars
NARROWEST = 420


class NetworkChart(Drawing):
    """Draws a Network over the time that it takes."""

    def __init__(self) -> None:
        super().__init__("网络进度图")
        self.setObjectName("overview.network")
        self.setMinimumWidth(NARROWEST)
        self._found: Network | None = None
        self._axis: Axis | None = None

    def show_network(self, found: Network) -> None:
        """Show other milestones."""
        from zonedesk.figures.network_axis import axis_of

        self._found, self._axis = found, axis_of(found)
        self.setFixedHeight(HEAD + ROW * len(found.steps) + FOOT)
        self.begin_again()

    @property
    def steps(self) -> Sequence[Step]:
        """The milestones in the order of their rows."""
        return self._found.steps if self._found else ()

    def records(self) -> Sequence[str]:
        """Return the milestones' records."""
        return [step.record for step in self.steps]

    def place_rect(self, place: int) -> QRect:
        """Return the row of a milestone."""
        return QRect(0, HEAD + ROW * place, self.width(), ROW)

    def step_of(self, key: int) -> int:
        """Move up and down."""
        return {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        return QSize(NARROWEST, HEAD + ROW * len(self.steps) + FOOT)

    def words(self, place: int) -> str:
        """Say the dates of a milestone, how late it is, how much it may slip, and what it waits for."""
        step = self.steps[place]
        lines = [f"{step.name}{'（关键线路）' if step.is_critical else ''}"]
        lines += [f"计划 {_span(*step.dates[:2])}，实际 {_span(*step.dates[2:])}"]
        if step.is_late:
            lines.append(f"晚 {step.late} 天")
        if step.slack is not None and not step.is_done:
            lines.append(f"机动 {step.slack} 天：再晚这么多不影响最后完成")
        if step.pushed:
            lines.append(f"预计 {step.pushed.last} 完成")
        if step.before:
            lines.append(f"前置：{'、'.join(self.steps[before].name for before in step.before)}")
        if step.unknown:
            lines.append(f"台账里没有前置节点：{'、'.join(step.unknown)}")
        if step.is_rough:
            lines.append("有的日期只填到年、月，图上按期初、期末画")
        return "\n".join(lines)

    # Drawing

    @property
    def _across(self) -> float:
        return self.width() - EDGE * 2 - NAMES - NOTES

    def _x(self, share: float) -> float:
        return EDGE + NAMES + share * self._across

    @staticmethod
    def _middle(row: int) -> float:
        return HEAD + ROW * row + ROW / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the rows, then the arrows and today's line over them."""
        if self._found is None or self._axis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, step in enumerate(self.steps):
            self._draw_ground(painter, row, step)
        self._draw_axis(painter, self._axis)
        for row, step in enumerate(self.steps):
            self._draw_bars(painter, self._axis, row, step)
        for row, step in enumerate(self.steps):
            for before in step.before:
                self._draw_link(painter, self._axis, before, row)
        self._draw_today(painter, self._axis)
        painter.end()

    def _draw_axis(self, painter: QPainter, axis: Axis) -> None:
        bottom = HEAD + ROW * len(self.steps)
        ticks = axis.ticks(self._across)
        for place, tick in enumerate(ticks):
            x = self._x(axis.at(tick.day))
            end = self._x(axis.at(ticks[place + 1].day)) if place + 1 < len(ticks) else self._x(1) + NOTES
            painter.fillRect(
                QRectF(x, HEAD, 1, bottom - HEAD), theme.colour("line_strong" if tick.is_strong else "line")
            )
            write(painter, QRectF(x + 3, 0, end - x - 4, HEAD), tick.words, "text3")
        painter.fillRect(QRectF(0, HEAD - 1, self.width(), 1), theme.colour("line"))

    def _draw_ground(self, painter: QPainter, row: int, step: Step) -> None:
        rect = self.place_rect(row)
        is_current = self.hasFocus() and row == self.current
        if is_current:
            painter.fillRect(rect, theme.colour("accent_soft"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        name = QRectF(EDGE, rect.top(), NAMES - 8, ROW)
        write(painter, name, step.name, "text", 13, strong=step.is_critical or is_current)
        note, role = _state(step)
        room = QRectF(self.width() - EDGE - NOTES + 8, rect.top(), NOTES - 8, ROW)
        write(painter, room, note, role, 12, strong=step.is_late, side="right")

    def _draw_bars(self, painter: QPainter, axis: Axis, row: int, step: Step) -> None:
        middle = self._middle(row)
        painter.setPen(Qt.PenStyle.NoPen)
        for span, top, height, role in (
            (step.planned, middle - PLANNED, PLANNED, "accent" if step.is_critical else "line_strong"),
            (step.actual, middle + 2, ACTUAL, "bad" if step.is_late else "ok"),
        ):
            if span:
                left, right = self._x(axis.at(span.first)), self._x(axis.after(span.last))
                painter.setBrush(theme.colour(role))
                painter.drawRoundedRect(QRectF(left, top, max(3.0, right - left), height), 1.5, 1.5)

        if step.pushed:
            painter.setPen(QPen(theme.colour("bad"), 1.5, Qt.PenStyle.DotLine))
            level = middle - PLANNED / 2
            ends = (self._x(axis.at(step.pushed.first)), self._x(axis.after(step.pushed.last)))
            painter.drawLine(QPointF(ends[0], level), QPointF(ends[1], level))

    def _draw_link(self, painter: QPainter, axis: Axis, first: int, then: int) -> None:
        """Draw from the planned end of a milestone to the planned beginning of one that waits for it."""
        one, two = self.steps[first], self.steps[then]
        if one.planned is None or two.planned is None:
            return
        start = QPointF(self._x(axis.after(one.planned.last)), self._middle(first) - PLANNED / 2)
        turn = max(start.x(), self._x(axis.at(two.planned.first)) + 2)
        tip = QPointF(turn, self._middle(then) - PLANNED - 1)
        role = "accent" if one.is_critical and two.is_critical else "text3"
        draw_arrow(painter, (start, QPointF(turn, start.y()), tip), role)

    def _draw_today(self, painter: QPainter, axis: Axis) -> None:
        assert self._found is not None
        if axis.holds(self._found.day):
            x = self._x(axis.after(self._found.day))
            painter.fillRect(QRectF(x, HEAD - 5, 1.5, ROW * len(self.steps) + 5), theme.colour("bad"))


def _state(step: Step) -> tuple[str, str]:
    """Return what stands at the end of a milestone's row, and the role of its colour."""
    if step.is_late:
        return f"晚 {step.late} 天", "bad"
    if step.is_done:
        return "已完成", "ok"
    if step.actual:
        return "进行中", "text2"
    return ("", "text3") if step.planned else ("未填计划", "warn")


def _span(first: str, last: str) -> str:
    return f"{first or '—'} 至 {last or '—'}" if first or last else "未填"
