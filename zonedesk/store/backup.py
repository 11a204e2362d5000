"""Copies of the whole ledger, made while it is open and checked before they count."""

from __future__ import annotations

import datetime
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
    now = datetime.datetime.now()
    target = folder / f"{path.stem} {now:%Y-%m-%d %H%M%S} {reason}.db"
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
    _forget_old(folder, path.stem)
    return target


def backups_of(path: Path) -> list[Path]:
    """Return a ledger's automatic backups, newest first."""
    return sorted(folder_of(path).glob(f"{path.stem} *.db"), reverse=True)


def last_backup(path: Path) -> datetime.datetime | None:
    """Return when the ledger was last backed up."""
    found = backups_of(path)
    return datetime.datetime.fromtimestamp(found[0].stat().st_mtime) if found else None


def _forget_old(folder: Path, stem: str) -> None:
    for old in sorted(folder.glob(f"{stem} *.db"), reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
