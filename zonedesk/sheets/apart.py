"""Files read in a process of their own, which can be stopped, and takes nothing along when it ends badly.

A workbook comes from anywhere. What it does to its reader, native code too, stays there: the program gets plain cells or a sentence.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from zonedesk.errors import Unreadable
from zonedesk.sheets.grid import Workbook
from zonedesk.sheets.limits import MEMORY, READ_APART, SECONDS

if TYPE_CHECKING:
    from zonedesk.sheets.reader import Answer

BETWEEN_LOOKS = 0.02  # seconds

_PLAIN = {
    ("datetime", name) for name in ("date", "datetime", "time", "timedelta")
} | {
    ("zonedesk.sheets.grid", "Grid"), ("zonedesk.sheets.raw_sheet", "BrokenCell"),
    ("zonedesk.errors", "Unreadable"), ("zonedesk.errors", "Locked"),
}  # fmt: skip


class ReaderEnded(Exception):
    """The reading process ended without an answer; its last words are the text."""


def read_apart(path: Path, password: str = "", watch: Callable[[], object] = lambda: None) -> Workbook:
    """Return the sheets of a file, read by a process of its own.

    `watch` is called many times a second meanwhile; what it raises ends the process at once. Raises Locked where the file asks for
    a password, and Unreadable where it cannot be read within the limits of time and memory.
    """
    with _started() as reader, ThreadPoolExecutor(1, "reading") as pool:
        try:
            answer = pool.submit(_exchange, reader, (path, password))
            _wait(reader, answer, path, watch)
            refusal, sentence, sheets = answer.result()
        except ReaderEnded as ended:
            raise _sentence(path, str(ended)) from ended
        finally:
            reader.kill()
    if refusal is not None:
        raise refusal(sentence)
    return Workbook(path, sheets)


def _started() -> subprocess.Popen[bytes]:
    is_built = getattr(sys, "frozen", False)
    command = [sys.executable, READ_APART] if is_built else [sys.executable, "-P", "-m", "zonedesk.sheets.reader"]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part or str(Path.cwd()) for part in sys.path), "RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows
    )  # fmt: skip


class _PlainOnly(pickle.Unpickler):
    """Takes plain cells alone: what a hostile file made of its reader must not reach the program."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is no cell")
        return super().find_class(module, name)


def _exchange(reader: subprocess.Popen[bytes], question: tuple[Path, str]) -> Answer:
    """Ask the reader and return its answer. Raises ReaderEnded with its last words where it gave none."""
    asked, answered, complaints = _pipes(reader)
    try:
        with asked:
            pickle.dump(question, asked)
        answer: Answer = _PlainOnly(answered).load()
    except (EOFError, OSError, pickle.UnpicklingError):
        raise ReaderEnded(complaints.read().decode("utf-8", "replace")) from None
    return answer


def _pipes(reader: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    assert reader.stdin is not None and reader.stdout is not None and reader.stderr is not None
    return reader.stdin, reader.stdout, reader.stderr


def _wait(reader: subprocess.Popen[bytes], answer: Future[Answer], path: Path, watch: Callable[[], object]) -> None:
    """Wait for the answer. Raises Unreadable where it takes too long or too much, and what `watch` raises."""
    until = time.monotonic() + SECONDS
    while not wait([answer], BETWEEN_LOOKS).done:
        watch()
        if time.monotonic() > until:
            raise Unreadable(
                f"“{path.name}”读了 {SECONDS} 秒还没有读完，没有读取。请删去用不着的内容，或拆成几个文件再导入"
            )
        if _memory(reader) > MEMORY:
            raise too_large(path)


def _memory(reader: subprocess.Popen[bytes]) -> int:
    """Return the bytes that the reader holds. On Windows an environment's Python is a small program that starts the real one."""
    import psutil

    try:
        process = psutil.Process(reader.pid)
        others = process.children() if sys.platform == "win32" else []
        return sum(int(one.memory_info().rss) for one in [process, *others])
    except psutil.NoSuchProcess:
        return 0


def _sentence(path: Path, last_words: str) -> Unreadable:
    if "MemoryError" in last_words or "memory allocation" in last_words:
        return too_large(path)
    return Unreadable(f"“{path.name}”读到一半读不下去，可能已损坏。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入")


def too_large(path: Path) -> Unreadable:
    """Return the sentence for a file that takes more memory than a reading may."""
    return Unreadable(f"“{path.name}”太大，读取它要的内存超过 500 MB。请删去用不着的内容，或拆成几个文件再导入")
