"""The dialog that chooses which columns a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zonedesk.records import KINDS
from zonedesk.ui.views import first_columns
from zonedesk.ui.widgets import Button, PrimaryButton, label

ROW = 28


def choose_columns(parent: QWidget, kind: str, shown: Sequence[str]) -> list[str] | None:
    """Ask which fields to show and return them in order; the empty list for the usual ones, None to leave all as is."""
    dialog = QDialog(parent.window())
    dialog.setObjectName("dialog.columns")
    dialog.setWindowTitle("选择列")
    names = _list(kind, shown)
    usual, leave, accept = Button("恢复默认"), Button("取消"), PrimaryButton("确定")
    usual.clicked.connect(lambda: _fill(names, kind, first_columns(kind)))
    leave.clicked.connect(dialog.reject)
    accept.clicked.connect(dialog.accept)
    accept.setDefault(True)
    names.itemChanged.connect(lambda _: accept.setEnabled(bool(_checked(names))))
    _lay_out(dialog, names, [usual, leave, accept])
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    chosen = _checked(names)
    return [] if chosen == first_columns(kind) else chosen


def _list(kind: str, shown: Sequence[str]) -> QListWidget:
    names = QListWidget()
    names.setObjectName("columns")
    names.setAccessibleName("列")
    names.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    _fill(names, kind, shown)
    return names


def _fill(names: QListWidget, kind: str, shown: Sequence[str]) -> None:
    fields = KINDS[kind].fields
    names.clear()
    for name in [*shown, *(name for name in fields if name not in shown)]:
        item = QListWidgetItem(fields[name].label)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setSizeHint(QSize(0, ROW))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
        names.addItem(item)
    names.setCurrentRow(0)


def _checked(names: QListWidget) -> list[str]:
    items = [names.item(place) for place in range(names.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]


def _lay_out(dialog: QDialog, names: QListWidget, buttons: Sequence[QWidget]) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    column.addWidget(label("打勾的列显示在表中，上下拖动改变先后", "text2"))
    column.addWidget(names, 1)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(buttons[0])
    row.addStretch(1)
    for button in buttons[1:]:
        row.addWidget(button)
    column.addLayout(row)
    screen = dialog.screen().availableGeometry()
    dialog.resize(340, min(560, screen.height() - 60))
