"""产业链情况: by chain its enterprises, the projects on it, and their share of all projects' investment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, RowStyle, Selection, Table, Value
from zonedesk.figures.tallies import Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone
from zonedesk.records import KINDS
from zonedesk.records.parsing import plain
from zonedesk.records.schema import TABLES

CHAIN, ENTERPRISE, PROJECT = (TABLES[kind] for kind in ("chain", "enterprise", "project"))
CHAINS = KINDS["enterprise"].namings()["chains"]
ROLES = {"leads": "lead", "cores": "core", "members": "member"}
HUNDRED = Decimal(100)


@dataclass
class Enterprises:
    """Enterprises and their roles on chains. One may be on several: it counts in each, and once in the totals."""

    connection: sa.Connection
    ask: Ask
    counts: Mapping[tuple[str, str | None], int] = field(init=False)  # by the text that names the chains, and the role
    texts: Mapping[str, set[str]] = field(init=False)  # those that name a chain, by its name as it is compared

    def __post_init__(self) -> None:
        keys = (ENTERPRISE.c.chains, ENTERPRISE.c.chain_role)
        grouped = self.connection.execute(sa.select(*keys, sa.func.count()).where(self._chosen).group_by(*keys))
        self.counts = {(chains or "", role): count for chains, role, count in grouped}
        self.texts = {}
        for text, _ in self.counts:
            for name in CHAINS.names(text):
                self.texts.setdefault(plain(name), set()).add(text)

    @property
    def _chosen(self) -> sa.ColumnElement[bool]:
        return of_zone(ENTERPRISE.c.zone, self.ask)

    @property
    def chains(self) -> set[str]:
        """The chains that they name."""
        return {name for chains, _ in self.counts for name in CHAINS.names(chains)}

    @property
    def without_chain(self) -> int:
        """How many have a role and name no chain."""
        return sum(count for (chains, role), count in self.counts.items() if role and not CHAINS.names(chains))

    @property
    def without_role(self) -> int:
        """How many name a chain and have no role on it."""
        return sum(count for (chains, role), count in self.counts.items() if CHAINS.names(chains) and not role)

    def cells(self, chain: str | None) -> tuple[dict[str, Value], dict[str, Selection]]:
        """Return how many have each role on a chain, or on any, and who they are."""
        texts = {text for text, _ in self.counts if text} if chain is None else self.texts.get(plain(chain), set())
        values: dict[str, Value] = {
            key: sum(count for (text, has), count in self.counts.items() if has == role and text in texts)
            for key, role in ROLES.items()
        }
        on_it = ENTERPRISE.c.chains.is_not(None) if chain is None else ENTERPRISE.c.chains.in_(sorted(texts))
        return values, {key: self._records(on_it, role) for key, role in ROLES.items()}

    def _records(self, on_it: sa.ColumnElement[bool], role: str) -> Selection:
        chosen = (self._chosen, ENTERPRISE.c.chain_role == role, on_it)
        return Selection("enterprise", sa.select(ENTERPRISE.c.id).where(*chosen))


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return the chains on record, then those that projects and enterprises name beside them."""
    period = period_of(ask)
    enterprises, projects = Enterprises(connection, ask), Tallies(connection, _projects(ask, period, PROJECT.c.chain))
    on_record = list(connection.execute(sa.select(CHAIN.c.name).order_by(CHAIN.c.id)).scalars())
    written = projects.places("chain", ["projects"]) - {None}
    names = _names((*on_record, *sorted(written | enterprises.chains)))
    spelled = {text: names[plain(text)] for text in written if text != names[plain(text)]}
    if spelled:
        as_named = sa.case(spelled, value=PROJECT.c.chain, else_=PROJECT.c.chain)
        projects = Tallies(connection, _projects(ask, period, as_named))
    strangers = [name for name in names.values() if name not in on_record]
    rows = [_row(enterprises, projects, chain, chain) for chain in names.values()]
    totals = _row(enterprises, projects, None, "合计·算", "total")
    return Table(
        name="chains",
        title=FIGURES["chains"].title,
        period=period.words,
        as_of=ask.upto,
        columns=_columns(),
        rows=tuple(rows),
        totals=totals,
        notes=(
            *_notes(projects, period),
            *_left_out(enterprises, strangers),
            *nothing_words(totals, "产业链、企业和项目的所属产业链"),
        ),
        charts=_charts(),
    )


