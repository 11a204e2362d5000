from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.figures.three_batches import figure

YI = Decimal(10**8)


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def facts(table):
    return {
        (row.cells["year"], row.cells["number"], row.cells["kind"]): (row.cells["count"], row.cells["investment"] / YI)
        for row in table.rows
        if row.cells["count"] or row.cells["investment"]
    }


def test_a_row_for_each_event_and_kind_also_where_nothing_entered(ledger):
    ledger.entry("start", event=(2023, 2), investment="2.5")
    table = work_out(ledger)
    assert [row.cells["kind"] for row in table.rows] == ["signing", "start", "commissioning"]
    assert facts(table) == {(2023, 2, "start"): (1, Decimal("2.5"))}


def test_a_repeat_adds_nothing(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2023, 2), investment="3")
    ledger.entry(project=project, event=(2023, 1), investment="2")
    assert facts(work_out(ledger)) == {(2023, 1, "signing"): (1, 2)}


def test_a_project_first_entered_before_the_range_is_a_repeat_in_it(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2022, 3))
    ledger.entry(project=project, event=(2023, 1))
    assert facts(work_out(ledger, events=parse_events("2023"))) == {}


def test_the_same_project_counts_in_each_kind(ledger):
    project = ledger.project()
    for kind in ("signing", "start", "commissioning"):
        ledger.entry(kind, project)
    totals = work_out(ledger).totals.cells
    assert (totals["count"], totals["signing_count"], totals["start_count"]) == (3, 1, 1)


def test_plain_sum_counts_repeats(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2023, 1), investment="2")
    ledger.entry(project=project, event=(2023, 2), investment="3")
    assert work_out(ledger, plain_sum=True).totals.cells["investment"] == 5 * YI


def test_an_increase_adds_its_money_and_no_project(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2023, 1), investment="2")
    ledger.entry(project=project, event=(2023, 2), investment="0.5", increase=True)
    table = work_out(ledger)
    assert facts(table)[2023, 2, "signing"] == (0, Decimal("0.5"))
    assert (table.totals.cells["count"], table.totals.cells["investment"]) == (1, Decimal("2.5") * YI)


def test_an_increase_before_the_first_entry_does_not_hide_it(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2023, 1), increase=True, investment="0.5")
    ledger.entry(project=project, event=(2023, 2), investment="2")
    assert work_out(ledger).totals.cells["count"] == 1


def test_notes_say_what_was_left_out(ledger):
    project = ledger.project()
    ledger.entry(project=project, event=(2023, 1))
    ledger.entry(project=project, event=(2023, 2))
    ledger.entry(project=project, event=(2023, 3), increase=True)
    notes = "".join(work_out(ledger).notes)
    assert "重复入批 1 条未计" in notes
    assert "增资 1 条只计金额" in notes


@pytest.mark.parametrize(
    ("asked", "count"), [("2022", 1), ("2022-1..2023-1", 2), ("2023-2", 1), ("2022..2023", 3), ("2021", 0)]
)
def test_range_of_events(ledger, asked, count):
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert work_out(ledger, events=parse_events(asked)).totals.cells["count"] == count


def test_default_is_the_latest_year_on_record(ledger):
    ledger.entry(event=(2022, 4))
    ledger.entry(event=(2023, 1))
    table = work_out(ledger)
    assert table.period == "2023年第一次"
    assert table.totals.cells["count"] == 1


def test_as_of_leaves_out_events_held_later(ledger):
    ledger.event(2023, 1, "2023-03-01")
    ledger.event(2023, 2, "2023-12")
    ledger.entry(event=(2023, 1))
    ledger.entry(event=(2023, 2))
    assert work_out(ledger, as_of="2023-10-31").totals.cells["count"] == 1
    assert work_out(ledger, year=2023, month=12).totals.cells["count"] == 2


def test_an_event_known_to_its_month_is_held_once_the_month_is_over(ledger):
    ledger.event(2023, 1, "2023-10")
    ledger.entry(event=(2023, 1))
    assert work_out(ledger, as_of="2023-10-30", year=2023).totals.cells["count"] == 0
    assert work_out(ledger, as_of="2023-10-31", year=2023).totals.cells["count"] == 1


def test_an_event_without_a_date_counts_by_its_year_and_the_notes_say_so(ledger):
    ledger.event(2023, 1, "2023-03-01")
    for event in ((2023, 1), (2023, 2), (2023, 3)):
        ledger.entry(event=event)
    table = work_out(ledger, as_of="2023-04-30")
    assert table.totals.cells["count"] == 3
    assert "其中 2 次活动未填举办时间，按年度计入" in table.notes[-1]
    assert "已举办" not in table.notes[-1]


def test_events_that_all_have_dates_were_held(ledger):
    ledger.event(2023, 1, "2023-03-01")
    ledger.entry(event=(2023, 1))
    assert "截至2023年4月30日已举办的" in work_out(ledger, as_of="2023-04-30").notes[-1]


@pytest.mark.parametrize("by", ["", "zone"])
def test_the_total_of_the_plain_form_is_labelled(ledger, by):
    ledger.entry()
    table = work_out(ledger, by=by)
    assert table.totals.cells[table.columns[0].key] == "合计·算"


def test_by_zone_gives_only_what_there_is(ledger):
    ledger.entry(project=ledger.project(zone="甲区"))
    ledger.entry(project=ledger.project(zone="乙区"), investment="4")
    table = work_out(ledger, by="zone")
    assert [(row.cells["zone"], row.cells["count"]) for row in table.rows] == [("甲区", 1), ("乙区", 1)]


def test_drawn_zones_by_investment_and_totals_after_events(ledger):
    ledger.zone("空区")
    ledger.entry(project=ledger.project(zone="甲区"), investment="1")
    ledger.entry("start", project=ledger.project(zone="乙区"), investment="4")
    rows = [(row.cells["name"], row.style) for row in work_out(ledger).form.rows]
    assert rows == [
        ("按活动", "section"), ("第一次", "body"), ("合计·算", "total"),
        ("按开发区", "section"), ("乙区", "body"), ("甲区", "body"), ("空区", "body"),
    ]  # fmt: skip


def test_an_empty_ledger_gives_zeros(ledger):
    table = work_out(ledger, year=2023)
    assert table.rows == ()
    assert table.totals.cells["count"] == 0
    assert table.period == "2023年"
