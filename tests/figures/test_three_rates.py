from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.figures.three_rates import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def fill(ledger, kind, date, above, below):
    """Enter `below` projects in a batch, of which `above` have the date."""
    with ledger.store.change("试") as change:
        zone, event = ledger.zone(), ledger.event(2021, 1)
        for number in range(below):
            done = {date: "2021-05"} if number < above else {}
            values = {"name": f"{kind}{number}", "zone": zone, "investment": Decimal(1), **done}
            project = change.insert("project", values)
            change.insert("batch_entry", {"event": event, "kind": kind, "project": project, "investment": Decimal(1)})
        change.commit()


@pytest.mark.parametrize(
    ("kind", "date", "key", "above", "below", "rate"),
    [
        ("signing", "started_on", "start_rate", 82, 94, "87.23"),
        ("start", "commissioned_on", "commission_rate", 67, 107, "62.62"),
        ("signing", "started_on", "start_rate", 40, 68, "58.82"),
        ("start", "commissioned_on", "commission_rate", 17, 57, "29.82"),
    ],
)
def test_published_ratios_of_2021(ledger, kind, date, key, above, below, rate):
    ledger.event(2021, 1)
    ledger.zone()
    fill(ledger, kind, date, above, below)
    assert round(work_out(ledger).rows[0].cells[key], 2) == Decimal(rate)


def test_published_output_ratio_of_2021(ledger):
    ledger.entry("commissioning", ledger.project(output_actual="200.65"), output="220.04")
    ledger.entry("commissioning", ledger.project(output_actual="16"), output="15")
    cells = work_out(ledger).rows[0].cells
    assert round(cells["output_rate"], 2) == Decimal("92.18")


def test_population_is_all_events_but_the_last(ledger):
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    table = work_out(ledger)
    assert table.rows[0].cells["signed"] == 2
    assert table.period == "2022年第一次至2023年第一次"


def test_population_reaches_to_the_event_asked_for(ledger):
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert work_out(ledger, events=parse_events("2023-2")).rows[0].cells["signed"] == 3
    assert work_out(ledger, events=parse_events("2022-1")).rows[0].cells["signed"] == 1


def test_a_single_event_is_its_own_population(ledger):
    ledger.entry()
    assert work_out(ledger).rows[0].cells["signed"] == 1


def test_as_of_counts_what_had_happened(ledger):
    for started in ("2023-05", "2023-11-01", None):
        ledger.entry(project=ledger.project(started_on=started))
    assert work_out(ledger, as_of="2023-10-31").rows[0].cells["started"] == 1
    assert work_out(ledger).rows[0].cells["started"] == 2


@pytest.mark.parametrize(
    ("started", "as_of", "count"),
    [
        ("2023", "2023-01-01", 0), ("2023", "2023-12-30", 0), ("2023", "2023-12-31", 1), ("2022", "2023-01-01", 1),
        ("2023-10", "2023-10-30", 0), ("2023-10", "2023-10-31", 1), ("2023-06", "2023-06-30", 1), ("2024-02", "2024-02-28", 0),
        ("2023-10-31", "2023-10-31", 1), ("2023-11-01", "2023-10-31", 0),
    ],
)  # fmt: skip
def test_a_date_known_to_the_month_or_year_counts_once_that_is_over(ledger, started, as_of, count):
    ledger.event(2021, 1)
    ledger.entry(project=ledger.project(started_on=started), event=(2021, 1))
    assert work_out(ledger, as_of=as_of).rows[0].cells["started"] == count


def test_notes_say_which_events_have_no_date(ledger):
    ledger.event(2022, 1, "2022-03-01")
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert "其中 1 次活动未填举办时间，按年度计入" in "".join(work_out(ledger, as_of="2023-06-30").notes)
    assert "未填举办时间" not in "".join(work_out(ledger).notes)


def test_a_year_limits_the_events_also_beside_a_day(ledger):
    for event in ((2022, 1), (2022, 2), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert work_out(ledger, year=2022, as_of="2023-10-31").period == "2022年第一次"


def test_the_total_by_zone_is_labelled(ledger):
    ledger.entry()
    assert work_out(ledger, by="zone").totals.cells["zone"] == "合计·算"


def test_repeats_and_increases_are_no_further_projects(ledger):
    project = ledger.project(started_on="2023-01")
    ledger.entry(project=project)
    ledger.entry(project=project, event=(2023, 2))
    ledger.entry(project=project, event=(2023, 2), increase=True)
    cells = work_out(ledger, events=parse_events("2023-2")).rows[0].cells
    assert (cells["signed"], cells["started"]) == (1, 1)


def test_expected_output_falls_back_on_the_project(ledger):
    ledger.entry("commissioning", ledger.project(output_expected="2", output_actual="1"))
    cells = work_out(ledger).rows[0].cells
    assert cells["output_rate"] == 50


def test_without_a_denominator_there_is_no_rate(ledger):
    ledger.entry("signing")
    cells = work_out(ledger).rows[0].cells
    assert cells["commission_rate"] is None
    assert cells["begun"] == 0


def test_by_zone(ledger):
    ledger.entry(project=ledger.project(zone="甲区", started_on="2023"))
    ledger.entry(project=ledger.project(zone="乙区"))
    table = work_out(ledger, by="zone")
    assert [(row.cells["zone"], row.cells["start_rate"]) for row in table.rows] == [("甲区", 100), ("乙区", 0)]
    assert table.totals.cells["start_rate"] == 50


def test_notes_name_formula_and_population(ledger):
    ledger.entry()
    notes = "".join(work_out(ledger).notes)
    assert "2021版" in notes
    assert "2023年第一次" in notes


def test_an_empty_ledger_gives_zeros(ledger):
    assert work_out(ledger).rows[0].cells["signed"] == 0
