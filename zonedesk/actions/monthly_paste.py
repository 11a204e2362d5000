"""A block of cells from a spreadsheet as entries of a month sheet: by names and headings where it has them, else by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.actions.monthly import Entry, read_number, refusal
from zonedesk.actions.monthly_headings import NOTHING_PASTED, BlockColumn, BlockHeadings, wrong
from zonedesk.actions.monthly_sheet import COMPUTED, Line, MonthSheet, Spot
from zonedesk.errors import Unreadable
from zonedesk.records.indicators import CITY_WORDS
from zonedesk.records.parsing import fold, is_empty, parse_number, plain
from zonedesk.sheets.grid import Grid

if TYPE_CHECKING:
    from zonedesk.actions.pasting import Block

CITY_NAMES = (*CITY_WORDS, "合计·报", "全市合计·报")
SUMS = (COMPUTED, "合计·算", "小计", "合计", "总计")  # lines that the program works out itself
NAME_COLUMNS = 3  # a zone's name stands in one of the first of them, 序号 may go before


@dataclass(frozen=True)
class Landing:
    """Where a block without names and headings lands: the lines from the current cell down, the cells from it to the right.

    None stands for what cannot be typed: a line or column that the program works out.
    """

    lines: Sequence[Line | None]
    cells: Sequence[tuple[int, str] | None]


@dataclass(frozen=True)
class _Layout:
    """What a block's rows and columns are."""

    first: int  # the first row of numbers
    lines: Mapping[int, Line | None]  # of each row; None is left out
    columns: Mapping[int, BlockColumn | None]
    is_stated: bool  # by names or headings: then an empty cell says nothing, else it empties


def entries_of(sheet: MonthSheet, block: Block, landing: Landing, others: Sequence[str] = ()) -> list[Entry]:
    """Return what pasting a block enters; `others` are the names of the other indicators.

    Raises Unreadable with the first cell that is wrong: then nothing is to be pasted.
    """
    layout = _layout(sheet, block, landing)
    _refuse_foreign(sheet, block[: layout.first], others)
    entries: dict[Spot, Entry] = {}
    width = max((place + 1 for row in block for place, text in enumerate(row) if text.strip()), default=0)
    for number, row in enumerate(block[layout.first :], start=layout.first):
        if not any(text.strip() for text in row):
            continue  # a blank line, as under a block that was copied too far, empties nothing; nor does a blank edge
        for column, text in enumerate(row[:width]):
            entry = _entry(sheet, layout, number, column, text)
            if entry is None:
                continue
            if entry.spot in entries:
                raise wrong(number, column, f"{sheet.place(entry.spot)}在上面已经有一个数。请删去重复的行或列，")
            entries[entry.spot] = entry
    if not entries:
        raise Unreadable(
            f"粘贴的内容里没有能对上的数。请连开发区名称一起复制，或先选中左上角要落下的格子，{NOTHING_PASTED}"
        )
    return list(entries.values())


def _entry(sheet: MonthSheet, layout: _Layout, row: int, column: int, text: str) -> Entry | None:
    if row not in layout.lines or column not in layout.columns or (layout.is_stated and is_empty(text)):
        return None
    line, found = layout.lines[row], layout.columns[column]
    if line is None or found is None:
        if layout.is_stated or is_empty(text):
            return None
        raise wrong(row, column, f"“{text.strip()}”落在不能填的格子上。请少选几行几列，或连开发区名称一起复制，")
    spot = Spot(line.zone, found.month, found.field)
    refused = refusal(sheet, spot)
    if refused and is_empty(text):
        return None
    try:
        if refused:
            raise Unreadable(f"{refused}，")
        return Entry(spot, read_number(sheet, spot.field, text.strip(), found.unit))
    except Unreadable as error:
        raise wrong(row, column, f"{sheet.place(spot)}：{str(error).rstrip('。')}。") from None


def _layout(sheet: MonthSheet, block: Block, landing: Landing) -> _Layout:
    names, width = _name_column(sheet, block), max(len(row) for row in block)
    grid = Grid("", [[text.strip() or None for text in row] for row in block])
    first = _first_line(sheet, block, names)
    headings = BlockHeadings(sheet, grid, first, names)
    if names < 0 and not headings.are_known:
        first, headings = 0, BlockHeadings(sheet, grid, 0, names)
    _refuse_other_year(sheet, headings.context.year)
    lines = _named(sheet, block, first, names) if names >= 0 else _placed(landing, first, len(block))
    if headings.are_there:
        taken = [row for row, line in lines.items() if line is not None]
        return _Layout(first, lines, headings.columns(taken), True)
    columns: dict[int, BlockColumn | None] = dict.fromkeys(range(names + 1, width))
    for column, cell in enumerate(landing.cells, start=names + 1):
        if cell and column < width:
            columns[column] = BlockColumn(*cell, headings.unit(cell[1], column))
    return _Layout(first, lines, columns, names >= 0)


def _placed(landing: Landing, first: int, count: int) -> dict[int, Line | None]:
    """Return the lines of rows from the current one down; None below the last."""
    down: dict[int, Line | None] = dict.fromkeys(range(first, count))
    return down | {first + place: line for place, line in enumerate(landing.lines)}


def _known(sheet: MonthSheet) -> dict[str, Line | None]:
    known: dict[str, Line | None] = dict.fromkeys(map(plain, SUMS))
    known |= {plain(name): sheet.city for name in CITY_NAMES}
    return known | {plain(name): line for line in sheet.lines for name in (line.name, line.full_name) if name}


def _name_column(sheet: MonthSheet, block: Block) -> int:
    """Return the column in which zones are named, -1 where they are not."""
    known = _known(sheet)
    for column in range(NAME_COLUMNS):
        if any(column < len(row) and plain(row[column]) in known for row in block):
            return column
    return -1


def _first_line(sheet: MonthSheet, block: Block, names: int) -> int:
    """Return the row in which the numbers begin: that of the first name, else the first with a number in it."""
    if names >= 0:
        known = _known(sheet)
        return next(n for n, row in enumerate(block) if names < len(row) and plain(row[names]) in known)
    return next((n for n, row in enumerate(block) if any(map(_is_number, row))), 0)


def _is_number(text: str) -> bool:
    try:
        return not is_empty(text) and parse_number(fold(text).removesuffix("%")).is_finite()
    except Unreadable:
        return False


def _named(sheet: MonthSheet, block: Block, first: int, names: int) -> dict[int, Line | None]:
    known, lines = _known(sheet), {}
    for number, row in enumerate(block[first:], start=first):
        name = row[names] if names < len(row) else ""
        if plain(name) in known:
            lines[number] = known[plain(name)]
        elif any(not is_empty(text) for text in row[names + 1 :]):
            raise wrong(number, names, f"台账里没有开发区“{name.strip()}”。请核对名称，")
    return lines


def _refuse_foreign(sheet: MonthSheet, headings: Block, others: Sequence[str]) -> None:
    """Refuse a block whose title speaks of another indicator."""
    title = plain("".join(text for row in headings for text in row))
    own = str(sheet.indicator["name"])
    other = next((name for name in others if plain(name) in title), "")
    if other and plain(own) not in title:
        raise Unreadable(f"粘贴的是“{other}”，当前填的是“{own}”。请先换到“{other}”再粘贴，{NOTHING_PASTED}")


def _refuse_other_year(sheet: MonthSheet, year: int | None) -> None:
    if year and year != sheet.year:
        raise Unreadable(f"粘贴的是 {year} 年的数，当前期间是 {sheet.year} 年。请先在上方改期间，{NOTHING_PASTED}")
