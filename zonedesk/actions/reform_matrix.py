"""三化三制 as a matrix: how far each zone is with each system, its companies and its hires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.figures.table import Selection
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Mark:
    """How far a zone is with one system: its record, when it was done (empty: under way in the period), what it says."""

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
    """All zones, and the period that they are shown for."""

    lines: list[ZoneLine]
    year: int
    month: int

    def done(self, kind: str) -> int:
        """Return how many zones are done with a kind of step."""
        return sum(bool(line.marks[kind].done_on) for line in self.lines if kind in line.marks)


def gather(store: Store, year: int, month: int) -> Matrix:
    """Return the matrix of all zones as of a period, in the order in which they were entered."""
    import sqlalchemy as sa

    from zonedesk.figures.asking import Ask
    from zonedesk.figures.operations import COMPANY, HIRE, STEP, company_is_there, hired_in_time, is_done
    from zonedesk.figures.zones import zones_on_record

    ask = Ask(year=year, month=month)
    done_on = sa.case((is_done(ask), STEP.c.done_on), else_="").label("done_on")
    with store.reading() as connection:
        lines = {zone: ZoneLine(zone, name) for zone, name in zones_on_record(connection).items()}
        for row in connection.execute(sa.select(STEP.c.zone, STEP.c.kind, STEP.c.id, STEP.c.text, done_on)):
            lines[row.zone].marks[row.kind] = Mark(row.id, row.done_on, row.text or "")
        run = sa.select(COMPANY.c.zone, sa.func.count()).where(company_is_there(ask)).group_by(COMPANY.c.zone)
        companies = {row[0]: row[1] for row in connection.execute(run)}
        hired = sa.select(HIRE.c.zone, sa.func.sum(HIRE.c.count)).where(hired_in_time(ask)).group_by(HIRE.c.zone)
        people = {zone: int(count) for zone, count in connection.execute(hired)}
    return Matrix(
        [
            ZoneLine(line.zone, line.name, line.marks, companies.get(line.zone, 0), people.get(line.zone, 0))
            for line in lines.values()
        ],
        year,
        month,
    )


def behind(matrix: Matrix, kind: str, zone: str) -> Selection:
    """Return the operating companies or the hires that a matrix counts in a zone."""
    import sqlalchemy as sa

    from zonedesk.figures.asking import Ask
    from zonedesk.figures.operations import company_is_there, hired_in_time
    from zonedesk.figures.table import Selection
    from zonedesk.records.schema import TABLES

    counts = {"operating_company": company_is_there, "hire": hired_in_time}[kind]
    table = TABLES[kind]
    where = (table.c.zone == zone, counts(Ask(year=matrix.year, month=matrix.month)))
    return Selection(kind, sa.select(table.c.id).where(*where))
