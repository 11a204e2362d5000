"""How the month grid draws and edits its cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zonedesk.records.indicators import SMALL_BASE
from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.cell_editors import LineCell, ending_key, place_editor
from zonedesk.ui.monthly_model import NOTHING
from zonedesk.ui.tags import Tone, paint_tag, tag_width

if TYPE_CHECKING:
    from zonedesk.ui.monthly_table import MonthTable

Index = QModelIndex | QPersistentModelIndex
PADDING, EDGE = 8, 12
SIGN = 14  # the triangle of a doubtful number, the tick of an agreeing total
BAR_WIDTH, BAR_HEIGHT, TICK = 56, 8, 14

STATUS_TONES: dict[str, Tone] = {"已完成": "green", "超前": "green", "正常推进": "blue", "滞后": "amber"}
BAR_ROLES = {"已完成": "ok", "超前": "ok", "滞后": "warn"}


class MonthCells(QStyledItemDelegate):
    """Draws numbers, gaps, doubts and bars; makes the editor of a cell."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        state = self._table.months.state(index)
        painter.save()
        painter.fillRect(rect, theme.colour(self._ground(index, state, chosen)))
        if state == "outside":
            self._hatch(painter, rect)
        self._draw_content(painter, rect, index, state)
        self._draw_lines(painter, rect, index)
        self._draw_frame(painter, rect, index, state)
        painter.restore()

    def _ground(self, index: Index, state: str, chosen: bool) -> str:
        if state in ("error", "missing", "doubt"):
            return {"error": "bad_soft"}.get(state, "warn_soft")
        model = self._table.months
        if chosen and self._table.is_block():
            return "accent_soft"
        if model.line_at(index.row()) is None:
            return "accent_soft"
        column = model.columns[index.column()]
        in_force = column.is_of_month and model.sheet is not None and column.month == model.sheet.month
        return "sunken" if in_force else "surface"

    @staticmethod
    def _hatch(painter: QPainter, rect: QRect) -> None:
        painter.setBrushOrigin(0, 0)
        painter.fillRect(rect, QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))

    def _draw_content(self, painter: QPainter, rect: QRect, index: Index, state: str) -> None:
        model, name = self._table.months, self._table.months.columns[index.column()].name
        text = model.text(index)
        inside = self.inside(rect, index)
        if state == "outside":
            self._draw_outside(painter, rect, index, text)
        elif state == "missing":
            self._words(painter, rect, text, "warn", Qt.AlignmentFlag.AlignCenter, 12)
        elif state == "future":
            self._words(painter, rect, "未到", "text3", Qt.AlignmentFlag.AlignCenter, 12)
        elif name == "completion":
            self._draw_completion(painter, inside, index, text)
        elif name == "status":
            self._draw_status(painter, inside, text)
        else:
            self._draw_number(painter, inside, index, text, state)

    def inside(self, rect: QRect, index: Index) -> QRect:
        """Return where a cell's text stands."""
        last = index.column() == self._table.months.columnCount() - 1
        return rect.adjusted(PADDING, 0, -(EDGE if last else PADDING), -1)

    def _draw_outside(self, painter: QPainter, rect: QRect, index: Index, text: str) -> None:
        """Draw this cell's part of the words that stand once in a line, from the column of completion on."""
        columns = self._table.months.columns
        first = next(place for place, column in enumerate(columns) if column.name == "completion")
        if index.column() < first:
            return
        offset = self._table.columnViewportPosition(index.column()) - self._table.columnViewportPosition(first)
        painter.setClipRect(rect)
        painter.setFont(fonts.sized(12))
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * PADDING
        room = QRect(rect.left() - offset, rect.top(), width, rect.height() - 1)
        painter.fillRect(room, theme.colour("surface"))
        self._words(painter, room.adjusted(PADDING, 0, 0, 0), text, "text3", Qt.AlignmentFlag.AlignLeft, 12)

    def _draw_number(self, painter: QPainter, inside: QRect, index: Index, text: str, state: str) -> None:
        model = self._table.months
        line, name = model.line_at(index.row()), model.columns[index.column()].name
        role, bold, size = "text", False, 13
        if line is None:
            role, bold, size = ("text2", False, 12) if name == "growth" else ("text", True, 13)
        elif line.zone is None or name == "last_year" or (name == "growth" and text.startswith("-")):
            role = "text2"
        if state in ("error", "doubt"):
            role, bold = ("bad", False) if state == "error" else ("warn", True)
        if not text:
            role, text = "text3", NOTHING if line is not None else ""
        self._draw_sign(painter, inside, index, state)
        self._words(painter, inside, text, role, Qt.AlignmentFlag.AlignRight, size, bold)

    def _draw_sign(self, painter: QPainter, inside: QRect, index: Index, state: str) -> None:
        model, sheet = self._table.months, self._table.months.sheet
        spot = model.spot_at(index)
        top = inside.center().y() - SIGN // 2 + 1
        if spot is not None and sheet is not None and state != "error" and sheet.is_extreme(spot):
            tag = QRect(inside.left() - 2, inside.top(), tag_width(SMALL_BASE), inside.height())
            paint_tag(painter, tag, SMALL_BASE, "grey" if state != "doubt" else "amber")
        elif state == "doubt":
            icons.draw(painter, "warning", QPointF(inside.left() - 2, top), "warn", SIGN)
        elif spot is not None and spot.zone is None and spot.field == "value" and sheet is not None:
            signs = {"equal": ("check", "ok"), "rounding": ("check", "ok"), "different": ("warning", "bad")}
            agreement = sheet.agreement(spot.month)
            if agreement:
                icons.draw(painter, signs[agreement][0], QPointF(inside.left() - 2, top), signs[agreement][1], SIGN - 2)

    def _draw_completion(self, painter: QPainter, inside: QRect, index: Index, text: str) -> None:
        standing, sheet = self._table.months.standing(index), self._table.months.sheet
        if standing is None or standing.completion is None or sheet is None:
            is_sum = self._table.months.line_at(index.row()) is None
            role, words = ("text2", text) if text else ("text3", "" if is_sum else NOTHING)
            self._words(painter, inside, words, role, Qt.AlignmentFlag.AlignLeft, 12 if text else 13)
            return
        bar = QRect(inside.left(), inside.center().y() - BAR_HEIGHT // 2 + 1, BAR_WIDTH, BAR_HEIGHT)
        painter.fillRect(bar, theme.colour("grey_soft"))
        filled = int(BAR_WIDTH * max(Decimal(0), min(standing.completion, Decimal(100))) / 100)
        painter.fillRect(
            bar.left(), bar.top(), filled, BAR_HEIGHT, theme.colour(BAR_ROLES.get(standing.status, "accent"))
        )
        tick = bar.left() + int(BAR_WIDTH * sheet.year_gone / 100)
        painter.fillRect(tick, bar.center().y() - TICK // 2, 2, TICK, theme.colour("text"))
        self._words(painter, inside, text, "text", Qt.AlignmentFlag.AlignRight)

    def _draw_status(self, painter: QPainter, inside: QRect, text: str) -> None:
        tone = STATUS_TONES.get(text)
        if tone is None:
            self._words(painter, inside, text, "text2", Qt.AlignmentFlag.AlignLeft, 12)
            return
        paint_tag(painter, QRect(inside.left(), inside.top(), tag_width(text), inside.height()), text, tone)

    def _words(
        self, painter: QPainter, room: QRect, text: str, role: str, side: Qt.AlignmentFlag, size: int = 13,
        bold: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(fonts.semibold(size) if bold else fonts.sized(size))
        painter.setPen(theme.colour(role))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_lines(self, painter: QPainter, rect: QRect, index: Index) -> None:
        line = theme.colour("line")
        column = self._table.months.columns[index.column()]
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if column.name == "growth":
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        if column.name == "last_year":
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), theme.colour("line_strong"))

    def _draw_frame(self, painter: QPainter, rect: QRect, index: Index, state: str) -> None:
        is_current = index == self._table.currentIndex() and self._table.hasFocus()
        if state != "error" and not is_current:
            return
        pen = QPen(theme.colour("bad" if state == "error" else "accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor of a cell."""
        editor = LineCell(parent, right=True)
        editor.setObjectName(f"cell.monthly.{self._table.months.columns[index.column()].name}")
        editor.setAccessibleName(self._table.months.name_of(index))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what the cell holds, all of it marked; what is being typed stays while the sheet is read again."""
        if isinstance(editor, LineCell) and not editor.isModified():
            editor.setText(self._table.months.edit_text(index))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save what was typed."""
        assert isinstance(editor, LineCell)
        model.setData(index, editor.text().strip())

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
        return super().eventFilter(editor, event)
