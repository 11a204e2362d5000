"""五清单 of a chain side by side, with what the ledgers hold of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

    from zonedesk.figures.table import Selection, Table
    from zonedesk.store.store import Store


@dataclass(frozen=True)
class ListLine:
    """A line of one of the five lists."""

    record: str
    text: str
    person: str


@dataclass(frozen=True)
class FiveLists:
    """A chain's five lists, and the enterprises and projects of the ledgers that name it."""

    chains: list[tuple[str, str]]  # id and name of every chain
    chain: str
    name: str
    leader: str
    department: str
    lists: dict[str, list[ListLine]]
    enterprises: int
    projects: int
    investment: Decimal
    behind: dict[str, Selection]  # enterprise and project


def gather(store: Store, chain: str = "") -> FiveLists:
    """Return the five lists of a chain, of the first one where none is named or it is gone."""
    from zonedesk.records.chains import FIVE_LISTS
    from zonedesk.store.query import Query, Where, fetch

    with store.reading() as connection:
        rows = fetch(connection, Query("chain"))
        row = next((row for row in rows if row["id"] == chain), rows[0] if rows else None)
        chains = [(row["id"], row["caption"]) for row in rows]
        lists: dict[str, list[ListLine]] = {kind: [] for kind in FIVE_LISTS}
        if row is None:
            return FiveLists(chains, "", "", "", "", lists, 0, 0, Decimal(0), {})
        for item in fetch(connection, Query("chain_item", (Where("chain", "is", row["id"]),))):
            lists[item["kind"]].append(ListLine(item["id"], item["text"], item["person"] or ""))
        behind = _behind(connection, row["caption"])
        enterprises, projects, investment = _sums(connection, behind)
    return FiveLists(
        chains, row["id"], row["caption"], row["leader"] or "", row["department"] or "", lists, enterprises, projects,
        investment, behind,
    )  # fmt: skip


def _behind(connection: sa.Connection, name: str) -> dict[str, Selection]:
    import sqlalchemy as sa

    from zonedesk.figures.table import Selection
    from zonedesk.records.schema import TABLES

    enterprise, project = TABLES["enterprise"], TABLES["project"]
    of_chain = _naming(connection, "project", "chain", name)
    return {
        "enterprise": Selection(
            "enterprise", sa.select(enterprise.c.id).where(_naming(connection, "enterprise", "chains", name))
        ),
        "project": Selection(
            "project",
            sa.select(project.c.id).where(of_chain),
            sa.select(project.c.id, project.c.investment).where(of_chain),
        ),
    }


def _naming(connection: sa.Connection, kind: str, field: str, name: str) -> sa.ColumnElement[bool]:
    """Return the condition that a text names the record called `name`."""
    import sqlalchemy as sa

    from zonedesk.records import KINDS
    from zonedesk.records.schema import TABLES

    column, naming = TABLES[kind].c[field], KINDS[kind].namings()[field]
    texts = connection.execute(sa.select(column).where(column.is_not(None)).distinct()).scalars()
    return column.in_([text for text in texts if naming.holds(text, name)])


def _sums(connection: sa.Connection, behind: dict[str, Selection]) -> tuple[int, int, Decimal]:
    from zonedesk.store.query import Query, count, sums

    enterprises = count(connection, Query("enterprise", within=behind["enterprise"].ids))
    query = Query("project", within=behind["project"].ids)
    return enterprises, count(connection, query), sums(connection, query, ["investment"])["investment"]


def sheet(found: FiveLists) -> Table:
    """Return the five lists as one table for paper, a section for each list."""
    from zonedesk.figures.table import Column, Row, Table
    from zonedesk.records.chains import FIVE_LISTS

    rows: list[Row] = []
    for kind, words in FIVE_LISTS.items():
        lines = found.lists[kind]
        rows.append(Row({"serial": f"{words}清单（{len(lines)} 条）"}, style="section"))
        rows += [
            Row({"serial": str(number), "text": line.text, "person": line.person or None})
            for number, line in enumerate(lines, start=1)
        ]
    known = (("链长", found.leader), ("牵头部门", found.department))
    return Table(
        name="five-lists",
        title=f"{found.name}产业链五清单",
        period="　".join(f"{words}：{value}" for words, value in known if value),
        columns=(
            Column("serial", "序号", width=6),
            Column("text", "内容", width=60),
            Column("person", "责任人", width=14),
        ),
        rows=tuple(rows),
    )
