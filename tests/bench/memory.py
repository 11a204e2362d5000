"""The memory of this process and of those that it started, in MB, as Linux counts it."""

from __future__ import annotations

import resource
from pathlib import Path


def now() -> float:
    """Return what this process holds."""
    return _status("VmRSS")


def highest() -> float:
    """Return the most that this process ever held; ru_maxrss would count the process that started it."""
    return _status("VmHWM")


def highest_of_children() -> float:
    """Return the most that one ended child of this process ever held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
