"""The lines of a dispatch meeting: bottlenecks with ticks, whose department and deadline are set where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Reading
from zonedesk.ui import theme
from zonedesk.ui.cell_editors import LineCell, ending_key, place_editor
from zonedesk.ui.dispatch_cards import due_words
from zonedesk.ui.record_model import NOTHING

if TYPE_CHECKING:
    from zonedesk.actions.dispatching import Card
    from zonedesk.records.record import Row
    from zonedesk.store.store import Store

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (("堵点难点", 0), ("开发区", 96), ("责任部门", 136), ("办结时限", 104))
FIELDS = {2: "department", 3: "due_on"}
"""The fields that are set here, by column."""
DEADLINE = 3
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class MeetingLines(QTableWidget):
    """A line for each bottleneck that a meeting may take up; all are ticked at first."""

    ticks_changed = Signal()

    def __init__(self, store: Store, cards: Sequence[Card]) -> None:
        super().__init__(len(cards), len(HEADINGS))
        self._cards = cards
        self.setObjectName("table.dispatch.meeting")
        self.setAccessibleName("要上会的堵点难点")
        self.setAccessibleDescription("按空格勾选；责任部门和办结时限按 F2 修改")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setItemDelegate(LineCells(self, store))
        self._head()
        for row, card in enumerate(cards):
            self._fill(row, card)
        if cards:
            self.setCurrentCell(0, 0)
        self.itemChanged.connect(self._tell)

    def _head(self) -> None:
        self.setHorizontalHeaderLabels([words for words, _ in HEADINGS])
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for place, (_, width) in enumerate(HEADINGS):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                self.setColumnWidth(place, width)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)

    def _fill(self, row: int, card: Card) -> None:
        for column, text in enumerate((card.text, card.place, card.department, card.due_on)):
            item = QTableWidgetItem(text)
            item.setToolTip(due_words(card)[0] if column == DEADLINE else text)
            item.setFlags(FIXED | Qt.ItemFlag.ItemIsEditable if column in FIELDS else FIXED)
            if column == 0:
                item.setFlags(FIXED | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            self.setItem(row, column, item)
        self._colour(row)

    def _colour(self, row: int) -> None:
        """Show a deadline that is past in red, until another is set."""
        item, card = self.item(row, DEADLINE), self._cards[row]
        assert item is not None
        is_past = card.is_overdue and item.text() == card.due_on
        with QSignalBlocker(self):
            item.setForeground(theme.colour("bad" if is_past else "text"))

    def _tell(self, item: QTableWidgetItem) -> None:
        if item.column() == DEADLINE:
            self._colour(item.row())
        self.ticks_changed.emit()

    def is_ticked(self, row: int) -> bool:
        """Return whether a line is ticked."""
        item = self.item(row, 0)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def tick_all(self, state: Qt.CheckState) -> None:
        """Tick all lines, or none."""
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None:
                item.setCheckState(state)

    def ticked(self) -> list[Card]:
        """Return the cards that are ticked."""
        return [card for row, card in enumerate(self._cards) if self.is_ticked(row)]

    def handed(self) -> dict[str, Row]:
        """Return department and deadline of the lines that are ticked, by bottleneck. Raises Unreadable for one of them."""
        return {card.record: self._read(row) for row, card in enumerate(self._cards) if self.is_ticked(row)}

    def _read(self, row: int) -> Row:
        values: Row = {}
        for column, name in FIELDS.items():
            item = self.item(row, column)
            text = item.text() if item is not None else ""
            try:
                values[name] = KINDS["bottleneck"].fields[name].parse(text, Reading()) if text else None
            except Unreadable as sentence:
                self.setCurrentCell(row, column)
                raise Unreadable(f"“{self._cards[row].text}”：{sentence}") from sentence
        return values

    def step(self, way: str) -> None:
        """Go on from a cell that was typed in: down or up a column, or to the cell beside it that can be set."""
        row, column = self.currentRow(), self.currentColumn()
        if way in ("down", "up"):
            row += 1 if way == "down" else -1
        else:
            places = list(FIELDS)
            place = row * len(places) + places.index(column) + (1 if way == "right" else -1)
            row, column = place // len(places), places[place % len(places)]
        if 0 <= row < self.rowCount():
            self.setCurrentCell(row, column)


class LineCells(QStyledItemDelegate):
    """Shows what is not set as a dash, and takes what is typed; departments that others have are completed."""

    def __init__(self, lines: MeetingLines, store: Store) -> None:
        super().__init__(lines)
        self._lines, self._store = lines, store

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Show a dash where nothing is set."""
        super().initStyleOption(option, index)
        if index.column() in FIELDS and not index.data():
            option.text = NOTHING  # type: ignore[attr-defined]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line of text."""
        from zonedesk.actions.records import suggestions

        name = FIELDS[index.column()]
        editor = LineCell(parent, right=False)
        editor.setObjectName(f"cell.dispatch.{name}")
        editor.setAccessibleName(HEADINGS[index.column()][0])
        if name == "department":
            completer = QCompleter(suggestions(self._store, "bottleneck", name), editor)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what the cell holds, all of it marked."""
        assert isinstance(editor, LineCell)
        editor.setText(str(index.data() or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was typed."""
        assert isinstance(editor, LineCell)
        model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Stand over the cell."""
        place_editor(editor, option)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps what was typed and goes down, Tab goes on, as in every table."""
        way = ending_key(editor, event)
        if not way:
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._lines.step(way)
        return True
