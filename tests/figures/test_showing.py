from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import project_list, three_batches
from zonedesk.figures import showing
from zonedesk.figures.table import Column, Table

MONEY = Column("investment", "总投资", "money")
YUAN = st.integers(-(10**15), 10**15).map(Decimal)


@pytest.mark.parametrize(
    ("yuan", "unit", "text"),
    [
        (3530600000, "亿元", "35.306"), (72362000000, "亿元", "723.62"), (0, "亿元", "0.00"), (0, "元", "0"),
        (12345, "万元", "1.2345"), (12345678, "亿元", "0.1235"), (5000, "亿元", "0.0001"), (-1, "亿元", "0.0000"),
        (100000000, "万元", "10000.00"),
    ],
)  # fmt: skip
def test_money_has_two_decimals_and_up_to_four_where_it_has_more(yuan, unit, text):
    assert showing.cell_text(Decimal(yuan), MONEY, unit) == text


@given(YUAN, st.sampled_from(["亿元", "万元", "元"]))
def test_shown_money_is_the_amount_rounded_half_up(yuan, unit):
    text = showing.cell_text(yuan, MONEY, unit)
    decimals = len(text.partition(".")[2])
    exact = showing.scaled(yuan, unit)
    assert Decimal(text) == exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert decimals <= 4
    assert Decimal(text) == exact or decimals == 4


@given(YUAN)
def test_both_units_say_the_same_amount(yuan):
    assert showing.scaled(yuan, "亿元") * 10000 == showing.scaled(yuan, "万元")


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, MONEY, "—"), ("", Column("a", "甲"), "—"), (Decimal("97.985"), Column("r", "率", "percent"), "97.99"),
        (Decimal(2) / 3, Column("p", "人均", "ratio"), "0.67"),
        (210, Column("n", "数", "count"), "210"), (Decimal("61.20"), Column("l", "用地", "number"), "61.20"),
        ("2023-08", Column("d", "日", "date"), "2023-08"), (2023, Column("y", "年度"), "2023"),
        ("new", Column("k", "性质", words={"new": "新建"}), "新建"), ("缺报", MONEY, "缺报"),
    ],
)  # fmt: skip
def test_each_nature_reads_as_people_write_it(value, column, text):
    assert showing.cell_text(value, column, "亿元") == text


def test_nothing_is_empty_on_paper():
    assert showing.cell_text(None, MONEY, "亿元", "") == ""


def test_headings_and_lines_name_the_units():
    table = three_batches()
    assert showing.heading(table.columns[2], "万元") == "总投资(万元)"
    assert showing.heading(Column("n", "个", "count", "个"), "亿元") == "个"
    assert showing.unit_words(table, "亿元") == "单位：个、亿元"
    assert showing.unit_words(Table("t", "表", "", (Column("a", "甲"),), ()), "亿元") == ""


def test_the_period_is_said_once():
    assert showing.period_words(three_batches()) == "2023年第一次至第三次　截至2023年10月31日"
    assert (
        showing.period_words(Table("t", "表", "截至2023年10月31日", (), (), as_of="2023-10-31")) == "截至2023年10月31日"
    )
    assert showing.period_words(project_list(1)) == ""


@pytest.mark.parametrize(("day", "words"), [("2023-10-31", "2023年10月31日"), ("2023-06", "2023年6月"), ("", "")])
def test_a_day_is_printed_as_precisely_as_it_is_known(day, words):
    assert showing.day_words(day) == words


COUNTED = (Column("a", "活动", "count", "场"), Column("b", "企业", "count", "家"))


@pytest.mark.parametrize(
    ("columns", "headings", "line"),
    [
        ((*COUNTED, MONEY), ["活动(场)", "企业(家)", "总投资"], "单位：亿元"),
        ((COUNTED[0], Column("t", "用时", "number", "天"), MONEY), ["活动(场)", "用时(天)", "总投资"], "单位：亿元"),
        ((COUNTED[0], Column("r", "率", "percent", "%")), ["活动", "率(%)"], "单位：场"),
        ((*[COUNTED[0]] * 2, Column("t", "用时", "number", "天")), ["活动", "活动", "用时(天)"], "单位：场"),
    ],
)  # fmt: skip
def test_a_unit_stands_above_the_table_only_where_every_count_has_it(columns, headings, line):
    table = Table("t", "表", "", columns, ())
    assert [showing.printed_heading(column, table) for column in columns] == headings
    assert showing.unit_words(table, "亿元") == line


def test_numbers_of_a_column_have_as_many_decimals_as_it_says_at_least():
    column = Column("area", "面积", "number", "亩", decimals=1)
    assert [showing.number_text(Decimal(value), column, "亿元") for value in ("129", "69.3", "0", "1.25")] == [
        "129.0", "69.3", "0.0", "1.25",
    ]  # fmt: skip
