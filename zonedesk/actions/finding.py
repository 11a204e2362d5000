"""The search box: records of every kind by name, code or pinyin initials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Hit:
    """One record found: what kind it is in the office's word, what it is called, and the record to open for it."""

    kind: str
    kind_label: str
    id: str
    caption: str


def find_everywhere(store: Store, text: str, limit: int = 12) -> list[Hit]:
    """Return the best records for a text, those whose name begins with it first. An attached file leads to its record."""
    from zonedesk.store.search import find

    with store.reading() as connection:
        return list(_hits(connection, find(connection, text, limit)))


def _hits(connection: sa.Connection, found: Sequence[Mapping[str, str]]) -> Iterator[Hit]:
    from zonedesk.records import KINDS
    from zonedesk.store.query import by_ids

    for hit in found:
        record = KINDS[hit["kind"]]
        if not record.attached:
            yield Hit(hit["kind"], record.label, hit["id"], hit["caption"])
            continue
        for row in by_ids(connection, hit["kind"], [hit["id"]]):
            for owner in by_ids(connection, row["of_kind"], [row["of_record"]]) if row["of_kind"] in KINDS else ():
                label = f"{KINDS[row['of_kind']].label}“{owner['caption']}”的{record.label}"
                yield Hit(row["of_kind"], label, owner["id"], hit["caption"])
