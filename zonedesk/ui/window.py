"""The main window: navigation, bars, and the pages, each made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from zonedesk import paths
from zonedesk.ui import theme
from zonedesk.ui.desk import Desk, period_in_force
from zonedesk.ui.icons import icon
from zonedesk.ui.navigation import Navigation
from zonedesk.ui.notice import Notice
from zonedesk.ui.page import actions_of, offered
from zonedesk.ui.places import Group, all_groups, every_place
from zonedesk.ui.status_bar import StatusBar
from zonedesk.ui.stepping import step
from zonedesk.ui.top_bar import TopBar
from zonedesk.ui.window_actions import Actions

if TYPE_CHECKING:
    from zonedesk.actions.finding import Hit
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store
    from zonedesk.ui.messages import Messages

FOLDS_UNDER = 1280  # logical width under which the navigation is a rail
SMALLEST = (640, 340)
ROOM = (1366, 768)


class Window(QMainWindow):
    """The main window. It works without a ledger until `open_ledger` gives it one."""

    closed = Signal()

    def __init__(self, settings: Settings, messages: Messages, groups: tuple[Group, ...] = ()) -> None:
        super().__init__()
        groups = groups or all_groups()
        self.settings, self.messages = settings, messages
        self.desk: Desk | None = None
        self.place = ""
        self._places = {place.key: place for place in every_place(groups)}
        self._pages: dict[str, QWidget] = {}
        self.actions_of_window = Actions(self)
        self.navigation = Navigation(groups, settings.office)
        actions = self.actions_of_window.all
        self.top_bar = TopBar(self._find, period_in_force(settings), settings.money_unit, actions)
        self.status_bar = StatusBar()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.notice = Notice(self.stack)
        self._lay_out()
        self._connect()
        self._set_ready(False)

    def _lay_out(self) -> None:
        self.setObjectName("window")
        self.setWindowTitle("开发区工作台")
        self.setWindowIcon(icon("logo"))
        self.setMinimumSize(*SMALLEST)
        right, middle, whole = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for layout in (right, middle, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.stack, 1)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status_bar)
        body = QWidget()
        body.setLayout(whole)
        self.setCentralWidget(body)
        self._take_room()

    def _take_room(self) -> None:
        self.resize(*ROOM)
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromHex(self.settings.window.encode()))
        elif self.settings.file is not None and not self._fits():
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _fits(self) -> bool:
        free = self.screen().availableGeometry()
        return free.width() > ROOM[0] and free.height() > ROOM[1]

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.messages.window = self
        self.messages.told.connect(self.notice.tell)
        self.messages.warned.connect(self.notice.warn)
        bar = self.top_bar
        bar.period.changed.connect(self._change_period)
        bar.unit.chosen.connect(self._change_unit)
        bar.search.opened.connect(self.show_record)
        bar.search.filtered.connect(self._filter_page)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.actions_of_window.serve_window({"help": self.show_help, "settings": self.choose_settings})

    def _set_ready(self, ready: bool) -> None:
        self.navigation.setEnabled(ready)
        self.top_bar.set_ready(ready)

    # The ledger

    def open_ledger(self, store: Store) -> None:
        """Work with a ledger from here on, and show the first place."""
        desk = Desk(store, self.settings, self.messages)
        self.desk = desk
        desk.place_asked.connect(self.go)
        desk.records_asked.connect(self.show_records)
        desk.record_asked.connect(self.show_record)
        desk.overview_asked.connect(self.show_overview)
        desk.indicator_asked.connect(self.show_indicator)
        desk.new_asked.connect(self.show_new)
        desk.import_asked.connect(self.show_import)
        desk.status_changed.connect(self.status_bar.set_page)
        desk.problems_changed.connect(self.status_bar.set_problems)
        self.status_bar.problems_asked.connect(desk.problems_asked)
        desk.changed.connect(self._read_counts_soon)
        self._set_ready(True)
        self.status_bar.set_ledger(ledger_name(store.path))
        self.actions_of_window.serve_window(self._doers(desk))
        self.go(next(iter(self._places)))
        self._read_counts_soon()

    def _doers(self, desk: Desk) -> dict[str, Callable[[], object]]:
        return {
            "help": self.show_help,
            "settings": self.choose_settings,
            "find": self._focus_search,
            "undo": partial(step, desk, "undo"),
            "redo": partial(step, desk, "redo"),
            "import": lambda: self.show_import(None),
            "backup": self._back_up,
            "next_page": lambda: self._turn(1),
            "previous_page": lambda: self._turn(-1),
        }

    def _read_counts_soon(self) -> None:
        # After the paint: the window is not to wait for numbers beside the navigation.
        QTimer.singleShot(0, self, self._read_counts)

    def _read_counts(self) -> None:
        if self.desk is None:
            return
        from zonedesk.actions.records import count_rows
        from zonedesk.store import backup
        from zonedesk.store.query import Query

        store = self.desk.store
        kinds = [key for key, place in self._places.items() if place.counts]
        self.navigation.set_counts({kind: count_rows(store, Query(kind)) for kind in kinds})
        self.status_bar.set_backup(backup.last_backup(store.path))

    # Going

    def go(self, key: str) -> QWidget:
        """Open the page of a kind or figure, and return it. Raises KeyError where there is no such place."""
        page = self.page(key)
        if key != self.place:
            self.top_bar.search.forget()
        self.place = key
        self.top_bar.search.set_filters(offered(page, "find") is not None)
        self.notice.hide()
        self.status_bar.set_page("")
        self.status_bar.set_problems(0)
        self.stack.setCurrentWidget(page)
        self.navigation.set_current(key)
        _offer(page, "activated")
        self.actions_of_window.serve_page(actions_of(page))
        self._keep_keyboard()
        return page

    def focus_page(self) -> None:
        """Give the keyboard to the page in view: to its table, else to the first thing in it that takes the keyboard."""
        page = self.stack.currentWidget()
        if page is None:
            return
        table: QWidget | None = page.findChild(QWidget, f"table.{self.place}")
        if table is not None and table.isVisible():
            table.setFocus()
        elif not _focus_first_in(page):
            page.setFocus()

    def _keep_keyboard(self) -> None:
        """Leave the keyboard where it is while one can see it there; a hidden or greyed place would swallow it."""
        holder = self.focusWidget()
        if holder is None or not holder.isVisible() or not holder.isEnabled():
            self.focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead F6 from around the page into it; within, the page turns the keyboard itself."""
        if event.key() == Qt.Key.Key_F6:
            self.focus_page()
            return
        super().keyPressEvent(event)

    def page(self, key: str) -> QWidget:
        """Return the page of a place, made now if it was not yet."""
        if key not in self._pages:
            if self.desk is None:
                raise KeyError(key)
            page = self._places[key].make(self.desk)
            page.setObjectName(f"page.{key}")
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def show_alone(self, page: QWidget) -> None:
        """Show a page that is no place to go to: a first start, a ledger that cannot be opened."""
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    def show_records(self, kind: str, selection: object) -> None:
        """Open the page of a kind on the records of a Selection alone."""
        _offer(self.go(kind), "show_records", selection)

    def show_record(self, kind: str, record: str) -> None:
        """Open the page of a kind on one record."""
        _offer(self.go(kind), "show_record", record)

    def show_overview(self, project: str) -> None:
        """Open 项目全景 on a project."""
        _offer(self.go("overview"), "show_project", project)

    def show_indicator(self, indicator: str) -> None:
        """Open the month grid on an indicator."""
        _offer(self.go("monthly"), "choose", indicator)

    def show_new(self, kind: str) -> None:
        """Open the page of a kind and begin a new record there."""
        _offer(self.go(kind), "new")

    def show_import(self, files: Sequence[Path] | None) -> None:
        """Open the import page, with files where they are known."""
        page = self.go("import")
        if files:
            _offer(page, "open_files", files)

    def _turn(self, by: int) -> None:
        keys = list(self._places)
        self.go(keys[(keys.index(self.place) + by) % len(keys)])

    # Finding

    def _find(self, text: str) -> Sequence[Hit]:
        if self.desk is None:
            return []
        from zonedesk.actions.finding import find_everywhere

        return find_everywhere(self.desk.store, text)

    def _filter_page(self, text: str) -> None:
        page = self.stack.currentWidget()
        if page is not None:
            _offer(page, "find", text)

    def _focus_search(self) -> None:
        self.top_bar.search.setFocus()
        self.top_bar.search.selectAll()

    # What the window does itself

    def _back_up(self) -> None:
        if self.desk is None:
            return
        from zonedesk.actions.backing_up import back_up
        from zonedesk.ui.worker import run

        self.status_bar.set_work("正在备份")
        work = run(self, back_up, self.desk.store, done=self._backed_up, failed=self.messages.fail)
        work.finished.connect(lambda: self.status_bar.set_work(""))

    def _backed_up(self, sentence: str) -> None:
        self._read_counts_soon()
        self.messages.tell(sentence)

    def show_help(self) -> None:
        """Show the list of keys."""
        from zonedesk.ui.help_dialog import show_help

        show_help(self)

    def choose_settings(self) -> None:
        """Let the user change the settings, and keep them."""
        from zonedesk.ui.settings_dialog import choose_settings

        choices = choose_settings(self.settings, self)
        if choices is None:
            return
        self.settings.office, self.settings.clerk = choices.office, choices.clerk
        self.settings.theme = choices.theme
        self.settings.save()
        self.navigation.set_office(choices.office)
        self.draw_in_theme()
        if self.desk is not None:
            self.desk.tell_changed()

    def draw_in_theme(self) -> None:
        """Draw everything in the theme that is set."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.settings.theme)
        if self.desk is not None:
            self.desk.theme_changed.emit()

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.draw_in_theme()

    def _change_period(self, year: int, month: int) -> None:
        self.settings.year, self.settings.month = year, month
        self.settings.save()
        if self.desk is not None:
            self.desk.period_changed.emit()

    def _change_unit(self, unit: str) -> None:
        self.settings.money_unit = unit
        self.settings.save()
        if self.desk is not None:
            self.desk.unit_changed.emit()

    # Qt's own

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation and shorten the top bar where the screen is narrow."""
        self.navigation.set_rail(self.width() < FOLDS_UNDER)
        self.top_bar.set_width(self.width())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window stood and let the ledger go, unless a page has work that its user goes on with."""
        if not self._may_close():
            event.ignore()
            return
        self.settings.window = bytes(self.saveGeometry().toHex().data()).decode()
        self.settings.save()
        self.closed.emit()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        for key, page in self._pages.items():
            leave = offered(page, "may_leave")
            if leave is not None and not leave():
                self.go(key)
                return False
        return True


def _offer(page: QWidget, method: str, *values: object) -> None:
    taker = offered(page, method)
    if taker is not None:
        taker(*values)


def ledger_name(path: Path) -> str:
    """Return what the status bar calls a ledger."""
    return "本机台账" if path.name == paths.DATABASE_NAME else path.stem


def _focus_first_in(page: QWidget) -> bool:
    child = page.nextInFocusChain()
    while child is not None and child is not page:
        reachable = child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and page.isAncestorOf(child):
            child.setFocus()
            return True
        child = child.nextInFocusChain()
    return False
