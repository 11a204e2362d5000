"""The headings of the month grid: months over their two columns, and the zones' names, which stay when it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from zonedesk.ui import fonts, theme
from zonedesk.ui.monthly_model import MonthModel

if TYPE_CHECKING:
    from zonedesk.ui.monthly_table import MonthTable

GROUP, BELOW = 28, 26
ROW = 27
PADDING, EDGE = 8, 12
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class MonthHeader(QHeaderView):
    """Two levels: a month over value and growth; the columns behind the line have their unit under their name."""

    def __init__(self, model: MonthModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shown = model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(36)

    def sizeHint(self) -> QSize:
        """Return the height of both levels."""
        return QSize(super().sizeHint().width(), GROUP + BELOW)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one column's heading and its half of the month's."""
        sheet = self._shown.sheet
        if not rect.isValid() or sheet is None or section >= len(self._shown.columns):
            return
        column, line = self._shown.columns[section], theme.colour("line")
        in_force = column.is_of_month and column.month == sheet.month
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("accent_soft" if in_force else "sunken"))
        if column.is_of_month:
            self._paint_month(painter, rect, section, in_force)
        else:
            self._paint_standing(painter, rect, section)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if column.name == "growth":
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        if column.name == "last_year":
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), theme.colour("line_strong"))
        painter.restore()

    def _paint_month(self, painter: QPainter, rect: QRect, section: int, in_force: bool) -> None:
        sheet, column = self._shown.sheet, self._shown.columns[section]
        assert sheet is not None
        first = section if column.name == "value" else section - 1
        left = rect.left() - (self.sectionPosition(section) - self.sectionPosition(first))
        whole = QRect(left, rect.top(), self.sectionSize(first) + self.sectionSize(first + 1), GROUP)
        painter.setPen(theme.colour("accent" if in_force else "text2"))
        painter.setFont(fonts.semibold(12))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, sheet.words(column.month) + (" 本期" if in_force else ""))
        painter.fillRect(rect.left(), rect.top() + GROUP - 1, rect.width(), 1, theme.colour("line"))
        painter.setFont(fonts.sized(12))
        below = rect.adjusted(PADDING, GROUP, -PADDING, -1)
        heading = "增速%" if column.name == "growth" else self._shown.heading(section)
        painter.drawText(below, RIGHT | MIDDLE, heading)

    def _paint_standing(self, painter: QPainter, rect: QRect, section: int) -> None:
        name = self._shown.columns[section].name
        side = LEFT if name in ("completion", "status") else RIGHT
        inside = rect.adjusted(PADDING, 0, -(EDGE if section == self.count() - 1 else PADDING), -1)
        under = self.under(name)
        painter.setPen(theme.colour("text2"))
        painter.setFont(fonts.semibold(12))
        if not under:
            painter.drawText(inside, side | MIDDLE, self._shown.heading(section))
            return
        half = inside.height() // 2
        painter.drawText(
            inside.adjusted(0, 8, 0, -half), side | Qt.AlignmentFlag.AlignTop, self._shown.heading(section)
        )
        painter.setFont(fonts.sized(12))
        painter.setPen(theme.colour("text3"))
        painter.drawText(inside.adjusted(0, half, 0, 0), side | Qt.AlignmentFlag.AlignTop, under)

    def under(self, name: str) -> str:
        """Return what stands under a heading: its unit, or how much of the year is gone."""
        sheet = self._shown.sheet
        if sheet is None or name in ("status", "rank"):
            return ""
        return f"时序 {sheet.year_gone:.1f}%" if name == "completion" else sheet.unit


class ZoneHeader(QHeaderView):
    """The names of the zones at the left."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)

    def sizeHint(self) -> QSize:
        """Return room for the longest name."""
        model, measure = self._table.months, QFontMetrics(fonts.semibold())
        names = (str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount()))
        widest = max((measure.horizontalAdvance(name) for name in names), default=60)
        return QSize(min(widest, 160) + EDGE + PADDING + 4, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name; that of the current line stands out."""
        model = self._table.months
        if not rect.isValid() or section >= len(model.lines):
            return
        line = model.lines[section]
        is_current = section == self._table.currentIndex().row()
        painter.save()
        painter.fillRect(rect, theme.colour("accent_soft" if line is None else "surface"))
        painter.setFont(fonts.semibold() if is_current or line is None else fonts.sized())
        painter.setPen(theme.colour("text2" if line is not None and line.zone is None else "text"))
        inside = rect.adjusted(EDGE, 0, -4, -1)
        name = str(model.headerData(section, Qt.Orientation.Vertical))
        painter.drawText(
            inside, LEFT | MIDDLE, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inside.width())
        )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        if is_current and line is not None:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.colour("accent"))
        painter.restore()


class ZoneCorner(QWidget):
    """The heading over the zones' names."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.setFont(fonts.semibold(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(self.rect().adjusted(EDGE, 0, 0, -1), LEFT | MIDDLE, "开发区")
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        painter.end()
