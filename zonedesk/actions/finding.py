"""The search box: records of every kind by name, code or pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class Hit:
    """One record found: what kind it is in the office's word, and what it is called."""

    kind: str
    kind_label: str
    id: str
    caption: str


def find_everywhere(store: Store, text: str, limit: int = 12) -> list[Hit]:
    """Return the best records for a text, those whose name begins with it first."""
    from zonedesk.records import KINDS
    from zonedesk.store.search import find

    with store.reading() as connection:
        found = find(connection, text, limit)
    return [Hit(hit["kind"], KINDS[hit["kind"]].label, hit["id"], hit["caption"]) for hit in found]
