"""What stands around a table: its title, unit line, date, place, and what they say of all its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonedesk.records import KINDS
from zonedesk.records.batches import CHINESE_DIGITS, event_name
from zonedesk.records.fields import Choice, Field, Link
from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS
from zonedesk.sheets.grid import Grid, cell_text

_UNIT_LINE = re.compile(r"(?<![报填编制送写任管])单\s*位\s*[:：]\s*([^\s)）\]】]+)")
_FILER = re.compile(r"(?:填报|报送|编制|上报|制表)单位\s*[:：]\s*(\S+)")
_DATED = re.compile(r"(?:截至|截止|填报时间|填报日期|报送时间|统计时间|制表时间|制表日期)[^\d]{0,6}((?:19|20)\d\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_PLACE = re.compile(
    r"(?:20\d\d年?(?:度|[\d\-—至]{1,5}月份?)?)?([\u4e00-\u9fff]{2,}?(?:开发区|经开区|示范区|农高区|高新区|综改区|园区))"
)
_QUOTED = re.compile(r"[“\"「『《〈]([^”\"」』》〉]{2,30})[”\"」』》〉]")
_CAMPAIGN_END = re.compile(r"(?:专项行动|专项整治|专项工作|工作台账|专项清单|工作清单|台账|清单|销号|汇总|情况).*$")
_EVENT = re.compile(rf"(20\d\d)\s*年\s*第?\s*([{CHINESE_DIGITS}]|\d{{1,2}})\s*次")


@dataclass(frozen=True)
class Context:
    """The texts above a table and what they say: units, year, places that may be its zone."""

    sheet: str
    lines: tuple[str, ...]
    units: tuple[str, ...] = ()
    unit_row: int | None = None  # from 1
    year: int | None = None
    places: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0] if self.lines else ""

    @property
    def words(self) -> str:
        """Title and sheet name together, to look for words in."""
        return f"{self.title} {self.sheet}"

    @property
    def money_unit(self) -> str:
        """The unit line's unit of money, the empty text where it names none."""
        return next((unit for unit in self.units if unit in MONEY_UNITS), "")

    @property
    def area_unit(self) -> str:
        """The unit line's unit of area, the empty text where it names none."""
        return next((unit for unit in self.units if unit in AREA_UNITS), "")


def context_of(grid: Grid, header: int) -> Context:
    """Return what stands above row `header` (from 0)."""
    rows = [(row, _row_text(grid, row)) for row in range(header)]
    lines = tuple(text for _, text in rows if text)
    found = next(((row, hit[1]) for row, text in rows if (hit := _UNIT_LINE.search(text))), None)
    units = tuple(re.split(r"[、,，;；]", found[1])) if found else ()
    return Context(
        grid.name, lines, tuple(unit.removesuffix("人民币") for unit in units), found[0] + 1 if found else None,
        _year((*lines, grid.name)), _places(grid.name, lines),
    )  # fmt: skip


def _row_text(grid: Grid, row: int) -> str:
    cells = grid.cells[row] if row < len(grid.cells) else []
    return " ".join(dict.fromkeys(text for cell in cells if (text := cell_text(cell))))


def _year(texts: tuple[str, ...]) -> int | None:
    for pattern in (_DATED, _YEAR):
        for text in texts:
            found = pattern.search(text)
            if found:
                return int(found[1])
    return None


def _places(sheet: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    filers = [hit[1] for line in lines if (hit := _FILER.search(line))]
    texts = (sheet, *filers, *lines[:1])
    return tuple(dict.fromkeys(hit[1] for text in texts if (hit := _PLACE.match(text.replace(" ", "")))))


def constants_of(context: Context, kind: str, columned: set[str]) -> dict[str, str]:
    """Return what title and sheet name say for all rows: raw texts of the required fields that have no column."""
    fields = KINDS[kind].fields.items()
    wanted = {name: field for name, field in fields if field.required and name not in columned}
    found = {name: _constant(context, field) for name, field in wanted.items()}
    return {name: text for name, text in found.items() if text}


def _constant(context: Context, field: Field) -> str:
    if isinstance(field, Choice):
        return _choice(context.words, field)
    if isinstance(field, Link):
        match field.to:
            case "zone" | "service_team":
                return context.places[0] if context.places else ""
            case "campaign":
                return _campaign(context)
            case "batch_event":
                return event_in(context.words)
    return ""


def _choice(words: str, field: Choice) -> str:
    """Return the only choice that words name, by its label before what else ledgers call it."""
    for names in (dict(zip(field.choices.values(), field.choices, strict=True)), field.synonyms or {}):
        named = {identifier: name for name, identifier in names.items() if name in words}
        if named:
            return next(iter(named.values())) if len(named) == 1 else ""
    return ""


def _campaign(context: Context) -> str:
    """Return a campaign's name: quoted in the title, else the title's or the sheet's name up to 专项行动 or 台账."""
    quoted = _QUOTED.search(context.title)
    if quoted:
        return quoted[1]
    for text in (context.title, context.sheet):
        start = _CAMPAIGN_END.sub("", text).strip()
        if start and (start != text or text == context.sheet):
            return start
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
    word = found[2]
    return int(found[1]), int(word) if word.isdigit() else CHINESE_DIGITS.index(word)
