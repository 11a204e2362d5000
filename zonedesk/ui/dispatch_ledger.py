"""The dispatch board by department: each with its open bottlenecks under it, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from zonedesk.actions.dispatching import Card
from zonedesk.records import KINDS
from zonedesk.records.progress import BOTTLENECK_KINDS
from zonedesk.ui import fonts
from zonedesk.ui.dispatch_cards import CARD, due_words
from zonedesk.ui.tags import Tone, paint_tag, tag_width

HEADINGS = (
    ("责任部门、堵点难点", 0), ("类别", 104), ("开发区", 110), ("项目", 170), ("责任人", 72), ("状态", 72), ("办结时限", 100),
    ("期限", 96),
)  # fmt: skip
STATUS, DUE = 5, 7
LEAST_WIDTH = {4: 980, 1: 900, 6: 740, 3: 560}
"""Columns by the width of the ledger from which each is shown: 责任人, 类别, 办结时限, 项目."""
STATUS_TONES: dict[str, Tone] = {"raised": "grey", "working": "amber", "solved": "green"}
NO_DEPARTMENT = "未定部门"
TONE = CARD + 1


class DepartmentLedger(QTreeWidget):
    """Departments with what they have to solve. It tells which card is opened."""

    opened = Signal(object)  # a Card
    menu_asked = Signal(object, QPoint)  # a Card, and where on the screen

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table.dispatch.departments")
        self.setAccessibleName("按部门")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setColumnCount(len(HEADINGS))
        self.setHeaderLabels([words for words, _ in HEADINGS])
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(60)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, (_, width) in enumerate(HEADINGS):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, mode)
            if width:
                self.setColumnWidth(place, width)
        self.setItemDelegate(LedgerCells(self))
        self.itemDoubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the open ones of some cards, departments with most of them first."""
        current = self.currentItem().data(0, CARD) if self.currentItem() else None
        self.clear()
        groups: dict[str, list[Card]] = {}
        for card in cards:
            if card.is_open:
                groups.setdefault(card.department, []).append(card)
        for department in sorted(groups, key=lambda name: (not name, -len(groups[name]), name)):
            self._add(department, groups[department])
        self.expandAll()
        self._stay_at(current)

    def _add(self, department: str, cards: Sequence[Card]) -> None:
        late = sum(card.is_overdue for card in cards)
        counted = f"{department or NO_DEPARTMENT}　{len(cards)} 个未解决" + (f"，{late} 个超期" if late else "")
        group = QTreeWidgetItem([counted])
        group.setFont(0, fonts.semibold())
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        status = KINDS["bottleneck"].fields["status"]
        for card in cards:
            words, tone = due_words(card)
            texts = (card.text, BOTTLENECK_KINDS.get(card.kind, ""), card.place, card.project, card.person,
                     status.show(card.status), card.due_on or "—", words)  # fmt: skip
            line = QTreeWidgetItem(list(texts))
            line.setData(0, CARD, card)
            line.setData(STATUS, TONE, STATUS_TONES[card.status])
            line.setData(DUE, TONE, tone)
            for column, text in enumerate(texts):
                line.setToolTip(column, text)
            group.addChild(line)

    def _stay_at(self, current: Card | None) -> None:
        lines = [self.topLevelItem(g).child(n) for g in range(self.topLevelItemCount())  # type: ignore[union-attr]
                 for n in range(self.topLevelItem(g).childCount())]  # type: ignore[union-attr]  # fmt: skip
        kept = next((line for line in lines if current and line.data(0, CARD).record == current.record), None)
        if lines:
            self.setCurrentItem(kept or lines[0])

    def groups(self) -> list[str]:
        """Return the words of the departments."""
        return [self.topLevelItem(place).text(0) for place in range(self.topLevelItemCount())]  # type: ignore[union-attr]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the narrow page has no room for: what is stuck keeps its place."""
        super().resizeEvent(event)
        for column, least in LEAST_WIDTH.items():
            self.setColumnHidden(column, self.width() < least)

    def _open(self, item: QTreeWidgetItem | None) -> None:
        card = item.data(0, CARD) if item else None
        if card is not None:
            self.opened.emit(card)

    def _ask_menu(self, at: QPoint) -> None:
        item = self.itemAt(at) or self.currentItem()
        card = item.data(0, CARD) if item else None
        if item and card is not None:
            rect = self.visualItemRect(item)
            self.menu_asked.emit(card, self.viewport().mapToGlobal(at if rect.contains(at) else rect.center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, a department by unfolding it; the rest moves."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        item = self.currentItem()
        if item and item.data(0, CARD) is None:
            item.setExpanded(not item.isExpanded())
        self._open(item)


class LedgerCells(QStyledItemDelegate):
    """Draws state and deadline as tags."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(80, 30)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        tone: Tone | None = index.data(TONE)
        if not tone:
            super().paint(painter, option, index)
            return
        text = str(index.data())
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""  # type: ignore[attr-defined]
        owner: QWidget = self.parent()  # type: ignore[assignment]
        owner.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, owner)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        box = QRect(rect.left() + 8, rect.top(), min(tag_width(text), rect.width() - 16), rect.height())
        paint_tag(painter, box, text, tone)
