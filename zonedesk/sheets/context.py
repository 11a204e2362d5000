"""What stands around a table: its title, unit line, date, place, and what they say of all its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.batches import CHINESE_DIGITS, event_name
from zonedesk.records.dates import parse_date
from zonedesk.records.fields import Choice, Field, Link, Month
from zonedesk.records.months import period_in
from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS, TEN_THOUSANDS_OF_AREA, kept_unit
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import STATED_UNITS, is_other_money
from zonedesk.sheets.titles import (
    campaign_in,
    choice_in,
    indicator_in,
    own_name,
    places_in,
    titles_among,
    without_annex,
)

LONGEST_LINE = 300  # of what stands above a table: no title is longer

_UNIT_LINE = re.compile(r"单\s*位\s*(?:[:：]|均?为)\s*([^\s()（）\[\]【】。]+)")
_BRACKET_AT_END = re.compile(r"[(（\[【]\s*(?:单\s*位)?\s*([^()（）\[\]【】:：]+?)\s*[)）\]】](?=\s|$)")
_UNIT_AT_END = re.compile(rf"(?:^|\s)({'|'.join((*MONEY_UNITS, *AREA_UNITS))})$")
_DATED = re.compile(
    r"(?:截至|截止|填报时间|填报日期|报送时间|统计时间|制表时间|制表日期)[^\d]{0,6}"
    r"((?:19|20)\d\d(?:\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*(?:\d{1,2}\s*日?)?)?)?)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_EVENT = re.compile(rf"(20\d\d)\s*年\s*第?\s*([{CHINESE_DIGITS[1:]}]{{1,3}}|\d{{1,2}})\s*次")


@dataclass(frozen=True)
class Context:
    """The texts around a table and what they say: units, year, places that may be its zone.

    `until` is the sheet's own date where the year was taken from it: no day without a year lies after it.
    """

    sheet: str  # the empty text for a name that a program gave
    lines: tuple[str, ...]
    units: tuple[str, ...] = ()
    unit_row: int | None = None  # from 1
    year: int | None = None
    until: str = ""
    places: tuple[str, ...] = ()
    month: int | None = None

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0] if self.lines else ""

    @property
    def titles(self) -> tuple[str, ...]:
        """All lines that are titles."""
        return titles_among(self.lines)

    @property
    def words(self) -> tuple[str, ...]:
        """The texts to look for words in: title and sheet name together, then the other titles."""
        return (f"{self.title} {self.sheet}", *self.titles)

    @property
    def money_units(self) -> tuple[str, ...]:
        """The units of money that the unit lines name, those that no amount is read in as well."""
        return tuple(unit for unit in self.units if unit in MONEY_UNITS or is_other_money(unit))

    @property
    def money_unit(self) -> str:
        """The first of them, the empty text where they name none."""
        return next(iter(self.money_units), "")

    @property
    def area_unit(self) -> str:
        """The unit lines' unit of area, the empty text where they name none."""
        return next((unit for unit in self.units if unit in (*AREA_UNITS, *TEN_THOUSANDS_OF_AREA)), "")

    @property
    def value_unit(self) -> str:
        """The unit lines' first unit that is no 同比's, the empty text where they name none."""
        return next((unit for unit in self.units if unit != "%"), "")


def context_of(grid: Grid, header: int) -> Context:
    """Return what stands above row `header` (from 0)."""
    lines = tuple(line for row in range(header) if (line := without_annex(_row_text(grid, row))))
    sheet = own_name(grid.name)
    year, until = _time((*lines, sheet))
    month = _month((*lines, sheet))
    context = Context(sheet, lines, year=year, until=until, places=places_in(sheet, lines), month=month)
    return _with_units(context, grid, range(1, header + 1), _units_above)


def with_units_below(context: Context, grid: Grid, rows: Iterable[int]) -> Context:
    """Return a context with the units that stand in `rows` (from 1) where nothing above the table names a unit of money."""
    return context if context.money_unit else _with_units(context, grid, rows, units_in)


def _with_units(
    context: Context, grid: Grid, rows: Iterable[int], units_of: Callable[[str], tuple[str, ...]]
) -> Context:
    found = [(row, units) for row in rows if (units := units_of(_row_text(grid, row - 1)))]
    if not found:
        return context
    named = dict.fromkeys((*context.units, *(unit for _, units in found for unit in units)))
    return replace(context, units=tuple(named), unit_row=found[0][0])


