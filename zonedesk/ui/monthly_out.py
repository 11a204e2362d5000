"""A month sheet out of the window: to paper, and to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from zonedesk.ui.worker import run

if TYPE_CHECKING:
    from zonedesk.actions.monthly_sheet import MonthSheet
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.page_bar import PageBar

ENDINGS = "Excel 工作簿 (*.xlsx);;文本表格 (*.csv);;PDF (*.pdf)"


def print_sheet(page: QWidget, desk: Desk, sheet: MonthSheet, months: Sequence[int]) -> None:
    """Open the print preview of some months of a sheet."""
    from zonedesk.actions.monthly_table import table_of
    from zonedesk.ui.print_preview import preview

    preview(page, desk, table_of(sheet, months, desk.settings.office))


def export_sheet(page: QWidget, bar: PageBar, desk: Desk, sheet: MonthSheet) -> None:
    """Ask for a file and write all months of a sheet to it, beside the window's own work."""
    from zonedesk.actions.monthly_table import table_of

    table = table_of(sheet, range(1, sheet.month + 1), desk.settings.office)
    name, _ = QFileDialog.getSaveFileName(page, "导出", f"{table.title}.xlsx", ENDINGS)
    if not name:
        return
    path = Path(name) if Path(name).suffix else Path(f"{name}.xlsx")

    def work() -> None:
        from zonedesk.actions import exporting

        exporting.write(table, path, desk.settings, desk.money_unit)

    bar.waiting.start()
    written = f"已写入 {path.name}，在 {path.parent}"
    done = run(page, work, done=lambda _: desk.messages.tell(written), failed=desk.messages.fail)
    done.finished.connect(bar.waiting.stop)
