"""Records that a name which is not on record may mean, found by names that resemble it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from zonedesk.actions.matching import Archive, Shelf
from zonedesk.actions.plan import Offer
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Text
from zonedesk.records.likeness import compared, likeness
from zonedesk.records.parsing import plain

OFFERED = 0.7  # how much a name must resemble one that is not found
DOUBTED = 0.8  # how much it must resemble one beside which it would make a record of its own

_COUNTY_ENDS = ("市", "县", "区")

MOST_OFFERS = 5
MOST_LOOKED_UP = 1000  # names of a kind in one plan: a ledger full of new names is no slip of the pen
FEW_NAMES = 200  # that are all compared
MOST_VISITED = 2000  # places of pairs of characters that are looked at for one name
MOST_COMPARED = 30


class Names:
    """The names of a kind's records, searched by pairs of characters, rarest first: no name is compared with all others."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = list(names)
        self._places: dict[str, list[int]] = defaultdict(list)
        if len(self._names) > FEW_NAMES:
            for place, (name, _) in enumerate(self._names):
                for pair in _pairs(name):
                    self._places[pair].append(place)

    def nearest(self, name: str, least: float, fits: Callable[[str], bool]) -> list[str]:
        """Return the records that fit whose names resemble a name at least so much, nearest first."""
        found: dict[str, float] = {}
        for other, record in self._candidates(name):
            alike = likeness(name, other)
            if alike >= least and alike > found.get(record, 0.0) and fits(record):
                found[record] = alike
        return sorted(found, key=lambda record: -found[record])[:MOST_OFFERS]

    def _candidates(self, name: str) -> list[tuple[str, str]]:
        if not self._places:
            return self._names
        shared: Counter[int] = Counter()
        visited = 0
        for places in sorted((self._places.get(pair, []) for pair in _pairs(name)), key=len):
            visited += len(places)
            if visited > MOST_VISITED:
                break
            shared.update(places)
        return [self._names[place] for place, _ in shared.most_common(MOST_COMPARED)]


def _pairs(name: str) -> set[str]:
    text = compared(name)
    return {text[start : start + 2] for start in range(len(text) - 1)}


class NearNames:
    """Offers for the names of one plan. Only what the ledger holds already is offered: what the plan makes has no lasting id."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names: dict[str, Names] = {}
        self._known: dict[tuple[object, ...], tuple[Offer, ...]] = {}
        self._looked_up: Counter[str] = Counter()

    def offers(self, kind: str, name: str, zone: object = None, least: float = OFFERED) -> tuple[Offer, ...]:
        """Return the records of a kind that a name may mean, nearest first; only those of a zone or of none where one is given."""
        key = (kind, name, zone, least)
        if key not in self._known:
            if self._looked_up[kind] == MOST_LOOKED_UP:
                return ()
            self._looked_up[kind] += 1
            self._known[key] = self._find(kind, name, zone, least)
        return self._known[key]

    def _find(self, kind: str, name: str, zone: object, least: float) -> tuple[Offer, ...]:
        shelf = self._archive[kind]
        if kind not in self._names:
            self._names[kind] = Names(shelf.names())
        found = self._names[kind].nearest(name, least, lambda record: is_of_zone(shelf, record, zone))
        return tuple(Offer(kind, record, full_name(shelf, record), name) for record in found)

    def doubles(self, kind: str, values: Mapping[str, Any]) -> tuple[Offer, ...]:
        """Return the records beside which a row would make one of almost the same name."""
        name = values.get("name") if is_linked_by_name(kind) else None
        return self.offers(kind, str(name), values.get("zone"), DOUBTED) if name else ()


@cache
def is_linked_by_name(kind: str) -> bool:
    """Return whether ledgers name a kind's records to link to them: then two names for one would be two records."""
    record = KINDS[kind]
    is_named = "name" in record.named_by and isinstance(record.fields.get("name"), Text) and not record.attached
    return is_named and any(link.to == kind for other in KINDS.values() for link in other.links().values())


def full_name(shelf: Shelf, record: str) -> str:
    """Return the whole name of a record: a zone's, not its short one."""
    return str(shelf.row(record).get("name") or shelf.caption(record))


def is_of_zone(shelf: Shelf, record: str, zone: object) -> bool:
    """Return whether a record is of a zone, or of none; any is where no zone is given or records of the kind have none."""
    if zone is None or not isinstance(shelf.record.fields.get("zone"), Link):
        return True
    return shelf.row(record).get("zone") in (None, zone)


def begun_by(zones: Shelf, text: str) -> str | None:
    """Return the short name of the only zone whose name begins with a text, which may be a county's: 介休, 介休市."""
    begins = {word for word in (plain(text), plain(text)[:-1] if text.endswith(_COUNTY_ENDS) else "") if len(word) > 1}
    found = {record for name, record in zones.names() if any(name.startswith(word) for word in begins)}
    return zones.caption(found.pop()) if len(found) == 1 else None


def near_sentence(offers: tuple[Offer, ...]) -> str:
    """Return the doubt about a name that would make a record beside another of almost the same name."""
    kind = KINDS[offers[0].kind]
    return f"与“{offers[0].caption}”相近，将作为新的{kind.label}导入。是同一{kind.counter}的，请选它"


def question(offers: tuple[Offer, ...]) -> str:
    """Return the words that ask whether the first offer is meant, the empty text for none."""
    return f"是不是“{offers[0].caption}”" if offers else ""
