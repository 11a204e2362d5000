"""Line icons, drawn from SVG in the theme's colour at the size of the device."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from zonedesk import paths
from zonedesk.ui import theme


def icon(name: str, role: str = "text2", on: str = "accent") -> QIcon:
    """Return an icon that takes its colour when it is painted: `role` of the theme, `on` while checked."""
    return QIcon(LineIcon(name, role, on))


def pixmap(name: str, role: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels in a colour of the theme in force."""
    return _coloured(name, theme.colour(role).name(), QSize(size, size), ratio)


def draw(painter: QPainter, name: str, at: QPointF, role: str = "text2", size: int = 16) -> None:
    """Paint an icon with its left upper corner `at` a point, in a delegate or a paintEvent."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, _coloured(name, theme.colour(role).name(), QSize(size, size), ratio))


class LineIcon(QIconEngine):
    """An icon that asks for its colour each time it is painted, so a change of theme reaches it by itself."""

    def __init__(self, name: str, role: str, on: str) -> None:
        super().__init__()
        self._name, self._role, self._on = name, role, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon into a rectangle."""
        ratio = painter.device().devicePixelRatioF()
        picture = _coloured(self._name, theme.colour(self._colour(mode, state)).name(), rect.size(), ratio)
        painter.drawPixmap(rect.topLeft(), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at a size in device pixels."""
        return _coloured(self._name, theme.colour(self._colour(mode, state)).name(), size, 1.0)

    def clone(self) -> QIconEngine:
        """Return a copy, when Qt must have its own."""
        return LineIcon(self._name, self._role, self._on)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "text3"
        return self._on if state == QIcon.State.On else self._role


def _coloured(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    key = f"zonedesk/{name}/{colour}/{size.width()}x{size.height()}/{ratio}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = _drawn(name, colour, size, ratio)
    QPixmapCache.insert(key, picture)
    return picture


def _drawn(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    text = (paths.resources() / "icons" / f"{name}.svg").read_bytes()
    drawing = QSvgRenderer(QByteArray(text.replace(b"currentColor", colour.encode())))
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(QPointF(0, 0), size))
    painter.end()
    return picture
