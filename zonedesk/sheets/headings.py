"""Headings of a table: one to three rows, merged groups, units in brackets; and the fields that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from zonedesk.records import KINDS
from zonedesk.records.fields import Money, Text
from zonedesk.records.months import names_part_of_year
from zonedesk.records.parsing import AREA_UNITS, MONEY_UNITS, TEN_THOUSANDS_OF_AREA, UNIT_WORDS, fold, kept_unit, plain
from zonedesk.sheets.across import Said, is_single_month, main_field, month_field, split
from zonedesk.sheets.grid import Grid, cell_text

NUMBERING = {"序号", "编号", "序", "no", "no.", "行号", "顺序号"}
"""Headings of columns that only count the rows."""

WIDEST = 500  # columns: a heading further right is not read

RESEMBLING = 0.6  # how much a heading counts that only contains a field's name

UNDETAILED = 0.99  # how much a month or indicator counts without 累计值 under it: a row that says so is heading too

STATED_UNITS = (
    *MONEY_UNITS,
    *AREA_UNITS,
    *TEN_THOUSANDS_OF_AREA,
    "%",
    "人",
    "人次",
    "个",
    "项",
    "件",
    "天",
    "家",
    "户",
    "吨",
    "万吨",
    "股",
    "万股",
)
"""What headings and unit lines state as units."""

_UNITS = "|".join(sorted({*STATED_UNITS, *UNIT_WORDS}, key=len, reverse=True))
_OTHER_MONEY = re.compile(
    r"(?:折合?)?[十百千万亿]*(?:人民币)?[十百千万亿]*(?:美|欧|日|港|澳|新?台|韩|加|英)?(?:元|镑)|[十百千万亿]+"
)
_COUNT, _SUM = re.compile("(?:数|数量|率)$"), re.compile("(?:合计|单位)$")
_BRACKETED = re.compile(r"[(\[【〔{<]([^)\]】〕}>]*)[)\]】〕}>]")
_UNIT_WORD = re.compile(rf"^(?:单位[:：]?|.*[,，;；:：])?\s*({_UNITS}|{_OTHER_MONEY.pattern})(?:人民币)?$")
_UNIT_AT_END = re.compile(rf"[/,，:：、_\s]({_UNITS}|{_OTHER_MONEY.pattern})$")
_UNIT_ALONE = re.compile(rf"({_UNITS}|{_OTHER_MONEY.pattern})")
_EARLIER = re.compile("去年|上年|前年|同期|上月|上期")
_CHANGE = re.compile("[增降](?:长|减|幅|速)|下降")
_SHARE = re.compile("(?:率|占比|比重|进度|排名|位次)$")


@dataclass(frozen=True)
class Heading:
    """A column's heading from group to detail, with the unit that it states.

    `about` are the words that name the record which the column is about, `about_field` the link to it, where several of a kind stand
    side by side: 规上工业增加值 over 累计值. `beside` is the column whose month and record this one shares: 1-10月 before 同比.
    """

    column: int
    parts: tuple[str, ...]
    unit: str = ""
    about: str = ""
    about_field: str = ""
    beside: Heading | None = None

    @property
    def text(self) -> str:
        """The heading as people see it: 年产值（亿元）/预计."""
        return "/".join(self.parts)

    @property
    def is_numbering(self) -> bool:
        """Whether the column only counts the rows."""
        return bool(self.parts) and plain(self.parts[-1]) in NUMBERING


@dataclass(frozen=True)
class Match:
    """How well a heading fits a field, and what it says beside for its column. `spans` is of a time: 1-10月, not 10月."""

    field: str
    weight: float
    said: Said = ()
    spans: bool = False


def headings_of(grid: Grid, first: int, last: int) -> list[Heading]:
    """Return the headings that rows `first` to `last` (from 0) give, for the columns that have one."""
    width = min(grid.width, WIDEST)
    rows = [_group_row(grid, row, last, width) for row in range(first, last)]
    rows.append([one_line(grid.at(last, column)) for column in range(width)])
    found = []
    for column in range(width):
        parts = [row[column] for row in rows if row[column]]
        if parts:
            unit = next((unit for part in reversed(parts) if (unit := unit_in(part))), "")
            named = tuple(part for part in parts if without_unit(part)) or tuple(parts)
            found.append(Heading(column, named, unit))
    return found


def _group_row(grid: Grid, row: int, last: int, width: int) -> list[str]:
    """Return a heading row with each merged group's text above all of its columns."""
    texts = [one_line(grid.at(row, column)) for column in range(width)]
    across = [m for m in grid.merges if m[0] <= row <= m[2] and m[3] > m[1]]
    for top, left, _, right in across:
        texts[left : right + 1] = [one_line(grid.at(top, left))] * (min(right, width - 1) + 1 - left)
    if not across:
        below = range(row + 1, last + 1)
        _spread(texts, [any(one_line(grid.at(detail, column)) for detail in below) for column in range(width)])
    return texts


