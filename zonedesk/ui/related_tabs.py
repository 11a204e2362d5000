"""The tabs under a record's list: the records that point to it, its files, and its history."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zonedesk.records import KINDS
from zonedesk.records.record import Row
from zonedesk.ui import theme
from zonedesk.ui.attachments import AttachmentTable
from zonedesk.ui.history_table import HistoryTable
from zonedesk.ui.record_model import RecordModel, caption_of
from zonedesk.ui.record_source import RecordSource
from zonedesk.ui.record_table import RecordTable
from zonedesk.ui.views import first_columns
from zonedesk.ui.widgets import QuietButton

if TYPE_CHECKING:
    from zonedesk.store.query import Query
    from zonedesk.ui.desk import Desk

PAUSE = 60  # ms: going through a list by its arrow keys does not read every record's tabs
TABS = 34


class RelatedTabs(QFrame):
    """What belongs to the record that is current."""

    opened = Signal(str, str)  # kind and id of a record to open on its own page
    new_asked = Signal(str, object)  # kind and first values of a record to make

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._related = KINDS[kind].related
        self._row: Row | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.read)
        self.bar = QTabBar()
        self.bar.setObjectName(f"related.{kind}")
        self.bar.setAccessibleName("相关记录")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)  # many tabs scroll; a title is never cut
        self._stack = QStackedWidget()
        self._new = QuietButton("新建", "plus")
        self._new.clicked.connect(self._ask_new)
        self.tables = [self._make(other, link) for other, link in self._related]
        self.files = AttachmentTable(desk, kind)
        self._add = QuietButton("添加", "plus")
        self._add.clicked.connect(self.files.choose)
        self.files.added.connect(self.read)
        self.history = HistoryTable(desk, kind)
        self._lay_out()
        self.bar.currentChanged.connect(self._choose)
        self._label_tabs([0] * (len(self._related) + 2))
        self._choose(0)

    def _lay_out(self) -> None:
        for table in (*self.tables, self.files, self.history):
            self.bar.addTab("")
            self._stack.addWidget(table)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 12, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self._new)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _make(self, kind: str, link: str) -> RecordTable:
        columns = [name for name in first_columns(kind) if name != link]
        source = RecordSource(self._desk.store, self._query(kind, link, ""))
        table = RecordTable(RecordModel(self._desk, source, columns), with_filters=False)
        table.setObjectName(f"table.{self._kind}.{kind}")
        table.setAccessibleName(KINDS[kind].label)
        table.set_widths({})
        table.head.setSectionsMovable(False)
        table.opened.connect(lambda place: self._open(table, place))
        return table

    def _query(self, kind: str, link: str, record: str) -> Query:
        from zonedesk.store.query import Query, Where

        return Query(kind, where=(Where(link, "is", record),))

    def show_row(self, row: Row | None) -> None:
        """Show what belongs to a record, soon."""
        self._row = row
        for button in (self._new, self._add):
            button.setEnabled(row is not None)
        self._soon.start()

    def read(self) -> None:
        """Read the counts of all tabs, and the table of the open one."""
        from zonedesk.actions.records import count_each

        self._soon.stop()
        record = self._row["id"] if self._row else ""
        counts = count_each(self._desk.store, [self._query(kind, link, record) for kind, link in self._related])
        self.files.show_record(record)
        self.history.show_record(record)
        self._label_tabs([*counts, self.files.count(), self.history.count()])
        self._read_open()

    def _read_open(self) -> None:
        place = self.bar.currentIndex()
        if 0 <= place < len(self.tables):
            kind, link = self._related[place]
            self.tables[place].records.ask(self._query(kind, link, self._row["id"] if self._row else ""))
            self.tables[place].fit()

    def _label_tabs(self, counts: list[int]) -> None:
        names = [*(KINDS[kind].short or KINDS[kind].label for kind, _ in self._related), "附件", "历史"]
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.bar.setTabText(place, f"{name} {count}" if count else name)

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._new.setVisible(place < len(self.tables))
        self._add.setVisible(self._stack.widget(place) is self.files)
        if self._row is not None:
            self._read_open()

    def _open(self, table: RecordTable, place: int) -> None:
        row = table.records.row_at(place)
        if row is not None:
            self.opened.emit(table.records.kind, row["id"])

    def _ask_new(self) -> None:
        if self._row is None:
            return
        kind, link = self._related[self.bar.currentIndex()]
        values: Row = {link: self._row["id"], f"{link}.caption": caption_of(self._kind, self._row)}
        zone = "zone" in KINDS[kind].fields and link != "zone" and self._row.get("zone")
        if zone:
            values |= {"zone": zone, "zone.caption": self._row.get("zone.caption", "")}
        self.new_asked.emit(kind, values)

    def fold(self, folded: bool) -> bool:
        """Show only the titles, or the tables as well; return whether that is a change."""
        if folded == self._stack.isHidden():
            return False
        self._stack.setVisible(not folded)
        self.setMaximumHeight(TABS if folded else 16777215)
        return True

    def take_keyboard(self) -> None:
        """Take the keyboard into the open table, or its tabs where it is empty."""
        shown = self._stack.currentWidget()
        (shown if isinstance(shown, QWidget) else self.bar).setFocus()

    def instead(self, own: Callable[[], object], other: Callable[[], object]) -> Callable[[], object]:
        """Return what does `own` while the keyboard is in the tabs, and `other` elsewhere."""
        return lambda: (own if self.isAncestorOf(QApplication.focusWidget() or self) else other)()

    def copy(self) -> None:
        """Put the selected rows of the open tab on the clipboard."""
        table = self._stack.currentWidget()
        if isinstance(table, QAbstractItemView):
            chosen = sorted((index.row(), index.column(), str(index.data())) for index in table.selectedIndexes())
            lines = ("\t".join(text for *_, text in row) for _, row in groupby(chosen, key=lambda cell: cell[0]))
            QGuiApplication.clipboard().setText("\n".join(lines))

    def refuse_paste(self) -> None:
        """Say where records of the open tab can be pasted."""
        self._desk.messages.tell("这里不能粘贴。请打开这类记录自己的页，在那里粘贴")

    def delete(self) -> None:
        """Remove the selected files where these are open; other records are deleted on their own page."""
        if self._stack.currentWidget() is self.files:
            self.files.remove_selected()
        else:
            self._desk.messages.tell("要删除这里的记录，请双击打开它，在它自己的页里删除")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line over the tabs."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line_strong"))
        painter.end()
