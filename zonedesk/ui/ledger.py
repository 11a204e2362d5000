"""The window's ledger: opened where it is there, made as the user chooses where it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from zonedesk import paths
from zonedesk.errors import Mendable
from zonedesk.ui.widgets import EmptyState
from zonedesk.ui.worker import Work, run

if TYPE_CHECKING:
    from zonedesk.store.store import Store
    from zonedesk.ui.first_start import FirstStart
    from zonedesk.ui.window import Window

SAMPLE = "jinzhong-2023"
SAMPLE_FILE = "样例台账.db"
SAMPLE_PERIOD = (2023, 10)
SHEETS = "台账 (*.xlsx *.xls *.et *.csv);;所有文件 (*)"


class Ledger(QObject):
    """Opens, or makes, the file that the window works with; closes it with the window."""

    def __init__(self, window: Window, path: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._store: Store | None = None
        self._work: Work | None = None
        window.closed.connect(self._close)

    def begin(self) -> None:
        """Open the ledger, or offer how to begin where there is none. Nothing is made before a choice."""
        if not self._path.exists():
            self._offer_beginnings()
            return
        try:
            self._open()
        except Mendable as error:
            self._window.show_alone(self._refusal(str(error)))

    def _open(self) -> None:
        from zonedesk.store.store import Store

        self._store = Store.open(self._path)
        self._window.open_ledger(self._store)

    def _refusal(self, sentence: str) -> QWidget:
        page = EmptyState(sentence, "打开其他台账", self._choose_other)
        page.setObjectName("page.refusal")
        return page

    def _choose_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, "打开其他台账", str(self._path.parent), "台账 (*.db)")
        if name:
            self._path = Path(name)
            self.begin()

    def _offer_beginnings(self) -> None:
        from zonedesk.ui.first_start import FirstStart

        page = FirstStart()
        page.chosen.connect(lambda key: self._take(page, key))
        self._window.show_alone(page)

    def _take(self, page: FirstStart, key: str) -> None:
        if key == "import":
            files, _ = QFileDialog.getOpenFileNames(self._window, "选择台账文件", str(Path.home()), SHEETS)
            if files:
                paths = [Path(name) for name in files]
                self._make(page, create_empty, (), lambda: self._window.show_import(paths))
        elif key == "sample":
            self._open_sample(page)
        else:
            self._make(page, create_empty, ())

    def _open_sample(self, page: FirstStart) -> None:
        """Open the sample: beside the office's own ledger, which what is tried here never touches, or where it was asked."""
        if self._path.name == paths.DATABASE_NAME:
            self._path = self._path.with_name(SAMPLE_FILE)
        self._window.top_bar.period.choose(*SAMPLE_PERIOD)
        if self._path.exists():
            self.begin()
        else:
            self._make(page, create_sample, (SAMPLE,))

    def _make(
        self,
        page: FirstStart,
        create: Callable[..., None],
        more: tuple[str, ...],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def opened(_: None) -> None:
            self._open()
            self._window.stack.removeWidget(page)
            page.deleteLater()
            then()
            self._window.focus_page()  # it was with the first-start page, which is gone

        def failed(error: BaseException) -> None:
            page.show_failure(str(error) if isinstance(error, Mendable) else "没有建成，请再试一次")
            if not isinstance(error, Mendable):
                self._window.messages.bug(error)

        page.show_progress("正在新建台账")
        self._work = run(self, create, self._path, *more, done=opened, failed=failed, progress=page.show_progress)

    def _close(self) -> None:
        if self._work is not None:
            self._work.cancel()
        if self._window.desk is not None:
            self._window.desk.copies.remove()
        if self._store is not None:
            self._store.close()
            self._store = None


def create_empty(path: Path, progress: Callable[[str], None]) -> None:
    """Make an empty ledger, in the thread of the work."""
    from zonedesk.actions import setup

    progress("正在新建台账")
    setup.create_empty(path)


def create_sample(path: Path, name: str, progress: Callable[[str], None]) -> None:
    """Make a ledger with a sample, in the thread of the work."""
    from zonedesk.actions import setup

    setup.create_sample(path, name, progress)
