"""Importing: time beside reading the cells and putting them into a plain table; the most memory that it takes."""

from __future__ import annotations

import datetime
import itertools
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.budget import Measured, interleaved
from tests.bench.ledger import HEADINGS, add_zones, write_ledger
from tests.bench.memory import highest_of_all
from zonedesk.actions.importing import Applied, apply_plan, make_plan
from zonedesk.actions.opening import open_workbooks
from zonedesk.store.store import Store

MOST_MEMORY = 600.0  # MB


def budgets(rows: int, times: int, folder: Path) -> Iterator[Measured]:
    """Measure the first import of a ledger, that of the same one again, and that of its next edition."""
    sheet, later = write_ledger(folder / "ledger.xlsx", rows), write_ledger(folder / "later.xlsx", rows, raised=1.0)
    empty = folder / "zones.db"
    store = Store.create(empty)
    add_zones(store)
    store.close()
    yield _memory(sheet, empty)
    numbers = itertools.count()
    full = folder / "full.db"
    import_file(sheet, shutil.copy(empty, full))
    bare, new, same, changed = interleaved(
        times,
        lambda: bare_import(sheet, folder / f"bare-{next(numbers)}.db"),
        lambda: import_file(sheet, _copy(empty, folder, next(numbers))),
        lambda: import_file(sheet, _copy(full, folder, next(numbers))),
        lambda: import_file(later, _copy(full, folder, next(numbers))),
    )
    yield Measured(f"import of {rows} new rows", new, bare, 3.0)
    yield Measured(f"import of the same {rows} rows again", same, new, 1.5, note="against that of new rows")
    yield Measured(f"import of {rows} changed rows", changed, new, 1.5, note="against that of new rows")


def _copy(ledger: Path, folder: Path, number: int) -> Path:
    return Path(shutil.copy(ledger, folder / f"import-{number}.db"))


def bare_import(sheet: Path, database: Path) -> None:
    """Read a file's cells and put them into a plain table, in one transaction, as durable as a ledger."""
    from python_calamine import CalamineWorkbook

    sqlite3.register_adapter(datetime.date, datetime.date.isoformat)
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    width = len(HEADINGS)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"CREATE TABLE cells ({', '.join(f'c{n}' for n in range(width))})")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO cells VALUES ({', '.join('?' * width)})", rows)
    connection.execute("COMMIT")
    connection.close()


def import_file(sheet: Path, database: Path | str) -> Applied:
    """Import a file into a ledger, as the command line and the window do."""
    store = Store.open(Path(database))
    try:
        return apply_plan(store, make_plan(store, open_workbooks([sheet])))
    finally:
        store.close()


def _memory(sheet: Path, empty: Path) -> Measured:
    """Return the most memory of a process that imports, together with that of the process which reads for it."""
    ledger = shutil.copy(empty, empty.with_name("memory.db"))
    held = highest_of_all([sys.executable, "-m", "tests.bench.importing", str(sheet), str(ledger)])
    return Measured("memory of the import", held, MOST_MEMORY, 1.0, "MB")


if __name__ == "__main__":
    import_file(Path(sys.argv[1]), sys.argv[2])
