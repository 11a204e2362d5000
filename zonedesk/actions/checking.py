"""Whether a ledger is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Health:
    """What a check found: `problems` is empty where the ledger is whole; `counts` has the records of each kind."""

    database: Path
    version: str
    problems: tuple[str, ...]
    counts: dict[str, int]
    last_backup: str | None


def check_ledger(store: Store) -> Health:
    """Check the file's structure, its links and values, its attached files, and that the search finds every record."""
    from zonedesk.records import KINDS
    from zonedesk.store import attachments, backup, health, migrate
    from zonedesk.store.query import Query, count

    with store.reading() as connection:
        problems = [*health.problems(connection), *attachments.problems(connection, store.path)]
        counts = {kind: count(connection, Query(kind)) for kind in KINDS}
        version = migrate.current(connection) or ""
    last = backup.last_backup(store.path)
    return Health(store.path, version, tuple(problems), counts, f"{last:%Y-%m-%d %H:%M}" if last else None)
