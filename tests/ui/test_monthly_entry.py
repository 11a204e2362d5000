from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import add, make_zone
from zonedesk.actions.changes import peek
from zonedesk.ui.monthly_page import MonthlyPage


@pytest.fixture
def page(qtbot, desk, ledger):
    """The page for October 2023, one zone with a reading of 9.92 and a growth of 1.5."""
    zone = make_zone(ledger, short_name="甲经开区")
    indicator = add(ledger, "indicator", name="工业投资", unit="亿元", cumulative="total", direction="up",
                    for_industrial=True, decimals=Decimal(2))  # fmt: skip
    add(ledger, "reading", zone=zone, indicator=indicator, year=Decimal(2023), month=Decimal(10),
        value=Decimal("9.92"), growth=Decimal("1.5"))  # fmt: skip
    desk.settings.year, desk.settings.month = 2023, 10
    made = MonthlyPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activated()
    return made


@pytest.mark.parametrize(
    ("block", "note", "what"),
    [("9.920\t1.5", "与现有数相同，没有改动", "添加样例"), ("9.92\t2", "已粘贴 1 格，可以撤销", "粘贴工业投资 1 格")],
)
def test_only_what_differs_is_said_to_be_pasted(page, ledger, messages, block, note, what):
    QApplication.clipboard().setText(f"甲经开区\t{block}")
    page.paste()
    assert messages.notes == [note]
    assert peek(ledger, "undo").what == what
