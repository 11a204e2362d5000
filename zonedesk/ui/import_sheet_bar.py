"""The line over the preview: what the sheet is taken for, its heading rows, and which rows are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QMenu, QSpinBox, QVBoxLayout, QWidget, QWidgetAction

from zonedesk.actions.plan import RESULTS, SheetPlan
from zonedesk.records import KINDS
from zonedesk.sheets.recognition import IGNORE, Column
from zonedesk.ui import icons
from zonedesk.ui.import_lines import ALL, counts_of
from zonedesk.ui.import_parts import ElidedLabel
from zonedesk.ui.import_sheets import header_words
from zonedesk.ui.widgets import Button, PrimaryButton, Segmented, label

FILTERS = ((ALL, "全部"), *RESULTS.items())
NARROW = 760  # under this width the filter goes under the choices


class HeaderRows(Button):
    """表头第 3—4 行: opens two number fields."""

    asked = Signal(int, int)  # first and last row, from 1

    def __init__(self) -> None:
        super().__init__("表头第 1 行")
        self.setObjectName("import.header_rows")
        self.setIcon(icons.icon("chevron-down"))
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        self._first, self._last = _spin("表头第一行"), _spin("表头最后一行")
        self._first.valueChanged.connect(lambda value: self._last.setMinimum(value))
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._form(menu))
        menu.addAction(action)
        menu.aboutToShow.connect(lambda: self._first.setFocus())
        self.setMenu(menu)

    def _form(self, menu: QMenu) -> QWidget:
        form, row = QWidget(), QHBoxLayout()
        form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        form.setLayout(row)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        done = PrimaryButton("确定")
        done.setObjectName("import.header_rows.done")
        done.clicked.connect(lambda _: self._tell(menu))
        for part in (
            label("表头在第", "text2"),
            self._first,
            label("行到第", "text2"),
            self._last,
            label("行", "text2"),
            done,
        ):
            row.addWidget(part)
        return form

    def _tell(self, menu: QMenu) -> None:
        menu.hide()
        self.asked.emit(self._first.value(), self._last.value())

    def show_rows(self, rows: tuple[int, ...], height: int) -> None:
        """Show the heading rows of a sheet that has `height` rows."""
        self.setText(header_words(rows))
        self.setAccessibleName(header_words(rows))
        first, last = (rows[0], rows[-1]) if rows else (1, 1)
        for spin, value in ((self._first, first), (self._last, last)):
            spin.setRange(1, max(1, height))
            spin.setValue(value)

    def set_rows(self, first: int, last: int) -> None:
        """Put numbers into the two fields, as a user does."""
        self._first.setValue(first)
        self._last.setValue(last)


def _spin(name: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setAccessibleName(name)
    spin.setFixedWidth(72)
    spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return spin


class SheetBar(QWidget):
    """Name → kind, heading rows, filter with counts; below, what was found out about units and empty columns."""

    kind_asked = Signal(str)
    header_asked = Signal(int, int)
    filter_chosen = Signal(str)
    hidden_asked = Signal(str)  # the kind that a hidden sheet seems to be

    def __init__(self) -> None:
        super().__init__()
        self._guess = ""
        self.take_hidden = Button("导入这张隐藏的表")
        self.take_hidden.setObjectName("import.take_hidden")
        self.take_hidden.clicked.connect(lambda _: self.hidden_asked.emit(self._guess))
        self.name = label(size=14, bold=True)
        self.kind = QComboBox()
        self.kind.setObjectName("import.kind")
        self.kind.setAccessibleName("这张表是什么台账")
        self.kind.setMinimumWidth(128)
        self.kind.activated.connect(lambda _: self.kind_asked.emit(str(self.kind.currentData())))
        self.header = HeaderRows()
        self.header.asked.connect(self.header_asked)
        self.filter = Segmented(FILTERS, ALL)
        self.filter.setObjectName("import.filter")
        self.filter.setAccessibleName("显示哪些行")
        self.filter.chosen.connect(self.filter_chosen)
        self.hint = ElidedLabel("text3", 12)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QHBoxLayout()
        left.setSpacing(8)
        for part in (self.name, label("→", "text3"), self.kind, self.header, self.take_hidden):
            left.addWidget(part)
        left.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self.hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the filter under the choices where it is narrow."""
        narrow = self.width() < NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def show_sheet(self, sheet: SheetPlan, result: str, empty: list[Column], totals: Sequence[str] = ()) -> None:
        """Show what a sheet is taken for; `totals` are sentences for the line below, where they have no card."""
        words = self.name.fontMetrics().elidedText(sheet.sheet, Qt.TextElideMode.ElideRight, 160)
        self.name.setText(words)
        self.name.setToolTip(sheet.sheet)
        self._show_kinds(sheet)
        self.header.show_rows(sheet.recognition.header_rows, len(sheet.recognition.grid.cells))
        counts = counts_of(sheet)
        for key, word in FILTERS:
            self.filter.button(key).setText(f"{word} {counts.get(key, 0)}")
            self.filter.button(key).setVisible(bool(counts.get(key)) or key in (ALL, "new", "changed", "error", result))
        self.filter.set_value(result)
        self.filter.setVisible(sheet.record is not None)
        self._guess = sheet.recognition.guess or ""
        self.take_hidden.setVisible(bool(self._guess))
        self.hint.set_whole("；".join([*totals, hint_of(sheet, empty)]))

    def _show_kinds(self, sheet: SheetPlan) -> None:
        self.kind.clear()
        for key, record in KINDS.items():
            if not record.attached:
                self.kind.addItem(record.label, key)
        self.kind.addItem("不导入这张表", IGNORE)
        self.kind.setCurrentIndex(self.kind.findData(sheet.record or IGNORE))


def hint_of(sheet: SheetPlan, empty: list[Column]) -> str:
    """Return 单位 亿元，取自第 2 行；G、H、J 列为空，未显示."""
    if sheet.record is None:
        why = sheet.recognition.why
        read = (
            f"读到 {len(sheet.recognition.rows)} 行；" if sheet.recognition.rows and not sheet.recognition.guess else ""
        )
        return read + (why if "指定" in why or "选" in why else f"{why}；选一种台账并核对表头行，就可以导入这张表")
    recognition = sheet.recognition
    parts = []
    if recognition.unit:
        parts.append(
            f"单位 {recognition.unit}" + (f"，取自第 {recognition.unit_row} 行" if recognition.unit_row else "")
        )
    for name, value in recognition.constants.items():
        field = KINDS[sheet.record].fields.get(name)
        parts.append(f"{field.label if field else name}都是“{_constant(field, value)}”")
    if empty:
        letters = "、".join(column.letter for column in empty[:8]) + (" 等" if len(empty) > 8 else "")
        parts.append(f"{letters} 列为空，未显示")
    return "；".join([*recognition.recalled, *parts, *recognition.notes, "单击列标题可以更改所对应的字段和单位"])


def _constant(field: object, value: str) -> str:
    choices = getattr(field, "choices", None) or {}
    return str(choices.get(value, value))
