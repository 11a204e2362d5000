"""The page of a figure: its table, its charts, its notes, and the records behind each number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.table import Selection, Table
from zonedesk.records.reckoning import REPORTED_FIGURES
from zonedesk.ui import worker
from zonedesk.ui.chart_view import Charts, drawable
from zonedesk.ui.desk import Desk
from zonedesk.ui.figure_choices import Choice, ChoiceBar, Offers, ask_for, first_choice
from zonedesk.ui.figure_empty import EmptyFigure, first_kind
from zonedesk.ui.figure_grid import FigureGrid
from zonedesk.ui.figure_notes import Notes
from zonedesk.ui.figure_reporting import begun_total
from zonedesk.ui.file_out import TABLES, Told, Writing, ask_file, write_file
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.records_popover import MOST, RecordsPopover
from zonedesk.ui.widgets import Button, Card, PrimaryButton

if TYPE_CHECKING:
    from zonedesk.actions.figures import Behind
    from zonedesk.store.store import Store

WORDS = {"print": "打印", "picture": "图片", "export": "导出Excel"}
MARGIN, GAP = 16, 12
CHART_WIDTH, SCROLLBAR = 300, 14
NARROW = 860  # of the page itself: under it the charts go below the table
PEEK = 48  # of the charts below, so that one sees there are some
LOWEST_TABLE, LOWEST_CHARTS = 300, 290  # heights that stand below each other; a lower page scrolls


def work_out(store: Store, name: str, choice: Choice, period: tuple[int, int]) -> tuple[Table, Offers, Ask]:
    """Work out a figure for what was chosen, beside the window; with what there is to choose from."""
    from zonedesk.actions import figures

    asks = FIGURES[name].asks
    offers = Offers(
        figures.events_on_record(store) if "events" in asks else (),
        figures.zones_on_record(store) if "zone" in asks else {},
        figures.editions_on_record(store) if "formula" in asks else (),
    )
    ask = ask_for(FIGURES[name], replace(choice, zone=choice.zone if choice.zone in offers.zones else ""), period,
                  offers.events)  # fmt: skip
    table = figures.work_out(store, name, ask)
    return table, replace(offers, first_kind=first_kind(store, FIGURES[name]) if table.is_empty else ""), ask


class FigurePage(QWidget):
    """One figure of a ledger."""

    def __init__(self, desk: Desk, figure_name: str, place: str = "") -> None:
        """Make the page of a figure; `place` is what the window calls it where the name alone is a kind's too."""
        super().__init__()
        self.setObjectName(f"page.{place or figure_name}")
        self._desk, self._figure = desk, FIGURES[figure_name]
        self.table: Table | None = None
        self._ask, self._offers = Ask(), Offers()
        self._asked = 0  # the latest question; answers to earlier ones are dropped
        self._stale = True
        self.bar = PageBar(self._figure.title)
        self.choices = ChoiceBar(self._figure)
        self.grid = FigureGrid(place or figure_name)
        self.notes = Notes()
        self.charts = Charts(desk)
        self.popover = RecordsPopover(self)
        self.empty = EmptyFigure(desk, self._figure, self.choices.reset)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._card = Card()
        self._card.body.addWidget(self.grid)
        self._left, self._body = QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left.setSpacing(GAP)
        self._left.addWidget(self._card, 100)
        self._left.addWidget(self.notes)
        self._left.addStretch(1)
        self._body.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self._body.setSpacing(GAP)
        self._body.addLayout(self._left, 3)
        self._body.addWidget(self.charts, 2)
        filled = QWidget()
        filled.setLayout(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        self._stack = QStackedLayout()
        whole.addLayout(
            self._stack, 1
        )  # before it is filled: what it shows first would open as a window without a place
        self._stack.addWidget(self._scrolled(filled))
        self._stack.addWidget(self.empty)
        self.bar.add_left(self.choices)
        self._add_buttons()

    @staticmethod
    def _scrolled(filled: QWidget) -> QScrollArea:
        """Let a low page scroll as a whole, so that neither table nor charts shrink to a strip."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(filled)
        return area

    def _add_buttons(self) -> None:
        printing, picture, export = (
            Button("打印", "print"),
            Button("图片", "image"),
            PrimaryButton("导出Excel", "sheet"),
        )
        self._pictures = QMenu(picture)
        self._pictures.aboutToShow.connect(self._fill_pictures)
        picture.setMenu(self._pictures)
        printing.clicked.connect(self.print)
        export.clicked.connect(self.export)
        self._buttons = {"print": printing, "picture": picture, "export": export}
        for verb, button in self._buttons.items():
            button.setObjectName(f"figure.{verb}")
            self.bar.add_right(button)

    def _connect(self) -> None:
        self.grid.opened.connect(self.open_records)
        self.grid.picked.connect(self._tell_status)
        self.grid.menu_asked.connect(self._show_menu)
        self.choices.changed.connect(self.refresh)
        self.charts.picked.connect(self._open_from_chart)
        self.popover.record_asked.connect(self._desk.record_asked)
        self.popover.all_asked.connect(self._desk.show_records)
        self.popover.closed.connect(self.grid.setFocus)
        self._desk.changed.connect(self._wait_to_refresh)
        self._desk.period_changed.connect(self._wait_to_refresh)
        self._desk.unit_changed.connect(self._show_again)
        self._desk.theme_changed.connect(self._show_again)

    def activated(self) -> None:
        """Come into view: read again what may have changed, and take the keyboard."""
        if self._stale:
            self.refresh()
        self._tell_status()
        self.grid.setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"export": self.export, "print": self.print, "copy": self.grid.copy}

    def _wait_to_refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Work the figure out again, beside the window."""
        self._stale = False
        self._asked += 1
        turn = self._asked
        self.popover.hide()
        self.bar.waiting.start()
        arguments = (self._desk.store, self._figure.name, self.choices.choice, self._desk.period)
        worker.run(self, work_out, *arguments, done=lambda found: self._arrive(turn, *found), failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        self.bar.waiting.stop()
        self._desk.messages.fail(error)

    def _arrive(self, turn: int, table: Table, offers: Offers, ask: Ask) -> None:
        if turn != self._asked:
            return
        self.bar.waiting.stop()
        self.table, self._ask, self._offers = table, ask, offers
        self.choices.show_facts(table.period, ask.upto, offers, self._desk.period)
        self._show_again()

    def _show_again(self) -> None:
        if self.table is None:
            return
        self.popover.hide()
        empty = self.table.is_empty
        self._stack.setCurrentIndex(1 if empty else 0)
        for button in self._buttons.values():
            button.setEnabled(not empty)
        if empty:
            self.empty.explain(self.table, self._offers.first_kind, self.choices.choice != first_choice(self._figure))
            self._shorten()
            return
        self.grid.figure.show(self.table, self._desk.money_unit)
        self.grid.show_table()
        self.notes.show_notes((*self.choices.hints, *self.table.notes))
        self._arrange()
        self.charts.show_table(self.table, self._desk.money_unit)
        self._tell_status()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts beside the table or below it, by the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        natural = self.grid.natural_size()
        below = self.width() < NARROW or natural.width() + SCROLLBAR + GAP + CHART_WIDTH > self.width() - 2 * MARGIN
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(down if below else across)
        self.charts.set_direction(across if below else down)
        self.charts.setVisible(bool(self.table and drawable(self.table)))
        self.charts.setMinimumHeight(LOWEST_CHARTS if below else 0)
        self._shorten()
        self._card.setMinimumWidth(0 if below else natural.width() + SCROLLBAR)
        self._card.setMaximumHeight(natural.height() + 4)
        self._card.setMinimumHeight(min(natural.height() + 4, self._lowest_above_charts() if below else 120))
        self.popover.hide()

    def _lowest_above_charts(self) -> int:
        """Return how high the table stands above charts: with its notes it fills the page but for their upper edge."""
        notes = self.notes.heightForWidth(self.width() - 2 * MARGIN)
        return max(LOWEST_TABLE, self.height() - self.bar.height() - notes - 3 * GAP - PEEK)

    def _shorten(self) -> None:
        """Say less in the page bar where there is no room: first without the buttons' words, then with fewer choices."""
        for is_short in (False, True):
            for verb, button in self._buttons.items():
                button.setText("" if is_short else f" {WORDS[verb]}")
                button.setToolTip(WORDS[verb])
            room = self.width() - self.bar.width_without_left()
            if self.choices.width_wanted() <= room:
                break
        self.choices.fit(room)

    def _tell_status(self) -> None:
        if self.table is not None:
            self._desk.status_changed.emit(status_words(self.table, self.grid))

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        if self.table is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_records = menu.addAction("后面的记录\tEnter", lambda: self.open_records(index))
        open_records.setEnabled(self.grid.figure.selection(index) is not None)
        menu.addAction("复制\tCtrl+C", self.grid.copy)
        if self._figure.name in REPORTED_FIGURES:
            menu.addSeparator()
            menu.addAction("填报上报合计…", lambda: self.report_total(index))
        menu.popup(at)

    def report_total(self, index: QModelIndex) -> None:
        """Ask for the total of a column as it was reported, in the form of a new record that knows the rest already."""
        from zonedesk.ui.new_record import ask_record

        column = self.grid.figure.column(index.column()) if index.isValid() else None
        values = begun_total(self._figure, self._ask, self._offers.events, column, self._desk.money_unit)
        ask_record(self, self._desk, "reported_total", values, at="value")

    def open_records(self, index: QModelIndex) -> None:
        """Show the records behind a number, beside it."""
        selection = self.grid.figure.selection(index)
        if selection is None:
            return
        from zonedesk.actions.figures import records_behind

        arguments = (self._desk.store, selection, MOST)
        worker.run(
            self, records_behind, *arguments,
            done=lambda behind: self._show_behind(index, selection, behind), failed=self._desk.messages.fail,
        )  # fmt: skip

    def _show_behind(self, index: QModelIndex, selection: Selection, behind: Behind) -> None:
        figure = self.grid.figure
        if figure.selection(index) is not selection:
            return  # another table came in the meantime
        column = figure.column(index.column())
        title = " · ".join((figure.text(index.row(), 0), *figure.name_of(index.column())))
        shown = figure.text(index.row(), index.column())
        self.popover.show_records(title, behind, selection, column, shown, self._desk.money_unit)
        corner = self.grid.viewport().mapTo(self, QPoint(0, 0))
        self.popover.point_at(QRect(self.grid.visualRect(index)).translated(corner))

    def _open_from_chart(self, row: int, key: str) -> None:
        index = self.grid.figure.place_of(row, key)
        if index.isValid():
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)
            self.open_records(index)

    def export(self) -> None:
        """Ask for a file and write the figure to it: a workbook, or what its ending says."""
        if self.table is not None:
            self._save("导出", ".xlsx", TABLES, self.table.title, partial(write_table, self._desk, self.table))

    def save_picture(self, number: int = 1) -> None:
        """Ask for a file and write one of the charts to it."""
        if self.table is not None:
            work = partial(write_picture, self.table, self._desk.money_unit, number)
            title = self.table.charts[number - 1].title
            self._save("存为图片", ".png", "图片 (*.png);;矢量图 (*.svg);;PDF (*.pdf)", title, work)

    def _fill_pictures(self) -> None:
        self._pictures.clear()
        for number in drawable(self.table) if self.table else ():
            title = self.table.charts[number].title if self.table else ""
            self._pictures.addAction(title).triggered.connect(partial(self.save_picture, number + 1))

    def _save(self, what: str, ending: str, endings: str, title: str, work: Writing) -> None:
        path = ask_file(self, what, f"{title}（{self.table.period if self.table else ''}）{ending}", endings)
        if path:
            write_file(self, self._desk, path, work)

    def print(self) -> None:
        """Open the print preview of the figure."""
        if self.table is not None:
            from zonedesk.ui.print_preview import preview

            preview(self, self._desk, self.table)


def write_table(desk: Desk, table: Table, path: Path, told: Told) -> None:
    """Write a figure with what stands behind it, beside the window."""
    from zonedesk.actions import exporting

    exporting.export_figure(desk.store, table, path, desk.settings, desk.money_unit, told)


def write_picture(table: Table, money_unit: str, number: int, path: Path, told: Told) -> None:
    """Write a chart of a table, beside the window."""
    from zonedesk.actions import exporting

    told(f"正在画“{path.name}”")
    exporting.write_chart(table, path, money_unit, number)


def status_words(table: Table, grid: FigureGrid) -> str:
    """Return what the status bar says: the figure, and how many numbers are selected with their sum."""
    from zonedesk.figures.showing import cell_text

    figure = grid.figure
    chosen = [index for index in grid.selectedIndexes() if figure.selection(index) is not None]
    words = f"{table.title} {table.period}"
    if not chosen:
        return words
    column = figure.column(chosen[0].column())
    cells = [(figure.column(index.column()), figure.value(index)) for index in chosen]
    numbers = [value for of, value in cells if of.nature == column.nature and isinstance(value, int | Decimal)]
    words = f"{words}  ·  选中 {len(chosen)} 格"
    if len(numbers) < len(chosen) or (column.nature in ("percent", "ratio") and len(chosen) > 1):
        return words  # counts and amounts do not add up, nor do rates
    return f"{words} {cell_text(sum(numbers), column, figure.unit)}"
