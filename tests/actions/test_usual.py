"""The usual steps of a project's formalities and of an application: those that lack are added, in their order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_project
from zonedesk.actions.records import list_rows
from zonedesk.actions.usual import USUAL_PROCEDURES, add_usual, usual_steps
from zonedesk.errors import Refused
from zonedesk.records.applications import APPLICATION_KINDS
from zonedesk.store.query import Query

BOTH = pytest.mark.parametrize("usual", [USUAL_PROCEDURES, usual_steps("adjust")], ids=lambda usual: usual.kind)


@pytest.fixture
def owner(store, usual):
    """A record that has one of its usual steps, the second."""
    if usual.link == "project":
        made = make_project(store)
    else:
        made = add(store, usual.link, name="太谷调区", kind="adjust", year=Decimal(2023), outcome="preparing")
    add(store, usual.kind, **{usual.link: made, "name": usual.names[1]})
    return made


def names(store, usual):
    rows = list_rows(store, Query(usual.kind))
    return [row["name"] for row in sorted(rows, key=lambda row: row[usual.order] or 0)]


@BOTH
def test_those_that_lack_are_added_in_their_order(store, usual, owner):
    assert add_usual(store, usual, owner) == len(usual.names) - 1
    had, *added = names(store, usual)
    assert (had, added) == (usual.names[1], [usual.names[0], *usual.names[2:]])


@BOTH
def test_they_are_one_step_that_can_be_undone(store, usual, owner):
    add_usual(store, usual, owner)
    assert store.undo() == f"添加 {len(usual.names) - 1} {usual.counted}"
    assert names(store, usual) == [usual.names[1]]


@BOTH
def test_where_all_are_there_the_refusal_says_what_to_do_instead(store, usual, owner):
    add_usual(store, usual, owner)
    with pytest.raises(Refused, match=r"都有了，可以在.*上直接填"):
        add_usual(store, usual, owner)


def test_every_kind_of_application_has_steps_of_its_own_sort():
    assert {kind: usual_steps(kind).names[-1] for kind in APPLICATION_KINDS} == {
        kind: "批复" if kind in ("adjust", "found") else "认定" for kind in APPLICATION_KINDS
    }
