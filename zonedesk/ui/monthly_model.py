"""A month sheet as Qt's table model: zones down, value and growth of each month across, then how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from zonedesk.actions.monthly import refusal
from zonedesk.actions.monthly_sheet import COMPUTED, Line, MonthSheet, Spot, Standing
from zonedesk.actions.monthly_table import MISSING, rounded, shown
from zonedesk.records.indicators import SMALL_BASE
from zonedesk.records.parsing import plain_digits

Index = QModelIndex | QPersistentModelIndex
DISPLAY, EDIT, TOOLTIP, ALIGNMENT, ACCESSIBLE = 0, 2, 3, 7, 11
RIGHT, LEFT = 0x82, 0x81
NOTHING = "—"
TYPED = ("value", "growth", "last_year")
STANDING = ("target", "completion", "status", "rank")


@dataclass(frozen=True)
class MonthColumn:
    """A column: a field of a month, or one of the standing, which is of the month in force."""

    name: str
    month: int

    @property
    def is_of_month(self) -> bool:
        """Whether it stands under a month's heading."""
        return self.name in ("value", "growth")


def columns_for(sheet: MonthSheet, months: Sequence[int]) -> list[MonthColumn]:
    """Return the columns for some months of a sheet, with those that follow them."""
    across = [MonthColumn(name, month) for month in months for name in ("value", "growth")]
    return [*across, *(MonthColumn(name, sheet.month) for name in ("last_year", *STANDING))]


def standing_text(sheet: MonthSheet, standing: Standing, name: str) -> str:
    """Return the text of a column behind the line; a growth that is aimed at has its % beside it."""
    if name == "target" and standing.target is not None:
        number = shown(sheet, "growth" if standing.is_growth else "value", standing.target)
        return f"{number}%" if standing.is_growth and sheet.unit != "%" else number
    if name == "completion" and standing.completion is not None:
        return f"{rounded(standing.completion)}%"
    if name == "rank" and standing.rank is not None:
        return str(standing.rank)
    return standing.status if name == "status" else ""


