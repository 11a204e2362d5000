"""`python -m tests.bench [AREA…] [--rows N] [--times N]`: each budget beside its bare limit, measured in one run."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import exporting, importing, recognising
from tests.bench.budget import Measured, table

AREAS = {"import": importing.budgets, "recognition": recognising.budgets, "export": exporting.budgets}
"""What can be measured. Each takes how many rows, how many times and a folder, and gives its budgets."""


def measure(areas: Sequence[str], rows: int, times: int) -> list[Measured]:
    """Return the budgets of some areas."""
    found: list[Measured] = []
    for area in areas:
        with tempfile.TemporaryDirectory() as folder:
            found += AREAS[area](rows, times, Path(folder))
    return found


def main() -> None:
    """Print the budgets."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Budgets as ratios, measured in one run."
    )
    parser.add_argument("areas", nargs="*", choices=[[], *AREAS], help="what to measure; all where none is named")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3, help="how often each is measured; the shortest time counts")
    chosen = parser.parse_args()
    print(table(measure(chosen.areas or list(AREAS), chosen.rows, chosen.times)))


if __name__ == "__main__":
    main()
