"""The search box over everything: what is typed shows the records found under it, Enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from zonedesk.actions.finding import Hit
from zonedesk.ui import fonts, icons, theme

WIDTH = 340
PAUSE = 120  # milliseconds without a keystroke before the ledger is asked


class SearchBox(QLineEdit):
    """Asks `find(text)` for records, shows them, and tells which was opened."""

    opened = Signal(str, str)  # kind and id of a record
    filtered = Signal(str)  # show only what matches, in the page that is open

    def __init__(self, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName("查找")
        self.setPlaceholderText("名称、代码、拼音首字母")
        self.setMaximumWidth(WIDTH)
        self.setTextMargins(24, 0, 8, 0)
        self._look_up = find
        self._found: Found | None = None
        self._filters = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.search)
        self.textEdited.connect(lambda _: self._pause.start())

    def set_filters(self, filters: bool) -> None:
        """Offer to filter the page in view by the words, or not where it has nothing to filter."""
        self._filters = filters

    def forget(self) -> None:
        """Be empty again: the words belonged to another page, or found what was looked for."""
        self._pause.stop()
        self.clear()
        self.close_list()

    def search(self) -> None:
        """Find what is typed and show it."""
        self._pause.stop()
        text = self.text().strip()
        hits: Sequence[Hit] = self._look_up(text) if text else []
        if self._found is None:
            self._found = Found(self)
        self._found.show_hits(text, hits, self._filters)

    def take(self, item: QListWidgetItem) -> None:
        """Open the record of a line, or filter the page by the words."""
        hit = item.data(Qt.ItemDataRole.UserRole)
        self.close_list()
        if isinstance(hit, Hit):
            self.forget()
            self.opened.emit(hit.kind, hit.id)
        elif self._filters:
            self.filtered.emit(self.text().strip())

    def close_list(self) -> None:
        """Take the list of what was found away."""
        if self._found is not None:
            self._found.hide()

    def found(self) -> Found | None:
        """Return the list of what was found, where it is shown."""
        return self._found if self._found is not None and self._found.isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with the arrows, take with Enter, leave with Esc."""
        key, found = event.key(), self.found()
        if key == Qt.Key.Key_Escape:
            self._leave(found)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or found is None:
                self.search()
            if self._found is not None and (item := self._found.currentItem() or self._found.item(0)):
                self.take(item)
        elif found is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            found.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _leave(self, found: Found | None) -> None:
        if found is not None:
            found.hide()
        elif self.text():
            self.clear()
            self.filtered.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the glass, and the keys that come here while the box is empty."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", QPoint(10, (self.height() - 14) // 2).toPointF(), "text2", 14)
        if not self.text() and not self.hasFocus() and self.width() > 260:
            painter.setPen(theme.colour("text3"))
            painter.setFont(fonts.sized(12))
            painter.drawText(
                self.rect().adjusted(0, 0, -10, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                "Ctrl+F",
            )
        painter.end()


class Found(QListWidget):
    """What was found, under the box. The keyboard stays in the box, so that an input method is not disturbed."""

    def __init__(self, box: SearchBox) -> None:
        window = box.window()
        super().__init__(window)
        self.setObjectName("search.found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(14, 14))
        self.hide()
        self._box = box
        self.itemClicked.connect(box.take)
        box.installEventFilter(self)

    def show_hits(self, text: str, hits: Sequence[Hit], filters: bool) -> None:
        """Show records, and a last line that filters the page where it `filters`; nothing where nothing was typed.

        No line is marked: Enter takes the first, and so does the arrow down with Enter.
        """
        self.clear()
        if not text:
            self.hide()
            return
        for hit in hits:
            item = QListWidgetItem(f"{hit.caption}　·　{hit.kind_label}", self)
            item.setData(Qt.ItemDataRole.UserRole, hit)
        if filters:
            words = f"在本页只看含“{text}”的" if hits else f"没有找到“{text}”，在本页筛选"
            QListWidgetItem(icons.icon("funnel"), words, self)
        elif not hits:
            QListWidgetItem(f"没有找到“{text}”", self).setFlags(Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(-1)
        self._place()
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the mark up or down, round the ends."""
        here = self.currentRow() if self.currentRow() >= 0 or by > 0 else self.count()
        self.setCurrentRow((here + by) % self.count())

    def _place(self) -> None:
        corner = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 2))
        self.setGeometry(
            corner.x(), corner.y(), max(self._box.width(), WIDTH), self.count() * self.sizeHintForRow(0) + 10
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the box loses the keyboard."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            self.hide()
        return False
