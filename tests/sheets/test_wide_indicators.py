"""Sheets whose indicators stand side by side, over months or under them."""

from __future__ import annotations

import pytest

from tests.workbooks import Rows, grid_of
from zonedesk.sheets.memory import Memory
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Recognition

TITLE = ("2023年1-10月开发区主要指标完成情况",)
ADDED, SPENT = "规上工业增加值（亿元）", "固定资产投资（万元）"


def said(rows: Rows, merges: list[tuple[int, int, int, int]]) -> list[tuple[str | None, dict[str, str], str]]:
    found = recognise(grid_of(rows, merges=merges))
    assert found.kind == "reading"
    return [(column.field, dict(column.said), column.unit) for column in found.columns[1:]]


def test_indicators_over_value_and_growth_of_the_titles_month() -> None:
    rows = [
        TITLE,
        ("开发区", ADDED, "", SPENT, ""),
        ("", "累计值", "同比", "累计值", "同比"),
        ("晋中开发区", 1, 2, 3, 4),
    ]
    assert said(rows, [(1, 1, 1, 2), (1, 3, 1, 4)]) == [
        ("value", {"indicator": "规上工业增加值"}, "亿元"), ("growth", {"indicator": "规上工业增加值"}, "%"),
        ("value", {"indicator": "固定资产投资"}, "万元"), ("growth", {"indicator": "固定资产投资"}, "%"),
    ]  # fmt: skip


@pytest.mark.parametrize("is_month_above", [False, True])
def test_indicators_over_months_and_months_over_indicators(is_month_above: bool) -> None:
    above, below = (["1-9月", "1-10月"], [ADDED, SPENT]) if is_month_above else ([ADDED, SPENT], ["1-9月", "1-10月"])
    rows = [TITLE, ("开发区", above[0], "", above[1], ""), ("", *below, *below), ("晋中开发区", 1, 2, 3, 4)]
    found = said(rows, [(1, 1, 1, 2), (1, 3, 1, 4)])
    assert [field for field, *_ in found] == ["value"] * 4
    assert {(one["month"], one["indicator"]) for _, one, _ in found} == {
        (month, name) for month in ("9月", "10月") for name in ("规上工业增加值", "固定资产投资")
    }


def test_three_heading_rows_of_indicator_month_and_detail() -> None:
    first = ("开发区", ADDED, "", "", "", SPENT, "", "", "")
    second = ("", "1-9月", "", "1-10月", "", "1-9月", "", "1-10月", "")
    rows = [TITLE, first, second, ("", *["累计值", "同比"] * 4), ("晋中开发区", *range(8))]
    merges = [(1, 1, 1, 4), (1, 5, 1, 8), *((2, c, 2, c + 1) for c in (1, 3, 5, 7))]
    found = said(rows, merges)
    assert found[0] == ("value", {"month": "9月", "indicator": "规上工业增加值"}, "亿元")
    assert found[7] == ("growth", {"month": "10月", "indicator": "固定资产投资"}, "%")


def test_a_column_of_no_indicator_is_left_out_beside_them() -> None:
    rows = [TITLE, ("开发区", ADDED, "", SPENT, "", "位次"), ("", "累计值", "同比", "累计值", "同比", ""),
            ("晋中开发区", 1, 2, 3, 4, 5)]  # fmt: skip
    assert said(rows, [(1, 1, 1, 2), (1, 3, 1, 4)])[-1][0] is None


KNOWN = Memory(indicators=frozenset({"工业投资", "税收收入"}))
NOTICE = ("2023年11月主要指标",)


def across(*headings: str, title: tuple[str, ...] = NOTICE, memory: Memory = KNOWN) -> Recognition:
    rows = [title, ("单位：万元",), ("开发区", *headings), ("介休经开区", *range(1, len(headings) + 1))]
    return recognise(grid_of(rows), memory=memory)


def test_indicators_on_record_head_columns_by_themselves() -> None:
    found = across("工业投资", "税收收入（亿元）")
    assert (found.kind, found.constants) == ("reading", {"year": "2023", "month": "11月"})
    assert [(column.field, dict(column.said), column.unit) for column in found.used[1:]] == [
        ("value", {"indicator": "工业投资"}, "万元"), ("value", {"indicator": "税收收入"}, "亿元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("工业投资", "同比", "税收收入", "同比"), ("工业投资", "工业投资增长%", "税收收入", "税收收入同比（%）"),
        ("1-11月工业投资", "增速", "1-11月税收收入", "1-11月税收收入增速"),
    ],
)  # fmt: skip
def test_growths_are_told_of_their_indicators(headings: tuple[str, ...]) -> None:
    found = [(column.field, dict(column.said)["indicator"]) for column in across(*headings).used[1:]]
    assert found == [(field, name) for name in ("工业投资", "税收收入") for field in ("value", "growth")]


def test_growths_beside_months_under_an_indicator_are_told_of_both() -> None:
    rows = [TITLE, ("开发区", ADDED, "", "", "", SPENT, ""), ("", *["1-9月", "同比", "1-10月"], "同比", "1-10月", "同比"),
            ("晋中开发区", *range(6))]  # fmt: skip
    found = said(rows, [(1, 1, 1, 4), (1, 5, 1, 6)])
    assert [(field, one["month"], one["indicator"]) for field, one, _ in found if field == "growth"] == [
        ("growth", "9月", "规上工业增加值"), ("growth", "10月", "规上工业增加值"), ("growth", "10月", "固定资产投资"),
    ]  # fmt: skip


def test_one_growth_after_two_indicators_is_none_of_theirs() -> None:
    assert [column.why for column in across("工业投资", "税收收入", "同比").unread] == [
        "列名里没有指标，请在列名里写明"
    ]


def test_a_notice_of_indicators_may_count_projects_as_well() -> None:
    assert across("项目数", "工业投资", "税收收入").kind == "reading"


def test_an_indicator_that_is_not_on_record_is_left_out_and_said() -> None:
    found = across("工业投资", "税收收入", "招商引资", "用水量", "用电量", "进口额")
    assert found.kind == "reading"
    assert [(column.letter, column.why) for column in found.unread] == [
        (letter, "台账里没有这项指标") for letter in "DEFG"
    ]


@pytest.mark.parametrize(
    ("headings", "title", "memory"),
    [
        (("工业投资", "招商引资"), NOTICE, KNOWN), (("工业投资", "税收收入"), ("2023年主要指标",), KNOWN),
        (("工业投资", "税收收入"), ("11月主要指标",), KNOWN), (("工业投资", "税收收入"), NOTICE, Memory()),
        (("项目数", "工业投资", "税收收入"), ("2023年11月重点项目汇总",), KNOWN),
    ],
    ids=["one on record", "no month", "no year", "none on record", "summary of projects"],
)  # fmt: skip
def test_amounts_are_not_taken_for_indicators(
    headings: tuple[str, ...], title: tuple[str, ...], memory: Memory
) -> None:
    assert across(*headings, title=title, memory=memory).kind is None
