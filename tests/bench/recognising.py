"""Recognition: the time from a grid of cells to a sheet understood, and of a whole look at a file without importing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.budget import Measured, interleaved
from tests.bench.ledger import add_zones, write_ledger
from zonedesk.actions.importing import make_plan
from zonedesk.actions.opening import open_workbooks
from zonedesk.sheets.recognise import recognise
from zonedesk.store.store import Store

ROWS = 5000
MOST = 1.0  # seconds


def budgets(rows: int, times: int, folder: Path) -> Iterator[Measured]:
    """Measure the recognition of a ledger of at most ROWS rows."""
    rows = min(rows, ROWS)
    file = write_ledger(folder / "recognised.xlsx", rows)
    store = Store.create(folder / "recognised.db")
    add_zones(store)
    grid = open_workbooks([file])[0].sheets[0]
    understood, looked_at = interleaved(
        times, lambda: recognise(grid), lambda: make_plan(store, open_workbooks([file]))
    )
    store.close()
    yield Measured(f"recognition of {rows} rows", understood, MOST, 1.0)
    yield Measured(f"a look at {rows} rows, nothing imported", looked_at, MOST, None)
