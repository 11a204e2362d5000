"""指标月度填报: each month the zone's clerk or the city desk opens it to type or paste what every zone has reached and to see
who is missing; next they print it, or look at 完成情况.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from zonedesk.actions import monthly
from zonedesk.actions.monthly import Entry, MonthSheet, Spot
from zonedesk.errors import Mendable
from zonedesk.records.record import Row
from zonedesk.ui import worker
from zonedesk.ui.desk import Desk
from zonedesk.ui.monthly_facts import FactsLine
from zonedesk.ui.monthly_review import ReviewCard
from zonedesk.ui.monthly_series import SeriesCard
from zonedesk.ui.monthly_table import MonthTable
from zonedesk.ui.monthly_tabs import IndicatorTabs
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.widgets import Button, Card, EmptyState, PrimaryButton

if TYPE_CHECKING:
    from zonedesk.figures.table import Table
    from zonedesk.settings import Settings
    from zonedesk.store.history import Source

MARGIN, GAP = 16, 16
UNDER = 150  # height of the cards under the grid
UNDER_LOW = 84
MOST_UNDER = 200
LOWEST_GRID = 162
SERIES = 400
LOW = 480  # of the page: under it the line of the series is left out
NARROW = 860
TIGHT = 980  # under this the buttons lose their words
WORDS = {"paste": "粘贴月报", "print": "打印", "export": "导出Excel"}
JOIN = "　・　"
NOTHING_YET = "还没有指标。先导入指标目录或月报，也可以新建一项指标，再按月填报"


class MonthlyPage(QWidget):
    """One indicator's months: zones down, months across."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page.monthly")
        self._desk = desk
        self._stale = True
        self._unfolded = False
        self._indicators: list[Row] = []
        self._chosen = ""
        self._failed: dict[tuple[str, int], dict[Spot, tuple[str, str]]] = {}
        self.sheet: MonthSheet | None = None
        self.bar, self.tabs = PageBar("指标月度填报"), IndicatorTabs()
        self.facts, self.table = FactsLine(), MonthTable()
        self.review, self.series = ReviewCard(), SeriesCard()
        self.empty = EmptyState(NOTHING_YET, "导入月报", lambda: desk.import_asked.emit(None), "import")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._card = Card()
        self._card.body.addWidget(self.table)
        self._under, column, filled = QHBoxLayout(), QVBoxLayout(), QWidget()
        self._under.setSpacing(GAP)
        self._under.addWidget(self.review, 1)
        self._under.addWidget(self.series)
        self.series.setFixedWidth(SERIES)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._card, 1000)
        column.addLayout(self._under, 10)
        column.addStretch(0)
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.facts)
        inner.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)  # before it is filled: what it shows first would open as a window
        self._stack.addWidget(filled)
        self._stack.addWidget(self.empty)
        self.bar.add_left(self.tabs)
        self._add_buttons()
        self._add_new()

    def _add_buttons(self) -> None:
        self._buttons = {
            "paste": Button(WORDS["paste"], "paste"),
            "print": Button(WORDS["print"], "print"),
            "export": PrimaryButton(WORDS["export"], "sheet"),
        }
        doers = {"paste": self.paste, "print": self.print, "export": self.export}
        for verb, button in self._buttons.items():
            button.setObjectName(f"monthly.{verb}")
            button.clicked.connect(lambda _, do=doers[verb]: do())
            self.bar.add_right(button)

    def _add_new(self) -> None:
        """Offer 新建指标 under 导入月报 where there is no indicator yet."""
        self.new = Button("新建指标", "plus")
        self.new.setObjectName("monthly.new")
        self.new.clicked.connect(lambda _: self._desk.go("indicator"))
        column = self.empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.empty.button) + 1, self.new, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        desk, table, review = self._desk, self.table, self.review
        self.tabs.chosen.connect(self.choose)
        table.months.typed.connect(self._type)
        table.cleared.connect(self._clear)
        table.refused.connect(desk.messages.warn)
        table.moved.connect(self._show_around)
        table.room_changed.connect(self._fold_again)
        self.facts.fold_asked.connect(self._turn_fold)
        self.facts.missing_asked.connect(self.go_to_missing)
        self.facts.doubt_asked.connect(self._next_doubt)
        review.mend_asked.connect(self._mend)
        review.dropped.connect(self._drop)
        review.explained.connect(self._explain)
        review.shown.connect(self.go_to)
        review.summary_asked.connect(lambda: desk.go("indicators"))
        desk.changed.connect(self._wait_to_refresh)
        desk.period_changed.connect(self._wait_to_refresh)
        desk.unit_changed.connect(self._show_again)
        desk.theme_changed.connect(self.table.viewport().update)
        desk.problems_asked.connect(self._next_fault)

    # What the window asks

    def activated(self) -> None:
        """Come into view: read again what may have changed, and take the keyboard."""
        if self._stale:
            self.refresh()
        self._tell_status()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.table if self._indicators else self.empty.button).setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"save": self.table.finish_editing, "delete": self._delete, "print": self.print, "export": self.export,
                "copy": self.copy, "paste": self.paste}  # fmt: skip

    def may_leave(self) -> bool:
        """Ask about what was typed and could not be saved; False where the user goes on with it."""
        self.table.finish_editing()
        count = sum(map(len, self._failed.values()))
        if not count:
            return True
        answer = self._desk.messages.ask(
            f"{count} 处改动没有保存",
            [("mend", "去改正"), ("drop", "放弃")],
            "标红的内容还不能保存，改正后按回车即可保存。",
        )
        if answer == "drop":
            self._failed.clear()
            self._show_again()
        elif answer == "mend":
            self._next_fault()
        return answer == "drop"

    def _wait_to_refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the indicators and the sheet of the chosen one again."""
        self._stale = False
        self._indicators = monthly.indicators_on_record(self._desk.store)
        ids = [row["id"] for row in self._indicators]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self._stack.setCurrentIndex(0 if ids else 1)
        self.tabs.setVisible(bool(ids))
        for button in self._buttons.values():
            button.setEnabled(bool(ids))
        self.tabs.show_indicators([(row["id"], row["name"]) for row in self._indicators], self._chosen)
        if not ids:
            self.sheet = None
            self._tell_status()
            return
        year, month = self._desk.period
        self.sheet = monthly.read_sheet(self._desk.store, self._indicators[ids.index(self._chosen)], year, month)
        self._show_again()

    def choose(self, indicator: str) -> None:
        """Show another indicator."""
        self.table.finish_editing()
        self._chosen = indicator
        self.refresh()
        self.table.setFocus()

    def _show_again(self) -> None:
        if self.sheet is None:
            return
        here = self.table.months.spot_at(self.table.currentIndex())
        self.table.months.failed = self._failed.setdefault((self._chosen, self.sheet.year), {})
        months = self._months(self.sheet)
        self.table.show_sheet(self.sheet, months)
        self._keep_place(here)
        self._show_around()
        hidden = self.sheet.month - len(months)
        may_fold = hidden > 0 or (self._unfolded and self.table.months_that_fit(self.sheet) < self.sheet.month)
        self.facts.show_sheet(self.sheet, hidden, may_fold, self._desk.money_unit)
        self._arrange()
        self._desk.problems_changed.emit(len(self.table.months.failed))

    def _months(self, sheet: MonthSheet) -> list[int]:
        first = 1 if self._unfolded else max(1, sheet.month + 1 - self.table.months_that_fit(sheet))
        return list(range(first, sheet.month + 1))

    def _keep_place(self, here: Spot | None) -> None:
        """Stay in the cell that was the current one; else begin at the first gap, else at the month in force."""
        sheet, table = self.sheet, self.table
        if table.currentIndex().isValid() or sheet is None:
            return
        spots = [*([here] if here else []), *sheet.missing]
        spots += [Spot(line.zone, sheet.month, "value") for line in (*sheet.asked, *sheet.lines, sheet.city)]
        found = (table.months.index_of(spot) for spot in spots if not monthly.refusal(sheet, spot))
        table.select_cell(next((index for index in found if index.isValid()), table.months.index(0, 0)))

    def _fold_again(self) -> None:
        """Show as many months as there is room for now."""
        if self.sheet is None:
            return
        shown = sum(column.name == "value" for column in self.table.months.columns)
        if not self._unfolded and shown != len(self._months(self.sheet)):
            self._show_again()

    def _turn_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._show_again()
        self.table.scrollTo(self.table.currentIndex())

    def _show_around(self) -> None:
        """Show the card, the line and the status that go with the current cell."""
        sheet, index = self.sheet, self.table.currentIndex()
        if sheet is None:
            return
        spot, failed = self.table.months.spot_at(index), self.table.months.failed
        if failed:
            at = spot if spot in failed else next(iter(failed))
            self.review.show_fault(sheet, at, failed[at][1])
        elif sheet.doubts:
            self.review.show_doubts(sheet, spot)
        else:
            self.review.show_state(sheet)
        self.series.show_line(sheet, self.table.months.line_at(index.row()) if index.isValid() else sheet.city)
        self._tell_status()

    def _tell_status(self) -> None:
        sheet = self.sheet
        if sheet is None or not self.isVisible():
            self._desk.status_changed.emit("" if self._indicators else "还没有指标")
            return
        asked = len(sheet.asked)
        words = [f"{sheet.indicator['name']} {sheet.words(sheet.month)}"]
        if asked:
            words.append(f"已报 {asked - len(sheet.lacking)} / {asked} 家")
        words.append(self._selected_words() or f"当前 {self.table.months.name_of(self.table.currentIndex())}")
        self._desk.status_changed.emit(JOIN.join(words))

    def _selected_words(self) -> str:
        """Return how many cells are selected and what their values add up to, nothing for a single one."""
        if not self.table.is_block() or self.sheet is None:
            return ""
        top, left, bottom, right = self.table.block()
        months = self.table.months
        spots = [months.spot_at(months.index(r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        values = [self.sheet.number(spot) for spot in spots if spot and spot.field == "value" and spot.zone]
        numbers = [value for value in values if value is not None]
        total = f" 合计 {sum(numbers)} {self.sheet.unit}" if numbers and self.sheet.adds_up and left == right else ""
        return f"选中 {len(spots)} 格{total}"

    # Going

    def go_to(self, spot: Spot) -> None:
        """Make a cell the current one, unfolding its month."""
        index = self.table.months.index_of(spot)
        if not index.isValid() and not self._unfolded:
            self._turn_fold()
            index = self.table.months.index_of(spot)
        self.table.select_cell(index)

    def go_to_missing(self) -> None:
        """Go to the next cell that is missing for the month in force."""
        if self.sheet is not None and self.sheet.missing:
            self._go_to_next(self.sheet.missing)

    def _next_doubt(self) -> None:
        if self.sheet is not None and self.sheet.doubts:
            self._go_to_next([doubt.spot for doubt in self.sheet.doubts])

    def _next_fault(self) -> None:
        if not self.isVisible():
            return
        for (indicator, _), failed in self._failed.items():
            if failed and not self.table.months.failed:
                self.choose(indicator)
        if self.table.months.failed:
            self._go_to_next(list(self.table.months.failed))

    def _go_to_next(self, spots: Sequence[Spot]) -> None:
        here = self.table.months.spot_at(self.table.currentIndex())
        place = spots.index(here) + 1 if here in spots else 0
        self.go_to(spots[place % len(spots)])
        self.table.setFocus()

    def _mend(self, spot: Spot) -> None:
        self.go_to(spot)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    # What changes readings

    def _type(self, spot: Spot, text: str) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        try:
            entry = monthly.read_entry(sheet, spot, text)
            faults = monthly.enter(self._desk.store, sheet, [entry], f"填报{sheet.place(spot)}")
        except Mendable as error:
            self._fail(spot, text, str(error))
            return
        if faults:
            self._fail(spot, text, faults[0].message)
            return
        self.table.months.failed.pop(spot, None)
        self._desk.tell_changed()
        if self.sheet is not None and self.sheet.doubt_at(spot):
            self.review.show_doubts(self.sheet, spot)

    def _fail(self, spot: Spot, text: str, message: str) -> None:
        self.table.months.fail(spot, text, message)
        self._show_around()
        self._desk.problems_changed.emit(len(self.table.months.failed))

    def _drop(self, spot: Spot) -> None:
        self.table.months.forget(spot)
        self._desk.problems_changed.emit(len(self.table.months.failed))
        self._show_around()
        self.table.setFocus()

    def _explain(self, spot: Spot, reason: str) -> None:
        entry = Entry(Spot(spot.zone, spot.month, "reason"), reason)
        if self.sheet is not None and self._enter([entry], f"说明{self.sheet.place(spot)}", "form"):
            self.review.reason.clear()
            self.table.setFocus()
            self._desk.messages.tell("已写明原因，不再提醒")

    def _clear(self, spots: Sequence[Spot]) -> None:
        failed = self.table.months.failed
        for spot in spots:
            failed.pop(spot, None)
        if self.sheet is None:
            return
        kept = [spot for spot in spots if self.sheet.number(spot) is not None]
        if not kept:
            self._show_again()
            return
        what = f"清空{self.sheet.place(kept[0])}" if len(kept) == 1 else f"清空 {len(kept)} 格月报"
        self._enter([Entry(spot, None) for spot in kept], what)

    def _delete(self) -> None:
        if self.table.hasFocus():
            self.table.clear_block()

    def _enter(self, entries: Sequence[Entry], what: str, source: Source = "cell") -> bool:
        """Save entries as one step and show them; False where that cannot be, which is said."""
        if self.sheet is None:
            return False
        try:
            faults = monthly.enter(self._desk.store, self.sheet, entries, what, source)
        except Mendable as error:
            self._desk.messages.warn(str(error))
            return False
        if faults:
            place = self.sheet.place(faults[0].spot)
            self._desk.messages.warn(f"{place}：{faults[0].message.rstrip('。')}。没有改动任何内容")
            return False
        self._desk.tell_changed()
        return True

    # Clipboard, paper, files

    def copy(self) -> None:
        """Copy the selected block as a spreadsheet takes it."""
        from zonedesk.actions.pasting import write_block

        if self.sheet is not None and self.table.currentIndex().isValid():
            QGuiApplication.clipboard().setText(write_block(self.table.block_texts()))

    def paste(self) -> None:
        """Paste a block: by its zones' names and its headings where it has them, else from the current cell on."""
        from zonedesk.actions.monthly_paste import entries_of
        from zonedesk.actions.pasting import read_block

        block = read_block(QGuiApplication.clipboard().text())
        if self.sheet is None or not any(cell.strip() for row in block for cell in row):
            self._desk.messages.warn("剪贴板里没有可以粘贴的表格内容，请先在 WPS 或 Excel 里复制")
            return
        name = self.sheet.indicator["name"]
        others = [row["name"] for row in self._indicators if row["name"] != name]
        try:
            entries = entries_of(self.sheet, block, self.table.landing(), others)
        except Mendable as error:
            self._desk.messages.warn(str(error))
            return
        if self._enter(entries, f"粘贴{name} {len(entries)} 格", "paste"):
            for entry in entries:
                self.table.months.failed.pop(entry.spot, None)
            self._show_again()
            self._desk.messages.tell(f"已粘贴 {len(entries)} 格，可以撤销")

    def _table_of(self, months: Sequence[int]) -> Table | None:
        from zonedesk.actions.monthly_table import table_of

        return table_of(self.sheet, months, self._desk.settings.office) if self.sheet is not None else None

    def print(self) -> None:
        """Open the print preview of the months that are shown."""
        self.table.finish_editing()
        table = self._table_of(self._months(self.sheet)) if self.sheet is not None else None
        if table is not None:
            from zonedesk.ui.print_preview import preview

            preview(self, self._desk, table)

    def export(self) -> None:
        """Ask for a file and write all months of the sheet to it."""
        self.table.finish_editing()
        table = self._table_of(range(1, self.sheet.month + 1)) if self.sheet is not None else None
        if table is None:
            return
        filters = "Excel 工作簿 (*.xlsx);;文本表格 (*.csv);;PDF (*.pdf)"
        chosen, _ = QFileDialog.getSaveFileName(self, "导出", f"{table.title}.xlsx", filters)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen + ".xlsx")
        self.bar.waiting.start()
        work = partial(_write, table, path, self._desk.settings, self._desk.money_unit)
        done = worker.run(self, work, done=lambda _: self._written(path), failed=self._desk.messages.fail)
        done.finished.connect(self.bar.waiting.stop)

    def _written(self, path: Path) -> None:
        self._desk.messages.tell(f"已写入 {path.name}，在 {path.parent}")

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the keyboard from part to part with F6."""
        if event.key() == Qt.Key.Key_F6:
            self._turn_keyboard()
            return
        super().keyPressEvent(event)

    def _turn_keyboard(self) -> None:
        shown = (self.review.mend, self.review.summary, self.facts.fold, self._buttons["paste"])
        if self.table.hasFocus():
            next(part for part in shown if part.isVisible()).setFocus()
        else:
            self._take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.series.setVisible(self.width() >= NARROW and self.height() >= LOW)
        self.review.set_low(self.height() < LOW)
        under = UNDER if self.height() >= LOW else UNDER_LOW
        for card in (self.review, self.series):
            card.setMinimumHeight(under)
            card.setMaximumHeight(MOST_UNDER if under == UNDER else UNDER_LOW)
        self._card.setMaximumHeight(self.table.natural_height() + 4)
        self._card.setMinimumHeight(min(self.table.natural_height() + 4, LOWEST_GRID))
        tight = self.width() < TIGHT
        for verb, button in self._buttons.items():
            button.setText("" if tight else f" {WORDS[verb]}")
            button.setToolTip(WORDS[verb] if tight else "")


def _write(table: Table, path: Path, settings: Settings, money_unit: str) -> None:
    """Write a table to a file, beside the window."""
    from zonedesk.actions import exporting

    exporting.write(table, path, settings, money_unit)
