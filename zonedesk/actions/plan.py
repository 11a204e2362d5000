"""What an import would do, as plain data that a window or a command line can show before it happens.

`actions.importing` makes and applies it:
`open_workbooks(paths) -> list[Workbook]` (slow; raises Unreadable),
`make_plan(store, workbooks, corrections={(file, sheet): Corrections}, record=None, create_zones=False, progress) -> Plan`,
`apply_plan(store, plan, partial=False, progress) -> Applied` (raises Refused with the errors) and `as_json(plan, applied) -> dict`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from zonedesk.records import KINDS
from zonedesk.sheets.recognition import Corrections, Recognition, TotalCheck

Result = Literal["new", "changed", "unchanged", "error", "left_out"]
RESULTS: dict[str, str] = {
    "new": "新增", "changed": "更新", "unchanged": "未变", "error": "错误", "left_out": "不导入", "ignored": "忽略",
}  # fmt: skip
"""What becomes of a row, in the user's words."""


@dataclass(frozen=True)
class Offer:
    """A record that a name which is not on record may mean: its kind, its id, its own name; and the name as it is written.

    Choosing it is `Corrections.names[kind, written] = record`.
    """

    kind: str
    record: str
    caption: str
    written: str = ""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong or doubtful at a cell. `column` is from 0, or None where no column of the sheet is to blame.

    `offers` are records that the cell's name may mean, nearest first: each can be chosen as what this name stands for.
    """

    file: str
    sheet: str
    cell: str
    row: int
    column: int | None
    heading: str
    value: str
    message: str
    severity: Literal["error", "warning"] = "error"
    offers: tuple[Offer, ...] = ()

    def sentence(self) -> str:
        """Return the problem with its place: 02 汇总表.xlsx 签约一批 E9 项目代码“…”：…"""
        value = f"“{self.value}”" if self.value else ""
        return f"{self.file}〔{self.sheet}〕{self.cell} {self.heading}{value}：{self.message}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value changes, with both values and the column that says so (None for a sheet's constant)."""

    kind: str
    field: str
    old: Any
    new: Any
    column: int | None


@dataclass(slots=True)
class RowPlan:
    """What becomes of one data row. `row` is from 1; `changes` are listed where an existing record changes.

    `record` is the one that it comes to, a new one's as well; empty for a row in error.
    """

    row: int
    result: Result
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    record: str = ""


@dataclass
class SheetPlan:
    """What becomes of one sheet. The cells themselves are in `recognition.grid`."""

    file: str
    sheet: str
    recognition: Recognition
    rows: list[RowPlan] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    totals: list[TotalCheck] = field(default_factory=list)
    amount: Decimal | None = None
    """What its rows add up to in the sheet's main amount, in 元."""
    corrections: Corrections = field(default_factory=Corrections)
    """What a person changed in how it is read."""
    recalled_names: dict[tuple[str, str], str] = field(default_factory=dict)
    """The records that names stand for as a person chose before, by (kind, name as it is written)."""

    @property
    def record(self) -> str | None:
        """The kind of record that its rows are, None where the sheet is left out."""
        return self.recognition.kind

    def count(self, result: Result) -> int:
        """Return how many rows have this result."""
        return sum(row.result == result for row in self.rows)

    @property
    def errors(self) -> list[CellProblem]:
        """What stops the import."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[CellProblem]:
        """What is doubtful and does not stop."""
        return [problem for problem in self.problems if problem.severity == "warning"]


@dataclass(slots=True)
class Step:
    """One record to make or to change. A new one has its id already, in its values too, so that others can link to it."""

    kind: str
    id: str
    values: dict[str, Any]
    is_new: bool


@dataclass
class Plan:
    """What an import would do to the whole store: per sheet for people, as steps for the store."""

    sheets: list[SheetPlan] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    missing_zones: list[str] = field(default_factory=list)
    made_at: int = 0
    """The ledger's latest change when the plan was made: it holds for that state alone."""

    @property
    def files(self) -> list[str]:
        """The files' names in the order given."""
        return list(dict.fromkeys(sheet.file for sheet in self.sheets))

    @property
    def errors(self) -> list[CellProblem]:
        """Everything that stops the import."""
        return [problem for sheet in self.sheets for problem in sheet.errors]

    @property
    def warnings(self) -> list[CellProblem]:
        """Everything that is doubtful and does not stop."""
        return [problem for sheet in self.sheets for problem in sheet.warnings]

    def count(self, result: Result) -> int:
        """Return how many rows of all sheets have this result."""
        return sum(sheet.count(result) for sheet in self.sheets)

    def brought_along(self) -> dict[str, int]:
        """Return how many records of each kind the good rows make or change beside their own: an event, an enterprise."""
        found = Counter(step.kind for step in self.steps)
        for sheet in self.sheets:
            if sheet.record is not None:
                found[sheet.record] -= sheet.count("new") + sheet.count("changed")
        return {kind: found[kind] for kind in KINDS if found[kind] > 0}

    @property
    def is_applicable(self) -> bool:
        """Whether all of it may be applied."""
        return not self.errors


def brought_words(brought: Mapping[str, int]) -> str:
    """Return what rows bring along: 另由台账带出 24 条（活动 1、专项行动 23）; nothing where they bring nothing."""
    parts = "、".join(f"{KINDS[kind].label} {count}" for kind, count in brought.items())
    return f"另由台账带出 {sum(brought.values())} 条（{parts}）" if parts else ""
