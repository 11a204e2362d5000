from __future__ import annotations

from zonedesk.records import KINDS
from zonedesk.records.parsing import FRACTION
from zonedesk.ui.import_columns import units_of


def test_a_column_of_percentages_can_be_said_to_hold_fractions() -> None:
    assert FRACTION in units_of(KINDS["reading"].fields["growth"])
    assert units_of(KINDS["reading"].fields["rank"]) == ()
