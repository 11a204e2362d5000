from __future__ import annotations

import pytest

from zonedesk.errors import Mendable
from zonedesk.figures.asking import Ask, Events, parse_day, parse_events


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2023-1..2023-3", (2023, 1), (2023, 3), "2023年第一次至第三次"),
        ("2022-2..2023-3", (2022, 2), (2023, 3), "2022年第二次至2023年第三次"),
        ("2023-3", (2023, 3), (2023, 3), "2023年第三次"),
        ("2023", (2023, 1), (2023, 99), "2023年"),
        ("2022..2023", (2022, 1), (2023, 99), "2022年至2023年"),
    ],
)
def test_ranges_of_events(text, first, last, name):
    events = parse_events(text)
    assert events == Events(first, last)
    assert events.name == name


@pytest.mark.parametrize("text", ["", "第三次", "2023-0", "2023-100", "2023-3..2023-1", "2023-1-3", "23-1"])
def test_what_is_no_range_is_said(text):
    with pytest.raises(Mendable, match="2023-"):
        parse_events(text)


@pytest.mark.parametrize(
    ("text", "day"), [("2023-10-31", "2023-10-31"), ("2023年2月", "2023-02-28"), ("2024.2", "2024-02-29"), ("2023", "2023-12-31")]
)  # fmt: skip
def test_a_month_or_a_year_stands_for_its_last_day(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("ask", "upto", "day"),
    [
        (Ask(as_of="2023-05-05", year=2023, month=1), "2023-05-05", "2023-05-05"),
        (Ask(year=2023, month=2), "2023-02-28", "2023-02-28"),
        (Ask(year=2023), "", "2023-12-31"),
    ],
)
def test_day_of_an_ask(ask, upto, day):
    assert (ask.upto, ask.day) == (upto, day)
