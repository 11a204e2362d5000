"""The list of a record page: the table with its filters, order, columns and sentences for an empty place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.records.record import Row
from zonedesk.ui import theme
from zonedesk.ui.edit_session import EditSession
from zonedesk.ui.empty_list import EmptyList
from zonedesk.ui.filter_row import FilterRow
from zonedesk.ui.record_model import RecordModel
from zonedesk.ui.record_source import RecordSource
from zonedesk.ui.record_table import LAST, RecordTable, least_width_of
from zonedesk.ui.selection_summary import summary
from zonedesk.ui.views import first_columns
from zonedesk.ui.widgets import EmptyState, IconButton, label

if TYPE_CHECKING:
    from zonedesk.figures.table import Selection
    from zonedesk.store.query import Query
    from zonedesk.ui.desk import Desk

PAUSE = 100  # ms after a column was moved or sized, so that a drag is kept once
KEPT_WHEN_NARROW = 3  # columns that are never dropped


class RecordList(QWidget):
    """The records of a kind as one asked for them."""

    current_changed = Signal()
    asked = Signal()  # other records are shown than before: filter, words or selection changed
    status_changed = Signal()

    def __init__(
        self, desk: Desk, kind: str, session: EditSession, begin: Callable[[], object], give: Callable[[], object]
    ) -> None:
        super().__init__()
        from zonedesk.store.query import Query

        self.kind, self._desk, self._session = kind, desk, session
        self._record = KINDS[kind]
        self._words = ""
        self._within: Selection | None = None
        self._quiet = False
        kept = desk.settings.columns.setdefault(kind, {})
        self._order = self._order_kept(kept)
        source = RecordSource(desk.store, Query(kind, order=self._order))
        self.model = RecordModel(desk, source, self._columns_kept(kept), session)
        self.table = RecordTable(self.model)
        self.table.setObjectName(f"table.{kind}")
        self.table.setAccessibleName(f"{self._record.label}列表")
        self.filters = FilterRow(kind, self._record.fields, self._link_choices, self.table.head, desk.day_in_force)
        self._chip, self._chip_words = QWidget(), label("", "accent")
        self._nothing = EmptyList(self._record, begin, lambda: desk.import_asked.emit(None), give)
        self._no_hits = EmptyState("没有符合条件的记录", "清除筛选", self.clear_filters)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_order()
        self.table.set_widths(kept.get("widths", {}))
        self._choose_face()

    def _lay_out(self) -> None:
        clear = IconButton("funnel", "清除筛选")
        clear.clicked.connect(self.clear_filters)
        self.table.set_filters(self.filters, clear)
        row = QHBoxLayout(self._chip)
        row.setContentsMargins(16, 4, 12, 4)
        leave = IconButton("close", "显示全部")
        leave.setFixedSize(24, 24)
        leave.clicked.connect(self.show_all)
        row.addWidget(self._chip_words)
        row.addWidget(leave)
        row.addStretch(1)
        self._chip.hide()
        for page in (self.table, self._nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._chip)
        column.addWidget(self._stack)
        self._no_hits.setParent(self.table.viewport())
        self._no_hits.hide()

    def _connect(self) -> None:
        self.table.current_row.connect(lambda _: self._tell_current())
        self.table.selection_moved.connect(self.status_changed)
        self.table.order_asked.connect(self.order_by)
        self._settle = QTimer(self, singleShot=True, interval=PAUSE)
        self._settle.timeout.connect(self._arranged)
        self.table.arranged.connect(self._settle.start)
        self.filters.changed.connect(self.ask_again)

    # What is asked for

    def query(self) -> Query:
        """Return the query of what is shown."""
        return self.model.source.query

    def _asked(self) -> Query:
        from zonedesk.store.query import Query

        where = self.filters.where(self._desk.money_unit)
        ids = self._within.ids if self._within is not None else None
        return Query(self.kind, where=where, find=self._words, within=ids, order=self._order)

    def ask_again(self) -> None:
        """Show what the filters, the words and the order ask for, staying on the record where it is still there."""
        asked = self._asked()
        if asked == self.query():
            self.status_changed.emit()  # a filter may have become unreadable, or readable
            return
        current = self.current_id()
        self._quiet = True
        self.model.ask(asked)
        self._quiet = False
        self._choose_face()
        self._show_chip()
        self._return_to(current, 0)
        self.asked.emit()
        self.status_changed.emit()

    def find(self, text: str) -> None:  # type: ignore[override]
        """Show only what matches these words."""
        self._words = text.strip()
        self.ask_again()

    def show_records(self, selection: Selection) -> None:
        """Show only the records behind a number."""
        self._words, self._within = "", selection
        self.filters.set_texts({})
        self.ask_again()

    def show_all(self) -> None:
        """Show every record that the filters let through."""
        self._words, self._within = "", None
        self.ask_again()

    def clear_filters(self) -> None:
        """Show every record."""
        self._words, self._within = "", None
        self.filters.set_texts({})
        self.table.setFocus()

    def is_filtered(self) -> bool:
        """Return whether some records may be hidden."""
        return bool(self._words or self._within) or not self.filters.is_empty()

    def is_empty(self) -> bool:
        """Return whether there is no record at all, shown or hidden."""
        return not self.model.rowCount() and not self.is_filtered()

    def _show_chip(self) -> None:
        count = f"{self.model.rowCount()} {self._record.counter}"
        if self._within is not None:
            self._chip_words.setText(f"只看数字背后的 {count}{self._record.label}")
        else:
            self._chip_words.setText(f"搜索“{self._words}”，找到 {count}")
        self._chip.setVisible(self._within is not None or bool(self._words))

    def _choose_face(self) -> None:
        """Show the table, or the sentence of an empty ledger, or of filters that let nothing through."""
        empty = self.is_empty()
        self._stack.setCurrentWidget(self._nothing if empty else self.table)
        self._no_hits.setVisible(not self.model.rowCount() and not empty)
        self._place_no_hits()

    def _place_no_hits(self) -> None:
        self._no_hits.setGeometry(self.table.viewport().rect())

    def _link_choices(self, link: Link) -> list[tuple[str, str]]:
        from zonedesk.actions.records import link_choices

        return link_choices(self._desk.store, link, limit=200)

    # Order and columns

    def order_by(self, column: int) -> None:
        """Sort by a column: first rising, then falling, then not at all."""
        name = self.model.columns[column]
        now = self._order[0] if self._order else ("", False)
        self._order = ((name, False),) if now[0] != name else () if now[1] else ((name, True),)
        self._keep("sort", [list(part) for part in self._order])
        self._show_order()
        self.ask_again()

    def _order_kept(self, kept: Mapping[str, object]) -> tuple[tuple[str, bool], ...]:
        sort = kept.get("sort")
        parts = sort if isinstance(sort, list) else []
        return tuple((str(name), bool(falling)) for name, falling in parts if name in self._record.fields)

    def _show_order(self) -> None:
        name, falling = self._order[0] if self._order else ("", False)
        columns = self.model.columns
        self.table.head.sorted_by = (columns.index(name) if name in columns else -1, falling)
        self.table.head.viewport().update()

    def _columns_kept(self, kept: Mapping[str, object]) -> list[str]:
        shown = kept.get("order")
        names = [name for name in shown if name in self._record.fields] if isinstance(shown, list) else []
        return names or first_columns(self.kind)

    def show_columns(self, names: list[str]) -> None:
        """Show these columns from now on; none for the usual ones."""
        self._keep("order", names)
        if not names:
            self._keep("widths", {})
        self._set_columns(names or first_columns(self.kind))
        self._drop_columns()

    def _set_columns(self, names: list[str]) -> None:
        if names == self.model.columns:
            return
        here, current = self.table.currentIndex(), self.current_id()
        scrolled = self.table.verticalScrollBar().value()
        self._quiet = True
        self.model.set_columns(names)
        self._quiet = False
        self.filters.show_columns(names)
        self.table.set_widths(self._desk.settings.columns[self.kind].get("widths", {}))
        self._show_order()
        if current is not None:
            self.go_to(current, min(max(here.column(), 0), len(names) - 1))
        self.table.verticalScrollBar().setValue(scrolled)

    def _arranged(self) -> None:
        """Keep what the user moved and sized; the model takes the order, so that places and columns agree."""
        head, columns = self.table.head, self.model.columns
        moved = [columns[head.logicalIndex(place)] for place in range(len(columns))]
        self._keep("widths", self.table.sized())
        if moved != columns:
            self._keep("order", moved)
            head.blockSignals(True)
            for place in range(len(columns)):
                head.moveSection(head.visualIndex(place), place)
            head.blockSignals(False)
            self._set_columns(moved)

    def _keep(self, what: str, value: object) -> None:
        self._desk.settings.columns.setdefault(self.kind, {})[what] = value
        self._desk.settings.save()

    def _drop_columns(self) -> None:
        """Leave out the last of the usual columns where there is no room for all of them."""
        kept = self._desk.settings.columns.get(self.kind, {})
        if kept.get("order") or not self.isVisible():
            return
        usual = first_columns(self.kind)
        room = self.width() - self.table.numbers.width() - 10 - LAST
        sized = kept.get("widths", {})
        names: list[str] = []
        taken = 0
        for name in usual:
            taken += sized.get(name) or least_width_of(self._record.fields[name], self._desk.money_unit)
            if taken > room and len(names) >= KEPT_WHEN_NARROW:
                break
            names.append(name)
        self._set_columns(names)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of an empty place."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many of the usual columns as there is room for."""
        super().resizeEvent(event)
        self._drop_columns()
        self._place_no_hits()

    # Where one is

    def current_row(self) -> Row | None:
        """Return the record that the cursor is on."""
        return self.model.row_at(self.table.currentIndex().row())

    def current_id(self) -> str | None:
        """Return the id of the record that the cursor is on."""
        row = self.current_row()
        return row["id"] if row else None

    def current_name(self) -> str | None:
        """Return the field that the cursor is on."""
        here = self.table.currentIndex()
        return self.model.columns[here.column()] if here.isValid() else None

    def take_cell(self, name: str) -> bool:
        """Take the keyboard into a field of the current record; False where its column is not shown."""
        if name not in self.model.columns:
            return False
        self.table.select_cell(self.table.currentIndex().row(), self.model.columns.index(name))
        self.table.setFocus()
        return True

    def go_to(self, record: str, column: int | None = None) -> bool:
        """Put the cursor on a record; False where it is not among those shown."""
        place = self.model.source.place_of(record)
        if place is None or place >= self.model.rowCount():
            return False
        here = self.table.currentIndex().column() if column is None else column
        self._quiet = True
        self.table.select_cell(place, max(0, here))
        self._quiet = False
        return True

    def visit(self, record: str) -> bool:
        """Put the cursor on a record and tell that it is the current one; False where it is not among those shown."""
        found = self.go_to(record)
        if found:
            self._tell_current()
        return found

    def go_by(self, step: int) -> None:
        """Go to the next or the previous record."""
        here = self.table.currentIndex()
        place = min(max(here.row() + step, 0), self.model.rowCount() - 1)
        if place >= 0 and place != here.row():
            self.table.select_cell(place, max(0, here.column()))

    def go_first(self) -> None:
        """Put the cursor on the first record, where there is one and it is on none."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.select_cell(0, 0)

    def reload(self) -> None:
        """Read again, staying on the record and where one scrolled to."""
        current, place = self.current_id(), self.table.currentIndex().row()
        scrolled = self.table.verticalScrollBar().value()
        self._quiet = True
        self.model.reload()
        self._quiet = False
        self._choose_face()
        self._show_chip()
        same = self.model.row_at(place)
        if same is None or same["id"] != current:
            self._return_to(current, place)
        self.table.verticalScrollBar().setValue(scrolled)
        self._tell_current()
        self.status_changed.emit()

    def reload_quietly(self) -> None:
        """Read again without telling where the cursor is: the page goes on to put it somewhere."""
        self._quiet = True
        self.model.reload()
        self._choose_face()
        self._quiet = False

    def _return_to(self, record: str | None, place: int) -> None:
        if record is not None and self.go_to(record):
            return
        last = self.model.rowCount() - 1
        if last >= 0:
            self._quiet = True
            self.table.select_cell(max(0, min(place, last)), max(0, self.table.currentIndex().column()))
            self._quiet = False
        self._tell_current()

    def _tell_current(self) -> None:
        if not self._quiet:
            self.current_changed.emit()

    def status(self) -> str:
        """Return what is shown and selected, for the status bar."""
        shown = f"{self.model.rowCount()} {self._record.counter}{self._record.label}"
        here = self.table.currentIndex()
        problem = self.model.problem_at(here) if here.isValid() else None
        advice = list(self.filters.problems.values())
        if problem is not None and not self.table.is_block:
            advice.append(problem.message)
        if advice:
            return " ・ ".join([shown, *advice])
        selected = summary(self.table, self._desk.money_unit)
        return f"{shown} ・ {selected}" if selected else shown

    def change_unit(self) -> None:
        """Show amounts in the unit in force; a filter of amounts means the same digits in it."""
        self.model.redraw()
        self.table.set_widths(self.table.sized())
        self.ask_again()
        self.status_changed.emit()

    def zone_filtered(self) -> Row:
        """Return the links that the filters hold to one record, with captions: a new record begins with them."""
        found: Row = {}
        for name, link in self._record.links().items():
            text = self.filters.texts.get(name, "")
            caption = next((word for key, word in self._link_choices(link) if key == text), None) if text else None
            if caption is not None:
                found |= {name: text, f"{name}.caption": caption}
        return found
