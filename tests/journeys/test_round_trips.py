"""Any records out to files and into an empty ledger: the same records, for every kind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.any_records import rows
from tests.builders import add_many
from tests.rows import good_row, make_good
from tests.typed import MANNERS, Manner, type_in
from zonedesk.actions import exporting
from zonedesk.actions.importing import apply_plan, make_plan
from zonedesk.actions.records import check, list_rows
from zonedesk.actions.templates import write_template
from zonedesk.figures.asking import Ask
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Naming
from zonedesk.records.record import Row
from zonedesk.settings import Settings
from zonedesk.sheets.read import read_workbook
from zonedesk.store.query import Query
from zonedesk.store.store import Store

LEDGERS = [kind for kind, record in KINDS.items() if not record.attached]
QUICK = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # making a failure smaller takes minutes
)
Content = dict[str, list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "ledger.db"
    Store.create(path).close()
    return path


class Round:
    """Empty ledgers in a folder of their own, one to fill and one to bring it into."""

    def __init__(self, blank: Path, folder: Path) -> None:
        self._blank, self.folder, self._count = blank, folder, 0

    def ledger(self) -> Store:
        self._count += 1
        path = self.folder / f"{self._count}.db"
        shutil.copy(self._blank, path)
        return Store.open(path)

    def export(self, store: Store, ending: str, but: str = "") -> list[Path]:
        """Write every kind of which there are records to a file of its own, `but` for one."""
        written = []
        for kind in LEDGERS:
            if kind != but and list_rows(store, Query(kind)):
                written.append(self.folder / f"{self._count}-{KINDS[kind].label}{ending}")
                exporting.export(store, kind, Ask(), written[-1], Settings(), "亿元", records=True)
        return written

    def to_fill_in(self, store: Store, kind: str, zone: str = "", filled: bool = False) -> Path:
        """Write a kind's ledger to be filled in, blank or with what is known."""
        self._count += 1
        path = self.folder / f"{self._count}-空白.xlsx"
        write_template(store, kind, path, zone=zone, filled=filled)
        return path


@pytest.fixture
def round_trip(blank: Path, tmp_path: Path) -> Iterator[Round]:
    yield Round(blank, tmp_path)


def content(store: Store) -> Content:
    """All records without ids, links by name."""
    return {
        kind: sorted(tuple(_told(row, name) for name in record.fields) for row in list_rows(store, Query(kind)))
        for kind, record in KINDS.items()
    }


def _lost(source: Store, target: Store) -> dict[str, list[tuple[set[str], set[str]]]]:
    """What of each kind differs, as pairs of what went out and what came back."""
    out, back = content(source), content(target)
    pairs = {kind: zip_longest(out[kind], back[kind], fillvalue=()) for kind in out if out[kind] != back[kind]}
    return {kind: [(set(one) - set(other), set(other) - set(one)) for one, other in pairs[kind]] for kind in pairs}


def _told(row: Any, name: str) -> str:
    value = row.get(f"{name}.caption", row[name])
    return f"{name}={value.normalize():f}" if hasattr(value, "normalize") else f"{name}={value!r}"


def named(store: Store, kind: str, row: Row) -> Row:
    """Return a row with the names of the records that it links to beside their ids."""
    names = {
        f"{name}.caption": next(
            other["caption"] for other in list_rows(store, Query(link.to)) if other["id"] == row[name]
        )
        for name, link in KINDS[kind].links().items()
        if row[name]
    }
    return row | names


def outcome(store: Store, file: Path) -> tuple[int, int, int, list[str]]:
    """How many rows of a file would be new, changed, unchanged, and what the import says of them."""
    plan = make_plan(store, [read_workbook(file)])
    said = [problem.sentence() for problem in [*plan.errors, *plan.warnings]]
    return plan.count("new"), plan.count("changed"), plan.count("unchanged"), said


