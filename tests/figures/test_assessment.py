from __future__ import annotations

from decimal import Decimal

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.assessment import MOST_PARTS, figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def rows_of(table, *keys):
    return [tuple(row.cells.get(key) for key in ("zone", *keys)) for row in table.rows]


def test_zones_stand_by_their_total_score_with_full_score(ledger):
    ledger.score("60.5", full_score="70")
    ledger.score("2", item="加分")
    ledger.score("65", "乙区", full_score="70")
    table = work_out(ledger)
    assert rows_of(table, "score", "full_score", "rank", "items") == [
        ("乙区", 65, 70, 1, 1), ("甲区", Decimal("62.5"), 70, 2, 2),
    ]  # fmt: skip
    assert (table.period, table.totals.cells["items"]) == ("2023年", 3)
    assert "考核项多少不一（1 至 2 条）" in "".join(table.notes)


def test_places_are_held_against_those_of_the_year_before(ledger):
    for zone, before, now in (("甲区", "90", "80"), ("乙区", "85", "85"), ("丙区", "80", "80")):
        ledger.score(before, zone, 2022)
        ledger.score(now, zone)
    ledger.score("70", "丁区")
    table = work_out(ledger)
    assert rows_of(table, "rank", "previous_rank", "change", "moved", "previous_score") == [
        ("乙区", 1, 2, 1, "上升 1 位", 85),
        ("甲区", 2, 1, -1, "下降 1 位", 90),
        ("丙区", 2, 3, 1, "上升 1 位", 80),
        ("丁区", 4, None, None, "上年未考核", None),
    ]


def test_without_the_year_before_nothing_is_said_to_have_moved(ledger):
    ledger.score("80")
    table = work_out(ledger)
    assert rows_of(table, "previous_rank", "change", "moved") == [("甲区", None, None, "")]
    assert "没有2022年的考核得分，不比上年名次。" in table.notes


def test_few_indicators_and_items_stand_across_many_do_not(ledger):
    ledger.score("30", indicator="工业投资")
    ledger.score("2", item="加分")
    ledger.score("40", "乙区", indicator="工业投资")
    labels = [column.label for column in work_out(ledger).form.columns if column.group]
    assert labels == ["工业投资", "加分"]
    assert rows_of(work_out(ledger), "part_0", "part_1") == [("乙区", 40, None), ("甲区", 30, 2)]
    for number in range(MOST_PARTS):
        ledger.score("1", item=f"事项{number}")
    assert not any(column.group for column in work_out(ledger).form.columns)


def test_one_zone_alone_keeps_its_place_among_all(ledger):
    ledger.score("80")
    ledger.score("90", "乙区")
    assert rows_of(work_out(ledger, zone=ledger.zone("甲区")), "rank") == [("甲区", 2)]


def test_a_year_is_asked_for_or_the_latest_is_taken(ledger):
    ledger.score("80", year=2022)
    ledger.score("70", year=2023)
    assert rows_of(work_out(ledger), "score") == [("甲区", 70)]
    assert rows_of(work_out(ledger, year=2022), "score") == [("甲区", 80)]
    assert rows_of(work_out(ledger, year=2021)) == []
    assert "2021年还没有考核得分，请先录入或导入年度考核。" in work_out(ledger, year=2021).notes
