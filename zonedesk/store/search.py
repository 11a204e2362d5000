"""The search index: every character is a word of its own, so that any part of a name or code is a phrase.

SQLite's trigram tokenizer cannot find the two characters 医药, and LIKE reads every row. A full-text index over single
characters answers both: the phrase "医 药" finds them side by side. Names are also held by their pinyin initials.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.records.parsing import fold
from zonedesk.records.schema import TABLES
from zonedesk.store.pinyin import initials_of

BETWEEN = " between "
"""A word that no search has, since those are of one character: it keeps a phrase from running on into the next field."""


_SIGNS = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    """Return the letters, digits and Chinese characters of a text, which are what is searched."""
    return _SIGNS.sub("", fold(text).casefold())


def _own_fields(kind: str) -> list[str]:
    """Return the fields whose words the index holds: what a link leads to has an entry of its own."""
    return [name for name, field in KINDS[kind].fields.items() if field.searched and not isinstance(field, Link)]


def _entry(names: Sequence[str], row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what the index holds of a row, the words of some fields and their initials; None where nothing stands in them."""
    texts = [str(row[name]) for name in names if row.get(name)]
    if not texts:
        return None
    found = [_letters(text) for text in texts]
    named = [
        initials_of(letters) for letters in found[:2] if not letters.isascii()
    ]  # a code is among the words already
    return BETWEEN.join(map(" ".join, found)), BETWEEN.join(map(" ".join, named))


def put(connection: sa.Connection, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Index rows (with `id`) that are not in the index yet."""
    names = _own_fields(kind)
    entries = [(row["id"], found) for row in rows if (found := _entry(names, row))]
    if not entries:
        return
    first = connection.execute(sa.text("SELECT coalesce(max(id), 0) + 1 FROM search_entry")).scalar_one()
    numbered = list(enumerate(entries, start=first))
    connection.exec_driver_sql(
        "INSERT INTO search_entry (id, kind, record) VALUES (?, ?, ?)",
        [(number, kind, record) for number, (record, _) in numbered],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index (rowid, words, initials) VALUES (?, ?, ?)",
        [(number, *found) for number, (_, found) in numbered],
    )


def remove(connection: sa.Connection, records: Iterable[str]) -> None:
    """Take records out of the index."""
    keys = [{"record": record} for record in records]
    if not keys:
        return
    connection.execute(
        sa.text("DELETE FROM search_index WHERE rowid = (SELECT id FROM search_entry WHERE record = :record)"), keys
    )
    connection.execute(sa.text("DELETE FROM search_entry WHERE record = :record"), keys)


def phrase(text: str) -> str:
    """Return the full-text expression that finds a text as people type it; words apart must all be found."""
    phrases = []
    for word in fold(text).split():
        characters = " ".join(_letters(word))
        if not characters:
            continue
        if word.isascii():
            phrases.append(f'(words : "{characters}" OR initials : "{characters}")')
        else:
            phrases.append(f'words : "{characters}"')
    return " AND ".join(phrases)


def matches(kind: str, text: str) -> sa.ColumnElement[bool]:
    """Return the condition on a kind's table that its record, or one that it is searched by, holds `text`."""
    expression = phrase(text)
    if not expression:
        return sa.false()
    table = TABLES[kind]
    by_others = [
        table.c[name].in_(_holding(link.to, expression, name))
        for name, link in KINDS[kind].links().items()
        if link.searched
    ]
    return sa.or_(table.c.id.in_(_holding(kind, expression, "own")), *by_others)


def _holding(kind: str, expression: str, name: str) -> sa.Select[tuple[str]]:
    found = (
        sa.text(
            "SELECT search_entry.record FROM search_index JOIN search_entry ON search_entry.id = search_index.rowid "
            f"WHERE search_index MATCH :expression_{name} AND search_entry.kind = :kind_{name}"
        )
        .bindparams(**{f"expression_{name}": expression, f"kind_{name}": kind})
        .columns(sa.column("record", sa.String))
    )
    return sa.select(found.subquery().c.record)


def find(connection: sa.Connection, text: str, limit: int = 20) -> list[dict[str, str]]:
    """Return the best records for a text over all kinds: kind, id and caption, names that begin with it first."""
    expression = phrase(text)
    if not expression:
        return []
    rows = connection.execute(
        sa.text(
            "SELECT search_entry.kind, search_entry.record FROM search_index "
            "JOIN search_entry ON search_entry.id = search_index.rowid "
            "WHERE search_index MATCH :expression ORDER BY rank LIMIT :limit"
        ),
        {"expression": expression, "limit": limit * 3},
    ).all()
    found = []
    for kind, record in rows:
        table = TABLES[kind]
        caption = connection.execute(sa.select(table.c.caption).where(table.c.id == record)).scalar()
        found.append({"kind": kind, "id": record, "caption": caption or ""})
    typed = fold(text).casefold()
    found.sort(key=lambda hit: not fold(hit["caption"]).casefold().startswith(typed))
    return found[:limit]


def indexed(connection: sa.Connection, kind: str) -> Iterator[str]:
    """Give the ids of the records of a kind that the index must hold."""
    names = _own_fields(kind)
    for row in _rows(connection, kind):
        if any(row[name] for name in names):
            yield row["id"]


def rebuild(connection: sa.Connection) -> None:
    """Index every record anew."""
    connection.exec_driver_sql("DELETE FROM search_index")
    connection.exec_driver_sql("DELETE FROM search_entry")
    for kind in TABLES:
        rows = _rows(connection, kind)
        while part := list(itertools.islice(rows, 1000)):
            put(connection, kind, part)


def _rows(connection: sa.Connection, kind: str) -> Iterator[dict[str, Any]]:
    table = TABLES[kind]
    searched = [table.c[field.id] for field in KINDS[kind].fields.values() if field.searched]
    result = connection.execution_options(yield_per=1000).execute(sa.select(table.c.id, *searched))
    return (dict(row) for row in result.mappings())
