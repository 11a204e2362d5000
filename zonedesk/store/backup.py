"""Copies of the whole ledger, made while it is open and checked before they count.

A copy is of the database alone: the attached files stay where they are, and `attachments.not_backed_up` says so.
"""

from __future__ import annotations

import datetime
import itertools
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from zonedesk.errors import CannotOpen

KEPT = 20  # automatic copies kept beside the ledger


def folder_of(path: Path) -> Path:
    """Return the folder of a ledger's automatic backups."""
    return path.parent / "backups"


def back_up(path: Path, reason: str) -> Path:
    """Copy the ledger at `path` through SQLite's online backup, verify the copy and return where it is.

    Raises CannotOpen where the copy cannot be written or is not whole; no half copy stays.
    """
    folder = folder_of(path)
    target = _free_name(folder, f"{path.stem} {datetime.datetime.now():%Y-%m-%d %H%M%S} {reason}")
    draft = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        if draft.exists():
            draft.unlink()
        raise CannotOpen(f"备份到“{folder}”失败，没有继续。请核对磁盘空间和写入权限") from error
    for old in backups_of(path)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def _free_name(folder: Path, name: str) -> Path:
    """Return a name that no backup has yet: two may be made within one second."""
    numbered = (f"{name} {number}.db" for number in itertools.count(2))
    return next(folder / one for one in itertools.chain([f"{name}.db"], numbered) if not (folder / one).exists())


def backups_of(path: Path) -> list[Path]:
    """Return a ledger's own automatic backups, newest first; those of ledgers with like names are not among them."""
    own = re.compile(re.escape(path.stem) + r" \d{4}-\d\d-\d\d \d{6} [^/]*\.db")
    folder = folder_of(path)
    found = [file for file in folder.iterdir() if own.fullmatch(file.name)] if folder.is_dir() else []
    return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def last_backup(path: Path) -> datetime.datetime | None:
    """Return when the ledger was last backed up."""
    found = backups_of(path)
    return datetime.datetime.fromtimestamp(found[0].stat().st_mtime) if found else None
