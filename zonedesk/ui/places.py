"""Where one can go in the window: groups of entries in the office's words, and what makes the page of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zonedesk.ui.desk import Desk

Factory = Callable[["Desk"], "QWidget"]


@dataclass(frozen=True)
class Place:
    """A page that one can go to. `key` is the kind, the figure's name, or a word of the window's own."""

    key: str
    label: str
    make: Factory
    icon: str = ""
    counts: bool = False  # whether the navigation says how many there are


@dataclass(frozen=True)
class Branch:
    """Several places under one entry, which unfolds where one of them is open."""

    key: str
    label: str
    icon: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    label: str
    entries: tuple[Place | Branch, ...]


def _records(kind: str) -> Factory:
    def make(desk: Desk) -> QWidget:
        from zonedesk.ui.record_page import RecordPage

        return RecordPage(desk, kind)

    return make


def _figure(name: str) -> Factory:
    def make(desk: Desk) -> QWidget:
        from zonedesk.ui.figure_page import FigurePage

        return FigurePage(desk, name)

    return make


def _import(desk: Desk) -> QWidget:
    from zonedesk.ui.import_page import ImportPage

    return ImportPage(desk)


START = "project"

BATCHES = Branch(
    "batches",
    "三个一批",
    "layers",
    (
        Place("batch_entry", "批次与项目", _records("batch_entry")),
        Place("batch_event", "批次活动", _records("batch_event")),
        Place("three-batches", "汇总表", _figure("three-batches")),
        Place("three-rates", "三率表", _figure("three-rates")),
    ),
)

SERVICES = Branch(
    "services",
    "审批服务",
    "user",
    (
        Place("service_team", "服务队伍", _records("service_team")),
        Place("team_member", "队伍人员", _records("team_member")),
        Place("teams", "队伍汇总", _figure("teams")),
    ),
)

CAMPAIGNS = Branch(
    "special_campaigns",
    "专项行动",
    "flag",
    (
        Place("campaign", "行动", _records("campaign")),
        Place("campaign_item", "行动清单", _records("campaign_item")),
        Place("campaigns", "行动进展", _figure("campaigns")),
    ),
)

GROUPS: tuple[Group, ...] = (
    Group(
        "台账",
        (
            Place("zone", "开发区", _records("zone"), "zone", counts=True),
            Place("project", "项目", _records("project"), "briefcase", counts=True),
            BATCHES,
            SERVICES,
            CAMPAIGNS,
            Place("enterprise", "企业", _records("enterprise"), "building", counts=True),
        ),
    ),
    Group("交换", (Place("import", "数据交换", _import, "swap"),)),
)


def every_place(groups: tuple[Group, ...] = GROUPS) -> Iterator[Place]:
    """Give each place in the order of the navigation."""
    for group in groups:
        for entry in group.entries:
            yield from entry.places if isinstance(entry, Branch) else (entry,)
