"""The list of what is to be mended in a sheet: each cell with its heading, its value and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QStyledItemDelegate, QTableView, QVBoxLayout

from zonedesk.actions.plan import CellProblem
from zonedesk.ui import fonts, theme
from zonedesk.ui.tags import Tone, paint_tag
from zonedesk.ui.widgets import Card, QuietButton, label

Index = QModelIndex | QPersistentModelIndex
DISPLAY, TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
PROBLEM = Qt.ItemDataRole.UserRole
ROW = 32
SHOWN = 3  # rows before the list scrolls
MEND, SEE = "改这一格", "看这一行"


def link_words(problem: CellProblem) -> str:
    """Return what the link at a problem says: what can be done about it."""
    if len(problem.offers) == 1:
        return f"选“{problem.offers[0].caption}”"
    if problem.offers:
        return "选择名称"
    return MEND if problem.column is not None else SEE


def settled_together(problems: Sequence[CellProblem]) -> list[tuple[CellProblem, int]]:
    """Return problems with the number of cells that mending them settles: those of a name for which one record is chosen are one."""
    groups: dict[object, list[CellProblem]] = defaultdict(list)
    for place, problem in enumerate(problems):
        groups[(problem.severity, problem.offers) if problem.offers else place].append(problem)
    return [(group[0], len(group)) for group in groups.values()]


class ProblemModel(QAbstractTableModel):
    """Problems as rows: cell, heading, value, sentence, and the words of the link."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems: list[CellProblem] = []
        self._settled: list[int] = []  # cells beside each problem

    def show_problems(self, problems: Sequence[CellProblem]) -> None:
        """Show other problems, errors first."""
        self.beginResetModel()
        told = settled_together(sorted(problems, key=lambda problem: problem.severity != "error"))
        self.problems, self._settled = [problem for problem, _ in told], [cells for _, cells in told]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self.problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the five columns."""
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return a part of a problem."""
        if not index.isValid():
            return None
        problem = self.problems[index.row()]
        if role == DISPLAY:
            cell = self._cells(index.row())
            return (cell, problem.heading, problem.value, problem.message, link_words(problem))[index.column()]
        if role == TIP:
            return problem.message + ("\nEnter 选择，Alt+↓ 其他办法" if problem.offers else "")
        return problem if role == PROBLEM else None

    def _cells(self, row: int) -> str:
        cells = self._settled[row]
        return f"{self.problems[row].cell} 等 {cells} 处" if cells > 1 else self.problems[row].cell


class ProblemDelegate(QStyledItemDelegate):
    """Draws the cell's address as a tag, the value semibold, the link in the accent colour."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a part of a problem."""
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        if index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
        words = str(index.data())
        if index.column() == 0:
            tone: Tone = "red" if index.data(PROBLEM).severity == "error" else "amber"
            paint_tag(painter, rect.adjusted(8, 0, -4, 0), words, tone)
        else:
            self._paint_words(painter, rect.adjusted(8, 0, -8, 0), index.column(), words)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, column: int, words: str) -> None:
        font = fonts.semibold() if column == 2 else fonts.sized()
        painter.setFont(font)
        painter.setPen(theme.colour({1: "text2", 4: "accent"}.get(column, "text")))
        words = QFontMetrics(font).elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if column == 4 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Return the room of the words."""
        return QSize(min(200, QFontMetrics(fonts.semibold()).horizontalAdvance(str(index.data())) + 20), ROW)


class ProblemTable(QTableView):
    """The problems as a table that is used with Enter or a click on the link; Alt+↓ lists all that can be done."""

    mend_asked = Signal(object)  # CellProblem
    name_asked = Signal(object)  # Offer

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import.problems")
        self.setAccessibleName("要改的地方")
        self.setItemDelegate(ProblemDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().hide()
        self.activated.connect(self._act)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """List what can be done about the current problem on Alt+↓."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_menu(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """List what can be done about the problem under the pointer, or the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self._open_menu(self.indexAt(event.pos()) if by_mouse else self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand at the first problem, so that Enter mends it."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 4:
            self._act(index)

    def _act(self, index: QModelIndex) -> None:
        problem: CellProblem = index.data(PROBLEM)
        if len(problem.offers) == 1:
            self.name_asked.emit(problem.offers[0])
        elif problem.offers:
            self._open_menu(index)
        else:
            self.mend_asked.emit(problem)

    def _open_menu(self, index: QModelIndex) -> None:
        if index.isValid():
            place = self.visualRect(index.siblingAtColumn(0)).bottomLeft()
            self.menu_of(index.data(PROBLEM)).popup(self.viewport().mapToGlobal(place))

    def menu_of(self, problem: CellProblem) -> QMenu:
        """Return what can be done: choose a record that a name may mean, or mend the cell."""
        menu = QMenu(self)
        menu.setObjectName("import.offers")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for offer in problem.offers:
            action = menu.addAction(f"选“{offer.caption}”")
            action.triggered.connect(lambda _=False, offer=offer: self.name_asked.emit(offer))
        menu.addSeparator()
        menu.addAction(MEND if problem.column is not None else SEE).triggered.connect(
            lambda _=False: self.mend_asked.emit(problem)
        )
        return menu


class ProblemCard(Card):
    """The card under the preview; it is not there while nothing is wrong."""

    mend_asked = Signal(object)  # CellProblem
    name_asked = Signal(object)  # Offer
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._low = False
        self.model, self.table = ProblemModel(self), ProblemTable()
        self.table.setModel(self.model)
        self.table.mend_asked.connect(self.mend_asked)
        self.table.name_asked.connect(self.name_asked)
        self.title = label("", size=14, bold=True)
        self.export = QuietButton("导出标注的原表或错误清单", "export")
        self.export.setObjectName("import.errors_to")
        self.export.clicked.connect(lambda _: self.export_asked.emit())
        self.head.setContentsMargins(12, 3, 4, 3)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.export)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertLayout(0, self.head)
        self.body.addWidget(self.table)

    def set_low(self, low: bool) -> None:
        """Show one problem at a time, without a title, where the window is low."""
        self._low = low
        for part in (self.title, self.export):
            part.setVisible(not low)
        margins = (0, 0, 0, 0) if low else (12, 3, 4, 3)
        self.head.setContentsMargins(*margins)
        self._set_height()

    def _set_height(self) -> None:
        self.table.setFixedHeight(ROW * min(len(self.model.problems), 1 if self._low else SHOWN) + 1)

    def show_problems(self, problems: Sequence[CellProblem]) -> None:
        """Show what is wrong in a sheet, staying at the row that the user is at."""
        row = self.table.currentIndex().row()
        self.model.show_problems(problems)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        errors = sum(problem.severity == "error" for problem in problems)
        doubts = len(problems) - errors
        parts = [f"{errors} 处要改"] if errors else []
        self.title.setText("，".join([*parts, f"{doubts} 处存疑，可以照样导入"] if doubts else parts))
        self.setVisible(bool(problems))
        self._set_height()
        self._fit()

    def _fit(self) -> None:
        head = self.table.horizontalHeader()
        for column in range(5):
            stretch = column == 3
            head.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            )
            if not stretch:
                hints = [self.table.sizeHintForIndex(self.model.index(r, column)).width()
                         for r in range(min(len(self.model.problems), 50))]  # fmt: skip
                most = self.table.viewport().width() // 5 if column in (1, 2) else 200
                self.table.setColumnWidth(column, min(most, max([48, *hints])))
