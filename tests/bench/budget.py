"""What a benchmark says: a time beside its bare limit, both measured in the same run, or an amount beside a fixed most."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One budget as it came out. `value` and `limit` share a unit; `most` is how many times the limit is allowed, None for none."""

    name: str
    value: float
    limit: float
    most: float | None
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the limit it took."""
        return self.value / self.limit if self.limit else float("inf")

    @property
    def is_kept(self) -> bool:
        """Whether it is within its budget."""
        return self.most is None or self.ratio <= self.most


Job = Callable[[], object]


def seconds(job: Job) -> float:
    """Return how long a job takes."""
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def interleaved(times: int, *jobs: Job) -> list[float]:
    """Return the shortest time of each job, all in turn `times` times, so that what else the PC does meets all alike."""
    rounds = [[seconds(job) for job in jobs] for _ in range(times)]
    return [min(taken) for taken in zip(*rounds, strict=True)]


def table(found: list[Measured]) -> str:
    """Return the budgets as lines to print."""
    lines = [f"{'budget':<44} {'value':>10} {'limit':>10} {'ratio':>6} {'most':>6}"]
    for one in found:
        most = "" if one.most is None else f"{one.most:.2f}"
        kept = "" if one.is_kept else "  over"
        lines.append(
            f"{one.name:<44} {one.value:>8.2f} {one.unit:<1} {one.limit:>8.2f} {one.unit:<1} {one.ratio:>6.2f} {most:>6}"
            f"{kept}{'  ' + one.note if one.note else ''}"
        )
    return "\n".join(lines)
