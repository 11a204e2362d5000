"""Headings of a figure on two levels: groups above their columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from zonedesk.ui import fonts, theme
from zonedesk.ui.figure_model import FigureModel

SINGLE, GROUP, BELOW = 32, 28, 28
PADDING = 8


class FigureHeader(QHeaderView):
    """Paints each column's part of its group's heading, so that scrolling and resizing need nothing more."""

    def __init__(self, figure: FigureModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._figure = figure
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(40)

    def has_groups(self) -> bool:
        """Return whether any column stands in a group."""
        return any(self._figure.groups())

    def sizeHint(self) -> QSize:
        """Return the height of one or two levels."""
        height = GROUP + BELOW if self.has_groups() else SINGLE
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one column's heading and its part of the heading above."""
        if not rect.isValid():
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sunken"))
        group = self._figure.groups()[section]
        below = rect.adjusted(0, GROUP, 0, 0) if group else rect
        if group:
            self._paint_group(painter, rect, section)
        self._paint_words(painter, below, section)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if self.ends_group(section):
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("line"))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, column: int) -> None:
        first, last = self.group_around(column)
        left = rect.left() - (self.sectionPosition(column) - self.sectionPosition(first))
        width = self.sectionPosition(last) + self.sectionSize(last) - self.sectionPosition(first)
        painter.setFont(fonts.semibold(12))
        painter.setPen(theme.colour("text2"))
        whole = QRect(left, rect.top(), width, GROUP)
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self._figure.groups()[column])
        painter.fillRect(QRect(rect.left(), rect.top() + GROUP - 1, rect.width(), 1), theme.colour("line"))

    def _paint_words(self, painter: QPainter, rect: QRect, column: int) -> None:
        in_group = bool(self._figure.groups()[column])
        painter.setFont(fonts.sized(12) if in_group else fonts.semibold(12))
        painter.setPen(theme.colour("text2"))
        place = self._figure.column(column)
        side = Qt.AlignmentFlag.AlignRight if place.is_number else Qt.AlignmentFlag.AlignLeft
        if place.is_state:
            side = Qt.AlignmentFlag.AlignHCenter
        inside = rect.adjusted(12 if column == 0 else PADDING, 0, -(12 if column == self.count() - 1 else PADDING), 0)
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, self._figure.heading(column))

    def group_around(self, column: int) -> tuple[int, int]:
        """Return the first and the last column of a column's group."""
        groups = self._figure.groups()
        first = last = column
        while first > 0 and groups[first - 1] == groups[column]:
            first -= 1
        while last + 1 < len(groups) and groups[last + 1] == groups[column]:
            last += 1
        return first, last

    def ends_group(self, column: int) -> bool:
        """Return whether a line stands after a column: where its group ends and another column follows."""
        groups = self._figure.groups()
        if column + 1 >= len(groups) or not self.has_groups():
            return False
        return groups[column] != groups[column + 1]
