from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from zonedesk.figures.table import LateSelection
from zonedesk.figures.tallies import EVERYWHERE, Tallies, Tally
from zonedesk.records.schema import TABLES, as_number

PROJECT = TABLES["project"]
KEYS = {"channel": PROJECT.c.channel}
YI = Decimal(10**8)


@pytest.fixture
def filled(ledger):
    ledger.project(channel="team", investment="2", land_area=Decimal("0.1"))
    ledger.project(channel="team", investment="3", land_area=Decimal("0.2"), commitment=True)
    ledger.project(investment="4", commitment=True)
    return ledger


def work_out(ledger, **tallies):
    with ledger.store.reading() as connection:
        return Tallies(connection, tallies)


def test_tallies_that_are_alike_do_not_mix(filled):
    promised = PROJECT.c.commitment.is_(True)
    tallies = work_out(
        filled,
        all=Tally("project", KEYS), promised=Tally("project", KEYS, promised),
        investment=Tally("project", KEYS, promised, PROJECT.c.investment), whole=Tally("project", {}, promised),
    )  # fmt: skip
    found = {name: tallies.value(name, {"channel": "team"}) for name in ("all", "promised", "investment")}
    assert found == {"all": 2, "promised": 1, "investment": 3 * YI}
    assert tallies.value("promised", {"channel": None}) == 1
    assert (tallies.value("whole", EVERYWHERE), tallies.value("investment", EVERYWHERE)) == (2, 7 * YI)
    assert tallies.places("channel", ["promised"]) == {"team", None}


def test_numbers_with_decimals_are_added_exactly(filled):
    area = sa.type_coerce(as_number(PROJECT.c.land_area), sa.Numeric)
    tallies = work_out(filled, area=Tally("project", KEYS, adds=area))
    assert str(tallies.value("area", EVERYWHERE)) == "0.3"


def test_an_empty_ledger_counts_nothing_anywhere(ledger):
    tallies = work_out(ledger, all=Tally("project", KEYS), whole=Tally("project", {}, adds=PROJECT.c.investment))
    assert (tallies.value("all", {"channel": "team"}), tallies.value("whole", EVERYWHERE)) == (0, 0)


def test_a_sum_is_made_of_the_records_that_have_something_to_add(filled):
    filled.project(investment="1")
    area = sa.type_coerce(as_number(PROJECT.c.land_area), sa.Numeric)
    selection = Tally("project", KEYS, adds=area).records(EVERYWHERE)
    with filled.store.reading() as connection:
        assert len(connection.execute(selection.ids).all()) == 2


def test_the_queries_can_be_asked_of_postgresql():
    selection = Tally("project", KEYS, adds=PROJECT.c.investment).records({"channel": None})
    assert "IS NOT DISTINCT FROM" in str(selection.ids.compile(dialect=postgresql.dialect()))


def test_a_number_of_any_combination_of_keys_is_what_its_records_add_up_to(filled):
    keys = {"channel": PROJECT.c.channel, "promised": PROJECT.c.commitment}
    tally = Tally("project", keys, adds=PROJECT.c.investment)
    tallies = work_out(filled, all=tally)
    places = (
        EVERYWHERE,
        {"channel": "team"},
        {"promised": True},
        {"promised": True, "channel": "team"},
        {"channel": "x"},
    )
    with filled.store.reading() as connection:
        for place in places:
            amounts = connection.execute(tally.records(place).adds).all()
            assert tallies.value("all", place) == sum((amount for _, amount in amounts), Decimal(0)), place
    assert tallies.places("promised", ["all"], {"channel": "team"}) == {True, None}


def test_queries_of_records_are_made_once_somebody_asks():
    made = []
    selection = LateSelection("project", lambda: made.append(1) or Tally("project", KEYS).records(EVERYWHERE))
    assert made == []
    assert str(selection.ids) == str(sa.select(PROJECT.c.id).where(sa.true()))
    assert (selection.adds, len(made)) == (None, 1)
