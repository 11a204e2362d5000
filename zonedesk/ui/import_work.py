"""What the wizard does beside the window: applying a plan, making zones, taking an import back, writing the errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.records import KINDS
from zonedesk.ui.import_outcome import Outcome

if TYPE_CHECKING:
    from zonedesk.actions.plan import Plan
    from zonedesk.figures.table import Table
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store
    from zonedesk.ui.file_out import Told
    from zonedesk.ui.import_draft import Draft

MARKED = "标注后的原表 (*.xlsx)"
ERROR_FORMS = (MARKED, "错误清单 (*.xlsx)", "错误清单 (*.csv)")
"""The forms, as a file dialog names them, in which errors can be taken along."""


def apply_draft(store: Store, plan: Plan, partial: bool, progress: Callable[[str], None]) -> Outcome:
    """Write a plan to the ledger and say what became of it. Raises Refused with nothing changed."""
    from zonedesk.actions.importing import apply_plan

    applied = apply_plan(store, plan, partial, progress)
    return Outcome(outcome_counts(plan), applied.left_out, applied.backup, plan.brought_along(), applied.learnt)


def outcome_counts(plan: Plan) -> dict[str, tuple[int, int, int]]:
    """Return how many records of each kind a plan makes, changes and leaves as they are."""
    counts: dict[str, tuple[int, int, int]] = {}
    for kind in KINDS:
        own = [step for step in plan.steps if step.kind == kind]
        new = sum(step.is_new for step in own)
        same = sum(sheet.count("unchanged") for sheet in plan.sheets if sheet.record == kind)
        if own or same:
            counts[kind] = (new, len(own) - new, same)
    return counts


def take_back(store: Store) -> str:
    """Undo the latest action and return the sentence that says so."""
    from zonedesk.actions.changes import undo

    return undo(store) or "没有可以撤销的操作"


def mark_ledgers(path: Path, draft: Draft, plan: Plan, told: Told) -> str:
    """Write the ledgers with their errors marked and return the sentence that says so. Raises Mendable."""
    from zonedesk.actions.returning import write_marked

    return write_marked(path, draft.workbooks, plan, told)


def write_errors(path: Path, plan: Plan, settings: Settings, told: Told) -> str:
    """Write what is to be mended in all sheets to a table file and return the sentence that says so. Raises Mendable."""
    from zonedesk.actions.exporting import write

    write(error_table(plan), path, settings, settings.money_unit, told)
    return f"错误清单已存到 {path}"


def error_table(plan: Plan) -> Table:
    """Return the problems of a plan as a table, each with its place."""
    from zonedesk.figures.table import Column, Row, Table

    labels = {
        "file": "文件",
        "sheet": "工作表",
        "cell": "单元格",
        "heading": "表头",
        "value": "内容",
        "message": "怎么改",
    }
    problems = [problem for sheet in plan.sheets for problem in (*sheet.errors, *sheet.warnings)]
    return Table(
        name="import-errors",
        title="导入错误清单",
        period=f"{len(plan.errors)} 处错误",
        columns=tuple(
            Column(key, words, "text", width=40 if key == "message" else 14) for key, words in labels.items()
        ),
        rows=tuple(Row({key: getattr(problem, key) or None for key in labels}) for problem in problems),
    )
