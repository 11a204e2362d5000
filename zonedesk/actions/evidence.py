"""The records behind a summary's numbers, on sheets beside it to which the numbers lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zonedesk.actions.listed import SERIAL, cells_of, column_of, fields_listed
from zonedesk.figures.table import Column, Row, Selection, Table
from zonedesk.records import KINDS
from zonedesk.sheets.leaf import Jump, Leaf, Told, untold

if TYPE_CHECKING:
    import sqlalchemy as sa

MOST_RECORDS = 20_000  # more are not for reading on a sheet
MOST_USES = 4  # lines of the summary that a record names
SHARED = 3  # rows with a number on the very same records: it compares them, as a rank does, and says nothing of its row
USED = Column("used", "用于", width=24)

Cell = tuple[int, str]
"""A row's place in the printed table, and a column's key."""


@dataclass
class Pile:
    """The records of one kind in the order in which the numbers use them, so that those of a number lie together."""

    kind: str
    places: dict[str, int] = field(default_factory=dict)
    uses: dict[str, dict[str, str]] = field(default_factory=dict)  # of each record: the groups by the lines' names
    cells: dict[Cell, tuple[str, ...]] = field(default_factory=dict)

    def add(self, cell: Cell, ids: tuple[str, ...], line: str, group: str) -> None:
        """Take in the records of a number. `line` is the name of its row, nothing for a total, which says nothing new."""
        self.cells[cell] = ids
        for record in ids:
            self.places.setdefault(record, len(self.places))
            if line:
                self.uses.setdefault(record, {}).setdefault(line, group)

    def jumps(self, sheet: int) -> Iterator[tuple[Cell, Jump]]:
        """Give where each number leads, the pile being on sheet number `sheet`."""
        label = f"{KINDS[self.kind].counter}{KINDS[self.kind].label}"
        for cell, ids in self.cells.items():
            places = sorted(self.places[record] for record in ids)
            first, last = places[0], places[-1]
            if last - first + 1 == len(places):
                yield cell, Jump(sheet, first, last, f"看明细：{len(places)} {label}")
            else:
                yield cell, Jump(sheet, first, first, f"看明细：{len(places)} {label}，不在一处，见“{USED.label}”一栏")


def with_evidence(connection: sa.Connection, table: Table, told: Told = untold) -> list[Leaf]:
    """Return a summary's sheet, with its charts, and a sheet of records for each kind that its numbers rest on."""
    piles, is_whole = _piles(connection, table, told)
    links: dict[Cell, Jump] = {}
    leaves = []
    for number, pile in enumerate(piles, start=1):
        links.update(pile.jumps(number))
        back = Jump(0, tip=f"回到{table.title}")
        leaves.append(Leaf(_listed(connection, table, pile, is_whole), f"明细·{KINDS[pile.kind].label}", back=back))
    return [Leaf(table, links=links, draws_charts=True), *leaves]


@dataclass(frozen=True)
class Found:
    """A number of the printed table with the records that it rests on."""

    cell: Cell
    kind: str
    ids: tuple[str, ...]
    line: str  # the name of its row, nothing for a total
    group: str


def _piles(connection: sa.Connection, table: Table, told: Told) -> tuple[list[Pile], bool]:
    """Return the records behind all numbers by kind, and whether none had to be left out."""
    piles: dict[str, Pile] = {}
    is_whole = True
    numbers = list(_numbers(connection, table, told))
    rows = Counter(ids for ids, _ in {(number.ids, number.cell[0]) for number in numbers})
    for number in numbers:
        pile = piles.setdefault(number.kind, Pile(number.kind))
        if sum(len(one.places) for one in piles.values()) + len(set(number.ids) - pile.places.keys()) > MOST_RECORDS:
            is_whole = False
        else:
            pile.add(number.cell, number.ids, number.line if rows[number.ids] < SHARED else "", number.group)
    return [pile for pile in piles.values() if pile.places], is_whole


def _numbers(connection: sa.Connection, table: Table, told: Told) -> Iterator[Found]:
    printed = table.printed
    for index, row in enumerate(printed.all_rows):
        told(f"正在找“{table.title}”的明细，第 {index + 1} 行")
        for column in printed.columns:
            selection = row.records.get(column.key)
            if selection is not None and row.cells.get(column.key) and (ids := _ids(connection, selection)):
                yield Found((index, column.key), selection.kind, ids, _name(printed, row), column.group)


def _ids(connection: sa.Connection, selection: Selection) -> tuple[str, ...]:
    found = connection.execute(selection.ids.limit(MOST_RECORDS + 1)).scalars()
    return tuple(dict.fromkeys(map(str, found)))


def _name(table: Table, row: Row) -> str:
    if row.style != "body":
        return ""
    names = (row.cells.get(column.key) for column in table.columns if not column.is_number)
    return next((str(name) for name in names if name), "")


def _listed(connection: sa.Connection, table: Table, pile: Pile, is_whole: bool) -> Table:
    from zonedesk.store.query import by_ids

    record, fields = KINDS[pile.kind], fields_listed(pile.kind)
    found = {row["id"]: row for row in by_ids(connection, pile.kind, list(pile.places))}
    rows = (
        Row({"serial": number, **cells_of(fields, found[key]), "used": _uses(pile.uses.get(key, {}))}, adds_to="list")
        for number, key in enumerate((key for key in pile.places if key in found), start=1)
    )
    return Table(
        name=pile.kind,
        title=f"{table.title}明细：{record.label}",
        period=table.period,
        columns=(SERIAL, *map(column_of, fields), USED),
        rows=tuple(rows),
        as_of=table.as_of,
        notes=() if is_whole else (f"明细最多列 {MOST_RECORDS} 条，其余的请在程序中点开汇总表里的数查看。",),
    )


def _uses(groups: Mapping[str, str]) -> str | None:
    names = [f"{line} {group}".strip() for line, group in groups.items()]
    more = f"等 {len(names)} 处" if len(names) > MOST_USES else ""
    return "、".join(names[:MOST_USES]) + more or None
