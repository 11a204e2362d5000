"""What the wizard does beside the window: applying a plan, making zones, taking an import back, writing the errors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Refused
from zonedesk.ui.import_outcome import Outcome

if TYPE_CHECKING:
    from zonedesk.actions.plan import Plan
    from zonedesk.figures.table import Table
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store


def apply_draft(store: Store, plan: Plan, partial: bool) -> Outcome:
    """Write a plan to the ledger and say what became of it. Raises Refused with nothing changed."""
    from zonedesk.actions.importing import apply_plan

    applied = apply_plan(store, plan, partial=partial)
    counts = outcome_counts(plan)
    return Outcome(counts, plan.count("error"), applied.backup)


def make_zones(store: Store, zones: Mapping[str, Mapping[str, str]]) -> str:
    """Make development zones, all or none, and return the sentence that says so. Raises Refused."""
    from zonedesk.actions.records import Edit, save_many

    what = f"新建 {len(zones)} 个开发区"
    edits = [Edit({"name": name, "short_name": name, **values}) for name, values in zones.items()]
    for edit, saved in zip(edits, save_many(store, "zone", edits, what, "import"), strict=True):
        if saved.errors:
            raise Refused(f"没有新建开发区“{edit.values['name']}”：{saved.errors[0].message}")
    return f"已{what}，可以撤销"


def take_back(store: Store) -> str:
    """Undo the latest action and return the sentence that says so."""
    from zonedesk.actions.changes import undo

    return undo(store) or "没有可以撤销的操作"


def write_errors(path: Path, plan: Plan, settings: Settings) -> str:
    """Write what is to be mended in all sheets to a table file and return the sentence that says so. Raises Mendable."""
    from zonedesk.actions.exporting import write

    write(error_table(plan), path, settings, settings.money_unit)
    return f"错误清单已存到 {path}"


def error_table(plan: Plan) -> Table:
    """Return the problems of a plan as a table, each with its place."""
    from zonedesk.figures.table import Column, Row, Table

    labels = {"file": "文件", "sheet": "工作表", "cell": "单元格", "heading": "表头", "value": "内容", "message": "怎么改"}
    problems = [problem for sheet in plan.sheets for problem in (*sheet.errors, *sheet.warnings)]
    return Table(
        name="import-errors",
        title="导入错误清单",
        period=f"{len(plan.errors)} 处错误",
        columns=tuple(Column(key, words, "text", width=40 if key == "message" else 14) for key, words in labels.items()),
        rows=tuple(Row({key: getattr(problem, key) or None for key in labels}) for problem in problems),
    )
