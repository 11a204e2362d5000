"""What had happened by a day, of dates that may be known only to the month or the year."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from zonedesk.figures.asking import last_day


def surely_by(date: sa.ColumnElement[Any], day: str) -> sa.ColumnElement[bool]:
    """Return the condition that a date lies on or before a whole day for certain: its month or year must be over.

    As text 2023 and 2023-10 come before 2023-10-15, though they may mean a later day; no other texts mislead.
    """
    unsure = [known for known in (day[:4], day[:7]) if last_day(known) > day]
    return sa.and_(date <= day, date.not_in(unsure)) if unsure else date <= day
