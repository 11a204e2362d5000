"""What the records add up to: one module per summary, each giving a Table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.records.reckoning import REPORTED_FIGURES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zonedesk.figures.asking import Ask
    from zonedesk.figures.table import Table


@dataclass(frozen=True)
class Figure:
    """One summary: its name on the command line, its title, and what it can be asked for beside a period.

    `asks` holds words of Ask: events, as_of, plain_sum, zone, formula. `by` holds how it may be divided. A yearly one rests on
    records that know no more than their year: it takes neither a month nor a day.
    """

    name: str
    title: str
    asks: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()
    is_yearly: bool = False

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The kinds of records that it adds up, those first that the others need."""
        return RESTS_ON[self.name]

    def work_out(self, connection: Connection, ask: Ask) -> Table:
        """Return the figure for what is asked."""
        # The modules load SQLAlchemy, which the window does only once it is on the screen.
        from zonedesk.figures import reported, zones

        module = importlib.import_module(f"zonedesk.figures.{self.name.replace('-', '_')}")
        table: Table = module.figure(connection, ask)
        if self.name in REPORTED_FIGURES and "events" not in self.asks:
            table = reported.with_reported(connection, table, reported.scope_of(ask))
        return zones.narrowed(connection, table, ask) if ask.zone else table


FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure("three-batches", "三个一批汇总表", frozenset({"events", "as_of", "plain_sum", "zone"}), ("zone",)),
        Figure("three-rates", "三率表", frozenset({"events", "as_of", "zone", "formula"}), ("zone",)),
        Figure("indicators", "指标完成情况", frozenset({"zone"}), ("zone", "indicator")),
        Figure("missing", "缺报一览", frozenset({"zone"})),
        Figure("teams", "审批服务队伍", frozenset({"as_of", "zone"}), ("zone",)),
        Figure("reforms", "三项改革", frozenset({"as_of", "zone"}), ("zone",)),
        Figure("campaigns", "专项行动进展", frozenset({"as_of", "zone"}), ("zone", "campaign")),
        Figure("promotion", "招商引资汇总", frozenset({"as_of", "zone"}), ("channel", "zone")),
        Figure("chains", "产业链情况", frozenset({"as_of", "zone"}), ("chain",)),
        Figure("towns", "专业镇资金", frozenset({"zone"}), ("town",), is_yearly=True),
        Figure("bottlenecks", "堵点调度台账", frozenset({"as_of", "zone"}), ("department", "kind", "zone")),
        Figure("progress", "重点项目进度", frozenset({"as_of", "zone"})),
        Figure("applications", "调区与特色园区", frozenset({"as_of", "zone"}), ("kind",)),
        Figure("operations", "三化三制", frozenset({"as_of", "zone"}), ("zone",)),
        Figure("watch", "重点企业监测", frozenset({"zone"})),
        Figure("assessment", "考核排名", frozenset({"zone"}), is_yearly=True),
    )
}
"""Every figure by its name; the module of the same name works it out."""

RESTS_ON: dict[str, tuple[str, ...]] = {
    "three-batches": ("batch_event", "batch_entry"),
    "three-rates": ("batch_event", "batch_entry"),
    "indicators": ("indicator", "target", "reading"),
    "missing": ("indicator", "target", "reading"),
    "teams": ("service_team", "team_member"),
    "reforms": ("project", "land_plot", "agency_case"),
    "campaigns": ("campaign", "campaign_item"),
    "promotion": ("promotion", "lead", "project"),
    "chains": ("chain", "enterprise", "project"),
    "towns": ("town", "funding"),
    "bottlenecks": ("bottleneck",),
    "progress": ("project", "milestone"),
    "applications": ("application",),
    "operations": ("reform_step", "operating_company", "hire"),
    "watch": ("enterprise", "enterprise_reading"),
    "assessment": ("assessment",),
}
"""The kinds of records that each figure adds up, those first that the others need."""
