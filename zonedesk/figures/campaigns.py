"""专项行动进展: what each campaign has on its lists, by zone, and how much of it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.figures.days import done_by, there_by
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Selection, Table, Value
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.schema import TABLES, is_past

CAMPAIGN, ITEM, PROJECT = (TABLES[kind] for kind in ("campaign", "campaign_item", "project"))
JOINED = ITEM.outerjoin(PROJECT, PROJECT.c.id == ITEM.c.project)
AMOUNT = sa.func.coalesce(ITEM.c.investment, PROJECT.c.investment)


@dataclass
class Lists:
    """The items of all campaigns: their sums by campaign and zone, and the selection behind each."""

    connection: sa.Connection
    day: str
    scope: sa.ColumnElement[bool]
    conditions: Mapping[str, sa.ColumnElement[bool]] = field(init=False)
    sums: Sequence[Mapping[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.conditions = _conditions(self.day)
        self.sums = [dict(row) for row in self.connection.execute(self._grouped()).mappings()]

    def _grouped(self) -> sa.Select[Any]:
        keys = (ITEM.c.campaign, ITEM.c.zone)
        counts = (
            sa.func.sum(sa.case((condition, 1), else_=0)).label(key) for key, condition in self.conditions.items()
        )
        projects = sa.case((self.conditions["projects"], AMOUNT))
        investment = sa.func.coalesce(sa.func.sum(projects), 0).label("investment")
        undated = sa.and_(ITEM.c.status == "closed", ITEM.c.closed_on.is_(None))
        undated_count = sa.func.sum(sa.case((undated, 1), else_=0)).label("undated")
        return (
            sa.select(*keys, *counts, undated_count, investment).select_from(JOINED).where(self.scope).group_by(*keys)
        )

    @property
    def undated(self) -> int:
        """How many closed items do not say when they were closed."""
        return sum(row["undated"] for row in self.sums)

    def has(self, campaign: str, zone: str) -> bool:
        """Return whether a campaign has anything in a zone."""
        return any(row["campaign"] == campaign and row["zone"] == zone for row in self.sums)

    def row(
        self, names: Mapping[str, Value], place: Mapping[str, str], style: RowStyle = "body", adds_to: str = ""
    ) -> Row:
        """Return the row of a campaign, of a zone in it, or of everything."""
        chosen = [row for row in self.sums if all(row[name] == value for name, value in place.items())]
        cells: dict[str, Value] = {key: sum(row[key] for row in chosen) for key in self.conditions}
        cells["investment"] = sum((row["investment"] for row in chosen), Decimal(0))
        items, closed = (sum(row[key] for row in chosen) for key in ("items", "closed"))
        cells["closing_rate"] = Decimal(100) * closed / items if items else None
        return Row({**names, **cells}, self._records(place), style, adds_to)

    def _records(self, place: Mapping[str, str]) -> dict[str, Selection]:
        where = [self.scope, *(ITEM.c[name] == value for name, value in place.items())]
        base = sa.select(ITEM.c.id).select_from(JOINED).where(*where)
        records = {key: Selection("campaign_item", base.where(condition)) for key, condition in self.conditions.items()}
        paid = (*where, self.conditions["projects"], AMOUNT.is_not(None))
        adds = sa.select(ITEM.c.id, AMOUNT).select_from(JOINED).where(*paid)
        records["investment"] = Selection("campaign_item", base.where(*paid), adds)
        return {**records, "closing_rate": records["items"]}


def _conditions(day: str) -> dict[str, sa.ColumnElement[bool]]:
    """Return what makes an item count in each column. An item closed after the day was still open on it."""
    closed = done_by(ITEM.c.closed_on, day, ITEM.c.status == "closed")
    return {
        "items": sa.true(),
        "closed": closed,
        "overdue": sa.and_(sa.not_(closed), is_past(ITEM.c.due_on, day)),
        "projects": ITEM.c.kind == "project",
        "enterprises": ITEM.c.kind == "enterprise",
    }


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return progress by campaign and zone, with each campaign's own total; `by` campaign leaves the zones out."""
    begun = sa.select(CAMPAIGN.c.id).where(_begun(ask.day))
    lists = Lists(connection, ask.day, sa.and_(of_zone(ITEM.c.zone, ask), ITEM.c.campaign.in_(begun)))
    campaigns = _campaigns(connection, _begun(ask.day))
    zones = zones_asked(connection, ask)
    facts: dict[str, Any] = {
        "name": "campaigns",
        "title": FIGURES["campaigns"].title,
        "period": f"截至{day_words(ask.day)}",
        "as_of": ask.upto,
        "notes": (*_notes(lists, ask), *_begun_words(connection, ask)),
        "charts": (_chart(),),
    }
    by_campaign = ask.by == "campaign"
    own: RowStyle = "body" if by_campaign else "total"
    whole = [lists.row({"campaign": name, "zone": None}, {"campaign": key}, own) for key, name in campaigns.items()]
    parts = [] if by_campaign else list(_by_zone(lists, campaigns, zones))
    drawn = tuple(_drawn_rows(lists, campaigns, {} if by_campaign else zones))
    return Table(
        columns=(Column("campaign", "专项行动", width=22), Column("zone", "开发区", width=16), *_columns()),
        rows=(*parts, *whole),
        totals=lists.row({"campaign": "合计·算"}, {}, "total"),
        drawn=Table(columns=(Column("name", "专项行动、开发区", width=22), *_columns()), rows=drawn, **facts),
        **facts,
    )


