"""A ledger of a kind to be filled in: headings with units, drop-downs, rules, notes and an example, empty or with what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from zonedesk.figures.showing import display_width
from zonedesk.figures.whole_file import whole_file
from zonedesk.records.fields import Choice, Coded, Date, Field, Flag, Link, Money, Naming, Number, Text
from zonedesk.records.record import Record
from zonedesk.sheets.canvas import safe_text
from zonedesk.sheets.example import example
from zonedesk.sheets.marks import WORDS_SHEET
from zonedesk.sheets.rows import EXAMPLE
from zonedesk.sheets.table_sheet import FORMULA_SIGNS

HEADING_ROW = 3
EXAMPLE_ROW = HEADING_ROW + 1  # shows how to fill in a row; an import leaves it out
FIRST_ROW = EXAMPLE_ROW + 1
FRAMED_ROWS = 20  # drawn for print; the formats and drop-downs go on below them
LAST_ROW = 2000
MOST_DIGITS = 15  # of a number in a spreadsheet
NARROWEST, WIDEST = 8, 36
WIDE_TABLE = 12  # with more columns than this, paper is A3
PAGE_WIDTH = 200  # characters across a page of A3 that can still be read; a wider ledger prints on several side by side
_A4, _A3 = 9, 8
_AS_TEXT = "@"

Names = Mapping[str, Sequence[str]]
"""Captions of records to choose from, by their kind."""

Cell = str | Decimal | None
"""What stands in a cell: words, a number in the heading's unit, or nothing."""


Range = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class BlankColumn:
    """A column of a blank ledger: its heading, the note on it, what it offers, and whether other words may stand there.

    `range` are the least and the greatest number that are not asked about, None for no bound; both None for no rule.
    """

    heading: str
    note: str
    words: tuple[str, ...]
    is_strict: bool
    is_text: bool
    width: float
    range: Range = (None, None)
    example: Cell = EXAMPLE


def title_of(record: type[Record]) -> str:
    """Return the title of a kind's blank ledger, in words by which an import knows the kind."""
    if any(word in record.label for word in record.titled) or not record.titled:
        return record.label if record.label.endswith(("台账", "清单", "数据")) else f"{record.label}台账"
    return record.titled[0]


def fields_of(record: type[Record]) -> list[Field]:
    """Return the fields that a blank ledger asks for, in the form's order; an area's unit stands in its heading."""
    units = {field.unit_field for field in record.fields.values() if isinstance(field, Number)}
    return [record.fields[name] for _, names in record.groups for name in names if name not in units]


def columns_of(record: type[Record], money_unit: str, names: Names) -> list[BlankColumn]:
    """Return the columns of a kind's blank ledger."""
    return [_column(field, money_unit, names) for field in fields_of(record)]


def _column(field: Field, money_unit: str, names: Names) -> BlankColumn:
    unit = money_unit if isinstance(field, Money) else field.unit
    heading = field.label + ("*" if field.required else "") + (f"（{unit}）" if unit else "")
    words = tuple(_words(field, names))
    width = max(field.width, display_width(heading) + 2, *(display_width(word) + 4 for word in words[:50]), NARROWEST)
    note = "\n".join(sentence for sentence in _sentences(field, bool(words)) if sentence)
    strict = isinstance(field, Choice | Flag)
    text = isinstance(field, Date | Link | Text | Choice | Flag)
    return BlankColumn(heading, note, words, strict, text, min(width, WIDEST), _range(field), example(field, words))


def _range(field: Field) -> Range:
    if isinstance(field, Money):
        return (None, None) if field.may_be_negative else (Decimal(0), None)
    return (field.lowest, field.highest) if isinstance(field, Number) else (None, None)


def _words(field: Field, names: Names) -> Sequence[str]:
    """Return what a drop-down offers in a field; a cell of several names takes none."""
    if isinstance(field, Choice):
        return list(field.choices.values())
    if isinstance(field, Flag):
        return [field.show(True), field.show(False)]
    if isinstance(field, Link):
        return [*field.whole[:1], *names.get(field.to, ())]
    if isinstance(field, Naming) and not field.several:
        return names.get(field.to, ())
    return ()


