from __future__ import annotations

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.missing import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def missing(table, *keys):
    return [
        tuple(row.cells.get(key) for key in ("zone", "indicator", *keys)) for row in table.rows if row.style == "body"
    ]


def counts(table):
    return {
        row.cells["zone"]: tuple(row.cells[key] for key in ("expected", "reported", "missing"))
        for row in (*(row for row in table.rows if row.style == "total"), table.totals)
    }


def test_what_was_reported_in_another_month_is_missing_with_its_last_reading(ledger):
    ledger.reading("5", month=8)
    ledger.reading("6", month=9)
    ledger.reading("7", zone="乙区")
    table = work_out(ledger)
    assert missing(table, "last_month", "last_value", "unit", "months") == [("甲区", "工业投资", "9月", 6, "亿元", 2)]
    assert counts(table) == {"甲区": (1, 0, 1), "乙区": (1, 1, 0), "合计·算": (2, 1, 1)}
    assert "缺报 1 项，涉及 1 家" in table.notes[-1]


def test_a_target_alone_makes_an_indicator_due(ledger):
    ledger.target("10")
    assert missing(work_out(ledger, year=2023, month=3), "last_month", "months") == [("甲区", "工业投资", "", 0)]
    assert missing(work_out(ledger, year=2022, month=3)) == []


def test_only_zones_of_the_kinds_that_an_indicator_is_for_must_report_it(ledger):
    ledger.indicator("规上工业增加值", for_industrial=True)
    ledger.zone("乙区")
    ledger.zone("农区", "agricultural")
    ledger.reading("5", indicator="规上工业增加值")
    assert missing(work_out(ledger)) == [("乙区", "规上工业增加值")]


def test_an_indicator_for_all_is_due_where_it_has_been_used(ledger):
    ledger.zone("乙区")
    ledger.reading("5")
    assert missing(work_out(ledger)) == []


def test_a_growth_alone_does_not_answer_a_target_for_an_amount(ledger):
    ledger.target("10")
    ledger.reading(growth="3")
    assert missing(work_out(ledger)) == [("甲区", "工业投资")]


def test_later_months_do_not_count_as_the_last_one(ledger):
    ledger.reading("5", month=8)
    ledger.reading("7", month=10)
    assert missing(work_out(ledger, year=2023, month=9), "last_month") == [("甲区", "工业投资", "8月")]


def test_a_rank_alone_is_no_report_and_not_the_last_one(ledger):
    ledger.reading("5", month=8)
    ledger.reading(rank="3", month=9)
    ledger.reading(rank="3", month=10)
    assert missing(work_out(ledger), "last_month", "last_value") == [("甲区", "工业投资", "8月", 5)]


def test_one_zone_alone(ledger):
    ledger.target("10")
    ledger.target("10", zone="乙区")
    table = work_out(ledger, year=2023, month=3, zone=ledger.zone("乙区"))
    assert missing(table) == [("乙区", "工业投资")]
    assert table.totals.cells["missing"] == 1


def test_the_city_itself_is_not_asked(ledger):
    ledger.target("10", zone=None)
    assert missing(work_out(ledger, year=2023, month=3)) == []


def test_when_nothing_is_missing_or_nothing_is_due_the_table_says_so(ledger):
    assert "请先录入指标、年度目标和月度数据" in work_out(ledger).notes[-1]
    ledger.reading("5")
    assert "应报的 1 项都已报齐" in work_out(ledger).notes[-1]