class MonthModel(QAbstractTableModel):
    """What is kept, and in its place what was typed and could not be saved."""

    typed = Signal(object, str)  # a Spot, and the text that was typed into it

    def __init__(self) -> None:
        super().__init__()
        self.sheet: MonthSheet | None = None
        self.columns: list[MonthColumn] = []
        self.lines: list[Line | None] = []  # None is the line of sums
        self.failed: dict[Spot, tuple[str, str]] = {}  # typed text and what is wrong with it

    def show(self, sheet: MonthSheet, months: Sequence[int]) -> None:
        """Show a sheet; place and open editor stay where indicator, year, lines and columns do."""
        columns = columns_for(sheet, months)
        lines: list[Line | None] = [*sheet.lines, *([None] if sheet.adds_up else []), sheet.city]
        if self._shows_same(sheet) and columns == self.columns and lines == self.lines:
            self.sheet = sheet
            self.redraw()
            return
        self.beginResetModel()
        self.sheet, self.columns, self.lines = sheet, columns, lines
        self.endResetModel()

    def _shows_same(self, sheet: MonthSheet) -> bool:
        """Return whether a sheet is of the indicator and year that are shown."""
        shown = self.sheet
        return shown is not None and (shown.indicator["id"], shown.year) == (sheet.indicator["id"], sheet.year)

    def redraw(self) -> None:
        """Show every cell again."""
        if self.lines and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def fail(self, spot: Spot, text: str, message: str) -> None:
        """Keep a typed text in its cell with what is wrong with it."""
        self.failed[spot] = (text, message)
        self.redraw()

    def forget(self, spot: Spot) -> bool:
        """Let go of a text that could not be saved; False where there is none."""
        gone = self.failed.pop(spot, None)
        self.redraw()
        return gone is not None

    def line_at(self, row: int) -> Line | None:
        """Return the line of a row; None for the sums."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def spot_at(self, index: Index) -> Spot | None:
        """Return the cell of the ledger that an index shows; None for what is worked out."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        return Spot(line.zone, column.month, column.name) if line and column.name in TYPED else None

    def index_of(self, spot: Spot) -> QModelIndex:
        """Return where a cell stands; an invalid index where its month is folded."""
        column = MonthColumn(spot.field, spot.month)
        row = next((n for n, line in enumerate(self.lines) if line and line.zone == spot.zone), -1)
        return self.index(row, self.columns.index(column)) if row >= 0 and column in self.columns else QModelIndex()

    def why_not(self, index: Index) -> str:
        """Return why a cell cannot be typed into; the empty text where it can."""
        if self.sheet is None or not index.isValid():
            return ""
        spot, column = self.spot_at(index), self.columns[index.column()]
        if spot is not None:
            return refusal(self.sheet, spot)
        if column.name == "target":
            return "年度目标请在“年度目标”里填"
        return f"{COMPUTED if column.is_of_month else '完成率、状态和名次'}由各开发区的数算出，不用填"

    def state(self, index: Index) -> str:
        """Return error, outside, missing, doubt, future, or nothing."""
        spot, sheet = self.spot_at(index), self.sheet
        line = self.line_at(index.row())
        if line is not None and line.outside:
            return "outside"
        if spot is None or sheet is None:
            return ""
        if spot in self.failed:
            return "error"
        if spot.field != "last_year" and sheet.to_come(spot.month):
            return "future"
        if sheet.is_missing(spot):
            return "missing"
        return "doubt" if sheet.doubt_at(spot) else ""

    def text(self, index: Index) -> str:
        """Return the text of a cell; the empty text for nothing."""
        sheet, spot = self.sheet, self.spot_at(index)
        if sheet is None:
            return ""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if line is None:
            return self._sum_text(sheet, column)
        if spot is None:
            standing = sheet.standings.get(line.zone, Standing())
            return f"不适用：{line.outside}" if line.outside else standing_text(sheet, standing, column.name)
        if spot in self.failed:
            return self.failed[spot][0]
        if spot.field == "last_year":
            return shown(sheet, "value", sheet.last_year(spot.zone))
        return MISSING if sheet.is_missing(spot) else shown(sheet, spot.field, sheet.number(spot), spot.zone)

    def _sum_text(self, sheet: MonthSheet, column: MonthColumn) -> str:
        if column.name == "value":
            return shown(sheet, "value", sheet.computed(column.month))
        if column.name == "growth":
            asked, given = len(sheet.asked), len(sheet.parts(column.month))
            return f"{given}/{asked}家" if 0 < given < asked else ""
        if column.name == "completion" and sheet.total.target is not None and sheet.lacking:
            return f"待 {len(sheet.lacking)} 家补齐"
        return "" if column.name == "last_year" else standing_text(sheet, sheet.total, column.name)

    def edit_text(self, index: Index) -> str:
        """Return what an editor of a cell starts from."""
        spot = self.spot_at(index)
        if spot is None or self.sheet is None:
            return ""
        if spot in self.failed:
            return self.failed[spot][0]
        number = self.sheet.number(spot)
        return "" if number is None else plain_digits(number)

    def completion(self, index: Index) -> Decimal | None:
        """Return the completion of a row's line in per cent."""
        standing = self.standing(index)
        return standing.completion if standing else None

    def standing(self, index: Index) -> Standing | None:
        """Return where a row's line stands."""
        line = self.line_at(index.row())
        if self.sheet is None:
            return None
        return self.sheet.standings.get(line.zone) if line else self.sheet.total

    def hint(self, index: Index) -> str:
        """Return what to say about a cell under the pointer."""
        spot, sheet = self.spot_at(index), self.sheet
        if spot is None or sheet is None:
            return ""
        if spot in self.failed:
            return self.failed[spot][1]
        if spot.field == "last_year" and sheet.number(spot) is None and sheet.earlier.get(spot.zone) is not None:
            return f"取自{sheet.year - 1}年{sheet.words(spot.month)}的月报"
        doubt, reason = sheet.doubt_at(spot), sheet.reason(spot.zone, spot.month)
        small = SMALL_BASE if sheet.is_extreme(spot) else ""
        return doubt.message if doubt else "：".join(filter(None, (small, f"说明：{reason}" if reason else "")))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return a cell's text, or what a screen reader says of it."""
        if not index.isValid() or self.sheet is None:
            return None
        if role == ALIGNMENT:
            return LEFT if self.columns[index.column()].name == "status" else RIGHT
        texts = {DISPLAY: self.text, EDIT: self.edit_text, TOOLTIP: self.hint, ACCESSIBLE: self.spoken}
        return (texts[role](index) or (NOTHING if role == DISPLAY else None)) if role in texts else None

    def spoken(self, index: Index) -> str:
        """Return what a screen reader says of a cell."""
        return f"{self.name_of(index)} {self.text(index) or '空'}"

    def name_of(self, index: Index) -> str:
        """Return a cell's place in words."""
        if self.sheet is None or not index.isValid():
            return ""
        line, column = self.lines[index.row()], self.columns[index.column()]
        month = self.sheet.words(column.month)
        return f"{line.name if line else COMPUTED} {month} {self.heading(index.column())}"

    def heading(self, column: int) -> str:
        """Return a column's own heading without its month."""
        name = self.columns[column].name
        standing = {"target": "年度目标", "completion": "完成率", "status": "状态", "rank": "名次"}
        return standing.get(name) or (self.sheet.label(name) if self.sheet else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Return a zone's name or a column's heading."""
        if role not in (DISPLAY, ACCESSIBLE) or self.sheet is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            line = self.line_at(section)
            return line.name if line else COMPUTED
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        return (
            f"{self.sheet.words(column.month)} {self.heading(section)}" if column.is_of_month else self.heading(section)
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if self.why_not(index) else found | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Tell what was typed into a cell; the page saves it."""
        spot = self.spot_at(index)
        if role != EDIT or spot is None or self.why_not(index):
            return False
        if str(value) != self.edit_text(index) or spot in self.failed:
            self.typed.emit(spot, str(value))
        return True
