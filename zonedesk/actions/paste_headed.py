"""A pasted block with headings: understood, compared and checked as a sheet of a ledger is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.actions.matching import Archive
from zonedesk.actions.pasted import Fault, Line, Plan, Shown
from zonedesk.actions.plan import CellProblem, FieldChange, RowPlan, SheetPlan
from zonedesk.actions.plan import Plan as LedgerPlan
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Field
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.sheets.grid import Grid, Workbook, cell_text
from zonedesk.sheets.headings import Heading, match, one_line
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Column, Corrections, Recognition
from zonedesk.sheets.tables import tables_of

if TYPE_CHECKING:
    from zonedesk.sheets.memory import Memory
    from zonedesk.store.store import Store

NAME = "粘贴内容"
SHEET = "Sheet1"  # a name that says nothing: others are read for a zone or an indicator
NOTHING_PASTED = "没有粘贴任何内容"
SEARCHED_ROWS = 60  # in which a heading is looked for
FEWEST = 2  # columns that a heading surely names
_OTHER_WAYS = re.compile("，或指定哪一列是[^，。；]*")  # which only an import has
PLENTY = 3  # so many are a heading whatever stands beside them


def grid_of(block: Sequence[Sequence[str]]) -> Grid:
    """Return a block as a sheet."""
    return Grid(SHEET, [[text.replace("\xa0", " ").strip() or None for text in row] for row in block])


def is_headed(grid: Grid, kind: str, memory: Memory) -> bool:
    """Return whether a block has headings: whatever kind they are of, beyond doubt.

    Raises Unreadable where they are of another kind, or do not say which record a line is.
    """
    tops = [_top(table) for table in tables_of(grid)] if len(grid.cells) > 1 else []
    found = [(recognise(top, Corrections(kind=kind), memory), recognise(top, memory=memory)) for top in tops]
    for own, free in found:
        if free.kind and free.kind != kind and _sure(free) >= max(FEWEST, (_sure(own) if own.kind else 0) + 2):
            label = KINDS[free.kind].label
            raise Unreadable(
                f"这像是{label}，不是{KINDS[kind].label}。请到“{label}”页粘贴，或存成文件后导入。{NOTHING_PASTED}"
            )
    if any(_is_heading(read) for pair in found for read in pair):
        return True
    named = _named(grid, kind)
    if len(named) >= FEWEST:
        needed = KINDS[kind].fields[KINDS[kind].named_by[0]].label
        raise Unreadable(
            f"表头里没有能认出是哪一条记录的列，如“{needed}”。请连这一列一起复制，或不复制表头。{NOTHING_PASTED}"
        )
    return False


def _top(grid: Grid) -> Grid:
    first = next((row for row, line in enumerate(grid.cells) if any(cell is not None for cell in line)), 0)
    cells = [[] if row < first else line for row, line in enumerate(grid.cells[: first + SEARCHED_ROWS])]
    return Grid(SHEET, cells)


def _sure(found: Recognition) -> int:
    return sum(column.sure for column in found.used)


def _is_heading(found: Recognition) -> bool:
    sure, others = _sure(found), sum(column.why != "序号" for column in found.columns)
    return found.kind is not None and sure >= FEWEST and (sure >= PLENTY or sure * 2 >= others)


def _named(grid: Grid, kind: str) -> list[Field]:
    """Return the fields that a block's first line surely names, where it names little else."""
    words = [one_line(cell) for cell in grid.cells[0] if cell is not None] if len(grid.cells) > 1 else []
    found = [field for word in words if (field := field_named(kind, word))]
    return found if len(found) * 2 >= len(words) else []


def field_named(kind: str, word: str) -> Field | None:
    """Return the field that a heading surely means; what only resembles one is a text as likely."""
    found = match(Heading(0, (word,)), kind)
    named = KINDS[kind].fields[found.field] if found and found.weight == 1 and not found.said else None
    return named if named and not named.is_derived else None


def plan_headed(store: Store, kind: str, grid: Grid, money_unit: str) -> Plan:
    """Return what pasting a block with headings would do. Raises Unreadable where no line of it can be pasted as it is headed.

    Amounts whose unit stands nowhere are read in `money_unit`, the one that the page shows.
    """
    from zonedesk.actions.importing import make_plan

    workbooks = [Workbook(Path(NAME), [grid])]
    ledger = make_plan(store, workbooks, record=kind)
    units = {(sheet.file, sheet.sheet): _unstated(sheet.recognition) for sheet in ledger.sheets}
    notes = []
    if any(units.values()) and money_unit != "亿元":
        told = {
            place: Corrections(kind=kind, units=dict.fromkeys(columns, money_unit)) for place, columns in units.items()
        }
        ledger = make_plan(store, workbooks, told, record=kind)
        notes = [f"没有写单位的金额按{money_unit}读，和这一页显示的单位一样，请核对"]
    _refuse_unusable(ledger)
    with store.reading() as connection:
        return _Reading(kind, ledger, Archive(connection)).plan(notes)


