"""What was understood of a sheet, and what a person may correct in it.

Rows are counted from 1 as in the sheet; columns from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from zonedesk.figures.rounding import Agreement
from zonedesk.sheets.across import Said
from zonedesk.sheets.grid import Grid, column_letter

IGNORE = ""
"""As a corrected kind: leave the sheet out. As a corrected field: leave the column out."""


@dataclass(frozen=True)
class Target:
    """Where a column's values go: a field of a kind of record."""

    kind: str
    field: str


@dataclass(frozen=True)
class Column:
    """A column with its whole heading (年产值（亿元）/预计), its unit and the fields that it fills, the sheet's own kind first.

    `sure` is False where the heading only resembles the field's, `is_guessed` True where what stands in the column told the field. `is_unit_stated` is False where an amount is read in
    亿元 because no unit is written. `why` says why a column is left out; `is_missed` is True where what stands in it may be
    missed, `is_unit_by_row` True where another column states the unit of each amount, `again` the amount that another column fills already, `is_wrong` where its heading must be mended first. `said` are raw texts by field that the heading says for its
    cells: a sheet whose months stand side by side holds a record for each month in a row.
    """

    index: int
    heading: str
    targets: tuple[Target, ...] = ()
    unit: str = ""
    sure: bool = True
    why: str = ""
    is_unit_stated: bool = True
    said: Said = ()
    is_missed: bool = False
    is_wrong: bool = False
    is_guessed: bool = False
    is_unit_by_row: bool = False
    again: str = ""

    @property
    def letter(self) -> str:
        """The column's letters: A, B, AA."""
        return column_letter(self.index)

    @property
    def field(self) -> str | None:
        """The field that it fills first."""
        return self.targets[0].field if self.targets else None

    def written(self, kind: str) -> str:
        """Return the field as corrections of a sheet of a kind write it: one of another kind is project.signed_on."""
        if not self.targets:
            return IGNORE
        target = self.targets[0]
        return target.field if target.kind == kind else f"{target.kind}.{target.field}"


@dataclass(frozen=True)
class Corrections:
    """What a person changed about how a sheet is read. What is not here is recognised.

    `kind` IGNORE leaves the sheet out; `header_rows` is (first, last); `fields` gives a column's field by its
    identifier ("investment", or "project.code" for a field of the project that an entry line describes) or IGNORE;
    `units` a column's unit; `constants` a value for all rows by field identifier (raw text, such as {"zone": "祁县经开区"});
    `cells` a new raw text for a cell by (row from 1, column from 0); `rows_left_out` rows (from 1) not to be taken; `names` the id
    of the record that a name stands for, by (kind of the record, name as it is written).
    """

    kind: str | None = None
    header_rows: tuple[int, int] | None = None
    fields: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    rows_left_out: frozenset[int] = frozenset()
    names: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class IgnoredRow:
    """A row that holds no record, and why: 小计, 合计, 注, 空行, 重复表头."""

    row: int
    why: str


@dataclass(frozen=True)
class StatedTotal:
    """A sub-total or total row: what it says in each column (raw), and which data rows it covers (from 1).

    `heads` is True for a group's row that stands above the rows it covers: 一、制造业项目.
    """

    row: int
    label: str
    cells: dict[int, object]
    covered: tuple[int, ...]
    heads: bool = False


@dataclass(frozen=True)
class TotalCheck:
    """A stated number of a sub-total or total row beside what its rows add up to.

    Amounts are in `unit` (the column's), counts in 个. `field` is None for a count of rows.
    """

    row: int
    cell: str
    label: str
    heading: str
    field: str | None
    unit: str
    stated: Decimal
    computed: Decimal
    rows: int
    agreement: Agreement


@dataclass
class Recognition:
    """How a sheet is read.

    `kind` is None where the sheet is left out, and `why` says so. `also` are kinds that its rows describe as well
    (a 三个一批 line describes its project). `value_unit` is the unit line's for numbers that are no money here, such as an
    indicator's, `unit_column` the column that holds it for each row. `apart` are those of its rows that no total adds up: 全市. `unread` are the columns that hold something and are left out. `constants` are raw texts for all rows by field. `unit_row` is where
    the unit was found; `guess` is the kind that a hidden sheet seems to be, which is asked about (`kind` is then None); `until` is the sheet's own date where `year` is this date's; `notes` are doubts for the user (no unit given …), `recalled` says what is read as a person chose before. `score` is how well the headings fit, 0–1.
    """

    grid: Grid
    kind: str | None = None
    also: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    columns: list[Column] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    value_unit: str = ""
    unit_column: int | None = None
    unit_row: int | None = None
    year: int | None = None
    until: str = ""
    rows: list[int] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    apart: frozenset[int] = frozenset()
    unread: list[Column] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    score: float = 0.0
    why: str = ""
    guess: str | None = None
    recalled: list[str] = field(default_factory=list)

    @property
    def used(self) -> list[Column]:
        """The columns that fill a field."""
        return [column for column in self.columns if column.targets]
