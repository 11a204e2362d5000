"""What stands where on one page of a laid-out table: texts and lines, ready to paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row
from zonedesk.paper.columns import PAD, SIZE, Need, heading_lines, side_of
from zonedesk.paper.layout import LINE, NOTE_LINE, NOTE_SIZE, SIGN_OFF_GAP, TITLE, Entry, Layout, Page
from zonedesk.paper.page import MM, Face, Stroke, Text, wrapped

SHORT_NUMBER = 2 * SIZE  # a place, a score: set as counts are
PROGRAM = "开发区工作台"
FRAME = 1.5
Item = Text | Stroke


class Composition:
    """One page being composed: where its table begins, its columns and its rows."""

    def __init__(self, layout: Layout, number: int) -> None:
        self._layout = layout
        self._page_number = number
        self._page: Page = layout.pages[number]
        frame = layout.frame
        self._left, self._right = frame.margin, frame.margin + frame.inner
        self._top = frame.top + LINE + (TITLE if self._page.is_first else 0.0)
        self._edges = list(accumulate(self._page.strip.widths, initial=self._left + layout.section_width))
        self._columns = [layout.table.columns[place] for place in self._page.strip.places]
        self._entries: Sequence[Entry] = [layout.entries[index] for index in self._page.entries]
        heights = [layout.row_heights[index] for index in self._page.entries]
        self._lines = list(accumulate(heights, initial=self._top + layout.head_height))

    def items(self) -> Iterator[Item]:
        """Give everything on the page."""
        yield from self._titles()
        yield from self._headings()
        for entry, top, bottom in zip(self._entries, self._lines[:-1], self._lines[1:], strict=True):
            yield from self._row(entry.row, top, bottom - top)
        if self._layout.is_upright:
            yield from self._sections()
        yield from self._grid()
        if self._page.is_last:
            yield from self._tail()
        yield from self._foot()

    def _titles(self) -> Iterator[Item]:
        layout, y = self._layout, self._layout.frame.top
        width = layout.frame.inner
        if self._page.is_first:
            size = min(18.0, 18.0 * width / max(1.0, layout.measure(layout.table.title, "heading", 18)))
            yield Text(self._left, y, width, TITLE, (layout.table.title,), "heading", size, "center")
        line = y + (TITLE if self._page.is_first else 0.0)
        middle = showing.period_words(layout.table) if self._page.is_first else f"{layout.table.title}（续）"
        reporter = layout.settings.reporter or layout.table.reporter
        yield Text(self._left, line, width, LINE, (f"填报单位：{reporter}",))
        yield Text(self._left, line, width, LINE, (middle,), side="center")
        units = showing.unit_words(layout.table, layout.money_unit)
        yield Text(self._left, line, width, LINE, (units,), side="right")

    # headings

    def _headings(self) -> Iterator[Item]:
        upper = self._layout.head_heights[0][0]
        height = self._layout.head_height
        for group, places in self._groups():
            left, right = self._edges[places[0]], self._edges[places[-1] + 1]
            if group:
                yield Text(left, self._top, right - left, upper, (group,), "heading", SIZE, "center")
                yield Stroke(left, self._top + upper, right, self._top + upper)
                if places[0]:
                    yield Stroke(left, self._top, left, self._top + upper)
            for place in places:
                yield from self._heading(place, self._top + (upper if group else 0), height - (upper if group else 0))

    def _heading(self, place: int, y: float, height: float) -> Iterator[Item]:
        # The first heading stands over the upright sections too.
        x = self._left if place == 0 else self._edges[place]
        width = self._edges[place + 1] - x
        layout = self._layout
        lines = heading_lines(self._columns[place], layout.table, width, layout.measure)
        yield Text(x, y, width, height, lines, "heading", SIZE, "center")
        if place:
            yield Stroke(x, y, x, y + height)

    def _groups(self) -> Iterator[tuple[str, list[int]]]:
        for group, members in groupby(enumerate(self._columns), key=lambda pair: pair[1].group):
            places = [place for place, _ in members]
            yield from [(group, places)] if group else [("", [place]) for place in places]

    # rows

    def _row(self, row: Row, y: float, height: float) -> Iterator[Item]:
        if row.style == "section":
            name = str(row.cells.get(self._layout.table.columns[0].key) or "")
            yield Text(self._left + PAD, y, self._right - self._left - PAD, height, (name,), "heading", SIZE)
            return
        for place, column in enumerate(self._columns):
            shown = showing.column_of(row, column)
            text = showing.cell_text(row.cells.get(column.key), shown, self._layout.money_unit, "")
            if text:
                yield self._cell(row, place, column, text, y, height)

    def _cell(self, row: Row, place: int, column: Column, text: str, y: float, height: float) -> Text:
        face: Face = "heading" if row.style == "total" else "body"
        x, width = self._edges[place], self._page.strip.widths[place]
        need = self._layout.needs[self._page.strip.places[place]]
        if column.is_number:
            return self._number(text, x, y, width - _room_after(column, need, width), height, face)
        if place == 0 and row.style != "body":
            spaced = "　".join(text) if len(text) == 2 else text
            return Text(self._left, y, x + width - self._left, height, (spaced,), face, SIZE, "center")
        lines = wrapped(text, width - 2 * PAD, face, SIZE, self._layout.measure)
        lines = _clipped(lines, int((height - 4) // 13))
        return Text(x + PAD, y, width - 2 * PAD, height, lines, face, SIZE, side_of(column, need, place == 0))

    def _number(self, text: str, x: float, y: float, width: float, height: float, face: Face) -> Text:
        wide = self._layout.measure(text, face, SIZE) if len(text) * SIZE * 0.62 > width else 0.0
        size = SIZE * min(1.0, (width - 2) / wide) if wide else SIZE
        return Text(x, y, width, height, (text,), face, size, "right")

    def _sections(self) -> Iterator[Item]:
        """Give the names of sections, upright beside their rows, and the line between."""
        edge = self._left + self._layout.section_width
        for name, top, bottom in self._runs():
            if name:
                yield Text(self._left, top, edge - self._left, bottom - top, tuple(name), side="center")
                yield Stroke(edge, top, edge, bottom)

    def _runs(self) -> Iterator[tuple[str, float, float]]:
        for name, members in groupby(enumerate(self._entries), key=lambda pair: pair[1].section):
            indexes = [index for index, _ in members]
            yield name, self._lines[indexes[0]], self._lines[indexes[-1] + 1]

    # lines

    def _grid(self) -> Iterator[Item]:
        bottom, body = self._lines[-1], self._lines[0]
        previous = ""
        for entry, y in zip(self._entries, self._lines[:-1], strict=True):
            # A section's name is not crossed by the lines between its rows.
            left = self._edges[0] if entry.section and entry.section == previous else self._left
            yield Stroke(left, y, self._right, y)
            previous = entry.section
        if not self._entries:
            yield Stroke(self._left, body, self._right, body)
        yield from self._verticals()
        for x1, y1, x2, y2 in (
            (self._left, self._top, self._right, self._top),
            (self._left, bottom, self._right, bottom),
            (self._left, self._top, self._left, bottom),
            (self._right, self._top, self._right, bottom),
        ):
            yield Stroke(x1, y1, x2, y2, FRAME)

    def _verticals(self) -> Iterator[Item]:
        """Give the lines between columns, which leave out the rows that a section's name spans."""
        is_section = (entry.row.style == "section" for entry in self._entries)
        for spans, members in groupby(enumerate(is_section), key=lambda pair: pair[1]):
            indexes = [index for index, _ in members]
            if not spans:
                top, bottom = self._lines[indexes[0]], self._lines[indexes[-1] + 1]
                yield from (Stroke(x, top, x, bottom) for x in self._edges[1:-1])

    # under the table

    def _tail(self) -> Iterator[Item]:
        layout, width = self._layout, self._layout.frame.inner
        y = self._lines[-1] + (5 if layout.notes else 0)
        for note in layout.notes:
            yield Text(self._left, y, width, NOTE_LINE, (note,), size=NOTE_SIZE)
            y += NOTE_LINE
        if layout.settings.signs_off:
            yield from self._sign_off(y + SIGN_OFF_GAP)

    def _sign_off(self, y: float) -> Iterator[Item]:
        settings, measure = self._layout.settings, self._layout.measure
        parts = showing.sign_off(settings.preparer, settings.date)
        wide = [measure(part, "body", SIZE) for part in parts]
        size = SIZE * min(1.0, (self._right - self._left) / (sum(wide) + 12 * len(parts)))
        gap = (self._right - self._left - sum(wide) * size / SIZE) / (len(parts) - 1)
        x = self._left
        for part, width in zip(parts, wide, strict=True):
            yield Text(x, y, width * size / SIZE, LINE, (part,), size=size)
            x += width * size / SIZE + gap

    def _foot(self) -> Iterator[Item]:
        frame = self._layout.frame
        y, width = frame.height - 13 * MM / frame.scale, frame.inner
        yield Text(self._left, y, width, 6 * MM, (f"{PROGRAM}　{self._layout.table.title}",), size=9)
        counted = f"第{self._page_number + 1}页　共{len(self._layout.pages)}页"
        yield Text(self._left, y, width, 6 * MM, (counted,), size=9, side="right")


def _room_after(column: Column, need: Need, width: float) -> float:
    """Return the room after a number, so that a narrow one in a wide column is not far from its heading."""
    if column.nature == "count" or (column.nature == "number" and need.content <= SHORT_NUMBER):
        return max(PAD, (width - need.content) / 2)
    return max(PAD, (width - max(need.content, need.heading)) / 2 - SIZE)


def _clipped(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return the lines that a cell has room for; what is left out is marked."""
    if len(lines) <= max(1, most):
        return lines
    shown = lines[: max(1, most)]
    return (*shown[:-1], f"{shown[-1][:-1]}…")


def page_items(layout: Layout, number: int) -> Iterator[Item]:
    """Give what stands on page `number` (from 0) of a layout."""
    return Composition(layout, number).items()
