"""One column of the dispatch board: the cards of a state, walked, moved and opened by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zonedesk.actions.dispatching import STATES, Card
from zonedesk.figures.limits import SOON
from zonedesk.records.progress import BOTTLENECK_KINDS
from zonedesk.ui import fonts, theme
from zonedesk.ui.tags import HEIGHT, Tone, paint_tag, tag_width

CARD = int(Qt.ItemDataRole.UserRole)
GAP, PADDING, LINE = 8, 10, 19
WIDE = 220  # of a card's words, from which its deadline is named as one
NOTHING = {"raised": "没有待交办的堵点", "working": "没有办理中的堵点", "solved": "近 30 天没有解决的堵点"}


def due_words(card: Card) -> tuple[str, Tone | None]:
    """Return what a card says of its deadline, and the tone of the tag; without one it is plain words."""
    if not card.is_open:
        return f"解决 {card.solved_on}" if card.solved_on else "已解决", "green"
    if card.left is None:
        return "未定时限", None
    if card.left < 0:
        return f"超期 {-card.left} 天", "red"
    if card.left == 0:
        return "今天到期", "amber"
    return f"剩 {card.left} 天", "amber" if card.left <= SOON else None


def spoken(card: Card) -> str:
    """Return a card in one sentence, for a screen reader and the pointer."""
    known = (card.text, card.place, card.project, card.department or "未定部门", card.person, due_words(card)[0])
    return "，".join(part for part in known if part)


class CardColumn(QListWidget):
    """The cards of one state. It tells what is asked of them; the page does it."""

    opened = Signal(object)  # a Card
    moved = Signal(object, str)  # a Card, and the state it is to have
    left = Signal(int)  # the keyboard goes to the column beside: -1 or 1
    menu_asked = Signal(object, QPoint)  # a Card, and where on the screen
    _dropped = Signal(object, str)

    def __init__(self, state: str) -> None:
        super().__init__()
        self.status = state
        self.setObjectName(f"dispatch.{state}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(CARD)))
        # Once the drag is over: a dialog opened in the middle of it would hold the mouse.
        self._dropped.connect(self.moved, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(CardPainter(self))

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards, staying at the current one, else at its place."""
        current, place = self.current(), self.currentRow()
        self.clear()
        for card in cards:
            item = QListWidgetItem(spoken(card))
            item.setData(CARD, card)
            item.setToolTip(spoken(card))
            self.addItem(item)
        kept = [row for row, card in enumerate(cards) if current and card.record == current.record]
        if cards:
            self.setCurrentRow(kept[0] if kept else max(0, min(place, len(cards) - 1)))

    def cards(self) -> list[Card]:
        """Return the cards in their order."""
        return [self.item(row).data(CARD) for row in range(self.count())]

    def current(self) -> Card | None:
        """Return the current card."""
        item = self.currentItem()
        return item.data(CARD) if item else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, go and move sideways, else walk up and down."""
        card, key = self.current(), event.key()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if sideways and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = STATES.index(self.status) + sideways
            if card and 0 <= place < len(STATES):
                self.moved.emit(card, STATES[place])
        elif sideways:
            self.left.emit(sideways)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card:
            self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def _ask_menu(self, at: QPoint) -> None:
        item = self.itemAt(at) or self.currentItem()
        if item is not None:
            rect = self.visualItemRect(item)
            where = at if rect.contains(at) else rect.center()
            self.menu_asked.emit(item.data(CARD), self.viewport().mapToGlobal(where))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards of the other columns."""
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take cards of the other columns."""
        self._judge(event)

    def _judge(self, event: QDragMoveEvent) -> None:
        source = event.source()
        if isinstance(source, CardColumn) and source is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move of the card that is dropped. Nothing moves by itself: the move may yet be called off."""
        source = event.source()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if isinstance(source, CardColumn) and source is not self and (card := source.current()):
            self._dropped.emit(card, self.status)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, or that there is none."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("text3"))
            painter.setFont(fonts.sized(12))
            room = self.viewport().rect().adjusted(PADDING, 16, -PADDING, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, NOTHING[self.status])
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(self.viewport().rect().adjusted(GAP, 1, -GAP, -GAP), 4, 4)
            painter.end()


class CardPainter(QStyledItemDelegate):
    """Draws a card: what is stuck on two lines, where, and who has to do it by when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a card with the gap under it: what is stuck takes one line or two."""
        column = self.parent()
        room = column.viewport().width() - 2 * (GAP + PADDING) if isinstance(column, CardColumn) else 0
        lines = two_lines(QFontMetrics(fonts.sized()), index.data(CARD).text, room)
        return QSize(160, 2 * PADDING + (len(lines) + 2) * LINE + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        card: Card = index.data(CARD)
        whole: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        column = self.parent()
        is_current = isinstance(column, CardColumn) and column.hasFocus() and index.row() == column.currentRow()
        box = whole.adjusted(GAP, 0, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_under_pointer = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(theme.colour("accent_soft" if is_current else "hover" if is_under_pointer else "surface"))
        painter.setPen(QPen(theme.colour("accent" if is_current else "line"), 2 if is_current else 1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        self._words(painter, box.adjusted(PADDING, PADDING, -PADDING, -PADDING), card, is_current)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, room: QRect, card: Card, is_current: bool) -> None:
        painter.setFont(fonts.sized())
        painter.setPen(theme.colour("text" if card.is_open else "text2"))
        line = QRect(room.left(), room.top(), room.width(), LINE)
        for text in two_lines(painter.fontMetrics(), card.text, room.width()):
            painter.drawText(line, _LEFT, text)
            line.translate(0, LINE)
        painter.setFont(fonts.sized(12))
        by = card.due_on if card.is_open else ""
        if by and room.width() >= WIDE:
            by = f"时限 {by}"
        places = [part for part in (card.place, card.project) if part]
        where = " · ".join((*places, BOTTLENECK_KINDS.get(card.kind, "")))
        if painter.fontMetrics().horizontalAdvance(where + by) + GAP > room.width():
            where = " · ".join(places)
        _draw_pair(painter, line, where, by)
        line.translate(0, LINE)
        words, tone = due_words(card)
        who = " · ".join(part for part in (card.department, card.person) if part)
        if tone:
            wide = tag_width(words)
            _draw_pair(painter, line.adjusted(0, 0, -wide - GAP, 0), who or "未定部门")
            paint_tag(painter, QRect(line.right() - wide + 1, line.top(), wide, HEIGHT), words, tone, is_current)
        else:
            _draw_pair(painter, line, who or "未定部门", words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _draw_pair(painter: QPainter, room: QRect, text: str, hint: str = "") -> None:
    """Draw a text, elided before the hint at the right end."""
    measure = painter.fontMetrics()
    painter.setPen(theme.colour("text3"))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
    left = room.width() - (measure.horizontalAdvance(hint) + GAP if hint else 0)
    painter.setPen(theme.colour("text2"))
    painter.drawText(room, _LEFT, measure.elidedText(text, Qt.TextElideMode.ElideRight, left))


def two_lines(measure: QFontMetrics, text: str, width: int) -> tuple[str, ...]:
    """Return a text on at most two lines of a width, the second elided where it does not end there."""
    text = " ".join(text.split())
    first = len(text)
    while first > 1 and measure.horizontalAdvance(text[:first]) > width:
        first -= 1
    if first == len(text):
        return (text,)
    return text[:first], measure.elidedText(text[first:].lstrip(), Qt.TextElideMode.ElideRight, width)
