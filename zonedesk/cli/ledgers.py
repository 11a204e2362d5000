"""Commands on the ledger itself: init, list, check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zonedesk.cli.console import Json, app, as_listed, kind_named, ledger, say, show_json, show_rows
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.store.query import Where
    from zonedesk.store.store import Store


@app.command()
def init(
    context: typer.Context,
    sample: Annotated[str | None, typer.Option(help="样例名称，如 jinzhong-2023")] = None,
) -> None:
    """新建一个台账：空的，或带样例的。"""
    from zonedesk.actions import setup

    if sample is None:
        setup.create_empty(context.obj)
    else:
        setup.create_sample(context.obj, sample, say)
    say(f"已新建台账 {context.obj}")


@app.command("list")
def list_records(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类，如 project")],
    where: Annotated[list[str] | None, typer.Option(help="条件 FIELD=VALUE，可写多个")] = None,
    find: Annotated[str, typer.Option(help="名称、代码或拼音首字母")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="最多几条")] = None,
    as_json: Json = False,
) -> None:
    """列出记录。"""
    from zonedesk.actions import records
    from zonedesk.store.query import Query

    kind_named(kind)
    with ledger(context) as store:
        query = Query(kind, tuple(_conditions(store, kind, where or [])), find, limit=limit)
        rows = records.list_rows(store, query)
        total = records.count_rows(store, query)
    if as_json:
        show_json({"kind": kind, "count": total, "rows": [as_listed(kind, row) for row in rows]})
        return
    show_rows(kind, rows)


def _conditions(store: Store, kind: str, texts: Sequence[str]) -> Iterator[Where]:
    from zonedesk.actions.records import read_value
    from zonedesk.records.fields import PLAIN_READING
    from zonedesk.store.query import Where

    fields = kind_named(kind).fields
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or name not in fields:
            raise Mendable(f"条件“{text}”不对，请写成 字段=值，字段可以用：{'、'.join(fields)}")
        with store.reading() as connection:
            yield Where(name, "is", read_value(connection, fields[name], value, PLAIN_READING))


@app.command()
def check(context: typer.Context, as_json: Json = False) -> None:
    """检查台账是否完好。"""
    from zonedesk.actions.checking import check_ledger

    with ledger(context) as store:
        health = check_ledger(store)
    if as_json:
        show_json(
            {"database": str(health.database), "version": health.version, "whole": not health.problems,
             "problems": health.problems, "counts": health.counts, "last_backup": health.last_backup,
             "notes": health.notes}
        )  # fmt: skip
    else:
        for problem in health.problems:
            print(problem)
        for sentence in (*health.notes, health.advice):
            say(sentence)
    raise typer.Exit(1 if health.problems else 0)
