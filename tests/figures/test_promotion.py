from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.promotion import figure

YI = Decimal(10**8)


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def rows_of(table, *keys):
    return {row.cells[table.columns[0].key]: tuple(row.cells[key] for key in keys) for row in table.rows}


def activity(ledger, channel="alumni", zone=None, to=None, **values):
    ledger.activities = getattr(ledger, "activities", 0) + 1
    numbers = {key: Decimal(values.pop(key)) for key in ("visited", "bodies_visited") if key in values}
    place = zone and ledger.zone(zone)
    return ledger.add(
        "promotion", name=f"活动{ledger.activities}", channel=channel, zone=place, to=to, **numbers, **values
    )


def lead(ledger, promotion=None, stage="clue", zone=None, **values):
    ledger.leads = getattr(ledger, "leads", 0) + 1
    place = zone and ledger.zone(zone)
    return ledger.add("lead", name=f"企业{ledger.leads}", promotion=promotion, stage=stage, zone=place, **values)


def test_each_channel_that_has_anything_has_a_row(ledger):
    activity(ledger, "resident", visited=80, at_least=True)
    activity(ledger, "alumni", visited=100, bodies_visited=10)
    activity(ledger, "alumni", visited=20)
    ledger.project(channel="market", signed_on="2023-05", investment="3")
    table = work_out(ledger)
    assert rows_of(table, "activities", "visited", "bodies_visited", "signed", "investment") == {
        "resident": (1, 80, 0, 0, 0), "alumni": (2, 120, 10, 0, 0), "market": (0, 0, 0, 1, 3 * YI),
    }  # fmt: skip
    assert table.totals.cells["visited"] == 200
    assert "其中 1 场为下限" in "".join(table.notes)


def test_leads_are_of_their_activitys_channel_and_intents_are_at_least_at_intent(ledger):
    alumni = activity(ledger)
    for stage in ("clue", "talk", "intent", "signed", "dropped"):
        lead(ledger, alumni, stage)
    lead(ledger)
    assert rows_of(work_out(ledger), "leads", "intents") == {"alumni": (5, 2), "未分渠道": (1, 0)}


def test_partners_stand_in_the_channel_of_their_kind(ledger):
    for kind in ("intermediary", "intermediary", "alumni", "chamber", "institute"):
        ledger.partners = getattr(ledger, "partners", 0) + 1
        ledger.add("partner", name=f"机构{ledger.partners}", kind=kind)
    ledger.add("partner", name="后来的", kind="alumni", agreed_on="2024-01")
    found = rows_of(work_out(ledger, year=2023), "partners")
    assert found == {"alumni": (1,), "chamber": (1,), "market": (2,), "未分渠道": (1,)}


@pytest.mark.parametrize(
    ("ask", "activities", "leads", "signed"),
    [
        ({}, 4, 4, 4),
        ({"year": 2023}, 2, 2, 2),
        ({"year": 2023, "month": 9}, 1, 1, 1),
        ({"as_of": "2023-09-30"}, 2, 2, 2),
    ],
)
def test_only_what_happened_in_the_period_counts(ledger, ask, activities, leads, signed):
    for date in ("2022-12", "2023-09-30", "2023-10", None):
        activity(ledger, to=date)
        lead(ledger, found_on=date)
        ledger.project(channel="alumni", signed_on=date, stage_set="signed")
    table = work_out(ledger, **ask)
    cells = table.totals.cells
    assert (cells["activities"], cells["leads"], cells["signed"]) == (activities, leads, signed)
    assert ("另有 1 场活动、1 条线索、1 个签约项目未填时间" in "".join(table.notes)) == bool(ask)


def test_a_lead_without_a_date_is_as_old_as_its_activity(ledger):
    lead(ledger, activity(ledger, to="2023-06"))
    lead(ledger, activity(ledger, to="2022-06"))
    assert work_out(ledger, year=2023).totals.cells["leads"] == 1


def test_a_project_in_reserve_is_not_signed(ledger):
    ledger.project(channel="alumni")
    ledger.project(channel="alumni", started_on="2023-05")
    assert work_out(ledger).totals.cells["signed"] == 1


def test_by_zone_the_citys_own_activities_have_a_row(ledger):
    activity(ledger)
    activity(ledger, zone="甲区")
    ledger.project(zone="甲区", signed_on="2023")
    lead(ledger, activity(ledger, zone="乙区"))
    table = work_out(ledger, by="zone")
    assert rows_of(table, "activities", "leads", "signed") == {
        "甲区": (1, 0, 1),
        "乙区": (1, 1, 0),
        "市本级": (1, 0, 0),
    }
    assert table.totals.cells["zone"] == "合计·算"
    only = work_out(ledger, by="zone", zone=ledger.zone("乙区"))
    assert rows_of(only, "activities", "leads", "signed") == {"乙区": (1, 1, 0)}


def test_what_has_no_channel_is_in_the_total_and_not_in_the_charts(ledger):
    ledger.project(signed_on="2023")
    activity(ledger, "alumni")
    table = work_out(ledger)
    assert [(row.cells["name"], row.adds_to) for row in table.rows] == [("校友招商", "channel"), ("未分渠道", "")]
    assert table.totals.cells["signed"] == 1


def test_drawn_it_shows_channels_then_zones(ledger):
    activity(ledger, "alumni", "甲区")
    assert [row.cells["name"] for row in work_out(ledger).form.rows] == [
        "按招商渠道", "校友招商", "合计·算", "按开发区", "甲区",
    ]  # fmt: skip


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert table.rows == ()
    assert "请先录入或导入招商活动" in table.notes[-1]


def test_partners_without_a_date_are_said_to_count_in_every_period(ledger):
    ledger.add("partner", name="甲会", kind="chamber")
    table = work_out(ledger, year=2030)
    assert table.totals.cells["partners"] == 1
    assert "这 1 家都未填建立合作的时间，问哪个期间都计入，不能看作2030年的数" in "".join(table.notes)
    assert "问哪个期间" not in "".join(work_out(ledger).notes)
