"""Drawing a chart of lines over time: gaps where a value is missing, only the last point of each marked and named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.patheffects import withStroke

from zonedesk.paper.chart_data import Bar
from zonedesk.paper.chart_drawing import EDGE, GAP, NAMED, Drawing
from zonedesk.paper.chart_look import LABEL, POINTS, typeface

THICKNESS = 2.0
MARK = 7.0  # across the last point
TOUCH = 14.0  # across the place at which a point can be pointed at
PITCH = 15.0  # between two names at the ends of lines
DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (5, 2, 1, 2)))  # on paper, where colours may be grey


class LineDrawing(Drawing):
    """One chart of lines being drawn."""

    def _fits_upright(self) -> bool:
        """Time goes from left to right, whatever the names need: those without room are left out."""
        return True

    def _margins(self) -> tuple[float, float, float, float]:
        left, _, below, top = super()._margins()
        right = EDGE + GAP + max(map(self._wide, self._names().values()), default=0.0)
        first, last = (
            self._wide(self._labels[place]) / 2 for place in (0, -1)
        )  # they stand in the middle under their points
        return max(left, first), max(right, last), below, top

    def _names(self) -> dict[int, str]:
        """Return what stands at the end of each line: its value, after its name where there are several."""
        if len(self._data.series) == 1:
            return {number: points[-1].text for number, points in self._lines()}
        return {number: self._name_with(number, points[-1].text) for number, points in self._lines()}

    def _name_with(self, number: int, value: str) -> str:
        room = NAMED * self._width - self._wide(f" {value}")
        return f"{self._cut(self._data.series[number], room)} {value}"

    def _lines(self) -> Iterator[tuple[int, Sequence[Bar]]]:
        for number in range(len(self._data.series)):
            points = [bar for bar in self._data.bars if bar.series == number]
            if points:
                yield number, points

    def _scale(self, axes: Any, low: float, high: float) -> None:
        super()._scale(axes, low, high)
        count = len(self._data.labels)
        slot = self._room / count
        every = next(n for n in range(1, count + 1) if n == count or self._widest_of(n) + 8 <= slot * n)
        shown = [name if (count - 1 - place) % every == 0 else "" for place, name in enumerate(self._labels)]
        axes.xaxis.set_ticks(range(count), shown)

    def _widest_of(self, every: int) -> float:
        """Return the widest of every n-th name, counted from the last."""
        return max(self._wide(name) for name in self._labels[::-1][::every])

    def _bars(self, axes: Any) -> None:
        for number, points in self._lines():
            for run in _runs(points):
                self._line(axes, number, run)
            for point in points:
                self._place(axes, point)
        self._ends(axes)

    @property
    def _under(self) -> float:
        return 0.0

    def _line(self, axes: Any, number: int, run: Sequence[Bar]) -> None:
        """Draw points that follow each other; one that stands alone is marked, or nothing of it would be seen."""
        dashes = DASHES[number % len(DASHES)] if self._is_paper else "-"
        edge = self._look.edge(number)
        around = (
            []
            if edge == self._look.colour(number)
            else [withStroke(linewidth=(THICKNESS + 1) * POINTS, foreground=edge)]
        )
        axes.plot([point.place for point in run], [point.value for point in run], color=self._look.colour(number), zorder=3,
                  linewidth=THICKNESS * POINTS, linestyle=dashes, solid_capstyle="round", clip_on=False, path_effects=around,
                  **(self._mark(number) if len(run) == 1 else {}))  # fmt: skip

    def _mark(self, number: int) -> dict[str, Any]:
        return {"marker": "o", "markersize": MARK * POINTS, "markeredgecolor": self._look.surface, "markeredgewidth": POINTS,
                "markerfacecolor": self._look.colour(number)}  # fmt: skip

    def _place(self, axes: Any, point: Bar) -> None:
        """Keep where a point can be pointed at; one beyond the limit is a triangle at the end of the axis with its value."""
        y = self._end(point)
        (spot,) = axes.plot([point.place], [y], marker="o", markersize=TOUCH * POINTS, visible=False)
        self._patches.append((point, spot))
        if point.is_beyond:
            axes.plot([point.place], [y], marker="v" if point.value < 0 else "^", markersize=MARK * POINTS, clip_on=False,
                      color=self._look.colour(point.series), zorder=4)  # fmt: skip
            if point is not self._last(point.series):
                self._value(axes, point.text, point.place, y)

    def _last(self, series: int) -> Bar:
        return [bar for bar in self._data.bars if bar.series == series][-1]

    def _ends(self, axes: Any) -> None:
        """Mark and name the last point of each line; names that would lie upon each other move apart."""
        lasts = sorted((points[-1] for _, points in self._lines()), key=self._end)
        names, scale = self._names(), self._pixels(axes)
        heights = _apart([(self._end(point) - self._low) * scale for point in lasts])
        for point, height in zip(lasts, heights, strict=True):
            y = self._end(point)
            if not point.is_beyond:
                axes.plot([point.place], [y], zorder=4, clip_on=False, **self._mark(point.series))
            at = (GAP + 1, height - (y - self._low) * scale)
            self._name(axes, names[point.series], (point.place, y), at)

    def _pixels(self, axes: Any) -> float:
        """Return how many pixels one unit of the values takes."""
        return float(axes.get_position().height * self._height / (self._high - self._low))

    def _name(self, axes: Any, words: str, where: tuple[float, float], at: tuple[float, float]) -> None:
        label = axes.annotate(words, where, (at[0] * POINTS, at[1] * POINTS), textcoords="offset points", ha="left",
                              va="center_baseline", color=self._look.text, fontproperties=typeface(), zorder=5,
                              annotation_clip=False)  # fmt: skip
        label.set_fontsize(LABEL * POINTS)
        if not self._keeps_text:
            label.set_path_effects([withStroke(linewidth=4 * POINTS, foreground=self._look.surface)])

    def _key(self, number: int, x: float, down: float) -> None:
        super()._key(number, x, down)
        self._keys[-1][0].set(facecolor=self._look.colour(number), edgecolor=self._look.colour(number), hatch=None)


def _runs(points: Sequence[Bar]) -> Iterator[list[Bar]]:
    """Give the points that follow each other; what is missing or beyond the limit breaks a line."""
    run: list[Bar] = []
    for point, after in pairwise([*points, None]):
        if point is None:
            continue
        if not point.is_beyond:
            run.append(point)
        goes_on = after is not None and after.place == point.place + 1 and not after.is_beyond
        if run and not goes_on:
            yield run
            run = []


def _apart(heights: Sequence[float]) -> list[float]:
    """Return rising heights so that each is a line above the one before; those that were too close stand around their middle."""
    groups: list[list[float]] = []
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _spread(groups[-2])[-1] + PITCH > _spread(groups[-1])[0]:
            last = groups.pop()
            groups[-1] += last
    return [height for group in groups for height in _spread(group)]


def _spread(group: Sequence[float]) -> list[float]:
    lowest = max(0.0, sum(group) / len(group) - PITCH * (len(group) - 1) / 2)
    return [lowest + PITCH * place for place in range(len(group))]
