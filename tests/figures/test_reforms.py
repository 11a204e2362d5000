from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.actions import figures
from zonedesk.figures import showing
from zonedesk.figures.asking import Ask
from zonedesk.figures.reforms import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def plot(ledger, area="10", unit="亩", transferred_on="2023-05", zone="甲区"):
    ledger.plots = getattr(ledger, "plots", 0) + 1
    return ledger.add(
        "land_plot", zone=ledger.zone(zone), number=f"宗{ledger.plots}", area=Decimal(area), area_unit=unit,
        transferred_on=transferred_on,
    )  # fmt: skip


def case(ledger, accepted_on="2023-06-30", finished_on=None, promised_days=20, zone="甲区", **values):
    days = None if promised_days is None else Decimal(promised_days)
    return ledger.add(
        "agency_case", zone=ledger.zone(zone), project=ledger.project(zone=zone), accepted_on=accepted_on,
        finished_on=finished_on, promised_days=days, **values,
    )  # fmt: skip


def test_every_zone_has_a_row_and_totals_add_up(ledger):
    ledger.zone("空区")
    ledger.project(commitment=True)
    plot(ledger, "27.1")
    case(ledger, finished_on="2023-07-14")
    table = work_out(ledger)
    assert [row.cells["zone"] for row in table.rows] == ["空区", "甲区"]
    assert dict(table.totals.cells) == {
        "zone": "合计·算", "commitments": 1, "plots": 1, "area": Decimal("27.1"), "cases": 1, "finished": 1, "on_time": 1,
        "on_time_rate": 100,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("area", "unit", "mu"),
    [
        ("15", "亩", "15"),
        ("1.2", "公顷", "18"),
        ("2000", "平方米", "3"),
        ("1", "平方公里", "1500"),
        ("26.9", None, "26.9"),
    ],
)
def test_areas_are_added_in_mu_exactly(ledger, area, unit, mu):
    plot(ledger, area, unit)
    plot(ledger, "0.1")
    assert work_out(ledger).totals.cells["area"] == Decimal(mu) + Decimal("0.1")


def test_each_plot_says_what_it_adds(ledger):
    for area in ("9.6", "108.3", "23.2"):
        plot(ledger, area)
    table = work_out(ledger)
    behind = figures.records_behind(ledger.store, figures.selection_at(table, "total", "area"))
    assert [str(behind.adds[row["id"]]) for row in behind.records] == ["108.3", "23.2", "9.6"]


def test_a_plot_counts_in_the_period_of_its_transfer(ledger):
    for date in ("2022-12-31", "2023-09", "2023-10-15", "2023", None):
        plot(ledger, transferred_on=date)
    assert work_out(ledger, year=2023, month=9).totals.cells["plots"] == 1
    assert work_out(ledger, year=2023).totals.cells["plots"] == 3
    assert work_out(ledger).totals.cells["plots"] == 4
    assert "另有 1 宗未填出让时间，不计" in "".join(work_out(ledger).notes)


def test_commitments_without_a_date_count_as_things_stand(ledger):
    for date in ("2022-05", "2023-05", "2023-11", None):
        ledger.project(commitment=True, commitment_on=date)
    ledger.project(commitment=False)
    table = work_out(ledger, year=2023, month=10)
    assert table.totals.cells["commitments"] == 2
    assert "其中 1 个未填承诺日期，问哪个期间都计入" in "".join(table.notes)
    assert work_out(ledger).totals.cells["commitments"] == 4
    assert "未填承诺日期" not in "".join(work_out(ledger).notes)


def test_in_time_is_within_the_promised_days(ledger):
    for finished in ("2023-07-20", "2023-07-21", None):
        case(ledger, "2023-06-30", finished)
    cells = work_out(ledger).totals.cells
    assert (cells["cases"], cells["finished"], cells["on_time"], cells["on_time_rate"]) == (3, 2, 1, 50)


@pytest.mark.parametrize(
    ("accepted", "finished", "promised", "status"),
    [
        ("2023-06-30", "2023-07-01", None, None), ("2023-06", "2023-07-01", 20, None), ("2023-06-30", "2023-07", 20, None),
        ("2023-06-30", None, 20, "done"),
    ],
)  # fmt: skip
def test_what_cannot_be_timed_is_finished_but_not_rated(ledger, accepted, finished, promised, status):
    case(ledger, accepted, finished, promised, status=status)
    table = work_out(ledger)
    cells = table.totals.cells
    assert (cells["finished"], cells["on_time"], cells["on_time_rate"]) == (1, 0, None)
    assert "1 件未填承诺时限" in "".join(table.notes)


def test_what_was_finished_after_the_day_was_open_on_it(ledger):
    case(ledger, "2023-10-20", "2023-11-02")
    assert work_out(ledger, as_of="2023-10-31").totals.cells["finished"] == 0
    assert work_out(ledger, as_of="2023-10-19").totals.cells["cases"] == 0


def test_only_the_zone_asked_for_counts(ledger):
    plot(ledger, zone="甲区")
    plot(ledger, zone="乙区")
    table = work_out(ledger, zone=ledger.zone("乙区"))
    assert [row.cells["zone"] for row in table.rows] == ["乙区"]
    assert table.totals.cells["plots"] == 1


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert table.rows == ()
    assert table.totals.cells["area"] == 0
    assert "请先录入或导入项目、标准地和领办代办事项" in table.notes[-1]


def test_areas_of_different_decimals_stand_under_each_other(ledger):
    plot(ledger, "129")
    plot(ledger, "27.15", zone="乙区")
    table = work_out(ledger)
    area = next(column for column in table.columns if column.key == "area")
    assert [showing.cell_text(row.cells["area"], area, "亿元") for row in table.all_rows] == [
        "129.00",
        "27.15",
        "156.15",
    ]
