"""A sheet understood: its kind, heading, columns, unit, year and rows, with a person's corrections taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Field, Money, Number, Text
from zonedesk.records.parsing import FRACTION
from zonedesk.sheets.across import Said
from zonedesk.sheets.by_values import GUESSED
from zonedesk.sheets.context import Context, constants_of, with_units_below
from zonedesk.sheets.grid import Grid, cell_text
from zonedesk.sheets.headings import RESEMBLING, Heading, Match, is_of_one_month, match, naming_fields, said_by
from zonedesk.sheets.kindless import ask_about, read_kindless
from zonedesk.sheets.kinds import CARRIED, Reading, best_reading, is_summary, remembered_kind
from zonedesk.sheets.memory import FORGETFUL, Memory
from zonedesk.sheets.recalling import recall_fields, recall_units, recalled_notes
from zonedesk.sheets.recognition import IGNORE, Column, Corrections, Recognition, Target
from zonedesk.sheets.rows import Roles, RowSorter
from zonedesk.sheets.unread import held_to_months, unread_columns, unread_note

NOTHING = Corrections()

_NUMBER = re.compile(r"^[-+]?[\d,.]+%?$")


def recognise(grid: Grid, corrections: Corrections = NOTHING, memory: Memory = FORGETFUL) -> Recognition:
    """Return how a sheet is read: `corrections` go before what is remembered, and this before what its headings say.

    What is left out comes back with its heading, columns and rows as well; of a hidden sheet the kind that it seems to be is a guess.
    """
    grid = _corrected(grid, corrections)
    if grid.is_blank:
        return Recognition(grid, why="隐藏的空表" if grid.hidden else "空表")
    told = corrections
    if corrections.kind is None:
        corrections = replace(corrections, kind=remembered_kind(grid, memory))
    found = _read(grid, corrections, told, memory)
    return found if corrections.kind is not None or not grid.hidden else ask_about(found, _why_hidden(found))


def _read(grid: Grid, corrections: Corrections, told: Corrections, memory: Memory) -> Recognition:
    header = (corrections.header_rows[0] - 1, corrections.header_rows[1] - 1) if corrections.header_rows else None
    if corrections.kind == IGNORE:
        why = "已选择不导入" if told.kind == IGNORE else "按上次的选择不导入。要导入，请指定类别"
        return read_kindless(grid, why, header)
    reading = best_reading(grid, corrections.kind, header, memory)
    if reading is None:
        return _unknown(grid, header)
    found = _recognition(grid, reading, corrections, memory)
    if found.kind and told.kind != corrections.kind:
        found.recalled.insert(0, f"按上次的选择，这样的表头读作{KINDS[found.kind].label}")
    return found


def _corrected(grid: Grid, corrections: Corrections) -> Grid:
    if not corrections.cells:
        return grid
    cells = list(grid.cells)
    for (row, column), text in corrections.cells.items():
        line = list(cells[row - 1]) + [None] * (column + 1 - len(cells[row - 1]))
        line[column] = text.strip() or None
        cells[row - 1] = line
    return replace(grid, cells=cells)


def _why_hidden(found: Recognition) -> str:
    if found.kind is None:
        return "隐藏的工作表，不导入。需要时可以指定类别"
    label = KINDS[found.kind].label
    return f"隐藏的工作表，像是{label}（{len(found.rows)} 行），没有导入。要导入，请选择类别“{label}”"


def _unknown(grid: Grid, header: tuple[int, int] | None) -> Recognition:
    found = read_kindless(grid, "没有认出表头，不导入。可以手工指定类别和表头行", header)
    if is_summary(grid):
        found.why = "像是汇总表，只有个数，没有逐项的名称，不导入。不是汇总表的，可以手工指定类别和表头行"
    elif found.header_rows:
        found.why = f"没有认出表头（第 {found.header_rows[0]} 行）是哪一类记录的，不导入。可以手工指定类别"
    return found


def _recognition(grid: Grid, reading: Reading, told: Corrections, memory: Memory) -> Recognition:
    corrections = recall_fields(reading.headings, reading.kind, told, memory)
    targets = {h.column: found for h in reading.headings if (found := _targets(h, reading, corrections)[0])}
    roles, whole = _roles(targets, reading.kind), _whole_words(reading.kind)
    rows = RowSorter(grid, reading.last + 1, reading.headings, set(targets), roles, whole)
    context = with_units_below(reading.context, grid, [ignored.row for ignored in rows.ignored])
    columns = [_column(heading, reading, corrections, context) for heading in reading.headings]
    units = recall_units(columns, reading.headings, reading.kind, memory, told)
    columns = [_with_unit(column, units[column.index]) if column.index in units else column for column in columns]
    columns = held_to_months(columns, reading.headings, reading.kind)
    rows.leave_out_blank({column.index for column in columns if column.targets and column.said})
    why = _why_nameless(grid, reading.kind, columns, rows.rows, corrections)
    if why:
        return read_kindless(grid, why, (reading.first, reading.last))
    constants = {**constants_of(context, reading.kind, _columned(columns, reading.kind)), **corrections.constants}
    carried = CARRIED.get(reading.kind)
    unread = unread_columns(grid, columns, rows.rows)
    recalled = recalled_notes(columns, reading.kind, corrections.fields.keys() - told.fields.keys(), units)
    return Recognition(
        grid, reading.kind, (carried[0],) if carried else (), tuple(range(reading.first + 1, reading.last + 2)), columns,
        constants, context.places, context.title, context.money_unit, context.value_unit, _unit_column(reading, columns),
        context.unit_row, context.year,
        context.until,
        rows.rows, rows.ignored, rows.totals, frozenset(rows.apart), unread, _notes(columns, unread, rows, context), min(reading.score, 1.0),
        recalled=recalled,
    )  # fmt: skip


def _roles(targets: Mapping[int, tuple[Target, ...]], kind: str) -> Roles:
    fields = {c: KINDS[kind].fields[t.field] for c, found in targets.items() for t in found if t.kind == kind}
    names = frozenset(column for column, field in fields.items() if field.id in naming_fields(kind))
    words = {column for column, field in fields.items() if field.required and isinstance(field, Text | Choice)}
    return Roles(names, names | words, frozenset(column for column, field in fields.items() if _adds_up(field)))


def _adds_up(field: Field) -> bool:
    """Return whether numbers of a field are of one unit: what a table states under them may be their sum."""
    has_unit = isinstance(field, Number) and bool(field.unit or field.unit_field or field.unit_of)
    return isinstance(field, Money) or (has_unit and field.unit != "%")


@cache
def _whole_words(kind: str) -> frozenset[str]:
    """Return the words that make a row a record where elsewhere it would be a total: 全市合计."""
    return frozenset(word for link in KINDS[kind].links().values() for word in link.whole)


def _columned(columns: list[Column], kind: str) -> set[str]:
    """Return the fields of a kind that columns fill, by their cells or by what their headings say."""
    used = [column for column in columns if any(target.kind == kind for target in column.targets)]
    fields = {target.field for column in used for target in column.targets if target.kind == kind}
    return fields | {name for column in used for name, _ in column.said}


def _why_nameless(grid: Grid, kind: str, columns: list[Column], rows: list[int], corrections: Corrections) -> str:
    """Refuse a column of numbers as names, unless a person chose it."""
    for column in columns:
        if column.index in corrections.fields or not any(_is_named_by_words(target) for target in column.targets):
            continue
        names = [text for row in rows if (text := cell_text(grid.at(row - 1, column.index)))]
        if names and all(_NUMBER.match(name) for name in names):
            return (
                f"{column.letter} 列“{column.heading}”都是数字，不是{KINDS[kind].label}的名称，像是汇总表，不导入。"
                "不是汇总表的，可以手工指定各列"
            )
    return ""


def _is_named_by_words(target: Target) -> bool:
    """Return whether a field names its record, and not by a code, which may be all digits: 宗地号."""
    field = KINDS[target.kind].fields[target.field]
    return target.field in naming_fields(target.kind) and not (isinstance(field, Text) and field.folded)


def _unit_column(reading: Reading, columns: list[Column]) -> int | None:
    """Return the column with the unit of each row, unless a person gave it to a field."""
    return next((c.index for c in columns if c.index == reading.unit_column and not c.targets), None)


def _column(heading: Heading, reading: Reading, corrections: Corrections, context: Context) -> Column:
    targets, sure = _targets(heading, reading, corrections)
    unit = corrections.units.get(heading.column) or heading.unit
    is_amount = any(_is_money(target) for target in targets)
    by_row = (
        any(map(_has_unit, targets))
        and not unit
        and reading.unit_column is not None
        and reading.unit_column not in corrections.fields
    )
    is_stated = bool(unit or context.money_unit or by_row or not is_amount)
    said: Said = ()
    if targets:
        unit = _unit(KINDS[targets[0].kind].fields[targets[0].field], unit, context)
        said = _said(heading, targets[0].kind)
    why, is_missed = ("", False) if targets else _why_unused(heading, reading, corrections)
    again = _amount_again(heading, reading.kind) if is_missed else ""
    unit = _unit(KINDS[reading.kind].fields[again], unit, context) if again else unit
    guess = reading.own.get(heading.column)
    is_guessed = not sure and guess is not None and guess.weight == GUESSED
    return Column(
        heading.column, heading.text, targets, unit, sure, why, is_stated, said, is_missed,
        is_guessed=is_guessed, is_unit_by_row=by_row, again=again,
    )  # fmt: skip


def _amount_again(heading: Heading, kind: str) -> str:
    """Return the amount that a heading means in so many words, the empty text for none."""
    found = match(heading, kind)
    is_amount = found is not None and found.weight == 1 and isinstance(KINDS[kind].fields[found.field], Money)
    return found.field if found and is_amount else ""


def _with_unit(column: Column, unit: str) -> Column:
    return replace(column, unit=unit, is_unit_stated=True, is_unit_by_row=False)


def _why_unused(heading: Heading, reading: Reading, corrections: Corrections) -> tuple[str, bool]:
    """Return why a column fills no field, and whether what stands in it may be missed."""
    if heading.column in corrections.fields:
        return "已选择不导入", False
    if heading.column == reading.unit_column:
        return "各行的单位", False
    if heading.is_numbering:
        return "序号", False
    found = match(heading, reading.kind)
    if is_of_one_month(heading, reading.kind):
        return f"是一个月的数，{KINDS[reading.kind].label}记 1 月到当月的累计", True
    if found is None:
        return "没有对应的字段", True
    field = KINDS[reading.kind].fields[found.field]
    return (f"{field.label}由程序算出", False) if field.is_derived else (f"{field.label}已取自别的列", True)


def _said(heading: Heading, kind: str) -> Said:
    """Return what a heading says for its column, whatever field a person gave to it."""
    return said_by(heading, kind)[0]


def _targets(heading: Heading, reading: Reading, corrections: Corrections) -> tuple[tuple[Target, ...], bool]:
    chosen = corrections.fields.get(heading.column)
    if chosen is not None:
        return _chosen(chosen, reading.kind), True
    matches = [(reading.kind, reading.own.get(heading.column))]
    if reading.kind in CARRIED:
        matches.append((CARRIED[reading.kind][0], reading.carried.get(heading.column)))
    found = [(kind, match) for kind, match in matches if match and not _taken(kind, match, reading, corrections)]
    return tuple(Target(kind, match.field) for kind, match in found), all(
        match.weight > RESEMBLING for _, match in found
    )


def _chosen(field: str, kind: str) -> tuple[Target, ...]:
    if field == IGNORE:
        return ()
    other, _, name = field.rpartition(".")
    return (Target(other or kind, name),)


def _taken(kind: str, match: Match, reading: Reading, corrections: Corrections) -> bool:
    """Return whether a person gave a field to another column that says the same beside it."""
    given = [
        c for c, chosen in corrections.fields.items() if Target(kind, match.field) in _chosen(chosen, reading.kind)
    ]
    return any(_said(heading, kind) == match.said for heading in reading.headings if heading.column in given)


def _unit(field: Field, unit: str, context: Context) -> str:
    if isinstance(field, Money):
        return unit or context.money_unit or "亿元"
    if isinstance(field, Number) and field.unit_field:
        return unit or context.area_unit or field.unit
    if isinstance(field, Number) and field.unit_of:
        return unit or context.value_unit
    if field.unit == "%" and unit == FRACTION:
        return unit
    return field.unit if field.is_number else ""


def _notes(columns: list[Column], unread: list[Column], rows: RowSorter, context: Context) -> list[str]:
    left_out = unread_note([column for column in unread if not column.is_wrong])
    notes = [left_out] if left_out else []
    if rows.doubted:
        numbers = "、".join(str(row) for row in rows.doubted)
        notes.append(f"第 {numbers} 行有合计、小计的字样，当作合计，没有导入。是一条记录的，请在这一行填上序号再导入")
    guessed = [column for column in columns if column.targets and column.is_guessed]
    if guessed:
        notes.append(f"{_listed(guessed)}是按列里的内容认出的，请核对")
    unsure = [column for column in columns if column.targets and not column.sure and not column.is_guessed]
    if unsure:
        notes.append(f"{_listed(unsure)}是按相近的名称认出的，请核对")
    unstated = [column for column in columns if not column.is_unit_stated]
    if unstated:
        notes.append(f"{_listed(unstated)}没有写单位，按亿元读，请核对")
    if len(context.money_units) > 1:
        units = "和".join(context.money_units)
        notes.append(f"写了两个金额单位（{units}），列名里没有单位的按{context.money_unit}读，请核对")
    return notes


def _listed(columns: list[Column]) -> str:
    return "、".join(f"{column.letter} 列" + (f"“{column.heading}”" if column.heading else "") for column in columns)


def _has_unit(target: Target) -> bool:
    """Return whether the values of a field are read in a unit of money or of area."""
    field = KINDS[target.kind].fields[target.field]
    return isinstance(field, Money) or (isinstance(field, Number) and bool(field.unit_field))


def _is_money(target: Target) -> bool:
    return isinstance(KINDS[target.kind].fields[target.field], Money)
