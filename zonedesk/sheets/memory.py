"""What people said of the words in ledgers, so that the same office's next file needs no question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Topic = Literal["sheet", "field", "unit", "name"]
"""What a remembered word is: the headings of a sheet, a heading for its field or its unit, the name of a record."""


@dataclass(frozen=True)
class Memory:
    """Remembered words. Those of ledgers are folded as they are compared (`headings.without_unit`, `parsing.plain`).

    `sheets` gives the kind (IGNORE for none) of a sheet by all of its headings; `fields` and `units` what a column is by (kind,
    heading): a field's identifier or IGNORE, a unit; `names` the record's id by (kind, written name). `indicators` are the names of
    those on record, which may head columns.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], str] = field(default_factory=dict)
    units: Mapping[tuple[str, str], str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    indicators: frozenset[str] = frozenset()

    def without_words(self) -> Memory:
        """Return what is known without anything that people said."""
        return replace(FORGETFUL, indicators=self.indicators)


FORGETFUL = Memory()
"""Nothing remembered."""
