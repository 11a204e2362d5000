"""All summaries together: which there are, and their export for the period in force as one workbook or one for each zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTableWidgetItem, QVBoxLayout, QWidget

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.records import KINDS
from zonedesk.ui.desk import Desk
from zonedesk.ui.file_out import ask_file, write_file, write_files
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.plain_table import PlainTable
from zonedesk.ui.widgets import Button, Card, PrimaryButton, label

if TYPE_CHECKING:
    from zonedesk.ui.file_out import Told

MARGIN, GAP = 16, 12
HINT = "按窗口上方的年月汇总。回车或双击看一张表；导出的工作簿有目录，没有数据的表只在目录里注明。"
PLACES = {"promotion": "promotion-summary", "assessment": "assessment-summary"}
"""Where the name of a figure is that of a kind too."""


class SummariesPage(QWidget):
    """The list of summaries, each of which opens its page, and the ways to export all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page.summaries")
        self._desk = desk
        self.bar = PageBar("全部汇总表")
        self.table = PlainTable("全部汇总表", [220, 0, 140])
        self.table.setObjectName("table.summaries")
        self._lay_out()
        self._fill()
        self.table.opened.connect(lambda row, _: self.open(row))
        self.table.cellDoubleClicked.connect(lambda row, _: self.open(row))

    def _lay_out(self) -> None:
        each, whole = Button("每家开发区一本", "zone"), PrimaryButton("导出一本", "sheet")
        for button, name, doer in ((each, "each_zone", self.export_each_zone), (whole, "export", self.export)):
            button.setObjectName(f"summaries.{name}")
            button.clicked.connect(doer)
            self.bar.add_right(button)
        card, hint = Card(), label(HINT, "text2")
        hint.setWordWrap(True)
        card.body.addWidget(self.table)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        body.setSpacing(GAP)
        body.addWidget(hint)
        body.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)

    def _fill(self) -> None:
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderLabels(["汇总表", "汇总的台账", "按什么分"])
        self.table.setRowCount(len(FIGURES))
        for row, figure in enumerate(FIGURES.values()):
            kinds = "、".join(KINDS[kind].label for kind in figure.rests_on)
            period = "年度" if figure.is_yearly else "年月"
            for column, words in enumerate((figure.title, kinds, period)):
                self.table.setItem(row, column, QTableWidgetItem(words))

    def activated(self) -> None:
        """Come into view with the keyboard in the list."""
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()
        self._desk.status_changed.emit(f"{len(FIGURES)} 张汇总表")

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"export": self.export}

    def open(self, row: int) -> None:
        """Go to the page of a summary."""
        name = list(FIGURES)[row]
        self._desk.go(PLACES.get(name, name))

    def _words(self) -> str:
        year, month = self._desk.period
        return f"{year}年{month}月"

    def export(self) -> None:
        """Ask for a file and write all summaries of the period in force to it."""
        path = ask_file(self, "导出全部汇总表", f"全部汇总表（{self._words()}）.xlsx", "Excel 工作簿 (*.xlsx)")
        if path:
            write_file(self, self._desk, path, partial(write_all, self._desk, Ask(*self._desk.period)))

    def export_each_zone(self) -> None:
        """Ask for a folder and write a workbook for each zone into it."""
        chosen = QFileDialog.getExistingDirectory(self, f"每家开发区一本（{self._words()}）：放在哪个文件夹")
        if chosen:
            write_files(self, self._desk, partial(write_each, self._desk, Ask(*self._desk.period), Path(chosen)))


def write_all(desk: Desk, ask: Ask, path: Path, told: Told) -> None:
    """Write all summaries to a workbook, beside the window."""
    from zonedesk.actions import summary_book

    summary_book.write_all(desk.store, ask, path, desk.settings, desk.money_unit, told)


def write_each(desk: Desk, ask: Ask, folder: Path, told: Told) -> str:
    """Write a workbook for each zone, beside the window, and return the sentence that says so."""
    from zonedesk.actions import summary_book

    written = summary_book.write_each_zone(desk.store, ask, folder, desk.settings, desk.money_unit, told)
    without = [name for name, path in written.items() if path is None]
    more = f"；没有数据的没有写：{'、'.join(without)}" if without else ""
    return f"已写入 {len(written) - len(without)} 本，在 {folder}{more}"
