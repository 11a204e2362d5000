"""How a record table draws and edits a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from zonedesk.records.fields import Field, Flag
from zonedesk.ui import fonts, theme
from zonedesk.ui.cell_editors import LongCell, ending_key, make_editor, place_editor
from zonedesk.ui.picker import Picker
from zonedesk.ui.record_model import NOTHING, is_tag
from zonedesk.ui.tags import TONES, Tone, paint_tag

if TYPE_CHECKING:
    from zonedesk.ui.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
PADDING, EDGE = 8, 12


def tone_for(field: Field, word: str) -> Tone:
    """Return the tone of a tag: the one its field declares for the word's choice, else the word's own."""
    choices = getattr(field, "choices", None) or {}
    colours = getattr(field, "colours", None) or {}
    key = next((key for key, label in choices.items() if label == word), "")
    colour = colours.get(key, "")
    return "grey" if colour == "struck" else colour or TONES.get(word, "grey")


class CellDelegate(QStyledItemDelegate):
    """Draws text, tags, empty marks and frames; makes the editors of cells."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = self._table.records
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = self._table.is_tinted(index, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        problem = model.problem_at(index)
        painter.save()
        ground = {"error": "bad_soft", "warning": "warn_soft"}[problem.severity] if problem else ""
        painter.fillRect(rect, theme.colour(ground or ("accent_soft" if chosen else "surface")))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        self._draw_value(painter, rect, index, chosen, problem.severity if problem else "")
        if problem:
            self._frame(painter, rect, theme.colour("bad" if problem.severity == "error" else "warn"))
        elif index.row() == self._table.currentIndex().row() and self._table.is_current_cell(index):
            self._frame(painter, rect, theme.colour("accent"))
        painter.restore()

    def _draw_value(self, painter: QPainter, rect: QRect, index: Index, chosen: bool, severity: str) -> None:
        model = self._table.records
        field, text = model.field_at(index.column()), str(index.data())
        if text != NOTHING and is_tag(field) and not severity:
            paint_tag(painter, rect.adjusted(4, 0, -4, -1), text, tone_for(field, text), chosen)
            return
        faint = text == NOTHING or (isinstance(field, Flag) and text == "否")
        painter.setPen(
            theme.colour({"error": "bad", "warning": "warn"}.get(severity) or ("text3" if faint else "text"))
        )
        current = index.row() == self._table.currentIndex().row() and index.column() == 0
        font = fonts.semibold() if current else self._table.font()
        painter.setFont(font)
        cell = self.inside(rect, index)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)

    def inside(self, rect: QRect, index: Index) -> QRect:
        """Return where a cell's text stands."""
        last = index.column() == self._table.records.columnCount() - 1
        return rect.adjusted(PADDING, 0, -(EDGE if last else PADDING), -1)

    def _frame(self, painter: QPainter, rect: QRect, colour: QColor) -> None:
        pen = QPen(colour, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for the type of the cell's field."""
        model = self._table.records
        field, row = model.field_at(index.column()), model.row_at(index.row()) or {}
        editor = make_editor(parent, field, model.source.store, row)
        editor.setObjectName(f"cell.{model.kind}.{field.id}")
        editor.setAccessibleName(field.label)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what the cell holds."""
        editor.show_entry(self._table.records.entry_at(index))  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save what was typed."""
        if isinstance(editor, Picker):
            editor.settle()
        model.setData(index, editor.entry())  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Stand over the cell."""
        place_editor(editor, option)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter saves and moves down, Tab right, as in Excel; while an input method composes they are its own."""
        way = ending_key(editor, event)
        if way:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self._table.step(way)
            return True
        if isinstance(editor, LongCell) and event.type() == QEvent.Type.KeyPress and _is_enter(event):
            editor.insertPlainText("\n")
            return True
        if isinstance(editor, Picker) and editor.is_open() and _is_escape(event):
            editor.close_list()
            return True
        return super().eventFilter(editor, event)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what is wrong with a cell, or its whole text or amount where the list has room for part of it."""
        room = self.inside(option.rect, index).width()  # type: ignore[attr-defined]
        QToolTip.showText(event.globalPos(), self.hint_at(index, room) if index.isValid() else "", view)
        return True

    def hint_at(self, index: Index, room: int) -> str:
        """Return what to say about a cell with `room` pixels for its text; nothing where it shows all there is."""
        model = self._table.records
        problem, text = model.problem_at(index), model.text_at(index.row(), index.column())
        whole = model.entry_at(index).text if model.field_at(index.column()).is_number else text
        is_cut = "\n" in text or self._table.fontMetrics().horizontalAdvance(text) > room
        return problem.message if problem else whole if is_cut or whole != text else ""


def _is_enter(event: QEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # type: ignore[attr-defined]


def _is_escape(event: QEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
