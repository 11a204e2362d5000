"""The ledgers that the sample's zones sent, brought in together, again, and one after the other in any order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import SAMPLE
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.records import list_rows
from zonedesk.records import KINDS
from zonedesk.store.query import Query
from zonedesk.store.store import Store

FILES = sorted(SAMPLE.glob("0*"))
COUNTS = {
    "zone": 11, "service_team": 11, "team_member": 326, "project": 345, "batch_event": 7, "batch_entry": 503,
    "campaign": 4, "campaign_item": 71, "indicator": 2, "reading": 200, "land_plot": 18, "agency_case": 174, "operating_company": 20,
}  # fmt: skip


def bring(store: Store, files: Sequence[Path]) -> None:
    apply_plan(store, plan_import(store, files))


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All records without ids, links by name."""
    return {
        kind: sorted(
            tuple(str(row.get(f"{name}.caption", row[name])) for name in record.fields)
            for row in list_rows(store, Query(kind))
        )
        for kind, record in KINDS.items()
    }


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    store = Store.create(tmp_path_factory.mktemp("together") / "ledger.db")
    bring(store, FILES[::-1])
    found = content(store)
    store.close()
    return found


@pytest.fixture
def store(tmp_path: Path) -> Any:
    made = Store.create(tmp_path / "ledger.db")
    yield made
    made.close()


def test_all_records_are_there(store: Store) -> None:
    bring(store, FILES)
    assert {kind: len(rows) for kind, rows in content(store).items() if rows} == COUNTS
    invested = sum(row["investment"] for row in list_rows(store, Query("project")))
    assert invested == Decimal("136703000000")
    roles = [row["role"] for row in list_rows(store, Query("team_member"))]
    assert (roles.count("lead"), roles.count("agent")) == (51, 275)
    assert sum(row["area"] for row in list_rows(store, Query("land_plot"))) == Decimal("715.1")
    city = {
        row["indicator.caption"]: (row["value"], row["growth"])
        for row in list_rows(store, Query("reading"))
        if row["zone"] is None and row["month"] == 10
    }
    assert city == {"规上工业增加值": (266, Decimal("6.56")), "工业投资": (101, -33)}


def test_bringing_the_files_in_again_changes_nothing(store: Store) -> None:
    bring(store, FILES)
    again = plan_import(store, FILES)
    assert (again.steps, again.count("new"), again.count("changed"), again.errors) == ([], 0, 0, [])
    assert again.count("unchanged") == 11 + 503 + 345 + 326 + 71 + 200 + 18 + 174 + 20


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 4))), ids=str)
def test_one_file_after_the_other_gives_the_same_records(
    store: Store, order: tuple[int, ...], together: dict[str, list[tuple[Any, ...]]]
) -> None:
    for index in (0, *order, 3, 5, 6, 7):
        bring(store, [FILES[index]])
    assert content(store) == together
