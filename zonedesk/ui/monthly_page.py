"""指标月度填报: each month the zone's clerk or the city desk opens it to type or paste what every zone has reached and to see
who is missing; next they print it, or look at 完成情况.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from zonedesk.actions import monthly
from zonedesk.actions.monthly_sheet import MonthSheet, Spot
from zonedesk.records.record import Row
from zonedesk.ui.desk import Desk
from zonedesk.ui.monthly_entry import MonthlyEntry
from zonedesk.ui.monthly_facts import FactsLine
from zonedesk.ui.monthly_out import export_sheet, print_sheet
from zonedesk.ui.monthly_places import EmptyMonths, MonthlyPlaces
from zonedesk.ui.monthly_review import ReviewCard
from zonedesk.ui.monthly_series import SeriesCard
from zonedesk.ui.monthly_table import MonthTable
from zonedesk.ui.monthly_tabs import IndicatorTabs
from zonedesk.ui.page_bar import PageBar

JOIN = "　・　"


class MonthlyPage(QWidget):
    """One indicator's months: zones down, months across."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page.monthly")
        self._desk = desk
        self._stale = True
        self._unfolded = False
        self._finishes = False
        self._indicators: list[Row] = []
        self._chosen = ""
        self._failed: dict[tuple[str, int], dict[Spot, tuple[str, str]]] = {}
        self.sheet: MonthSheet | None = None
        self.bar, self.tabs = PageBar("指标月度填报"), IndicatorTabs()
        self.facts, self.table = FactsLine(), MonthTable()
        self.review, self.series = ReviewCard(), SeriesCard()
        self.entry = MonthlyEntry(desk, self.table, self._show_faults)
        self.empty = EmptyMonths(lambda: desk.import_asked.emit(None), lambda: desk.go("indicator"))
        doers = {"paste": self.paste, "print": self.print, "export": self.export}
        self.bar.add_left(self.tabs)
        self.places = MonthlyPlaces(self, self.bar, self.facts, self.table, self.review, self.series, self.empty, doers)
        self._connect()

    def _connect(self) -> None:
        desk, table, review = self._desk, self.table, self.review
        self.tabs.chosen.connect(self.choose)
        table.months.typed.connect(self.entry.type)
        table.cleared.connect(self.entry.clear)
        table.refused.connect(desk.messages.warn)
        table.moved.connect(self._show_around)
        table.room_changed.connect(self._fold_again)
        self.facts.fold_asked.connect(self._turn_fold)
        self.facts.missing_asked.connect(self.go_to_missing)
        self.facts.doubt_asked.connect(self._next_doubt)
        review.mend_asked.connect(self._mend)
        review.dropped.connect(self.entry.drop)
        review.explained.connect(self.entry.explain)
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
        self._tell_problems()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.table if self._indicators else self.empty.button).setFocus()

    def actions_of_page(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page does for the shared verbs."""
        return {"save": self._take_typed, "delete": self.entry.clear_selected, "print": self.print, "export": self.export,
                "copy": self.entry.copy, "paste": self.paste}  # fmt: skip

    def may_leave(self) -> bool:
        """Ask about what was typed and could not be saved; False where the user goes on with it."""
        self._take_typed()
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
        if self.isVisible() and not self._finishes:
            self.refresh()

    def _finish_editing(self) -> None:
        """Save what is being typed in the cell where it was begun, before the grid shows anything else."""
        self._finishes = True
        self.table.finish_editing()
        self._finishes = False

    def _take_typed(self) -> None:
        """Save what is being typed and show what came of it."""
        self._finish_editing()
        if self._stale and self.isVisible():
            self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Take what is being typed, then read the indicators and the sheet of the chosen one again."""
        self._finish_editing()
        self._stale = False
        self._indicators = monthly.indicators_on_record(self._desk.store)
        ids = [row["id"] for row in self._indicators]
        self._failed = {place: failed for place, failed in self._failed.items() if place[0] in ids}
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        is_other = self.places.show_filled(bool(ids))
        self.tabs.setVisible(bool(ids))
        self.tabs.show_indicators([(row["id"], row["name"]) for row in self._indicators], self._chosen)
        if not ids:
            self.sheet = None
            self._tell_status()
            return
        year, month = self._desk.period
        self.sheet = monthly.read_sheet(self._desk.store, self._indicators[ids.index(self._chosen)], year, month)
        self._show_again()
        if is_other:
            self._take_keyboard()

    def choose(self, indicator: str) -> None:
        """Show another indicator."""
        self._take_typed()
        self._chosen = indicator
        self.refresh()
        self.table.setFocus()

    def _show_again(self) -> None:
        self._take_typed()
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
        self.places.settle()
        self._tell_problems()

    def _show_faults(self) -> None:
        self._show_around()
        self._tell_problems()

    def _tell_problems(self) -> None:
        if self.isVisible():
            self._desk.problems_changed.emit(sum(map(len, self._failed.values())))

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
        spot, faulty = self.table.months.spot_at(index), self._faulty()
        if faulty:
            at = spot if spot in faulty else faulty[0]
            self.review.show_fault(sheet, at, self.table.months.failed[at][1])
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
        """Go to the next text that could not be saved, also where it was typed for another indicator."""
        if not self.isVisible() or not any(self._failed.values()):
            return
        if not self._faulty():
            places = [(*place, spot.month) for place, failed in self._failed.items() for spot in failed]
            in_force = self._desk.period
            indicator, year, month = max(places, key=lambda p: p[1] == in_force[0] and p[2] <= in_force[1])
            if year != in_force[0] or month > in_force[1]:
                time = f"{year}年{month}月"
                self._desk.messages.warn(f"没有保存的内容在{time}，请把上方的期间换到{time}")
                return
            self.choose(indicator)
        self._go_to_next(self._faulty())

    def _faulty(self) -> list[Spot]:
        """Return the cells with a text that could not be saved, of the months up to that in force."""
        return [spot for spot in self.table.months.failed if self.sheet and spot.month <= self.sheet.month]

    def _go_to_next(self, spots: Sequence[Spot]) -> None:
        here = self.table.months.spot_at(self.table.currentIndex())
        place = spots.index(here) + 1 if here in spots else 0
        self.go_to(spots[place % len(spots)])
        self.table.setFocus()

    def _mend(self, spot: Spot) -> None:
        self.go_to(spot)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    # Clipboard, paper, files

    def paste(self) -> None:
        """Paste a block from the clipboard."""
        name = self.sheet.indicator["name"] if self.sheet else ""
        self.entry.paste([row["name"] for row in self._indicators if row["name"] != name])

    def print(self) -> None:
        """Open the print preview of the months that are shown."""
        self._take_typed()
        if self.sheet is not None:
            print_sheet(self, self._desk, self.sheet, self._months(self.sheet))

    def export(self) -> None:
        """Ask for a file and write all months of the sheet to it."""
        self._take_typed()
        if self.sheet is not None:
            export_sheet(self, self._desk, self.sheet)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the keyboard from part to part with F6."""
        if event.key() == Qt.Key.Key_F6:
            self._turn_keyboard()
            return
        super().keyPressEvent(event)

    def _turn_keyboard(self) -> None:
        shown = (self.review.mend, self.review.summary, self.facts.fold, self.places.buttons["paste"])
        if self.table.hasFocus():
            next(part for part in shown if part.isVisible()).setFocus()
        else:
            self._take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where there is room for them."""
        super().resizeEvent(event)
        self.places.settle()
