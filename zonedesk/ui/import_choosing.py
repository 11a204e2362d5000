"""The wizard's first step: a place to drop files on, and a button that chooses them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from zonedesk.ui import icons, theme
from zonedesk.ui.widgets import PrimaryButton, label

WHAT = "可以导入项目、三个一批、指标月报、专项行动等各类台账，可选多个文件"
HOW = "表头、单位和合计行自动识别，写入之前先逐行核对"
FORMATS = "Excel、WPS 表格和 CSV 文件：.xlsx .xls .et .ods .csv"


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropZone(QFrame):
    """A framed surface that takes files."""

    dropped = Signal(object)  # list[Path]

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setAccessibleName("拖放文件的地方")
        self.setFixedSize(560, 280)
        self._over = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files may be dropped here."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        event.acceptProposedAction()
        self._light(False)
        self.dropped.emit(dropped_paths(event.mimeData()))

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, in the accent colour while files are held over it, and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent" if self._over else "line_strong"), 2 if self._over else 1)
        pen.setDashPattern([4 / pen.widthF(), 3 / pen.widthF()])
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        icons.draw(painter, "import", QPointF(self.width() / 2 - 16, 44), "accent", 32)
        painter.end()


class ChoosingStep(QWidget):
    """Says what can be imported; `choosing` asks for the file dialog, `chosen` hands over dropped files."""

    choosing = Signal()
    chosen = Signal(object)  # list[Path]

    def __init__(self) -> None:
        super().__init__()
        self.zone = DropZone()
        self.zone.dropped.connect(self.chosen)
        self.button = PrimaryButton("选择文件", "folder")
        self.button.setObjectName("import.choose")
        self.button.clicked.connect(lambda _: self.choosing.emit())
        self._fill_zone()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch(2)
        column.addWidget(self.zone, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _fill_zone(self) -> None:
        inside = QVBoxLayout(self.zone)
        inside.setContentsMargins(24, 92, 24, 24)
        inside.setSpacing(8)
        for words, role, size, bold in (
            ("把台账文件拖到这里", "", 15, True), (WHAT, "text2", 0, False), (HOW, "text2", 0, False),
        ):  # fmt: skip
            inside.addWidget(_centred(words, role, size, bold))
        inside.addStretch(1)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(4)
        inside.addWidget(_centred(FORMATS, "text3", 12, False))


def _centred(words: str, role: str, size: int, bold: bool) -> QWidget:
    made = label(words, role, size, bold)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(True)
    return made
