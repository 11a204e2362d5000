"""Workbooks for tests, made on the spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from zonedesk.sheets.grid import Grid

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "jinzhong-2023"
CORPUS = ROOT.parent / "shared" / "data" / "corpus"

Rows = Sequence[Sequence[object]]


def write_workbook(path: Path, sheets: Mapping[str, Rows], merges: Sequence[str] = ()) -> Path:
    """Write sheets with their rows from A1 on; `merges` holds for each of them."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merges:
            sheet.merge_cells(area)
    book.save(path)
    return path


def grid_of(rows: Rows, name: str = "Sheet1", merges: Sequence[tuple[int, int, int, int]] = ()) -> Grid:
    """A sheet as it is after reading: blank cells are None."""
    return Grid(name, [[None if cell == "" else cell for cell in row] for row in rows], merges=list(merges))


PROJECT_HEADINGS = ("序号", "项目名称", "项目代码", "所属开发区", "总投资（亿元）", "签约时间", "备注")


def project_rows(*rows: Sequence[object], title: str = "重点项目台账") -> list[Sequence[object]]:
    """A ledger of projects: title, headings and rows of (name, code, zone, investment, signed, remark)."""
    return [(title,), PROJECT_HEADINGS, *((number, *row) for number, row in enumerate(rows, start=1))]
