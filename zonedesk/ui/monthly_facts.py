"""The line over the month grid: units, how the totals agree, what is folded, and how much is missing or doubtful."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from zonedesk.actions.monthly_sheet import MonthSheet
from zonedesk.records.months import month_words
from zonedesk.records.parsing import MONEY_UNITS
from zonedesk.ui.monthly_review import TagButton
from zonedesk.ui.widgets import QuietButton, UpDownLine, label

HEIGHT = 44


class ShortLabel(QLabel):
    """A sentence that gives way where there is no room, whole under the pointer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "text2")

    def minimumSizeHint(self) -> QSize:
        """Get along with nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if elided != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, elided)
        painter.end()


class FactsLine(QWidget):
    """What holds for the whole grid."""

    fold_asked = Signal()
    missing_asked = Signal()
    doubt_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.unit, self.totals = label(role="text2"), ShortLabel()
        self._divider = UpDownLine(16)
        self._folded, self.fold = label(role="text2"), QuietButton("展开")
        self.fold.setObjectName("monthly.fold")
        self.fold.setProperty("link", True)
        self.missing = TagButton("amber", "到下一处缺报")
        self.missing.setObjectName("monthly.missing")
        self.doubts = TagButton("amber", "看下一处提醒")
        self.doubts.setObjectName("monthly.doubts")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.unit)
        row.addWidget(self._divider)
        row.addWidget(self.totals, 1)
        for part in (self._folded, self.fold, self.missing, self.doubts):
            row.addWidget(part)
        self.fold.clicked.connect(lambda _: self.fold_asked.emit())
        self.missing.clicked.connect(lambda _: self.missing_asked.emit())
        self.doubts.clicked.connect(lambda _: self.doubt_asked.emit())

    def show_sheet(self, sheet: MonthSheet, hidden: int, may_fold: bool, money_unit: str) -> None:
        """Show what holds for a sheet of which the first `hidden` months are folded."""
        own = "（按指标填，不随上方单位换算）" if sheet.unit in MONEY_UNITS and sheet.unit != money_unit else ""
        self.unit.setText(f"单位：{sheet.unit}{own}，增速 %" if sheet.unit != "%" else "单位：%")
        self.totals.setText(totals_words(sheet))
        self._divider.setVisible(bool(self.totals.text()))
        first = month_words(max(1, hidden))
        self._folded.setText(f"{first}已折叠" if hidden else "")
        self._folded.setVisible(hidden > 0)
        self.fold.setText("展开" if hidden else "收起")
        self.fold.setAccessibleName(f"展开{first}" if hidden else "收起较早的月份")
        self.fold.setVisible(may_fold)
        self.missing.show_word(f"缺报 {len(sheet.lacking)} 家" if sheet.lacking else "")
        self.doubts.show_word(f"{len(sheet.doubts)} 处提醒" if sheet.doubts else "")


def totals_words(sheet: MonthSheet) -> str:
    """Return how the city's own values agree with the sums, from the latest month for which both are whole."""
    words = []
    month = next((month for month in range(sheet.month, 0, -1) if sheet.agreement(month)), 0)
    if month:
        apart = abs((sheet.computed(month) or 0) - (sheet.readings[None, month]["value"] or 0))
        words.append({
            "equal": f"{sheet.words(month)}两项合计一致",
            "rounding": f"{sheet.words(month)}两项合计相差 {apart:f}，为四舍五入",
            "different": f"{sheet.words(month)}两项合计相差 {apart:f}，超出四舍五入的范围，请核对",
        }[sheet.agreement(month)])  # fmt: skip
    if sheet.lacking:
        words.append(f"{sheet.words(sheet.month)}缺 {len(sheet.lacking)} 家")
    return "；".join(words)
