"""Ledgers that go back to those who filled them in: their own workbooks, with what is to be mended marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zonedesk.actions.plan import CellProblem, Plan, SheetPlan
from zonedesk.errors import Mendable
from zonedesk.sheets.errors_workbook import Mark, MarkedSheet, write_errors_workbook
from zonedesk.sheets.grid import Grid, Workbook
from zonedesk.sheets.leaf import Told, untold
from zonedesk.sheets.marks import without_marks


def write_marked(path: Path, workbooks: Sequence[Workbook], plan: Plan, told: Told = untold) -> str:
    """Write the workbooks that have errors to one .xlsx, the errors marked, and return the sentence that says so.

    Once its cells are mended it is imported like any other. Raises Mendable where nothing is wrong, or the file cannot be written.
    What `told` raises ends the work, with no file left behind.
    """
    refuse_as_target(path, [workbook.path for workbook in workbooks])
    wrong = {sheet.file for sheet in plan.sheets if sheet.errors}
    if not wrong:
        raise Mendable("没有错误，不用标注")
    files = {
        workbook.path: [_marked(grid, plan, workbook.name) for grid in workbook.sheets]
        for workbook in workbooks if workbook.name in wrong
    }  # fmt: skip
    write_errors_workbook(files, path, told)
    return f"已标出 {len(plan.errors)} 处错误，存到 {path}。改正后可以直接导入这个文件"


def refuse_as_target(path: Path, files: Sequence[Path]) -> None:
    """Raise Mendable for a file that a marked workbook cannot be written to: of another form, or one of those imported."""
    if path.suffix.lower() != ".xlsx":
        raise Mendable(f"标注后的表存为 .xlsx，请把“{path.name}”改成以 .xlsx 结尾的文件名")
    if any(path.resolve() == file.resolve() for file in files):
        raise Mendable(f"“{path.name}”是要导入的原表，请另起一个文件名")


def _marked(grid: Grid, plan: Plan, file: str) -> MarkedSheet:
    planned = [sheet for sheet in plan.sheets if (sheet.file, sheet.recognition.grid.name) == (file, grid.name)]
    headed = [(rows[0], rows[-1]) for sheet in planned if sheet.record and (rows := sheet.recognition.header_rows)]
    marks = [mark for sheet in planned for mark in _marks(sheet)]
    return MarkedSheet(_corrected(without_marks(grid), planned), headed, marks)


def _corrected(grid: Grid, planned: Sequence[SheetPlan]) -> Grid:
    """Return a sheet with what a person has mended in it already."""
    mended = {place: text for sheet in planned for place, text in sheet.corrections.cells.items()}
    if not mended:
        return grid
    cells = [list(row) for row in grid.cells]
    for (row, column), text in mended.items():
        cells[row - 1] += [None] * (column + 1 - len(cells[row - 1]))
        cells[row - 1][column] = text.strip() or None
    return replace(grid, cells=cells)


def _marks(sheet: SheetPlan) -> Iterator[Mark]:
    for problem in sheet.problems:
        yield Mark(problem.row, problem.column, _sentence(problem), problem.severity == "error")


def _sentence(problem: CellProblem) -> str:
    doubt = "" if problem.severity == "error" else "请核对："
    return f"{doubt}{problem.heading}：{problem.message}" if problem.heading else f"{doubt}{problem.message}"
