"""The state of a ledger for which a plan was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonedesk.errors import Refused

if TYPE_CHECKING:
    import sqlalchemy as sa


def latest_change(connection: sa.Connection) -> int:
    """Return the number of the latest change set: it tells whether the ledger was changed in between."""
    import sqlalchemy as sa

    from zonedesk.records.schema import CHANGE_SET

    return connection.execute(sa.select(sa.func.max(CHANGE_SET.c.id))).scalar() or 0


def refuse_stale(connection: sa.Connection, made_at: int, sentence: str) -> None:
    """Raise Refused with a sentence where the ledger was changed since a plan was made."""
    if latest_change(connection) != made_at:
        raise Refused(sentence)
