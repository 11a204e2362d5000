"""考核排名: what each zone scored in a year, its place, and how it moved since the year before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.ranks import ranks
from zonedesk.figures.readings import added, selected
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Selection, Table, Value
from zonedesk.figures.zones import zones_on_record
from zonedesk.records.schema import TABLES

MOST_PARTS = 8
"""More indicators and items than this do not fit across the table: it shows the totals alone."""

SCORE, INDICATOR = TABLES["assessment"], TABLES["indicator"]


@dataclass(frozen=True)
class Score:
    """What a zone scored for an indicator or an item."""

    id: str
    zone: str
    part: str
    score: Decimal
    full_score: Decimal | None


class Scores:
    """The scores of a year by zone, with the places they make."""

    def __init__(self, connection: sa.Connection, year: int) -> None:
        self.year = year
        self.all = list(_scores(connection, year))
        self.by_zone: dict[str, list[Score]] = {}
        for score in self.all:
            self.by_zone.setdefault(score.zone, []).append(score)
        self.totals = {zone: sum((each.score for each in scores), Decimal(0)) for zone, scores in self.by_zone.items()}
        self.places = ranks(self.totals)

    def ids(self, zone: str) -> list[str]:
        """Return the scores' ids of a zone."""
        return [score.id for score in self.by_zone.get(zone, ())]

    @property
    def parts(self) -> list[str]:
        """The indicators and items that were scored, each once, in the order in which they were entered."""
        return list(dict.fromkeys(score.part for score in self.all))


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the zones that were scored in a year, by place."""
    scores, before = _years(connection, ask)
    names = zones_on_record(connection)
    parts = scores.parts if len(scores.parts) <= MOST_PARTS else []
    shown = sorted(
        (zone for zone in scores.places if ask.zone in ("", zone)), key=lambda zone: (scores.places[zone], zone)
    )
    rows = tuple(_row(scores, before, zone, names[zone], parts) for zone in shown)
    totals = _totals(scores, shown)
    facts: dict[str, Any] = {
        "name": "assessment",
        "title": FIGURES["assessment"].title,
        "period": f"{scores.year}年",
        "notes": tuple(_notes(scores, before, parts)),
        "charts": (Chart("各开发区考核得分", "分", "zone", (ChartSeries("score", "得分"),), "zone"),),
    }
    drawn = Table(columns=_drawn_columns(parts), rows=(*rows, totals), **facts)
    return Table(columns=_columns(), rows=rows, totals=totals, drawn=drawn, **facts)


def _years(connection: sa.Connection, ask: Ask) -> tuple[Scores, Scores]:
    """Return the scores of the year asked for, else of the latest on record, and those of the year before."""
    year = int(ask.as_of[:4]) if ask.as_of else ask.year
    if year is None:
        latest = connection.execute(sa.select(sa.func.max(SCORE.c.year))).scalar_one()
        year = int(latest or datetime.date.today().year)
    return Scores(connection, year), Scores(connection, year - 1)


def _scores(connection: sa.Connection, year: int) -> Iterator[Score]:
    part = sa.func.coalesce(SCORE.c.item, INDICATOR.c.name, "")
    statement = (
        sa.select(SCORE.c.id, SCORE.c.zone, part.label("part"), SCORE.c.score, SCORE.c.full_score)
        .join_from(SCORE, INDICATOR, INDICATOR.c.id == SCORE.c.indicator, isouter=True)
        .where(SCORE.c.year == year)
        .order_by(SCORE.c.id)
    )
    return (Score(row.id, row.zone, row.part, row.score, row.full_score) for row in connection.execute(statement))


def _columns() -> tuple[Column, ...]:
    return (
        Column("zone", "开发区", width=16),
        Column("score", "得分", "number", "分"),
        Column("full_score", "满分", "number", "分"),
        Column("rank", "名次", "number"),
        Column("previous_rank", "上年名次", "number"),
        Column("change", "名次变化", "number"),
        Column("previous_score", "上年得分", "number", "分"),
        Column("items", "考核项", "count", "条"),
    )


def _drawn_columns(parts: Sequence[str]) -> tuple[Column, ...]:
    known = {column.key: column for column in _columns()}
    own = tuple(Column(_key(number), part, "number", "", "分项得分") for number, part in enumerate(parts))
    keys = ("score", "full_score", "items")
    after = (known["rank"], known["previous_rank"], Column("moved", "名次变化", width=10))
    return (known["zone"], *own, *(known[key] for key in keys), *after)


def _key(number: int) -> str:
    return f"part_{number}"


def _row(scores: Scores, before: Scores, zone: str, name: str, parts: Sequence[str]) -> Row:
    rank, previous = scores.places[zone], before.places.get(zone)
    full = [score.full_score for score in scores.by_zone[zone] if score.full_score is not None]
    cells: dict[str, Value] = {
        "zone": name, "score": scores.totals[zone], "full_score": sum(full, Decimal(0)) if full else None,
        "rank": rank, "previous_rank": previous, "change": previous - rank if previous else None,
        "previous_score": before.totals.get(zone), "items": len(scores.by_zone[zone]),
        "moved": _moved(rank, previous) if before.places else "",
    }  # fmt: skip
    ids, earlier = scores.ids(zone), before.ids(zone)
    records: dict[str, Selection] = {
        "score": added("assessment", "score", ids), "full_score": added("assessment", "full_score", ids),
        "rank": selected("assessment", ids), "items": selected("assessment", ids),
        "previous_rank": selected("assessment", earlier), "change": selected("assessment", [*ids, *earlier]),
        "previous_score": added("assessment", "score", earlier),
    }  # fmt: skip
    for number, part in enumerate(parts):
        own = [score for score in scores.by_zone[zone] if score.part == part]
        if own:
            cells[_key(number)] = sum((score.score for score in own), Decimal(0))
            records[_key(number)] = added("assessment", "score", (score.id for score in own))
    return Row(cells, records, adds_to="zone")


def _moved(rank: int, previous: int | None) -> str:
    """Return how a place changed, as it is printed."""
    if previous is None:
        return "上年未考核"
    if rank == previous:
        return "持平"
    return f"上升 {previous - rank} 位" if rank < previous else f"下降 {rank - previous} 位"


def _totals(scores: Scores, shown: Sequence[str]) -> Row:
    """Return how many scores there are in all; zones' scores are not added to each other."""
    ids = [record for zone in shown for record in scores.ids(zone)]
    return Row({"zone": "合计·算", "items": len(ids)}, {"items": selected("assessment", ids)}, "total", "zone")


def _notes(scores: Scores, before: Scores, parts: Sequence[str]) -> Iterator[str]:
    yield "公式：得分 = 各考核指标和加分事项得分之和；名次按得分从高到低，得分相同的名次相同；名次变化 = 上年名次 − 本年名次。"
    yield f"范围：{scores.year}年 {len(scores.by_zone)} 家开发区的 {len(scores.all)} 条考核得分；名次在全部参加考核的开发区中排。"
    if not scores.all:
        yield f"{scores.year}年还没有考核得分，请先录入或导入年度考核。"
        return
    counts = {len(found) for found in scores.by_zone.values()}
    if len(counts) > 1:
        yield f"各开发区的考核项多少不一（{min(counts)} 至 {max(counts)} 条），请核对是否录全后再比名次。"
    if not before.all:
        yield f"没有{before.year}年的考核得分，不比上年名次。"
    if not parts:
        yield f"考核指标和加分事项超过 {MOST_PARTS} 项，表中只列总分，分项见年度考核台账。"
