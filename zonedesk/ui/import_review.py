"""The wizard's second step: the sheets at the left, the rows of one at the right, what is to be mended below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QTableView, QVBoxLayout, QWidget

from zonedesk.actions.plan import CellProblem, Plan, SheetPlan
from zonedesk.sheets.recognition import Column
from zonedesk.ui.import_columns import column_menu
from zonedesk.ui.import_difference import DifferenceLine
from zonedesk.ui.import_draft import Draft, Place, agreed_zones
from zonedesk.ui.import_lines import ALL
from zonedesk.ui.import_names import chosen_names, taken_back
from zonedesk.ui.import_parts import ElidedLabel, Icon, Notice, Surface
from zonedesk.ui.import_preview import PreviewTable
from zonedesk.ui.import_problems import ProblemCard
from zonedesk.ui.import_sheet_bar import SheetBar
from zonedesk.ui.import_sheets import WIDTH, SheetList, entries_of
from zonedesk.ui.import_table import LEADING, Captions, PreviewModel
from zonedesk.ui.import_totals import sheet_words, tally_of, whole, whole_words
from zonedesk.ui.widgets import Card, EmptyState, label

LEAST = 120  # height of the rows; in a window that has not even this the right side scrolls
LOW = 430  # under this height the cards below the rows fold


def _scrolled(layout: QVBoxLayout) -> QScrollArea:
    inside, area = QWidget(), QScrollArea()
    inside.setLayout(layout)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:6]) + ("等" if len(names) > 6 else "")


class ReviewStep(QWidget):
    """Shows a plan sheet by sheet; what the user corrects is said by signals and comes back as another plan."""

    kind_asked = Signal(object, str)  # Place, kind
    header_asked = Signal(object, int, int)
    field_asked = Signal(object, int, str)  # Place, column, field
    unit_asked = Signal(object, int, str)
    cell_asked = Signal(object, int, int, str)  # Place, row, column, text
    rows_asked = Signal(object, list, bool)  # Place, rows, whether they are left out
    name_asked = Signal(object)  # Offer
    unlock_asked = Signal()
    zones_asked = Signal()
    errors_asked = Signal()
    files_asked = Signal()

    def __init__(self, captions: Captions) -> None:
        super().__init__()
        self._plan, self._draft = Plan(), Draft([])
        self._filters: dict[Place, str] = {}
        self.list, self.bar, self.table = SheetList(), SheetBar(), PreviewTable()
        self.model = PreviewModel(captions, self)
        self.table.setModel(self.model)
        self.problems, self.left_out = ProblemCard(), EmptyState("", "选择其他文件", self.files_asked.emit)
        self.summary = label("", "text2", 12)
        self.zones = Notice("zone", "import.make_zones")
        self.locked = Notice("file", "import.unlock", "输入密码")
        self.difference = DifferenceLine()
        self._totals, self._total_icon = Card(), Icon("check", "ok", 14)
        self._total_words, self._total_scope = label(bold=True), label("", "text2")
        self._total_own = ElidedLabel("text2")
        self._total_own.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._low = False
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._show_sheet())
        self.bar.kind_asked.connect(lambda kind: self.kind_asked.emit(self.place(), kind))
        self.bar.header_asked.connect(lambda first, last: self.header_asked.emit(self.place(), first, last))
        self.bar.filter_chosen.connect(self._filter)
        self.bar.hidden_asked.connect(lambda kind: self.kind_asked.emit(self.place(), kind))
        self.table.rows_asked.connect(lambda rows, out: self.rows_asked.emit(self.place(), rows, out))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_difference())
        self.problems.name_asked.connect(self.name_asked)
        self.locked.asked.connect(self.unlock_asked)
        self.table.column_asked.connect(self._ask_column)
        self.model.corrected.connect(lambda row, column, text: self.cell_asked.emit(self.place(), row, column, text))
        self.problems.mend_asked.connect(self.mend)
        self.problems.export_asked.connect(self.errors_asked)
        self.zones.asked.connect(self.zones_asked)

    def _lay_out(self) -> None:
        side, left = Surface("right"), QVBoxLayout()
        side.setFixedWidth(WIDTH)
        side.setLayout(left)
        left.setContentsMargins(0, 12, 1, 0)
        left.setSpacing(4)
        self.summary.setContentsMargins(16, 0, 8, 0)
        left.addWidget(self.summary)
        left.addWidget(self.list, 1)
        self._right = right = QVBoxLayout()
        self._space()
        frame = Card()
        frame.setMinimumHeight(LEAST)
        frame.body.addWidget(self.table)
        frame.body.addWidget(self.left_out)
        frame.body.addWidget(self.difference)
        self._fill_totals()
        right.addWidget(self.locked)
        right.addWidget(self.bar)
        right.addWidget(frame, 1)
        for part in (self.zones, self.problems, self._totals):
            right.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(_scrolled(right), 1)

    def _fill_totals(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(8)
        for part in (self._total_icon, self._total_words, self._total_scope):
            row.addWidget(part)
        row.addWidget(self._total_own, 1)
        self._totals.body.addLayout(row)

    def _space(self) -> None:
        gap = 8 if self._low else 12
        self._right.setContentsMargins(16, gap, 16, gap)
        self._right.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rows their room where the window is low: one problem at a time, the totals in the line above."""
        super().resizeEvent(event)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            self._space()
            self.problems.set_low(low)
            self._show_sheet()

    def show_plan(self, plan: Plan, draft: Draft) -> None:
        """Show a plan, staying at the sheet and the place in it that the user looks at."""
        place, scroll = self.place(), self.table.verticalScrollBar().value()
        current = self.table.currentIndex()
        self._plan, self._draft = plan, draft
        self.list.blockSignals(True)
        self.list.show_entries(entries_of(draft.files, plan.sheets), place)
        self.list.blockSignals(False)
        used = sum(sheet.record is not None for sheet in plan.sheets)
        self.summary.setText(f"{len(plan.sheets)} 个工作表，导入 {used} 个")
        self._show_locked()
        self._show_zones()
        self._show_sheet()
        if place is not None and place == self.place():
            self.table.setCurrentIndex(self.model.index(current.row(), current.column()))
            self.table.verticalScrollBar().setValue(scroll)

    def place(self) -> Place | None:
        """Return the file and sheet that is looked at."""
        return self.list.place()

    def sheet(self) -> SheetPlan | None:
        """Return the plan of the sheet that is looked at."""
        return next((s for s in self._plan.sheets if (s.file, s.sheet) == self.place()), None)

    def _show_sheet(self) -> None:
        sheet = self.sheet()
        self.bar.setVisible(sheet is not None)
        if sheet is None:
            self._show_rows(None)
            self.problems.show_problems(())
            self._totals.hide()
            return
        self._show_rows(sheet)
        totals = [tally.words() for tally in whole(self._plan.sheets)] if self._low else []
        self.bar.show_sheet(sheet, self._filters.get((sheet.file, sheet.sheet), ALL), self.model.empty, totals)
        self.problems.show_problems(sheet.problems)
        self._show_totals(sheet)

    def _show_rows(self, sheet: SheetPlan | None) -> None:
        place = self.place()
        edited = set(self._draft.of(place).cells) if place is not None else set()
        shown = sheet is not None and not sheet.recognition.grid.is_blank
        result = self._filters.get(place, ALL) if place is not None else ALL
        self.model.show_sheet(sheet if shown else None, edited, result)
        self.table.setVisible(shown)
        self.left_out.setVisible(not shown)
        why = sheet.recognition.why if sheet is not None else ""
        self.left_out.sentence.setText(why or self._nothing_words())
        self.left_out.button.setVisible(sheet is None)
        self.table.fit()
        self._show_difference()

    def _nothing_words(self) -> str:
        locked = any(file.locked for file in self._draft.files)
        return "输入密码后，这里显示表里的内容" if locked else "没有可以导入的工作表，请换一个文件"

    def _show_locked(self) -> None:
        names = [file.name for file in self._draft.files if file.locked]
        self.locked.show_notice(f"{_listed(names)}有打开密码，还没有读取" if names else "")

    def _show_zones(self) -> None:
        agreed = [str(step.values["name"]) for step in agreed_zones(self._plan, self._draft)]
        names = agreed or self._plan.missing_zones
        if agreed:
            self.zones.show_notice(f"随这次导入新建 {len(agreed)} 个开发区：{_listed(names)}", "更改级别和类型")
        elif names:
            words = f"台账里没有开发区{_listed(names)}。请在下面的清单里选择或改正名称，或随导入新建"
            self.zones.show_notice(words, f"新建这 {len(names)} 个开发区")
        else:
            self.zones.show_notice("")

    def _show_difference(self) -> None:
        """Say under the rows every field that the current one changes, also of what it describes beside its own record."""
        row = self.table.currentIndex().row()
        self.difference.show_differences(self.model.difference_at(row), self.model.differences_at(row))

    def _show_totals(self, sheet: SheetPlan) -> None:
        tallies = whole(self._plan.sheets)
        self._totals.setVisible(bool(tallies) and not self._low)
        if not tallies:
            return
        agree = all(tally.agrees for tally in tallies)
        self._total_icon.show_icon("check" if agree else "warning", "ok" if agree else "warn")
        self._total_words.setText("；".join(tally.words() for tally in tallies))
        self._total_scope.setText(whole_words(tallies[0]))
        own = tally_of(sheet) if sheet.record is not None else None
        self._total_own.set_whole(sheet_words(sheet) if own is not None or sheet.record else "")
        self._total_own.setProperty("role", "warn" if own is not None and not own.agrees else "text2")
        self._total_own.style().polish(self._total_own)

    def _filter(self, result: str) -> None:
        place = self.place()
        if place is not None:
            self._filters[place] = result
            self._show_rows(self.sheet())

    def _ask_column(self, section: int) -> None:
        sheet, place = self.sheet(), self.place()
        if sheet is None or sheet.record is None:
            return
        column = self.model.columns[section - LEADING]
        menu = self.menu_of(sheet, place, column)
        head = self.table.head
        menu.popup(head.mapToGlobal(QPoint(head.sectionViewportPosition(section), head.height())))

    def menu_of(self, sheet: SheetPlan, place: Place | None, column: Column) -> QMenu:
        """Return the menu of a column: what it fills, its unit, and the names in it that were chosen."""
        menu = column_menu(
            self,
            sheet.recognition,
            column,
            lambda field: self.field_asked.emit(place, column.index, field),
            lambda unit: self.unit_asked.emit(place, column.index, unit),
        )
        for offer in chosen_names(sheet, column, self.model.captions):
            action = menu.addAction(f"“{offer.written}”不再当作“{offer.caption}”")
            action.triggered.connect(lambda _, offer=offer: self.name_asked.emit(taken_back(offer)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def mend(self, problem: CellProblem) -> None:
        """Go to the cell of a problem and let the user type what it should hold, or choose what a heading's column is."""
        place = (problem.file, problem.sheet)
        if place != self.place():
            self.list.choose(place)
        index = self.model.index_of(problem.row, problem.column)
        if not index.isValid():
            self._filter(ALL)
            self.bar.filter.set_value(ALL)
            index = self.model.index_of(problem.row, problem.column)
        heading = next((n for n, column in enumerate(self.model.columns) if column.index == problem.column), None)
        if not index.isValid() and heading is not None:
            self._ask_column(LEADING + heading)
            return
        self._go_to(index)

    def _go_to(self, index: QModelIndex) -> None:
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
