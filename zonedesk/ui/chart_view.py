"""A figure's charts as pictures: a value under the pointer, the records behind it at a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QToolTip, QWidget

from zonedesk.figures.table import Chart, Table
from zonedesk.ui import theme, worker
from zonedesk.ui.desk import Desk
from zonedesk.ui.widgets import Card

if TYPE_CHECKING:
    from zonedesk.paper.charts import ChartImage, HotSpot

WAIT = 60  # milliseconds without a change of size before a chart is drawn again
MINIMUM = QSize(300, 200)
MARGIN = 8


def draw(table: Table, chart: Chart, size: QSize, ratio: float, dark: bool, money_unit: str) -> ChartImage:
    """Draw a chart, beside the window: matplotlib is loaded by the first."""
    from zonedesk.paper.charts import draw_chart

    return draw_chart(table, chart, size.width(), size.height(), ratio=ratio, dark=dark, money_unit=money_unit)


class ChartView(QWidget):
    """One chart, drawn for the widget's own size and the screen's resolution."""

    picked = Signal(int, str)  # row of the table, key of the column

    def __init__(self, desk: Desk, table: Table, chart: Chart, money_unit: str) -> None:
        super().__init__()
        self.setObjectName("chart")
        self.setAccessibleName(chart.title)
        self.setMouseTracking(True)
        self.setMinimumSize(MINIMUM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._desk = desk
        self._what = (table.form, chart, money_unit)
        self.image: ChartImage | None = None
        self._picture = QImage()
        self._turn = 0
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._draw)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw once the page is on the screen."""
        super().showEvent(event)
        self._wait.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chart out again for the new size."""
        super().resizeEvent(event)
        if self.isVisible():
            self._wait.start()

    def _draw(self) -> None:
        self._turn += 1
        turn = self._turn
        table, chart, unit = self._what
        worker.run(
            self, draw, table, chart, self.size(), self.devicePixelRatioF(), theme.is_dark(), unit,
            done=lambda image: self._arrive(turn, image), failed=self._desk.messages.fail,
        )  # fmt: skip

    def _arrive(self, turn: int, image: ChartImage) -> None:
        if turn != self._turn:
            return
        self.image = image
        self._picture = QImage.fromData(image.png)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture as it was drawn, never stretched."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.end()

    def spot_at(self, place: QPoint) -> HotSpot | None:
        """Return the bar or point under a place of the widget."""
        if self.image is None:
            return None
        return next((spot for spot in self.image.spots if spot.holds(place.x(), place.y())), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the pointer."""
        spot = self.spot_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), spot.text if spot else "", self)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the value away with the pointer."""
        QToolTip.hideText()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the records behind the bar under the pointer."""
        spot = self.spot_at(event.position().toPoint())
        if spot and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(spot.row, spot.column)


class Charts(QWidget):
    """All charts of a table, each in a card of its own."""

    picked = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.views: list[ChartView] = []

    def show_table(self, table: Table, money_unit: str) -> None:
        """Draw the charts of another table, or of the same one in another unit or theme."""
        while self._row.count():
            self._row.takeAt(0).widget().deleteLater()
        self.views = []
        for chart in table.form.charts or table.charts:
            view = ChartView(self._desk, table, chart, money_unit)
            view.picked.connect(self.picked)
            card = Card()
            card.body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
            card.body.addWidget(view)
            self._row.addWidget(card)
            self.views.append(view)

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Stand below each other beside a table, or beside each other below it."""
        self._row.setDirection(direction)
