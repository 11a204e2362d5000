"""Files attached to records: added, opened as a copy, saved elsewhere, removed."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import CannotOpen, Refused
from zonedesk.records import KINDS
from zonedesk.records.record import Row

if TYPE_CHECKING:
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

KIND = "attachment"

OPENED = (
    "pdf", "ofd",
    "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "rtf", "odt", "ods", "odp",
    "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic",
    "txt", "csv", "md",
    "zip", "rar", "7z",
)  # fmt: skip
"""Endings of what is opened from here: papers, pictures, text and archives, which show themselves and run nothing unasked."""


def attached_to(kind: str, record: str) -> Query:
    """Return the query of what is attached to a record, by name."""
    from zonedesk.store.query import Query, Where

    return Query(KIND, (Where("of_kind", "is", kind), Where("of_record", "is", record)), order=(("name", False),))


def attach(store: Store, kind: str, record: str, files: Sequence[Path]) -> str:
    """Attach files to a record as one step, and return the sentence that says so.

    A file that is attached already is not attached again. Raises Mendable, with nothing attached, where one cannot be.
    """
    from zonedesk.store import attachments
    from zonedesk.store.query import by_ids, fetch

    kept = [(attachments.safe_name(file.name), *attachments.keep(store.path, file)) for file in files]
    with store.change("") as change:
        owner = next(iter(by_ids(change.connection, kind, [record])), None)
        if owner is None:
            raise Refused(f"这条{KINDS[kind].label}已被删除，没有添加附件。可以撤销删除后再添加")
        known = {(row["name"], row["sha256"]) for row in fetch(change.connection, attached_to(kind, record))}
        new = {(name, digest): size for name, digest, size in kept if (name, digest) not in known}
        change.describe(f"给“{KINDS[kind].caption(owner)}”添加 {len(new)} 个附件")
        change.insert_many(KIND, [
            {"name": name, "of_kind": kind, "of_record": record, "sha256": digest, "size": size}
            for (name, digest), size in new.items()
        ])  # fmt: skip
        change.commit()
    again = len(files) - len(new)
    return f"已添加 {len(new)} 个附件" + (f"，另有 {again} 个已经有了" if again else "")


def save_copy(store: Store, attachment: Row, target: Path) -> None:
    """Write a copy of an attached file. Raises Unreadable where its bytes are gone or altered, CannotOpen for the target."""
    from zonedesk.store import attachments

    attachments.copy_out(store.path, attachment["sha256"], attachment["name"], target)


def open_copy(store: Store, attachment: str, folder: Path) -> Path:
    """Write a copy of an attachment, that can only be read, somewhere within `folder` and return it.

    Nothing that somebody types into it can be lost with the folder, and none of it changes a record.
    Raises Refused for what may run when it is opened and for an attachment that is gone, and as `save_copy`.
    """
    from zonedesk.actions.records import get
    from zonedesk.store.attachments import safe_name

    row = get(store, KIND, attachment)
    if row is None:
        raise Refused("这个附件已被删除，没有打开。可以撤销删除后再打开")
    name = safe_name(row["name"])
    if name.rpartition(".")[2].casefold() not in OPENED:
        raise Refused(f"“{name}”不是文档、图片、文本或压缩包，不能直接打开，以免运行其中的程序。请另存后自行核对再打开")
    try:
        target = Path(tempfile.mkdtemp(prefix="", dir=folder)) / name
    except OSError as error:
        raise CannotOpen(f"不能写入“{folder}”，附件没有打开。请核对磁盘空间，或另存后再打开") from error
    save_copy(store, row, target)
    target.chmod(stat.S_IRUSR)
    return target


def remove(store: Store, ids: Sequence[str]) -> str:
    """Take attachments off their record, and return the sentence that says so; an undo brings them back."""
    from zonedesk.actions.records import delete

    return delete(store, KIND, ids)


def size_words(size: int) -> str:
    """Return a file's size as people read it: 820 字节, 12.5 KB, 3.2 MB."""
    if size < 1024:
        return f"{size} 字节"
    kilobytes = f"{size / 1024:.1f}"
    return f"{kilobytes} KB" if kilobytes != "1024.0" and size < 1024**2 else f"{size / 1024**2:.1f} MB"