def _names(written: Iterable[str]) -> dict[str, str]:
    """Return the names of chains, each as it is first written: a space or a full-width letter makes no other chain."""
    found: dict[str, str] = {}
    for name in written:
        found.setdefault(plain(name), name)
    return found


def _projects(ask: Ask, period: Period, chain: sa.ColumnElement[Any]) -> dict[str, Tally]:
    """Return the projects signed in the period: those that name a chain, and all of them, of which the first have a share."""
    keys = {"chain": chain}
    ours = of_zone(PROJECT.c.zone, ask)
    signed = sa.and_(ours, period.holds(PROJECT.c.signed_on))
    on_chain = sa.and_(signed, PROJECT.c.chain.is_not(None))
    return {
        "projects": Tally("project", keys, on_chain),
        "investment": Tally("project", keys, on_chain, PROJECT.c.investment),
        "all_projects": Tally("project", {}, signed),
        "all_investment": Tally("project", {}, signed, PROJECT.c.investment),
        "undated": Tally("project", {}, sa.and_(ours, PROJECT.c.signed_on.is_(None))),
    }


def _columns() -> tuple[Column, ...]:
    return (
        Column("chain", "产业链", width=20),
        Column("leads", "链主", "count", "户", "企业"),
        Column("cores", "链核", "count", "户", "企业"),
        Column("members", "链上", "count", "户", "企业"),
        Column("projects", "项目数", "count", "个", "项目"),
        Column("investment", "总投资", "money", "", "项目"),
        Column("share", "投资额占比", "percent", "%", "项目"),
    )


def _row(
    enterprises: Enterprises, projects: Tallies, chain: str | None, name: str, style: RowStyle = "body"
) -> Row:  # fmt: skip
    place: Place = {} if chain is None else {"chain": chain}
    roles, members = enterprises.cells(chain)
    cells, records = projects.cells(("projects", "investment"), place)
    whole, invested = projects.value("all_investment", {}), projects.value("investment", place)
    share = {"share": HUNDRED * invested / whole if whole else None}
    behind: dict[str, Any] = {**members, **records, "share": records["investment"]}
    return Row({"chain": name, **roles, **cells, **share}, behind, style, "chain")


def _charts() -> tuple[Chart, ...]:
    roles = (ChartSeries("leads", "链主"), ChartSeries("cores", "链核"), ChartSeries("members", "链上"))
    return (
        Chart("各产业链项目总投资", "money", "chain", (ChartSeries("investment", "总投资"),), "chain"),
        Chart("各产业链企业", "户", "chain", roles, "chain", "stacked"),
    )


def _notes(projects: Tallies, period: Period) -> Iterable[str]:
    count, undated = (int(projects.value(name, {})) for name in ("all_projects", "undated"))
    signed = "台账全部项目" if period.is_open else f"{period.words}签约的项目（只填到年、月的按期末）"
    left = f"，另有 {undated} 个项目未填签约时间，不计" if undated and not period.is_open else ""
    yield "公式：投资额占比 = 该产业链项目总投资 ÷ 全部项目总投资；一个项目只计入一条产业链。"
    yield f"范围：{signed}，共 {count} 个{left}；企业按名录现状，一户在几条链上的，各链都计，合计只计一次。"


def _left_out(enterprises: Enterprises, strangers: Iterable[str]) -> Iterable[str]:
    names = "、".join(strangers)
    if names:
        yield f"未建档的产业链（项目或企业台账里用到）：{names}。"
    if enterprises.without_chain:
        yield f"另有 {enterprises.without_chain} 户企业填了链上角色、未填产业链，不在表中。"
    if enterprises.without_role:
        yield f"另有 {enterprises.without_role} 户企业填了产业链、未填链上角色，不在表中。"
