"""Record ids: UUIDs of version 7, so that sorting by id is sorting by the time of making."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from itertools import count

_ties: Iterator[int] = count()  # orders ids made at the same reading of the clock


def new_id() -> str:
    """Return a new id as 32 hexadecimal digits."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    high = (milliseconds << 16) | (0x7 << 12) | fraction
    low = (0b10 << 62) | ((next(_ties) & 0x3FFFFFFF) << 32) | secrets.randbits(32)
    return f"{high:016x}{low:016x}"
