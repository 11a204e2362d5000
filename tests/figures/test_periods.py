from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from zonedesk.figures.asking import Ask
from zonedesk.figures.days import days_between
from zonedesk.figures.periods import period_of


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (Ask(year=2023), "2023年"),
        (Ask(year=2023, month=9), "2023年1—9月"),
        (Ask(year=2023, month=1), "2023年1月"),
        (Ask(year=2023, month=12), "2023年"),
        (Ask(year=2023, as_of="2023-09-15"), "2023年初至2023年9月15日"),
        (Ask(as_of="2023-09-30"), "截至2023年9月30日"),
    ],
)
def test_words_of_a_period(ask, words):
    assert period_of(ask).words == words


@pytest.mark.parametrize(
    ("date", "year", "year_to_september", "as_of", "ever"),
    [
        ("2022-12-31", False, False, True, True), ("2022", False, False, True, True), ("2023-01-01", True, True, True, True),
        ("2023-09", True, True, True, True), ("2023-10-01", True, False, False, True), ("2023", True, False, False, True),
        ("2024", False, False, False, True), (None, False, False, False, True),
    ],
)  # fmt: skip
def test_a_date_is_in_a_period_where_it_is_so_for_certain(ledger, date, year, year_to_september, as_of, ever):
    asks = (Ask(year=2023), Ask(year=2023, month=9), Ask(as_of="2023-09-30"), Ask())
    with ledger.store.reading() as connection:
        found = [bool(connection.scalar(sa.select(period_of(ask).holds(sa.literal(date, sa.String))))) for ask in asks]
    assert found == [year, year_to_september, as_of, ever]


def test_days_between_two_days(ledger):
    with ledger.store.reading() as connection:
        assert connection.scalar(sa.select(days_between(sa.literal("2024-02-28"), sa.literal("2024-03-01")))) == 2


def test_days_between_two_days_in_the_words_of_postgresql():
    days = days_between(sa.column("a"), sa.column("b"))
    assert str(days.compile(dialect=postgresql.dialect())) == "(CAST(b AS DATE) - CAST(a AS DATE))"


@pytest.mark.parametrize(
    ("ask", "undated", "counted", "words"),
    [
        (Ask(), 2, 5, ""),
        (Ask(year=2023), 0, 5, ""),
        (Ask(year=2023), 2, 5, "，其中 2 个未填承诺日期，问哪个期间都计入"),
        (Ask(year=2030), 2, 2, "，这 2 个都未填承诺日期，问哪个期间都计入，不能看作2030年的数"),
    ],
)
def test_what_is_said_of_records_without_a_date(ask, undated, counted, words):
    assert period_of(ask).undated_words(undated, counted, "个", "承诺日期") == words
