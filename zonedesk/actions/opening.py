"""The files of an import: each read apart from the program, with its password where it has one, or its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.errors import Locked, Unreadable

if TYPE_CHECKING:
    from zonedesk.sheets.grid import Workbook

NO_PASSWORDS: Mapping[Path, str] = {}


@dataclass(frozen=True)
class ReadFile:
    """A chosen file: its sheets, or the sentence that says why it cannot be read.

    `locked` says that it asks for a password which was not given, or not rightly.
    """

    path: Path
    workbook: Workbook | None = None
    trouble: str = ""
    locked: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def read_files(
    paths: Iterable[Path],
    passwords: Mapping[Path, str] = NO_PASSWORDS,
    progress: Callable[[str], object] = lambda _: None,
) -> list[ReadFile]:
    """Read the chosen files, each once. One that cannot be read keeps its sentence; the others go on.

    What `progress` raises ends the reading at once.
    """
    read: list[ReadFile] = []
    for path in dict.fromkeys(paths):
        if any(file.name == path.name for file in read):
            read.append(ReadFile(path, trouble=f"与另一个文件同名，没有读取“{path}”。请改名后再选，或分两次导入"))
        else:
            read.append(_read(path, passwords.get(path, ""), partial(progress, f"正在读取 {path.name}")))
    return read


def _read(path: Path, password: str, watch: Callable[[], object]) -> ReadFile:
    from zonedesk.sheets.apart import read_apart

    watch()
    try:
        return ReadFile(path, read_apart(path, password, watch))
    except Unreadable as trouble:
        return ReadFile(path, trouble=str(trouble), locked=isinstance(trouble, Locked))


def open_workbooks(files: Iterable[Path], passwords: Mapping[Path, str] = NO_PASSWORDS) -> list[Workbook]:
    """Read files. Raises Unreadable, or Locked, with the sentence of the first that cannot be."""
    read = read_files(map(Path, files), passwords)
    for file in read:
        if file.trouble:
            raise (Locked if file.locked else Unreadable)(file.trouble)
    return [file.workbook for file in read if file.workbook is not None]