def _unstated(found: Recognition) -> list[int]:
    return [column.index for column in found.used if not column.is_unit_stated]


def _refuse_unusable(ledger: LedgerPlan) -> None:
    """Raise Unreadable where what is wrong with the headings leaves no line that could be pasted."""
    rows = [row for sheet in ledger.sheets for row in sheet.rows]
    told = [fault for sheet in ledger.sheets for fault in _of_columns(sheet) if fault.severity == "error"]
    if told and all(row.result == "error" for row in rows):
        at = f"{told[0].heading}：" if told[0].heading else ""
        raise Unreadable(f"{at}{_as_pasted(told[0].message).rstrip('。')}。{NOTHING_PASTED}")
    if not rows:
        why = next((sheet.recognition.why for sheet in ledger.sheets if sheet.recognition.why), "表头下面没有内容")
        raise Unreadable(f"{_as_pasted(why).rstrip('。')}。{NOTHING_PASTED}")


def _of_columns(sheet: SheetPlan) -> list[CellProblem]:
    """Return the problems that are no row's."""
    of_rows = {id(problem) for row in sheet.rows for problem in row.problems}
    return [problem for problem in sheet.problems if id(problem) not in of_rows]


def _as_pasted(sentence: str) -> str:
    return _OTHER_WAYS.sub("", sentence).replace("导入", "粘贴")


@dataclass(frozen=True)
class _Reading:
    """A plan of the ledger told as one of the block."""

    kind: str
    ledger: LedgerPlan
    archive: Archive

    def plan(self, notes: Sequence[str]) -> Plan:
        """Return it."""
        sheets = self.ledger.sheets
        columns = {c.index: c for sheet in reversed(sheets) for c in sheet.recognition.used}
        return Plan(
            self.kind,
            tuple(Shown(place, one_line(c.heading), _field(c), c.unit) for place, c in sorted(columns.items())),
            tuple(line for sheet in sheets for line in self._lines(sheet)),
            True,
            tuple(_fault(problem, sheet) for sheet in sheets for problem in _of_columns(sheet)),
            tuple((one.row, one.why) for sheet in sheets for one in sheet.recognition.ignored),
            tuple(self._notes(notes)),
            tuple(self.ledger.steps),
            self.ledger.made_at,
        )

    def _notes(self, notes: Sequence[str]) -> Iterator[str]:
        yield from notes
        for sheet in self.ledger.sheets:
            if sheet.record is None and not sheet.recognition.grid.is_blank:
                yield _as_pasted(sheet.recognition.why)
            yield from map(_as_pasted, sheet.recognition.recalled)

    def _lines(self, sheet: SheetPlan) -> Iterator[Line]:
        places = [column.index for column in sheet.recognition.used]
        made = {step.id for step in self.ledger.steps if step.is_new}
        for row in sheet.rows:
            texts = {place: cell_text(sheet.recognition.grid.at(row.row - 1, place)) for place in places}
            known = row.record if row.record and row.record not in made else None
            problems = tuple(_fault(problem, sheet) for problem in row.problems)
            yield Line(row.row, texts, row.result, known, problems, *self._differences(row, sheet), row.record)

    def _differences(self, row: RowPlan, sheet: SheetPlan) -> tuple[Mapping[int, str], tuple[str, ...]]:
        """Return what the changed cells hold now, and the changes that stand in no cell."""
        units = {column.index: column.unit for column in sheet.recognition.used}
        before = {c.column: self._shown(c, c.old, units.get(c.column, "")) for c in row.changes if c.column is not None}
        return before, tuple(self._told(change) for change in row.changes if change.column is None)

    def _shown(self, change: FieldChange, value: object, unit: str = "") -> str:
        field = KINDS[change.kind].fields[change.field]
        return self.archive.show(field, value, unit if unit in MONEY_UNITS else "亿元")

    def _told(self, change: FieldChange) -> str:
        label = KINDS[change.kind].fields[change.field].label
        return f"{label}：{self._shown(change, change.old) or '空'} → {self._shown(change, change.new) or '空'}"


def _field(column: Column) -> Field:
    target = column.targets[0]
    return KINDS[target.kind].fields[target.field]


def _fault(problem: CellProblem, sheet: SheetPlan) -> Fault:
    filled = next((c for c in sheet.recognition.used if c.index == problem.column), None)
    named = _field(filled).id if filled else ""
    return Fault(named, _as_pasted(problem.message), problem.severity, problem.column, problem.offers)
