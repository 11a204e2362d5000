"""The figures of the sample ledgers are those that the city reported."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.actions import figures
from zonedesk.actions.records import list_rows
from zonedesk.actions.setup import create_sample
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.records.dates import surely_before
from zonedesk.store.query import Query, Where, by_ids, fetch
from zonedesk.store.store import Store


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "样例.db"
    create_sample(path, "jinzhong-2023")
    store = Store.open(path)
    yield store
    store.close()


def october(name):
    """Ask for October 2023, of a yearly figure for 2023."""
    return Ask(2023) if FIGURES[name].is_yearly else Ask(2023, 10)


def as_json(store, name, **ask):
    return figures.as_json(figures.work_out(store, name, Ask(**ask)), "亿元")


def test_three_batches_of_the_first_three_events_of_2023(sample):
    document = as_json(sample, "three-batches", events=parse_events("2023-1..2023-3"))
    totals = document["totals"]
    assert (totals["count"], totals["investment"]) == ("210", "723.62")
    pairs = [(totals[f"{kind}_count"], totals[f"{kind}_investment"]) for kind in ("signing", "start", "commissioning")]
    assert pairs == [("68", "391.93"), ("70", "142.44"), ("72", "189.25")]
    assert document["rows"][0] == {
        "year": "2023", "number": "1", "kind": "signing", "count": "22", "investment": "121.40",
    }  # fmt: skip


def test_the_fourth_events_parts_add_up_to_a_hundredth_more_than_was_reported(sample):
    totals = as_json(sample, "three-batches", events=parse_events("2023-4"))["totals"]
    assert (totals["count"], totals["investment"]) == ("59", "146.43")


def test_three_rates_over_all_events_but_the_last(sample):
    row = as_json(sample, "three-rates")["rows"][0]
    assert row == {
        "signed": "149", "started": "146", "start_rate": "97.99",
        "begun": "148", "commissioned": "78", "commission_rate": "52.70",
        "output_expected": "308.70", "output_actual": "308.70", "output_rate": "100.00",
    }  # fmt: skip


def test_teams(sample):
    document = as_json(sample, "teams")
    assert list(document["totals"].values())[:4] == ["合计·算", "51", "275", "326"]
    assert list(document["rows"][0].values())[:4] == ["晋中开发区", "9", "25", "34"]
    assert list(document["rows"][0])[:4] == ["zone", "leads", "agents", "total"]
    assert len(document["rows"]) == 11


def test_campaigns(sample):
    document = as_json(sample, "campaigns")
    found = {row["campaign"]: row for row in document["subtotals"]}
    chain = found["现代医药产业链"]
    assert (chain["items"], chain["closed"], chain["projects"], chain["investment"], chain["enterprises"]) == (
        "29", "7", "11", "35.306", "18",
    )  # fmt: skip
    assert sum(
        Decimal(row["investment"]) for row in document["rows"] if row["campaign"] == "现代医药产业链"
    ) == Decimal("35.306")
    assert {name: row["closed"] for name, row in found.items()} == {
        "两不一欠": "16", "一泓清水入黄河": "3", "现代医药产业链": "7", "区内事区内不好办": "8",
    }  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("by", ["", "zone"])
def test_every_number_opens_to_its_records(sample, name, by):
    ask = Ask(by=by) if name != "three-batches" else Ask(by=by, events=parse_events("2023-2..2023-3"))
    with sample.reading() as connection:
        assert assert_records_make_numbers(connection, FIGURES[name].work_out(connection, ask)) > 10


def test_each_figure_says_its_formula_and_its_population(sample):
    for name in FIGURES:
        notes = "".join(as_json(sample, name)["notes"])
        assert "公式" in notes
        assert "范围" in notes


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_never_draws_two_units_on_one_axis(sample, name):
    table = figures.work_out(sample, name, october(name))
    columns = {column.key: column for column in table.form.columns}
    for chart in table.charts:
        units = {(columns[series.column].nature == "money", columns[series.column].unit) for series in chart.series}
        assert len(units) == 1, chart.title


@pytest.mark.parametrize("zone", ["", "祁县经开区"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_section_is_without_rows(sample, name, zone):
    ask = replace(october(name), zone=figures.zone_named(sample, zone) if zone else "")
    styles = [row.style for row in figures.work_out(sample, name, ask).printed.rows]
    assert ("section", "section") not in pairwise(styles)
    assert styles[-1:] != ["section"]


def test_no_project_was_signed_before_its_lead_was_found_nor_that_before_its_activity(sample):
    leads = list_rows(sample, Query("lead", (Where("project", "filled"),)))
    with sample.reading() as connection:
        activities = {row["id"]: row["from"] for row in fetch(connection, Query("promotion"))}
        projects = {
            row["id"]: row["signed_on"] for row in by_ids(connection, "project", [lead["project"] for lead in leads])
        }
    assert leads
    for lead in leads:
        assert not surely_before(projects[lead["project"]], lead["found_on"]), lead["name"]
        assert not surely_before(lead["found_on"], activities[lead["promotion"]]), lead["name"]
