"""Whether a ledger is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Health:
    """What a check found: `problems` is empty where the ledger is whole; `counts` has the records of each kind.

    `lost` are those of the problems that are about attached files alone; `notes` say what is to be known and is no problem.
    """

    database: Path
    version: str
    problems: tuple[str, ...]
    counts: dict[str, int]
    last_backup: str | None
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def advice(self) -> str:
        """The sentence that says whether the ledger is whole, and what to do where it is not."""
        if not self.problems:
            return "台账完好"
        if self.problems == self.lost:
            return "台账完好，但附件的文件有缺失或改动。备份不含附件的文件，请从原来的“….attachments”文件夹找回，或重新添加"
        return "台账有损坏，请用最近的备份恢复"


def check_ledger(store: Store) -> Health:
    """Check the file's structure, its links and values, its attached files, and that the search finds every record."""
    from zonedesk.records import KINDS
    from zonedesk.store import attachments, backup, health, migrate
    from zonedesk.store.query import Query, count

    with store.reading() as connection:
        lost = tuple(attachments.problems(connection, store.path))
        problems = (*health.problems(connection), *lost)
        note = attachments.not_backed_up(connection, store.path)
        counts = {kind: count(connection, Query(kind)) for kind in KINDS}
        version = migrate.current(connection) or ""
    last = backup.last_backup(store.path)
    moment = f"{last:%Y-%m-%d %H:%M}" if last else None
    return Health(store.path, version, problems, counts, moment, lost, (note,) if note else ())
