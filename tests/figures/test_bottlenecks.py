from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.bottlenecks import figure

DAY = "2023-10-31"


@pytest.fixture
def found(ledger):
    """Add a bottleneck of a department, found on a day; zone None leaves it to its project."""
    numbers = iter(range(1, 100))

    def add(department="住建局", status="working", found_on="2023-10-01", zone="甲区", kind="land", **values):
        result = {"result": "已办"} if status == "solved" else {}
        return ledger.add(
            "bottleneck", department=department, status=status, found_on=found_on, kind=kind,
            zone=zone and ledger.zone(zone), description=f"堵点{next(numbers)}", **result, **values,
        )  # fmt: skip

    return add


def work_out(ledger, as_of=DAY, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(as_of=as_of, **ask))
        assert_records_make_numbers(connection, table)
    return table


def totals(ledger, *names, **ask):
    cells = work_out(ledger, **ask).totals.cells
    return tuple(cells[name] for name in names)


def test_departments_with_the_most_open_come_first_and_those_without_one_last(ledger, found):
    for department, status in (
        ("甲局", "solved"),
        ("乙局", "raised"),
        ("乙局", "working"),
        ("丙局", "working"),
        (None, "raised"),
    ):
        found(department, status)
    rows = [(row.cells["department"], row.cells["items"], row.cells["solved"]) for row in work_out(ledger).rows]
    assert rows == [("乙局", 2, 0), ("丙局", 1, 0), ("甲局", 1, 1), ("未定部门", 1, 0)]


def test_each_is_waiting_under_way_or_solved(ledger, found):
    for status in ("raised", "raised", "working", "solved"):
        found(status=status)
    assert totals(ledger, "items", "raised", "working", "solved", "solve_rate") == (4, 2, 1, 1, 25)


def test_what_was_solved_after_the_day_was_under_way_on_it(ledger, found):
    for solved_on in ("2023-10-31", "2023-11-01", "2023-10", "2023", None):
        found(status="solved", solved_on=solved_on)
    assert totals(ledger, "working", "solved") == (2, 3)


def test_overdue_is_past_its_day_for_certain_and_not_solved(ledger, found):
    for due_on in ("2023-10-30", "2023-09", "2022", DAY, "2023-10", "2023", None):
        found(due_on=due_on)
    found(status="solved", solved_on="2023-10-20", due_on="2023-10-10")
    assert totals(ledger, "overdue") == (3,)


def test_what_was_found_after_the_day_is_not_there_yet(ledger, found):
    for day in (DAY, "2023-11-01", "2023-10", None):
        found(found_on=day)
    assert totals(ledger, "items") == (3,)


def test_a_year_holds_what_was_found_in_it_and_says_what_has_no_date(ledger, found):
    for day in ("2022-12-31", "2023-01-01", "2023", None):
        found(found_on=day)
    table = work_out(ledger, as_of="", year=2023)
    assert table.totals.cells["items"] == 2
    assert "另有 1 个未填提出时间，不计" in "".join(table.notes)


@pytest.mark.parametrize(
    ("day", "age"), [(DAY, 0), ("2023-10-24", 0), ("2023-10-23", 1), ("2023-10-01", 1), ("2023-09-30", 2),
                     ("2023-08-02", 2), ("2023-08-01", 3)],
)  # fmt: skip
def test_what_is_open_falls_into_one_age(ledger, found, day, age):
    found(found_on=day)
    ages = totals(ledger, "within_7", "within_30", "within_90", "over_90")
    assert [place for place, count in enumerate(ages) if count] == [age]


def test_days_are_counted_where_both_ends_are_known_to_the_day(ledger, found):
    found(status="solved", found_on="2023-10-01", solved_on="2023-10-11")
    found(status="solved", found_on="2023-09-01", solved_on="2023-09-06")
    found(status="solved", found_on="2023-09", solved_on="2023-09-30")
    found(found_on="2023-10-21")
    found(found_on="2023-10-30")
    found(found_on="2023-08")
    table = work_out(ledger)
    cells = table.totals.cells
    assert (cells["average_days"], cells["average_open"], cells["longest_open"]) == (Decimal("7.5"), Decimal("5.5"), 10)
    assert "不计天数（未解决 1 个，已解决 1 个）" in table.notes[0]


def test_the_one_open_longest_is_behind_its_days(ledger, found):
    found(found_on="2023-10-30")
    oldest = found(found_on="2023-07-01")
    table = work_out(ledger)
    with ledger.store.reading() as connection:
        behind = connection.execute(table.totals.records["longest_open"].ids).scalars().all()
    assert behind == [oldest]


def test_a_bottleneck_without_a_zone_belongs_to_its_projects(ledger, found):
    found(zone="甲区")
    found(zone=None, project=ledger.project(zone="乙区"))
    rows = [(row.cells["zone"], row.cells["items"]) for row in work_out(ledger, by="zone").rows]
    assert rows == [("甲区", 1), ("乙区", 1)]
    assert totals(ledger, "items", zone=ledger.zone("乙区")) == (1,)


def test_by_kind_keeps_the_kinds_identifiers_and_draws_their_words(ledger, found):
    found(kind="funds")
    found(kind="approval")
    table = work_out(ledger, by="kind")
    assert [row.cells["kind"] for row in table.rows] == ["approval", "funds"]
    assert [row.cells["name"] for row in table.form.rows[:3]] == ["按类别", "审批手续", "资金"]
    assert [row.cells["name"] for _, row in table.rows_of(table.charts[0])] == ["审批手续", "资金"]


def test_without_bottlenecks_the_table_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert table.rows == ()
    assert "请先录入或导入堵点难点" in "".join(table.notes)
