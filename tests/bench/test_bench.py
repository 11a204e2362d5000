"""The benchmarks run. What they say at this size means nothing, and no time decides a test."""

import pytest

from tests.bench.__main__ import AREAS, measure
from tests.bench.budget import table


@pytest.mark.parametrize("area", AREAS)
def test_a_benchmark_runs_and_is_printed(area: str) -> None:
    found = measure([area], rows=300, times=1)
    assert found and all(one.value > 0 and one.limit > 0 for one in found if one.unit == "s")
    assert table(found).count("\n") == len(found)
