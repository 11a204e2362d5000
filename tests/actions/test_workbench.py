"""The start page, the board and the figure say the same of a day."""

from __future__ import annotations

import pytest

from tests.builders import add, make_project, make_zone
from zonedesk.actions import dispatching, overview, workbench
from zonedesk.figures.asking import Ask
from zonedesk.figures.bottlenecks import figure

BOTTLENECKS = {
    "月内解决": {"status": "solved", "solved_on": "2023-10", "result": "好", "due_on": "2023-09-20"},
    "后来解决": {"status": "solved", "solved_on": "2023-12-05", "result": "好", "due_on": "2023-09-20"},
    "年内解决": {"status": "solved", "solved_on": "2023", "result": "好", "due_on": "2023-09"},
    "没填时间": {"status": "solved", "result": "好", "due_on": "2023-09-20"},
    "没改状态": {"status": "working", "solved_on": "2023-10-05", "due_on": "2023-09-20"},
    "月底到期": {"status": "raised", "due_on": "2023-10"},
    "上月到期": {"status": "raised", "due_on": "2023-09"},
    "后来才提": {"status": "raised", "found_on": "2023-12-01", "due_on": "2023-12-10"},
}


@pytest.fixture
def project(store):
    project = make_project(store, zone=make_zone(store), name="样例项目")
    for text, values in BOTTLENECKS.items():
        add(
            store,
            "bottleneck",
            **{"project": project, "kind": "land", "description": text, "found_on": "2023-09", **values},
        )
    return project


def test_page_board_overview_and_figure_agree_on_what_is_open_and_what_is_overdue(store, project):
    late = {"后来解决", "年内解决", "没改状态", "上月到期"}
    board = dispatching.gather(store, 2023, 10)
    hindrances = overview.gather(store, project, 2023, 10).hindrances
    with store.reading() as connection:
        totals = figure(connection, Ask(as_of="2023-10-31")).totals.cells
    assert {waiting.text for waiting in workbench.gather(store, 2023, 10).overdue.first} == late
    assert {card.text for card in board.cards if card.is_overdue} == late
    assert {each.text for each in hindrances if each.left is not None and each.left < 0} == late
    assert totals["overdue"] == len(late)
    still_open = late | {"月底到期"}
    assert {card.text for card in board.cards if card.is_open} == still_open
    assert {each.text for each in hindrances if each.status != "solved"} == still_open
    assert totals["raised"] + totals["working"] == len(still_open)
    assert board.solved == totals["solved"] == 2


def test_what_was_solved_in_a_month_stays_on_the_board_of_its_end(store, project):
    solved = {card.text for card in dispatching.gather(store, 2023, 10).cards if not card.is_open}
    assert solved == {"月内解决"}
    assert "月内解决" not in {card.text for card in dispatching.gather(store, 2023, 12).cards}


def test_what_is_shown_as_solved_is_what_opens(store, project):
    with store.reading() as connection:
        ids = connection.execute(dispatching.selection_of_solved("2023-10-31").ids).scalars().all()
    assert len(ids) == dispatching.gather(store, 2023, 10).solved
