"""三化三制 as a matrix: how far each zone is with each system, its companies and its hires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Mark:
    """How far a zone is with one system: the record that says so, when it was done (empty: under way), what it says."""

    record: str
    done_on: str
    text: str


@dataclass(frozen=True)
class ZoneLine:
    """A zone with its marks by kind of step, its operating companies, and the people it hired in the year in force."""

    zone: str
    name: str
    marks: dict[str, Mark] = field(default_factory=dict)
    companies: int = 0
    hired: int = 0


@dataclass(frozen=True)
class Matrix:
    """All zones, and the year of the hires."""

    lines: list[ZoneLine]
    year: int

    def done(self, kind: str) -> int:
        """Return how many zones are done with a kind of step."""
        return sum(bool(line.marks[kind].done_on) for line in self.lines if kind in line.marks)


def gather(store: Store, year: int) -> Matrix:
    """Return the matrix of all zones, in the order in which they were entered."""
    import sqlalchemy as sa

    from zonedesk.figures.zones import zones_on_record
    from zonedesk.records.schema import TABLES

    step, company, hire = (TABLES[kind] for kind in ("reform_step", "operating_company", "hire"))
    with store.reading() as connection:
        lines = {zone: ZoneLine(zone, name) for zone, name in zones_on_record(connection).items()}
        for row in connection.execute(sa.select(step.c.zone, step.c.kind, step.c.id, step.c.done_on, step.c.text)):
            lines[row.zone].marks[row.kind] = Mark(row.id, row.done_on or "", row.text or "")
        run = sa.select(company.c.zone, sa.func.count()).group_by(company.c.zone)
        companies = {row[0]: row[1] for row in connection.execute(run)}
        hired = sa.select(hire.c.zone, sa.func.sum(hire.c.count)).where(hire.c.year == year).group_by(hire.c.zone)
        people = {zone: int(count) for zone, count in connection.execute(hired)}
    return Matrix(
        [
            ZoneLine(line.zone, line.name, line.marks, companies.get(line.zone, 0), people.get(line.zone, 0))
            for line in lines.values()
        ],
        year,
    )
