from __future__ import annotations

import datetime

import pytest

from zonedesk.figures.network import network
from zonedesk.figures.network_axis import Axis, axis_of

YEAR = Axis(datetime.date(2023, 8, 1), datetime.date(2024, 10, 31))


def test_it_runs_from_the_first_to_the_last_month_and_holds_the_day_while_something_is_open():
    row = {"id": "1", "name": "甲", "planned_from": "2023-08-15", "planned_to": "2023-09-10", "actual_from": "2023-08"}
    assert axis_of(network([row], "2023-10-20")).last == datetime.date(2023, 10, 31)
    done = network([{**row, "actual_to": "2023-09-10"}], "2023-10-20")
    assert (axis_of(done).first, axis_of(done).last) == (datetime.date(2023, 8, 1), datetime.date(2023, 9, 30))


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (900, ["2023年8月", "9月", "10月"]),
        (560, ["2023年四季度", "2024年一季度", "二季度"]),
        (200, ["2024年上半年", "2024年下半年"]),
        (60, ["2024年"]),
    ],
)
def test_ticks_are_as_fine_as_there_is_room(width, words):
    assert [tick.words for tick in YEAR.ticks(width)][:3] == words


def test_a_day_begins_where_the_one_before_ends():
    day = datetime.date(2023, 12, 31)
    assert YEAR.after(day) == YEAR.at(day + datetime.timedelta(days=1))
    assert (YEAR.at(YEAR.first), YEAR.after(YEAR.last)) == (0, 1)
