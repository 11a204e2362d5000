from __future__ import annotations

from decimal import Decimal

import pytest

from tests.workbooks import SAMPLE, grid_of, project_rows
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import TotalCheck
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
