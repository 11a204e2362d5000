"""A block of cells from a spreadsheet as entries of a month sheet: by names and headings where it has them, else by place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.actions.monthly import Entry, read_number, refusal
from zonedesk.actions.monthly_sheet import COMPUTED, Line, MonthSheet, Spot
from zonedesk.errors import Unreadable
from zonedesk.records.indicators import CITY_WORDS
from zonedesk.records.months import period_at_start
from zonedesk.records.parsing import MONEY_UNITS, is_empty, plain

if TYPE_CHECKING:
    from zonedesk.actions.pasting import Block

CITY_NAMES = (*CITY_WORDS, "合计·报", "全市合计·报")
SUMS = (COMPUTED, "合计·算", "小计", "合计", "总计")  # lines that the program works out itself
NAME_COLUMNS = 3  # a zone's name stands in one of the first of them, 序号 may go before
NOTHING_PASTED = "没有粘贴任何内容"

_YEAR = re.compile(r"(20\d{2})年")
_STATED_UNIT = re.compile(rf"({'|'.join(MONEY_UNITS)})")


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
    cells: Mapping[int, tuple[int, str] | None]  # month and field of each column
    is_stated: bool  # by names or headings: then an empty cell says nothing, else it empties
    unit: str = ""


def entries_of(sheet: MonthSheet, block: Block, landing: Landing, others: Sequence[str] = ()) -> list[Entry]:
    """Return what pasting a block enters; `others` are the names of the other indicators.

    Raises Unreadable with the first cell that is wrong: then nothing is to be pasted.
    """
    layout = _layout(sheet, block, landing)
    _refuse_foreign(sheet, block[: layout.first], others)
    entries: dict[Spot, Entry] = {}
    for number, row in enumerate(block[layout.first :], start=layout.first):
        for column, text in enumerate(row):
            entry = _entry(sheet, layout, number, column, text)
            if entry is None:
                continue
            if entry.spot in entries:
                raise _wrong(number, column, f"{sheet.place(entry.spot)}在上面已经有一个数。请删去重复的行或列，")
            entries[entry.spot] = entry
    if not entries:
        raise Unreadable(
            f"粘贴的内容里没有能对上的数。请连开发区名称一起复制，或先选中左上角要落下的格子，{NOTHING_PASTED}"
        )
    return list(entries.values())


def _entry(sheet: MonthSheet, layout: _Layout, row: int, column: int, text: str) -> Entry | None:
    if row not in layout.lines or column not in layout.cells or (layout.is_stated and is_empty(text)):
        return None
    line, cell = layout.lines[row], layout.cells[column]
    if line is None or cell is None:
        if layout.is_stated or is_empty(text):
            return None
        raise _wrong(row, column, f"“{text.strip()}”落在不能填的格子上。请少选几行几列，或连开发区名称一起复制，")
    spot = Spot(line.zone, *cell)
    refused = refusal(sheet, spot)
    if refused and is_empty(text):
        return None
    try:
        if refused:
            raise Unreadable(f"{refused}，")
        return Entry(spot, read_number(sheet, spot.field, text.strip(), layout.unit))
    except Unreadable as error:
        raise _wrong(row, column, f"{sheet.place(spot)}：{str(error).rstrip('。')}。") from None


def _wrong(row: int, column: int, sentence: str) -> Unreadable:
    sentence = sentence.replace("，。", "。")
    return Unreadable(f"粘贴内容第 {row + 1} 行第 {column + 1} 列，{sentence}{NOTHING_PASTED}")


def _layout(sheet: MonthSheet, block: Block, landing: Landing) -> _Layout:
    names = _name_column(sheet, block)
    first = _first_line(sheet, block, names)
    cells = _headed(sheet, block[:first], names)
    unit = next((found[1] for row in block[:first] for text in row if (found := _STATED_UNIT.search(text))), "")
    columns: Mapping[int, tuple[int, str] | None] = cells or {
        column + names + 1: cell for column, cell in enumerate(landing.cells)
    }
    width = max(len(row) for row in block)
    if not cells:
        columns = {**dict.fromkeys(range(names + 1, width)), **columns}
    if names >= 0:
        lines = _named(sheet, block, first, names)
        return _Layout(first, lines, columns, True, unit)
    down: dict[int, Line | None] = dict.fromkeys(range(first, len(block)))
    down.update({first + place: line for place, line in enumerate(landing.lines)})
    return _Layout(first, down, columns, bool(cells), unit)


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
    """Return the row in which the numbers begin: that of the first name, else the first without a heading in it."""
    if names >= 0:
        known = _known(sheet)
        return next(n for n, row in enumerate(block) if names < len(row) and plain(row[names]) in known)
    headed = [n for n, row in enumerate(block) if any(_month(text) or _field(text) for text in row)]
    return headed[-1] + 1 if headed and headed[-1] < len(block) - 1 else 0


def _named(sheet: MonthSheet, block: Block, first: int, names: int) -> dict[int, Line | None]:
    known, lines = _known(sheet), {}
    for number, row in enumerate(block[first:], start=first):
        name = row[names] if names < len(row) else ""
        if plain(name) in known:
            lines[number] = known[plain(name)]
        elif any(not is_empty(text) for text in row[names + 1 :]):
            raise _wrong(number, names, f"台账里没有开发区“{name.strip()}”。请核对名称，")
    return lines


def _headed(sheet: MonthSheet, headings: Block, names: int) -> dict[int, tuple[int, str] | None]:
    """Return the month and field of each column, as one or two rows of headings say; a month may span its two columns."""
    months: dict[int, int] = {}
    fields: dict[int, str] = {}
    for row in headings:
        for column, text in enumerate(row[names + 1 :], start=names + 1):
            month, name = _month(text), _field(text)
            if month:
                months[column] = month
            if name:
                fields[column] = name
    if not months and not fields:
        return {}
    width = max(len(row) for row in headings)
    found: dict[int, tuple[int, str] | None] = {}
    month, seen = 0, 0
    for column in range(names + 1, width):
        if column in months and months[column] != month:
            month, seen = months[column], 0
        seen += 1
        name = fields.get(column) or ("" if fields else {1: "value", 2: "growth"}.get(seen, ""))
        if name and (month or not months):
            found[column] = (month or sheet.month, name)
    return found


def _month(text: str) -> int:
    period = period_at_start(text)
    return period.month if period else 0


def _field(text: str) -> str:
    words = plain(text)
    if any(character.isdecimal() for character in words) and not _month(text):
        return ""
    for name, marks in (
        ("last_year", ("同期",)),
        ("growth", ("同比", "增速", "增幅", "增长")),
        ("value", ("累计", "当月", "完成", "本期", "数值")),
    ):
        if any(mark in words for mark in marks):
            return name
    return ""


def _refuse_foreign(sheet: MonthSheet, headings: Block, others: Sequence[str]) -> None:
    """Refuse a block whose title speaks of another indicator or another year."""
    title = plain("".join(text for row in headings for text in row))
    own = str(sheet.indicator["name"])
    other = next((name for name in others if plain(name) in title), "")
    if other and plain(own) not in title:
        raise Unreadable(f"粘贴的是“{other}”，当前填的是“{own}”。请先换到“{other}”再粘贴，{NOTHING_PASTED}")
    years = {int(year) for year in _YEAR.findall(title)}
    if years and sheet.year not in years:
        raise Unreadable(
            f"粘贴的是 {min(years)} 年的数，当前期间是 {sheet.year} 年。请先在上方改期间，{NOTHING_PASTED}"
        )
