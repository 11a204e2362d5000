"""The headings of a record table with their row of filters, and the row numbers at its left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from zonedesk.ui import fonts, theme
from zonedesk.ui.filter_row import FilterRow

HEADING, FILTERS, FIELD = 32, 34, 24
PADDING, EDGE = 8, 12
BAR = 3


class RecordHeader(QHeaderView):
    """Headings that sort and can be moved and sized, over a row of filters."""

    def __init__(self, parent: QTableView, with_filters: bool = True) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.filters: FilterRow | None = None
        self.sorted_by: tuple[int, bool] = (-1, False)  # column and whether it is descending
        self._below = FILTERS if with_filters else 0
        self._ground = Ground(self)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sectionResized.connect(self.place_filters)
        parent.horizontalScrollBar().valueChanged.connect(self.place_filters)

    def sizeHint(self) -> QSize:
        """Return room for the headings and the filters."""
        return QSize(super().sizeHint().width(), HEADING + self._below)

    def updateGeometries(self) -> None:
        """Keep the filters' row free of headings."""
        self.setViewportMargins(0, 0, 0, self._below)
        super().updateGeometries()
        self.place_filters()

    def place_filters(self) -> None:
        """Put each filter under its heading."""
        self._ground.setGeometry(0, HEADING, self.width(), self._below)
        if self.filters is None:
            return
        model = self.model()
        for section, editor in enumerate(self.filters.editors.values()):
            if model is None or section >= model.columnCount():
                break
            last = section == self.count() - 1
            left = self.sectionViewportPosition(section) + 4
            width = self.sectionSize(section) - (4 + (EDGE - 2 if last else 4))
            editor.setGeometry(left, HEADING + (FILTERS - FIELD) // 2, max(24, width), FIELD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one heading, with a triangle where the list is sorted by it."""
        model = self.model()
        text = str(model.headerData(section, Qt.Orientation.Horizontal))
        aligned = Qt.AlignmentFlag(
            model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        )
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        last = section == self.count() - 1
        cell = rect.adjusted(PADDING, 0, -(EDGE if last else PADDING), -1)
        painter.setFont(fonts.semibold(12))
        painter.setPen(theme.colour("text2"))
        if self.sorted_by[0] == section:
            cell = self._draw_order(painter, cell, text, aligned)
        painter.drawText(
            cell, aligned, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        )
        painter.restore()

    def _draw_order(self, painter: QPainter, cell: QRect, text: str, aligned: Qt.AlignmentFlag) -> QRect:
        """Draw the triangle after the words and return the room that is left to them."""
        width = painter.fontMetrics().horizontalAdvance(text)
        if aligned & Qt.AlignmentFlag.AlignRight:
            cell = cell.adjusted(0, 0, 2, 0)
            right = cell.right()
        elif aligned & Qt.AlignmentFlag.AlignHCenter:
            right = min(cell.right() + 6, cell.center().x() + width // 2 + 11)
        else:
            right = min(cell.right() + 6, cell.left() + width + 11)
        middle, down = cell.center().y() + 0.5, 1 if self.sorted_by[1] else -1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        tip, base = middle + 2.5 * down, middle - 2.5 * down
        painter.drawPolygon(QPolygonF([QPointF(right - 7, base), QPointF(right, base), QPointF(right - 3.5, tip)]))
        painter.restore()
        return cell.adjusted(0, 0, -11 if aligned & Qt.AlignmentFlag.AlignRight else 0, 0)


class RowNumbers(QHeaderView):
    """Row numbers; a bar at the left edge marks the rows that are selected."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        """Return room for the largest number."""
        count = self.model().rowCount() if self.model() else 0
        digits = fonts.sized(12)
        width = self.fontMetrics().horizontalAdvance("0" * len(str(max(count, 99)))) if digits else 0
        return QSize(max(34, width + 12), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a row's number."""
        table = self.parent()
        assert isinstance(table, QTableView)
        selected = table.selectionModel().rowIntersectsSelection(section)
        painter.save()
        painter.fillRect(rect, theme.colour("accent_soft" if table.property("tints_rows") and selected else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if selected:
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), theme.colour("accent"))
        painter.setFont(fonts.sized(12))
        painter.setPen(theme.colour("text3"))
        painter.drawText(
            rect.adjusted(0, 0, -8, -1), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(section + 1)
        )
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers, and the ground of tables under the last."""
        super().paintEvent(event)
        end = self.sectionViewportPosition(self.count() - 1) + self.sectionSize(self.count() - 1) if self.count() else 0
        painter = QPainter(self.viewport())
        painter.fillRect(0, end, self.width(), max(0, self.height() - end), theme.colour("surface"))
        painter.end()


class Ground(QWidget):
    """The ground of the filters."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()


class Corner(QWidget):
    """The corner over the row numbers: the ground of headings, and of the filters under them."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground on both sides of the line between them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), HEADING, theme.colour("sunken"))
        painter.fillRect(0, HEADING - 1, self.width(), 1, theme.colour("line"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()
