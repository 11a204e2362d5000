"""Where remembered words are kept: what people said of headings, units, sheets and names in ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from zonedesk.records.schema import REMEMBERED


class Word(NamedTuple):
    """One remembered word: its topic, the kind of record that it is about, what was written, and what that means."""

    topic: str
    kind: str
    said: str
    meant: str


def read_words(connection: sa.Connection) -> list[Word]:
    """Return all remembered words."""
    columns = (REMEMBERED.c.topic, REMEMBERED.c.kind, REMEMBERED.c.said, REMEMBERED.c.meant)
    return [Word(*row) for row in connection.execute(sa.select(*columns))]


def keep_words(connection: sa.Connection, words: Iterable[Word]) -> None:
    """Remember words; one that was said before means from now on what is said now."""
    for word in words:
        same = (REMEMBERED.c.topic == word.topic, REMEMBERED.c.kind == word.kind, REMEMBERED.c.said == word.said)
        connection.execute(sa.delete(REMEMBERED).where(*same))
        connection.execute(sa.insert(REMEMBERED).values(**word._asdict()))


def forget_words(connection: sa.Connection, words: Iterable[Word]) -> None:
    """Forget words, whatever they mean."""
    for word in words:
        same = (REMEMBERED.c.topic == word.topic, REMEMBERED.c.kind == word.kind, REMEMBERED.c.said == word.said)
        connection.execute(sa.delete(REMEMBERED).where(*same))
