"""A figure's result: one table that the screen, the printer, Excel, Word and the charts all draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sqlalchemy import Select

Value = str | int | Decimal | None
"""What a cell holds. Money is a Decimal in 元 (the column's `unit_of` scales it for showing), a percentage is in per cent."""

Nature = Literal["text", "count", "money", "percent", "ratio", "date", "number"]
"""A ratio is one number by another, such as cases by agents; like a percentage it is shown with two decimals."""


@dataclass(frozen=True)
class Selection:
    """The records behind one number: a kind, the query for their ids, and for a sum what each adds to it.

    `adds` gives (id, amount) of the same records; an amount may come from elsewhere than the record's own fields.
    """

    kind: str
    ids: Select[tuple[str]]
    adds: Select[str, Decimal] | None = None


class LateSelection(Selection):
    """A selection whose queries are made once somebody asks: a large table has far more of them than anybody opens."""

    def __init__(self, kind: str, make: Callable[[], Selection]) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "_make", make)

    @cached_property
    def _made(self) -> Selection:
        make: Callable[[], Selection] = self.__dict__["_make"]
        return make()

    @property
    def ids(self) -> Select[tuple[str]]:
        """The query for the ids."""
        return self._made.ids

    @property
    def adds(self) -> Select[str, Decimal] | None:
        """The query for (id, amount) of the same records."""
        return self._made.adds


@dataclass(frozen=True)
class Column:
    """One column: `key` is what the command line and JSON use, `group` the merged heading above neighbouring columns."""

    key: str
    label: str
    nature: Nature = "text"
    unit: str = ""  # 个, 人, % …; for money it is chosen when the table is shown
    group: str = ""
    width: int = 0  # in characters; 0 lets the drawer decide
    words: Mapping[str, str] | None = field(default=None, hash=False)  # what people read for each identifier in it
    is_state: bool = False  # words of state, which the screen draws as tags
    decimals: int = 0  # that a number is shown with at least, so that those of a column stand under each other
    is_stated: bool = False  # somebody wrote the number: it is shown with their digits

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, which are drawn to the right."""
        return self.nature in ("count", "money", "percent", "ratio", "number")


RowStyle = Literal["body", "section", "total", "reported"]


@dataclass(frozen=True)
class Row:
    """One row. `style` says how it is drawn: a `section` spans the table and carries only its first cell."""

    cells: Mapping[str, Value]
    records: Mapping[str, Selection] = field(default_factory=dict)
    style: RowStyle = "body"
    adds_to: str = ""  # the word of the total row that this row is a part of (Excel writes SUM over the parts)
    differences: Mapping[str, Decimal] = field(
        default_factory=dict
    )  # of a reported row: how far it is from the computed
    stated: frozenset[str] = frozenset()  # keys of the numbers that somebody wrote, which keep their digits
    feeds_chart: bool = False  # the screen shows it under a chart; paper and workbooks leave it out


@dataclass(frozen=True)
class ChartSeries:
    """One series of a chart: the column whose values it draws, and its name."""

    column: str
    label: str


@dataclass(frozen=True)
class Chart:
    """How a table is drawn as a chart: bars or lines over the rows whose `adds_to` is `rows`.

    A value beyond `limit` (to either side of zero) is real but would flatten all others: it is kept off the axis and marked
    with `limit_mark`.
    """

    title: str
    unit: str  # "money" takes the unit of the table as shown
    label_column: str
    series: tuple[ChartSeries, ...]
    rows: str  # the `adds_to` word of the rows drawn
    form: Literal["grouped", "stacked", "horizontal", "line"] = "grouped"
    maximum: Decimal | None = None  # the axis ends here, e.g. 100 for rates
    limit: Decimal | None = None
    limit_mark: str = ""


@dataclass(frozen=True)
class Table:
    """A summary.

    `rows` is the plain form that the command line prints (one fact a row). Where people draw it otherwise, for example
    with the kinds across, `drawn` is the same facts laid out for screen, paper and Excel; else the table is drawn as it is.
    """

    name: str
    title: str
    period: str  # as printed: 2023年第一次至第三次, 截至2023年10月31日
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    notes: tuple[str, ...] = ()
    as_of: str = ""  # 2023-10-31, for the line 截至…
    reporter: str = ""  # 填报单位
    charts: tuple[Chart, ...] = ()
    drawn: Table | None = None
    reported: Row | None = None  # 合计·报: the totals as somebody reported them, beside the computed ones

    def rows_of(self, chart: Chart) -> tuple[tuple[int, Row], ...]:
        """Return the rows that a chart draws, each with its place in the drawn form; none where no number stands in them."""
        rows = tuple(
            (place, row)
            for place, row in enumerate(self.form.rows)
            if row.style == "body" and row.adds_to == chart.rows
        )
        values = (row.cells.get(series.column) for _, row in rows for series in chart.series)
        return rows if any(isinstance(value, int | Decimal) for value in values) else ()

    @property
    def form(self) -> Table:
        """The table as it is drawn."""
        return self.drawn or self

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: no number but zero, and no words but the names of its rows."""
        named, *others = self.form.columns
        keys = [column.key for column in others] + ([named.key] if named.is_number else [])
        return not any(row.cells.get(key) for row in self.form.all_rows for key in keys)

    @property
    def printed(self) -> Table:
        """The table as paper and workbooks show it: as drawn, without rows that only feed charts and sections of nothing."""
        rows = [row for row in self.form.rows if not row.feeds_chart]
        after = [row.style for row in rows[1:]] + ["section" if self.form.totals is None else "total"]
        kept = tuple(
            row for row, following in zip(rows, after, strict=False) if (row.style, following) != ("section", "section")
        )
        return self.form if len(kept) == len(self.form.rows) else replace(self.form, rows=kept)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Rows with the totals last (a drawn form places its own totals among its rows and has none here)."""
        if self.totals is None:
            return self.rows
        return (*self.rows, self.totals, self.reported) if self.reported else (*self.rows, self.totals)


MONEY_UNITS: dict[str, int] = {"亿元": 10**8, "万元": 10**4, "元": 1}


def unit_of(column: Column, money_unit: str) -> str:
    """Return the unit to print for a column when money is shown in `money_unit` (亿元, 万元 or 元)."""
    return money_unit if column.nature == "money" else column.unit
