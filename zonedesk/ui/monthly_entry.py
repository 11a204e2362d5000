"""What is done to the readings of the month grid: typed, emptied, explained, copied and pasted. Each is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from zonedesk.actions import monthly
from zonedesk.actions.monthly import Entry
from zonedesk.actions.monthly_sheet import Spot
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.store.history import Source
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.monthly_table import MonthTable


UNCHANGED = "与现有数相同，没有改动"


class MonthlyEntry:
    """Saves what is typed into a grid. What cannot be saved stays in its cell; `tell` is called where that changes."""

    def __init__(self, desk: Desk, table: MonthTable, tell: Callable[[], object]) -> None:
        self._desk, self._table, self._tell = desk, table, tell

    def type(self, spot: Spot, text: str) -> None:
        """Save a typed text, or keep it in its cell with what is wrong with it."""
        sheet, months = self._table.months.sheet, self._table.months
        if sheet is None:
            return
        try:
            entry = monthly.read_entry(sheet, spot, text)
            going = monthly.reasons_going(sheet, [entry])
            faults = monthly.enter(self._desk.store, sheet, [entry], f"填报{sheet.place(spot)}")
        except Mendable as error:
            going, faults = [], [monthly.Fault(spot, str(error))]
        if faults:
            months.fail(spot, text, faults[0].message)
            self._tell()
            return
        months.failed.pop(spot, None)
        self._desk.tell_changed()
        self._tell_done("已清空" if going else "", going)

    def drop(self, spot: Spot) -> None:
        """Let go of a text that could not be saved."""
        self._table.months.forget(spot)
        self._tell()
        self._table.setFocus()

    def explain(self, spot: Spot, reason: str) -> None:
        """Keep the reason why a doubtful number is right."""
        sheet = self._table.months.sheet
        what = f"说明{sheet.place(spot)}" if sheet else ""
        if self._enter([Entry(Spot(spot.zone, spot.month, "reason"), reason)], what, "form"):
            self._table.setFocus()
            self._desk.messages.tell("已写明原因，不再提醒")

    def clear(self, spots: Sequence[Spot]) -> None:
        """Empty cells, without asking: it can be undone."""
        sheet = self._table.months.sheet
        for spot in spots:
            self._table.months.failed.pop(spot, None)
        kept = [spot for spot in spots if sheet is not None and sheet.number(spot) is not None]
        if sheet is None or not kept:
            self._table.months.redraw()
            self._tell()
            return
        what = f"清空{sheet.place(kept[0])}" if len(kept) == 1 else f"清空 {len(kept)} 格{sheet.indicator['name']}"
        emptied = [Entry(spot, None) for spot in kept]
        going = monthly.reasons_going(sheet, emptied)
        if self._enter(emptied, what):
            self._tell_done("已清空" if going else "", going)

    def _tell_done(self, done: str, reasons: Sequence[str]) -> None:
        """Say what was done, and which reasons went with the numbers that they were about; nothing where `done` is empty."""
        more = f"等 {len(reasons)} 条说明" if len(reasons) > 1 else ""
        going = f"，{reasons[0]}{more}一同删除" if reasons else ""
        if done:
            self._desk.messages.tell(f"{done}{going}，可以撤销")

    def clear_selected(self) -> None:
        """Empty the selected cells where the grid has the keyboard."""
        if self._table.hasFocus():
            self._table.clear_block()

    def copy(self) -> None:
        """Copy the selected block as a spreadsheet takes it."""
        from zonedesk.actions.pasting import write_block

        if self._table.currentIndex().isValid():
            QGuiApplication.clipboard().setText(write_block(self._table.block_texts()))

    def paste(self, others: Sequence[str]) -> None:
        """Paste a block: by its zones' names and its headings where it has them, else from the current cell on.

        `others` are the names of the other indicators: a block that speaks of one of them is refused.
        """
        from zonedesk.actions.monthly_paste import entries_of
        from zonedesk.actions.pasting import read_block

        sheet, block = self._table.months.sheet, read_block(QGuiApplication.clipboard().text())
        if sheet is None or not any(cell.strip() for row in block for cell in row):
            self._desk.messages.warn("剪贴板里没有可以粘贴的表格内容，请先在 WPS 或 Excel 里复制")
            return
        try:
            entries = entries_of(sheet, block, self._table.landing(), others)
        except Mendable as error:
            self._desk.messages.warn(str(error))
            return
        changed = sum(sheet.number(entry.spot) != entry.value for entry in entries)
        going = monthly.reasons_going(sheet, entries)
        if self._enter(entries, f"粘贴{sheet.indicator['name']} {changed} 格", "paste"):
            self._tell_done(f"已粘贴 {changed} 格" if changed else "", going)
            if not changed:
                self._desk.messages.tell(UNCHANGED)

    def _enter(self, entries: Sequence[Entry], what: str, source: Source = "cell") -> bool:
        """Save entries as one step; False where that cannot be, which is said."""
        sheet = self._table.months.sheet
        if sheet is None:
            return False
        try:
            faults = monthly.enter(self._desk.store, sheet, entries, what, source)
        except Mendable as error:
            self._desk.messages.warn(str(error))
            return False
        if faults:
            place, message = sheet.place(faults[0].spot), faults[0].message.rstrip("。")
            self._desk.messages.warn(f"{place}：{message}。没有改动任何内容")
            return False
        for entry in entries:
            self._table.months.failed.pop(entry.spot, None)
        self._desk.tell_changed()
        return True
