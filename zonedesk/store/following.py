"""Names that follow: where a record is renamed, the texts of other records that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from zonedesk.records import KINDS
from zonedesk.records.fields import Naming
from zonedesk.records.names import SEPARATOR
from zonedesk.records.parsing import plain
from zonedesk.records.schema import TABLES

Values = Mapping[str, Any]

AT_ONCE = 500  # places in one IN (…): SQLite allows 32 766 variables, older ones 999

Place = str | None
"""What a name belongs to (the project of a milestone); None where it belongs to nothing."""


@dataclass(frozen=True)
class Renaming:
    """A field of a kind whose texts follow: per place the new names, by the plain old ones."""

    kind: str
    naming: Naming
    names: Mapping[Place, Mapping[str, str]]


def renamings(connection: sa.Connection, kind: str, changed: Iterable[tuple[Values, Values]]) -> list[Renaming]:
    """Return what must follow changes of records (before and after) that are not written yet."""
    renamed = [(old, new) for old, new in changed if old["caption"] != new["caption"]]
    namings = [(other, naming) for other, record in KINDS.items() for naming in record.namings().values()]
    found = (
        Renaming(other, naming, _names(connection, kind, naming, renamed))
        for other, naming in (namings if renamed else ())
        if naming.to == kind
    )
    return [renaming for renaming in found if renaming.names]


def _names(
    connection: sa.Connection, kind: str, naming: Naming, renamed: Sequence[tuple[Values, Values]]
) -> dict[Place, dict[str, str]]:
    """Return the new names of records that stay in their place and alone bore their old name in it.

    Whom a text means where two of a place bear its name is not known, and what moved away is meant there no more.
    """
    staying = [pair for pair in renamed if _place(naming, pair[0]) == _place(naming, pair[1])]
    places = {_place(naming, old) for old, _ in staying}
    bearers = Counter((place, plain(name)) for _, place, name in _texts(connection, kind, "caption", naming, places))
    found: dict[Place, dict[str, str]] = {}
    for old, new in staying:
        place, name = _place(naming, old), plain(old["caption"])
        if name and new["caption"] and bearers[place, name] == 1:
            found.setdefault(place, {})[name] = new["caption"]
    return found


def followers(connection: sa.Connection, renaming: Renaming) -> dict[str, Values]:
    """Return the new texts of the records that name a renamed one, by their ids."""
    naming = renaming.naming
    found: dict[str, Values] = {}
    known: dict[tuple[Place, str], str] = {}  # thousands of records share a few texts
    for record, place, text in _texts(connection, renaming.kind, naming.id, naming, renaming.names):
        if (place, text) not in known:
            known[place, text] = _renamed(naming, text, renaming.names[place])
        if known[place, text] != text:
            found[record] = {naming.id: known[place, text]}
    return found


def _renamed(naming: Naming, text: str, names: Mapping[str, str]) -> str:
    """Return a text with new names in the place of old ones, each once; one that names none of them stays as it is."""
    held = {name: plain(name) for name in naming.names(text)}
    if names.keys().isdisjoint(held.values()):
        return text
    return SEPARATOR.join(dict.fromkeys(names.get(as_compared, name) for name, as_compared in held.items()))


def _place(naming: Naming, row: Values) -> Place:
    return row[naming.within] if naming.within else None


def _texts(
    connection: sa.Connection, kind: str, name: str, naming: Naming, places: Iterable[Place]
) -> Iterator[tuple[str, Place, str]]:
    """Give the id, the place and the text of the records of a kind that lie in some places and hold a text."""
    table = TABLES[kind]
    column = table.c[name]
    if not naming.within:
        rows = connection.execute(sa.select(table.c.id, column).where(column.is_not(None))) if places else ()
        yield from ((record, None, text) for record, text in rows)
        return
    within, wanted = table.c[naming.within], list(places)
    for start in range(0, len(wanted), AT_ONCE):
        here = sa.or_(*_among(within, wanted[start : start + AT_ONCE]))
        chosen = sa.select(table.c.id, within, column).where(here, column.is_not(None))
        yield from ((record, place, text) for record, place, text in connection.execute(chosen))


def _among(column: sa.ColumnElement[Any], values: Sequence[Place]) -> Iterator[sa.ColumnElement[bool]]:
    yield column.in_([value for value in values if value is not None])
    if None in values:
        yield column.is_(None)
