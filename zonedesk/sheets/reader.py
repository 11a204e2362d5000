"""The process that reads one file for the program: told which on standard input, it answers on standard output and ends."""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path

from zonedesk.errors import Locked, Unreadable
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import ADDRESSES, SECONDS
from zonedesk.sheets.read import read_workbook

Answer = tuple[type[Unreadable] | None, str, list[Grid]]
"""What kind of refusal and its sentence, or None and the sheets."""


def main() -> int:
    """Read the file that standard input names and write the answer."""
    gc.disable()  # millions of cells and no cycles, for a second or two
    _limit_resources()
    path, password = pickle.load(sys.stdin.buffer)
    pickle.dump(_answer(path, password), sys.stdout.buffer, 5)
    sys.stdout.buffer.flush()
    return 0


def _answer(path: Path, password: str) -> Answer:
    try:
        return None, "", read_workbook(path, password).sheets
    except Locked as sentence:
        return Locked, str(sentence), []
    except Unreadable as sentence:
        return Unreadable, str(sentence), []


def _limit_resources() -> None:
    """Let the system itself stop a reading that asks for too much, where it can: it sees what happens between two looks."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 5, SECONDS + 5))  # where the program itself was ended before it
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


if __name__ == "__main__":
    sys.exit(main())
