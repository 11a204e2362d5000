"""The bytes of attached files: beside the ledger, named by what they are, written whole or not at all.

A file lies in `<ledger>.attachments/ab/abcdef…`, named by the SHA-256 of its bytes: the same file attached twice is kept
once, and a file that was altered since no longer answers to its name. Since the name tells what the bytes are, they may be
read from the folder of another ledger that lies beside: so a renamed ledger and a backup still find theirs. Bytes stay
when their record is deleted, since an undo brings the record back.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

import sqlalchemy as sa

from zonedesk.errors import CannotOpen, Refused, Unreadable
from zonedesk.records.schema import TABLES
from zonedesk.store import backup

BLOCK = 1 << 20
LARGEST = 200 * BLOCK
LONGEST_NAME = 180  # bytes of a file's name: Linux takes 255, Windows 260 characters with all folders above it
CUT = "…"  # stands for the middle of a name that is too long: what tells files apart is often at its end
NAMELESS = "附件"
FOLDERS = "*.attachments"

_HASH = re.compile(r"[0-9a-f]{64}")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


def folder_of(ledger: Path) -> Path:
    """Return the folder that holds the attached bytes of a ledger."""
    return ledger.with_name(f"{ledger.stem}.attachments")


def folders_for(ledger: Path) -> list[Path]:
    """Return the folders that may hold a ledger's attached bytes: its own, then those of ledgers beside it.

    Beside a backup lies what is beside the ledger that it was made of.
    """
    own, home = folder_of(ledger), ledger.parent.parent
    places = [ledger.parent, home] if backup.folder_of(home / ledger.name) == ledger.parent else [ledger.parent]
    found = (folder for place in places for folder in sorted(place.glob(FOLDERS)) if folder.is_dir())
    return list(dict.fromkeys([own, *found]))


def safe_name(name: str) -> str:
    """Return a file's name as any system can write it: never a path, not too long, nothing that hides how it ends."""
    legible = name.encode("utf-8", "replace").decode("utf-8")
    bare = _NOT_IN_NAMES.sub("_", re.split(r"[/\\]", legible)[-1]).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    if dot and len(ending.encode()) < LONGEST_NAME // 2:
        bare = f"{_shortened(stem, LONGEST_NAME - len(ending.encode()) - 1)}.{ending}"
    bare = _shortened(bare, LONGEST_NAME) or NAMELESS
    return f"_{bare}" if _RESERVED.match(bare) else bare


def _shortened(text: str, room: int) -> str:
    """Return a text cut in its middle where it takes more than `room` bytes."""
    whole = text.encode()
    if len(whole) <= room:
        return text
    half = (room - len(CUT.encode())) // 2
    return f"{whole[:half].decode(errors='ignore')}{CUT}{whole[-half:].decode(errors='ignore')}"


def keep(ledger: Path, source: Path) -> tuple[str, int]:
    """Take a file's bytes in, and return their SHA-256 and size. Raises Unreadable, Refused or CannotOpen with a sentence."""
    try:
        with source.open("rb") as file:
            return _write(folder_of(ledger), file, source.name)
    except IsADirectoryError:
        raise Unreadable(f"“{source.name}”是文件夹，不能作附件。请打成压缩包，或选里面的文件") from None
    except FileNotFoundError:
        raise Unreadable(f"找不到“{source.name}”，请核对它是否被移走或改名") from None
    except PermissionError:
        raise Unreadable(f"打不开“{source.name}”。请核对它是否是文件、有没有读取权限") from None


def _write(folder: Path, file: IO[bytes], name: str) -> tuple[str, int]:
    draft = folder / f"{uuid4().hex}.part"
    try:
        _make(folder)
        digest, size = _copy(file, draft, name)
        place = folder / digest[:2] / digest
        if place.exists() and _digest(place) == digest:
            return digest, size
        _make(place.parent)
        draft.replace(place)
    except OSError as error:
        raise CannotOpen(f"附件没有存成，请核对磁盘空间和“{folder.parent}”的写入权限") from error
    finally:
        if draft.exists():
            draft.unlink()
    return digest, size


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


