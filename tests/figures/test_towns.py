from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.towns import figure

WAN = Decimal(10**4)


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def town(ledger, name="特钢", zone="甲区", level="city"):
    return ledger.add("town", name=name, zone=ledger.zone(zone), level=level)


def fund(ledger, town, kind="town_match", province=None, city=None, year=2023):
    """Give a town funds in 万元."""
    amounts = {"province_amount": province, "city_amount": city}
    money = {name: amount and Decimal(amount) * WAN for name, amount in amounts.items()}
    return ledger.add("funding", town=town, kind=kind, year=Decimal(year), **money)


def rows_of(table, *keys):
    return [tuple(row.cells[key] for key in keys) for row in table.rows]


@pytest.mark.parametrize(
    ("province", "city", "matched"),
    [
        (100, 100, "1:1"),
        (100, 80, "不足"),
        (100, None, "不足"),
        (100, 120, "超过"),
        (None, 50, "超过"),
        (None, None, "—"),
    ],
)
def test_what_the_city_adds_is_held_against_what_the_province_gave(ledger, province, city, matched):
    fund(ledger, town(ledger), province=province, city=city)
    assert rows_of(work_out(ledger), "matched") == [(matched,)]


def test_funds_that_need_no_match_stand_beside_it(ledger):
    for name in ("特钢", "半导体"):
        fund(ledger, town(ledger, name), "town", city=2500)
    fund(ledger, town(ledger, "陶瓷", level="province"), province=3000, city=3000)
    table = work_out(ledger, year=2023)
    assert rows_of(table, "town", "level", "matched") == [
        ("特钢", "city", "—"), ("半导体", "city", "—"), ("陶瓷", "province", "1:1"),
    ]  # fmt: skip
    totals = table.totals.cells
    assert [totals[key] / WAN for key in ("province", "match", "special", "city")] == [3000, 3000, 5000, 8000]


def test_funds_without_a_match_do_not_make_up_for_it(ledger):
    place = town(ledger)
    fund(ledger, place, province=100, city=80)
    fund(ledger, place, "town", city=20)
    table = work_out(ledger)
    assert rows_of(table, "matched", "city") == [("不足", 100 * WAN)]
    assert "特钢（2023年）少 20.00 万元" in "".join(table.notes)


def test_each_year_of_a_town_has_a_row(ledger):
    place = town(ledger)
    for year in (2023, 2022):
        fund(ledger, place, "town", city=10, year=year)
    town(ledger, "陶瓷")
    assert rows_of(work_out(ledger), "town", "year", "name") == [
        ("特钢", 2022, "特钢（2022年）"), ("特钢", 2023, "特钢（2023年）"), ("陶瓷", None, "陶瓷"),
    ]  # fmt: skip
    assert rows_of(work_out(ledger, year=2022), "town", "year", "name") == [
        ("特钢", 2022, "特钢"),
        ("陶瓷", 2022, "陶瓷"),
    ]


def test_only_towns_count_and_only_those_of_the_zone_asked_for(ledger):
    fund(ledger, town(ledger, "特钢", "甲区"), "town", city=10)
    fund(ledger, town(ledger, "陶瓷", "乙区"), "town", city=20)
    chain = ledger.add("chain", name="医药")
    ledger.add("funding", chain=chain, kind="lead", year=Decimal(2023), city_amount=WAN)
    assert work_out(ledger).totals.cells["city"] == 30 * WAN
    table = work_out(ledger, zone=ledger.zone("乙区"))
    assert rows_of(table, "town", "city") == [("陶瓷", 20 * WAN)]


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert (table.rows, table.totals.cells["city"]) == ((), 0)
    assert "请先录入或导入专业镇和扶持资金" in table.notes[-1]
