from __future__ import annotations

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.teams import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def test_every_zone_has_a_row(ledger):
    ledger.zone("空区")
    ledger.member("lead", "甲区")
    ledger.member("agent", "甲区")
    ledger.member("agent", "甲区")
    table = work_out(ledger)
    assert [tuple(row.cells.values()) for row in table.rows] == [("空区", 0, 0, 0), ("甲区", 1, 2, 3)]
    assert table.totals.cells["total"] == 3


def test_who_left_is_not_counted(ledger):
    ledger.member(left_on="2022-05")
    ledger.member(left_on="2999")
    assert work_out(ledger).totals.cells["total"] == 1


def test_as_of_counts_who_was_there_that_day(ledger):
    ledger.member(joined_on="2023-11")
    ledger.member(joined_on="2022", left_on="2023-11-15")
    ledger.member(joined_on="2022", left_on="2023-10-31")
    assert work_out(ledger, as_of="2023-10-31").totals.cells["agents"] == 1
    assert work_out(ledger, year=2023, month=10).totals.cells["agents"] == 1
    assert work_out(ledger, year=2022).totals.cells["agents"] == 2


def test_who_came_or_left_in_a_month_counts_so_once_it_is_over(ledger):
    ledger.member("lead", joined_on="2023-10")
    ledger.member("agent", joined_on="2022", left_on="2023-10")
    for day, leads, agents in (("2023-10-15", 0, 1), ("2023-10-31", 1, 0)):
        totals = work_out(ledger, as_of=day).totals.cells
        assert (totals["leads"], totals["agents"]) == (leads, agents)
