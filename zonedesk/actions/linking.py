"""Names in a ledger turned into the records that they name, made where a name is enough to make them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from typing import Any

from zonedesk.actions.matching import Archive
from zonedesk.actions.naming import NO_NAMES, Aliases, Chosen
from zonedesk.actions.near_names import DOUBTED, NearNames, begun_by, full_name, is_linked_by_name, is_of_zone, question
from zonedesk.actions.plan import Offer
from zonedesk.actions.records import defaults
from zonedesk.errors import Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link
from zonedesk.records.record import Row
from zonedesk.sheets.context import event_numbers

LONGEST_NAME = 24  # a zone's name has no more characters


class Unnamed(Unreadable):
    """A name is not on record. `offers` are records that it may mean."""

    def __init__(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        super().__init__(sentence)
        self.offers = offers


def offers_of(error: Unreadable) -> tuple[Offer, ...]:
    """Return the records that a name may mean which could not be read."""
    return error.offers if isinstance(error, Unnamed) else ()


class LinkReader:
    """Reads links. Records made from a name alone wait in `made` until a row that is taken needs them."""

    def __init__(self, archive: Archive, create_zones: bool, remembered: Chosen = NO_NAMES) -> None:
        self._archive, self._create_zones = archive, create_zones
        self._remembered = remembered
        self.near, self.aliases = NearNames(archive), Aliases(archive, {}, remembered)
        self._unsure: dict[str, tuple[Offer, ...]] = {}
        self.missing_zones: dict[str, None] = {}
        self.made: dict[str, str] = {}  # id → kind
        self._known: dict[tuple[str, str], str] = {}

    def for_sheet(self, told: Chosen) -> LinkReader:
        """Return a reader of the same plan for a sheet in which names stand for what a person chose."""
        reader = copy(self)
        reader.aliases, reader._known = Aliases(self._archive, told, self._remembered), {}
        return reader

    def settle_name(self, kind: str, values: Row) -> None:
        """Give a row's values the name on record where a person said what record theirs stands for.

        Two namesakes of two zones are not one because of what was said of one of them.
        """
        name, shelf = values.get("name"), self._archive[kind]
        if not name or not is_linked_by_name(kind):
            return
        record = self.aliases.told(kind, name)
        if record is None and shelf.match(values) == (None, None):
            record = self.aliases.recalled(kind, name, values.get("zone"))
        if record and is_of_zone(shelf, record, values.get("zone")):
            values["name"] = full_name(shelf, record)

    def take_doubt(self, record: str) -> tuple[Offer, ...]:
        """Return, once, the records that a name may mean for which a record was made."""
        return self._unsure.pop(record, ())

    def read(self, link: Link, name: str, row: Mapping[str, Any]) -> str:
        """Return the id of the record that a name means in a row of a sheet. Raises Unreadable."""
        if link.to in {"zone", "service_team", "batch_event", "campaign"}:
            key = (link.to, name)
            if key not in self._known:
                self._known[key] = getattr(self, f"_{link.to}")(name)
            return self._known[key]
        return self._within(link, name, row)

    def indicator(self, name: str, unit: str) -> str:
        """Return the indicator that a sheet's title names, made with the sheet's unit where the ledger has none such."""
        found = self._named("indicator", name)
        if found:
            return found[0]
        if not unit:
            raise Unnamed(
                f"台账里没有指标“{name}”，表上也没有写单位，没法新建。请在表头上面写“单位：亿元”这样一行，或先建好这项指标",
                self.near.offers("indicator", name),
            )
        return self._make_named("indicator", name, unit=unit)

    def unit(self, kind: str, record: str) -> str:
        """Return the unit that a record's numbers are in."""
        return str(self._archive[kind].row(record).get("unit") or "")

    def zone_named(self, names: tuple[str, ...]) -> str | None:
        """Return the first of several names that is a known zone's."""
        return next((name for name in names if len(self._named("zone", name)) == 1), None)

    def zone_in(self, text: str) -> str | None:
        """Return the name of the only known zone that a text names anywhere, None for none and for several."""
        words = text.replace(" ", "")
        parts = (words[start : start + size] for start in range(len(words)) for size in range(2, LONGEST_NAME))
        found = {named[0]: part for part in parts if len(named := self._archive["zone"].named(part)) == 1}
        return next(iter(found.values())) if len(found) == 1 else None

    def zone_begun_by(self, text: str) -> str | None:
        """Return the name of the only known zone whose own begins with a text: 介休经开区 for 介休 or 介休市."""
        return begun_by(self._archive["zone"], text)

    def _named(self, kind: str, name: str) -> list[str]:
        """Return the records that a name stands for: the one that a person chose, else all so named, else one chosen before."""
        told = self.aliases.told(kind, name)
        found = [told] if told else self._archive[kind].named(name)
        recalled = None if found else self.aliases.recalled(kind, name)
        return [recalled] if recalled else found

    def _zone(self, name: str) -> str:
        found = self._named("zone", name)
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable(f"有 {len(found)} 家开发区都叫“{name}”，请改用全称")
        if self._create_zones:
            return self._make("zone", {"name": name, "short_name": name, "level": "provincial", "kind": "industrial"})
        self.missing_zones[name] = None
        offers = self.near.offers("zone", name)
        if offers:
            raise Unnamed(f"台账里没有开发区“{name}”，{question(offers)}？请选择，或改成台账中的名称", offers)
        raise Unnamed(f"台账里没有开发区“{name}”。请改成台账中的名称，或选择新建它（先按省级、工业类，之后可以修改）")

    def _service_team(self, name: str) -> str:
        shelf = self._archive["service_team"]
        found = self._named("service_team", name)
        if len(found) == 1:
            return found[0]
        zone = self._zone(name.removesuffix("审批服务队伍"))
        team = shelf.find({"zone": zone})
        if team:
            return team
        caption = KINDS["zone"].caption(self._archive["zone"].row(zone))
        return self._make("service_team", {"name": f"{caption}审批服务队伍", "zone": zone})

    def _batch_event(self, name: str) -> str:
        numbers = event_numbers(name)
        if numbers is None:
            raise Unreadable(f"“{name}”不是活动批次，请写成 2023年第一次")
        values = {"year": Decimal(numbers[0]), "number": Decimal(numbers[1])}
        return self._archive["batch_event"].find(values) or self._make("batch_event", values)

    def _campaign(self, name: str) -> str:
        found = self._named("campaign", name)
        return found[0] if found else self._make_named("campaign", name)

    def _within(self, link: Link, name: str, row: Mapping[str, Any]) -> str:
        """Return a project, enterprise or person by name: the only one, or the only one of the row's zone."""
        found = self._named(link.to, name)
        if len(found) > 1 or (found and link.within_zone and link.to != "enterprise"):
            near = [record for record in found if self._zone_of(link.to, record) == row.get("zone")]
            found = near or found
        if len(found) == 1:
            return found[0]
        label, counter = KINDS[link.to].label, KINDS[link.to].counter
        if found:
            raise Unreadable(
                f"有 {len(found)} {counter}{label}都叫“{name}”，认不出是哪一{counter}。请先留空，导入后再选"
            )
        if link.makes:
            return self._make_named(link.to, name)
        offers = self.near.offers(link.to, name, row.get("zone") if link.within_zone else None)
        if offers:
            raise Unnamed(f"台账里没有{label}“{name}”，{question(offers)}？请选择，或改成台账中的名称", offers)
        way = "或先留空" if not link.required else "或核对名称"
        raise Unnamed(f"台账里没有{label}“{name}”。请先导入{label}，{way}")

    def _zone_of(self, kind: str, record: str) -> object:
        shelf = self._archive[kind]
        if kind != "team_member":
            return shelf.value(record, "zone")
        team = shelf.value(record, "team")
        return self._archive["service_team"].value(str(team), "zone") if team else None

    def _make_named(self, kind: str, name: str, **values: str) -> str:
        """Make a record from its name, which is doubtful where it is almost that of another."""
        offers = self.near.offers(kind, name, least=DOUBTED)
        record = self._make(kind, {"name": name, **values})
        if offers:
            self._unsure[record] = offers
        return record

    def _make(self, kind: str, values: Mapping[str, Any]) -> str:
        record = self._archive[kind].add({**defaults(kind), **values})
        self.made[record] = kind
        return record

    def keep(self, kind: str, values: Mapping[str, Any]) -> None:
        """Note that the records which a row links to are needed, so that they are made."""
        if not self.made:
            return
        for name in KINDS[kind].links():
            record = values.get(name)
            if record in self.made:
                owner = self.made.pop(record)
                self.keep(owner, self._archive[owner].row(record))

    def forget_unused(self) -> None:
        """Leave out the records that were made for rows which are not taken."""
        for record, kind in self.made.items():
            self._archive[kind].remove(record)