def _sentences(field: Field, offers: bool) -> list[str]:
    """Return what the note on a heading says: whether it must be filled in, the field's own help, how to write it."""
    return ["必填" if field.required else "", field.help, _manner(field, offers)]


def _manner(field: Field, offers: bool) -> str:
    if isinstance(field, Choice | Flag):
        return "从下拉列表中选"
    if isinstance(field, Date):
        return "写成 2023-06-30；只知道月份的写 2023-06，只知道年份的写 2023"
    if isinstance(field, Link):
        return "写台账里的名称" + ("，可以从下拉列表中选" if offers else "")
    if isinstance(field, Coded):
        return "写代码或名称"
    if isinstance(field, Number) and field.unit_field:
        return "单位不同的，把单位写在数字后面，如 12公顷"
    return ""


def write_template(
    record: type[Record],
    path: Path,
    money_unit: str,
    names: Names,
    reporter: str = "",
    rows: Sequence[Sequence[Cell]] = (),
) -> None:
    """Write a kind's ledger to a workbook with `rows` filled in, in the order of `fields_of`, and empty ones below.

    Raises Mendable where the file cannot be written.
    """
    from openpyxl import Workbook

    columns = columns_of(record, money_unit, names)
    with whole_file(path) as draft:
        book = Workbook()
        sheet: Any = book.active
        sheet.title = title_of(record)
        _write_head(sheet, columns, money_unit, reporter)
        framed = range(EXAMPLE_ROW, FIRST_ROW + len(rows) + FRAMED_ROWS)
        _write_columns(sheet, columns, book.create_sheet(WORDS_SHEET), framed)
        _fill(sheet, rows)
        _set_up_page(sheet, columns)
        _protect(sheet)
        book.properties.title, book.properties.creator = sheet.title, safe_text(reporter) or "开发区工作台"
        book.save(draft)


def _write_head(sheet: Any, columns: Sequence[BlankColumn], money_unit: str, reporter: str) -> None:
    from openpyxl.styles import Alignment, Font

    last = len(columns) + 1
    unit = f"　　单位：{money_unit}" if any(f"（{money_unit}）" in column.heading for column in columns) else ""
    filer = safe_text(reporter) or "　" * 12
    lines = ((sheet.title, "黑体", 18, 34), (f"填报单位：{filer}　　带 * 的必填{unit}", "宋体", 10.5, 20))
    for row, (text, face, size, height) in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=face, size=size)
        cell.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        sheet.row_dimensions[row].height = height


def _write_columns(sheet: Any, columns: Sequence[BlankColumn], words: Any, framed: range) -> None:
    _write_column(sheet, 1, BlankColumn("序号", "", (), False, False, 6), framed)
    for place, column in enumerate(columns, start=2):
        _write_column(sheet, place, column, framed)
        if column.words:
            _offer(sheet, place, column, words)
        else:
            _bound(sheet, place, column)
    for row in framed:
        sheet.row_dimensions[row].height = 22
        if row >= FIRST_ROW:
            sheet.cell(row, 1).value = row - EXAMPLE_ROW
    sheet.row_dimensions[HEADING_ROW].height = 32
    words.sheet_state = "hidden"