def _copy(file: IO[bytes], draft: Path, name: str) -> tuple[str, int]:
    """Copy bytes to a draft that is on the disk when this returns. Raises Refused for too many."""
    digest, size = hashlib.sha256(), 0
    with draft.open("xb") as target:
        while block := file.read(BLOCK):
            size += len(block)
            if size > LARGEST:
                raise Refused(f"“{name}”超过 {LARGEST // BLOCK} MB，太大了，没有添加。请压缩或拆分后再添加")
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_out(ledger: Path, digest: str, name: str, target: Path) -> None:
    """Write a kept file to `target`, whole or not at all.

    Raises Unreadable where its bytes are gone or no longer what they were, CannotOpen where `target` cannot be written.
    """
    places = [*_places(folders_for(ledger), digest)]
    if not places:
        raise Unreadable(
            f"附件“{name}”的文件不在了。附件存在原台账旁边名为“….attachments”的文件夹里，备份不含这些文件。"
            f"请把那个文件夹复制到“{ledger.parent}”，或重新添加这个附件"
        )
    draft = target.with_name(f".{uuid4().hex}.part")
    try:
        if not any(_copied(place, draft, name, digest) for place in places):
            raise Unreadable(f"附件“{name}”的内容和添加时不一样，文件可能损坏或被改过，没有打开。请重新添加这个附件")
        draft.replace(target)
    except OSError as error:
        raise CannotOpen(f"不能写入“{target}”。请另选一处，或关闭正在使用它的程序") from error
    finally:
        draft.unlink(missing_ok=True)


def _copied(place: Path, draft: Path, name: str, digest: str) -> bool:
    """Copy a kept file to a draft, and return whether it is still what it was."""
    draft.unlink(missing_ok=True)
    with place.open("rb") as file:
        return _copy(file, draft, name)[0] == digest


def _places(folders: Iterable[Path], digest: str) -> Iterator[Path]:
    """Return where bytes are kept; a hash that is none leads to no file."""
    if _HASH.fullmatch(digest):
        yield from (place for folder in folders if (place := folder / digest[:2] / digest).is_file())


def of_records(connection: sa.Connection, kind: str, records: Iterable[str]) -> list[str]:
    """Return the ids of the attachments of records of a kind."""
    table = TABLES["attachment"]
    wanted = sa.select(table.c.id).where(table.c.of_kind == kind, table.c.of_record.in_(list(records)))
    return list(connection.execute(wanted).scalars())


def not_backed_up(connection: sa.Connection, ledger: Path) -> str:
    """Return the sentence that says where the attached files are that no backup holds; nothing where there are none."""
    folders = folders_for(ledger)
    digests = connection.execute(sa.select(TABLES["attachment"].c.sha256).distinct()).scalars()
    homes = {place.parent.parent for digest in digests for place in itertools.islice(_places(folders, digest), 1)}
    names = "、".join(f"“{folder.name}”" for folder in folders if folder in homes)
    return f"附件的文件在文件夹{names}里，不在备份里，移动或复制台账时请一并复制" if names else ""


def problems(connection: sa.Connection, ledger: Path) -> list[str]:
    """Return a sentence for each attached file whose bytes are gone or no longer what they were."""
    table, found = TABLES["attachment"], []
    folders = folders_for(ledger)
    for row in connection.execute(sa.select(table.c.name, table.c.sha256).order_by(table.c.name)):
        places = [*_places(folders, row.sha256)]
        if not places:
            found.append(f"附件“{row.name}”的文件不在了")
        elif not any(_digest(place) == row.sha256 for place in places):
            found.append(f"附件“{row.name}”的内容和添加时不一样")
    return found
