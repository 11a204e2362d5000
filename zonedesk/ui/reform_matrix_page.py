"""三化三制 as a matrix. The reform desk opens it to see which zone lacks what; Enter on a cell opens or makes its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zonedesk.records.reforms import REFORM_STEPS, THREE_SYSTEMS
from zonedesk.ui import fonts, theme
from zonedesk.ui.desk import Desk
from zonedesk.ui.gathered_page import GatheredPage
from zonedesk.ui.new_record import ask_record
from zonedesk.ui.plain_table import PlainTable
from zonedesk.ui.print_figure import print_figure
from zonedesk.ui.tags import Tone, paint_tag, tag_width
from zonedesk.ui.widgets import Card, EmptyState, IconButton, label

if TYPE_CHECKING:
    from zonedesk.actions.reform_matrix import Mark, Matrix

MARGIN, GAP = 16, 12
ROW, ZONE_WIDTH = 34, 132
NARROWEST = 108  # a column that holds its tag and heading whole; a narrow page scrolls sideways
CELL = int(Qt.ItemDataRole.UserRole)
NOT_YET = "—"


class MatrixPage(GatheredPage):
    """Zones down, the three systems and the three ways across."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "三化三制")
        self.found: Matrix | None = None
        self.table = MatrixTable()
        self.table.opened.connect(self._open)
        self.table.cellDoubleClicked.connect(self._open)
        self.empty = EmptyState(
            "还没有开发区。先导入或新建开发区，再记三化三制的进展", "导入台账", self._import, "import"
        )
        self.empty.add_way("新建开发区", lambda: self.desk.new_asked.emit("zone"))
        printing = IconButton("print", "打印 (Ctrl+P)")
        printing.clicked.connect(lambda _: self.print())
        self.bar.add_right(printing)
        self.hint = label("回车或双击一格：打开这一项的记录，没有的就新建", "text3", 12)
        self._lay_out()

    def _lay_out(self) -> None:
        card, body, column = Card(), QWidget(), QVBoxLayout()
        card.body.addWidget(self.table)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(card, 1)
        column.addWidget(self.hint)
        body.setLayout(column)
        self.lay_out(body, self.empty)

    def gathering(self) -> tuple[Callable[..., Matrix], tuple[Any, ...]]:
        """Gather the matrix as of the period in force."""
        from zonedesk.actions import reform_matrix

        return reform_matrix.gather, (self.desk.store, *self.desk.period)

    def take_keyboard(self) -> None:
        """Begin in the matrix."""
        self.table.setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"print": self.print}

    def print(self) -> None:
        """Show the summary of the reforms in the period in force as it comes out on paper."""
        year, month = self.desk.period
        print_figure(self, self.desk, "operations", {"year": year, "month": month})

    def show_found(self) -> None:
        """Show the matrix."""
        if self.found is not None:
            self.show_body(bool(self.found.lines))
            self.table.show_matrix(self.found)

    def status(self) -> str:
        """Say how many zones are done with the three systems."""
        found = self.found
        if found is None or not found.lines:
            return ""
        done = sum(all(k in line.marks and line.marks[k].done_on for k in THREE_SYSTEMS) for line in found.lines)
        return f"{len(found.lines)} 家开发区 · “三制”全部完成 {done} 家"

    def _open(self, row: int, column: int) -> None:
        """Open what a cell stands for: a step's record, the zone, its companies or hires."""
        if self.found is None or row >= len(self.found.lines):
            return
        line, kinds = self.found.lines[row], list(REFORM_STEPS)
        if column == 0:
            self.desk.record_asked.emit("zone", line.zone)
        elif column > len(kinds):
            self._show_of_zone("operating_company" if column == len(kinds) + 1 else "hire", line.zone)
        elif kinds[column - 1] in line.marks:
            self.desk.record_asked.emit("reform_step", line.marks[kinds[column - 1]].record)
        else:
            values = {"zone": line.zone, "zone.caption": line.name, "kind": kinds[column - 1]}
            ask_record(self, self.desk, "reform_step", values)

    def _show_of_zone(self, kind: str, zone: str) -> None:
        from zonedesk.actions import reform_matrix

        if self.found is not None:
            self.desk.show_records(reform_matrix.behind(self.found, kind, zone))

    def _import(self) -> None:
        self.desk.import_asked.emit(None)


class MatrixTable(PlainTable):
    """The matrix itself."""

    def __init__(self) -> None:
        super().__init__("三化三制", [ZONE_WIDTH, *[0] * (len(REFORM_STEPS) + 2)], ROW)
        self.setObjectName("table.reform-matrix")
        self.horizontalHeader().setMinimumSectionSize(NARROWEST)
        self.setItemDelegate(MatrixCells(self))

    def show_matrix(self, matrix: Matrix) -> None:
        """Show a matrix, with a last row that counts the zones that are done."""
        place = (max(self.currentRow(), 0), max(self.currentColumn(), 1))
        self.setHorizontalHeaderLabels(["开发区", *REFORM_STEPS.values(), "运营公司(家)", f"{matrix.year}年招聘(人)"])
        self.horizontalHeaderItem(0).setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # type: ignore[union-attr]
        self.setRowCount(len(matrix.lines) + bool(matrix.lines))
        for row, line in enumerate(matrix.lines):
            marks = [line.marks.get(kind) for kind in REFORM_STEPS]
            texts = [line.name, *(words(mark) for mark in marks), *map(_number, (line.companies, line.hired))]
            tips = ["", *(mark.text if mark else "" for mark in marks), "", ""]
            self._fill(row, texts, tips)
        if matrix.lines:
            done = [f"{matrix.done(kind)} / {len(matrix.lines)}" for kind in REFORM_STEPS]
            sums = [sum(line.companies for line in matrix.lines), sum(line.hired for line in matrix.lines)]
            self._fill(len(matrix.lines), ["已完成、合计", *done, *map(str, sums)], [])
        self.setCurrentCell(*place)

    def _fill(self, row: int, texts: list[str], tips: list[str]) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(tips[column] if tips else "")
            self.setItem(row, column, item)


def words(mark: Mark | None) -> str:
    """Return what a cell says: when it was done, that it is under way, or nothing."""
    if mark is None:
        return NOT_YET
    return f"完成 {mark.done_on}" if mark.done_on else "进行中"


def _number(count: int) -> str:
    return str(count) if count else NOT_YET


class MatrixCells(QStyledItemDelegate):
    """Draws a cell: the state as a tag, the zone and the numbers as words, the last row as a total."""

    def __init__(self, owner: MatrixTable) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_total = index.row() == self._owner.rowCount() - 1
        is_current = index == self._owner.currentIndex() and not is_total
        painter.save()
        painter.fillRect(rect, theme.colour("accent_soft" if is_total else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if index.column() in (len(THREE_SYSTEMS), len(REFORM_STEPS)):
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        self._paint_words(painter, rect, str(index.data()), index.column() == 0, is_total)
        if is_current:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, rect: QRect, text: str, is_zone: bool, is_total: bool) -> None:
        tone: Tone | None = "green" if text.startswith("完成") else "amber" if text == "进行中" else None
        inside = rect.adjusted(12 if is_zone else 8, 0, -8, -1)
        if tone:
            box = QRect(0, 0, min(tag_width(text), inside.width()), inside.height())
            box.moveCenter(inside.center())
            paint_tag(painter, box, text, tone)
            return
        painter.setFont(fonts.semibold() if is_total else fonts.sized())
        painter.setPen(theme.colour("text3" if text == NOT_YET else "text"))
        side = Qt.AlignmentFlag.AlignLeft if is_zone else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, text)
