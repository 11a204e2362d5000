"""What goes on each sheet of a workbook, and where its cells lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from zonedesk.figures.table import Row, Table

Told = Callable[[str], object]
"""Takes a sentence on how far the work is. It may raise to stop it."""


def untold(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Jump:
    """Where a cell leads: to rows of the table on another sheet (from 0, both included), or to its top where there are none."""

    sheet: int  # among the sheets that are handed over together
    first: int = -1
    last: int = -1
    tip: str = ""


@dataclass(frozen=True)
class Leaf:
    """One sheet. `links` is by the row's place among `table.printed.all_rows` and the column's key.

    `rows` stand before those of the table and are read as they are written: a list too long to be held. `back` is where
    a cell beside the title leads, with its tip for words.
    """

    table: Table
    name: str = ""  # of the sheet; the title serves where there is none
    links: Mapping[tuple[int, str], Jump] = field(default_factory=dict)
    rows: Iterable[Row] = ()
    back: Jump | None = None
    draws_charts: bool = False  # on a sheet of their own beside it


@dataclass(frozen=True)
class Stamp:
    """What stands on every sheet beside its table: the unit of money, 填报单位, 填表人 and the day."""

    money_unit: str = "亿元"
    reporter: str = ""
    preparer: str = ""
    day: str = ""
