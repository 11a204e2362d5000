"""A figure's charts as pictures: a value under the pointer, the records behind it at a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QToolTip, QWidget

from zonedesk.figures.table import Table
from zonedesk.ui import fonts, theme, worker
from zonedesk.ui.desk import Desk
from zonedesk.ui.widgets import Card

if TYPE_CHECKING:
    from zonedesk.paper.charts import ChartImage, Spot

WAIT = 60  # milliseconds without a change of size before the charts are drawn again
HEIGHT = 240  # asked for; a chart of many bars is higher
WIDTH = 260
DRAWING = "正在绘制…"
MARGIN, GAP = 8, 12


def drawable(table: Table) -> list[int]:
    """Return which of a table's charts have something to draw, by their numbers from 0."""
    return [number for number, chart in enumerate(table.charts) if table.rows_of(chart)]


def draw(table: Table, sizes: Sequence[tuple[int, int]], ratio: float, dark: bool, money_unit: str) -> list[ChartImage]:
    """Draw all charts of a table, beside the window, one after the other: matplotlib is loaded by the first."""
    from zonedesk.paper.charts import draw_chart

    look = "dark" if dark else "light"
    charts = zip(drawable(table), sizes, strict=True)
    return [draw_chart(table, number, money_unit, look, size, ratio) for number, size in charts]  # type: ignore[arg-type]


class ChartView(QWidget):
    """The picture of one chart."""

    picked = Signal(int, str)  # row of the table, key of the column
    resized = Signal()

    def __init__(self, title: str, height: int = HEIGHT) -> None:
        super().__init__()
        self._lowest = height
        self.setObjectName("chart")
        self.setAccessibleName(title)
        self.setAccessibleDescription(DRAWING)
        self.setMouseTracking(True)
        self.setMinimumWidth(WIDTH)
        self.setFixedHeight(height)
        self.image: ChartImage | None = None
        self._picture = QImage()

    def show_image(self, image: ChartImage, ratio: float) -> None:
        """Show a picture that has `ratio` device pixels to a logical one."""
        self.image = image
        self.setAccessibleDescription("")
        self._picture = QImage.fromData(image.png)
        self._picture.setDevicePixelRatio(ratio)
        self.setFixedHeight(max(self._lowest, round(image.height / ratio)))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture as it was drawn, never stretched; until the first has come, say so."""
        painter = QPainter(self)
        if self.image is None:
            painter.setFont(fonts.sized())
            painter.setPen(theme.colour("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, DRAWING)
        painter.drawImage(QPoint(0, 0), self._picture)
        painter.end()

    def spot_at(self, place: QPoint) -> Spot | None:
        """Return the value under a place of the widget."""
        if self.image is None:
            return None
        ratio = self._picture.devicePixelRatio()
        return self.image.spot_at(place.x() * ratio, place.y() * ratio)

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
        """Open the records behind the value under the pointer."""
        spot = self.spot_at(event.position().toPoint())
        if spot and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(spot.row, spot.column)


class Charts(QScrollArea):
    """All charts of a table, each in a card of its own, drawn once they are on the screen."""

    picked = Signal(int, str)

    def __init__(self, desk: Desk, height: int = HEIGHT) -> None:
        super().__init__()
        self._desk, self._height = desk, height  # of each chart, in logical pixels
        self._table: Table | None = None
        self._unit = ""
        self._turn = 0
        inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._row.setSpacing(GAP)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._draw)
        self.views: list[ChartView] = []

    def show_table(self, table: Table, money_unit: str) -> None:
        """Draw the charts of another table, or of the same one in another unit or theme."""
        self._table, self._unit = table, money_unit
        self._turn += 1  # pictures of another table that are still being drawn have no view to come to
        titles = [table.charts[number].title for number in drawable(table)]
        if titles != [view.accessibleName() for view in self.views]:
            self._make_views(titles)
        self._wait.start()

    def _make_views(self, titles: Sequence[str]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        self.views = []
        for title in titles:
            view, card = ChartView(title, self._height), Card()
            view.picked.connect(self.picked)
            view.resized.connect(self._wait.start)
            card.body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
            card.body.addWidget(view)
            self._row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
            self.views.append(view)
        self._row.addStretch(1)
        self.set_direction(self._row.direction())

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Stand below each other beside a table, or beside each other below it."""
        self._row.setDirection(direction)
        across = direction == QBoxLayout.Direction.LeftToRight
        for place in range(self._row.count()):
            is_card = place < len(self.views)
            self._row.setStretch(place, int(across == is_card))

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the page was out of view."""
        super().showEvent(event)
        self._wait.start()

    def _draw(self) -> None:
        if self._table is None or not self.isVisible():
            return
        self._turn += 1
        turn, ratio = self._turn, self.devicePixelRatioF()
        sizes = [(view.width(), self._height) for view in self.views]
        worker.run(
            self, draw, self._table, sizes, ratio, theme.is_dark(), self._unit,
            done=lambda images: self._arrive(turn, images, ratio), failed=self._desk.messages.fail,
        )  # fmt: skip

    def _arrive(self, turn: int, images: Sequence[ChartImage], ratio: float) -> None:
        if turn != self._turn:
            return
        for view, image in zip(self.views, images, strict=True):
            view.show_image(image, ratio)
