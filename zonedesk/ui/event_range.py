"""Asking from which event of 三个一批 to which a figure reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from zonedesk.figures.asking import Events
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.figures.entries import HeldEvent


def ask_events(parent: QWidget, events: Sequence[HeldEvent]) -> Events | None:
    """Ask from which event to which, and return the range, or None where the user let it be."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("选择活动范围")
    dialog.setObjectName("dialog.events")
    first, last = (_event_list(events, place) for place in (0, len(events) - 1))
    form = QFormLayout()
    form.addRow(label("从", "text2"), first)
    form.addRow(label("到", "text2"), last)
    leave, take = Button("取消"), PrimaryButton("确定")
    leave.clicked.connect(dialog.reject)
    take.clicked.connect(dialog.accept)
    take.setDefault(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(16)
    column.addLayout(form)
    column.addLayout(button_row([leave, take]))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    ends = sorted((events[box.currentIndex()].year, events[box.currentIndex()].number) for box in (first, last))
    return Events(*ends)


def _event_list(events: Sequence[HeldEvent], place: int) -> QComboBox:
    box = QComboBox()
    box.addItems([event.name for event in events])
    box.setCurrentIndex(place)
    box.setMinimumWidth(200)
    return box
