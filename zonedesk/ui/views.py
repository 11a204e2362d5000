"""What a list shows before its user chooses: its columns, and its quick views with their filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zonedesk.records import KINDS
from zonedesk.records.applications import OUTCOMES
from zonedesk.records.fields import Choice, Derived
from zonedesk.records.record import Record


@dataclass(frozen=True)
class View:
    """A saved filter: its name and the filter text of each field."""

    label: str
    filters: Mapping[str, str] = field(default_factory=dict)


ALL = View("全部")

MOST = 4  # quick views beside 全部 that are offered of themselves

VIEWS: dict[str, tuple[View, ...]] = {
    "project": (
        View("承诺制", {"commitment": "1"}),
        View("校友招商", {"channel": "alumni"}),
        View("签约未开工", {"signed_on": "<=2100", "started_on": "空"}),
    ),
    "zone": (View("国家级", {"level": "national"}), View("省级", {"level": "provincial"})),
    "enterprise": (View("链主", {"chain_role": "lead"}), View("外资企业", {"foreign": "1"})),
    "team_member": (View("领办员", {"role": "lead"}), View("代办员", {"role": "agent"})),
    "batch_entry": (
        View("签约一批", {"kind": "signing"}),
        View("开工一批", {"kind": "start"}),
        View("投产一批", {"kind": "commissioning"}),
    ),
    "campaign_item": (
        View("未启动", {"status": "open"}),
        View("推进中", {"status": "working"}),
        View("已销号", {"status": "closed"}),
    ),
    "application": tuple(View(words, {"outcome": outcome}) for outcome, words in OUTCOMES.items()),
    "lead": (View("洽谈", {"stage": "talk"}), View("意向", {"stage": "intent"}), View("签约", {"stage": "signed"})),
    "milestone": (View("未完成", {"actual_to": "空"}), View("已完成", {"actual_to": "<=2100"})),
    "action_item": (
        View("未办结", {"done_on": "空"}),
        View("超期", {"done_on": "空", "due_on": "今天前"}),
        View("已办结", {"done_on": "<=2100"}),
    ),
    "bottleneck": (
        View("待交办", {"status": "raised"}),
        View("办理中", {"status": "working"}),
        View("超期", {"solved_on": "空", "due_on": "今天前"}),
        View("已解决", {"status": "solved"}),
    ),
    "plan_item": (View("未完成", {"done_on": "空"}), View("已完成", {"done_on": "<=2100"})),
    "funding": (View("未拨付", {"paid_on": "空"}), View("已拨付", {"paid_on": "<=2100"})),
    "land_plot": (View("未出让", {"transferred_on": "空"}), View("已出让", {"transferred_on": "<=2100"})),
}

TITLES: dict[str, str] = {"zone": "开发区台账", "project": "项目台账", "enterprise": "企业台账"}

_FIRST: dict[str, tuple[str, ...]] = {
    "project": ("name", "zone", "stage", "investment", "signed_on", "started_on", "commissioned_on", "channel", "commitment"),
    "zone": ("name", "short_name", "level", "kind", "code", "approved_on", "approved_area", "head", "leading_industries"),
}  # fmt: skip


def views_of(kind: str) -> tuple[View, ...]:
    """Return the quick views of a kind, 全部 first."""
    return (ALL, *(VIEWS.get(kind) or _by_state(KINDS[kind])))


def _by_state(record: type[Record]) -> tuple[View, ...]:
    """Return the views of a kind that has none declared: the words of its first field that is shown as coloured tags."""
    fields = record.fields.values()
    state = next((f for f in fields if isinstance(f, Choice | Derived) and f.choices and f.colours), None)
    if state is None or state.choices is None:
        return ()
    return tuple(View(words, {state.id: word}) for word, words in list(state.choices.items())[:MOST])


def title_of(kind: str) -> str:
    """Return the title of a kind's page."""
    return TITLES.get(kind, KINDS[kind].label)


def first_columns(kind: str) -> list[str]:
    """Return the fields that a list of a kind shows before its user chooses; the last go first where it is narrow."""
    return list(_FIRST.get(kind) or (name for name, f in KINDS[kind].fields.items() if f.listed))
