"""A table laid out on pages: sheet and direction, columns, rows, and what stands where on each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from zonedesk.figures import showing
from zonedesk.figures.table import Row, Table
from zonedesk.paper.columns import (
    PAD,
    SIZE,
    Need,
    Strip,
    heading_lines,
    needs,
    scale_for,
    strips,
)
from zonedesk.paper.page import END_MARGIN, MM, SHEETS, SIDE_MARGIN, Measure, PrintSettings, wrapped
from zonedesk.paper.rows import HEIGHTS, kept_together, paginate

TITLE = 12 * MM
LINE = 7 * MM
TEXT_LINE = 14.0  # height of one more line in a cell
CELL = 6.0  # above and below the lines together
MOST_STRETCHED = 3  # lines: a row is made no higher for the name of its section
NOTE_LINE = 13.0
SIGN_OFF = 15 * MM
SIGN_OFF_GAP = 6 * MM  # above it; what is left below keeps it clear of the foot
NOTE_SIZE = 9
SECTION_COLUMN = 2.2 * SIZE  # the narrow column in which a section's name stands upright
WIDE_TABLE = 12  # with more columns than this, paper is A3
PORTRAIT_COLUMNS = 6


@dataclass(frozen=True)
class Entry:
    """A row to print, with its place among the table's rows and the section it belongs to."""

    place: int
    row: Row
    section: str = ""


@dataclass(frozen=True)
class Page:
    """One page: the entries on it, its columns, and whether it is the first or last of the rows."""

    entries: range
    strip: Strip
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Frame:
    """The sheet that a table is printed on, measured in the table's own points (`scale` makes them real ones)."""

    width: float
    height: float
    scale: float

    @property
    def margin(self) -> float:
        """Left and right margin."""
        return SIDE_MARGIN / self.scale

    @property
    def top(self) -> float:
        """Where the title begins."""
        return END_MARGIN / self.scale

    @property
    def bottom(self) -> float:
        """Where the notes must end; the foot stands below."""
        return self.height - END_MARGIN / self.scale

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