def _begun(day: str) -> sa.ColumnElement[bool]:
    """Return the condition that a campaign had begun by a day, and its items with it; one that does not say when had."""
    return there_by(CAMPAIGN.c["from"], day)


def _campaigns(connection: sa.Connection, where: sa.ColumnElement[bool]) -> dict[str, str]:
    statement = sa.select(CAMPAIGN.c.id, CAMPAIGN.c.caption).where(where).order_by(CAMPAIGN.c.id)
    return {row.id: row.caption for row in connection.execute(statement)}


def _columns() -> tuple[Column, ...]:
    return (
        Column("items", "事项", "count", "条"),
        Column("closed", "已销号", "count", "条"),
        Column("overdue", "超期", "count", "条"),
        Column("closing_rate", "销号率", "percent", "%"),
        Column("projects", "项目", "count", "个"),
        Column("investment", "投资额", "money"),
        Column("enterprises", "企业", "count", "户"),
    )


def _by_zone(lists: Lists, campaigns: Mapping[str, str], zones: Mapping[str, str]) -> Iterable[Row]:
    for campaign, name in campaigns.items():
        for zone, zone_name in zones.items():
            if lists.has(campaign, zone):
                yield lists.row({"campaign": name, "zone": zone_name}, {"campaign": campaign, "zone": zone})


def _drawn_rows(lists: Lists, campaigns: Mapping[str, str], zones: Mapping[str, str]) -> Iterable[Row]:
    yield Row({"name": "按行动"}, style="section")
    for campaign, name in campaigns.items():
        yield lists.row({"name": name}, {"campaign": campaign}, adds_to="campaign")
    yield lists.row({"name": "合计·算"}, {}, "total", "campaign")
    for campaign, name in campaigns.items() if zones else ():
        present = {zone: zone_name for zone, zone_name in zones.items() if lists.has(campaign, zone)}
        if present:
            yield Row({"name": name}, style="section")
        for zone, zone_name in present.items():
            yield lists.row({"name": zone_name}, {"campaign": campaign, "zone": zone})


def _chart() -> Chart:
    series = (ChartSeries("items", "事项"), ChartSeries("closed", "已销号"), ChartSeries("overdue", "超期"))
    return Chart("各专项行动事项与销号", "条", "name", series, "campaign")


def _notes(lists: Lists, ask: Ask) -> tuple[str, ...]:
    day = day_words(ask.day)
    closed = f"；已销号指到{day}已销号的（只填到年、月的按期末）" if ask.names_a_day else ""
    if closed and lists.undated:
        closed += f"，其中 {lists.undated} 条未填销号时间，按现状计"
    return (
        "公式：销号率 = 已销号 ÷ 事项；投资额取清单上填报的数，未填的取关联项目的总投资。",
        f"范围：各专项清单的全部事项{closed}；超期指到{day}完成时限已过而未销号的。",
    )


def _begun_words(connection: sa.Connection, ask: Ask) -> Iterable[str]:
    """Say which campaigns are left out, and how many count though they do not say when they began."""
    later = _campaigns(connection, sa.not_(_begun(ask.day)))
    undated = _campaigns(connection, CAMPAIGN.c["from"].is_(None))
    if later:
        yield f"到{day_words(ask.day)}还没有开始的行动及其事项不计：{'、'.join(later.values())}（只填到年、月的按期末）。"
    if undated and ask.names_a_day:
        yield f"未填开始时间的 {len(undated)} 项行动按已开始计。"
