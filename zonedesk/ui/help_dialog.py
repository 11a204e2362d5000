"""The list of keys, shown with F1."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import PrimaryButton, label

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "全局",
        (
            ("Ctrl+F", "查找名称、代码、拼音首字母"),
            ("Ctrl+N", "新建一条"),
            ("Ctrl+S", "保存"),
            ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
            ("Ctrl+O", "导入台账"),
            ("Ctrl+E", "导出"),
            ("Ctrl+P", "打印"),
            ("Ctrl+B", "备份台账"),
            ("Ctrl+PgDn / Ctrl+PgUp", "下一页面 / 上一页面"),
            ("F1", "这张按键表"),
        ),
    ),
    (
        "表格",
        (
            ("方向键", "移动单元格"),
            ("Enter / Tab", "向下 / 向右"),
            ("F2", "修改单元格"),
            ("Ctrl+C / Ctrl+V", "复制 / 粘贴，可与 Excel 互贴"),
            ("Ctrl+D", "向下填充"),
            ("Delete", "删除所选"),
            ("Esc", "放弃修改，或关闭弹出内容"),
        ),
    ),
)
ROOM = 48  # left free of the screen over and under the dialog


def show_help(parent: QWidget | None) -> None:
    """Show the list of keys until it is closed."""
    dialog = QDialog(parent)
    dialog.setObjectName("dialog.help")
    dialog.setWindowTitle("按键")
    close = PrimaryButton("关闭")
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(_list())
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    column.addWidget(scroll, 1)
    column.addLayout(button_row([close]))
    dialog.resize(420, min(620, dialog.screen().availableGeometry().height() - ROOM))
    dialog.exec()


def _list() -> QWidget:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for title, keys in KEYS:
        heading = label(title, size=14, bold=True)
        heading.setContentsMargins(0, 8, 0, 4)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for key, words in keys:
            line = grid.rowCount()
            grid.addWidget(label(key), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, "text2"), line, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return inside
