"""三化三制 as a matrix: it says of a period what the figure says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_zone
from zonedesk.actions import reform_matrix
from zonedesk.figures.asking import Ask
from zonedesk.figures.operations import figure


@pytest.fixture
def filled(store):
    for name, done_on in (("甲区", "2023-10"), ("乙区", "2023-11-01"), ("丙区", "2030-01-01"), ("丁区", None)):
        zone = make_zone(store, name=f"{name}全称", short_name=name)
        add(store, "reform_step", zone=zone, kind="term", done_on=done_on)
        add(store, "operating_company", zone=zone, name=f"{name}公司", mode="own", founded_on=done_on)
        add(store, "hire", zone=zone, year=Decimal(2023), count=Decimal(2))
        add(store, "hire", zone=zone, year=Decimal(2022), count=Decimal(5))
    return store


@pytest.mark.parametrize(("month", "done"), [(9, 0), (10, 1), (12, 2)])
def test_a_step_is_done_as_of_the_period_where_the_figure_says_so(filled, month, done):
    matrix = reform_matrix.gather(filled, 2023, month)
    with filled.reading() as connection:
        totals = figure(connection, Ask(year=2023, month=month)).totals.cells
    assert matrix.done("term") == totals["systems"] == done
    assert sum(line.companies for line in matrix.lines) == totals["companies"] == done + 1
    assert sum(line.hired for line in matrix.lines) == totals["hires"] == 8


@pytest.mark.parametrize("kind", ["operating_company", "hire"])
def test_what_is_counted_is_what_opens(filled, kind):
    matrix = reform_matrix.gather(filled, 2023, 10)
    opened = []
    with filled.reading() as connection:
        for line in matrix.lines:
            selection = reform_matrix.behind(matrix, kind, line.zone)
            opened.append(len(connection.execute(selection.ids).scalars().all()))
    assert opened == ([1, 0, 0, 1] if kind == "operating_company" else [1, 1, 1, 1])