def beside(store: Store, kind: str) -> dict[str, list[tuple[str, str]]]:
    """Make a good record of each kind that a kind's fields name, and return them as choices."""
    wanted = {field.to for field in KINDS[kind].fields.values() if isinstance(field, Link | Naming)} - {kind}
    made: dict[str, str] = {}
    for other in sorted(wanted):
        made[other] = made.get(other) or make_good(store, other, made)
    found = {other: [(row["id"], row["caption"]) for row in list_rows(store, Query(other))] for other in wanted}
    return found | ({} if kind in found else {kind: []})


def put(round_trip: Round, kind: str, data: st.DataObject) -> Store:
    """Return a ledger with any records of a kind and what they name."""
    source = round_trip.ledger()
    drawn = data.draw(rows(kind, beside(source, kind)))
    assume(drawn)  # of some kinds few rows can be told apart
    add_many(source, kind, drawn)
    return source


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", LEDGERS)
@QUICK
@given(data=st.data())
def test_any_records_come_back_from_their_files(round_trip: Round, kind: str, ending: str, data: st.DataObject) -> None:
    source = put(round_trip, kind, data)
    files = round_trip.export(source, ending)
    target = round_trip.ledger()
    plan = make_plan(target, [read_workbook(file) for file in files])
    assert [problem.sentence() for problem in plan.errors] == []
    apply_plan(target, plan)
    assert _lost(source, target) == {}
    source.close()
    target.close()


@pytest.mark.parametrize("kind", LEDGERS)
@QUICK
@given(data=st.data())
def test_any_records_come_back_from_a_ledger_to_be_filled_in(round_trip: Round, kind: str, data: st.DataObject) -> None:
    source = put(round_trip, kind, data)
    filled = round_trip.to_fill_in(source, kind, filled=True)
    files = [*round_trip.export(source, ".xlsx", but=kind), filled]
    target = round_trip.ledger()
    plan = make_plan(target, [read_workbook(file) for file in files])
    assert [problem.sentence() for problem in plan.errors] == []
    apply_plan(target, plan)
    assert _lost(source, target) == {}
    source.close()
    target.close()


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("kind", LEDGERS)
@QUICK
@given(data=st.data())
def test_any_records_come_in_as_a_clerk_types_them(
    round_trip: Round, kind: str, manner: Manner, data: st.DataObject
) -> None:
    source = put(round_trip, kind, data)
    typed = round_trip.to_fill_in(source, kind)
    type_in(typed, kind, list_rows(source, Query(kind)), manner)
    target = round_trip.ledger()
    plan = make_plan(target, [read_workbook(file) for file in [*round_trip.export(source, ".xlsx", but=kind), typed]])
    assert [problem.sentence() for problem in plan.errors] == []
    apply_plan(target, plan)
    assert _lost(source, target) == {}
    source.close()
    target.close()


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("kind", LEDGERS)
def test_a_whole_record_comes_in_as_typed_with_no_more_doubts_than_in_the_form(
    round_trip: Round, kind: str, manner: Manner
) -> None:
    store = round_trip.ledger()
    row = good_row(store, kind)
    with store.reading() as connection:
        doubts = sorted(problem.message for problem in check(connection, kind, row))
    typed = round_trip.to_fill_in(store, kind)
    type_in(typed, kind, [named(store, kind, row)], manner)
    plan = make_plan(store, [read_workbook(typed)])
    assert [[row.result for row in sheet.rows] for sheet in plan.sheets] == [["new"]]
    assert sorted(problem.message for problem in plan.warnings) == doubts
    apply_plan(store, plan)
    made = [{name: kept[name] for name in row} for kept in list_rows(store, Query(kind))]
    assert made.count(row) == 1
    assert plan.brought_along() == {}
    store.close()


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_blank_ledger_brings_nothing_in_and_a_filled_one_no_change(round_trip: Round, kind: str) -> None:
    store = round_trip.ledger()
    make_good(store, kind)
    assert outcome(store, round_trip.to_fill_in(store, kind)) == (0, 0, 0, [])
    zone = next((row["caption"] for row in list_rows(store, Query("zone"))), "")
    known = len(list_rows(store, Query(kind)))
    assert outcome(store, round_trip.to_fill_in(store, kind, zone=zone, filled=True))[:3] == (0, 0, known)
    store.close()
