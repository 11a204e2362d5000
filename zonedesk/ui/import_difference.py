"""Every field that a row changes: as a line under the rows, and one under the other in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zonedesk.ui.dialogs import button_row
from zonedesk.ui.import_parts import ElidedLabel
from zonedesk.ui.import_table import Difference
from zonedesk.ui.widgets import PrimaryButton, QuietButton, label

WIDTH, HEIGHT = 640, 360
ROW = 28
HEADINGS = ("字段", "原来", "改为")


class DifferenceLine(QWidget):
    """One line that says what the current row changes, and a way to see it field by field; not there for other rows."""

    def __init__(self) -> None:
        super().__init__()
        self._differences: list[Difference] = []
        self.words, self.all = ElidedLabel("text2", 12), QuietButton("逐项查看")
        self.all.setObjectName("import.differences")
        self.all.setProperty("link", True)
        self.all.clicked.connect(lambda _: self.open_all())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 4, 1)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.all)
        self.hide()

    def show_differences(self, sentence: str, differences: Sequence[Difference]) -> None:
        """Show what a row changes, as one sentence and field by field."""
        self._differences = list(differences)
        self.words.set_whole(sentence)
        self.setVisible(bool(differences))

    def open_all(self) -> None:
        """Show the fields one under the other."""
        DifferenceDialog(self.window(), self.words.whole().split("\u3000")[0], self._differences).open()


class DifferenceDialog(QDialog):
    """The fields that a row changes, before and after."""

    def __init__(self, parent: QWidget | None, title: str, differences: Sequence[Difference]) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.differences")
        self.setWindowTitle("更新的内容")
        self.table = _table(differences)
        done = PrimaryButton("关闭")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, size=15, bold=True))
        column.addWidget(self.table)
        column.addLayout(button_row([done]))
        self.resize(WIDTH, min(HEIGHT, ROW * len(differences) + 170))
        self.table.setFocus()


def _table(differences: Sequence[Difference]) -> QTableWidget:
    table = QTableWidget(len(differences), len(HEADINGS))
    table.setAccessibleName("更新的字段")
    table.setHorizontalHeaderLabels(HEADINGS)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for row, difference in enumerate(differences):
        for column, words in enumerate(difference):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, column, item)
    for column, width in enumerate((160, 200)):
        table.setColumnWidth(column, width)
    return table
