"""What is wrong or doubtful with a record: an error where it cannot be so, a warning where the world allows it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from zonedesk.records import KINDS

TODAY = datetime.date.today()
NEXT_MONTH = (TODAY.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)

READING = {"indicator": "i", "year": Decimal(2023), "month": Decimal(10), "value": Decimal(101)}
TARGET = {"indicator": "i", "year": Decimal(2023), "basis": "value", "value": Decimal(6)}
MILESTONE = {"project": "p", "name": "开工"}
LEAD = {"name": "样例意向企业", "stage": "talk"}
FUNDING = {"town": "t", "kind": "town_match", "year": Decimal(2023), "province_amount": Decimal(5_000_000)}
BOTTLENECK = {"zone": "z", "kind": "land", "description": "用地指标不足", "status": "solved", "solved_on": "2023-09"}

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("reading", READING),
    ("reading", {**READING, "year": Decimal(TODAY.year), "month": Decimal(TODAY.month)}),
    ("reading", {**READING, "growth": Decimal(1000)}),
    ("reading", {**READING, "growth": Decimal("-33")}),
    ("reading", {**READING, "value": Decimal(-5), "growth": Decimal(-150)}),
    ("target", TARGET),
    ("target", {**TARGET, "basis": "growth", "value": Decimal(0)}),
    ("milestone", {**MILESTONE, "planned_from": "2023-03", "planned_to": "2023-03-31", "percent": Decimal("99.5")}),
    ("milestone", {**MILESTONE, "actual_from": "2023", "actual_to": "2023-02", "percent": Decimal(100)}),
    ("lead", LEAD),
    ("lead", {**LEAD, "stage": "signed", "project": "p"}),
    ("funding", {**FUNDING, "city_amount": Decimal(5_000_000)}),
    ("funding", {**FUNDING, "kind": "project", "city_amount": Decimal(1)}),
    ("bottleneck", {**BOTTLENECK, "result": "已调剂指标"}),
]

BAD: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("reading", {**READING, "year": Decimal(NEXT_MONTH.year), "month": Decimal(NEXT_MONTH.month)},
     "month", "error", "还没有到"),
    ("reading", {**READING, "month": Decimal(13)}, "month", "error", "不能大于 12"),
    ("reading", {**READING, "value": None}, "value", "error", "至少一个"),
    ("reading", {**READING, "growth": Decimal("29923.9")}, "growth", "warning", "基数过小"),
    ("reading", {**READING, "growth": Decimal(-101)}, "growth", "warning", "低于 -100%"),
    ("target", {**TARGET, "value": Decimal(0)}, "value", "warning", "算不出完成率"),
    ("target", {**TARGET, "weight": Decimal(101)}, "weight", "error", "不能大于 100"),
    ("milestone", {**MILESTONE, "percent": Decimal("100.1")}, "percent", "error", "不能大于 100"),
    ("milestone", {**MILESTONE, "planned_from": "2023-05", "planned_to": "2023-04"}, "planned_to", "error", "早于计划开始"),
    ("milestone", {**MILESTONE, "actual_from": "2023-05-02", "actual_to": "2023-05-01", "percent": Decimal(100)},
     "actual_to", "error", "早于实际开始"),
    ("lead", {**LEAD, "stage": "signed"}, "project", "warning", "先新建项目"),
    ("funding", FUNDING, "city_amount", "warning", "少 500.00 万元，不是 1:1"),
    ("funding", {**FUNDING, "city_amount": Decimal(6_000_000)}, "city_amount", "warning", "多 100.00 万元"),
    ("funding", {**FUNDING, "city_amount": Decimal(5_000_000), "town": None}, "town", "error", "至少一个"),
    ("bottleneck", BOTTLENECK, "result", "error", "办理结果"),
    ("bottleneck", {**BOTTLENECK, "result": "已调剂", "found_on": "2023-10"}, "solved_on", "error", "早于提出时间"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "row"), GOOD)
def test_what_may_be_so_is_not_spoken_of(kind: str, row: Mapping[str, Any]) -> None:
    assert KINDS[kind].problems(row) == []


@pytest.mark.parametrize(("kind", "row", "field", "severity", "words"), BAD)
def test_a_problem_is_said_at_its_field(
    kind: str, row: Mapping[str, Any], field: str, severity: str, words: str
) -> None:
    (problem,) = KINDS[kind].problems(row)
    assert (problem.field, problem.severity) == (field, severity)
    assert words in problem.message


class Others:
    """Records beside the one that is checked, as plain rows."""

    def __init__(self, *rows: tuple[str, dict[str, Any]]) -> None:
        self._rows = rows

    def row(self, kind: str, record: str) -> Mapping[str, Any] | None:
        return next((row for key, row in self._rows if key == kind and row.get("id") == record), None)

    def find(self, kind: str, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
        rows = (row for key, row in self._rows if key == kind)
        return next((row for row in rows if all(row.get(name) == value for name, value in values.items())), None)

    def changes(self, kind: str, values: Mapping[str, Any], name: str) -> bool:
        return False


CITY = {"zone": None, **READING}


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        (CITY, False),
        ({**CITY, "value": Decimal(99)}, True),
        ({**CITY, "value": Decimal(99), "reason": "核减"}, False),
        ({**CITY, "value": None, "growth": Decimal(3)}, False),
        ({**CITY, "value": Decimal(99), "zone": "z"}, False),  # another's readings say nothing about its own
        ({**CITY, "value": Decimal(99), "year": Decimal(2024)}, False),  # a year begins anew
    ],
)
def test_a_cumulative_value_below_the_month_before_is_doubted(row: dict[str, Any], doubted: bool) -> None:
    others = Others(
        ("indicator", {"id": "i", "cumulative": "total"}),
        ("reading", {**CITY, "month": Decimal(8), "value": Decimal(100)}),
        ("reading", {**CITY, "month": Decimal(9), "value": None}),
    )
    problems = KINDS["reading"].problems_beside(row, others)
    assert [(problem.field, problem.severity) for problem in problems] == [("value", "warning")] * doubted


@pytest.mark.parametrize(
    ("value", "reason", "beside", "doubted"),
    [
        (5000, "", "", True), (3, "", "", False), (5000, "含历年数", "", False), (5000, "", "核减", False), (None, "", "", False),
    ],
)  # fmt: skip
def test_a_cumulative_value_above_the_next_months_is_doubted(
    value: int | None, reason: str, beside: str, doubted: bool
) -> None:
    others = Others(
        ("indicator", {"id": "i", "cumulative": "total"}),
        ("reading", {**CITY, "month": Decimal(2), "value": None}),
        ("reading", {**CITY, "month": Decimal(3), "value": Decimal("3.3"), "reason": beside or None}),
    )
    row = {**CITY, "month": Decimal(1), "value": value if value is None else Decimal(value), "reason": reason or None}
    problems = KINDS["reading"].problems_beside(row, others)
    assert [(problem.field, problem.severity) for problem in problems] == [("value", "warning")] * doubted
    assert all(problem.message.startswith("1月累计 5000，高于 1—3月的 3.3。") for problem in problems)


def test_a_reason_with_the_month_before_settles_a_fall() -> None:
    others = Others(
        ("indicator", {"id": "i", "cumulative": "total"}),
        ("reading", {**CITY, "month": Decimal(9), "value": Decimal(200), "reason": "年报调整"}),
    )
    assert KINDS["reading"].problems_beside(CITY, others) == []


@pytest.mark.parametrize(
    ("after", "severity", "words"),
    [("开工", "error", "开工 → 开工"), ("验收、主体", "error", "开工 → 主体 → 开工"), ("验收", "warning", "“验收”")],
)
def test_predecessors_must_be_there_and_lead_nowhere_back(after: str, severity: str, words: str) -> None:
    others = Others(("milestone", {"project": "p", "name": "主体", "after": "开工"}))
    (problem,) = KINDS["milestone"].problems_beside({**MILESTONE, "after": after}, others)
    assert (problem.field, problem.severity) == ("after", severity)
    assert words in problem.message


def test_long_ways_round_end() -> None:
    chain = [
        ("milestone", {"project": "p", "name": f"节点{n}", "after": f"节点{n + 1}、节点{(n * 7) % 50}"})
        for n in range(50)
    ]
    problems = KINDS["milestone"].problems_beside({**MILESTONE, "after": "节点0"}, Others(*chain))
    assert problems == []
