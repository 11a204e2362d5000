"""Every file that the window writes: asked for, written beside its work with 取消, and under another name where it is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QVBoxLayout, QWidget

from zonedesk.errors import InUse
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, label
from zonedesk.ui.worker import Work, run

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk

PATIENCE = 500  # milliseconds that a writing may take before it is shown
WIDTH = 420
TABLES = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv);;PDF (*.pdf)"
KEPT = "已取消，没有写完的文件没有留下，原来的文件没有动"

Told = Callable[[str], object]
Writing = Callable[[Path, Told], object]
"""Writes to a place, telling in sentences how far it is; what the telling raises stops it with the old file whole."""


def ask_file(page: QWidget, what: str, proposed: str, endings: str) -> Path | None:
    """Ask where to write. A name without an ending gets that of the proposed one. None where the user let it be."""
    name, _ = QFileDialog.getSaveFileName(page, what, proposed, endings)
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name + Path(proposed).suffix)


def write_file(page: QWidget, desk: Desk, path: Path, writing: Writing, after: str = "") -> Work:
    """Write a file beside the window and say where it is, with `after` at the end."""

    def work(told: Told) -> str:
        writing(path, told)
        return f"已写入 {path.name}，在 {path.parent}{after}"

    def again(other: Path) -> None:
        write_file(page, desk, other, writing, after)

    return write_files(page, desk, work, again)


def write_files(
    page: QWidget, desk: Desk, work: Callable[[Told], str], again: Callable[[Path], object] | None = None
) -> Work:
    """Write files beside the window and say the sentence that the work returns.

    Where one is open elsewhere, another name for it is offered, with which `again` goes on.
    """
    dialog = Progress(page)

    def failed(error: BaseException) -> None:
        if isinstance(error, InUse) and again is not None:
            _offer(desk, error, again)
        else:
            desk.messages.fail(error)

    done = run(
        page, lambda progress: work(progress), done=desk.messages.tell, failed=failed, progress=dialog.show_words
    )
    dialog.cancelled.connect(done.cancel)
    done.stopped.connect(lambda: desk.messages.tell(KEPT))
    done.finished.connect(dialog.end)
    return done


def _offer(desk: Desk, error: InUse, again: Callable[[Path], object]) -> None:
    """Ask under which name to go on with a file that is open elsewhere."""
    choices = [("other", f"改存为“{error.other.name}”"), ("again", "已经关闭，再写一次")]
    chosen = desk.messages.ask(f"“{error.path.name}”正被别的程序打开", choices, str(error))
    if chosen:
        again(error.other if chosen == "other" else error.path)


class Progress(QDialog):
    """How far a writing is, with 取消; shown once it takes longer than one waits without a word. The window goes on beside it."""

    cancelled = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("dialog.progress")
        self.setWindowTitle("正在导出")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words, bar, stop = label("正在准备"), QProgressBar(), Button("取消")
        bar.setRange(0, 0)
        stop.setObjectName("progress.cancel")
        stop.clicked.connect(self.reject)
        self.rejected.connect(self.cancelled)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(bar)
        column.addLayout(button_row([stop]))
        self.setMinimumWidth(WIDTH)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        self._patience.start()

    def show_words(self, sentence: str) -> None:
        """Show how far it is."""
        self.words.setText(sentence)

    def end(self) -> None:
        """Go, whatever became of the writing."""
        self._patience.stop()
        self.rejected.disconnect(self.cancelled)
        self.close()
        self.deleteLater()
