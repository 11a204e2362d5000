"""The menus of a record page: what the keys of its table do, in words, and the ways for a ledger to come in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from zonedesk.records import KINDS
from zonedesk.ui.record_model import caption_of

if TYPE_CHECKING:
    from zonedesk.ui.block_actions import BlockActions
    from zonedesk.ui.record_table import RecordTable

NAME = 16  # characters of a record's name


def show_menu(table: RecordTable, blocks: BlockActions, new: Callable[[], object], at: QPoint) -> None:
    """Show the menu for what is selected."""
    model = table.records
    record = KINDS[model.kind]
    rows = [row for place in table.selected_places() if (row := model.row_at(place))]
    name = (
        f"“{caption_of(model.kind, rows[0])[:NAME]}”"
        if len(rows) == 1
        else f" {len(rows)} {record.counter}{record.label}"
    )
    menu = QMenu(table)
    menu.addAction("复制\tCtrl+C", blocks.copy)
    menu.addAction("粘贴\tCtrl+V", blocks.paste)
    menu.addAction("粘贴为新行", blocks.paste_as_new)
    menu.addAction("向下填充\tCtrl+D", blocks.fill_down)
    menu.addAction("清除内容\tDelete", blocks.clear)
    menu.addSeparator()
    menu.addAction("新建\tCtrl+N", new)
    menu.addAction(f"删除{name}", lambda: blocks.delete(rows)).setEnabled(bool(rows))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(table.viewport().mapToGlobal(at))


def ways_in(button: QWidget, bring: Callable[[], object], give: Callable[[], object]) -> QMenu:
    """Return the menu of 导入: to bring a table in, or to take a blank one away and fill it."""
    menu = QMenu(button)
    menu.addAction("导入表格…", bring)
    menu.addAction("下载空白表…", give)
    return menu
