"""The two kinds of failure: what a person can mend, and everything else (a bug)."""

from __future__ import annotations

from pathlib import Path


class Mendable(Exception):
    """A failure that a person can mend: its text is one plain Chinese sentence that names the place and what to do."""


class CannotOpen(Mendable):
    """The database cannot be used: foreign, newer, read-only, damaged or gone."""


class Unreadable(Mendable):
    """A value, sheet or file could not be understood as what it should be."""


class Locked(Unreadable):
    """A file asks for a password that was not given, or not rightly."""


class Refused(Mendable):
    """A change was refused because the records would no longer hold together. Nothing was changed."""


class InUse(Mendable):
    """A file that was to be written is open in another program; `other` is a name that is free beside it."""

    def __init__(self, path: Path, other: Path, more: str = "") -> None:
        super().__init__(f"文件正被别的程序打开，请先关闭，或改存为“{other.name}”：{path}{more}")
        self.path, self.other = path, other
