"""What the start page shows: what waits for somebody in the period in force, and three charts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.records.months import month_words

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.figures.agenda import WaitingList
    from zonedesk.figures.table import Table
    from zonedesk.store.store import Store

OVERDUE_KINDS = ("bottleneck", "campaign_item", "action_item")


@dataclass(frozen=True)
class Missing:
    """An indicator that a zone has not entered for the month in force; `last` is the time that its latest reading is of: 1—9月."""

    zone: str
    indicator: str
    last: str
    indicator_id: str


@dataclass(frozen=True)
class Workbench:
    """The start page's lists as of a day, the longest waiting first, and the table of its charts."""

    day: str
    due: WaitingList
    overdue: WaitingList
    missing: list[Missing]
    never_started: WaitingList
    charts: Table
    is_empty: bool  # the ledger holds nothing yet
    expects_readings: bool  # some zone is to report some indicator in the month


def day_in_force(year: int, month: int) -> str:
    """Return the day for which a period's lists stand: today in the current month, else the month's last day."""
    from zonedesk.figures.asking import last_day

    today = datetime.date.today()
    return f"{today:%Y-%m-%d}" if (today.year, today.month) == (year, month) else last_day(f"{year:04}-{month:02}")


def gather(store: Store, year: int, month: int) -> Workbench:
    """Return the start page of a period, read in one moment of the ledger."""
    from zonedesk.figures import agenda, workbench
    from zonedesk.store.query import Query, count

    day = day_in_force(year, month)
    with store.reading() as connection:
        missing, expected = _missing(connection, year, month)
        return Workbench(
            day,
            agenda.due_within(connection, day),
            agenda.overdue(connection, OVERDUE_KINDS, day),
            missing,
            agenda.never_started(connection, day),
            workbench.charts(connection, year, month),
            not count(connection, Query("zone")) and not count(connection, Query("project")),
            expected > 0,
        )


def _missing(connection: sa.Connection, year: int, month: int) -> tuple[list[Missing], int]:
    """Return what is missing, and how many readings were to be there."""
    from zonedesk.figures import FIGURES
    from zonedesk.figures.asking import Ask
    from zonedesk.store.query import captions_of

    table = FIGURES["missing"].work_out(connection, Ask(year=year, month=month))
    ids = {name: indicator for indicator, name in captions_of(connection, "indicator")}
    missing = [
        Missing(
            str(row.cells["zone"]), str(row.cells["indicator"]), _until(row.cells.get("last_month")),
            ids[str(row.cells["indicator"])],
        )
        for row in table.rows
        if row.style == "body"
    ]  # fmt: skip
    expected = table.totals.cells.get("expected") if table.totals else 0
    return missing, int(expected or 0)


def _until(month: object) -> str:
    """Return the time that a reading of a month (9月) stands for: 1—9月."""
    return month_words(int(str(month).removesuffix("月"))) if month else ""
