"""What is done to a block of cells: copy, paste, fill down, clear; and to whole rows: delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.record import Row
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.record_model import caption_of

if TYPE_CHECKING:
    from zonedesk.actions.pasted import Plan
    from zonedesk.actions.pasting import Block
    from zonedesk.actions.records import Edit
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.record_list import RecordList
    from zonedesk.ui.record_table import RecordTable

MOST_CHANGED = 20_000  # rows in one fill or clearing; more is surely a slip of the hand
NAMES_SHOWN = 3


class BlockActions:
    """The clipboard and the keys that change several cells of a list at once. Each is one step to undo."""

    def __init__(self, desk: Desk, shown: RecordList) -> None:
        self._desk, self._list = desk, shown
        self._record = KINDS[shown.kind]

    @property
    def _table(self) -> RecordTable:
        return self._list.table

    # Clipboard

    def copy(self) -> None:
        """Copy the selected cells as a spreadsheet takes them; of the whole list also the headings."""
        from zonedesk.actions.pasting import write_block

        QGuiApplication.clipboard().setText(write_block(self._selected_texts()))

    def _selected_texts(self) -> list[list[str]]:
        model, columns = self._table.records, self._table.selected_columns()
        rows = [[model.copied_at(place, column) for column in columns] for place in self._table.selected_places()]
        if self._table.whole_rows() and len(rows) == model.rowCount() and len(rows) > 1:
            rows.insert(0, [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns])
        return rows

    def paste(self) -> None:
        """Paste a block from the current cell on, after a look at what it would do; a single cell at once."""
        from zonedesk.actions.pasting import read_block, tile

        block = read_block(QGuiApplication.clipboard().text())
        if not block:
            self._desk.messages.warn("剪贴板里没有可以粘贴的表格内容，请先在表格软件里复制")
            return
        here = self._table.currentIndex()
        if len(block) == 1 and len(block[0]) == 1 and not self._table.is_block and here.isValid():
            self._paste_cell(block[0][0])
            return
        if self._table.is_block and len(self._table.blocks()) == 1:
            top, left, bottom, right = self._table.blocks()[0]
            block = tile(block, bottom - top + 1, right - left + 1)
        self._paste_block(block)

    def paste_as_new(self) -> None:
        """Paste a block as new records, its cells from the first column on."""
        from zonedesk.actions.pasting import read_block

        self._paste_block(read_block(QGuiApplication.clipboard().text()), as_new=True)

    def _paste_cell(self, text: str) -> None:
        here, model = self._table.currentIndex(), self._table.records
        if not model.field_at(here.column()).is_derived:
            model.setData(here, Entry(text.strip(), None, self._desk.money_unit))

    def _paste_block(self, block: Block, as_new: bool = False) -> None:
        from zonedesk.actions.pasting import Spot, plan
        from zonedesk.ui.paste_dialog import agree

        model = self._table.records
        top, left = (model.rowCount(), 0) if as_new else self._corner()
        records = [row["id"] for row in model.source.rows(top, top + len(block) - 1)]
        spot = Spot(model.columns[left:], records)
        try:
            planned = plan(self._desk.store, self._list.kind, block, spot, self._desk.money_unit)
        except Mendable as error:
            self._desk.messages.warn(str(error))
            return
        if not planned.lines or not planned.columns:
            self._desk.messages.warn("剪贴板里没有可以粘贴的表格内容，请先在表格软件里复制")
            return
        if all(line.state == "unchanged" for line in planned.lines) and not planned.errors:
            self._desk.messages.tell("与现有内容相同，没有改动")
            return
        if agree(self._table, planned, self._desk.money_unit):
            self._apply(planned)

    def _apply(self, planned: Plan) -> None:
        from zonedesk.actions.pasting import apply

        try:
            apply(self._desk.store, planned)
        except Mendable as error:
            self._desk.messages.fail(error)
            return
        self._desk.tell_changed()
        self._desk.messages.tell(f"已新增 {planned.count('new')}，更新 {planned.count('changed')}，可以撤销")
        made = next((line.record for line in planned.lines if line.state == "new"), None)
        if made:
            self._list.visit(made)

    def _corner(self) -> tuple[int, int]:
        blocks = self._table.blocks()
        if blocks:
            return min(block[0] for block in blocks), min(block[1] for block in blocks)
        here = self._table.currentIndex()
        return max(0, here.row()), max(0, here.column())

    # Fill and clear

    def fill_down(self) -> None:
        """Write the first cell of each selected column into those under it; of one cell, take the one above."""
        edits: list[Edit] = []
        for top, left, bottom, right in self._table.blocks():
            first = max(0, top - 1) if top == bottom else top
            edits += self._filled(first, left, bottom, right)
        self._save(edits, "向下填充")

    def _filled(self, first: int, left: int, bottom: int, right: int) -> list[Edit]:
        from zonedesk.actions.records import Edit

        model = self._table.records
        names = self._typed_names(left, right)
        above = model.row_at(first)
        if above is None or not names or bottom - first > MOST_CHANGED:
            return []
        values = {name: above[name] for name in names}
        return [Edit(values, row["id"]) for row in model.source.rows(first + 1, bottom)]

    def _typed_names(self, left: int, right: int) -> list[str]:
        fields = [self._table.records.field_at(column) for column in range(left, right + 1)]
        return [field.id for field in fields if not field.is_derived]

    def clear(self) -> None:
        """Empty the selected cells."""
        from zonedesk.actions.records import Edit

        if not self._table.is_block:
            self._clear_cell()
            return
        values: dict[str, dict[str, Any]] = {}
        for top, left, bottom, right in self._table.blocks():
            if bottom - top > MOST_CHANGED:
                return
            empty = dict.fromkeys(self._typed_names(left, right))
            for row in self._table.records.source.rows(top, bottom):
                values.setdefault(row["id"], {}).update(empty)
        self._save([Edit(empty, record) for record, empty in values.items() if empty], "清除内容")

    def _clear_cell(self) -> None:
        here, model = self._table.currentIndex(), self._table.records
        if here.isValid() and not model.field_at(here.column()).is_derived:
            model.setData(here, Entry("", None, self._desk.money_unit))

    def _save(self, edits: list[Edit], what: str) -> None:
        """Save edits of several records as one step, or say why none was saved."""
        from zonedesk.actions.records import save_many

        if not edits:
            return
        try:
            saved = save_many(self._desk.store, self._list.kind, edits, what, "cell")
        except Mendable as error:
            self._desk.messages.fail(error)
            return
        errors = [problem for one in saved for problem in one.errors]
        if errors:
            self._desk.messages.warn(f"没有{what}：{errors[0].message}")
            return
        self._desk.tell_changed()

    # Rows

    def delete_or_clear(self) -> None:
        """Empty cells where cells are selected, delete records where whole rows are."""
        if self._table.whole_rows() and self._table.records.columnCount() > 1:
            self.delete([row for place in self._table.selected_places() if (row := self._table.records.row_at(place))])
        else:
            self.clear()

    def delete(self, rows: list[Row]) -> None:
        """Delete records after the user agreed to it by name."""
        from zonedesk.actions.records import delete

        if not rows or not self._agrees(rows):
            return
        try:
            sentence = delete(self._desk.store, self._list.kind, [row["id"] for row in rows])
        except Mendable as error:
            self._desk.messages.fail(error)
            return
        self._desk.tell_changed()
        self._desk.messages.tell(sentence)

    def _agrees(self, rows: list[Row]) -> bool:
        names = "、".join(caption_of(self._list.kind, row) for row in rows[:NAMES_SHOWN])
        more = f" 等 {len(rows)} {self._record.counter}" if len(rows) > NAMES_SHOWN else ""
        question = f"删除 {len(rows)} {self._record.counter}{self._record.label}？"
        explanation = f"{names}{more}。属于它们的记录一并删除，之后可以撤销。"
        return self._desk.messages.ask(question, [("delete", "删除")], explanation) == "delete"
