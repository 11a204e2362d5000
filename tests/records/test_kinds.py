"""What must hold for every kind and every field, those to come as well."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.records import KINDS
from zonedesk.records.fields import (
    Choice,
    Coded,
    Date,
    Field,
    Flag,
    Link,
    Money,
    Month,
    Naming,
    Number,
    Reading,
    Text,
)
from zonedesk.records.names import names_in
from zonedesk.records.projects import Project, stage_by_dates
from zonedesk.records.record import Record

FIELDS = [(record, field) for record in KINDS.values() for field in record.fields.values()]


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_the_form_shows_every_field_that_is_typed_once(record: type[Record]) -> None:
    shown = [name for _, names in record.groups for name in names]
    typed = [name for name, field in record.fields.items() if not field.is_derived]
    assert sorted(shown) == sorted(typed)


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_links_and_related_lists_lead_somewhere(record: type[Record]) -> None:
    assert all(link.to in KINDS for link in record.links().values())
    for kind, name in record.related:
        assert KINDS[kind].links()[name].to == record.key


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_what_names_records_leads_to_a_kind_that_shares_its_place(record: type[Record]) -> None:
    for naming in record.namings().values():
        assert naming.to in KINDS
        if naming.within:
            shared = {kind.links()[naming.within].to for kind in (record, KINDS[naming.to])}
            assert len(shared) == 1


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_what_matches_blank_is_matched_by_and_may_be_blank(record: type[Record]) -> None:
    matched = {name for group in record.matched_by for name in group}
    assert set(record.matched_blank) <= matched
    assert not any(record.fields[name].required for name in record.matched_blank)
    assert set(record.alike) <= set(record.matched_by)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("甲、乙", ["甲", "乙"]),
        ("甲，乙；丙", ["甲", "乙", "丙"]),
        ("甲\n乙, 甲", ["甲", "乙"]),
        (" 、甲、、", ["甲"]),
        ("、", []),
        ("装备（含零部件）制造", ["装备（含零部件）制造"]),
    ],
)
def test_several_names_are_told_apart_each_once(typed: str, names: list[str]) -> None:
    field = KINDS["enterprise"].fields["chains"]
    assert names_in(field.parse(typed)) == names
    assert field.parse(field.parse(typed)) == field.parse(typed)


def test_a_field_of_one_name_keeps_it_as_it_is() -> None:
    assert KINDS["project"].fields["chain"].parse("煤、焦、化") == "煤、焦、化"


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_no_heading_means_two_fields_of_a_kind(record: type[Record]) -> None:
    names = [
        name for field in record.fields.values() if not field.is_derived for name in {field.label, *field.headings}
    ]
    repeated = {name for name in names if names.count(name) > 1}
    assert not repeated


DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
BY_TYPE: dict[type[Field], st.SearchStrategy[object]] = {
    Money: st.integers(0, 10**12).map(Decimal),
    Flag: st.booleans(),
    Date: st.builds(lambda day, parts: f"{day:%Y-%m-%d}"[: 4 + 3 * parts], DATES, st.integers(0, 2)),
}


def _values(field: Field) -> st.SearchStrategy[object]:
    if isinstance(field, Month):
        return st.integers(1, 12).map(Decimal)
    if isinstance(field, Naming) and field.several:
        return st.lists(st.text(alphabet="晋中节点12", min_size=1), min_size=1, unique=True).map("、".join)
    if isinstance(field, Number):
        return st.integers(1, 99).map(Decimal) if field.whole else st.decimals(0, 10**6, places=2, allow_nan=False)
    if isinstance(field, Choice):
        return st.sampled_from(list(field.choices))
    if isinstance(field, Coded):
        return st.sampled_from([*field.options(), "140171" if field.pattern == r"\d{6}" else "C2710"])
    return BY_TYPE.get(type(field), st.text(alphabet="晋中项目ab12（）", min_size=1))


@pytest.mark.parametrize(
    ("record", "field"),
    [(r, f) for r, f in FIELDS if not f.is_derived and not isinstance(f, Link)],
    ids=lambda part: part.key if isinstance(part, type) else part.id,
)
@pytest.mark.parametrize("unit", ["亿元", "万元"])
@given(data=st.data())
def test_an_editors_text_reads_back_to_the_same_value(
    record: type[Record], field: Field, unit: str, data: st.DataObject
) -> None:
    value = data.draw(_values(field))
    if isinstance(field, Text):
        value = field.parse(value)
    assert field.parse(field.edit(value, unit), Reading(unit)) == value


def test_a_whole_row_says_everything_that_is_wrong_at_once() -> None:
    row = {"signed_on": "2023-08-30", "started_on": "2023-08-13", "investment": Decimal(-1), "code": "12"}
    found = {(problem.field, problem.severity) for problem in Project.problems(row)}
    assert found == {
        ("name", "error"), ("zone", "error"), ("investment", "error"), ("started_on", "error"), ("code", "warning"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "stage"),
    [
        ({}, "reserve"),
        ({"signed_on": "2023"}, "signed"),
        ({"signed_on": "2023", "landed_on": "2023-02"}, "landed"),
        ({"started_on": "2023-02"}, "started"),
        ({"started_on": "2023-02", "commissioned_on": "2023-05"}, "commissioned"),
        ({"full_output_on": "2023"}, "full"),
    ],
)
def test_the_stage_follows_from_the_dates(dates: dict[str, str], stage: str) -> None:
    assert stage_by_dates(dates) == stage


def test_a_stage_set_by_hand_that_the_dates_contradict_is_said() -> None:
    problems = Project.problems({"stage_set": "building", "commissioned_on": "2023-05"})
    assert any("投产" in p.message and p.severity == "warning" for p in problems if p.field == "stage_set")


def test_dates_that_may_be_the_same_day_are_in_order() -> None:
    row = {"name": "甲", "zone": "z", "investment": Decimal(1), "signed_on": "2023-08-30", "started_on": "2023-08"}
    assert Project.problems(row) == []


@pytest.mark.parametrize(
    ("typed", "code"), [("祁县", "140727"), ("140727", "140727"), ("140727 祁县", "140727"), ("140171", "140171")]
)
def test_a_coded_field_takes_the_code_or_its_name(typed: str, code: str) -> None:
    field = KINDS["zone"].fields["county"]
    assert field.parse(typed) == code
    assert field.check(code) is None


def test_a_name_that_no_code_has_is_kept_and_said() -> None:
    field = KINDS["zone"].fields["county"]
    assert field.check(field.parse("无此县")) is not None


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [(123456700, "亿元", "1.23"), (3185080000, "亿元", "31.85"), (12500000, "亿元", "0.13"), (1, "亿元", "0.00000001"),
     (0, "亿元", "0.00"), (123456700, "万元", "12345.67"), (15, "元", "15")],
)  # fmt: skip
def test_amounts_under_each_other_have_two_decimals(amount: int, unit: str, text: str) -> None:
    assert Money(label="总投资").brief(Decimal(amount), unit) == text
