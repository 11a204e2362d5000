"""The print preview of a figure, a list of records, or notices."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zonedesk.errors import Mendable
from zonedesk.paper.notice_sheet import ISSUER, Notices
from zonedesk.paper.page import PrintSettings
from zonedesk.ui.desk import Desk
from zonedesk.ui.widgets import Button, IconButton, PrimaryButton, Segmented, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from zonedesk.paper.print import Printed

SIZE = QSize(1000, 660)
NO_PRINTER = "这台电脑没有安装打印机。请先存为 PDF，再拿到有打印机的电脑上打印"


def preview(parent: QWidget, desk: Desk, table: Printed) -> None:
    """Show how a table or notices come out on paper, to print it or to save it as PDF."""
    PreviewDialog(parent, desk, table).exec()


class PreviewDialog(QDialog):
    """The pages of what is printed, with what may be chosen for them. 填报单位 and 制表人 are kept for the next time."""

    def __init__(self, parent: QWidget, desk: Desk, table: Printed) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.print")
        self.setWindowTitle(f"打印预览：{table.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._table = desk, table
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrinterInfo.availablePrinterNames():
            self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self._printer.setDocName(table.title)
        self.pages = QPrintPreviewWidget(self._printer)
        self.pages.setObjectName("preview.pages")
        self.pages.paintRequested.connect(self._paint)
        self.pages.previewChanged.connect(self._count_pages)
        self.paper = self._choice("paper", [("auto", "自动"), ("A4", "A4"), ("A3", "A3")])
        self.direction = self._choice("direction", [("auto", "自动"), ("portrait", "纵向"), ("landscape", "横向")])
        self.office = self._words("office", desk.settings.office or table.reporter, 180)
        self.clerk = self._words("clerk", desk.settings.clerk, 90)
        self.page_words = label(role="text2")
        self._lay_out()
        if isinstance(table, Notices):  # a form of its own size
            self.paper.setEnabled(False)
            self.direction.setEnabled(False)
            self.clerk.setEnabled(False)  # which names no 制表人
        self._fit(parent)

    def _choice(self, name: str, choices: list[tuple[str, str]]) -> Segmented:
        made = Segmented(choices, "auto")
        made.setObjectName(f"preview.{name}")
        made.chosen.connect(lambda _: self.pages.updatePreview())
        return made

    def _words(self, name: str, text: str, width: int) -> QLineEdit:
        made = QLineEdit(text)
        made.setObjectName(f"preview.{name}")
        made.setFixedWidth(width)
        made.editingFinished.connect(self._keep_words)
        return made

    def _lay_out(self) -> None:
        chosen = _row(
            label("纸张", "text2"), self.paper, label("方向", "text2"), self.direction,
            label(ISSUER if isinstance(self._table, Notices) else "填报单位", "text2"), self.office,
            label("制表人", "text2"), self.clerk, None,
        )  # fmt: skip
        turning = (
            self._turner("chevron-left", "上一页", -1), self.page_words, self._turner("chevron-right", "下一页", 1),
            self._icon("minus", "缩小", self.pages.zoomOut), self._icon("plus", "放大", self.pages.zoomIn),
            self._button("适合宽度", self.pages.fitToWidth), self._button("整页", self.pages.fitInView),
        )  # fmt: skip
        printing = PrimaryButton("打印", "print")
        printing.setObjectName("preview.print")
        printing.clicked.connect(self.print)
        ending = (self._button("关闭", self.reject), self._button("存为 PDF", self.save), printing)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(chosen)
        column.addWidget(self.pages, 1)
        column.addLayout(_row(*turning, None, *ending))

    def _icon(self, icon: str, tip: str, action: Callable[[], object]) -> IconButton:
        made = IconButton(icon, tip)
        made.clicked.connect(lambda: action())
        return made

    def _turner(self, icon: str, tip: str, step: int) -> IconButton:
        return self._icon(icon, tip, lambda: self.turn(step))

    def _button(self, words: str, action: Callable[[], object]) -> Button:
        made = Button(words)
        made.clicked.connect(lambda: action())
        return made

    def _fit(self, parent: QWidget) -> None:
        room = parent.screen().availableSize() - QSize(40, 60)
        self.resize(SIZE.boundedTo(room))

    def settings(self) -> PrintSettings:
        """Return what is chosen for printing."""
        return PrintSettings(
            paper=self.paper.value(),  # type: ignore[arg-type]
            orientation=self.direction.value(),  # type: ignore[arg-type]
            reporter=self.office.text().strip(),
            preparer=self.clerk.text().strip(),
            date=f"{datetime.date.today():%Y-%m-%d}",
        )

    def _paint(self, printer: QPrinter) -> None:
        from zonedesk.paper.print import paint

        try:
            paint(self._table, printer, self.settings(), self._desk.money_unit)
        except Mendable as failure:
            self._desk.messages.warn(str(failure))

    def turn(self, step: int) -> None:
        """Go to the page before or after."""
        page = self.pages.currentPage() + step
        if 1 <= page <= self.pages.pageCount():
            self.pages.setCurrentPage(page)
        self._count_pages()

    def _count_pages(self) -> None:
        self.page_words.setText(f"第 {self.pages.currentPage()} 页，共 {self.pages.pageCount()} 页")

    def _keep_words(self) -> None:
        settings = self._desk.settings
        words = (self.office.text().strip(), self.clerk.text().strip())
        if words == (settings.office, settings.clerk):
            return
        settings.office, settings.clerk = words
        settings.save()
        self.pages.updatePreview()

    def save(self) -> None:
        """Ask for a file and write the pages to it as PDF."""
        name = f"{self._table.title}（{self._table.period}）.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF (*.pdf)")
        if not chosen:
            return
        from zonedesk.paper.print import print_pdf

        path = Path(chosen).with_suffix(".pdf")
        try:
            pages = print_pdf(self._table, path, self.settings(), self._desk.money_unit)
        except Mendable as failure:
            self._desk.messages.warn(str(failure))
            return
        self._desk.messages.tell(f"已写入 {path.name}（{pages} 页），在 {path.parent}")

    def print(self) -> None:
        """Choose a printer and print; the dialog closes once it is under way."""
        if not QPrinterInfo.availablePrinterNames():
            self._desk.messages.warn(NO_PRINTER)
            return
        if QPrintDialog(self._printer, self).exec() == QDialog.DialogCode.Accepted:
            self._paint(self._printer)
            self._desk.messages.tell(f"已送往打印机：{self._table.title}")
            self.accept()


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