def units_in(line: str) -> tuple[str, ...]:
    """Return the units that a line states: 单位：万元、亩, or a bracket at its end （万元）. 牵头单位：市商务局 states none."""
    text = re.sub(r"\s+(?=元)|\s*(?=[、，,;；])|(?<=[、，,;；])\s*", "", line)
    stated = [hit[1] for form in (_UNIT_LINE, _BRACKET_AT_END) for hit in form.finditer(text)]
    return tuple(dict.fromkeys(unit for words in stated for unit in _all_units(words)))


def _units_above(line: str) -> tuple[str, ...]:
    """Return the units that a line above a table states, or is: 万元 alone at its end. Under a table that may be one number's."""
    alone = _UNIT_AT_END.search(line)
    return units_in(line) or ((alone[1],) if alone else ())


def _all_units(words: str) -> list[str]:
    """Return the units that words list, none where something else stands among them."""
    parts = [re.sub(r"^人民币|人民币$", "", part) for part in re.split(r"[、，,;；/和及]", words)]
    units = [kept_unit(part) for part in parts]
    return units if all(unit in STATED_UNITS or is_other_money(unit) for unit in units) else []


def _row_text(grid: Grid, row: int) -> str:
    cells = grid.cells[row] if row < len(grid.cells) else []
    return " ".join(dict.fromkeys(text for cell in cells if (text := cell_text(cell))))[:LONGEST_LINE]


def says_time(texts: Sequence[str]) -> bool:
    """Return whether texts name a year or a date of their own （截至…）."""
    return _time(tuple(texts))[0] is not None


def _time(texts: tuple[str, ...]) -> tuple[int | None, str]:
    """Return the year that titles name, else that of the sheet's own date （截至…）, then with this date."""
    for text in texts:
        found = _YEAR.search(_DATED.sub("", text))
        if found:
            return int(found[1]), ""
    dated = next((hit[1] for text in texts if (hit := _DATED.search(text))), "")
    return (int(dated[:4]), _date(dated)) if dated else (None, "")


def _month(texts: tuple[str, ...]) -> int | None:
    """Return the month that titles name, else that of the sheet's own date."""
    undated = (_DATED.sub("", text) for text in texts)
    return next((period.month for text in (*undated, *texts) if (period := period_in(text))), None)


def _date(text: str) -> str:
    try:
        return parse_date(text)
    except Unreadable:
        return text[:4]


def constants_of(context: Context, kind: str, columned: set[str]) -> dict[str, str]:
    """Return what title and sheet name say for all rows: raw texts of the fields without a column that must be known.

    These are the required ones, and a zone without which a record would be the whole city's.
    """
    fields = KINDS[kind].fields.items()
    wanted = {n: f for n, f in fields if (f.required or (isinstance(f, Link) and f.whole)) and n not in columned}
    found = {name: _constant(context, field) for name, field in wanted.items()}
    return {name: text for name, text in found.items() if text}


def _constant(context: Context, field: Field) -> str:
    if isinstance(field, Choice):
        return choice_in(context.words, field)
    if isinstance(field, Month):
        return f"{context.month}月" if context.month else ""
    if isinstance(field, Link):
        return _linked(context, field.to) or _whole(context, field)
    return str(context.year or "") if field.id == "year" else ""


def _whole(context: Context, link: Link) -> str:
    """Return the word for no single one of a link's records （全市） where titles or sheet name have it, else the empty text."""
    return next((word for word in link.whole if any(word in text for text in context.words)), "")


def _linked(context: Context, kind: str) -> str:
    """Return the record that titles and sheet name name, the empty text for none."""
    match kind:
        case "zone" | "service_team":
            return context.places[0] if context.places else ""
        case "campaign":
            return campaign_in(context.titles, context.sheet)
        case "indicator":
            return indicator_in(context.titles, context.sheet)
        case "batch_event":
            return next((event for text in context.words if (event := event_in(text))), "")
    return ""


def event_in(text: str) -> str:
    """Return the event that a text names as 2023年第一次, the empty text for none."""
    numbers = event_numbers(text)
    return event_name(*numbers) if numbers else ""


def event_numbers(text: str) -> tuple[int, int] | None:
    """Return year and number of the event that a text names (2023年第一次, 2023-1), or None."""
    short = re.fullmatch(r"\s*(20\d\d)\s*[-.年/]\s*(\d{1,2})\s*", text)
    found = short or _EVENT.search(text)
    if not found:
        return None
    number = int(found[2]) if found[2].isdigit() else _counted(found[2])
    return (int(found[1]), number) if number else None


def _counted(word: str) -> int:
    """Return the number that Chinese digits say: 十一 is 11, 二十 is 20."""
    tens, ten, ones = word.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (CHINESE_DIGITS.index(tens or "一") * 10 if ten else 0) + (CHINESE_DIGITS.index(ones) if ones else 0)
