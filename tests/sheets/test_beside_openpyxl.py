"""Cells beside what openpyxl reads in the same real files: never another number, date or text."""

from __future__ import annotations

import datetime
import io
import warnings
from pathlib import Path

import pytest

from tests.workbooks import CORPUS
from zonedesk.errors import Unreadable
from zonedesk.sheets.raw_sheet import BrokenCell
from zonedesk.sheets.read import read_workbook

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
LARGEST = 40_000  # bytes: openpyxl takes long over larger ones
FILES = sorted(path for path in CORPUS.rglob("*.xls[xm]") if path.stat().st_size < LARGEST)
ESCAPED = {"t09.xlsx"}  # holds a text that looks like an escape, which openpyxl leaves as it is written


def comparable(value: object) -> object:
    """A value without what both write differently: whole numbers, seconds split by rounding, blanks and returns."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return pytest.approx(float(value), rel=1e-12)
    if isinstance(value, datetime.datetime):
        return (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        return value.replace("_x000D_", "").replace("\r", "").strip() or None
    return value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_cells_are_the_same(path: Path) -> None:
    import openpyxl

    try:
        ours = read_workbook(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except Unreadable:
        pytest.skip("has its sentence")
    except Exception as error:  # noqa: BLE001 - whatever the other reader stumbles over
        pytest.skip(f"openpyxl does not read it: {error}")
    for grid in ours.sheets if path.name not in ESCAPED else ():
        if grid.name in book.sheetnames:  # it sees no sheets in strict files
            cells = (cell for row in book[grid.name].iter_rows() for cell in row)
            for cell in cells:
                value = grid.at(cell.row - 1, cell.column - 1)
                if not isinstance(value, BrokenCell):
                    assert comparable(value) == comparable(cell.value), cell.coordinate


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("calamine/date_1904.xlsx", (0, 0), datetime.date(2021, 1, 1)),
        ("poi/1904DateWindowing.xls", (0, 0), datetime.date(2000, 1, 1)),
        ("sheetjs/1904.xlsx", (4, 1), datetime.date(1934, 6, 3)),
        ("sheetjs/1904.xml", (4, 1), datetime.date(1934, 6, 3)),
        ("phpspreadsheet/1904_Calendar.xlsx", (1, 1), datetime.date(2023, 1, 1)),
    ],
)
def test_dates_counted_from_1904_are_right(name: str, place: tuple[int, int], value: object) -> None:
    assert read_workbook(CORPUS / "workbooks" / name).sheets[0].at(*place) == value
