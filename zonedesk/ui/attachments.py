"""The files attached to a record: who works on the record opens its papers here, and adds those that came in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QFrame, QMenu, QTableWidget, QTableWidgetItem

from zonedesk.errors import CannotOpen
from zonedesk.records.record import Row
from zonedesk.ui import theme
from zonedesk.ui.history_table import LineDelegate
from zonedesk.ui.record_model import NOTHING
from zonedesk.ui.worker import run

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk

HEADINGS = (("文件名", 320), ("大小", 88), ("添加时间", 136), ("谁", 88), ("备注", 180))
HINT = "还没有附件。把文件拖到这里，或按“添加”选文件"


class AttachmentTable(QTableWidget):
    """The attached files of one record. Enter or a double click opens a copy, Delete removes, dropped files are added."""

    added = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__(0, len(HEADINGS))
        self._desk, self._kind, self._record = desk, kind, ""
        self._rows: list[Row] = []
        self.setObjectName(f"table.{kind}.attachment")
        self.setAccessibleName("附件")
        self._lay_out()
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.cellDoubleClicked.connect(lambda *_: self.open_current())

    def _lay_out(self) -> None:
        for column, (words, width) in enumerate(HEADINGS):
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
            self.setColumnWidth(column, width)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(LineDelegate(self, range(1, len(HEADINGS))))

    def count(self) -> int:
        """Return how many files there are."""
        return len(self._rows)

    def show_record(self, record: str) -> None:
        """Show what is attached to a record, nothing for none."""
        from zonedesk.actions.attaching import attached_to
        from zonedesk.actions.records import list_rows

        self._record = record
        self._rows = list_rows(self._desk.store, attached_to(self._kind, record)) if record else []
        self.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            for column, text in enumerate(_texts(row)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self.viewport().update()

    # What one does with files

    def choose(self) -> None:
        """Ask for files and attach them."""
        names, _ = QFileDialog.getOpenFileNames(self, "添加附件")
        self.add([Path(name) for name in names])

    def add(self, files: Sequence[Path]) -> None:
        """Attach files to the record, beside the window's own work."""
        if not files or not self._record:
            return
        from zonedesk.actions.attaching import attach

        run(self, attach, self._desk.store, self._kind, self._record, files,
            done=self._added, failed=self._desk.messages.fail)  # fmt: skip

    def _added(self, sentence: str) -> None:
        self._desk.messages.tell(sentence)
        self._desk.tell_changed()
        self.added.emit()

    def open_current(self) -> None:
        """Open a copy of the current file in the program that the PC has for it."""
        row = self._current()
        if row is not None:
            open_attachment(self, self._desk, row["id"])

    def save_current(self) -> None:
        """Ask where to, and save a copy of the current file there."""
        from zonedesk.actions.attaching import save_copy

        row = self._current()
        if row is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "另存附件", row["name"])
        if name:
            run(self, save_copy, self._desk.store, row, Path(name),
                done=lambda _: self._desk.messages.tell(f"已存到 {name}"), failed=self._desk.messages.fail)  # fmt: skip

    def remove_selected(self) -> None:
        """Take the selected files off the record."""
        from zonedesk.actions.attaching import remove

        ids = [self._rows[place]["id"] for place in self._selected()]
        if ids:
            self._desk.messages.tell(remove(self._desk.store, ids))
            self._desk.tell_changed()
            self.show_record(self._record)

    def _current(self) -> Row | None:
        return self._rows[self.currentRow()] if 0 <= self.currentRow() < len(self._rows) else None

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("添加…", self.choose).setEnabled(bool(self._record))
        for words, act in (
            ("打开\tEnter", self.open_current),
            ("另存为…", self.save_current),
            ("删除\tDelete", self.remove_selected),
        ):
            menu.addAction(words, act).setEnabled(bool(self._selected()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, remove on Delete; the rest moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_selected()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files where there is a record to attach them to."""
        if self._record and _files(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking files."""
        if self._record and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files."""
        event.acceptProposedAction()
        self.add(_files(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do where there is no file."""
        super().paintEvent(event)
        if self._record and not self._rows:
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("text3"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, HINT)
            painter.end()


def open_attachment(owner: QObject, desk: Desk, attachment: str) -> None:
    """Open a copy of an attached file in the program that the PC has for it, beside the window's own work."""
    from zonedesk.actions.attaching import open_copy

    def show(copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            desk.messages.warn(f"这台电脑没有能打开“{copy.name}”的程序。可以另存后换一台电脑打开")

    try:
        folder = desk.copies.folder()
    except CannotOpen as error:
        desk.messages.warn(str(error))
        return
    run(owner, open_copy, desk.store, attachment, folder, done=show, failed=desk.messages.fail)


def _texts(row: Row) -> tuple[str, ...]:
    from zonedesk.actions.attaching import size_words

    return (
        row["name"],
        size_words(int(row["size"])),
        row["changed_at"][:16],
        row["changed_by"],
        row["remark"] or NOTHING,
    )


def _files(event: QDropEvent) -> list[Path]:
    return [
        path for url in event.mimeData().urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).is_file()
    ]
