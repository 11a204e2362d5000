"""What names in one sheet stand for by a person's choice, made now or with an earlier import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from zonedesk.actions.matching import Archive
from zonedesk.actions.near_names import full_name, is_linked_by_name, is_of_zone
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.parsing import plain

if TYPE_CHECKING:
    from zonedesk.store.store import Store

Chosen = Mapping[tuple[str, str], str]
"""A record's id by kind and name; the empty text takes back what is remembered."""


NO_NAMES: Chosen = MappingProxyType({})


def choices(store: Store, equals: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what names stand for that are written 晋中开发区=晋中经济技术开发区. Raises Unreadable for a second name not on record."""
    found: dict[tuple[str, str], str] = {}
    with store.reading() as connection:
        archive = Archive(connection)
        for text in equals:
            written, _, name = (part.strip() for part in text.partition("="))
            same = {kind: archive[kind].named(name) for kind in KINDS if name and is_linked_by_name(kind)}
            alone = {(kind, written): records[0] for kind, records in same.items() if len(records) == 1}
            if not written or not alone:
                raise Unreadable(f"“{text}”没有用上：请写成“表里的名称=台账中的名称”，等号后面要与台账一致、只有一个")
            found |= alone
    return found


class Aliases:
    """Chosen names of one sheet. `used` are the remembered ones that were taken, with the record, `notes` the sentences that say so."""

    def __init__(self, archive: Archive, told: Chosen, remembered: Chosen) -> None:
        self._archive = archive
        self._told = {(kind, plain(name)): record for (kind, name), record in told.items()}
        self._remembered = remembered
        self._kinds = {kind for kind, _ in (*self._told, *remembered)}
        self.used: dict[tuple[str, str], str] = {}
        self.notes: dict[str, None] = {}

    def has(self, kind: str) -> bool:
        """Return whether any name of a kind was chosen."""
        return kind in self._kinds

    def told(self, kind: str, name: str) -> str | None:
        """Return the record that a person now says a name stands for."""
        record = self._told.get((kind, plain(name))) if kind in self._kinds else None
        return record if record and self._archive[kind].holds(record) else None

    def recalled(self, kind: str, name: str, zone: object = None) -> str | None:
        """Return the record that a person said before, in a zone where one is given, and note that it was taken."""
        key = (kind, plain(name))
        record = self._remembered.get(key) if kind in self._kinds and key not in self._told else None
        if not record or not self._archive[kind].holds(record) or not is_of_zone(self._archive[kind], record, zone):
            return None
        other = full_name(self._archive[kind], record)
        self.used[kind, name] = record
        self.notes[f"{KINDS[kind].label}“{name}”按上次的选择当作“{other}”"] = None
        return record
