"""The page of a kind of record: its list, the form of the current record, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from zonedesk.records import KINDS
from zonedesk.records.record import Row
from zonedesk.ui.block_actions import BlockActions
from zonedesk.ui.edit_session import NEW, EditSession
from zonedesk.ui.form import RecordForm
from zonedesk.ui.new_record import ask_record, make_record
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.page_places import PagePlaces
from zonedesk.ui.record_list import RecordList
from zonedesk.ui.related_tabs import RelatedTabs
from zonedesk.ui.table_menu import show_menu, ways_in
from zonedesk.ui.unsaved import Unsaved
from zonedesk.ui.view_bar import ViewBar
from zonedesk.ui.views import title_of
from zonedesk.ui.ways_on import ways_on
from zonedesk.ui.widgets import IconButton, PrimaryButton, QuietButton

if TYPE_CHECKING:
    from zonedesk.actions.records import Saved
    from zonedesk.figures.table import Selection
    from zonedesk.ui.desk import Desk


COUNTING = 150  # ms after a change before the quick views are counted again: typing does not wait for it


class RecordPage(QWidget):
    """Table and form of every kind of record."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.setObjectName(f"page.{kind}")
        self.kind, self.desk = kind, desk
        self._record = KINDS[kind]
        self._stale = self._own_change = self._asking = False
        self.session = EditSession(desk.store, kind)
        self.list = RecordList(desk, kind, self.session, self.new, self.save_template)
        self.form = RecordForm(desk, kind, self.session, make_record)
        self.related = RelatedTabs(desk, kind)
        self.blocks = BlockActions(desk, self.list)
        self.work = Unsaved(desk, self.session, self.list, self.form, self.open_form)
        self._count_soon = QTimer(self, singleShot=True, interval=COUNTING)
        self.bar, self.views = PageBar(title_of(kind)), ViewBar(kind)
        self._fill_bar()
        self.places = PagePlaces(self, desk.settings, self.bar, self.list, self.form, self.related, self._open_form)
        self._connect()
        self._keys()
        self.list.go_first()
        self._show_current()
        self._count_soon.start()

    # Putting together

    def _fill_bar(self) -> None:
        self.bar.add_left(self.views)
        self._open_form = QuietButton("表单", "edit")
        self._open_form.clicked.connect(self.open_form)
        self._open_form.clicked.connect(self.form.focus_first)
        bring, send = QuietButton("导入", "import"), QuietButton("导出", "export")
        bring.setMenu(ways_in(bring, lambda: self.desk.import_asked.emit(None), self.save_template))
        send.clicked.connect(self.export)
        printing, columns = IconButton("print", "打印 (Ctrl+P)"), IconButton("columns", "选择列")
        printing.clicked.connect(self.print_list)
        columns.clicked.connect(self.choose_columns)
        make = PrimaryButton("新建", "plus")
        make.setToolTip("新建 (Ctrl+N)")
        make.clicked.connect(self.new)
        ways = ways_on(self.desk, self.kind, self.list.current_id)
        for button in (self._open_form, *ways, bring, send, printing, columns, make):
            self.bar.add_right(button)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._move_to_current)
        self.list.status_changed.connect(self._tell_status)
        self.list.asked.connect(self._follow_list)
        self.list.asked.connect(lambda: self.views.show_chosen(self.list.filters.texts))
        self.list.table.fill_asked.connect(self.blocks.fill_down)
        self.list.table.delete_asked.connect(self.blocks.delete_or_clear)
        self.list.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.table.customContextMenuRequested.connect(self._show_menu)
        self._count_soon.timeout.connect(lambda: self.views.show_counts(self.desk.store, self.desk.day_in_force()))
        self.views.chosen.connect(self._choose_view)
        self.session.saved.connect(self._saved)
        self.session.changed.connect(lambda _: self._tell_problems())
        self.session.changed.connect(lambda _: self._tell_status())
        self.form.step_asked.connect(self._step)
        self.form.close_asked.connect(self.close_form)
        self.form.open_asked.connect(self.desk.record_asked)
        self.related.opened.connect(self.desk.record_asked)
        self.related.new_asked.connect(self._new_related)
        self.desk.changed.connect(self._changed)
        self.desk.problems_asked.connect(self._go_to_problem)
        self.desk.period_changed.connect(self._period_changed)
        self.desk.unit_changed.connect(self._unit_changed)
        self.desk.theme_changed.connect(self._theme_changed)

    def _keys(self) -> None:
        for keys, act in (
            ("F6", lambda: self.places.turn_focus(1)),
            ("Shift+F6", lambda: self.places.turn_focus(-1)),
            ("Ctrl+Shift+S", self.save_and_new),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # What the window asks of a page

    def activated(self) -> None:
        """Come into view."""
        if self._stale:
            self._read_again()
        self.list.go_first()
        self._tell_status()
        self._tell_problems()
        self.list.table.setFocus()

    def find(self, text: str) -> None:  # type: ignore[override]
        """Show only what matches the words of the search box."""
        self.list.find(text)

    def show_records(self, selection: Selection) -> None:
        """Show only the records behind a number."""
        self.list.show_records(selection)

    def show_record(self, record: str) -> None:
        """Show one record, lifting the filters where they hide it."""
        if not self.list.go_to(record):
            self.list.clear_filters()
            self.list.go_to(record)
        self._move_to_current()
        self.open_form()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        tabs, blocks = self.related, self.blocks
        return {"new": self.new, "save": self.save, "delete": self.delete, "export": self.export, "print": self.print_list,
                "copy": tabs.instead(tabs.copy, blocks.copy), "paste": tabs.instead(tabs.refuse_paste, blocks.paste)}  # fmt: skip

    def may_leave(self) -> bool:
        """Ask about everything unsaved before the window closes; False where the user goes on with it."""
        return self.work.may_leave()

    # Records

    def new(self, values: Row | None = None) -> None:
        """Begin a new record in the form, with the zone that the list is filtered by."""
        if not self.work.settle_form():
            return
        from zonedesk.actions.records import defaults

        start = {**defaults(self.kind), **self.list.zone_filtered(), **(values or {})}
        self.open_form()
        self.form.begin(start)
        self._show_place()

    def save(self) -> bool:
        """Save the form; an editor that is open in a cell is saved first."""
        self.list.table.finish_editing()
        return self.form.save()

    def save_and_new(self) -> None:
        """Save the form and begin the next record, in the same zone."""
        row = self.form.as_typed()
        zone = {name: row[name] for name in ("zone", "zone.caption") if row.get(name)}
        if self.save():
            self.new(zone)

    def delete(self) -> None:
        """Empty the selected cells, or delete the selected rows; in the form, its record."""
        if self.form.isAncestorOf(QApplication.focusWidget() or self):
            row = self.list.current_row()
            self.blocks.delete([row] if row and row["id"] == self.form.record else [])
        else:
            self.related.instead(self.related.delete, self.blocks.delete_or_clear)()

    def _move_to_current(self) -> None:
        """Show the record that the cursor came to; what is typed in the form is settled first."""
        if self._asking or self._is_at_form():
            self._show_place()
        elif self.form.record in self.session.unsaved():
            # Not inside the click itself: a dialog there would leave the table waiting for the button's release.
            self._asking = True
            QTimer.singleShot(0, self, self._ask_and_move)
        else:
            self._show_current()

    def _ask_and_move(self) -> None:
        self._asking = False
        if self.work.settle_form():
            self._show_current()

    def _is_at_form(self) -> bool:
        return self.form.record is not None and self.list.current_id() == self.form.record

    def _show_current(self) -> None:
        row = self.list.current_row()
        if self.form.record == NEW:
            self.session.drop(NEW)  # left without a word typed in it: nothing of it is to be mended
        self.form.show_row(row)
        self.related.show_row(row)
        self._follow_list()

    def _show_place(self) -> None:
        count = self.list.model.rowCount()
        at_row = self.form.record not in (None, NEW) and self._is_at_form()
        self.form.head.show_place(
            self.list.table.currentIndex().row() if at_row else None,
            count if self.form.record == NEW else -1 if not at_row else count,
        )

    def _follow_list(self) -> None:
        """Show where the record stands among those shown now, and leave out what an empty list has no use for."""
        self._show_place()
        self.form.show_hint(self.list.model.rowCount() > 0)
        self.places.settle()

    def _step(self, by: int) -> None:
        self.list.go_by(by)

    def _saved(self, record: str, result: Saved) -> None:
        """Show a saved record where it stands, and a new one where it came to stand."""
        is_new = self.form.record == NEW and not any(row["id"] == record for _, row in self.list.model.source.held())
        if is_new:
            self.list.reload_quietly()
            found = self.list.go_to(record)
            self._show_record(record)
            if not found:
                self.desk.messages.tell("已保存。它不在当前筛选的结果里，清除筛选后可以看到")
        else:
            self.list.model.refresh(record)
            self._refresh_form(record)
        self._tell_all(result)

    def _tell_all(self, result: Saved) -> None:
        warning = next((problem.message for problem in result.problems), "")
        if warning:
            self.desk.messages.tell(f"已保存。{warning}")
        self._own_change = True
        self.desk.tell_changed()
        self._own_change = False

    def _show_record(self, record: str) -> None:
        from zonedesk.actions.records import get

        row = get(self.desk.store, self.kind, record)
        self.form.show_row(row)
        self.related.show_row(row)
        self._follow_list()

    def _refresh_form(self, record: str) -> None:
        from zonedesk.actions.records import get

        if record == self.form.record:
            row = get(self.desk.store, self.kind, record)
            if row is not None:
                self.form.refresh(row)
                self.related.show_row(row)

    def _new_related(self, kind: str, values: Row) -> None:
        made = ask_record(self, self.desk, kind, values)
        if made is not None:
            self.related.read()

    # Reading again

    def _changed(self) -> None:
        if self._own_change:
            self._count_soon.start()
            self._tell_status()
        elif self.isVisible():
            self._read_again()
        else:
            self._stale = True

    def _read_again(self) -> None:
        self._stale = False
        self.work.forget_gone()
        self.list.ask_again()
        self.list.reload()
        self.list.go_first()
        if self._is_at_form():
            self._refresh_form(str(self.form.record))
        elif self.form.record != NEW and self.form.record not in self.session.unsaved():
            self._show_current()
        self._follow_list()
        self._count_soon.start()

    def _period_changed(self) -> None:
        """Ask again where a filter speaks of today, which is a day of the period in force."""
        if self.isVisible():
            self.list.ask_again()
            self._count_soon.start()
        else:
            self._stale = True

    def _unit_changed(self) -> None:
        self.session.change_unit(self.desk.money_unit)
        self.list.change_unit()
        self.form.show_units()
        self.related.read()

    def _theme_changed(self) -> None:
        self.list.table.viewport().update()
        self.related.read()
        self.update()

    def _tell_status(self) -> None:
        if self.isVisible():
            self.desk.status_changed.emit(self.list.status())

    def _tell_problems(self) -> None:
        if self.isVisible():
            self.desk.problems_changed.emit(self.session.problem_count())

    def _go_to_problem(self) -> None:
        if self.isVisible():
            self.work.go_to_problem()

    def _choose_view(self, texts: dict[str, str]) -> None:
        self.list.filters.set_texts(texts)

    # Buttons

    def choose_columns(self) -> None:
        """Let the user choose which columns are shown."""
        from zonedesk.ui.column_choice import choose_columns

        chosen = choose_columns(self, self.kind, self.list.model.columns)
        if chosen is not None:
            self.list.show_columns(chosen)

    def export(self) -> None:
        """Write the shown records to a file."""
        from zonedesk.ui.list_out import export_list

        export_list(self, self.bar, self.desk, self.list.query(), self.list.model.columns)

    def save_template(self) -> None:
        """Write a blank ledger of this kind to a file."""
        from zonedesk.ui.list_out import save_template

        save_template(self, self.desk, self.kind)

    def print_list(self) -> None:
        """Show the shown records as they print."""
        from zonedesk.ui.list_out import print_list

        print_list(self, self.bar, self.desk, self.list.query(), self.list.model.columns)

    def _show_menu(self, at: QPoint) -> None:
        show_menu(self.list.table, self.blocks, self.new, at)

    # Where things stand

    def open_form(self) -> None:
        """Show the form where it is not always there."""
        self.places.open_form()

    def close_form(self) -> None:
        """Go back from the form to the list."""
        if self.places.manner != "beside" and self.work.settle_form():
            self.places.close_form()
            self.list.table.setFocus()
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self.places.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the parts once the size is known."""
        super().showEvent(event)
        self.places.settle()
        self.places.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the form to the table."""
        if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
            self.close_form()
            self.list.table.setFocus()
        else:
            super().keyPressEvent(event)
