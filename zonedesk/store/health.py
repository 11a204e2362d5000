"""Whether a ledger is whole: its structure, its links, the kinds of its values, and that the search finds every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from zonedesk.records import KINDS
from zonedesk.records.schema import TABLES, Whole
from zonedesk.store import search


def problems(connection: sa.Connection) -> list[str]:
    """Return a sentence for each thing that is not as it must be; nothing where the ledger is whole."""
    return [
        *_structure(connection), *_links(connection), *_owners(connection), *_values(connection), *_index(connection)
    ]  # fmt: skip


def _structure(connection: sa.Connection) -> Iterable[str]:
    lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [] if lines == ["ok"] else [f"数据库结构有损坏：{line}" for line in lines]


def _links(connection: sa.Connection) -> Iterable[str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"有 {len(broken)} 处关联指向不存在的记录"] if broken else []


def _owners(connection: sa.Connection) -> Iterable[str]:
    """Look for attachments of records that are not there: what they belong to is no link that SQLite keeps."""
    table = TABLES["attachment"]
    count = sa.select(sa.func.count()).select_from(table)
    stray = connection.execute(count.where(table.c.of_kind.not_in(list(KINDS)))).scalar_one()
    for kind in KINDS:
        gone = ~sa.exists().where(TABLES[kind].c.id == table.c.of_record)
        if kind != "attachment":
            stray += connection.execute(count.where(table.c.of_kind == kind, gone)).scalar_one()
    return [f"有 {stray} 个附件不属于任何记录"] if stray else []


def _values(connection: sa.Connection) -> Iterator[str]:
    """Look for values that no program of ours wrote: SQLite itself takes a word where a number belongs."""
    for kind, record in KINDS.items():
        table = TABLES[kind]
        for name, field in record.fields.items():
            wanted = "integer" if isinstance(table.c[name].type, Whole | sa.Boolean) else "text"
            wrong = sa.func.typeof(table.c[name], type_=sa.String).not_in([wanted, "null"])
            found = connection.execute(sa.select(sa.func.count()).select_from(table).where(wrong)).scalar_one()
            if found:
                yield f"{record.label}有 {found} {record.counter}的{field.label}不是应有的内容"


def _index(connection: sa.Connection) -> Iterator[str]:
    entries = {
        (row.kind, row.record)
        for row in connection.exec_driver_sql(
            "SELECT kind, record FROM search_entry JOIN search_index ON search_index.rowid = search_entry.id"
        )
    }
    records = {(kind, record) for kind in KINDS for record in search.indexed(connection, kind)}
    if missing := len(records - entries):
        yield f"有 {missing} 条记录搜索不到"
    if stray := len(entries - records):
        yield f"搜索索引里有 {stray} 条多余的内容"
