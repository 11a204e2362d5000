from __future__ import annotations

from decimal import Decimal

import pytest

from tests.workbooks import SAMPLE, grid_of, project_rows
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections, TotalCheck
from zonedesk.sheets.totals import check_totals
from zonedesk.sheets.values import read_columns


def checks(rows: list[object]) -> list[TotalCheck]:
    found = recognise(grid_of(rows))  # type: ignore[arg-type]
    return check_totals(found, read_columns(found))


def projects(*amounts: object) -> list[object]:
    return [*project_rows(*((f"项目{n}", "", "晋中开发区", amount, "", "") for n, amount in enumerate(amounts)))]


@pytest.mark.parametrize(
    ("amounts", "stated", "agreement"),
    [
        ((1.5, 2.5), 4, "equal"),
        ((1.5, "—"), "1.50", "equal"),
        (("1,500万元", 2.5), "2.65亿", "equal"),
        ((48.81, 48.81, 48.81), 146.42, "rounding"),
        ((1.5, 2.5), 4.5, "different"),
        ((1, 2), 4, "different"),
    ],
)
def test_a_stated_total_is_compared_with_its_rows(amounts: tuple[object, ...], stated: object, agreement: str) -> None:
    (check,) = checks([*projects(*amounts), ("合计", "", "", "", stated)])
    assert (check.agreement, check.field, check.cell) == (agreement, "investment", f"E{3 + len(amounts)}")


def test_counts_in_total_rows_are_compared_too() -> None:
    (check,) = checks([*projects(1, 2), ("合计", "2个")])
    assert (check.stated, check.computed, check.agreement) == (Decimal(2), Decimal(2), "equal")


def test_totals_of_groups_without_the_word_subtotal_cover_their_own_group() -> None:
    rows = [
        *projects(1, 2),
        ("2022年合计", "", "", "", 3),
        (9, "丙", "", "晋中开发区", 5),
        ("2023年合计", "", "", "", 5),
        ("总计", "", "", "", 8),
    ]
    assert [check.agreement for check in checks(rows)] == ["equal"] * 3


def test_all_totals_of_the_sample_agree() -> None:
    found = [recognise(grid) for path in SAMPLE.glob("*.xlsx") for grid in read_workbook(path).sheets]
    made = [check for one in found if one.kind for check in check_totals(one, read_columns(one))]
    assert len(made) > 50
    assert {check.agreement for check in made} == {"equal"}


def test_a_group_row_is_checked_against_its_own_rows_only() -> None:
    def group(number: str, amount: float) -> tuple[object, ...]:
        return (number, "类", "", "", amount)

    first, second = projects(1, 2)[2:], projects(4)[2:]
    rows = [*projects()[:2], group("一", 3), *first, group("二", 3), *second, ("合计", "", "", "", 7)]
    made = checks(rows)
    assert [(check.row, check.agreement, check.computed) for check in made] == [
        (3, "equal", 3), (6, "different", 4), (8, "equal", 7),
    ]  # fmt: skip


REPORTED = ("汇总表", "年度", "栏目", "上报数", "单位")


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("reported_total", [REPORTED, ("三项改革", 2023, "合计", 20, "家"), ("三化三制", 2023, "合计", 20, "家")]),
        ("plan_item", [("年度", "季度", "板块", "工作内容"), (2024, "二季度", "合计", "样例二")]),
        ("plan_item", [("板块", "年度", "工作内容"), ("合计", 2024, "样例二")]),
        ("partner", [("机构名称", "类别"), ("合计", "商协会")]),
        ("indicator", [("指标名称", "计量单位", "口径"), ("工业投资", "亿元", "累计")]),
    ],
)
def test_a_record_with_a_totals_word_among_its_own_words_stays_one(kind: str, rows: list[tuple[object, ...]]) -> None:
    found = recognise(grid_of(rows), Corrections(kind=kind))
    assert (found.rows, found.ignored, found.notes) == (list(range(2, len(rows) + 1)), [], [])


@pytest.mark.parametrize("word", ["合计", "签约一批小计"])
def test_a_total_that_holds_words_of_a_record_is_said_to_be_left_out(word: str) -> None:
    rows = [
        ("项目名称", "类别", "活动", "总投资（亿元）"),
        ("甲", "签约一批", "2023年第一次", 1),
        (word, "签约一批", "", 1),
        ("总计", "", "", 2),
    ]
    found = recognise(grid_of(rows), Corrections(kind="batch_entry"))
    assert (found.rows, [total.row for total in found.totals]) == ([2], [3, 4])
    assert found.notes == ["第 3 行有合计、小计的字样，当作合计，没有导入。是一条记录的，请在这一行填上序号再导入"]
