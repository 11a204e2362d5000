from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zonedesk.settings import Settings
from zonedesk.store.store import Store


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    """An empty ledger."""
    made = Store.create(tmp_path / "台账.db")
    yield made
    made.close()


@pytest.fixture
def desk(qapp, ledger: Store, messages):
    """What pages share, with an empty ledger and the program's own look."""
    from zonedesk.ui import fonts, theme
    from zonedesk.ui.desk import Desk

    fonts.apply(qapp)
    theme.apply(qapp, "light")
    return Desk(ledger, Settings(theme="light"), messages)


@pytest.fixture
def open_page(qtbot, desk):
    """Open the page of a kind in a window of 1214 × 694, as on a 1366 × 768 screen."""
    from zonedesk.ui.record_page import RecordPage

    def make(kind: str = "project", width: int = 1214, height: int = 694) -> RecordPage:
        page = RecordPage(desk, kind)
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        return page

    return make
