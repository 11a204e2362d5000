"""How wide the columns of a printed table are, and which of them share a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zonedesk.figures import showing
from zonedesk.figures.table import Column, Row, Table
from zonedesk.paper.page import Face, Measure, Side, wrapped

SIZE = 10.5
NUMBER = "序号"
FACES: tuple[Face, ...] = ("heading", "body")
PAD = 6.0  # points left and right of a text in its cell
SMALLEST = 0.7  # a table is not made smaller than this to fit the width
MEASURED_ROWS = 800  # of a long list every n-th row is measured; what is wider is set smaller in its cell
WIDEST_TEXT = 26 * SIZE
NARROWEST_TEXT = 8 * SIZE
NARROWEST_NAME = 11 * SIZE  # of the first column, which says what a row is about
SHORT_TEXT = 5 * SIZE  # a column of words no longer than this is centred


@dataclass(frozen=True)
class Need:
    """How wide a column must be and would like to be, and how wide its widest text and its heading are."""

    least: float
    wish: float
    content: float
    heading: float


@dataclass(frozen=True)
class Strip:
    """Columns that share a page: their places in the table, and their widths."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


def side_of(column: Column, need: Need, is_first: bool) -> Side:
    """Return how a column's cells are set: numbers right, dates and short words centred, names left."""
    if column.is_number:
        return "right"
    is_short = need.content <= SHORT_TEXT and (not is_first or column.label == NUMBER)
    return "center" if column.nature == "date" or is_short else "left"


def needs(table: Table, money_unit: str, measure: Measure) -> tuple[Need, ...]:
    """Return what each column needs."""
    step = max(1, len(table.all_rows) // MEASURED_ROWS)
    rows = [row for row in table.all_rows[::step] if row.style != "section"]
    if table.totals:
        rows.append(table.totals)
    headings = (measure(showing.printed_heading(column, table), "heading", SIZE) for column in table.columns)
    columns = zip(table.columns, headings, strict=True)
    first = table.columns[0] if table.columns else None
    return tuple(
        _need(column, heading, rows, money_unit, measure, NARROWEST_NAME if column is first else NARROWEST_TEXT)
        for column, heading in columns
    )


def _need(
    column: Column, heading: float, rows: Sequence[Row], money_unit: str, measure: Measure, narrowest: float
) -> Need:
    texts = {
        showing.cell_text(row.cells.get(column.key), showing.column_of(row, column), money_unit, "") for row in rows
    }
    longest = sorted(texts, key=showing.display_width, reverse=True)[:40]
    content = max((measure(text, face, SIZE) + 0.5 for text in longest for face in FACES), default=0.0)
    narrow = heading if heading <= 4 * SIZE else max(3 * SIZE, heading / 2)
    if column.is_number:
        return Need(max(content, narrow) + 2 * PAD, max(content, heading) + 3 * PAD, content, heading)
    wish = max(heading, min(content, WIDEST_TEXT))
    return Need(max(narrow, min(content, narrowest)) + 2 * PAD, wish + 2 * PAD, content, heading)


def shared(needed: Sequence[Need], width: float) -> tuple[float, ...]:
    """Return widths that fill `width`: what is over goes to all in proportion, what is lacking is taken from texts."""
    least, wish = sum(need.least for need in needed), sum(need.wish for need in needed)
    if wish <= width:
        return tuple(need.wish * width / wish for need in needed)
    if least <= width and wish > least:
        part = (width - least) / (wish - least)
        return tuple(need.least + (need.wish - need.least) * part for need in needed)
    return tuple(need.least * width / least for need in needed)


def scale_for(needed: Sequence[Need], width: float) -> float:
    """Return how much smaller a table must be for its columns to fit side by side; 1 where they do or cannot."""
    least = sum(need.least for need in needed)
    scale = width / least if least > width else 1.0
    return scale if scale >= SMALLEST else 1.0


def strips(table: Table, needed: Sequence[Need], width: float) -> tuple[Strip, ...]:
    """Return the columns page by page; those after the first page repeat the columns that name a row."""
    everything = tuple(range(len(needed)))
    if sum(need.least for need in needed) <= width * 1.0001:
        return (Strip(everything, shared(needed, width)),)
    lead = _lead(table, needed, width)
    parts: list[tuple[int, ...]] = []
    current, used = lead, sum(needed[place].least for place in lead)
    for place in everything[len(lead) :]:
        if len(current) > len(lead) and used + needed[place].least > width:
            parts.append(current)
            current, used = lead, sum(needed[first].least for first in lead)
        current, used = (*current, place), used + needed[place].least
    parts.append(current)
    return tuple(Strip(part, shared([needed[place] for place in part], width)) for part in parts)


def _lead(table: Table, needed: Sequence[Need], width: float) -> tuple[int, ...]:
    """Return the columns that name a row: the first, and the second where the first is only its number."""
    is_numbered = len(needed) > 2 and table.columns[0].label == NUMBER
    lead = (0, 1) if is_numbered else (0,)
    return lead if sum(needed[place].least for place in lead) < width / 2 else ()


def heading_lines(column: Column, table: Table, width: float, measure: Measure) -> tuple[str, ...]:
    """Return a heading in lines that fit its column; where it needs several, its unit stands on one of its own."""
    text, room = showing.printed_heading(column, table), width - 6
    unit = text.removeprefix(column.label)
    if not unit or measure(text, "heading", SIZE) <= room or measure(unit, "heading", SIZE) > room:
        return wrapped(text, room, "heading", SIZE, measure)
    return (*wrapped(column.label, room, "heading", SIZE, measure), unit)
