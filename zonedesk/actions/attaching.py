"""Files attached to records: added, opened as a copy, saved elsewhere, removed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Refused
from zonedesk.records import KINDS
from zonedesk.records.record import Row

if TYPE_CHECKING:
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

KIND = "attachment"

PROGRAMS = (
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "lnk", "url", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1", "reg",
    "jar", "sh", "desktop", "appimage", "run",
)  # fmt: skip
"""Endings of files that would run when they are opened."""


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


def open_copy(store: Store, attachment: Row) -> Path:
    """Write a copy into a folder that only this user can enter, and return it: what is changed there changes no record.

    Raises Refused for a program, and as `save_copy`.
    """
    from zonedesk.store.attachments import safe_name

    name = safe_name(attachment["name"])
    if name.rpartition(".")[2].casefold() in PROGRAMS:
        raise Refused(f"“{name}”是程序，打开就会运行，没有打开。确实要用，请另存后自行核对")
    target = Path(tempfile.mkdtemp(prefix="zonedesk-")) / name
    save_copy(store, attachment, target)
    return target


def remove(store: Store, ids: Sequence[str]) -> str:
    """Take attachments off their record, and return the sentence that says so; an undo brings them back."""
    from zonedesk.actions.records import delete

    return delete(store, KIND, ids)


def size_words(size: int) -> str:
    """Return a file's size as people read it: 820 字节, 12.5 KB, 3.2 MB."""
    if size < 1024:
        return f"{size} 字节"
    amount, unit = (size / 1024, "KB") if size < 1024**2 else (size / 1024**2, "MB")
    return f"{amount:.1f} {unit}"
