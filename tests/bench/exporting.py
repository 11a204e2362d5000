"""Export: time beside a bare writer of the same cells, and the memory that writing adds to that of the table."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from tests.bench.budget import Measured, interleaved
from tests.bench.ledger import HEADINGS, SHEET, TITLE, ledger_rows
from tests.bench.memory import ROOT, highest, now
from zonedesk.figures.table import Column, Nature, Row, Table, Value
from zonedesk.sheets.write import write_table

MOST_ADDED = 60.0  # MB
YI = 10**8

_NATURES: dict[str, Nature] = {"序号": "count"}


def budgets(rows: int, times: int, folder: Path) -> Iterator[Measured]:
    """Measure writing a list as a workbook that could be sent."""
    yield _memory(rows, folder)
    table = list_of(rows)
    bare, ours = interleaved(
        times,
        lambda: bare_export(table, folder / "bare.xlsx"),
        lambda: write_table([table], folder / "export.xlsx"),
    )
    yield Measured(f"export of {rows} rows of {len(HEADINGS)} columns", ours, bare, 1.15)


def list_of(rows: int) -> Table:
    """Return a list of projects as it is exported: money in 元, dates as texts, nothing where nothing is known."""
    columns = tuple(Column(str(n), *_label_and_nature(heading)) for n, heading in enumerate(HEADINGS))
    found = (
        Row({c.key: _value(c, cell) for c, cell in zip(columns, cells, strict=True)}, adds_to="list")
        for cells in ledger_rows(rows)
    )
    return Table("project", TITLE, f"共 {rows} 个", columns, tuple(found))


def _label_and_nature(heading: str) -> tuple[str, Nature]:
    label = heading.removesuffix("（亿元）")
    if label != heading:
        return label, "money"
    return label, "date" if label.endswith("时间") else _NATURES.get(label, "text")


def _value(column: Column, cell: object) -> Value:
    if column.nature == "money":
        return Decimal(str(cell)) * YI if isinstance(cell, float) else None
    return cell if isinstance(cell, int) else str(cell) if cell is not None else None


def bare_export(table: Table, path: Path) -> None:
    """Write the same cells with openpyxl's write-only mode and nothing else."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append([column.label for column in table.columns])
    for row in table.rows:
        sheet.append(_plain(row.cells.values()))
    book.save(path)


def _plain(values: Iterable[Value]) -> list[Value | float]:
    return [v / YI if isinstance(v, Decimal) else v for v in values]


def _memory(rows: int, folder: Path) -> Measured:
    command = [sys.executable, "-m", "tests.bench.exporting", str(rows), str(folder / "memory.xlsx")]
    taken = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Measured("memory that the export adds", float(taken.stdout), MOST_ADDED, 1.0, "MB")


def main(rows: str, path: str) -> None:
    """Write a list and print by how many MB the process grew."""
    table = list_of(int(rows))
    before = now()
    write_table([table], Path(path))
    print(max(highest() - before, 0.0))


if __name__ == "__main__":
    main(*sys.argv[1:])
