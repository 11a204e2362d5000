"""Sheets whose indicators stand side by side, over months or under them."""

from __future__ import annotations

import pytest

from tests.workbooks import Rows, grid_of
from zonedesk.sheets.recognise import recognise

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
