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
from zonedesk.actions.plan import RESULTS, Plan
from zonedesk.actions.templates import write_template
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
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Plan]]:
    """The ledger that the files themselves make, and how they made it."""
    store = Store.create(tmp_path_factory.mktemp("original") / "ledger.db")
    plan = plan_import(store, FILES)
    apply_plan(store, plan)
    yield store, plan
    store.close()


def outcomes(plan: Plan) -> dict[tuple[str, str], tuple[object, ...]]:
    """What becomes of each sheet: its kind, its rows counted by result, what is left out, how much is doubted, its total."""
    return {
        (Path(sheet.file).stem, sheet.sheet): (
            sheet.record,
            *(sheet.count(result) for result in RESULTS if result != "ignored"),
            sheet.recognition.ignored,
            len(sheet.warnings),
            sheet.amount,
        )
        for sheet in plan.sheets
    }


def through(files: Sequence[Path], endings: Sequence[str], folder: Path) -> list[Path]:
    for ending in endings:
        (folder / ending).mkdir()
        files = convert_all(files, ending, folder / ending)
    return list(files)


@needs_office
@pytest.mark.parametrize("endings", WAYS.values(), ids=WAYS.keys())
def test_the_samples_ledgers_bring_in_the_same_records(
    ledger: Store, original: tuple[Store, Plan], tmp_path: Path, endings: Sequence[str]
) -> None:
    kept, first = original
    plan = plan_import(ledger, through(FILES, endings, tmp_path))
    assert [problem.sentence() for problem in plan.errors] == []
    assert outcomes(plan) == outcomes(first)
    apply_plan(ledger, plan)
    assert content(ledger) == content(kept)


@needs_office
@pytest.mark.parametrize("endings", WAYS.values(), ids=WAYS.keys())
def test_ledgers_that_were_written_out_come_back_unchanged(
    original: tuple[Store, Plan], tmp_path: Path, endings: Sequence[str]
) -> None:
    store, _ = original
    exporting.export(store, "project", Ask(), tmp_path / "导出.xlsx", Settings(), "亿元", records=True)
    write_template(store, "project", tmp_path / "待填.xlsx", filled=True)
    for file in through([tmp_path / "导出.xlsx", tmp_path / "待填.xlsx"], endings, tmp_path):
        plan = plan_import(store, [file])
        assert [problem.sentence() for problem in plan.errors] == []
        assert (plan.count("new"), plan.count("changed"), plan.count("unchanged")) == (0, 0, 345)
