"""The rows of a sheet as a table that is used with the keyboard: mended, left out, its columns changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QTableView

from zonedesk.ui.import_cells import ROW, PreviewDelegate, PreviewHeader
from zonedesk.ui.import_table import LEADING, PreviewModel

WIDEST = 260
NARROWEST = 56
SAMPLE = 120  # rows whose width is measured


class PreviewTable(QTableView):
    """The rows of a sheet. F2 or a double click mends a cell, Space leaves rows out, Alt+↓ or a click on a heading changes its column."""

    column_asked = Signal(int)
    rows_asked = Signal(list, bool)  # rows of the sheet (from 1), whether they are to be left out

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table.import")
        self.setAccessibleName("要导入的行")
        self.head = PreviewHeader(self)
        self.setHorizontalHeader(self.head)
        self.head.column_asked.connect(self.column_asked)
        self.setItemDelegate(PreviewDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setEditTriggers(self.EditTrigger.DoubleClicked | self.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        # A sentence under an error stays in view while its columns move.
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the current column on Alt+↓, edit on Enter, leave rows out or take them again on Space."""
        if self.state() == self.State.EditingState:  # an editor passes on the Enter that ended it
            super().keyPressEvent(event)
            return
        index = self.currentIndex()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt and index.column() >= LEADING:
            self.column_asked.emit(index.column())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif event.key() == Qt.Key.Key_Space:
            self._toggle_rows()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to leave the selected rows out, or to take them again."""
        rows, leaves_out = self._chosen_rows()
        if rows:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            words = f"这 {len(rows)} 行" if len(rows) > 1 else "这一行"
            action = menu.addAction(f"不导入{words}" if leaves_out else f"恢复导入{words}")
            action.triggered.connect(lambda _: self._toggle_rows())
            menu.popup(event.globalPos())

    def _toggle_rows(self) -> None:
        rows, leaves_out = self._chosen_rows()
        if rows:
            self.rows_asked.emit(rows, leaves_out)

    def _chosen_rows(self) -> tuple[list[int], bool]:
        """Return the selected data rows, and whether there is one among them to leave out."""
        model = self.model()
        assert isinstance(model, PreviewModel)
        chosen = [model.lines[index.row()] for index in self.selectionModel().selectedRows()]
        data = {line.row: line.result for line in chosen if line.plan is not None}
        return sorted(data), any(result != "left_out" for result in data.values())

    def fit(self) -> None:
        """Give each column the width of its heading and of the first rows."""
        model = self.model()
        for section in range(model.columnCount()):
            rows = min(model.rowCount(), SAMPLE)
            words = max((self.sizeHintForIndex(model.index(row, section)).width() for row in range(rows)), default=0)
            wanted = max(self.head.wanted_width(section), words)
            self.setColumnWidth(section, max(NARROWEST if section >= LEADING else 40, min(WIDEST, wanted)))
        self._fill_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the last column reach the edge."""
        super().resizeEvent(event)
        self._fill_width()

    def _fill_width(self) -> None:
        last = self.model().columnCount() - 1
        rest = self.viewport().width() - self.head.length()
        if last >= 0 and rest > 0:
            self.setColumnWidth(last, self.columnWidth(last) + rest)
