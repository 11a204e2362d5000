from __future__ import annotations

import pytest

from zonedesk.errors import Unreadable
from zonedesk.records.dates import parse_date
from zonedesk.records.fields import Date, Money, Month, Number, Text
from zonedesk.records.parsing import parse_money
from zonedesk.records.wording import is_vague_date, is_vague_number, says_vaguely

SLIPS = ("2O23-6", "12..5", "abc", "张三", "2-", "1.2.3", "１２Ａ")


@pytest.mark.parametrize(
    "text",
    ["2.50-4.00", "3~5亿", "３～５亿元", "3至5", "1000-2000万元", "8000万-1.2亿", "约3亿", "约 200 人", "10以上", "10余亿", "3亿多", "≥5000",
     "不低于5000万", "5000万左右", "待定", "面议", "不详", "未定", "暂未确定", "尚未测算", "保密", "3亿元（暂定）", "5，其中设备2亿", "3亿美元"],
)  # fmt: skip
def test_ranges_estimates_and_words_are_told_from_numbers_and_slips(text: str) -> None:
    assert is_vague_number(text)
    with pytest.raises(Unreadable):
        parse_money(text, "亿元")


@pytest.mark.parametrize("text", [*SLIPS, "2023-6", "5-3", "1,23", "5吨", "2 3", "2023年6月"])
def test_a_slip_says_no_number_even_vaguely(text: str) -> None:
    assert not is_vague_number(text)


@pytest.mark.parametrize(
    "text",
    ["待定", "不详", "2017/2020", "2017-2020", "2023.1-6", "2023年1-6月", "2023.6.1-2024.6.1", "2020年5月30日至2040年5月29日",
     "2020-05-30至无固定期限", "长期", "年底前", "2023年底前", "6月底前", "2023年上半年", "三季度", "预计2023年6月", "2023年12月前", "尚未开工",
     "2023年6月（计划）", "春节前", "保密"],
)  # fmt: skip
def test_periods_and_vague_days_are_told_from_dates_and_slips(text: str) -> None:
    assert is_vague_date(text)
    with pytest.raises(Unreadable):
        parse_date(text, 2023)


@pytest.mark.parametrize(
    "text", [*SLIPS, "2023-13-01", "2023-00-01", "2023年2月30日", "23.6", "20236", "2023-6-31", "6"]
)
def test_a_slip_says_no_day_even_vaguely(text: str) -> None:
    assert not is_vague_date(text)


def test_each_field_has_its_own_grammar() -> None:
    assert says_vaguely(Date(label="签约时间"), "2017/2020")
    assert not says_vaguely(Money(label="总投资"), "年底前")
    assert says_vaguely(Number(label="用工"), "约200人")
    assert not says_vaguely(Month(label="月份"), "1-10")
    assert not says_vaguely(Text(label="内容"), "待定")
