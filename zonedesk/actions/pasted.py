"""What pasting a block would do, as plain data for the look that is taken before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zonedesk.actions.plan import Offer, Result, Step
from zonedesk.records.fields import Field


@dataclass(frozen=True)
class Shown:
    """A column of the block: its place in a line from 0, what stands above it, the field that it fills, the unit it is read in."""

    place: int
    heading: str
    field: Field
    unit: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong or doubtful in a line; `place` is the column's, None where no column is to blame."""

    field: str
    message: str
    severity: Literal["error", "warning"] = "error"
    place: int | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the block, counted from 1: its texts by place, the record it changes (None for a new one), what is wrong with it.

    `before` says what the cells that change hold now, `beside` what else the line changes. `record` is what the line comes to, also
    where it is new; empty for a line in error.
    """

    row: int
    texts: Mapping[int, str]
    state: Result = "new"
    id: str | None = None
    problems: tuple[Fault, ...] = ()
    before: Mapping[int, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    record: str = ""

    @property
    def errors(self) -> tuple[Fault, ...]:
        """What stops the line."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class Plan:
    """What pasting a block would do.

    `faults` are of whole columns. `ignored` are the rows (from 1) that are not pasted, with the reason; `notes` what else is to be looked
    at. It holds for the ledger as it was at the change `made_at`.
    """

    kind: str
    columns: tuple[Shown, ...]
    lines: tuple[Line, ...]
    headed: bool
    faults: tuple[Fault, ...] = ()
    ignored: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    made_at: int = 0

    def count(self, state: Result) -> int:
        """Return how many lines are in a state."""
        return sum(line.state == state for line in self.lines)

    @property
    def errors(self) -> list[tuple[int | None, Fault]]:
        """Everything that stops the paste, each with its line, or None where it is a whole column's."""
        whole = [(None, fault) for fault in self.faults if fault.severity == "error"]
        return [*whole, *((line.row, fault) for line in self.lines for fault in line.errors)]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the columns fill."""
        return tuple(column.field.id for column in self.columns)

    @property
    def units(self) -> dict[str, str]:
        """The units that the columns of fields are read in."""
        return {column.field.id: column.unit for column in self.columns if column.unit}
