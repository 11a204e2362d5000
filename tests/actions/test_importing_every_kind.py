"""A ledger of every kind: the labels of its fields as headings, a title of its own words, one row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import add, make_event, make_project, make_zone
from tests.workbooks import Rows, write_workbook
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.records import list_rows
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Date, Field, Flag, Link, Money, Month, Naming, Number
from zonedesk.store.query import Query
from zonedesk.store.store import Store

LEDGERS = sorted(set(KINDS) - {"attachment"})  # attachments come with their files

LINKED = {
    "zone": "样例经开区", "enterprise": "样例公司", "project": "样例项目", "service_team": "样例经开区", "team_member": "样例人员",
    "batch_event": "2023年第一次", "campaign": "样例行动", "meeting": "样例会议", "bottleneck": "样例堵点", "indicator": "样例增加值",
    "promotion": "样例招商", "policy": "样例政策", "town": "样例专业镇", "chain": "样例产业链", "application": "样例调区",
}  # fmt: skip
"""The name, in a ledger, of a record of each kind that others link to."""


@pytest.fixture
def office(store: Store) -> Store:
    zone = make_zone(store, name="山西样例经开区", short_name="样例经开区")
    make_zone(store, short_name="样例新区")
    make_project(store, name="样例项目", zone=zone)
    make_event(store)
    team = add(store, "service_team", name="样例队伍", zone=zone)
    add(store, "team_member", name="样例人员", team=team, role="lead")
    add(store, "enterprise", name="样例公司", zone=zone)
    add(store, "meeting", topic="样例会议", kind="dispatch", held_on="2023-05-05")
    add(store, "bottleneck", zone=zone, kind="land", description="样例堵点", status="raised")
    add(store, "indicator", name="样例增加值", unit="亿元")
    add(store, "promotion", name="样例招商", channel="team")
    add(store, "policy", title="样例政策")
    add(store, "town", name="样例专业镇", level="city")
    add(store, "application", name="样例调区", kind="adjust", year=Decimal(2023), outcome="preparing")
    for kind in ("campaign", "chain"):
        add(store, kind, name=LINKED[kind])
    return store


SPECIAL = {
    ("zone", "code"): "S147012", ("project", "code"): "2302-140701-04-02-100009", ("enterprise", "uscc"): "91110000600037341L",
    ("service_team", "zone"): "样例新区",
}  # fmt: skip
"""What cannot be any text: codes, and the one team that a zone has."""


CELLS = {Flag: "否", Date: "2023.5", Month: "1-5月", Money: 3, Number: 3, Naming: "样例名称"}


def cell(field: Field) -> object:
    """A value that suits a field."""
    if isinstance(field, Link):
        return LINKED[field.to]
    if isinstance(field, Choice):
        return next(iter(field.choices.values()))
    if field.id == "year":
        return 2023
    return CELLS.get(type(field), f"新的{field.label}")


def ledger_of(kind: str) -> Rows:
    """A ledger with one row, and a value in every column."""
    record = KINDS[kind]
    fields = [field for field in record.fields.values() if (field.listed or field.required) and not field.is_derived]
    values = [SPECIAL.get((kind, field.id)) or cell(field) for field in fields]
    return [[f"样例市{record.titled[0]}"], ["序号", *(field.label for field in fields)], [1, *values]]


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_of_any_kind_is_recognised_and_brought_in(office: Store, kind: str, tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "台账.xlsx", {"Sheet1": ledger_of(kind)})
    before = {row["id"] for row in list_rows(office, Query(kind))}
    plan = plan_import(office, [file])
    (sheet,) = plan.sheets
    assert (sheet.record, [problem.sentence() for problem in plan.errors]) == (kind, [])
    assert [column.heading for column in sheet.recognition.columns if not column.targets] == ["序号"]
    apply_plan(office, plan)
    (made,) = [row for row in list_rows(office, Query(kind)) if row["id"] not in before]
    assert all(made[target.field] is not None for column in sheet.recognition.used for target in column.targets[:1])
    assert plan_import(office, [file]).steps == []


MADE = {"zone", "service_team", "batch_event", "campaign", "indicator"}  # have ways of their own, or are made by name

UNKNOWN = [
    (kind, name)
    for kind in LEDGERS
    for name, link in KINDS[kind].links().items()
    if link.listed and link.to not in MADE and not link.makes
]


@pytest.mark.parametrize(("kind", "name"), UNKNOWN)
def test_a_name_that_the_ledger_lacks_is_said_at_its_cell(office: Store, kind: str, name: str, tmp_path: Path) -> None:
    title, headings, values = ledger_of(kind)
    at = list(headings).index(KINDS[kind].fields[name].label)
    rows = [title, headings, [*values[:at], "没有的名称", *values[at + 1 :]]]
    plan = plan_import(office, [write_workbook(tmp_path / "台账.xlsx", {"Sheet1": rows})])
    label = KINDS[KINDS[kind].links()[name].to].label
    (problem,) = plan.errors
    assert problem.column == at
    assert problem.message.startswith(f"台账里没有{label}“没有的名称”。请先导入{label}，")


def test_people_of_one_name_in_two_teams_are_not_guessed(office: Store, tmp_path: Path) -> None:
    other = add(office, "service_team", name="新区队伍", zone=make_zone(office))
    add(office, "team_member", name="样例人员", team=other, role="agent")
    add(office, "team_member", name="另一人员", team=other, role="agent")
    rows = [("领办代办项目台账",), ("开发区", "项目名称", "领办员", "代办员", "受理时间")]
    file = write_workbook(
        tmp_path / "台账.xlsx", {"Sheet1": [*rows, ("样例新区", "样例项目", "样例人员", "另一人员", "2023.5")]}
    )
    (problem,) = plan_import(office, [file]).errors
    assert (problem.cell, problem.message) == (
        "C3",
        "有 2 人领办代办人员都叫“样例人员”，认不出是哪一人。请先留空，导入后再选",
    )


def test_what_a_record_has_by_default_need_not_stand_in_its_ledger_to_find_it_again(
    office: Store, tmp_path: Path
) -> None:
    rows = [("全市年度目标任务分解表",), ("年度", "指标", "目标值"), (2023, "样例增加值", 300)]
    file = write_workbook(tmp_path / "目标.xlsx", {"Sheet1": rows})
    apply_plan(office, plan_import(office, [file]))
    (target,) = list_rows(office, Query("target"))
    assert (target["basis"], target["zone"], target["value"]) == ("value", None, 300)
    assert plan_import(office, [file]).steps == []
