from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.watch import figure

YI = Decimal(10**8)


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def reading(ledger, name="甲厂", output="2", rate="30", growth="-5", profit="0.1", month=(2023, 10), zone="甲区"):
    enterprises = ledger.__dict__.setdefault("enterprises", {})
    if name not in enterprises:
        enterprises[name] = ledger.add("enterprise", name=name, zone=ledger.zone(zone))
    year, number = month
    return ledger.add(
        "enterprise_reading", enterprise=enterprises[name], year=Decimal(year), month=Decimal(number),
        output=output and Decimal(output) * YI, profit=profit and Decimal(profit) * YI,
        value_added_rate=rate and Decimal(rate), profit_growth=growth and Decimal(growth),
    )  # fmt: skip


def names(table):
    return [row.cells["enterprise"] for row in table.rows]


@pytest.mark.parametrize(
    ("values", "is_watched"),
    [
        ({}, True), ({"output": "1"}, True), ({"output": "0.9999"}, False), ({"rate": "25"}, True), ({"rate": "24.9"}, False),
        ({"rate": "9.5"}, False), ({"rate": "100"}, True), ({"growth": "0"}, False), ({"growth": "-0.1"}, True),
        ({"growth": None}, False), ({"rate": None}, False), ({"output": None}, False), ({"profit": None}, True),
    ],
)  # fmt: skip
def test_watched_are_the_large_with_a_high_rate_and_falling_profit(ledger, values, is_watched):
    reading(ledger, **values)
    assert bool(work_out(ledger).rows) == is_watched


def test_the_worst_stands_first_and_totals_add_up(ledger):
    for name, growth in (("甲厂", "-9.5"), ("乙厂", "-30"), ("丙厂", "-9.15")):
        reading(ledger, name, growth=growth)
    table = work_out(ledger)
    assert names(table) == ["乙厂", "甲厂", "丙厂"]
    assert (table.totals.cells["output"], table.totals.cells["profit"]) == (6 * YI, YI * 3 / 10)


def test_without_a_month_the_latest_on_record_is_shown(ledger):
    reading(ledger, "甲厂", month=(2023, 9))
    reading(ledger, "乙厂", month=(2023, 10))
    reading(ledger, "丙厂", month=(2022, 12))
    assert names(work_out(ledger)) == ["乙厂"]
    assert names(work_out(ledger, year=2022)) == ["丙厂"]
    assert names(work_out(ledger, year=2023, month=9)) == ["甲厂"]
    assert names(work_out(ledger, as_of="2023-09-30")) == ["甲厂"]
    assert names(work_out(ledger, as_of="2023-10-15")) == ["甲厂"]  # October is not over
    assert work_out(ledger, year=2023, month=8).rows == ()


def test_notes_say_the_thresholds_the_population_and_who_cannot_be_judged(ledger):
    reading(ledger, "甲厂")
    reading(ledger, "乙厂", growth="5")
    reading(ledger, "丙厂", rate=None)
    notes = "".join(work_out(ledger).notes)
    assert "产值 ≥ 1.00 亿元" in notes
    assert "增加值率 ≥ 25%" in notes
    assert "3 户企业，其中 1 户列入" in notes
    assert "另有 1 户缺" in notes


def test_only_the_zone_asked_for_counts(ledger):
    reading(ledger, "甲厂", zone="甲区")
    reading(ledger, "乙厂", zone="乙区", month=(2023, 9))
    assert names(work_out(ledger, zone=ledger.zone("乙区"))) == ["乙厂"]


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert (table.rows, table.totals.cells["output"]) == ((), 0)
    assert "请先录入或导入企业月度数据" in table.notes[-1]
