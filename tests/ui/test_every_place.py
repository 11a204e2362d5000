"""Every place of the navigation opens, on a ledger with records of every kind and on an empty one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from zonedesk.actions import setup
from zonedesk.records import KINDS
from zonedesk.settings import Settings
from zonedesk.store.store import Store
from zonedesk.ui.figure_page import FigurePage
from zonedesk.ui.places import every_place
from zonedesk.ui.record_page import RecordPage
from zonedesk.ui.window import Window


@pytest.fixture(params=["", "jinzhong-2023"])
def window(request, qtbot, tmp_path, messages):
    path = tmp_path / "台账.db"
    if request.param:
        setup.create_sample(path, request.param)
    else:
        Store.create(path).close()
    store = Store.open(path)
    made = Window(Settings(year=2023, month=10), messages)
    qtbot.addWidget(made)
    made.open_ledger(store)
    made.show()
    yield made
    store.close()


def test_every_place_opens_under_its_own_names(window, qtbot, messages):
    for place in every_place():
        page = window.go(place.key)
        bar = getattr(page, "bar", None)
        if bar is not None:
            qtbot.waitUntil(lambda bar=bar: not bar.waiting.is_running(), timeout=20000)
        assert page.objectName() == f"page.{place.key}"
        if isinstance(page, RecordPage | FigurePage):
            assert page.findChild(QWidget, f"table.{place.key}") is not None
    assert messages.warnings == []


def test_every_kind_of_record_has_a_place_to_be_shown_in():
    assert set(KINDS) - {"attachment"} <= {place.key for place in every_place()}  # files stand with their records
