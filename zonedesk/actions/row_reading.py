"""The rows of one recognised sheet as values per kind of record, links read, with every problem at its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from zonedesk.actions.doubts import unit_problems
from zonedesk.actions.linking import LinkReader
from zonedesk.actions.plan import CellProblem
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Number
from zonedesk.records.record import Row
from zonedesk.sheets.grid import address, cell_text
from zonedesk.sheets.recognition import Column, Recognition
from zonedesk.sheets.totals import main_amount
from zonedesk.sheets.values import ColumnValues, read_columns, read_constants


@dataclass(slots=True)
class SheetRow:
    """One data row: its number from 1, the values of its own kind and of the kind that it describes as well."""

    number: int
    own: Row
    carried: Row = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    is_lacking: bool = False  # a column that a new record needs is not there


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(self, file: str, recognition: Recognition, links: LinkReader) -> None:
        assert recognition.kind is not None
        self.recognition, self.kind = recognition, recognition.kind
        self.carried = recognition.also[0] if recognition.also else None
        self.columns = read_columns(recognition)
        self._file, self._links = file, links
        self._column_of = {(c.target.kind, c.target.field): c.column for c in self.columns}
        self._constants, self._constant_problems = self._read_constants()
        zone_first = sorted(self.columns, key=lambda c: c.target.field != "zone")
        self._plain = [c for c in self.columns if not self._is_link(c)]
        self._linking = [c for c in zone_first if self._is_link(c)]

    def _is_link(self, column: ColumnValues) -> bool:
        return isinstance(KINDS[column.target.kind].fields[column.target.field], Link)

    def _read_constants(self) -> tuple[Row, dict[str, str]]:
        """Return what holds for all rows, a place by the first name in the sheet that is a known zone's."""
        self._settle_place()
        values, problems = read_constants(self.recognition)
        for name, text in list(values.items()):
            link = KINDS[self.kind].fields[name]
            if isinstance(link, Link) and text is not None:
                try:
                    values[name] = self._links.read(link, text, values)
                except Unreadable as error:
                    values[name], problems[name] = None, str(error)
        return values, problems

    def _settle_place(self) -> None:
        constants, places = self.recognition.constants, self.recognition.places
        known = self._links.zone_named(places)
        for name in ("zone", "team"):
            if constants.get(name) in places and known:
                constants[name] = known

    @property
    def sheet_problems(self) -> list[CellProblem]:
        """What is wrong with the sheet's constants and with its units."""
        return unit_problems(self._file, self.recognition, self.columns) + [
            self.problem(self.recognition.header_rows[0], (self.kind, name), message, self.recognition.constants[name])
            for name, message in self._constant_problems.items()
        ]

    def amount(self) -> Decimal | None:
        """Return what the rows add up to in the sheet's main amount, in 元."""
        main = main_amount(self.columns)
        return sum((value for value in main.values if value is not None), Decimal(0)) if main else None

    def rows(self) -> list[SheetRow]:
        """Return all data rows."""
        found = [SheetRow(number, dict(self._constants)) for number in self.recognition.rows]
        for column in self._plain:
            self._fill(found, column)
        for column in self._linking:
            self._fill_links(found, column)
        if self.carried:
            self._carry_place(found)
        return found

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
        for index, message in column.problems.items():
            self._note(rows[index], column, message)

    def _fill_links(self, rows: list[SheetRow], column: ColumnValues) -> None:
        name, is_own = column.target.field, column.target.kind == self.kind
        link = KINDS[column.target.kind].fields[name]
        assert isinstance(link, Link)
        named_here = is_own and link.to == self.carried  # what the line describes is matched, not looked up
        for row, text in zip(rows, column.values, strict=True):
            if text is None:
                continue
            if named_here:
                row.carried["name"] = text
                continue
            values = row.own if is_own else row.carried
            try:
                values[name] = self._links.read(link, text, values)
            except Unreadable as error:
                self._note(row, column, str(error))
        for index, message in column.problems.items():
            self._note(rows[index], column, message)

    def _carry_place(self, rows: list[SheetRow]) -> None:
        """Give the described records the sheet's zone where no column does."""
        if (self.carried, "zone") in self._column_of:
            return
        place = self._links.zone_named(self.recognition.places)
        for row in rows if place else ():
            row.carried["zone"] = self._links.read(KINDS["project"].fields["zone"], str(place), {})  # type: ignore[arg-type]

    def _note(self, row: SheetRow, column: ColumnValues, message: str) -> None:
        problem = self.problem(row.number, (column.target.kind, column.target.field), message)
        if problem not in row.problems:  # a column that fills a field of both records is wrong once
            row.problems.append(problem)

    def column(self, kind: str, name: str) -> Column | None:
        """Return the column that fills a field; the described record's name stands in the link to it."""
        if kind == self.carried and name == "name":
            links = KINDS[self.kind].links().items()
            return next((self._column_of.get((self.kind, n)) for n, link in links if link.to == kind), None)
        return self._column_of.get((kind, name))

    def problem(
        self, row: int, place: tuple[str, str], message: str, value: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> CellProblem:  # fmt: skip
        """Return a problem at the cell of a field in a row; in the first column where the field has none."""
        column = self.column(*place)
        label = KINDS[place[0]].fields[place[1]].label
        if column is None:
            first = self.recognition.columns[0].index if self.recognition.columns else 0
            cell = address(row - 1, first)
            return CellProblem(self._file, self.recognition.grid.name, cell, row, None, label, value, message, severity)
        text = value or cell_text(self.recognition.grid.at(row - 1, column.index))
        return CellProblem(
            self._file, self.recognition.grid.name, address(row - 1, column.index), row, column.index, column.heading,
            text, message, severity,
        )  # fmt: skip
