"""Workbooks that go back to be mended: as they came, with the doubtful cells coloured and a column that says what is wrong.

Formulas become the values that they showed: a copy that was never calculated would be read as blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedesk.errors import Mendable
from zonedesk.figures.whole_file import whole_file
from zonedesk.sheets.copies import LARGEST_COPY, add_plain_sheet, add_styled_sheet, styled_copy
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.leaf import Told, untold
from zonedesk.sheets.marks import HEADING, marks_columns
from zonedesk.sheets.write import sheet_names

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "开发区工作台"
MOST_COMMENTS = 2000  # in a workbook: more make it slow to open, and the column says the same
_FILLS = {True: "FFFFC7CE", False: "FFFFF2CC"}  # by whether it is an error: a doubt is paler
_INK = "FF9C0006"
_WIDTH = 60.0


@dataclass(frozen=True)
class Mark:
    """What is wrong or doubtful at a cell: row from 1, column from 0 or None where no cell is to blame."""

    row: int
    column: int | None
    sentence: str
    is_error: bool = True


@dataclass
class MarkedSheet:
    """A sheet to go back: its cells, the first and last rows (from 1) of its tables' headings, its marks."""

    grid: Grid
    headed: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def write_errors_workbook(files: Mapping[Path, Sequence[MarkedSheet]], path: Path, told: Told = untold) -> None:
    """Write the sheets of files, marked, as one workbook; the sheets of several files are called by both names where they clash.

    An .xlsx keeps its looks; every other form, and what is odd, comes back in plain looks. Raises Mendable where it is too large or
    the file cannot be written.
    """
    if sum(len(s.grid.cells) * s.grid.width for sheets in files.values() for s in sheets) > LARGEST_COPY:
        raise Mendable("表格太大，不能另存标注后的原表。请按错误清单改正，或拆成几个文件再导入")
    with whole_file(path) as draft:
        told(f"正在抄下“{path.name}”")
        book, sheets = _copied(files)
        comments = MOST_COMMENTS
        for sheet, marked in sheets:
            told(f"正在标注“{sheet.title}”")
            comments -= _mark(sheet, marked, comments)
        _show_one(book)
        told(f"正在写“{path.name}”")
        book.save(draft)
        told(f"正在写“{path.name}”")


def _copied(files: Mapping[Path, Sequence[MarkedSheet]]) -> tuple[Book, list[tuple[Worksheet, MarkedSheet]]]:
    """Return a workbook of all sheets, each beside what is to be marked in it."""
    from openpyxl import Workbook

    copies = {path: styled_copy(path, [sheet.grid for sheet in sheets]) for path, sheets in files.items()}
    if len(files) == 1 and (only := next(iter(copies.values()))) is not None:
        (sheets,) = files.values()
        return only, [(only[sheet.grid.name], sheet) for sheet in sheets]
    book = Workbook()
    book.remove(book.worksheets[0])
    names = iter(_names({path: [sheet.grid.name for sheet in sheets] for path, sheets in files.items()}))
    made = []
    for path, sheets in files.items():
        for sheet in sheets:
            copy, name = copies[path], next(names)
            made.append(
                (
                    add_styled_sheet(book, name, copy[sheet.grid.name])
                    if copy
                    else add_plain_sheet(book, name, sheet.grid),
                    sheet,
                )
            )
    return book, made


def _names(files: Mapping[Path, Sequence[str]]) -> list[str]:
    every = [name for names in files.values() for name in names]
    return sheet_names(
        name if every.count(name) == 1 else f"{path.stem[:14]} {name}"
        for path, names in files.items()
        for name in names
    )


def _show_one(book: Book) -> None:
    """Let at least one sheet be seen: spreadsheets do not open a workbook without."""
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    if book.active is None or book.active.sheet_state != "visible":
        book.active = next(n for n, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible")


def _mark(sheet: Worksheet, marked: MarkedSheet, comments: int) -> int:
    """Mark a sheet's cells and rows, and return how many comments were written: `comments` at the most."""
    _forget_marks(sheet)
    at: dict[tuple[int, int], list[Mark]] = {}
    for mark in marked.marks:
        if mark.column is not None:
            at.setdefault((mark.row, mark.column), []).append(mark)
    tops = dict(_merged_tops(sheet))
    for count, ((row, column), marks) in enumerate(at.items()):
        cell = sheet.cell(*tops.get((row, column + 1), (row, column + 1)))
        _colour(cell, any(mark.is_error for mark in marks))
        if count < comments:
            _comment(cell, marks)
    if marked.marks:
        _write_column(sheet, marked)
    return min(len(at), comments)


def _merged_tops(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the cell that shows for each cell under a merged one: marks on the hidden ones would not be seen."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                yield (row, column), (area.min_row, area.min_col)


def _colour(cell: Any, is_error: bool) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=_FILLS[is_error])


def _comment(cell: Any, marks: Iterable[Mark]) -> None:
    from openpyxl.comments import Comment

    own = f"{cell.comment.text}\n" if cell.comment else ""
    text = own + "\n".join(mark.sentence for mark in marks)
    cell.comment = Comment(text, AUTHOR, height=40 + 20 * (1 + len(text) // 20), width=280)


def _forget_marks(sheet: Worksheet) -> None:
    """Take the marks of an earlier time away."""
    columns = marks_columns(list(sheet.iter_rows(values_only=True)))
    for line in sheet.iter_rows():
        for cell in line:
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
            if cell.has_style and cell.fill.fgColor.rgb in _FILLS.values():
                cell.fill = _no_fill()
        for column in columns:
            line[column].value = None


def _no_fill() -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill()


def _write_column(sheet: Worksheet, marked: MarkedSheet) -> None:
    """Write what is wrong with each row to the right of everything; what is wrong with a heading stands in the row under it."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    merged = max((area.max_col for area in sheet.merged_cells.ranges), default=0)
    column = max(marked.grid.width, merged) + 1
    for _, row in marked.headed:
        cell = sheet.cell(row, column, HEADING)
        cell.font, cell.fill = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_FILLS[True])
        cell.alignment = Alignment(horizontal="center", vertical="center")
    for row, marks in _by_row(marked).items():
        cell = sheet.cell(row, column, "\n".join(dict.fromkeys(mark.sentence for mark in marks)))
        cell.data_type = "s"
        cell.font = Font(color=_INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTH


def _by_row(marked: MarkedSheet) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in sorted(marked.marks, key=lambda mark: not mark.is_error):
        under = next((last + 1 for first, last in marked.headed if first <= mark.row <= last), mark.row)
        found.setdefault(under, []).append(mark)
    return found
