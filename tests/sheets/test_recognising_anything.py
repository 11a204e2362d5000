"""Whatever stands in a sheet, recognition ends, and every row that holds something is accounted for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks import grid_of
from zonedesk.records import KINDS
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.headings import vocabulary
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections
from zonedesk.sheets.tables import tables_of

WORDS = sorted(
    {word for kind in ("project", "enterprise", "reading", "zone", "batch_entry") for word in vocabulary(kind)}
)
CELLS = st.one_of(
    st.none(), st.none(),
    st.sampled_from([
        *WORDS, "序号", "合计", "小计", "注：如下", "单位：万元", "填报单位：晋中开发区", "一、制造业", "1月", "1-10月", "2023年", "万元",
        "晋中开发区重点项目台账", "2302-140701-04-02-100001", "—", "甲项目",
    ]),
    st.integers(-3, 45000), st.floats(allow_nan=False, allow_infinity=False, width=32), st.booleans(), st.text(max_size=8),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=9), max_size=24)
MERGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 8), st.integers(0, 5), st.integers(0, 5)).map(
        lambda m: (m[0], m[1], m[0] + m[2], m[1] + m[3])
    ),
    max_size=6,
)


def accounted_for(grid: Grid) -> set[int]:
    found = recognise(grid)
    above = set(range(1, found.header_rows[-1] + 1)) if found.header_rows else set()
    return above | set(found.rows) | {ignored.row for ignored in found.ignored}


@settings(max_examples=150, deadline=None)
@given(ROWS, MERGES, st.booleans())
def test_every_row_that_holds_something_is_read_or_left_out_with_a_reason(
    rows: list[list[object]], merges: list[tuple[int, int, int, int]], is_hidden: bool
) -> None:
    grid = grid_of(rows, merges=merges)
    grid.hidden = is_hidden
    tables = tables_of(grid)
    filled = {row for row, line in enumerate(grid.cells, start=1) if any(cell is not None for cell in line)}
    assert filled <= {row for table in tables for row in accounted_for(table)}
    assert all(table.at(r, c) in (None, grid.at(r, c)) for table in tables for r in range(len(rows)) for c in range(9))


@settings(max_examples=40, deadline=None)
@given(ROWS, st.sampled_from(sorted(key for key, kind in KINDS.items() if not kind.attached)))
def test_every_kind_may_be_asked_of_any_sheet(rows: list[list[object]], kind: str) -> None:
    assert recognise(grid_of(rows), Corrections(kind=kind)).kind in (kind, None)
