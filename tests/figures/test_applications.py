from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.applications import figure
from zonedesk.figures.asking import Ask


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def application(ledger, kind="adjust", outcome="approved", year=2023, steps=(), zone="甲区", **values):
    ledger.applications = getattr(ledger, "applications", 0) + 1
    record = ledger.add(
        "application", name=f"事项{ledger.applications}", kind=kind, outcome=outcome, year=Decimal(year),
        zone=zone and ledger.zone(zone), **values,
    )  # fmt: skip
    for place, (name, done_on) in enumerate(steps):
        ledger.add("application_step", application=record, name=name, done_on=done_on, place=Decimal(place))
    return record


def rows_of(table, *keys):
    return {row.cells["kind"]: tuple(row.cells[key] for key in keys) for row in table.rows}


def test_by_kind_how_they_came_out(ledger):
    for outcome in ("approved", "approved", "submitted", "refused", "preparing"):
        application(ledger, "adjust", outcome)
    application(ledger, "green_park", "preparing")
    table = work_out(ledger)
    assert rows_of(table, "count", "preparing", "submitted", "approved", "refused") == {
        "adjust": (5, 1, 1, 2, 1), "green_park": (1, 1, 0, 0, 0),
    }  # fmt: skip
    assert table.totals.cells["count"] == 6


def test_a_year_takes_the_applications_of_that_year(ledger):
    for year in (2022, 2022, 2023, 2023, 2023):
        application(ledger, year=year)
    assert rows_of(work_out(ledger, year=2023), "approved") == {"adjust": (3,)}
    assert rows_of(work_out(ledger), "approved") == {"adjust": (5,)}
    assert rows_of(work_out(ledger, as_of="2022-12-31"), "approved") == {"adjust": (2,)}


def test_a_day_or_a_month_takes_all_applications_up_to_then(ledger):
    for year in (2021, 2023, 2024):
        application(ledger, "alumni_park", year=year)
    for ask in ({"as_of": "2023-10-31"}, {"year": 2023, "month": 10}, {"year": 2023, "as_of": "2023-10-31"}):
        table = work_out(ledger, **ask)
        assert (rows_of(table, "count"), table.period) == ({"alumni_park": (2,)}, "截至2023年10月31日")


@pytest.mark.parametrize(
    ("approved_on", "ask", "approved"),
    [
        ("2023-09", {"as_of": "2023-09-29"}, 0), ("2023-09", {"as_of": "2023-09-30"}, 1), (None, {"as_of": "2023-09-29"}, 1),
        ("2024-01", {"year": 2023}, 1), ("2023-11", {"year": 2023, "month": 10}, 0),
    ],
)  # fmt: skip
def test_what_was_approved_after_the_day_was_with_the_province_on_it(ledger, approved_on, ask, approved):
    application(ledger, approved_on=approved_on)
    assert rows_of(work_out(ledger, **ask), "submitted", "approved") == {"adjust": (1 - approved, approved)}


def test_steps_count_once_they_are_done(ledger):
    application(ledger, steps=(("可研", "2023-01"), ("市级论证会", "2023-06"), ("上报省政府", None)))
    application(ledger, steps=(("可研", "2023-02-01"), ("现场踏勘", "2023-03")))
    assert rows_of(work_out(ledger), "study", "hearing", "consultation", "sent", "reply") == {"adjust": (2, 1, 0, 0, 0)}
    assert rows_of(work_out(ledger, as_of="2023-05-31"), "study", "hearing") == {"adjust": (2, 0)}


def test_drawn_each_application_has_its_outcome_and_the_dates_of_its_steps(ledger):
    application(ledger, steps=(("可研", "2023-01"), ("现场踏勘", "2023-03-05")))
    form = work_out(ledger).form
    listed = form.rows[-1].cells
    assert [row.cells["name"] for row in form.rows] == ["按类别", "调区", "合计·算", "调区", "事项1"]
    assert [listed[key] for key in ("zone", "year", "approved", "study")] == ["甲区", 2023, "√", "2023-01"]
    assert listed["others"] == "现场踏勘 2023-03-05"
    assert form.columns[-1].key == "others"


def test_without_other_steps_no_column_for_them_is_drawn(ledger):
    application(ledger, steps=(("可研", "2023-01"),))
    assert work_out(ledger).form.columns[-1].key == "reply"


def test_an_enterprises_application_is_of_its_zone(ledger):
    enterprise = ledger.add("enterprise", name="德元堂", zone=ledger.zone("乙区"))
    application(ledger, "core_enterprise", "submitted", zone=None, enterprise=enterprise)
    application(ledger, zone="甲区")
    application(ledger, "found", "submitted", zone=None)
    table = work_out(ledger, zone=ledger.zone("乙区"))
    assert rows_of(table, "count") == {"core_enterprise": (1,)}
    assert table.form.rows[-1].cells["zone"] == "德元堂"
    assert work_out(ledger).totals.cells["count"] == 3


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert (table.rows, table.totals.cells["count"]) == ((), 0)
    assert "请先录入或导入申报事项" in table.notes[-1]
