"""Ledgers that went through LibreOffice: saved as .xls and .ods, and back to .xlsx, they bring in the same records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.journeys.test_round_trips import content
from tests.office import convert_all, needs_office
from tests.workbooks import SAMPLE
from zonedesk.actions import exporting
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.figures.asking import Ask
from zonedesk.settings import Settings
from zonedesk.store.store import Store

FILES = sorted(SAMPLE.glob("0*.xlsx"))
WAYS = {"xls": ("xls",), "ods": ("ods",), "xls and back": ("xls", "xlsx"), "ods and back": ("ods", "xlsx")}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "ledger.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The ledger that the files themselves make."""
    store = Store.create(tmp_path_factory.mktemp("original") / "ledger.db")
    apply_plan(store, plan_import(store, FILES))
    yield store
    store.close()


def through(files: Sequence[Path], endings: Sequence[str], folder: Path) -> list[Path]:
    for ending in endings:
        (folder / ending).mkdir()
        files = convert_all(files, ending, folder / ending)
    return list(files)


@needs_office
@pytest.mark.parametrize("endings", WAYS.values(), ids=WAYS.keys())
def test_the_samples_ledgers_bring_in_the_same_records(
    ledger: Store, original: Store, tmp_path: Path, endings: Sequence[str]
) -> None:
    plan = plan_import(ledger, through(FILES, endings, tmp_path))
    assert [problem.sentence() for problem in plan.errors] == []
    apply_plan(ledger, plan)
    assert content(ledger) == content(original)


@needs_office
@pytest.mark.parametrize("endings", WAYS.values(), ids=WAYS.keys())
def test_an_exported_ledger_comes_back_unchanged(original: Store, tmp_path: Path, endings: Sequence[str]) -> None:
    written = tmp_path / "项目.xlsx"
    exporting.export(original, "project", Ask(), written, Settings(), "亿元", records=True)
    plan = plan_import(original, through([written], endings, tmp_path))
    assert [problem.sentence() for problem in plan.errors] == []
    assert (plan.count("new"), plan.count("changed"), plan.count("unchanged")) == (0, 0, 345)
