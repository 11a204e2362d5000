"""Memory in MB, as Linux counts it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

ROOT = Path(__file__).resolve().parents[2]
BETWEEN_LOOKS = 0.01  # seconds


def now() -> float:
    """Return what this process holds."""
    return _status("VmRSS")


def highest() -> float:
    """Return the most that this process ever held; ru_maxrss would count the process that started it."""
    return _status("VmHWM")


def highest_of_all(command: Sequence[str]) -> float:
    """Run a command and return the most that it held at any moment together with the processes that it started."""
    import psutil

    with subprocess.Popen(command, cwd=ROOT) as run:
        process, most = psutil.Process(run.pid), 0.0
        while run.poll() is None:
            most = max(most, sum(map(_held, [process, *process.children(recursive=True)])))
            time.sleep(BETWEEN_LOOKS)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    return most


def _held(process: psutil.Process) -> float:
    import psutil

    try:
        return float(process.memory_info().rss) / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
