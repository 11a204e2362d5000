"""What every command uses: the program's entry, the ledger it works on, and what it says."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from zonedesk import paths
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.records.record import Record
    from zonedesk.store.store import Store

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="开发区工作台：不带命令时打开窗口。",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its boxes cut Chinese words short, which have no spaces to be broken at
)

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档")]


OpenWindow = Callable[[Sequence[str]], int]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    db: Annotated[str | None, typer.Option("--db", help="台账文件；不写时用本机默认台账")] = None,
) -> None:
    """Open the window where no command is given."""
    open_window: OpenWindow | None = context.obj
    context.obj = _database(db) if db else paths.default_database()
    if context.invoked_subcommand is None:
        if open_window is None:
            raise Mendable("请写上命令，--help 列出全部命令")
        raise typer.Exit(open_window([str(context.obj)] if db else []))


def _database(address: str) -> Path:
    """Return the file that an address names: a path, or sqlite:/// and a path. Raises Mendable for a server."""
    scheme, sign, place = address.partition("://")
    if not sign:
        return Path(address)
    if scheme != "sqlite":
        raise Mendable(f"这个版本只能打开本机的台账文件，不能连接“{scheme}”服务器。请改写台账文件的位置")
    return Path(place.removeprefix("/"))


@contextmanager
def ledger(context: typer.Context) -> Iterator[Store]:
    """Open the ledger that the command is for, and close it after."""
    from zonedesk.store.store import Store

    store = Store.open(context.obj)
    try:
        yield store
    finally:
        store.close()


def say(sentence: str) -> None:
    """Tell a person something, on standard error."""
    print(sentence, file=sys.stderr)


def show_json(document: object) -> None:
    """Print one JSON document on standard output as UTF-8 whatever the console speaks, decimals as their digits."""
    speak(sys.stdout, encoding="utf-8")
    print(json.dumps(document, ensure_ascii=False, indent=1, default=_plain))


def speak(stream: TextIO, encoding: str | None = None, errors: str | None = None) -> None:
    """Set how a console stream writes characters: one that it lacks is no reason to fail."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors=errors)


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def show_lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as tab-separated lines under their headings."""
    for row in [headings, *rows]:
        print("\t".join(text.replace("\t", " ").replace("\n", " ") for text in row))


def kind_named(kind: str) -> type[Record]:
    """Return a kind of record by its identifier. Raises Mendable with those there are."""
    from zonedesk.records import KINDS

    if kind not in KINDS:
        raise Mendable(f"没有“{kind}”这种记录，可以用：{'、'.join(KINDS)}")
    return KINDS[kind]


def as_listed(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the command line gives it: links by name, numbers as digits."""
    shown = {name: row.get(f"{name}.caption", row[name]) for name in kind_named(kind).fields}
    return {"id": row["id"], **shown}


def show_rows(kind: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print records with the fields that a list shows first."""
    shown = [field for field in kind_named(kind).fields.values() if field.listed]
    lines = [[str(row.get(f"{f.id}.caption") or f.show(row[f.id])) for f in shown] for row in rows]
    show_lines([field.label for field in shown], lines)
