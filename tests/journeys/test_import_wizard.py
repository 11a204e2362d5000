"""The main job's first half through the window: the sample's ledgers in by the wizard, the summaries' numbers out."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton, QTableView

from zonedesk import app, paths
from zonedesk.actions import figures
from zonedesk.actions.records import count_rows, list_rows
from zonedesk.figures.asking import Ask, Events
from zonedesk.settings import Settings
from zonedesk.store.query import Query
from zonedesk.store.store import Store
from zonedesk.ui.figure_choices import Choice

LEDGERS = sorted((paths.resources() / "sample" / "jinzhong-2023").glob("0[1-5]*.xlsx"))


@pytest.fixture
def window(qtbot, messages, tmp_path):
    database = tmp_path / "ledger.db"
    Store.create(database).close()
    window = app.open_window(database, Settings(year=2023, month=10), messages)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.desk is not None)
    return window


def wait_for(qtbot, page, step):
    qtbot.waitUntil(lambda: page.stack.currentWidget() is step and page._work is None, timeout=60_000)


def bring_in(qtbot, window, files):
    """Import files through the wizard, as a user does, and return its page."""
    window.show_import(files)
    page = window.stack.currentWidget()
    wait_for(qtbot, page, page.review)
    assert page.plan.errors == []
    page.findChild(QPushButton, "import.apply").click()
    wait_for(qtbot, page, page.outcome)
    return page


def plain_figure(store, name, **asked):
    return json.loads(json.dumps(figures.as_json(figures.work_out(store, name, Ask(**asked)), "亿元"), default=str))


def shown(qtbot, window, name):
    """Return everything that a figure's page shows in its table."""
    page = window.go(name)
    grid = page.findChild(QTableView, f"table.{name}")
    qtbot.waitUntil(lambda: page.table is not None and grid.model().rowCount() > 0, timeout=30_000)
    model = grid.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_five_ledgers_go_in_through_the_wizard_and_the_summaries_are_right(qtbot, window):
    page = bring_in(qtbot, window, LEDGERS)
    store = window.desk.store
    counts = {kind: count_rows(store, Query(kind)) for kind in ("zone", "project", "batch_entry", "team_member")}
    assert counts == {"zone": 11, "project": 345, "batch_entry": 503, "team_member": 326}
    assert "导入前" in page.outcome.backup.whole()

    entries = plain_figure(store, "three-batches", events=Events((2023, 1), (2023, 3)))["rows"]
    assert sum(int(row["count"]) for row in entries) == 210
    assert sum(Decimal(row["investment"]) for row in entries) == Decimal("723.62")


def test_the_pages_of_the_summaries_show_what_the_wizard_brought_in(qtbot, window):
    bring_in(qtbot, window, LEDGERS)
    rates = {text for row in shown(qtbot, window, "three-rates") for text in row}
    assert {"97.99", "52.70", "100.00"} <= {text.rstrip("%") for text in rates}
    teams = {text for row in shown(qtbot, window, "teams") for text in row}
    assert {"51", "275", "326"} <= teams
    campaigns = shown(qtbot, window, "campaigns")
    medicine = next(row for row in campaigns if "现代医药产业链" in row)
    assert "11" in medicine
    assert any(text.startswith("35.306") or text == "35.31" for text in medicine)
    page = window.go("three-batches")
    page.choices.choice = Choice(events=Events((2023, 1), (2023, 3)), by="zone")
    page.choices.changed.emit()
    qtbot.waitUntil(lambda: page.table is not None and page.table.period == "2023年第一次至第三次", timeout=30_000)
    batches = {text for row in shown(qtbot, window, "three-batches") for text in row}
    assert {"68", "391.93", "70", "142.44", "72", "189.25"} <= batches


def test_the_same_ledgers_again_change_nothing(qtbot, window):
    bring_in(qtbot, window, LEDGERS)
    before = list_rows(window.desk.store, Query("project"))
    window.show_import(LEDGERS)
    page = window.stack.currentWidget()
    wait_for(qtbot, page, page.review)
    assert page.foot.words.whole() == "这些台账已经导入过，没有变化"
    assert not page.findChild(QPushButton, "import.apply").isEnabled()
    assert list_rows(window.desk.store, Query("project")) == before


def test_one_file_after_the_other_gives_the_same_as_all_at_once(qtbot, window):
    for file in LEDGERS:
        page = bring_in(qtbot, window, [file])
    page.findChild(QPushButton, "import.show").click()
    assert window.place in {"campaign_item", "project"}
    assert count_rows(window.desk.store, Query("project")) == 345
    assert count_rows(window.desk.store, Query("batch_entry")) == 503


def test_what_the_wizard_brought_in_can_be_undone_as_one_step(qtbot, window):
    page = bring_in(qtbot, window, LEDGERS)
    page.findChild(QPushButton, "import.undo").click()
    qtbot.waitUntil(lambda: page.outcome.title.text().startswith("已撤销"), timeout=60_000)
    assert {kind: count_rows(window.desk.store, Query(kind)) for kind in ("zone", "project", "campaign")} == {
        "zone": 0, "project": 0, "campaign": 0,
    }  # fmt: skip
