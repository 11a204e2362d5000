"""What happened to one record: who changed what, when and from where."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.ui import theme
from zonedesk.ui.record_model import NOTHING

if TYPE_CHECKING:
    from zonedesk.store.history import RecordChange
    from zonedesk.ui.desk import Desk

HEADINGS = (("时间", 136), ("谁", 88), ("从哪里", 64), ("字段", 96), ("原来", 180), ("现在", 180))
QUIET = range(3)  # columns that say who and when
Line = tuple[str, str, str, str, str, str]


class HistoryTable(QTableWidget):
    """The history of a record, newest first, a line per field."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__(0, len(HEADINGS))
        self._desk, self._kind, self._changes = desk, kind, 0
        self.setObjectName(f"history.{kind}")
        self.setAccessibleName("历史")
        for column, (words, width) in enumerate(HEADINGS):
            item = QTableWidgetItem(words)
            item.setTextAlignment(_LEFT)
            self.setHorizontalHeaderItem(column, item)
            self.setColumnWidth(column, width)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(LineDelegate(self, QUIET))

    def count(self) -> int:
        """Return how many changes there were."""
        return self._changes

    def show_record(self, record: str) -> None:
        """Show what happened to a record."""
        from zonedesk.actions.records import history_of

        changes = history_of(self._desk.store, self._kind, record) if record else []
        self._changes = len(changes)
        lines = [line for change in changes for line in self._lines(change)]
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                self.setItem(row, column, self._item(text))

    def _item(self, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text.replace("\n", " "))
        item.setToolTip(text)
        return item

    def _lines(self, change: RecordChange) -> list[Line]:
        from zonedesk.store.history import SOURCE_LABELS

        head = (change.at[:16], change.who, SOURCE_LABELS.get(change.source, change.source))
        if change.before is None:
            return [(*head, "新建", NOTHING, KINDS[self._kind].caption(change.after or {}) or change.what)]
        if change.after is None:
            return [(*head, "删除", KINDS[self._kind].caption(change.before), NOTHING)]
        before, after = change.before, change.after
        return [(*head, KINDS[self._kind].fields[n].label, self._text(n, before), self._text(n, after)) for n in after]

    def _text(self, name: str, values: Mapping[str, Any]) -> str:
        field, value = KINDS[self._kind].fields[name], values.get(name)
        if value is None:
            return NOTHING
        if isinstance(field, Link):
            from zonedesk.actions.records import get

            row = get(self._desk.store, field.to, value)
            return str(row["caption"]) if row else "（已删除）"
        return field.show(value, self._desk.money_unit)


class LineDelegate(QStyledItemDelegate):
    """Draws a cell as lists do: padded, with a line under it; the words of the `quiet` columns are paler."""

    def __init__(self, owner: QTableWidget, quiet: Container[int]) -> None:
        super().__init__(owner)
        self._quiet = quiet

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(rect, theme.colour("accent_soft" if selected else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        text = str(index.data())
        painter.setPen(
            theme.colour("text3" if text == NOTHING else "text2" if index.column() in self._quiet else "text")
        )
        cell = rect.adjusted(8, 0, -8, -1)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, _LEFT, shown)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
