"""Columns whose headings say little or nothing (编码, 名称, none at all), told by what stands in them where that is beyond doubt.

Amounts are never guessed: a number may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from zonedesk.records import KINDS
from zonedesk.records.codes import PROJECT_CODE, doubt_credit_code, doubt_project_code
from zonedesk.records.fields import Choice, Field, Link, Text
from zonedesk.records.parsing import is_empty
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import WIDEST, Heading, Match, vocabulary, without_unit

GUESSED = 0.5  # how much a column counts that its heading does not name
SAMPLE = 60  # rows of a column that are looked at
FEWEST = 2  # of them that must hold something where one may agree by chance

_VAGUE = re.compile(
    r"(?:名称|单位|编码|编号|代码|号码|类别|类型|种类|性质|分类|状态|情况|联系方式|联系|所在地|属地|归属|区域"
    r"|(?:备注|说明|其他|其它|列|栏|字段|信息|column|field)\d*)?"
)
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}")
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,}(?:开发区|经开区|示范区|农高区|高新区|综改区)")


def fill_by_values(
    grid: Grid, last: int, headings: Sequence[Heading], kind: str, own: Mapping[int, Match]
) -> tuple[tuple[Heading, ...], dict[int, Match]]:
    """Return the headings, with those columns beside them that have none, and the fields that the columns fill, guessed ones too.

    Rows are those under `last` (from 0). A field is given once, to the leftmost column that must be it.
    """
    headed = {heading.column: heading for heading in headings}
    taken = {found.field for found in own.values()}
    added: dict[int, Match] = {}
    for column in range(min(grid.width, WIDEST)):
        heading = headed.get(column, Heading(column, ("",)))
        if column in own or not _VAGUE.fullmatch(without_unit(heading.text)):
            continue
        field = _field_of(_sample(grid, last, column), kind, taken)
        if field:
            added[column], headed[column] = Match(field, GUESSED), heading
            taken.add(field)
    added |= _name_beside_code(headed.values(), kind, {**own, **added})
    return tuple(headed[column] for column in sorted(headed)), {**own, **added}


def holds_code(kind: str, own: Mapping[int, Match]) -> bool:
    """Return whether a code that tells a kind's records apart was found by its looks."""
    return any(found.weight == GUESSED and _is_code(KINDS[kind].fields[found.field]) for found in own.values())


def _sample(grid: Grid, last: int, column: int) -> list[str]:
    cells = (grid.at(row, column) for row in range(last + 1, min(len(grid.cells), last + 1 + 5 * SAMPLE)))
    return [re.sub(r"\s+", "", cell_text(cell)) for cell in islice((c for c in cells if not is_empty(c)), SAMPLE)]


def _field_of(texts: Sequence[str], kind: str, taken: set[str]) -> str:
    """Return the only field of a kind that all of a column's texts must be of, the empty text for none or several."""
    if not texts:
        return ""
    fields = [field for name, field in KINDS[kind].fields.items() if name not in taken]
    fitting = [field.id for field in fields if (test := _test_of(field, kind, texts)) and all(map(test, texts))]
    return fitting[0] if len(fitting) == 1 else ""


def _test_of(field: Field, kind: str, texts: Sequence[str]) -> Callable[[str], object] | None:
    """Return what tells that a text is of a field, None where nothing does."""
    match field:
        case Text(doubt=doubt) if doubt is doubt_credit_code:
            return lambda text: doubt_credit_code(text) is None
        case Text(doubt=doubt) if doubt is doubt_project_code:
            test = re.compile(PROJECT_CODE).fullmatch
        case Text() if vocabulary(kind).get("联系电话") == field.id:
            test = _PHONE.fullmatch
        case Link(to="zone") if len(texts) >= FEWEST:
            test = _ZONE.fullmatch
        case Choice() if len(texts) >= FEWEST:
            words = {word for word in (*field.choices.values(), *(field.synonyms or {})) if len(word) > 1}
            return words.__contains__
        case _:
            return None
    return test


def _is_code(field: Field) -> bool:
    return isinstance(field, Text) and field.doubt in (doubt_credit_code, doubt_project_code)


def _name_beside_code(headings: Iterable[Heading], kind: str, own: Mapping[int, Match]) -> dict[int, Match]:
    """Return 名称 as a record's name, where its code was found beside it."""
    name = KINDS[kind].named_by[0]
    if not holds_code(kind, own) or any(found.field == name for found in own.values()):
        return {}
    named = [h for h in headings if h.column not in own and without_unit(h.text) == "名称"]
    return {named[0].column: Match(name, GUESSED)} if len(named) == 1 else {}
