"""Ledgers in: files read, understood, compared with what is kept, and applied all or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedesk.actions.applying import Progress, latest_change, refuse_stale, write_steps
from zonedesk.actions.naming import NO_NAMES, Chosen
from zonedesk.actions.opening import ReadFile, open_workbooks
from zonedesk.actions.plan import CellProblem, Plan, SheetPlan, brought_words
from zonedesk.actions.remembering import learn, read_memory
from zonedesk.errors import Refused, Unreadable
from zonedesk.records import KINDS
from zonedesk.sheets.grid import Grid, Workbook
from zonedesk.sheets.marks import WORDS_SHEET, without_marks
from zonedesk.sheets.memory import Memory
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections, Recognition
from zonedesk.sheets.tables import tables_of

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Place = tuple[str, str]
"""File name and sheet name."""

NO_CORRECTIONS: Mapping[Place, Corrections] = {}


@dataclass(frozen=True)
class Applied:
    """What an import did, in records, the sentence that says so, the copy made before it, and how many choices are now remembered."""

    new: int
    changed: int
    unchanged: int
    left_out: int
    sentence: str
    backup: Path | None = None
    learnt: int = 0


def plan_import(store: Store, files: Sequence[Path], record: str | None = None, create_zones: bool = False) -> Plan:
    """Read files and return what importing them would do. Raises Unreadable."""
    plan = make_plan(store, open_workbooks(files), record=record, create_zones=create_zones)
    refuse_unrecognised(plan)
    return plan


def make_plan(
    store: Store,
    workbooks: Sequence[Workbook],
    corrections: Mapping[Place, Corrections] = NO_CORRECTIONS,
    record: str | None = None,
    create_zones: bool = False,
    progress: Progress = lambda _: None,
    hidden: bool = False,
    names: Chosen = NO_NAMES,
) -> Plan:
    """Return what importing workbooks would do; nothing is changed.

    `record` takes every sheet that is not corrected as this kind. `create_zones` makes the zones that the ledger lacks. `hidden` takes
    hidden sheets as the kinds that they seem to be. `names` says for all sheets that are not corrected what names stand for.
    What `progress` raises ends the work.
    """
    from zonedesk.actions.linking import LinkReader
    from zonedesk.actions.matching import Archive
    from zonedesk.actions.planning import Course, plan_sheet

    with store.reading() as connection:
        memory = read_memory(connection)
    rules = _Rules(corrections, Corrections(kind=record, names=dict(names)), hidden, memory)
    sheets = list(_recognised(workbooks, rules, progress))
    with _uncollected(), store.reading() as connection:
        archive = Archive(connection)
        links = LinkReader(archive, create_zones, memory.names)
        course = Course(archive, links, progress=progress)
        planned: dict[int, SheetPlan] = {}
        for index in sorted(range(len(sheets)), key=lambda i: _turn(sheets[i][1])):
            planned[index] = plan_sheet(*sheets[index], course)
        links.forget_unused()
        ordered = [planned[index] for index in range(len(sheets))]
        return Plan(ordered, archive.steps(), list(links.missing_zones), latest_change(connection))


@dataclass(frozen=True)
class _Rules:
    """What is said of sheets before they are read. One that a person corrected by its own name is one table."""

    corrections: Mapping[Place, Corrections]
    forced: Corrections
    hidden: bool
    memory: Memory

    def read(self, file: str, sheet: Grid) -> Iterator[tuple[Recognition, Corrections]]:
        for grid in [sheet] if (file, sheet.name) in self.corrections else tables_of(sheet):
            told = self.corrections.get((file, grid.title), Corrections() if grid.hidden else self.forced)
            found = recognise(grid, told, self.memory)
            if self.hidden and found.guess:
                told = replace(told, kind=found.guess)
                found = recognise(grid, told, self.memory)
            yield found, told


def _recognised(
    workbooks: Sequence[Workbook], rules: _Rules, progress: Progress
) -> Iterator[tuple[str, Recognition, Corrections]]:
    for workbook in workbooks:
        for sheet in (without_marks(sheet) for sheet in workbook.sheets if sheet.name != WORDS_SHEET):
            progress(f"正在识别 {workbook.name}〔{sheet.name}〕")
            for found, told in rules.read(workbook.name, sheet):
                yield workbook.name, found, told


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector off: a large ledger makes millions of rows and no cycles, which it would walk again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _turn(recognition: Recognition) -> int:
    """Return when a sheet has its turn: what others need comes first, in whatever order the files were given."""
    return list(KINDS).index(recognition.kind) if recognition.kind else len(KINDS)


def refuse_unrecognised(plan: Plan) -> None:
    """Raise Unreadable for a file of which no sheet was understood."""
    for sentence in unrecognised(plan):
        raise Unreadable(sentence)


def unrecognised(plan: Plan) -> list[str]:
    """Return a sentence for each file of which no sheet was understood."""
    sentences = []
    for file in plan.files:
        sheets = [sheet for sheet in plan.sheets if sheet.file == file]
        if all(sheet.record is None for sheet in sheets):
            told = next((s for s in sheets if not s.recognition.grid.is_blank), sheets[0])
            sentences.append(f"“{file}”没有导入，工作表“{told.sheet}”：{told.recognition.why}")
    return sentences


def apply_plan(store: Store, plan: Plan, partial: bool = False, progress: Progress = lambda _: None) -> Applied:
    """Do what a plan says as one step that can be undone, after a backup; rows in error are left out if `partial`.

    Raises Refused, with nothing changed, where there are errors or the ledger was changed since the plan was made.
    What `progress` raises ends the work as well, and nothing is changed.
    """
    from zonedesk.store.backup import back_up

    if plan.errors and not partial:
        raise Refused(refusal(plan.errors))
    applied = outcome_of(plan)
    backup = None
    if plan.steps:
        progress("正在备份台账")
        backup = back_up(store.path, "导入前")
    with _uncollected(), store.change(_what(plan), source="import") as change:
        refuse_stale(change.connection, plan.made_at, "核对之后台账又有改动，没有导入。请重新核对一遍再导入")
        write_steps(change, plan.steps, progress)
        learnt = learn(change.connection, plan.sheets)
        progress("正在写入变更记录")
        change.commit()
    return replace(applied, backup=backup, learnt=learnt)


def _what(plan: Plan) -> str:
    files = plan.files
    return f"导入 {files[0]}" + (f" 等 {len(files)} 个文件" if len(files) > 1 else "")


def outcome_of(plan: Plan) -> Applied:
    """Return what applying a plan's good rows comes to."""
    new, changed, unchanged, wrong = (plan.count(result) for result in ("new", "changed", "unchanged", "error"))
    parts = [f"新增 {new} 条", f"更新 {changed} 条", f"未变 {unchanged} 条"] + (
        [f"有错未导入 {wrong} 条"] if wrong else []
    )
    parts += [f"按选择不导入 {chosen} 条"] if (chosen := plan.count("left_out")) else []
    parts += [words] if (words := brought_words(plan.brought_along())) else []
    return Applied(new, changed, unchanged, wrong, f"{_what(plan)}：{'，'.join(parts)}")


