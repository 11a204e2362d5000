"""Charts of a table in its workbook, as a spreadsheet's own: they follow the cells and can be changed like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING, Any

from zonedesk.figures import showing
from zonedesk.figures.palette import LIGHT
from zonedesk.figures.table import Chart, Row, Table
from zonedesk.sheets.canvas import Canvas, empty_cell, letter, number_cell, safe_text, sum_cell, text_cell
from zonedesk.sheets.looks import Look, Looks
from zonedesk.sheets.table_sheet import MARGINS, first_body_row

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

WIDTH, HEIGHT = 960, 440  # of a chart, in pixels
BAR = 26  # pixels that a bar lying takes at least
ROW = 15.0  # points, which are 20 pixels
APART = 24  # rows from one chart to the next
PAGE = 3 * APART  # rows on a page of A4
SCALE = 54  # per cent, in which charts fit the width of the page, also where the columns of a spreadsheet are wider
DATA = 17  # the column where the numbers of a chart begin, beside it
FACE = "宋体"
_FORMS: dict[str, dict[str, str]] = {
    "grouped": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "horizontal": {"type": "bar"},
    "line": {"type": "line"},
}


@dataclass(frozen=True)
class Number:
    """A number that a chart draws, and the formula of the cell where the table has it; none where the sheet leaves it out."""

    value: Decimal
    formula: str


@dataclass(frozen=True)
class Block:
    """The numbers of one chart beside it: a row for each label, a column for each series. `top` is the heading's row."""

    chart: Chart
    top: int
    labels: tuple[str, ...]
    lines: tuple[tuple[Number | None, ...], ...]

    @property
    def bottom(self) -> int:
        """The last row with numbers."""
        return self.top + len(self.labels)

    @property
    def height(self) -> int:
        """The height of the chart in pixels: one of many lying bars is higher."""
        bars = len(self.labels) * len(self.chart.series) if self.chart.form == "horizontal" else 0
        return max(HEIGHT, BAR * bars + 120)

    @property
    def next(self) -> int:
        """The row where the next chart may begin."""
        rows = max(self.height // 20 + 2, len(self.labels) + 2)
        return self.top + -(-rows // APART) * APART

    def span(self, column: int) -> list[int]:
        """Return the rows of labels or of a series as the library wants them: from 0, with the column twice."""
        return [self.top, DATA - 1 + column, self.bottom - 1, DATA - 1 + column]


def draw_charts(book: Workbook, name: str, looks: Looks, table: Table, source: str, money_unit: str) -> None:
    """Add a sheet with a table's charts. Their numbers stand beside them and are those of the cells of sheet `source`."""
    sheet = book.add_worksheet(name, Canvas)
    sheet.hide_gridlines(2)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.set_paper(9)
    sheet.set_print_scale(SCALE)  # fitted to the width, a spreadsheet would overlook the breaks
    blocks = _blocks(table, source, money_unit)
    sheet.set_h_pagebreaks(list(_breaks(blocks)))
    for block in blocks:
        sheet.insert_chart(block.top - 1, 0, _chart(book, name, block, money_unit))
    bottom = max(block.bottom for block in blocks)
    _write_blocks(sheet, looks, blocks, bottom)
    sheet.set_column(DATA - 1, DATA - 1, 20)
    sheet.print_area(0, 0, blocks[-1].next - 2, DATA - 3)


def _blocks(table: Table, source: str, money_unit: str) -> list[Block]:
    columns = {column.key: column for column in table.form.columns}
    printed = table.printed
    numbers = {id(row): first_body_row(printed) + place for place, row in enumerate(printed.all_rows)}
    letters = {column.key: letter(place) for place, column in enumerate(printed.columns, start=1)}
    quoted = source.replace("'", "''")

    def number(row: Row, key: str, chart: Chart) -> Number | None:
        value = row.cells.get(key)
        if not isinstance(value, int | Decimal) or (chart.limit is not None and abs(Decimal(value)) > chart.limit):
            return None
        formula = f"'{quoted}'!{letters[key]}{numbers[id(row)]}" if id(row) in numbers and key in letters else ""
        return Number(showing.exact(value, columns[key], money_unit), formula)

    found: list[Block] = []
    for chart in table.charts:
        rows = [row for _, row in table.rows_of(chart)]
        if rows:
            label = columns[chart.label_column]
            labels = (safe_text(showing.cell_text(row.cells.get(label.key), label, money_unit)) for row in rows)
            lines = (tuple(number(row, series.column, chart) for series in chart.series) for row in rows)
            top = found[-1].next if found else 1
            found.append(Block(chart, top, tuple(labels), tuple(lines)))
    return found


def _breaks(blocks: Sequence[Block]) -> Iterator[int]:
    """Give the rows after which a new page begins, so that no chart is cut."""
    first = 1
    for block in blocks:
        if block.next - first > PAGE and block.top > first:
            first = block.top
            yield first - 1


def _write_blocks(sheet: Canvas, looks: Looks, blocks: Sequence[Block], bottom: int) -> None:
    by_row = {row: block for block in blocks for row in range(block.top, block.bottom + 1)}
    for row in range(1, bottom + 1):
        block = by_row.get(row)
        sheet.put_row(row, ROW, _cells(looks, block, row) if block else ())
    sheet.cover(bottom, DATA + max(len(block.chart.series) for block in blocks))


def _cells(looks: Looks, block: Block, row: int) -> list[str]:
    label, heading = looks[Look("body", wraps=False)], looks[Look("heading", "center", wraps=False)]
    first = f"{letter(DATA)}{row}"
    if row == block.top:
        texts = ["作图数据", *(safe_text(series.label) for series in block.chart.series)]
        return [text_cell(f"{letter(DATA + n)}{row}", heading, text) for n, text in enumerate(texts)]
    line = block.lines[row - block.top - 1]
    cells = (_number_cell(looks, f"{letter(DATA + n)}{row}", number) for n, number in enumerate(line, start=1))
    return [text_cell(first, label, block.labels[row - block.top - 1]), *cells]


def _number_cell(looks: Looks, place: str, number: Number | None) -> str:
    style = looks[Look("body", "right", wraps=False)]
    if number is None:
        return empty_cell(place, style)
    if number.formula:
        return sum_cell(place, style, number.formula, number.value)
    return number_cell(place, style, number.value)


def _chart(book: Workbook, sheet: str, block: Block, money_unit: str) -> Any:
    chart, described = book.add_chart(_FORMS[block.chart.form]), block.chart
    for place, colour in zip(range(1, len(described.series) + 1), cycle(LIGHT), strict=False):
        values = [line[place - 1] for line in block.lines]
        chart.add_series({
            "name": [sheet, block.top - 1, DATA - 1 + place],
            "categories": [sheet, *block.span(0)], "values": [sheet, *block.span(place)],
            "categories_data": list(block.labels), "values_data": [float(v.value) if v else "" for v in values],
            "fill": {"color": colour}, "border": {"none": True}, "gap": 80,
            "line": {"color": colour, "width": 2.25} if described.form == "line" else {"none": True},
            "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
            "data_labels": {"value": len(block.labels) * len(described.series) <= 24, "font": {"name": FACE, "size": 9}},
        })  # fmt: skip
    _dress(chart, described, money_unit)
    chart.set_size({"width": WIDTH, "height": block.height})
    return chart


def _dress(chart: Any, described: Chart, money_unit: str) -> None:
    unit = money_unit if described.unit == "money" else described.unit
    font = {"name": FACE, "size": 10, "bold": False}
    numbers: dict[str, Any] = {
        "name": unit, "name_font": font, "num_font": font, "num_format": "General",
        "major_gridlines": {"visible": True, "line": {"color": "#DDE2E7"}}, "line": {"none": True},
    }  # fmt: skip
    if described.maximum is not None:
        numbers |= {"min": 0, "max": float(described.maximum)}
    labels = {"num_font": font, "label_position": "low", "reverse": described.form == "horizontal"}
    chart.set_title({"name": safe_text(described.title), "name_font": {"name": "黑体", "size": 14, "bold": False}})
    chart.set_x_axis(labels)
    chart.set_y_axis(numbers)
    chart.set_legend({"position": "bottom", "font": font} if len(described.series) > 1 else {"none": True})
    chart.show_blanks_as("gap")
