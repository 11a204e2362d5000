"""Opening the SQLite file: exact transactions, full durability, and a ledger told from a stranger's file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from zonedesk.errors import CannotOpen

APPLICATION_ID = 0x5A4B4445
"""`ZKDE`, in the header of every ledger."""

BUSY_SECONDS = 5.0


def make_engine(path: Path, create: bool = False) -> sa.Engine:
    """Return an engine on a SQLite file: WAL, synchronous=FULL, foreign keys, and transactions begun by us.

    Only `create` makes the file: one that was moved away is missed, not quietly made anew.

    sqlite3's own transaction mode commits before some statements and so keeps half of a failed migration; it is
    switched off, and each transaction begins with BEGIN (to read) or BEGIN IMMEDIATE (to change).
    """
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get("changes") else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def inspect_file(path: Path) -> None:
    """Refuse a file that is not a ledger of ours, without touching it. Raises CannotOpen with a sentence."""
    if not path.exists():
        raise CannotOpen(f"找不到台账“{path}”。请核对位置，或新建一个台账")
    if path.is_dir():
        raise CannotOpen(f"“{path}”是文件夹，不是台账文件，请选择台账文件")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        raise CannotOpen(f"打不开台账“{path}”。请核对是否有读取权限") from None
    if not header:
        raise CannotOpen(f"“{path}”是空文件，不是台账。请改名移开它，或另选位置新建台账")
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise CannotOpen(f"“{path}”不是开发区工作台的台账，请另选文件")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID and not _marked_in_log(path):
        raise CannotOpen(f"“{path}”是别的程序的数据库，不是开发区工作台的台账，请另选文件")
    _refuse_unwritable(path)


def _marked_in_log(path: Path) -> bool:
    """Return whether the mark is in the write-ahead log only, as after a crash just after making the ledger."""
    if not Path(f"{path}-wal").exists():
        return False
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def _refuse_unwritable(path: Path) -> None:
    import os

    if not os.access(path, os.W_OK):
        raise CannotOpen(f"台账“{path}”是只读的。请取消“只读”属性，或复制到可以写入的文件夹再打开")
    if not os.access(path.parent, os.W_OK):
        raise CannotOpen(f"文件夹“{path.parent}”不能写入。请把台账复制到可以写入的文件夹再打开")


def gone(path: Path) -> CannotOpen:
    """Return the sentence for a ledger that was there and is not any more."""
    return CannotOpen(f"台账“{path}”不见了，没有保存。请核对它是否被移动、改名，或U盘已拔出，放回后再试")


_SENTENCES = (
    (("locked", "busy"), "台账“{path}”正被别的程序使用，没有改动，请稍等再试"),
    (("readonly",), "台账“{path}”是只读的，没有改动。请取消“只读”属性，或复制到可以写入的文件夹"),
    (("disk is full",), "磁盘已满，没有改动。请清理“{path.parent}”所在的磁盘再试"),
    (("malformed", "not a database"), "台账“{path}”已损坏，没有改动。请用最近的备份恢复"),
    (("disk I/O", "unable to open"), "读写台账“{path}”失败，没有改动。请核对磁盘或U盘是否还连接着"),
)
"""What SQLite says, and what a person is told."""


def explain(error: Exception, path: Path) -> CannotOpen | None:
    """Return the sentence for a database error that a person can mend, or None where it is a bug."""
    if not path.exists():
        return gone(path)
    text = str(error)
    found = (sentence for words, sentence in _SENTENCES if any(word in text for word in words))
    sentence = next(found, None)
    return CannotOpen(sentence.format(path=path)) if sentence else None
