"""Colours and measures of charts, light and dark, and the typeface they are drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zonedesk.figures.palette import LIGHT

Theme = Literal["light", "dark"]

LABEL = 12.0  # logical pixels; nothing is smaller
TITLE = 14.0
POINTS = 0.75  # points in a logical pixel
HATCHES = ("", "", "", "///", "...", "xxx")  # on paper, from the fourth series on


@dataclass(frozen=True)
class ChartLook:
    """The colours of one theme. `edged` and `pale` count series from 0."""

    surface: str
    line: str
    line_strong: str
    text: str
    text2: str
    text3: str
    series: tuple[str, ...]
    edged: frozenset[int]  # too near to the ground: these get an edge
    pale: frozenset[int]  # a value inside these is dark
    on_pale: str
    on_deep: str

    def colour(self, number: int) -> str:
        """Return the colour of a series, counted from 0; after the last the first comes again."""
        return self.series[number % len(self.series)]

    def edge(self, number: int) -> str:
        """Return the colour of a bar's edge."""
        return self.text2 if number % len(self.series) in self.edged else self.colour(number)

    def inside(self, number: int) -> str:
        """Return the colour of a value that stands inside a bar."""
        return self.on_pale if number % len(self.series) in self.pale else self.on_deep


LOOKS: dict[Theme, ChartLook] = {
    "light": ChartLook(
        surface="#FFFFFF", line="#DDE2E7", line_strong="#8A95A1", text="#1B2430", text2="#465262", text3="#5F6B79",
        series=LIGHT,
        edged=frozenset({2, 4}), pale=frozenset({1, 2, 4}), on_pale="#1B2430", on_deep="#FFFFFF",
    ),
    "dark": ChartLook(
        surface="#1B2026", line="#2E363F", line_strong="#75818E", text="#E4E9EE", text2="#B3BDC8", text3="#96A1AD",
        series=("#4C8DE0", "#B8B84B", "#D4ECCA", "#E37B9D", "#2DE2E0", "#417851"),
        edged=frozenset(), pale=frozenset({0, 1, 2, 3, 4}), on_pale="#0E1620", on_deep="#FFFFFF",
    ),
}  # fmt: skip


def typeface(is_strong: bool = False) -> object:
    """Return the bundled typeface for a text, taken by its path: no search through the PC's fonts."""
    from matplotlib.font_manager import FontProperties
    from pylopdf_fonts_zh_cn import sans_path

    return FontProperties(fname=str(sans_path()), weight="bold" if is_strong else "normal")
