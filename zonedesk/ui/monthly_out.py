"""A month sheet out of the window: to paper, and to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zonedesk.ui.file_out import TABLES, Told, ask_file, write_file

if TYPE_CHECKING:
    from zonedesk.actions.monthly_sheet import MonthSheet
    from zonedesk.figures.table import Table
    from zonedesk.ui.desk import Desk


def print_sheet(page: QWidget, desk: Desk, sheet: MonthSheet, months: Sequence[int]) -> None:
    """Open the print preview of some months of a sheet."""
    from zonedesk.actions.monthly_table import table_of
    from zonedesk.ui.print_preview import preview

    preview(page, desk, table_of(sheet, months, desk.settings.office))


def export_sheet(page: QWidget, desk: Desk, sheet: MonthSheet) -> None:
    """Ask for a file and write all months of a sheet to it, beside the window's own work."""
    from zonedesk.actions.monthly_table import table_of

    table = table_of(sheet, range(1, sheet.month + 1), desk.settings.office)
    path = ask_file(page, "导出", f"{table.title}.xlsx", TABLES)
    if path:
        write_file(page, desk, path, lambda to, told: _write(table, to, desk, told))


def _write(table: Table, path: Path, desk: Desk, told: Told) -> None:
    from zonedesk.actions import exporting

    exporting.write(table, path, desk.settings, desk.money_unit, told)
