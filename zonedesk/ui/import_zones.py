"""The question before development zones that a ledger names are made: level and kind of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zonedesk.records import KINDS
from zonedesk.records.fields import Choice
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, label

Zones = dict[str, dict[str, str]]
"""Zones to make: the name with level and kind."""

GUESSES = {"kind": (("农", "agricultural"), ("文旅", "eco_tourism"), ("生态", "eco_tourism"), ("文化旅游", "eco_tourism")),
           "level": (("国家", "national"),)}  # fmt: skip
USUAL = {"kind": "industrial", "level": "provincial"}


def guess(name: str, field: str) -> str:
    """Return the level or kind that a zone's name speaks for."""
    return next((choice for word, choice in GUESSES[field] if word in name), USUAL[field])


class ZonesDialog(QDialog):
    """A row for each zone that is to be made."""

    def __init__(self, parent: QWidget | None, names: Sequence[str], given: Zones | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.zones")
        self.setWindowTitle("新建开发区")
        self._boxes: dict[str, dict[str, QComboBox]] = {}
        self._given = given or {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(f"新建 {len(names)} 个开发区", size=15, bold=True))
        words = label("请核对级别和类型。它们随这次导入一起写入，撤销导入时一起撤销。", "text2")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self._rows(names), 1)
        column.addLayout(self._buttons())
        self.setMinimumWidth(480)

    def _rows(self, names: Sequence[str]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, name in enumerate(names):
            words = label(name)
            words.setToolTip(name)
            grid.addWidget(words, row, 0)
            self._boxes[name] = {f: _box(name, f, self._given.get(name, {})) for f in ("level", "kind")}
            for place, box in enumerate(self._boxes[name].values(), 1):
                grid.addWidget(box, row, place)
        grid.setRowStretch(len(names), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(min(280, 36 * len(names) + 4))
        return scroll

    def _buttons(self) -> QVBoxLayout:
        leave, make = Button("取消"), PrimaryButton("确定")
        leave.setObjectName("zones.cancel")
        make.setObjectName("zones.make")
        leave.clicked.connect(self.reject)
        make.clicked.connect(self.accept)
        make.setDefault(True)
        foot = QVBoxLayout()
        foot.addLayout(button_row([leave, make]))
        return foot

    def zones(self) -> Zones:
        """Return what was chosen."""
        return {name: {f: str(box.currentData()) for f, box in boxes.items()} for name, boxes in self._boxes.items()}


def _box(name: str, field: str, given: dict[str, str]) -> QComboBox:
    declared = KINDS["zone"].fields[field]
    assert isinstance(declared, Choice)
    box = QComboBox()
    box.setObjectName(f"zones.{field}")
    box.setAccessibleName(f"{name}的{declared.label}")
    for choice, words in declared.choices.items():
        box.addItem(words, choice)
    box.setCurrentIndex(box.findData(given.get(field) or guess(name, field)))
    box.setMinimumWidth(120)
    return box


def ask_zones(parent: QWidget | None, names: Sequence[str], given: Zones | None = None) -> Zones | None:
    """Ask for level and kind of new zones, `given` what was chosen before. Return them, or None where the user let it be."""
    dialog = ZonesDialog(parent, names, given)
    return dialog.zones() if dialog.exec() == QDialog.DialogCode.Accepted else None
