"""A ledger to fill with a few records, and the checks that every figure must pass."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonedesk.store.store import Store

YI = Decimal(10**8)


class Ledger:
    """Makes records with defaults. Money is given in 亿元."""

    def __init__(self, store):
        self.store = store
        self._zones = {}
        self._events = {}
        self._teams = {}
        self._campaigns = {}
        self._made = 0

    def add(self, kind, /, **values):
        with self.store.change("试") as change:
            record = change.insert(kind, values)
            change.commit()
        return record

    def _once(self, known, name, kind, /, **values):
        if name not in known:
            known[name] = self.add(kind, **values)
        return known[name]

    def zone(self, name="甲区"):
        values = {"name": f"{name}全称", "short_name": name, "level": "provincial", "kind": "industrial"}
        return self._once(self._zones, name, "zone", **values)

    def event(self, year=2023, number=1, held_on=None):
        values = {"year": Decimal(year), "number": Decimal(number), "held_on": held_on}
        return self._once(self._events, (year, number), "batch_event", **values)

    def project(self, name="", zone="甲区", investment="1", **values):
        self._made += 1
        money = {key: Decimal(values.pop(key)) * YI for key in ("output_expected", "output_actual") if values.get(key)}
        return self.add(
            "project", name=name or f"项目{self._made}", zone=self.zone(zone), investment=Decimal(investment) * YI,
            **money, **values,
        )  # fmt: skip

    def entry(self, kind="signing", project=None, event=(2023, 1), investment="1", output=None, **values):
        return self.add(
            "batch_entry", kind=kind, event=self.event(*event), project=project or self.project(),
            investment=Decimal(investment) * YI, output=None if output is None else Decimal(output) * YI, **values,
        )  # fmt: skip

    def member(self, role="agent", zone="甲区", **values):
        self._made += 1
        team = self._once(self._teams, zone, "service_team", name=f"{zone}队", zone=self.zone(zone))
        return self.add("team_member", name=f"人员{self._made}", team=team, role=role, **values)

    def item(self, campaign="医药", zone="甲区", kind="problem", status="open", investment=None, **values):
        self._made += 1
        return self.add(
            "campaign_item", campaign=self._once(self._campaigns, campaign, "campaign", name=campaign),
            zone=self.zone(zone), kind=kind, status=status, description=f"事项{self._made}",
            investment=None if investment is None else Decimal(investment) * YI, **values,
        )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    store = Store.create(tmp_path / "试.zonedesk")
    yield Ledger(store)
    store.close()
