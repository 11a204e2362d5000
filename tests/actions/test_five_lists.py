"""五清单 of a chain: its lines under each list, and what the ledgers hold of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_enterprise, make_project, make_zone
from zonedesk.actions.five_lists import gather
from zonedesk.actions.records import list_rows
from zonedesk.records.chains import FIVE_LISTS
from zonedesk.store.query import Query


@pytest.fixture
def chain(store):
    return add(store, "chain", name="现代医药", leader="张三", department="工信局")


def test_without_chains_there_is_nothing_to_show(store):
    found = gather(store)
    assert (found.chains, found.chain, found.behind) == ([], "", {})
    assert found.lists == {kind: [] for kind in FIVE_LISTS}


def test_each_line_stands_under_its_own_list_and_chain(store, chain):
    other = add(store, "chain", name="新材料")
    for owner, kind, text in (
        (chain, "technology", "制剂"),
        (chain, "enterprise", "甲药业"),
        (other, "enterprise", "乙材料"),
    ):
        add(store, "chain_item", chain=owner, kind=kind, text=text, person="李四")
    found = gather(store, chain)
    assert {kind: [(line.text, line.person) for line in lines] for kind, lines in found.lists.items() if lines} == {
        "enterprise": [("甲药业", "李四")], "technology": [("制剂", "李四")],
    }  # fmt: skip
    assert (found.name, found.leader, found.department) == ("现代医药", "张三", "工信局")


@pytest.mark.parametrize("asked", ["", "不在了"])
def test_without_a_chain_asked_for_or_where_it_is_gone_the_first_is_shown(store, chain, asked):
    add(store, "chain", name="新材料")
    found = gather(store, asked)
    assert found.chain == chain
    assert [name for _, name in found.chains] == ["现代医药", "新材料"]


def test_only_what_names_the_chain_itself_is_counted_and_stands_behind_the_number(store, chain):
    zone = make_zone(store)
    named = make_enterprise(store, chains="新材料、现代医药")
    make_enterprise(store, chains="现代医药装备")
    projects = [make_project(store, zone=zone, chain="现代医药", investment=Decimal(n * 10**8)) for n in (2, 3)]
    make_project(store, zone=zone, chain="新材料")
    found = gather(store, chain)
    assert (found.enterprises, found.projects, found.investment) == (1, 2, Decimal(5 * 10**8))
    behind = {kind: list_rows(store, Query(kind, within=each.ids)) for kind, each in found.behind.items()}
    assert {kind: {row["id"] for row in rows} for kind, rows in behind.items()} == {
        "enterprise": {named}, "project": set(projects),
    }  # fmt: skip
