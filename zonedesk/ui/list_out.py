"""A list out of the window: to a file, and to paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zonedesk.ui.file_out import TABLES, Told, ask_file, write_file
from zonedesk.ui.worker import run

if TYPE_CHECKING:
    from zonedesk.figures.table import Table
    from zonedesk.store.query import Query
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.page_bar import PageBar


def export_list(page: QWidget, bar: PageBar, desk: Desk, query: Query, fields: Sequence[str]) -> None:
    """Ask for a file and write the records of a query to it, beside the window's own work."""
    path = ask_file(page, "导出", f"{bar.title()}.xlsx", TABLES)
    if path:
        write_list(page, desk, query, fields, path)


def write_list(page: QWidget, desk: Desk, query: Query, fields: Sequence[str], path: Path) -> None:
    """Write the records of a query to a file in a worker, and say where they are."""

    def work(to: Path, told: Told) -> None:
        from zonedesk.actions import exporting

        exporting.export_list(desk.store, query, fields, to, desk.settings, desk.money_unit, told)

    write_file(page, desk, path, work)


def print_list(page: QWidget, bar: PageBar, desk: Desk, query: Query, fields: Sequence[str]) -> None:
    """Show the records of a query as they print."""

    def work() -> Table:
        from zonedesk.actions import exporting

        return exporting.list_table(desk.store, query, fields)

    def show(table: Table) -> None:
        from zonedesk.ui.print_preview import preview

        preview(page, desk, table)

    bar.waiting.start()
    run(page, work, done=show, failed=desk.messages.fail).finished.connect(bar.waiting.stop)


def save_template(page: QWidget, desk: Desk, kind: str) -> None:
    """Ask for a file and write the blank ledger of a kind to it, beside the window's own work."""
    from zonedesk.records import KINDS

    path = ask_file(page, "空白表", f"{KINDS[kind].label}空白表.xlsx", "Excel 工作簿 (*.xlsx)")
    if path:
        write_template(page, desk, kind, path)


def write_template(page: QWidget, desk: Desk, kind: str, path: Path) -> None:
    """Write the blank ledger of a kind to a file in a worker, and say what to do with it."""

    def work(to: Path, told: Told) -> None:
        from zonedesk.actions import templates

        told(f"正在写“{to.name}”")
        templates.write_template(desk.store, kind, to, desk.money_unit, desk.settings.office)

    write_file(page, desk, path, work, "，填好后按“导入”")