def _spread(texts: list[str], below: Sequence[bool]) -> None:
    """Carry a group's text to the right where no merge is stored (.csv, .ods): over gaps that have a detail below."""
    for column in range(1, len(texts)):
        if not texts[column] and below[column] and below[column - 1]:
            texts[column] = texts[column - 1]


def one_line(cell: object) -> str:
    """Return a heading cell without line breaks and needless spaces."""
    text = re.sub(r"\s*\n\s*", "", cell_text(cell))
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)


def unit_in(heading: str) -> str:
    """Return the unit that a heading states in brackets, after a stroke or alone, the empty text for none."""
    text = fold(heading)
    for content in _BRACKETED.findall(text):
        found = _UNIT_WORD.match(content.strip())
        if found:
            return kept_unit(found[1])
    found = _UNIT_AT_END.search(text) or _UNIT_ALONE.fullmatch(text)
    return kept_unit(found[1]) if found else ""


def is_other_money(unit: str) -> bool:
    """Return whether a unit is one of money that no amount is read in: 万美元, 十万元."""
    return unit not in STATED_UNITS and bool(_OTHER_MONEY.fullmatch(unit))


@lru_cache(maxsize=1 << 14)
def without_unit(heading: str) -> str:
    """Return a heading as it is compared: folded, without its unit, marks and spaces."""
    text = _BRACKETED.sub(lambda m: "" if _UNIT_WORD.match(m[1].strip()) else m[0], fold(heading))
    text = "" if _UNIT_ALONE.fullmatch(text) else _UNIT_AT_END.sub("", text)
    return plain(text).strip("*:：、.,%±")


@lru_cache(maxsize=1 << 14)
def _names(parts: tuple[str, ...]) -> list[str]:
    """Return the names that a heading's parts may mean, best first: 年产值/预计 → 预计年产值, 年产值预计, 预计."""
    words = [word for part in parts if (word := without_unit(part))]
    joined = ["".join(reversed(words)), "".join(words), "".join(words[-2:]), *words[-1:]]
    bare = [_BRACKETED.sub("", name) for name in joined]
    return [name for name in dict.fromkeys(joined + bare) if name]


@cache
def vocabulary(kind: str) -> dict[str, str]:
    """Return the names that ledgers use for the fields of a kind, as they are compared, each with its field."""
    fields = KINDS[kind].fields.values()
    labels = {without_unit(field.label): field.id for field in fields}
    others = {without_unit(name): field.id for field in fields for name in field.headings}
    return {**others, **labels}


def match(heading: Heading, kind: str) -> Match | None:
    """Return the field of a kind that a heading means, or None. A weight below 1 only resembles it."""
    if is_of_one_month(heading, kind):
        return None
    parts = _parts_beside(heading)
    if heading.about and not parts:
        return Match(main_field(kind), UNDETAILED, _about(heading))
    found = _match(parts, kind)
    if not found or not (heading.about or heading.beside):
        return found
    said, _, spans = said_by(heading, kind)
    return replace(found, said=said, spans=spans)


def said_by(heading: Heading, kind: str) -> tuple[Said, tuple[str, ...], bool]:
    """Return what a heading says for its column, its other parts, and whether it names a time and not one month alone."""
    said, rest, spans = split(_parts_beside(heading), kind)
    if heading.beside:
        said, _, spans = said_by(heading.beside, kind)
        return said, rest, spans
    return (*said, *_about(heading)), rest, spans


