"""A list out of the window: to a file, and to paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from zonedesk.ui.worker import run

if TYPE_CHECKING:
    from zonedesk.figures.table import Table
    from zonedesk.store.query import Query
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.page_bar import PageBar

ENDINGS = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv);;PDF (*.pdf)"


def export_list(page: QWidget, bar: PageBar, desk: Desk, query: Query, fields: Sequence[str]) -> None:
    """Ask for a file and write the records of a query to it, beside the window's own work."""
    name, _ = QFileDialog.getSaveFileName(page, "导出", f"{bar.title()}.xlsx", ENDINGS)
    if name:
        write_list(page, bar, desk, query, fields, Path(name))


def write_list(page: QWidget, bar: PageBar, desk: Desk, query: Query, fields: Sequence[str], path: Path) -> None:
    """Write the records of a query to a file in a worker, and say where they are."""
    path = path if path.suffix else path.with_suffix(".xlsx")

    def work() -> None:
        from zonedesk.actions import exporting

        table = exporting.list_table(desk.store, query, fields)
        exporting.write(table, path, desk.settings, desk.money_unit)

    bar.waiting.start()
    done = run(page, work, done=lambda _: desk.messages.tell(f"已导出到 {path}"), failed=desk.messages.fail)
    done.finished.connect(bar.waiting.stop)


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


def save_template(page: QWidget, bar: PageBar, desk: Desk, kind: str) -> None:
    """Ask for a file and write the blank ledger of a kind to it, beside the window's own work."""
    from zonedesk.records import KINDS

    name, _ = QFileDialog.getSaveFileName(page, "空白表", f"{KINDS[kind].label}空白表.xlsx", "Excel 工作簿 (*.xlsx)")
    if name:
        write_template(page, bar, desk, kind, Path(name))


def write_template(page: QWidget, bar: PageBar, desk: Desk, kind: str, path: Path) -> None:
    """Write the blank ledger of a kind to a file in a worker, and say what to do with it."""
    path = path if path.suffix else path.with_suffix(".xlsx")

    def work() -> None:
        from zonedesk.actions import templates

        templates.write_template(desk.store, kind, path, desk.money_unit, desk.settings.office)

    told = f"空白表已存到 {path}，填好后按“导入”"
    bar.waiting.start()
    done = run(page, work, done=lambda _: desk.messages.tell(told), failed=desk.messages.fail)
    done.finished.connect(bar.waiting.stop)
