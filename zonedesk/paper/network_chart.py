"""The network progress chart of a project as a picture or PDF file, laid out as on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zonedesk.errors import Mendable
from zonedesk.figures.network import Network, Span, Step, outcome_words
from zonedesk.figures.network_axis import Axis, axis_of
from zonedesk.figures.whole_file import whole_file
from zonedesk.paper.chart_look import LABEL, LOOKS, POINTS, TITLE, typeface
from zonedesk.paper.charts import ONE_AT_A_TIME, SUFFIXES

WIDTH = 1100.0  # logical pixels, as all measures here
EDGE, HEAD, FOOT, ROW = 14.0, 84.0, 34.0, 30.0
NAMES, NOTES = 190.0, 110.0
PLANNED, ACTUAL = 9.0, 5.0  # heights of the bars
LATE = "#B3261E"
LEGEND = "上条为计划（深色在关键线路上），下条为实际；点线到预计完成；竖线为截至日"


def save_network(found: Network, title: str, path: Path) -> None:
    """Write the chart to a .png, .svg or .pdf file. Raises Mendable for another ending and where there is nothing to draw."""
    import matplotlib as mpl

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Mendable(f"图只能存成 {'、'.join(SUFFIXES)} 文件，请换一个文件名：{path.name}")
    if not found.steps:
        raise Mendable("这个项目还没有进度节点，请先新建节点，再存图片")
    with ONE_AT_A_TIME, whole_file(path) as draft, mpl.rc_context({"svg.fonttype": "path", "pdf.fonttype": 3}):
        figure = NetworkDrawing(found, title).figure()
        figure.savefig(draft, format=suffix[1:], dpi=200, facecolor=figure.get_facecolor())


class NetworkDrawing:
    """One chart being drawn. Measures are logical pixels from the upper left corner."""

    def __init__(self, found: Network, title: str) -> None:
        from matplotlib.figure import Figure

        self._found, self._title = found, title
        self._axis: Axis = axis_of(found)
        self._look = LOOKS["light"]
        self._height = HEAD + ROW * len(found.steps) + FOOT
        size = (WIDTH / 96, self._height / 96)
        self._figure = Figure(figsize=size, dpi=96, facecolor=self._look.surface)
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(self._height, 0)
        self._axes.set_axis_off()

    def figure(self) -> Any:
        """Draw everything and return the picture."""
        self._head()
        for row, step in enumerate(self._found.steps):
            self._step(row, step)
        for row, step in enumerate(self._found.steps):
            for before in step.before:
                self._link(before, row)
        self._today()
        return self._figure

    @property
    def _across(self) -> float:
        return WIDTH - 2 * EDGE - NAMES - NOTES

    def _x(self, share: float) -> float:
        return EDGE + NAMES + share * self._across

    def _middle(self, row: int) -> float:
        return HEAD + ROW * (row + 0.5)

    def _text(self, x: float, y: float, words: str, colour: str, side: str = "left", strong: bool = False) -> None:
        self._axes.text(x, y, words, color=colour, ha=side, va="center_baseline", fontproperties=typeface(strong),
                        fontsize=LABEL * POINTS)  # fmt: skip

    def _line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1.0) -> None:
        self._axes.plot([x, to_x], [y, to_y], color=colour, linewidth=width * POINTS, solid_capstyle="butt", zorder=1)

    def _head(self) -> None:
        look, found = self._look, self._found
        self._axes.text(EDGE, 20, f"{self._title}　网络进度图", color=look.text, va="center_baseline",
                        fontproperties=typeface(is_strong=True), fontsize=TITLE * POINTS)  # fmt: skip
        self._text(EDGE, 42, outcome_words(found), look.text2)
        bottom = self._height - FOOT
        for tick in self._axis.ticks(self._across):
            x = self._x(self._axis.at(tick.day))
            self._line(x, HEAD, x, bottom, look.line_strong if tick.is_strong else look.line)
            self._text(x + 4, HEAD - 12, tick.words, look.text3)
        self._line(EDGE, HEAD, WIDTH - EDGE, HEAD, look.line_strong)
        self._line(EDGE, bottom, WIDTH - EDGE, bottom, look.line_strong)
        rough = "；只填到年、月的节点按期初、期末画" if any(step.is_rough for step in found.steps) else ""
        self._text(EDGE, self._height - FOOT / 2, f"{LEGEND}{rough}", look.text3)

    def _step(self, row: int, step: Step) -> None:
        look, middle = self._look, self._middle(row)
        self._line(EDGE, middle + ROW / 2, WIDTH - EDGE, middle + ROW / 2, look.line, 0.5)
        self._text(EDGE, middle, _short(step.name, 14), look.text, strong=step.is_critical)
        colour = look.series[0] if step.is_critical else look.line_strong
        self._bar(step.planned, middle - PLANNED, PLANNED, colour)
        self._bar(step.actual, middle + 2, ACTUAL, LATE if step.is_late else look.series[1])
        if step.pushed:
            ends = [self._x(self._axis.at(step.pushed.first)), self._x(self._axis.after(step.pushed.last))]
            level = middle - PLANNED / 2
            self._axes.plot(ends, [level, level], color=LATE, linewidth=1.5 * POINTS, linestyle=":", zorder=2)
        words = f"晚 {step.late} 天" if step.is_late else "已完成" if step.is_done else ""
        self._text(WIDTH - EDGE, middle, words, LATE if step.is_late else look.text2, "right")

    def _bar(self, span: Span | None, top: float, height: float, colour: str) -> None:
        if span is None:
            return
        from matplotlib.patches import Rectangle

        left, right = self._x(self._axis.at(span.first)), self._x(self._axis.after(span.last))
        self._axes.add_patch(
            Rectangle((left, top), max(3.0, right - left), height, color=colour, linewidth=0, zorder=2)
        )

    def _link(self, first: int, then: int) -> None:
        """Draw an arrow from the end of a milestone to the beginning of one that waits for it."""
        one, two = self._found.steps[first], self._found.steps[then]
        if one.planned is None or two.planned is None:
            return
        colour = self._look.series[0] if one.is_critical and two.is_critical else self._look.line_strong
        start, down = self._x(self._axis.after(one.planned.last)), self._middle(first) - PLANNED / 2
        end = self._x(self._axis.at(two.planned.first)) + 2
        top = self._middle(then) - PLANNED
        turn = max(start, end)
        self._axes.plot([start, turn], [down, down], color=colour, linewidth=POINTS, zorder=3)
        arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": POINTS, "shrinkA": 0, "shrinkB": 0}
        self._axes.annotate("", (turn, top), (turn, down), arrowprops={**arrow, "mutation_scale": 7}, zorder=3)

    def _today(self) -> None:
        if self._axis.holds(self._found.day):
            x = self._x(self._axis.after(self._found.day))
            self._line(x, HEAD - 4, x, self._height - FOOT, LATE, 1.4)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