def is_of_one_month(heading: Heading, kind: str) -> bool:
    """Return whether a column holds what one month alone came to, where records count from January on: 当月, 同比 beside it."""
    return bool(month_field(kind)) and is_single_month((heading.beside or heading).parts)


def _parts_beside(heading: Heading) -> tuple[str, ...]:
    if not heading.about:
        return heading.parts
    rest = (part.replace(heading.about, "", 1) for part in heading.parts)
    return tuple(part for part in rest if without_unit(part))


def _about(heading: Heading) -> Said:
    return ((heading.about_field, without_unit(heading.about)),) if heading.about else ()


@lru_cache(maxsize=1 << 15)  # every kind is tried for every heading, and sheets of one ledger have the same
def _match(parts: tuple[str, ...], kind: str) -> Match | None:
    said, rest, spans = split(parts, kind)
    if month_field(kind) and any(map(names_part_of_year, rest)):
        return None  # 4-6月/累计值 counts from April on
    is_alone = bool(said) and not any(map(without_unit, rest))
    field, weight = (main_field(kind), UNDETAILED) if is_alone else _field(rest, kind)
    return Match(field, weight, said, spans) if field else None


def _field(parts: Sequence[str], kind: str) -> tuple[str, float]:
    """Return the field that words mean with the weight of this, the empty text for none."""
    words = vocabulary(kind)
    names = _names(tuple(parts))
    for name in names:
        if name in words:
            return words[name], 1.0
    for name in names:
        ends = [word for word in _ends(name) if word in words and _may_resemble(name, word, kind, words[word])]
        if ends:
            return words[max(ends, key=lambda word: (name.endswith(word), len(word)))], RESEMBLING
    return "", 0.0


@lru_cache(maxsize=1 << 14)
def _ends(name: str) -> list[str]:
    """Return what a name ends or begins with, where only a little stands beside it: 总投资 of 项目总投资."""
    least = max(2, (len(name) + 1) // 2)
    ends = [name[-length:] for length in range(least, len(name) + 1)]
    return ends + [name[:length] for length in range(least, len(name))]


def _may_resemble(name: str, word: str, kind: str, field: str) -> bool:
    """Return whether a heading may be taken for a field that it only resembles.

    A count is no amount and no words, a rate of an amount is not the amount, last year's is not this year's, and what a record is named by must end in the whole word: 签约项目名称, not 项目数.
    """
    if field in naming_fields(kind):
        return name.endswith(word) and word.endswith(("名称", "姓名")) and word != "名称"
    if field == "year" and not name.endswith(word):
        return False  # 年度目标 is of a year and names none
    if any(of.search(name) and not of.search(word) for of in (_EARLIER, _CHANGE)):
        return False
    share = _SHARE.search(name)
    if share and not word.endswith(share[0]):
        return False
    if _COUNT.search(name):
        return not isinstance(KINDS[kind].fields[field], Money) and KINDS[kind].fields[field].is_number
    return KINDS[kind].fields[field].is_number or not _SUM.search(name)


@cache
def naming_fields(kind: str) -> frozenset[str]:
    """Return the fields that hold a record's name: its own, or that of the record which it is about."""
    record = KINDS[kind]
    named = {name: record.fields[name] for name in (*record.named_by, *record.captioned) if name in record.fields}
    return frozenset(name for name, field in named.items() if not (isinstance(field, Text) and field.long))


def assign(headings: Iterable[Heading], kind: str) -> dict[int, Match]:
    """Return for each column the field that it fills: each field once (each month's), surest first, then leftmost."""
    wanted = [(heading.column, found) for heading in headings if (found := match(heading, kind))]
    taken: dict[tuple[str, Said], int] = {}
    for column, found in sorted(wanted, key=lambda pair: (-pair[1].weight, not pair[1].spans, pair[0])):
        if not KINDS[kind].fields[found.field].is_derived:
            taken.setdefault((found.field, found.said), column)
    return {column: found for column, found in wanted if taken.get((found.field, found.said)) == column}


def filled_fields(matches: Iterable[Match]) -> set[str]:
    """Return the fields that columns fill, by their cells or by what their headings say."""
    return {name for found in matches for name in (found.field, *dict(found.said))}
