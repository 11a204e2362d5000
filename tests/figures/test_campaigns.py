from __future__ import annotations

from decimal import Decimal

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.campaigns import figure

YI = Decimal(10**8)


def work_out(ledger, as_of="2023-12-15", **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(as_of=as_of, **ask))
        assert_records_make_numbers(connection, table)
    return table


def test_rows_by_campaign_and_zone_then_each_campaigns_total(ledger):
    ledger.item("两不一欠", "甲区", status="closed")
    ledger.item("两不一欠", "乙区")
    ledger.item("医药", "甲区", "enterprise")
    rows = [(row.style, row.cells["campaign"], row.cells["zone"], row.cells["items"]) for row in work_out(ledger).rows]
    assert rows == [
        ("body", "两不一欠", "甲区", 1), ("body", "两不一欠", "乙区", 1), ("body", "医药", "甲区", 1),
        ("total", "两不一欠", None, 2), ("total", "医药", None, 1),
    ]  # fmt: skip


def test_by_campaign_leaves_the_zones_out(ledger):
    ledger.item("医药", "甲区", status="closed")
    ledger.item("医药", "乙区")
    table = work_out(ledger, by="campaign")
    assert [(row.style, row.cells["closing_rate"]) for row in table.rows] == [("body", 50)]


def test_a_campaign_without_items_is_listed(ledger):
    ledger.add("campaign", name="新行动")
    row = work_out(ledger).rows[0]
    assert (row.cells["items"], row.cells["closing_rate"]) == (0, None)


def test_overdue_is_past_its_time_for_certain_and_not_closed(ledger):
    for due in ("2023-12-14", "2023-11", "2022", "2023-12-15", "2023-12", "2023", None):
        ledger.item(due_on=due)
    ledger.item(due_on="2023-01", status="closed")
    assert work_out(ledger).totals.cells["overdue"] == 3


def test_what_was_closed_after_the_day_was_open_on_it(ledger):
    ledger.item(status="closed", closed_on="2023-12-20", due_on="2023-11")
    ledger.item(status="closed", closed_on="2023-11")
    ledger.item(status=None)
    totals = work_out(ledger).totals.cells
    assert (totals["items"], totals["closed"], totals["overdue"]) == (3, 1, 1)


def test_a_closing_known_to_the_month_counts_once_the_month_is_over(ledger):
    for closed in ("2023-12", "2023"):
        ledger.item(status="closed", closed_on=closed, due_on="2023-11")
    totals = work_out(ledger).totals.cells
    assert (totals["closed"], totals["overdue"]) == (0, 2)
    assert work_out(ledger, as_of="2023-12-31").totals.cells["closed"] == 2


def test_notes_say_how_many_were_closed_without_a_date(ledger):
    for closed in (None, None, "2023-11"):
        ledger.item(status="closed", closed_on=closed)
    table = work_out(ledger)
    assert table.totals.cells["closed"] == 3
    assert "其中 2 条未填销号时间，按现状计" in "".join(table.notes)
    assert "未填销号时间" not in "".join(work_out(ledger, as_of="").notes)


def test_investment_is_the_items_own_else_its_projects(ledger):
    project = ledger.project(investment="7")
    ledger.item(kind="project", investment="2", project=project)
    ledger.item(kind="project", project=project)
    ledger.item(kind="project")
    ledger.item(kind="problem", investment="9")
    totals = work_out(ledger).totals.cells
    assert (totals["projects"], totals["investment"]) == (3, 9 * YI)


def test_a_campaign_counts_with_its_items_from_its_beginning_on(ledger):
    for name, begun in (("早", "2023-06-01"), ("晚", "2023-09-01"), ("未填", None)):
        campaign = ledger.add("campaign", **{"name": name, "from": begun})
        ledger.add("campaign_item", campaign=campaign, zone=ledger.zone(), kind="problem", description=name)
    before, after = (work_out(ledger, as_of=day) for day in ("2023-08-31", "2023-09-01"))
    assert [row.cells["campaign"] for row in before.rows if row.style == "total"] == ["早", "未填"]
    assert (before.totals.cells["items"], after.totals.cells["items"]) == (2, 3)
    notes = "".join(before.notes)
    assert "还没有开始的行动及其事项不计：晚" in notes
    assert "未填开始时间的 1 项行动按已开始计" in notes
    assert "还没有开始" not in "".join(after.notes)
