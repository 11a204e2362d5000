from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from tests.builders import add, make_zone


@pytest.fixture
def page(open_page, ledger, desk):
    """The bottlenecks of October 2023, one due in each of three months."""
    zone = make_zone(ledger)
    for due in ("2023-09-30", "2023-10-15", "2023-11-15"):
        add(ledger, "bottleneck", zone=zone, kind="land", description=f"限{due}", due_on=due, status="raised")
    desk.settings.year, desk.settings.month = 2023, 10
    return open_page("bottleneck")


def view(page):
    return page.findChild(QPushButton, "view.bottleneck.超期")


def test_overdue_means_the_day_of_the_period_in_force(page, desk, qtbot):
    view(page).click()
    assert page.list.model.rowCount() == 2
    qtbot.waitUntil(lambda: view(page).text() == "超期 2")
    assert "今天按 2023-10-31 算" in page.list.filters.editors["due_on"].toolTip()
    desk.settings.month = 9
    desk.period_changed.emit()
    assert page.list.model.rowCount() == 0  # what is due on the very day is not overdue
    qtbot.waitUntil(lambda: view(page).text() == "超期 0")
    assert "今天按 2023-09-30 算" in page.list.filters.editors["due_on"].toolTip()


def test_a_page_out_of_view_asks_again_when_it_comes_back(page, desk):
    view(page).click()
    page.hide()
    desk.settings.month = 11
    desk.period_changed.emit()
    page.show()
    page.activated()
    assert page.list.model.rowCount() == 3
