"""Any records of any kind, as they may lie in the ledger: strategies made from the fields' declarations."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.rows import TEXTS
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Coded, Date, Field, Flag, Link, Money, Month, Naming, Number, Text
from zonedesk.records.parsing import plain
from zonedesk.records.record import Record, Row

Known = Mapping[str, Sequence[tuple[str, str]]]
"""(id, name) of the records that others may link to, by kind."""

AWKWARD = (
    "=1+1", "+86 354", "-5", "@SUM(A1)", "007", "1.0", "12%", "2023-06-30", "1E5", "3~5亿", "约3亿", "TRUE", "'引号", '"引号"', "全市",
    "第一行\n第二行", "ＡＢＣ１２３", "😀园区", "1,234.5", "<b>&amp;</b>", "长" * 3000, "a;b,c", "=cmd|' /C calc'!A0", "注：说明",
)  # fmt: skip
"""Texts that programs like to take for something else."""

_LETTERS = st.sampled_from("开发区项目县一二三ABCxyz019 \n\"'=+-@,，。、（）【】％＃:/\\—😀\u3000")


def texts(long: bool = False) -> st.SearchStrategy[str]:
    """Words that somebody may have typed."""
    return st.sampled_from(AWKWARD) | st.text(_LETTERS, min_size=1, max_size=60 if long else 15)


def dates() -> st.SearchStrategy[str]:
    """Days, months and years as they are kept."""
    days = st.dates(datetime.date(2015, 1, 1), datetime.date(2023, 9, 30))
    return st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


def numbers(field: Number) -> st.SearchStrategy[Decimal]:
    """Numbers of a field, of up to fifteen digits: more than these no spreadsheet keeps."""
    if isinstance(field, Month):
        return st.integers(1, 9).map(Decimal)
    if field.lowest == 2000:
        return st.integers(2015, 2023).map(Decimal)
    low = -(10**6) if field.lowest is None else int(field.lowest)
    high = 10**6 if field.highest is None else int(field.highest)
    places = 0 if field.whole else 4
    return st.decimals(low, high, places=places, allow_nan=False, allow_infinity=False).map(Decimal)


def amounts(field: Money) -> st.SearchStrategy[Decimal]:
    """Amounts in whole 元."""
    low = -(10**13) if field.may_be_negative else 0
    return (st.integers(low, 10**15 - 1) | st.integers(0, 10**6).map(lambda n: n * 10**4)).map(Decimal)


def value(field: Field, known: Known) -> st.SearchStrategy[Any]:
    """Values of a field as they are kept, None where it may be empty."""
    found = _stated(field, known)
    is_filled = field.required or bool(getattr(field, "default", None))  # a ledger's blank is the usual value
    return found if is_filled else st.none() | found


def _stated(field: Field, known: Known) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a sort of field
    match field:
        case Link():
            ids = [record for record, _ in known[field.to]]
            return st.sampled_from(ids) if ids else st.none()
        case Choice():
            return st.sampled_from(list(field.choices))
        case Flag():
            return st.booleans()
        case Money():
            return amounts(field)
        case Number():
            return numbers(field)
        case Date():
            return dates()
    assert isinstance(field, Text)
    return _words(field, known).map(field.parse)


def _words(field: Text, known: Known) -> st.SearchStrategy[str]:
    if isinstance(field, Naming):
        names = st.sampled_from([name for _, name in known[field.to]] or [f"别的{KINDS[field.to].label}"])
        return st.lists(names, min_size=1, max_size=2).map("、".join) if field.several else names
    if isinstance(field, Coded):
        return st.sampled_from(list(field.options())[:20])
    if field.pattern or field.folded:
        return st.just(TEXTS.get(field.id, "13800000000"))
    return texts(field.long)


def rows(kind: str, known: Known, most: int = 6) -> st.SearchStrategy[list[Row]]:
    """Rows of a kind that its own checks let pass and that can be told apart by name."""
    record = KINDS[kind]
    typed = {name: value(field, known) for name, field in record.fields.items() if not field.is_derived}
    return st.lists(st.fixed_dictionaries(typed), min_size=2, max_size=most).map(
        lambda drawn: list(_apart(record, [_mended(record, row, n) for n, row in enumerate(drawn)]))
    )


def _mended(record: type[Record], row: Row, number: int) -> Row:
    """Return a row with a name of its own and without the optional values that its checks refuse."""
    for name, field in record.fields.items():
        if _tells(record, field) and row.get(name) is not None:
            row[name] = field.parse(f"{str(row[name])[:60].translate(_NO_PARTING)}样{number}")
        if isinstance(field, Text) and (field.pattern or field.folded) and number and not _tells(record, field):
            row[name] = None  # a code belongs to one record
        if isinstance(field, Number) and field.unit_field and (row[name] is None or row[field.unit_field] is None):
            row[field.unit_field] = KINDS[record.key].fields[field.unit_field].default  # type: ignore[attr-defined]
    for _ in range(3):
        for problem in record.problems(row):
            if problem.severity == "error" and not record.fields[problem.field].required:
                row[problem.field] = None
    return row


_NO_PARTING = str.maketrans("", "", "、，；,;\n")


def _tells(record: type[Record], field: Field) -> bool:
    """Return whether a field's words tell records apart."""
    names = {*record.captioned, *record.named_by, *(name for group in record.matched_by for name in group)}
    is_free = isinstance(field, Text) and not isinstance(field, Naming | Coded) and not (field.pattern or field.folded)
    return is_free and field.id in names


def _apart(record: type[Record], drawn: Sequence[Row]) -> Iterator[Row]:
    """Give the good rows of which none agrees with an earlier one in a group that says it is the same record."""
    seen: set[tuple[object, ...]] = set()
    for row in drawn:
        keys = {
            (group, *(plain(str(row[name])) for name in group))
            for group in record.matched_by
            if _is_whole(record, row, group)
        }
        if any(problem.severity == "error" for problem in record.problems(row)) or not keys or keys & seen:
            continue
        seen |= keys
        yield row


def _is_whole(record: type[Record], row: Row, group: Sequence[str]) -> bool:
    return all(row.get(name) is not None or name in record.matched_blank for name in group)
