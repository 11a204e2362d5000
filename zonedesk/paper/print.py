"""Tables on paper: to a printer, to its preview, or to a PDF file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from zonedesk.errors import Mendable
from zonedesk.figures.table import Table
from zonedesk.figures.whole_file import whole_file
from zonedesk.paper.compose import Item, page_items
from zonedesk.paper.faces import OWN, Faces
from zonedesk.paper.layout import Layout
from zonedesk.paper.notice_sheet import NoticeLayout, Notices
from zonedesk.paper.page import PrintSettings, Text
from zonedesk.paper.pdf_text import mend_radicals, shared_glyphs

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

RESOLUTION = 600

Printed = Table | Notices
"""What can be printed: a table, or notices to departments."""


def print_pdf(
    tables: Printed | Sequence[Printed], path: Path, settings: PrintSettings | None = None, money_unit: str = "亿元"
) -> int:
    """Write tables to a PDF file and return its number of pages. Raises Mendable where the file cannot be written.

    Works without a window too, as long as some Qt application can be made.
    """
    _application()
    chosen = [tables] if isinstance(tables, Printed) else list(tables)
    with whole_file(path) as draft:
        writer = QPdfWriter(str(draft))
        writer.setResolution(RESOLUTION)
        writer.setTitle(chosen[0].title)
        writer.setCreator("开发区工作台")
        pages = paint(chosen, writer, settings, money_unit)
        faces = Faces()
        mend_radicals(draft, shared_glyphs(map(faces.font, OWN)))
    return pages


def paint(
    tables: Printed | Sequence[Printed],
    device: QPagedPaintDevice,
    settings: PrintSettings | None = None,
    money_unit: str = "亿元",
) -> int:
    """Paint tables on a printer, a preview's printer or a PDF writer and return the number of pages.

    Sheet and direction are the settings', whatever the device stood at. Raises Mendable where the device does not begin.
    """
    chosen = [tables] if isinstance(tables, Printed) else list(tables)
    faces = Faces()
    layouts = [_laid_out(each, settings or PrintSettings(), money_unit, faces) for each in chosen]
    pages = [(layout, number) for layout in layouts for number in range(len(layout.pages))]
    device.setPageLayout(_page_layout(layouts[0]))
    painter = QPainter()
    if not painter.begin(device):
        raise Mendable("打印机没有响应，请检查打印机是否已连接，或另选一台")
    try:
        for count, (layout, number) in enumerate(pages):
            if count:
                if layout is not pages[count - 1][0]:
                    device.setPageLayout(_page_layout(layout))  # a printer complains where nothing changes
                device.newPage()
            Brush(painter, faces, layout.frame.scale).draw(_items(layout, number))
    finally:
        painter.end()  # a device that goes while it is painted takes the program with it
    return len(pages)


def _laid_out(printed: Printed, settings: PrintSettings, money_unit: str, faces: Faces) -> Layout | NoticeLayout:
    if isinstance(printed, Notices):
        return NoticeLayout(printed, settings, faces.width)
    return Layout(printed, settings, money_unit, faces.width)


def _items(layout: Layout | NoticeLayout, number: int) -> Iterable[Item]:
    return layout.items(number) if isinstance(layout, NoticeLayout) else page_items(layout, number)


def _page_layout(layout: Layout | NoticeLayout) -> QPageLayout:
    size = QPageSize(QPageSize.PageSizeId.A3 if layout.paper == "A3" else QPageSize.PageSizeId.A4)
    direction = QPageLayout.Orientation.Landscape if layout.is_landscape else QPageLayout.Orientation.Portrait
    page = QPageLayout(size, direction, QMarginsF(0, 0, 0, 0))
    page.setMode(QPageLayout.Mode.FullPageMode)
    return page


def _application() -> None:
    """See to it that there is a Qt application; one made here shows nothing on any screen."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        QApplication(["zonedesk", "-platform", "offscreen"])


class Brush:
    """Paints composed items in points on a device of any resolution."""

    def __init__(self, painter: QPainter, faces: Faces, scale: float) -> None:
        self._painter = painter
        self._faces = faces
        self._scale = scale
        self._dots = painter.device().logicalDpiX() / 72 * scale  # device dots in one point of the layout

    def draw(self, items: Iterable[Item]) -> None:
        """Paint everything on a page, black on nothing."""
        self._painter.setPen(QPen(Qt.GlobalColor.black))
        strokes = []
        for item in items:
            if isinstance(item, Text):
                self._text(item)
            else:
                strokes.append(item)
        for weight in sorted({stroke.weight for stroke in strokes}):
            pen = QPen(Qt.GlobalColor.black, weight * self._dots)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            self._painter.setPen(pen)
            k = self._dots
            lines = [QLineF(s.x1 * k, s.y1 * k, s.x2 * k, s.y2 * k) for s in strokes if s.weight == weight]
            self._painter.drawLines(lines)

    def _text(self, item: Text) -> None:
        font = self._faces.font(item.face)
        font.setPointSizeF(item.size * self._scale)
        self._painter.setFont(font)
        pitch = min(item.size * 1.28, item.height / max(1, len(item.lines)))
        first = item.y + item.height / 2 - pitch * (len(item.lines) - 1) / 2
        baseline = first + self._faces.middle(item.face) * item.size
        for number, line in enumerate(item.lines):
            point = QPointF(self._x(item, line) * self._dots, (baseline + number * pitch) * self._dots)
            self._painter.drawText(point, line)

    def _x(self, item: Text, line: str) -> float:
        if item.side == "left":
            return item.x
        free = item.width - self._faces.width(line, item.face, item.size)
        return item.x + (free if item.side == "right" else free / 2)
