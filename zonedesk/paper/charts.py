"""Charts of tables: pictures for the window with places to point at, and files to send."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Mendable
from zonedesk.figures.table import Table
from zonedesk.figures.whole_file import whole_file
from zonedesk.paper.chart_data import ChartData, chart_data
from zonedesk.paper.chart_look import LOOKS, Theme

if TYPE_CHECKING:
    from zonedesk.paper.chart_drawing import Drawing

FILE_SIZE = (960, 480)
ONE_AT_A_TIME = Lock()  # pages draw beside the window, and matplotlib's fonts and settings serve one thread at a time
SUFFIXES = (".png", ".svg", ".pdf")


@dataclass(frozen=True)
class Spot:
    """Where a value stands in a picture (pixels from its upper left corner), and the cell it is: a row of `form.rows`."""

    x: float
    y: float
    width: float
    height: float
    row: int
    column: str
    text: str  # 第一次 签约 121.40 亿元, to show under the pointer


@dataclass(frozen=True)
class ChartImage:
    """A chart as a PNG picture of `width` × `height` pixels; it is higher than asked where many bars need it."""

    png: bytes
    width: int
    height: int
    spots: tuple[Spot, ...]

    def spot_at(self, x: float, y: float) -> Spot | None:
        """Return the value under a point of the picture."""
        inside = (s for s in self.spots if s.x <= x <= s.x + s.width and s.y <= y <= s.y + s.height)
        return next(inside, None)


def draw_chart(
    table: Table,
    chart_index: int = 0,
    money_unit: str = "亿元",
    theme: Theme = "light",
    size: tuple[int, int] = (560, 300),
    ratio: float = 1.0,
) -> ChartImage:
    """Draw a chart for the window, `size` in logical pixels and `ratio` device pixels in each. Raises Mendable."""
    data = chart_data(table, chart_index, money_unit)
    with ONE_AT_A_TIME:
        drawing = _drawing_of(data)(data, LOOKS[theme], size, is_paper=False)
        figure = drawing.figure(96 * ratio)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=96 * ratio, facecolor=figure.get_facecolor())
        width, height = (round(side * 96 * ratio) for side in figure.get_size_inches())
        return ChartImage(buffer.getvalue(), width, height, tuple(_spots(drawing, data, height)))


def _drawing_of(data: ChartData) -> type[Drawing]:
    """Return what draws a chart of its form."""
    if data.is_line:
        from zonedesk.paper.chart_lines import LineDrawing

        return LineDrawing
    from zonedesk.paper.chart_drawing import Drawing

    return Drawing


def _spots(drawing: Any, data: Any, height: int) -> list[Spot]:
    spots = []
    for bar, box in drawing.boxes():
        words = " ".join(
            part for part in (data.labels[bar.place], data.series[bar.series], bar.text, data.unit) if part
        )
        x, y = float(box.x0), float(height - box.y1)
        spots.append(Spot(x, y, float(box.width), float(box.height), bar.row, bar.column, words))
    return spots


def save_chart(table: Table, path: Path, money_unit: str = "亿元", chart_index: int = 0) -> None:
    """Write a chart to a .png, .svg or .pdf file. Raises Mendable for another ending and where it cannot be written."""
    import matplotlib as mpl

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Mendable(f"图只能存成 {'、'.join(SUFFIXES)} 文件，请换一个文件名：{path.name}")
    data = chart_data(table, chart_index, money_unit)
    # Shapes show alike on every PC; in a PDF file the text can still be found.
    # The bundled face has CFF outlines, which embedded as TrueType are refused by some viewers.
    with ONE_AT_A_TIME, whole_file(path) as draft, mpl.rc_context({"svg.fonttype": "path", "pdf.fonttype": 3}):
        drawing = _drawing_of(data)(data, LOOKS["light"], FILE_SIZE, is_paper=True, keeps_text=suffix == ".pdf")
        figure = drawing.figure(96)
        figure.savefig(draft, format=suffix[1:], dpi=300, facecolor=figure.get_facecolor())
