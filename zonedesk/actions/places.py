"""Whose a sheet's rows are where no column says so: the zone that its titles or its name name."""

from __future__ import annotations

from collections.abc import Container

from zonedesk.actions.linking import LinkReader
from zonedesk.records import KINDS
from zonedesk.records.reference import REFERENCE
from zonedesk.sheets.recognition import Recognition
from zonedesk.sheets.titles import own_name


def whole_links(kind: str) -> list[str]:
    """Return the links of a kind without which a record is the whole city's."""
    return [name for name, link in KINDS[kind].links().items() if link.whole]


def settle_place(recognition: Recognition, links: LinkReader, columned: Container[tuple[str, str]]) -> str | None:
    """Settle the zone among a sheet's constants, and return the known zone whose sheet it is, None where nothing names one.

    `columned` are the fields, by kind and name, that columns fill.
    """
    assert recognition.kind is not None
    kind, constants, places = recognition.kind, recognition.constants, recognition.places
    known = links.zone_named(places)
    for name in ("zone", "team"):
        if constants.get(name) in places and known:
            constants[name] = known
    titles = f"{recognition.title} {own_name(recognition.grid.name)}"
    for name in whole_links(kind):
        named = None if name in constants or (kind, name) in columned else links.zone_in(titles)
        if named:
            constants[name] = named
    return known if places else _by_the_sheets_name(recognition, links, columned)


def _by_the_sheets_name(
    recognition: Recognition, links: LinkReader, columned: Container[tuple[str, str]]
) -> str | None:
    """Take the only zone whose name the sheet's begins, 介休经开区 for 介休, where the rows need one; this is said."""
    kind, constants, sheet = str(recognition.kind), recognition.constants, own_name(recognition.grid.name)
    needed = [(kind, name) for name, link in KINDS[kind].links().items() if name in {"zone", "team"} and link.required]
    needed += [(kind, name) for name in whole_links(kind)] + [(other, "zone") for other in recognition.also]
    lacking = [place for place in needed if place not in columned and not (place[0] == kind and place[1] in constants)]
    zone = links.zone_begun_by(sheet) if lacking and not _is_city(sheet) else None
    if zone:
        constants.update((name, zone) for owner, name in lacking if owner == kind)
        recognition.notes.append(f"没有写是哪家开发区，按表名“{sheet}”记为{zone}，请核对")
    return zone


def _is_city(name: str) -> bool:
    """Return whether a name is a whole city's: 晋中 is not 晋中经开区."""
    return any(city in (name, f"{name}市") for city in REFERENCE.city_names().values())
