from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests import builders
from zonedesk.figures import FIGURES
from zonedesk.ui.places import every_place
from zonedesk.ui.summaries_page import PLACES, SummariesPage


@pytest.fixture
def page(qtbot, desk, ledger):
    zone = builders.make_zone(ledger, short_name="甲区")
    builders.make_entry(ledger, builders.make_project(ledger, zone=zone), builders.make_event(ledger))
    builders.make_zone(ledger, short_name="乙区")
    desk.settings.year, desk.settings.month = 2023, 10
    made = SummariesPage(desk)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    return made


def press(page, name):
    page.findChild(QPushButton, f"summaries.{name}").click()


def test_all_summaries_are_written_for_the_period_in_force(qtbot, page, messages, monkeypatch, tmp_path):
    proposed = []
    path = tmp_path / "汇总.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (proposed.append(a[2]), (str(path), ""))[1])
    press(page, "export")
    qtbot.waitUntil(lambda: bool(messages.notes), timeout=20000)
    assert proposed == ["全部汇总表（2023年10月）.xlsx"]
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["目录", "三个一批汇总表"]


def test_each_zone_gets_a_workbook(qtbot, page, messages, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(page, "each_zone")
    qtbot.waitUntil(lambda: bool(messages.notes), timeout=20000)
    assert "甲区全部汇总表.xlsx" in {path.name for path in tmp_path.iterdir()}
    assert str(tmp_path) in messages.notes[0]


def test_a_summary_opens_its_page(qtbot, page, desk):
    for row, name in enumerate(FIGURES):
        page.table.setCurrentCell(row, 0)
        with qtbot.waitSignal(desk.place_asked) as asked:
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert asked.args == [PLACES.get(name, name)]
        assert asked.args[0] in {place.key for place in every_place()}
