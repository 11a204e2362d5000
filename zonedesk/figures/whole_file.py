"""Writing a file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from zonedesk.errors import InUse, Mendable


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a draft beside `path` to write to and put it in its place at the end. Raises Mendable where that fails.

    A file that was there stays as it was until the draft is complete. InUse says that another program has it open, which
    is looked for before anything is written.
    """
    _refuse_open(path)
    draft = path.with_name(f".{uuid4().hex}{path.suffix}")
    _begin(draft)
    try:
        yield draft
        _put_in_place(draft, path)
    except OSError as failure:
        raise Mendable(f"没有写成，请检查磁盘空间后再试：{path}（{failure.strerror}）") from failure
    finally:
        draft.unlink(missing_ok=True)


def other_name(path: Path) -> Path:
    """Return a name beside a file's own that is free: 台账(2).xlsx."""
    number = 2
    while (other := path.with_name(f"{path.stem}({number}){path.suffix}")).exists():
        number += 1
    return other


def _refuse_open(path: Path) -> None:
    """Raise InUse where the mark of a program that has the file open stands beside it."""
    if not path.is_file():
        return
    # LibreOffice, Excel and WPS each leave one; only the latter two also stop the file from being replaced
    for mark in (f".~lock.{path.name}#", f"~${path.name}", f".~{path.name}"):
        if path.with_name(mark).exists():
            raise InUse(path, other_name(path), f"。如果它并没有打开，请删去旁边的“{mark}”再试")


def _begin(draft: Path) -> None:
    try:
        draft.touch()
    except FileNotFoundError:
        raise Mendable(f"没有这个文件夹，请先新建或另选一处：{draft.parent}") from None
    except OSError as failure:
        raise Mendable(f"这个文件夹不能写入，请另选一处：{draft.parent}（{failure.strerror}）") from None


def _put_in_place(draft: Path, path: Path) -> None:
    if path.is_dir():
        raise Mendable(f"这个名字是一个文件夹，请换一个文件名：{path}")
    try:
        draft.replace(path)
    except PermissionError:
        raise InUse(path, other_name(path)) from None