def _write_column(sheet: Any, place: int, column: BlankColumn, framed: range) -> None:
    """Write a heading with its note, the example, and the cells under it that print."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, Protection, Side

    line = Side(style="thin")
    frame = Border(left=line, right=line, top=line, bottom=line)
    form = _AS_TEXT if column.is_text else "General"
    free = Protection(locked=False)
    dimension = sheet.column_dimensions[_letter(place)]
    dimension.width, dimension.number_format, dimension.protection = column.width + 2, form, free
    head = sheet.cell(HEADING_ROW, place, column.heading)
    head.font, head.border = Font(name="黑体", size=10.5), frame
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if column.note:
        lines = 1 + sum(1 + display_width(part) // 30 for part in column.note.split("\n"))
        head.comment = Comment(column.note, "开发区工作台", height=20 * lines, width=240)
    for row in framed:
        cell = sheet.cell(row, place)
        cell.number_format, cell.border, cell.font, cell.protection = form, frame, Font(name="宋体", size=10.5), free
        cell.alignment = Alignment(vertical="center", horizontal="center" if place == 1 else None, wrap_text=place > 1)
    shown = sheet.cell(EXAMPLE_ROW, place)
    shown.font, shown.protection = Font(name="宋体", size=10.5, italic=True, color="FF808080"), Protection(locked=True)
    _put(shown, column.example)


def _put(cell: Any, value: Cell) -> None:
    """Put a value into a cell: text stays text, and a number of more digits than a spreadsheet keeps is written as text."""
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= MOST_DIGITS:
        cell.value = value
    elif value is not None:
        cell.value, cell.data_type = safe_text(value if isinstance(value, str) else f"{value:f}"), "s"
        cell.quotePrefix = cell.value.startswith(FORMULA_SIGNS)


def _fill(sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:
    for number, row in enumerate(rows, start=FIRST_ROW):
        for place, value in enumerate(row, start=2):
            _put(sheet.cell(number, place), value)


def _bound(sheet: Any, place: int, column: BlankColumn) -> None:
    """Let a column ask about numbers out of range; what somebody means to write may stand all the same."""
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = column.range
    if low is None and high is None:
        return
    operator = "between" if None not in column.range else "greaterThanOrEqual" if high is None else "lessThanOrEqual"
    bounds = [f"{bound:f}" for bound in column.range if bound is not None]
    rule = DataValidation(type="decimal", operator=operator, formula1=bounds[0], formula2="".join(bounds[1:]) or None)
    rule.allow_blank, rule.showErrorMessage, rule.errorStyle = True, True, "warning"
    words = "、".join(
        part
        for part in (f"不小于 {low}" if low is not None else "", f"不大于 {high}" if high is not None else "")
        if part
    )
    rule.errorTitle, rule.error = "请核对", f"{column.heading}应为{words}的数。确实要这样写的，请选“是”"
    rule.add(f"{_letter(place)}{FIRST_ROW}:{_letter(place)}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _protect(sheet: Any) -> None:
    """Lock title, headings and example without a password; rows may be added, sorted and formatted."""
    from openpyxl.styles import Protection

    sheet["A2"].protection = Protection(locked=False)  # whose ledger it is
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter")
    for name in allowed:
        setattr(sheet.protection, name, False)
    sheet.protection.enable()


def _offer(sheet: Any, place: int, column: BlankColumn, words: Any) -> None:
    """Let the cells of a column offer its words, which lie on the hidden sheet: a list in the rule itself may not be long."""
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = _letter(place)
    words[f"{letter}1"] = column.heading
    for row, word in enumerate(column.words, start=2):
        cell = words[f"{letter}{row}"]
        cell.value, cell.data_type = safe_text(word), "s"
    listed = f"'{WORDS_SHEET}'!${letter}$2:${letter}${len(column.words) + 1}"
    rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=column.is_strict)
    rule.errorTitle, rule.error = "不在可选范围", "请从下拉列表中选"
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _set_up_page(sheet: Any, columns: Sequence[BlankColumn]) -> None:
    from openpyxl.worksheet.page import PageMargins

    width = sum(column.width + 2 for column in columns)
    is_narrow = width <= 82
    pages = max(1, round(width / PAGE_WIDTH))
    sheet.page_setup.orientation = "portrait" if is_narrow else "landscape"
    sheet.page_setup.paperSize = _A3 if len(columns) >= WIDE_TABLE else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.75, right=0.75, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"1:{HEADING_ROW}"
    if pages > 1:
        sheet.print_title_cols = "A:B"  # the names, beside the columns of each page
    sheet.oddFooter.right.text = "第&P页　共&N页"
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
