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

from zonedesk.actions.pasted import Fault, Line, Plan, Shown
from zonedesk.actions.plan import RESULTS
from zonedesk.records import KINDS
from zonedesk.ui import fonts, theme
from zonedesk.ui.record_model import NOTHING, alignment, heading
from zonedesk.ui.tags import paint_tag
from zonedesk.ui.widgets import Button, PrimaryButton, label

Index = QModelIndex | QPersistentModelIndex
LEFT_OUT = "不粘贴"
CHANGE_ROOM = 80  # more for a column in which old values stand before the new ones
ERRORS_SHOWN, NOTES_SHOWN, ROWS_NAMED = 3, 3, 8


class PlanModel(QAbstractTableModel):
    """The lines of a plan: their state, then the texts as they were pasted."""

    def __init__(self, plan: Plan, money_unit: str) -> None:
        super().__init__()
        self.plan, self._unit = plan, money_unit

    def line(self, place: int) -> Line:
        """Return a line."""
        return self.plan.lines[place]

    def _shown(self, index: Index) -> Shown:
        return self.plan.columns[index.column() - 1]

    def problem_at(self, index: Index) -> Fault | None:
        """Return what is wrong with a cell, errors first; what no column is to blame for stands at the line's state."""
        place = self._shown(index).place if index.column() else None
        found = [problem for problem in self.line(index.row()).problems if problem.place == place]
        return min(found, key=lambda problem: problem.severity, default=None)

    def before(self, index: Index) -> str | None:
        """Return what a cell that changes holds now, None where it stays."""
        return self.line(index.row()).before.get(self._shown(index).place) if index.column() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.plan.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the state and the columns."""
        return 0 if parent.isValid() else len(self.plan.columns) + 1

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell's text, alignment or advice."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return alignment(self._shown(index).field)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        return None

    def _text(self, index: Index) -> str:
        line = self.line(index.row())
        if index.column() == 0:
            return RESULTS[line.state]
        text = line.texts.get(self._shown(index).place, "").replace("\n", " ") or NOTHING
        before = self.before(index)
        return text if before is None else f"{before or NOTHING} → {text}"

    def _tip(self, index: Index) -> str | None:
        problem = self.problem_at(index)
        offers = (
            f"。可能是：{'、'.join(offer.caption for offer in problem.offers)}" if problem and problem.offers else ""
        )
        if problem:
            return problem.message.rstrip("。") + offers
        if index.column() == 0:
            return "\n".join(self.line(index.row()).beside) or None
        return None if self.before(index) is None else self._text(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return a heading or a line's number."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal and section:
            return alignment(self.plan.columns[section - 1].field)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.line(section).row
        return "状态" if section == 0 else self._heading(self.plan.columns[section - 1])

    def _heading(self, shown: Shown) -> str:
        """Return the field as it is read; where months stand side by side, what stands above the column."""
        alike = sum(column.field is shown.field for column in self.plan.columns)
        return shown.heading if alike > 1 else heading(shown.field, shown.unit or self._unit)


class PlanDelegate(QStyledItemDelegate):
    """Draws states as tags and frames the cells that cannot be pasted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        model = index.model()
        assert isinstance(model, PlanModel)
        problem = model.problem_at(index)
        role = {"error": "bad", "warning": "warn"}[problem.severity] if problem else ""
        ground = f"{role}_soft" if role else "accent_soft" if model.before(index) is not None else "surface"
        painter.save()
        painter.fillRect(rect, theme.colour(ground))
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
    accept.setEnabled(not plan.errors and plan.count("new") + plan.count("changed") > 0)
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
    named: dict[str, str] = {**RESULTS, "left_out": LEFT_OUT}
    counts = {words: plan.count(state) for state, words in named.items()}  # type: ignore[arg-type]
    counts[LEFT_OUT] += sum(why != "空行" for _, why in plan.ignored)
    return "，".join(f"{words} {count}" for words, count in counts.items() if count)


def _how(plan: Plan) -> str:
    if not plan.headed:
        return "没有识别到表头，从当前单元格起按位置粘贴；超出表尾的行作为新记录，空行不改动"
    return f"按表头对应各列，已有的{KINDS[plan.kind].label}更新，没有的新增，空单元格不改动原有内容"


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
    for place, shown in enumerate(plan.columns, start=1):
        room = CHANGE_ROOM if any(shown.place in line.before for line in plan.lines) else 0
        table.setColumnWidth(place, max(80, shown.field.width * 7) + room)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    return table


def _advice(plan: Plan) -> list[QLabel]:
    found = plan.errors
    errors = [f"{f'第 {row} 行 ' if row else ''}{_heading_of(plan, fault)}{fault.message}" for row, fault in found]
    if len(found) > ERRORS_SHOWN:
        errors[ERRORS_SHOWN:] = [f"还有 {len(found) - ERRORS_SHOWN} 处。请在表格软件里改正后重新复制"]
    return [_advice_line(words, "bad") for words in errors] + [_advice_line(words, "text2") for words in _notes(plan)]


def _heading_of(plan: Plan, fault: Fault) -> str:
    shown = next((column for column in plan.columns if column.place == fault.place), None)
    return f"{shown.field.label}：" if shown else ""


def _notes(plan: Plan) -> list[str]:
    """Return what is to be looked at: doubts about columns, other notes, the rows that are not pasted."""
    doubts = [f"{_heading_of(plan, fault)}{fault.message}" for fault in plan.faults if fault.severity == "warning"]
    notes = [*doubts, *plan.notes]
    left = [f"第 {row} 行（{why}）" for row, why in plan.ignored if why != "空行"]
    more = f"等 {len(left)} 行" if len(left) > ROWS_NAMED else ""
    rows = [f"{LEFT_OUT}：{'、'.join(left[:ROWS_NAMED])}{more}"] if left else []
    return [*notes[:NOTES_SHOWN], *rows]


def _advice_line(words: str, role: str) -> QLabel:
    line = label(words, role, 12)
    line.setWordWrap(True)
    return line
