"""Drawing a chart: bars with their values, thin lines behind them, names that do not run into each other."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from zonedesk.paper.chart_data import Bar, ChartData
from zonedesk.paper.chart_look import HATCHES, LABEL, POINTS, TITLE, ChartLook, typeface

EDGE = 12.0  # logical pixels around everything
HEAD = 34.0  # title, unit and legend
GAP = 6.0
THICK = 18.0  # a lying bar with its value beside it needs this
GROUP_GAP = 10.0
SHARE = 0.74  # of the room of a label that its bars take
WIDEST, THICKEST = 64.0, 40.0  # an upright bar is not wider, a lying one not thicker, however few there are
LEAST = 48.0  # that bars take across and along, also where names and values want more
NAMED = 0.42  # of the picture's width at most, for the names beside its bars
VALUE = 16.0  # the room of a value over or under its bar
STUB = 0.25  # of the axis at least, for a bar beyond the limit


class Drawing:
    """One chart being drawn. All measures are logical pixels from the lower left corner."""

    def __init__(
        self, data: ChartData, look: ChartLook, size: tuple[int, int], is_paper: bool, keeps_text: bool = False
    ) -> None:
        self._data = data
        self._look = look
        self._is_paper = is_paper
        self._keeps_text = keeps_text  # a halo would turn the value into a shape
        self._patches: list[tuple[Bar, Any]] = []
        self._sums: dict[int, float] = {}
        self._figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96, facecolor=look.surface)
        self._canvas: Any = FigureCanvasAgg(self._figure)
        self._width, self._height = float(size[0]), float(size[1])
        self._head = HEAD
        self._along = self._height  # the length of the axis of values; known exactly once there are axes
        self._lies = data.is_horizontal or not self._fits_upright()
        self._labels = [self._cut(label, NAMED * self._width) for label in data.labels]
        self._low, self._high = self._range()

    def figure(self, dpi: float) -> Any:
        """Draw the chart and return it at a resolution."""
        self._title()
        self._grow()
        axes = self._axes()
        self._bars(axes)
        self._figure.set_dpi(dpi)
        self._canvas.draw()
        return self._figure

    def boxes(self) -> Iterator[tuple[Bar, Any]]:
        """Give each bar's box in device pixels from the lower left corner; a bar of nothing is made easy to hit."""
        for bar, patch in self._patches:
            box = patch.get_window_extent()
            yield bar, box.padded(2) if min(box.width, box.height) < 3 else box

    # measuring

    def _wide(self, text: str, size: float = LABEL, is_strong: bool = False) -> float:
        # The width and height of a text in the renderer's pixels, which are logical ones while dpi is 96.
        label = self._figure.text(0, 0, text, fontsize=size * POINTS, fontproperties=typeface(is_strong))
        label.set_fontsize(size * POINTS)
        width = label.get_window_extent(self._canvas.get_renderer()).width
        label.remove()
        return float(width)

    def _cut(self, text: str, width: float, size: float = LABEL) -> str:
        """Return a text that is no wider than `width`: what does not fit is left out at its end."""
        if self._wide(text, size) <= width:
            return text
        fits = bisect(range(len(text)), False, key=lambda count: self._wide(f"{text[: count + 1]}…", size) > width)
        return f"{text[:fits]}…"

    @property
    def _across(self) -> int:
        return 1 if self._data.is_stacked else len(self._data.series)

    def _fits_upright(self) -> bool:
        """Whether names stand beside each other under upright bars, and values over them."""
        slot = (self._width - 2 * EDGE - 44) / len(self._data.labels)
        names = max(self._wide(label) for label in self._data.labels)
        texts = self._data.totals if self._data.is_stacked else [bar.text for bar in self._data.bars]
        values = max((self._wide(text) for text in texts), default=0.0)
        return names + 8 <= slot and (values + 3) * self._across <= slot

    def _grow(self) -> None:
        """Make the picture higher where lying bars would be too thin for their values, or upright ones too short to see."""
        if self._lies:
            needed = len(self._data.labels) * (self._across * THICK + GROUP_GAP) + self._head + 2 * EDGE + 24
        else:
            _, _, bottom, top = self._margins()
            needed = bottom + LEAST + top
        if needed > self._height:
            self._height = needed
            self._figure.set_size_inches(self._width / 96, needed / 96)
            for text, x, down in self._placed:
                text.set_position((x / self._width, 1 - down / self._height))
            self._legend_again()

    # title and legend

    def _text(self, x: float, down: float, text: str, size: float, colour: str, is_strong: bool = False) -> Any:
        label = self._figure.text(x / self._width, 1 - down / self._height, text, color=colour, va="center",
                                  fontproperties=typeface(is_strong))  # fmt: skip
        label.set_fontsize(size * POINTS)
        if is_strong:
            # The bundled face has one weight; a thin line of its own colour around it makes it a title.
            label.set_path_effects([] if self._keeps_text else [withStroke(linewidth=0.5, foreground=colour)])
        self._placed.append((label, x, down))
        return label

    def _title(self) -> None:
        self._placed: list[tuple[Any, float, float]] = []
        self._keys: list[tuple[Any, float, float]] = []
        look, data = self._look, self._data
        title = self._cut(data.title, self._width - 2 * EDGE - GAP - 2 - self._wide(data.unit), TITLE)
        self._text(EDGE, EDGE + 10, title, TITLE, look.text, is_strong=True)
        used = EDGE + self._wide(title, TITLE) + GAP + 2
        self._text(used, EDGE + 10, data.unit, LABEL, look.text3)
        used += self._wide(data.unit)
        if len(data.series) > 1:
            self._legend(used)

    def _legend(self, used: float) -> None:
        room = self._width - 2 * EDGE
        names = [self._cut(name, room - 14) for name in self._data.series]
        widths = [14 + self._wide(name) + 12 for name in names]
        rows, down = _rows(widths, room + 12), EDGE + 10
        if len(rows) > 1 or self._width - EDGE - sum(widths) + 12 < used + 16:
            down, self._head = down + 22, HEAD + 22 * len(rows)
        for row in rows:
            x = self._width - EDGE - sum(widths[number] for number in row) + 12
            for number in row:
                self._key(number, x, down)
                self._text(x + 14, down, names[number], LABEL, self._look.text2)
                x += widths[number]
            down += 22

    def _key(self, number: int, x: float, down: float) -> None:
        square = Rectangle((0, 0), 0, 0, transform=self._figure.transFigure, **self._paint(number))
        self._figure.add_artist(square)
        self._keys.append((square, x, down))
        self._legend_again()

    def _legend_again(self) -> None:
        for square, x, down in self._keys:
            square.set_bounds(x / self._width, 1 - (down + 5) / self._height, 10 / self._width, 10 / self._height)

    def _paint(self, number: int) -> dict[str, Any]:
        hatch = HATCHES[number % len(HATCHES)] if self._is_paper else ""
        edge = self._look.text2 if hatch else self._look.edge(number)
        return {"facecolor": self._look.colour(number), "edgecolor": edge, "linewidth": POINTS, "hatch": hatch or None}

    # axes

    def _axes(self) -> Any:
        low, high = self._low, self._high
        left, right, bottom, top = self._margins()
        across, up = self._width - left - right, self._height - bottom - top
        self._room, self._along = (up, across) if self._lies else (across, up)
        box = (left / self._width, bottom / self._height, across / self._width, up / self._height)
        axes = self._figure.add_axes(box, facecolor="none")
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, pad=GAP * POINTS)
        axes.tick_params(axis="x", pad=(GAP + self._under) * POINTS)
        self._scale(axes, low, high)
        return axes

    def _margins(self) -> tuple[float, float, float, float]:
        """Return the room left, right, below and above the axes for names, ticks and the values at the ends of bars."""
        names = max(self._wide(label) for label in self._labels)
        ticks = max(self._wide(self._tick(value)) for value in self._ticks(self._low, self._high))
        values = max(map(self._wide, self._data.totals)) if self._data.is_stacked else self._widest_value()
        if self._lies:
            right = min(EDGE + values + GAP, max(EDGE, self._width - EDGE - GAP - names - LEAST))
            return EDGE + GAP + names, right, EDGE + LABEL + 2 * GAP, self._head + EDGE
        return EDGE + GAP + ticks, EDGE, EDGE + LABEL + 2 * GAP + self._under, self._head + EDGE + VALUE

    @property
    def _under(self) -> float:
        """The room that values under upright bars take, between the axes and the names."""
        return VALUE if not self._lies and any(bar.value < 0 for bar in self._data.bars) else 0.0

    def _widest_value(self) -> float:
        return max((self._wide(bar.text) for bar in self._data.bars), default=0.0)

    def _range(self) -> tuple[float, float]:
        """Return where the values begin and end; the axis always shows nought, and does not reach to what is beyond the limit."""
        within = [bar.value for bar in self._data.bars if not bar.is_beyond]
        if self._data.is_stacked:
            reaches = [sum(bar.value for bar in self._data.bars if bar.place == place and bar.value > 0)
                       for place in range(len(self._data.labels))]  # fmt: skip
        else:
            reaches = within
        low, high = min([0.0, *within]), max([0.0, *reaches, self._data.maximum or 0.0])
        beyond = [bar.value for bar in self._data.bars if bar.is_beyond]
        if beyond:
            stub = STUB * ((high - low) or self._data.limit or 1.0)
            low, high = (min(low, -stub) if min(beyond) < 0 else low), (max(high, stub) if max(beyond) > 0 else high)
        return low, high if high > low else 1.0

    def _end(self, bar: Bar) -> float:
        """Return where a bar ends: at its value, or at the end of the axis where that is beyond the limit."""
        if not bar.is_beyond:
            return bar.value
        return self._low if bar.value < 0 else self._high

    def _ticks(self, low: float, high: float) -> list[float]:
        is_whole = all(bar.value == int(bar.value) for bar in self._data.bars if not bar.is_beyond)
        pitch = max(self._wide(self._tick(low)), self._wide(self._tick(high))) + LABEL if self._lies else 2 * LABEL
        bins = max(1, min(5, int(self._along / pitch)))
        ticks = MaxNLocator(nbins=bins, integer=is_whole, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        return [float(tick) for tick in ticks if low <= tick <= high + 1e-9] or [0.0]

    @staticmethod
    def _tick(value: float) -> str:
        return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"

    def _scale(self, axes: Any, low: float, high: float) -> None:
        count = len(self._data.labels)
        values, places = (axes.xaxis, axes.yaxis) if self._lies else (axes.yaxis, axes.xaxis)
        ticks = self._ticks(low, high)
        values.set_ticks(ticks, [self._tick(tick) for tick in ticks])
        places.set_ticks(range(count), self._labels)
        (axes.set_xlim if self._lies else axes.set_ylim)(low, high)
        (axes.set_ylim if self._lies else axes.set_xlim)((count - 0.5, -0.5) if self._lies else (-0.5, count - 0.5))
        values.grid(visible=True, color=self._look.line, linewidth=POINTS)
        axes.set_axisbelow(True)
        base = axes.axvline if self._lies else axes.axhline
        base(0, color=self._look.line_strong, linewidth=POINTS, zorder=3, clip_on=False)
        for axis, colour in ((values, self._look.text3), (places, self._look.text2)):
            for label in axis.get_ticklabels():
                label.set_fontproperties(typeface())
                label.set_fontsize(LABEL * POINTS)
                label.set_color(colour)

    # bars

    def _bars(self, axes: Any) -> None:
        slot = self._room / len(self._data.labels)
        thick = min(SHARE / self._across, (THICKEST if self._lies else WIDEST) / slot)
        for bar in self._data.bars:
            start = self._sums.get(bar.place, 0.0) if self._data.is_stacked else 0.0
            shift = 0.0 if self._data.is_stacked else (bar.series - (self._across - 1) / 2) * thick
            patch = self._bar(axes, bar, bar.place + shift, start, thick * (1 if self._data.is_stacked else 0.94))
            self._patches.append((bar, patch))
            if self._data.is_stacked:
                self._sums[bar.place] = start + bar.value
                self._value_inside(axes, bar, start + bar.value / 2)
            else:
                self._value(axes, bar.text, bar.place + shift, self._end(bar))
        for place, reach in self._sums.items():
            self._value(axes, self._data.totals[place], place, reach)

    def _bar(self, axes: Any, bar: Bar, place: float, start: float, thick: float) -> Any:
        draw = axes.barh if self._lies else axes.bar
        base = {"left": start} if self._lies else {"bottom": start}
        paint = self._paint(bar.series)
        if bar.is_beyond:  # an outline, since its length is not its value
            paint |= {
                "facecolor": self._look.surface,
                "edgecolor": self._look.text2,
                "linestyle": (0, (3, 2)),
                "clip_on": False,
            }
        return draw([place], [self._end(bar)], thick, zorder=2, **base, **paint)[0]

    def _value(self, axes: Any, text: str, place: float, reach: float) -> None:
        """Write a value at the end of its bar, with a halo where it crosses a line.

        Beside a lying bar that goes to the left it stands right of nought, where there is room and no name.
        """
        away = -3 if reach < 0 and not self._lies else 3
        if self._lies:
            where, offset, ha, va = (max(0.0, reach), place), (away, 0), "left", "center_baseline"
        else:
            where, offset, ha, va = (place, reach), (0, away), "center", "top" if reach < 0 else "bottom"
        label = axes.annotate(text, where, offset, textcoords="offset points", ha=ha, va=va, color=self._look.text,
                              fontproperties=typeface(), zorder=4, annotation_clip=False)  # fmt: skip
        label.set_fontsize(LABEL * POINTS)
        if not self._keeps_text:
            label.set_path_effects([withStroke(linewidth=4 * POINTS, foreground=self._look.surface)])

    def _value_inside(self, axes: Any, bar: Bar, middle: float) -> None:
        """Write a value inside its part of a stack where there is room for it; the pointer shows the others."""
        low, high = axes.get_xlim() if self._lies else axes.get_ylim()
        box = axes.get_position()
        length = (box.width * self._width if self._lies else box.height * self._height) * bar.value / (high - low)
        if length < (self._wide(bar.text) + 6 if self._lies else LABEL + 4):
            return
        where = (middle, bar.place) if self._lies else (bar.place, middle)
        label = axes.text(*where, bar.text, ha="center", va="center_baseline", color=self._look.inside(bar.series),
                          fontproperties=typeface(), zorder=4)  # fmt: skip
        label.set_fontsize(LABEL * POINTS)


def _rows(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return the places of things of some widths in rows that have room for them."""
    rows: list[list[int]] = [[]]
    for place, width in enumerate(widths):
        if rows[-1] and sum(widths[other] for other in rows[-1]) + width > room:
            rows.append([])
        rows[-1].append(place)
    return rows