class Layout:
    """A table on its pages. Working it out takes one pass over the rows; a page is composed when it is drawn."""

    def __init__(self, table: Table, settings: PrintSettings, money_unit: str, measure: Measure) -> None:
        self.table = table.printed
        self.settings = settings
        self.money_unit = money_unit
        self.measure = measure
        self.needs: tuple[Need, ...] = needs(self.table, money_unit, measure)
        self.paper, self.is_landscape = _sheet(self.needs, settings)
        self.frame = self._frame()
        self.has_groups = any(column.group for column in self.table.columns)
        self._choose_sections()

    def _frame(self) -> Frame:
        short, long = SHEETS[self.paper]
        width, height = (long, short) if self.is_landscape else (short, long)
        scale = scale_for(self.needs, width - 2 * SIDE_MARGIN) if self.settings.fits_width else 1.0
        return Frame(width / scale, height / scale, scale)

    def _choose_sections(self) -> None:
        """Set sections upright at the left where the whole table stands on one page, else in rows of their own."""
        self.is_upright = any(row.style == "section" for row in self.table.rows)
        self._arrange()
        if self.is_upright and not (len(self.pages) == 1 and self._sections_fit()):
            self.is_upright = False
            self._arrange()

    def _arrange(self) -> None:
        self.entries = _entries(self.table, self.is_upright)
        self.strips = strips(self.table, self.needs, self.frame.inner - self.section_width)
        self.head_heights = tuple(self._head_heights(strip) for strip in self.strips)
        stretched = self._stretched() if self.is_upright else {}
        lines = [max(stretched.get(entry.section, 1), self._line_count(entry.row)) for entry in self.entries]
        self.row_heights, self.pages = self._fill(lines)

    def _stretched(self) -> dict[str, int]:
        """Return how many lines high the rows of a short section are, so that its name stands beside them."""
        counts = Counter(entry.section for entry in self.entries if entry.section)
        lines = {name: ceil((_upright(name) / count - CELL) / TEXT_LINE) for name, count in counts.items()}
        return {name: count for name, count in lines.items() if 1 < count <= MOST_STRETCHED}

    def _sections_fit(self) -> bool:
        runs: dict[str, float] = {}
        for entry, height in zip(self.entries, self.row_heights, strict=True):
            runs[entry.section] = runs.get(entry.section, 0.0) + height
        return all(_upright(name) <= height for name, height in runs.items())

    @property
    def section_width(self) -> float:
        """The width of the column in which sections stand upright."""
        return SECTION_COLUMN if self.is_upright else 0.0

    @property
    def head_height(self) -> float:
        """The height of the headings on every page."""
        return max(upper + lower for upper, lower in self.head_heights)

    def _head_heights(self, strip: Strip) -> tuple[float, float]:
        lines = [
            len(heading_lines(self.table.columns[place], self.table, width, self.measure))
            for place, width in zip(strip.places, strip.widths, strict=True)
        ]
        upper = 7.5 * MM if self.has_groups else 0.0
        return upper, (7.5 * MM if self.has_groups else 9 * MM) + TEXT_LINE * (max(lines) - 1)

    def _line_count(self, row: Row) -> int:
        if row.style == "section":
            return 1
        return max(self._strip_lines(row, strip) for strip in self.strips)

    def _strip_lines(self, row: Row, strip: Strip) -> int:
        most = 1
        for place, width in zip(strip.places, strip.widths, strict=True):
            column = self.table.columns[place]
            value = row.cells.get(column.key)
            if isinstance(value, str) and (len(value) * SIZE > width - 2 * PAD or "\n" in value):
                text = showing.cell_text(value, column, self.money_unit, "")
                most = max(most, len(wrapped(text, width - 2 * PAD, "body", SIZE, self.measure)))
        return most

    def _fill(self, lines: Sequence[int]) -> tuple[list[float], tuple[Page, ...]]:
        """Return row heights and pages with the highest rows that need no more pages than the lowest."""
        kept = kept_together([entry.row.style for entry in self.entries])
        first = self.frame.bottom - self.frame.top - TITLE - LINE - self.head_height
        later = self.frame.bottom - self.frame.top - LINE - self.head_height
        found: list[tuple[list[float], list[range]]] = []
        for base in reversed(HEIGHTS):
            heights = [min(later, max(base, count * TEXT_LINE + CELL)) for count in lines]
            found.append((heights, paginate(heights, kept, first, later, self.tail_height)))
        fewest = len(found[0][1])
        heights, ranges = next(pair for pair in reversed(found) if len(pair[1]) <= fewest)
        return heights, self._pages(ranges)

    def _pages(self, ranges: Sequence[range]) -> tuple[Page, ...]:
        return tuple(
            Page(entries, strip, number == 0, number == len(ranges) - 1 and strip is self.strips[-1])
            for number, entries in enumerate(ranges)
            for strip in self.strips
        )

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The notes in lines that fit the page; a note's further lines stand under its first word."""
        hang = "　　" if len(self.table.notes) < 2 else "　　　"
        room = self.frame.inner - len(hang) * NOTE_SIZE
        notes = (wrapped(note, room, "body", NOTE_SIZE, self.measure) for note in showing.note_lines(self.table))
        return tuple(line for first, *others in notes for line in (first, *(hang + other for other in others)))

    @property
    def tail_height(self) -> float:
        """The room that notes and the sign-off line take under the last row."""
        notes = len(self.notes) * NOTE_LINE + 5 if self.notes else 0.0
        return notes + (SIGN_OFF if self.settings.signs_off else 0.0)

    @property
    def is_split(self) -> bool:
        """Whether the columns go on to a next page."""
        return len(self.strips) > 1


def _upright(name: str) -> float:
    """Return how high a section's name is when it stands upright."""
    return len(name) * (SIZE + 2) + 4


def _sheet(needed: Sequence[Need], settings: PrintSettings) -> tuple[str, bool]:
    """Return the paper, and whether it lies on its side."""
    wide = "A3" if len(needed) > WIDE_TABLE else "A4"
    paper = wide if settings.paper == "auto" else settings.paper
    if settings.orientation != "auto":
        return paper, settings.orientation == "landscape"
    room = SHEETS[paper][0] - 2 * SIDE_MARGIN
    return paper, len(needed) > PORTRAIT_COLUMNS or sum(need.wish for need in needed) > room


def _entries(table: Table, is_upright: bool) -> tuple[Entry, ...]:
    """Return the rows to print; upright sections take no row, and their totals stand outside them."""
    if not is_upright:
        return tuple(Entry(place, row) for place, row in enumerate(table.all_rows))
    entries, section = [], ""
    name = table.columns[0].key
    for place, row in enumerate(table.all_rows):
        if row.style == "section":
            section = str(row.cells.get(name) or "")
        else:
            entries.append(Entry(place, row, section if row.style == "body" else ""))
    return tuple(entries)
