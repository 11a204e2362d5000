"""The months of one zone as a small line, drawn beside the sentence about it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from zonedesk.actions.monthly_sheet import COMPUTED, Line, MonthSheet, Spot
from zonedesk.ui import fonts, theme
from zonedesk.ui.widgets import Card, label

HEIGHT = 96
LEFT, RIGHT, TOP, BOTTOM = 40, 26, 10, 22
LINES = 2  # parts between the grid lines
DOT = 4.0


class SeriesView(QWidget):
    """A line over the months of a year; its last point is marked, and dashed to it where it is doubtful."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("monthly.series")
        self.setMinimumSize(180, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._values: dict[int, Decimal] = {}
        self._doubted: set[int] = set()
        self._last = 12

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(380, HEIGHT)

    def show_values(self, values: Mapping[int, Decimal], doubted: set[int], last: int, words: str) -> None:
        """Show values by month up to a last month; `words` say the same to those who do not see it."""
        self._values, self._doubted, self._last = dict(values), doubted, max(2, last)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid, months and line in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.sized(12))
        if not self._values:
            painter.setPen(theme.colour("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "还没有数")
            painter.end()
            return
        low, high, step = axis(min(self._values.values()), max(self._values.values()))
        self._paint_grid(painter, low, high, step)
        self._paint_line(painter, low, high)
        painter.end()

    def _place(self, month: float, value: Decimal, low: Decimal, high: Decimal) -> QPointF:
        width, height = self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM
        across = (month - 1) / (self._last - 1)
        return QPointF(LEFT + width * across, TOP + height * float(1 - (value - low) / (high - low)))

    def _paint_grid(self, painter: QPainter, low: Decimal, high: Decimal, step: Decimal) -> None:
        value = low
        while value <= high:
            at = round(self._place(1, value, low, high).y())
            painter.fillRect(
                QRectF(LEFT - 4, at, self.width() - LEFT - RIGHT + 8, 1),
                theme.colour("line_strong" if value == max(low, Decimal(0)) else "line"),
            )
            painter.setPen(theme.colour("text2"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, at - 9, LEFT - 10, 18), side, f"{value.normalize():f}")
            value += step
        for month in self._marked():
            middle = self._place(month, low, low, high).x()
            painter.drawText(
                QRectF(middle - 24, self.height() - BOTTOM + 4, 48, 18), Qt.AlignmentFlag.AlignHCenter, f"{month}月"
            )

    def _marked(self) -> list[int]:
        """Return the months that are named: every other one where all have no room, the last in any case."""
        every = 1 if (self.width() - LEFT - RIGHT) / self._last > 36 else 2
        named = [month for month in range(1, self._last) if (self._last - month) % every == 0]
        return [*named, self._last]

    def _paint_line(self, painter: QPainter, low: Decimal, high: Decimal) -> None:
        places = [(month, self._place(month, value, low, high)) for month, value in sorted(self._values.items())]
        for (_, one), (month, two) in itertools.pairwise(places):
            pen = QPen(theme.colour("warn" if month in self._doubted else "accent"), 2)
            if month in self._doubted:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(one, two)
        month, last = places[-1]
        painter.setPen(QPen(theme.colour("warn" if month in self._doubted else "accent"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(last, DOT, DOT)


def axis(lowest: Decimal, highest: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return where an axis begins and ends, and the step of its lines: round numbers around the values and nought."""
    low, high = min(lowest, Decimal(0)), max(highest, Decimal(0))
    span = (high - low) or Decimal(1)
    rough = span / LINES
    tens = Decimal(1).scaleb(rough.adjusted())
    step = next(tens * part for part in (1, 2, 4, 5, 10) if tens * part >= rough)
    begin = (low / step).to_integral_value(ROUND_FLOOR) * step
    end = (high / step).to_integral_value(ROUND_CEILING) * step
    return begin, max(end, begin + step), step


class SeriesCard(Card):
    """The line with the zone's name over it."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._what = label(bold=True), label(role="text2", size=12)
        self.view = SeriesView()
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._what)
        row.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(row)
        self.body.addWidget(self.view, 1)

    def show_line(self, sheet: MonthSheet, line: Line | None) -> None:
        """Show the months of a zone, of the city, or of the sums."""
        months = range(1, sheet.month + 1)
        if line is None:
            kept = {month: sheet.computed(month) for month in months}
        else:
            kept = {month: sheet.number(Spot(line.zone, month, "value")) for month in months}
        what, name = "value", line.name if line else COMPUTED
        if line is not None and not any(value is not None for value in kept.values()):
            spots = [Spot(line.zone, month, "growth") for month in months]
            growths = {spot.month: sheet.number(spot) for spot in spots if not sheet.is_extreme(spot)}
            if any(growth is not None for growth in growths.values()):
                what, kept = "growth", growths
        doubted = {d.spot.month for d in sheet.doubts if line and d.spot.zone == line.zone and d.spot.field == what}
        values = {month: value for month, value in kept.items() if value is not None}
        unit = "%" if what == "growth" else sheet.unit
        self._name.setText(name)
        self._what.setText(f"{sheet.label(what)}，{unit}")
        words = "，".join(f"{sheet.words(month)} {value:f}" for month, value in values.items())
        self.view.show_values(values, doubted, sheet.month, f"{name}{sheet.label(what)}：{words or '还没有数'}")
