"""Long work beside the window: a plain function with plain data, its progress, its end, its failure, its cancelling."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import Future


class Cancelled(Exception):
    """Raised inside the work, at its next word of progress, after the user cancelled it."""


class Work(QObject):
    """One piece of work under way. It reports to the window's own thread; the function itself touches no widget."""

    finished = Signal()  # however it ended
    stopped = Signal()  # it obeyed a cancelling
    _ended = Signal(object)
    _news = Signal(object)

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        progress: Callable[..., object] | None,
    ) -> None:
        super().__init__(owner)
        self._done, self._failed, self._progress = done, failed, progress
        self._cancelled = threading.Event()
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._news.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next word of progress."""
        self._cancelled.set()

    def say(self, *news: object) -> None:
        """Pass progress on from the work's thread. Raises Cancelled where the user has had enough."""
        if self._cancelled.is_set():
            raise Cancelled
        if isValid(self):
            self._news.emit(news)

    def end(self, future: Future[Any]) -> None:
        """Take the outcome in the work's thread and hand it to the window's."""
        if isValid(self):
            self._ended.emit(future)

    def _report(self, news: tuple[object, ...]) -> None:
        if self._progress is not None:
            self._progress(*news)

    def _settle(self, future: Future[Any]) -> None:
        error = future.exception()
        try:
            if error is None:
                self._done(future.result())
            elif isinstance(error, Cancelled):
                self.stopped.emit()
            else:
                self._failed(error)
        finally:  # whoever shows the work as under way must hear of its end also where `done` itself fails
            self.finished.emit()
            self.deleteLater()


def run(
    owner: QObject,
    function: Callable[..., Any],
    *arguments: Any,
    done: Callable[[Any], object],
    failed: Callable[[BaseException], object],
    progress: Callable[..., object] | None = None,
) -> Work:
    """Run `function(*arguments)` in a thread of its own and return the work, which can be cancelled.

    With `progress` the function also gets `progress=`, to call with whatever that takes. `done(result)` or
    `failed(error)` is called in the window's thread; neither after a cancelling that the work obeyed.
    A work lives no longer than its `owner`.
    """
    from concurrent.futures import ThreadPoolExecutor

    work = Work(owner, done, failed, progress)
    more = {"progress": work.say} if progress is not None else {}
    pool = ThreadPoolExecutor(1, "work")
    pool.submit(function, *arguments, **more).add_done_callback(work.end)
    pool.shutdown(wait=False)
    return work