def refusal(errors: Sequence[CellProblem]) -> str:
    """Return the sentence for errors that stop an import: the first at its place, and how many there are."""
    count = f"共有 {len(errors)} 处错误，第一处：" if len(errors) > 1 else ""
    return f"没有导入，台账没有改动。{count}{errors[0].sentence()}"


def as_json(plan: Plan, applied: bool, refused: Sequence[ReadFile] = ()) -> dict[str, Any]:
    """Return a plan as the command line gives it; a file that could not be read is a sheet without a name, with its sentence."""
    sheets = [_sheet_json(sheet) for sheet in plan.sheets] + [_refused_json(file) for file in refused]
    return {"sheets": sheets, "applied": applied}


def _refused_json(file: ReadFile) -> dict[str, Any]:
    return {
        "file": file.name, "sheet": None, "record": None, "rows": 0, "header_rows": [], "columns": [], "new": 0, "changed": 0,
        "unchanged": 0, "ignored": [], "why": file.trouble, "errors": [], "warnings": [], "totals": [],
    }  # fmt: skip


def _sheet_json(sheet: SheetPlan) -> dict[str, Any]:
    read = sheet.recognition
    return {
        "file": sheet.file, "sheet": read.grid.name, "table": read.grid.table or None, "hidden": read.grid.hidden,
        "record": sheet.record, "guess": read.guess, "score": round(read.score, 2), "header_rows": list(read.header_rows),
        "rows": len(read.rows), "sheet_rows": len(read.grid.cells),
        "columns": [
            {"heading": c.heading, "field": c.written(sheet.record or "") or None, "unit": c.unit or None}
            for c in read.columns
        ],
        "new": sheet.count("new"), "changed": sheet.count("changed"), "unchanged": sheet.count("unchanged"),
        "left_out": sheet.count("left_out"), "notes": [*read.recalled, *read.notes],
        "ignored": [{"row": ignored.row, "why": ignored.why} for ignored in read.ignored], "why": read.why or None,
        "errors": [_problem_json(problem) for problem in sheet.errors],
        "warnings": [_problem_json(problem) for problem in sheet.warnings],
        "totals": [
            {"cell": t.cell, "label": t.label, "stated": t.stated, "computed": t.computed, "unit": t.unit,
             "agreement": t.agreement}
            for t in sheet.totals
        ],
    }  # fmt: skip


def _problem_json(problem: CellProblem) -> dict[str, Any]:
    offers = [offer.caption for offer in problem.offers]
    return {
        "cell": problem.cell, "heading": problem.heading, "value": problem.value, "message": problem.message,
        "offers": offers,
    }  # fmt: skip
