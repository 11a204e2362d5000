"""Whether a ledger is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

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
    """Check the file's structure, the links between records and the search index."""
    from zonedesk.records import KINDS
    from zonedesk.store import backup, migrate
    from zonedesk.store.query import Query, count

    with store.reading() as connection:
        problems = [*_structure(connection), *_links(connection), *_index(connection)]
        counts = {kind: count(connection, Query(kind)) for kind in KINDS}
        version = migrate.current(connection) or ""
    last = backup.last_backup(store.path)
    return Health(store.path, version, tuple(problems), counts, f"{last:%Y-%m-%d %H:%M}" if last else None)


def _structure(connection: sa.Connection) -> list[str]:
    lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [] if lines == ["ok"] else [f"数据库结构有损坏：{line}" for line in lines]


def _links(connection: sa.Connection) -> list[str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"有 {len(broken)} 处链接指向不存在的记录"] if broken else []


def _index(connection: sa.Connection) -> list[str]:
    from zonedesk.records import KINDS
    from zonedesk.records.schema import TABLES

    searched = [kind for kind, record in KINDS.items() if any(field.searched for field in record.fields.values())]
    records = sum(
        connection.execute(sa.select(sa.func.count()).select_from(TABLES[kind])).scalar_one() for kind in searched
    )
    entries = connection.exec_driver_sql("SELECT count(*) FROM search_entry").scalar_one()
    return [] if entries <= records else [f"搜索索引多出 {entries - records} 条"]
