"""The rows of one recognised sheet as values per kind of record, links read, with every problem at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Literal

from zonedesk.actions.amount_doubts import disagreements, too_large
from zonedesk.actions.doubts import unit_problems
from zonedesk.actions.linking import LinkReader, offers_of
from zonedesk.actions.near_names import near_sentence
from zonedesk.actions.places import settle_place, whole_links
from zonedesk.actions.plan import CellProblem, Offer
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Number
from zonedesk.records.parsing import MONEY_UNITS, fold, kept_unit
from zonedesk.records.record import Row
from zonedesk.sheets.grid import address, cell_text
from zonedesk.sheets.recognition import Column, Recognition
from zonedesk.sheets.totals import main_amount
from zonedesk.sheets.values import ColumnValues, read_columns, read_constants, read_said

_OWNED = "请补上“开发区”一列，或在标题里写明是哪一家；是全市数的，请在标题里写明“全市”"
_UNOWNED_ROW = "没有写是哪家开发区，是全市数的请写“全市”"

NOTHING_SAID: Row = {}

Columns = Mapping[tuple[str, str], Column]
"""The column of each field, by kind and field."""


@dataclass(slots=True)
class SheetRow:
    """One record of a data row: the row's number from 1, the values of its own kind and of the kind that it describes as well.

    `columns` are those that fill its fields where the row holds several records side by side. `words` are what the row says
    in words that no field can hold, by the field's label: they are for the remark.
    """

    number: int
    own: Row
    carried: Row = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    is_lacking: bool = False  # something that it needs, said at another place, is not there
    columns: Columns | None = None
    words: dict[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Whether something in it could not be read."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True)
class _Part:
    """The columns that say the same in their headings (month 3月): what that is, and which fields they fill."""

    said: Row
    columns: list[ColumnValues]
    places: Columns


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(
        self, file: str, recognition: Recognition, links: LinkReader, left_out: Set[int] = frozenset()
    ) -> None:
        assert recognition.kind is not None
        self.recognition, self.kind = recognition, recognition.kind
        self.carried = recognition.also[0] if recognition.also else None
        self.columns = read_columns(recognition)
        self._file, self._links, self._left_out = file, links, left_out
        self._column_of = {(c.target.kind, c.target.field): c.column for c in self.columns}
        self._offers: dict[str, tuple[Offer, ...]] = {}  # of constants
        self._constants, self._constant_problems = self._read_constants()
        zone_first = sorted(self.columns, key=lambda c: c.target.field != "zone")
        unlinked = [c for c in self.columns if not self._is_link(c) and not c.column.said]
        self._plain = [c for c in unlinked if self._unit_link(c) is None]
        self._measured = [c for c in unlinked if self._unit_link(c) is not None]
        self._linking = [c for c in zone_first if self._is_link(c)]
        self._said_problems: list[CellProblem] = []
        self._parts = list(self._side_by_side([c for c in self.columns if c.column.said]))

    def _is_link(self, column: ColumnValues) -> bool:
        return isinstance(KINDS[column.target.kind].fields[column.target.field], Link)

    def _read_constants(self) -> tuple[Row, dict[str, str]]:
        """Return what holds for all rows, a place by the first name in the sheet that is a known zone's."""
        self._place = settle_place(self.recognition, self._links, self._column_of)
        values, problems = read_constants(self.recognition)
        for name, text in list(values.items()):
            link = KINDS[self.kind].fields[name]
            if isinstance(link, Link) and text is not None:
                try:
                    values[name] = self._constant_link(link, text, values)
                    self._offers[name] = self._links.take_doubt(str(values[name]))
                except Unreadable as error:
                    values[name], problems[name], self._offers[name] = None, str(error), offers_of(error)
        return values, problems

    def _constant_link(self, link: Link, text: str, values: Row) -> str | None:
        if text in link.whole:
            return None
        if link.to != "indicator":
            return self._links.read(link, text, values)
        units = (c.column.unit for c in self.columns if self._unit_link(c) == link)
        return self._links.indicator(text, next(filter(None, units), self.recognition.value_unit))

    def _side_by_side(self, columns: list[ColumnValues]) -> Iterator[_Part]:
        """Give the columns of each month, in the months' order on the sheet."""
        order = {column.column.said: place for place, column in reversed(list(enumerate(columns)))}
        for said, group in groupby(sorted(columns, key=lambda c: order[c.column.said]), key=lambda c: c.column.said):
            part = list(group)
            places = {(c.target.kind, c.target.field): c.column for c in part}
            first = {(self.kind, name): part[0].column for name, _ in said}
            values = self._read_said(part)
            yield _Part(values, part, {**self._column_of, **first, **places})

    def _read_said(self, part: list[ColumnValues]) -> Row:
        """Return what the headings of columns say for their cells, with the indicator that they name in the unit that they state."""
        values = read_said(part[0].column, self.kind, self.recognition.year)
        for name, link in KINDS[self.kind].links().items():
            if name in values:
                units = (column.column.unit for column in part if self._unit_link(column) == link)
                unit = next(filter(None, units), self.recognition.value_unit)
                try:
                    values[name] = self._links.indicator(values[name], unit)
                except Unreadable as error:
                    header = self.recognition.header_rows[-1]
                    place = (part[0].target.kind, part[0].target.field)
                    self._said_problems.append(self.problem(header, place, str(error)))
                    values[name] = None
        return values

    @property
    def sheet_problems(self) -> list[CellProblem]:
        """What is wrong with the sheet's constants and with its units."""
        return (
            unit_problems(self._file, self.recognition, self.columns)
            + self._unowned()
            + self._said_problems
            + [self._constant_problem(name, message) for name, message in self._constant_problems.items()]
        )

    def _constant_problem(
        self, name: str, message: str, severity: Literal["error", "warning"] = "error"
    ) -> CellProblem:
        place, text = (self.kind, name), self.recognition.constants[name]
        found = self.problem(self.recognition.header_rows[0], place, message, text, severity)
        return replace(found, offers=self._offers.get(name, ()))

    @property
    def heading_doubts(self) -> list[CellProblem]:
        """What is doubtful about whole columns, once at each heading, and about what holds for all rows."""
        header = self.recognition.header_rows[-1]
        near = {name: offers for name, offers in self._offers.items() if offers and name not in self._constant_problems}
        return (
            [self._constant_problem(name, near_sentence(offers), "warning") for name, offers in near.items()]
            + [
                self.problem(header, (column.target.kind, column.target.field), column.doubt, severity="warning")
                for column in self.columns
                if column.doubt
            ]
            + too_large(self._file, self.recognition, self.columns, self._left_out)
            + disagreements(self._file, self.recognition, self.columns, self._left_out)
        )

    def _unowned(self) -> list[CellProblem]:
        """Return the error of a sheet that does not say whose numbers it holds: one zone's or those of the whole city."""
        stated = {*self.recognition.constants, *(name for _, name in self._column_of)}
        label, header = KINDS["zone"].label, self.recognition.header_rows[0]
        return [
            self.problem(header, (self.kind, name), f"没有写是哪家{label}的数。{_OWNED}")
            for name in whole_links(self.kind)
            if name not in stated
        ]

    def amount(self) -> Decimal | None:
        """Return what the rows add up to in the sheet's main amount, in 元."""
        main = main_amount(self.columns)
        if main is None or main.column.unit not in MONEY_UNITS:
            return None
        return sum((value for value in main.values if value is not None), Decimal(0))

    def rows(self) -> list[SheetRow]:
        """Return the records of all data rows: one for each row, or for each month in it where months stand side by side."""
        found = [SheetRow(number, dict(self._constants)) for number in self.recognition.rows]
        for column in self._plain:
            self._fill(found, column)
        for column in self._linking:
            self._fill_links(found, column)
        for column in self._measured:
            self._settle_unit(found, column)
            self._fill(found, column)
        if self.carried:
            self._carry_place(found)
        self._settle_names(found)
        return self._unfolded(found) if self._parts else found

    def _unfolded(self, rows: list[SheetRow]) -> list[SheetRow]:
        """Return a record for each month of each row in which something stands."""
        for part in self._parts:
            for column in part.columns:
                self._settle_unit(rows, column, part.said)
        found = []
        for index, row in enumerate(rows):
            shared = row.problems
            for part in self._parts:
                record = SheetRow(
                    row.number, {**row.own, **part.said}, {}, list(shared), row.is_wrong, part.places, dict(row.words)
                )
                if self._fill_part(record, part, index):
                    found.append(record)
                    shared = []  # said once
        return found

    def _fill_part(self, record: SheetRow, part: _Part, index: int) -> bool:
        """Fill a record from its columns in a row. Return whether anything stands there."""
        stands = False
        for column in part.columns:
            if column.values[index] is not None:
                record.own[column.target.field] = column.values[index]
                stands = True
            elif index in column.problems:
                self._note(record, column, column.problems[index])
                stands = True
            if index in column.words:
                record.words[column.field.label] = column.words[index]
                stands = True
            self._tell_doubt(record, column, index)
        return stands

    def _unit_link(self, column: ColumnValues) -> Link | None:
        """Return the link to the record in whose unit a column's numbers are kept, None where their unit is their own."""
        field = KINDS[column.target.kind].fields[column.target.field]
        return KINDS[column.target.kind].links().get(field.unit_of) if isinstance(field, Number) else None

    def _stated_unit(self, row: SheetRow, column: ColumnValues) -> str:
        """Return the unit that stands in a number's own row, else that of its column."""
        at = self.recognition.unit_column
        return (
            kept_unit(fold(cell_text(self.recognition.grid.at(row.number - 1, at)))) if at is not None else ""
        ) or column.column.unit

    def _settle_unit(self, rows: list[SheetRow], column: ColumnValues, said: Row = NOTHING_SAID) -> None:
        """Bring numbers into the unit of the record that they belong to; refuse them where the two units do not compare."""
        link = self._unit_link(column)
        if link is None:
            return
        units: dict[str, str] = {}
        for index, row in enumerate(rows):
            value, record = column.values[index], said.get(link.id) or row.own.get(link.id)
            stated = column.written.get(index) or self._stated_unit(row, column)
            if value is None or record is None or not stated:
                continue
            if record not in units:
                units[record] = self._links.unit(link.to, record)
            kept = units[record]
            if kept == stated:
                continue
            if {kept, stated} <= set(MONEY_UNITS):
                column.values[index] = value * MONEY_UNITS[stated] / MONEY_UNITS[kept]
            else:
                column.values[index] = None
                column.problems[index] = (
                    f"表上的单位是{stated}，这项{KINDS[link.to].label}的单位是{kept}，对不上。请核对单位"
                )

    def _fill(self, rows: list[SheetRow], column: ColumnValues) -> None:
        name, is_own = column.target.field, column.target.kind == self.kind
        for row, value in zip(rows, column.values, strict=True):
            if value is not None:
                (row.own if is_own else row.carried)[name] = value
        if column.units:
            unit_field = KINDS[column.target.kind].fields[name]
            assert isinstance(unit_field, Number)
            for row, unit in zip(rows, column.units, strict=True):
                if unit:
                    (row.own if is_own else row.carried)[unit_field.unit_field] = unit
        self._tell(rows, column)

    def _fill_links(self, rows: list[SheetRow], column: ColumnValues) -> None:
        name, is_own = column.target.field, column.target.kind == self.kind
        link = KINDS[column.target.kind].fields[name]
        assert isinstance(link, Link)
        named_here = is_own and link.to == self.carried  # what the line describes is matched, not looked up
        for row, text in zip(rows, column.values, strict=True):
            if row.number in self._left_out:
                continue
            if text is None and link.whole and is_own:
                self._note(row, column, _UNOWNED_ROW)
            if text is None or text in link.whole:
                continue
            if named_here:
                row.carried["name"] = text
                continue
            values = row.own if is_own else row.carried
            try:
                values[name] = self._links.read(link, text, values)
            except Unreadable as error:
                self._note(row, column, str(error), offers=offers_of(error))
            else:
                near = self._links.take_doubt(str(values[name]))
                if near:
                    self._note(row, column, near_sentence(near), "warning", near)
        self._tell(rows, column)

    def _settle_names(self, rows: list[SheetRow]) -> None:
        """Give rows the name on record where a person said what record theirs stands for."""
        for kind in filter(None, (self.kind, self.carried)):
            for row in rows if self._links.aliases.has(kind) else ():
                self._links.settle_name(kind, row.own if kind == self.kind else row.carried)

    def _tell(self, rows: list[SheetRow], column: ColumnValues) -> None:
        """Note what could not be read in a column, what is doubtful in it, and the words that it has for the remark."""
        for index, message in column.problems.items():
            self._note(rows[index], column, message)
        for index in column.doubts:
            self._tell_doubt(rows[index], column, index)
        for index, words in column.words.items():
            rows[index].words[column.field.label] = words

    def _tell_doubt(self, row: SheetRow, column: ColumnValues, index: int) -> None:
        if index in column.doubts:
            self._note(row, column, column.doubts[index], "warning")

    def _carry_place(self, rows: list[SheetRow]) -> None:
        """Give the described records the sheet's zone where no column does."""
        if (self.carried, "zone") in self._column_of:
            return
        for row in rows if self._place else ():
            row.carried["zone"] = self._links.read(KINDS["project"].fields["zone"], str(self._place), {})  # type: ignore[arg-type]

    def _note(
        self, row: SheetRow, column: ColumnValues, message: str, severity: Literal["error", "warning"] = "error",
        offers: tuple[Offer, ...] = (),
    ) -> None:  # fmt: skip
        problem = self.problem(row, (column.target.kind, column.target.field), message, severity=severity)
        problem = replace(problem, offers=offers) if offers else problem
        if problem not in row.problems:  # a column that fills a field of both records is wrong once
            row.problems.append(problem)

    def column(self, kind: str, name: str, row: SheetRow | None = None) -> Column | None:
        """Return the column that fills a field, in a record of a row; the described record's name stands in the link to it."""
        columns = row.columns if row and row.columns else self._column_of
        if kind == self.carried and name == "name":
            links = KINDS[self.kind].links().items()
            return next((columns.get((self.kind, n)) for n, link in links if link.to == kind), None)
        return columns.get((kind, name))

    def problem(
        self, row: SheetRow | int, place: tuple[str, str], message: str, value: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> CellProblem:  # fmt: skip
        """Return a problem at the cell of a field in a record or a row; in the first column where the field has none."""
        record, number = (row, row.number) if isinstance(row, SheetRow) else (None, row)
        column = self.column(*place, record)
        label = KINDS[place[0]].fields[place[1]].label
        sheet = self.recognition.grid.title
        if column is None:
            first = self.recognition.columns[0].index if self.recognition.columns else 0
            return CellProblem(
                self._file, sheet, address(number - 1, first), number, None, label, value, message, severity
            )
        text = value or cell_text(self.recognition.grid.at(number - 1, column.index))
        return CellProblem(
            self._file, sheet, address(number - 1, column.index), number, column.index, column.heading, text, message,
            severity,
        )  # fmt: skip
