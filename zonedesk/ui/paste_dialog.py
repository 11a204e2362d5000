"""The look at what a pasted block would do, before it does it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from zonedesk.actions.paste_lines import Line
from zonedesk.actions.pasting import Plan
from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Problem
from zonedesk.ui import fonts, theme
from zonedesk.ui.record_model import NOTHING, alignment, heading
from zonedesk.ui.tags import paint_tag
from zonedesk.ui.widgets import Button, PrimaryButton, label

Index = QModelIndex | QPersistentModelIndex
WORDS = {"new": "新增", "changed": "更新", "unchanged": "未变", "error": "错误"}
ERRORS_SHOWN = 3


class PlanModel(QAbstractTableModel):
    """The lines of a plan: their state, then the texts as they were pasted."""

    def __init__(self, plan: Plan, money_unit: str) -> None:
        super().__init__()
        self.plan, self._unit = plan, money_unit
        self._fields = [KINDS[plan.kind].fields[name] for name in plan.fields]

    def line(self, place: int) -> Line:
        """Return a line."""
        return self.plan.lines[place]

    def problem_at(self, index: Index) -> Problem | None:
        """Return what is wrong with a cell."""
        if index.column() == 0:
            return None
        name = self._fields[index.column() - 1].id
        return next((p for p in self.line(index.row()).problems if p.field == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.plan.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the state and the fields."""
        return 0 if parent.isValid() else len(self._fields) + 1

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell's text, alignment or advice."""
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return WORDS[line.state]
            return line.texts.get(self._fields[index.column() - 1].id, "").replace("\n", " ") or NOTHING
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return alignment(self._fields[index.column() - 1])
        if role == Qt.ItemDataRole.ToolTipRole:
            problem = self.problem_at(index)
            return problem.message if problem else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return a heading or a line's number."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal and section:
            return alignment(self._fields[section - 1])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.line(section).number + (2 if self.plan.headed else 1)
        return "状态" if section == 0 else self._heading(self._fields[section - 1])

    def _heading(self, field: Field) -> str:
        return heading(field, self.plan.units.get(field.id) or self._unit)


class PlanDelegate(QStyledItemDelegate):
    """Draws states as tags and frames the cells that cannot be pasted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        model = index.model()
        assert isinstance(model, PlanModel)
        problem = model.problem_at(index)
        role = {"error": "bad", "warning": "warn"}[problem.severity] if problem else ""
        painter.save()
        painter.fillRect(rect, theme.colour(f"{role}_soft" if role else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        text = str(index.data())
        if index.column() == 0:
            paint_tag(painter, rect.adjusted(0, 0, 0, -1), text)
        else:
            self._draw_text(painter, rect, index, text, role, model.line(index.row()).state == "unchanged")
        if role:
            painter.setPen(QPen(theme.colour(role), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, index: Index, text: str, role: str, faint: bool) -> None:
        painter.setFont(fonts.sized())
        painter.setPen(theme.colour(role or ("text3" if faint or text == NOTHING else "text")))
        cell = rect.adjusted(8, 0, -8, -1)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)


def agree(parent: QWidget, plan: Plan, money_unit: str) -> bool:
    """Show what a plan would do and return whether the user wants it. With errors there is nothing to agree to."""
    dialog = QDialog(parent.window())
    dialog.setObjectName("dialog.paste")
    dialog.setWindowTitle("粘贴预览")
    leave, accept = Button("取消"), PrimaryButton(_accept_words(plan))
    accept.setObjectName("paste.accept")
    accept.setEnabled(not plan.count("error") and plan.count("new") + plan.count("changed") > 0)
    accept.setDefault(True)
    leave.clicked.connect(dialog.reject)
    accept.clicked.connect(dialog.accept)
    _lay_out(dialog, plan, money_unit, [leave, accept])
    return dialog.exec() == QDialog.DialogCode.Accepted


def _accept_words(plan: Plan) -> str:
    return f"粘贴（新增 {plan.count('new')}，更新 {plan.count('changed')}）"


def _lay_out(dialog: QDialog, plan: Plan, money_unit: str, buttons: list[QWidget]) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    column.addWidget(label(_counts(plan), size=14, bold=True))
    column.addWidget(label(_how(plan), "text2"))
    column.addWidget(_table(plan, money_unit), 1)
    for line in _advice(plan):
        column.addWidget(line)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)
    screen = dialog.screen().availableGeometry()
    dialog.resize(min(860, screen.width() - 40), min(460, screen.height() - 60))


def _counts(plan: Plan) -> str:
    words = [f"{word} {plan.count(state)}" for state, word in WORDS.items() if plan.count(state)]  # type: ignore[arg-type]
    return "，".join(words)


def _how(plan: Plan) -> str:
    record = KINDS[plan.kind]
    if not plan.headed:
        return "没有识别到表头，从当前单元格起按位置粘贴；超出表尾的行作为新记录"
    ignored = f"；没有认出的列不粘贴：{'、'.join(plan.ignored)}" if plan.ignored else ""
    return f"按表头对应各列，已有的{record.label}更新，没有的新增，空单元格不改动原有内容{ignored}"


def _table(plan: Plan, money_unit: str) -> QTableView:
    table = QTableView()
    table.setObjectName("paste.lines")
    table.setAccessibleName("粘贴内容")
    table.setModel(PlanModel(plan, money_unit))
    table.model().setParent(table)
    table.setItemDelegate(PlanDelegate(table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(28)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setColumnWidth(0, 60)
    for place, name in enumerate(plan.fields, start=1):
        table.setColumnWidth(place, max(80, KINDS[plan.kind].fields[name].width * 7))
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    return table


def _advice(plan: Plan) -> list[QLabel]:
    shift = 2 if plan.headed else 1
    fields = KINDS[plan.kind].fields
    found = [(line, problem) for line in plan.lines for problem in line.errors]
    made = []
    for line, problem in found[:ERRORS_SHOWN]:
        words = label(f"第 {line.number + shift} 行 {fields[problem.field].label}：{problem.message}", "bad", 12)
        words.setWordWrap(True)
        made.append(words)
    if len(found) > ERRORS_SHOWN:
        made.append(label(f"还有 {len(found) - ERRORS_SHOWN} 处。请在表格软件里改正后重新复制", "bad", 12))
    return made
