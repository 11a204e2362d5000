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
        self._indicators = {}
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

    def zone(self, name="甲区", kind="industrial"):
        values = {"name": f"{name}全称", "short_name": name, "level": "provincial", "kind": kind}
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

    def indicator(self, name="工业投资", unit="亿元", cumulative="total", direction="up", **values):
        words = {"unit": unit, "cumulative": cumulative, "direction": direction, **values}
        return self._once(self._indicators, name, "indicator", name=name, **words)

    def target(self, value, indicator="工业投资", zone="甲区", year=2023, basis="value"):
        """Set a target of a zone, or of the city where zone is None."""
        return self.add(
            "target", zone=zone and self.zone(zone), indicator=self.indicator(indicator), year=Decimal(year),
            basis=basis, value=Decimal(value),
        )  # fmt: skip

    def reading(self, value=None, growth=None, month=10, indicator="工业投资", zone="甲区", year=2023, **values):
        """Report a month of a zone, or of the city where zone is None."""
        numbers = {"value": value, "growth": growth, **values}
        return self.add(
            "reading", zone=zone and self.zone(zone), indicator=self.indicator(indicator), year=Decimal(year),
            month=Decimal(month), **{key: None if each is None else Decimal(each) for key, each in numbers.items()},
        )  # fmt: skip

    def readings(self, values, month=10, **words):
        """Report a month of several zones, from 甲区 on."""
        for zone, value in zip("甲乙丙丁戊己庚辛", values, strict=False):
            self.reading(value, zone=f"{zone}区", month=month, **words)

    def score(self, score, zone="甲区", year=2023, item="党建", full_score=None, indicator=None):
        return self.add(
            "assessment", zone=self.zone(zone), year=Decimal(year), score=Decimal(score),
            item=None if indicator else item, indicator=indicator and self.indicator(indicator),
            full_score=None if full_score is None else Decimal(full_score),
        )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    store = Store.create(tmp_path / "试.zonedesk")
    yield Ledger(store)
    store.close()
