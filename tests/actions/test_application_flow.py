"""Applications as flows: their order, and the steps of each in theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_enterprise, make_zone
from zonedesk.actions.application_flow import StepMark, gather


@pytest.fixture
def apply_for(store):
    """Add an application by its name."""

    def make(name, year=2023, outcome="preparing", **values):
        return add(store, "application", name=name, kind="adjust", year=Decimal(year), outcome=outcome, **values)

    return make


def test_those_under_way_come_first_then_the_latest_years(store, apply_for):
    for name, year, outcome in (("甲", 2021, "submitted"), ("乙", 2023, "approved"), ("丙", 2022, "preparing"),
                                ("丁", 2022, "refused")):  # fmt: skip
        apply_for(name, year, outcome)
    assert [flow.name for flow in gather(store)] == ["丙", "甲", "乙", "丁"]


def test_the_steps_stand_in_their_order_with_their_days_and_department(store, apply_for):
    application = apply_for("太谷调区")
    later = add(store, "application_step", application=application, place=Decimal(2), name="批复", planned_on="2023-12")
    first = add(store, "application_step", application=application, place=Decimal(1), name="可研", done_on="2023-03-01",
                department="发改委")  # fmt: skip
    (flow,) = gather(store)
    assert list(flow.steps) == [
        StepMark(first, "可研", "2023-03-01", "", "发改委"), StepMark(later, "批复", "", "2023-12", ""),
    ]  # fmt: skip


def test_an_application_keeps_its_own_steps(store, apply_for):
    apply_for("甲")
    add(store, "application_step", application=apply_for("乙"), name="可研")
    assert {flow.name: len(flow.steps) for flow in gather(store)} == {"甲": 0, "乙": 1}


def test_it_stands_where_its_zone_or_its_enterprise_is(store, apply_for):
    apply_for("甲", zone=make_zone(store, short_name="祁县经开区"))
    apply_for("乙", enterprise=make_enterprise(store, name="样例玛钢"))
    apply_for("丙")
    assert {flow.name: flow.place for flow in gather(store)} == {"甲": "祁县经开区", "乙": "样例玛钢", "丙": ""}


def test_an_approval_says_its_day(store, apply_for):
    apply_for("甲", outcome="approved", approved_on="2023-05")
    apply_for("乙", outcome="submitted")
    assert [(flow.outcome, flow.approved_on) for flow in gather(store)] == [("submitted", ""), ("approved", "2023-05")]
