"""Records with sensible defaults, made in a real store: `make_project(store, zone=…)`. Each returns the new id."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

from zonedesk.store.store import Store

_numbers = itertools.count(1)


def add(store: Store, kind: str, /, **values: Any) -> str:
    """Put a record into the store as it is given and return its id. `from_` is the field `from`."""
    return add_many(store, kind, [values])[0]


def add_many(store: Store, kind: str, rows: list[dict[str, Any]]) -> list[str]:
    """Put several records of a kind into the store in one step."""
    whole = [{name.rstrip("_"): value for name, value in row.items()} for row in rows]
    with store.change("添加样例", "import") as change:
        ids = change.insert_many(kind, whole)
        change.commit()
    return ids


def make_zone(store: Store, **values: Any) -> str:
    """A provincial industrial zone."""
    number = next(_numbers)
    name = values.pop("short_name", f"样例{number}开发区")
    return add(store, "zone", **{"name": f"山西{name}", "short_name": name, "level": "provincial", "kind": "industrial",
                                 **values})  # fmt: skip


def make_enterprise(store: Store, **values: Any) -> str:
    """An enterprise with a name only."""
    return add(store, "enterprise", **{"name": f"样例企业{next(_numbers)}有限公司", **values})


def make_project(store: Store, **values: Any) -> str:
    """A project of one 亿元; its zone is made where none is given."""
    values.setdefault("zone", None)
    zone = values.pop("zone") or make_zone(store)
    return add(store, "project", **{"name": f"样例项目{next(_numbers)}", "zone": zone, "investment": Decimal(10**8),
                                    **values})  # fmt: skip


def make_projects(store: Store, count: int, zone: str, **values: Any) -> list[str]:
    """Many projects of one zone, 项目0001 with 1 亿元, 项目0002 with 2 and so on."""
    rows = [
        {"name": f"项目{n:04}", "zone": zone, "investment": Decimal(n * 10**8), **values} for n in range(1, count + 1)
    ]
    return add_many(store, "project", rows)


def make_event(store: Store, **values: Any) -> str:
    """The first event of 2023."""
    return add(store, "batch_event", **{"year": Decimal(2023), "number": Decimal(1), "held_on": "2023-02-28", **values})


def make_entry(store: Store, project: str, event: str, **values: Any) -> str:
    """A signing of one 亿元."""
    return add(store, "batch_entry", **{"event": event, "kind": "signing", "project": project,
                                        "investment": Decimal(10**8), **values})  # fmt: skip


def make_team(store: Store, zone: str, **values: Any) -> str:
    """An approval-service team."""
    return add(store, "service_team", **{"name": f"样例队伍{next(_numbers)}", "zone": zone, **values})


def make_member(store: Store, team: str, **values: Any) -> str:
    """An agent of a team."""
    return add(store, "team_member", **{"name": f"样例{next(_numbers)}", "team": team, "role": "agent", **values})


def make_campaign(store: Store, **values: Any) -> str:
    """A campaign with a name only."""
    return add(store, "campaign", **{"name": f"样例行动{next(_numbers)}", **values})


def make_item(store: Store, campaign: str, zone: str, **values: Any) -> str:
    """A problem on a campaign's list."""
    return add(store, "campaign_item", **{"campaign": campaign, "zone": zone, "kind": "problem",
                                          "description": f"样例事项{next(_numbers)}", "status": "open", **values})  # fmt: skip
