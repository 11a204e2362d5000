"""An import that is being prepared: the files as they were read, what the user corrected, the plan that follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zonedesk.actions.opening import ReadFile
from zonedesk.sheets.recognition import Corrections

if TYPE_CHECKING:
    from zonedesk.actions.plan import Offer, Plan, Step
    from zonedesk.sheets.grid import Workbook
    from zonedesk.store.store import Store

Place = tuple[str, str]
"""A file's name and a sheet's name."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".csv")


@dataclass
class Draft:
    """What is to be imported. Plain data: a worker may read it."""

    files: list[ReadFile]
    corrections: dict[Place, Corrections] = field(default_factory=dict)
    new_zones: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def workbooks(self) -> list[Workbook]:
        """The files that could be read."""
        return [file.workbook for file in self.files if file.workbook is not None]

    def correct(self, place: Place, **changes: Any) -> None:
        """Change how a sheet is read. A new kind or heading row forgets the columns that were set for the old one."""
        if {"kind", "header_rows"} & set(changes):
            changes = {"fields": {}, "units": {}, **changes}
        self.corrections[place] = dataclasses.replace(self.of(place), **changes)

    def correct_column(self, place: Place, column: int, *, field: str | None = None, unit: str | None = None) -> None:
        """Let a column fill another field, or be in another unit."""
        old = self.of(place)
        if field is not None:
            self.correct(place, fields={**old.fields, column: field})
        if unit is not None:
            self.correct(place, units={**old.units, column: unit})

    def correct_cell(self, place: Place, row: int, column: int, text: str) -> None:
        """Read a cell as if it held `text`."""
        self.correct(place, cells={**self.of(place).cells, (row, column): text})

    def leave_out(self, place: Place, rows: Iterable[int], out: bool) -> None:
        """Leave rows (from 1) of a sheet out of the import, or take them again."""
        old = self.of(place).rows_left_out
        self.correct(place, rows_left_out=old | set(rows) if out else old - set(rows))

    def choose_name(self, places: Iterable[Place], offer: Offer) -> None:
        """Let a name stand for a record wherever it is written in some sheets, for none where the offer has none."""
        for place in places:
            self.correct(place, names={**self.of(place).names, (offer.kind, offer.written): offer.record})

    def put(self, file: ReadFile) -> None:
        """Take a file anew that was read again."""
        self.files = [file if file.path == other.path else other for other in self.files]

    def of(self, place: Place) -> Corrections:
        """Return what was corrected in a sheet."""
        return self.corrections.get(place, Corrections())


def plan_of(store: Store, draft: Draft, progress: Callable[[str], None] = lambda _: None) -> Plan:
    """Work out what the import would do, with the zones that the user agreed to make as part of it."""
    from zonedesk.actions.importing import make_plan

    plan = make_plan(store, draft.workbooks, draft.corrections, progress=progress)
    # A name that the user has not agreed to may be a slip of the pen: then none is made before asking.
    if not plan.missing_zones or not set(plan.missing_zones) <= set(draft.new_zones):
        return plan
    plan = make_plan(store, draft.workbooks, draft.corrections, create_zones=True, progress=progress)
    for step in agreed_zones(plan, draft):
        step.values.update(draft.new_zones[step.values["name"]])
    return plan


def agreed_zones(plan: Plan, draft: Draft) -> list[Step]:
    """Return the steps of a plan that make zones which the user agreed to."""
    return [s for s in plan.steps if s.kind == "zone" and s.is_new and s.values.get("name") in draft.new_zones]
