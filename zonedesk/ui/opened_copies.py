"""The copies of attached files that one running program opened: in a folder of its own, gone with the program."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile

from zonedesk.errors import CannotOpen

MARK = "zonedesk-copies-"
LOCK = ".lock"


class OpenedCopies:
    """One private folder for opened copies. A lock beside it says that its program still runs."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self._folder: Path | None = None

    def folder(self) -> Path:
        """Return the folder, made at the first call. Raises CannotOpen where it cannot be made."""
        if self._folder is None:
            self._folder = Path(tempfile.gettempdir()) / f"{MARK}{uuid4().hex[:12]}"
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)  # before the folder is there: no other program can take it for left over
        try:
            self._folder.mkdir(0o700, exist_ok=True)  # again where the system tidied up while the program ran
        except OSError as error:
            raise CannotOpen(
                f"不能写入“{self._folder.parent}”，附件没有打开。请核对磁盘空间，或另存后再打开"
            ) from error
        return self._folder

    def remove(self) -> None:
        """Remove the copies. What another program holds open stays where the system says so, until the next start."""
        if self._folder is not None and self._lock is not None:
            _remove(self._folder)
            self._lock.unlock()
            self._folder = self._lock = None


def sweep() -> None:
    """Remove what programs of this user left that ended without removing it themselves."""
    place = Path(tempfile.gettempdir())
    for folder in {path.with_suffix("") for path in place.glob(f"{MARK}*")}:
        lock = _lock_of(folder)
        if _is_ours(folder) and lock.tryLock(0):
            _remove(folder)
            lock.unlock()


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder.with_suffix(LOCK)))
    lock.setStaleLockTime(0)  # only a lock of a process that died is void, however long ago it was made
    return lock


def _is_ours(folder: Path) -> bool:
    """Return whether a folder, or without one its lock, is this user's own: others may write beside it."""
    if sys.platform == "win32":  # where each user has a temporary folder to himself
        return True
    path = folder if os.path.lexists(folder) else folder.with_suffix(LOCK)
    return os.path.lexists(path) and path.lstat().st_uid == os.getuid()


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, onerror=_remove_read_only)


def _remove_read_only(_: object, path: str, __: object) -> None:
    """Remove a copy that can only be read, which Windows refuses; what is held open there stays."""
    try:
        Path(path).chmod(stat.S_IWRITE)
        Path(path).unlink()
    except OSError:
        return
