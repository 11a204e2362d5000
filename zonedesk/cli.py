"""The command line: the same actions as the window's, without a window."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from zonedesk import paths
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.actions.plan import CellProblem, Plan
    from zonedesk.figures.asking import Ask
    from zonedesk.figures.table import Table
    from zonedesk.settings import Settings
    from zonedesk.store.query import Where
    from zonedesk.store.store import Store

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="开发区工作台：不带命令时打开窗口。",
    pretty_exceptions_enable=False,
)

UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # Typer carries Click under changing names

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
    _speak(sys.stdout, encoding="utf-8")
    print(json.dumps(document, ensure_ascii=False, indent=1, default=_plain))


def _speak(stream: TextIO, encoding: str | None = None, errors: str | None = None) -> None:
    """Set how a console stream writes characters: one that it lacks is no reason to fail."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors=errors)


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def show_lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as tab-separated lines under their headings."""
    for row in [headings, *rows]:
        print("\t".join(text.replace("\t", " ").replace("\n", " ") for text in row))


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
    limit: Annotated[int | None, typer.Option(help="最多几条")] = None,
    as_json: Json = False,
) -> None:
    """列出记录。"""
    from zonedesk.actions import records
    from zonedesk.store.query import Query

    _kind(kind)
    with ledger(context) as store:
        query = Query(kind, tuple(_conditions(store, kind, where or [])), find, limit=limit)
        rows = records.list_rows(store, query)
        total = records.count_rows(store, query)
    if as_json:
        show_json({"kind": kind, "count": total, "rows": [_listed(kind, row) for row in rows]})
        return
    _show_rows(kind, rows)


def _show_rows(kind: str, rows: Sequence[dict[str, Any]]) -> None:
    shown = [field for field in _kind(kind).fields.values() if field.listed]
    lines = [[str(row.get(f"{f.id}.caption") or f.show(row[f.id])) for f in shown] for row in rows]
    show_lines([field.label for field in shown], lines)


def _kind(kind: str) -> Any:
    from zonedesk.records import KINDS

    if kind not in KINDS:
        raise Mendable(f"没有“{kind}”这种记录，可以用：{'、'.join(KINDS)}")
    return KINDS[kind]


def _listed(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the command line gives it: links by name, numbers as digits."""
    shown = {name: row.get(f"{name}.caption", row[name]) for name in _kind(kind).fields}
    return {"id": row["id"], **shown}


def _conditions(store: Store, kind: str, texts: Sequence[str]) -> Iterator[Where]:
    from zonedesk.actions.records import read_value
    from zonedesk.records.fields import PLAIN_READING
    from zonedesk.store.query import Where

    fields = _kind(kind).fields
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or name not in fields:
            raise Mendable(f"条件“{text}”不对，请写成 字段=值，字段可以用：{'、'.join(fields)}")
        with store.reading() as connection:
            yield Where(name, "is", read_value(connection, fields[name], value, PLAIN_READING))


Year = Annotated[int | None, typer.Option(min=2000, max=2100, help="年度")]
Month = Annotated[int | None, typer.Option(min=1, max=12, help="月份，与 --year 同用，统计到月底")]
AsOf = Annotated[str, typer.Option("--as-of", help="截至日期，如 2023-10-31、2023-10")]
Event = Annotated[str, typer.Option("--event", help="活动范围，如 2023-1..2023-3、2023-3、2023")]
By = Annotated[str, typer.Option("--by", help="再按什么分，如 zone")]
Repeats = Annotated[bool, typer.Option("--with-repeats", help="重复入批的也计")]
Unit = Annotated[str, typer.Option("--unit", help="金额单位：亿元、万元或元")]


def _ask(year: int | None, month: int | None, as_of: str, event: str, by: str, repeats: bool) -> Ask:
    from zonedesk.figures.asking import Ask, parse_day, parse_events

    if month and not year:
        raise Mendable("只写月份不知道是哪一年，请同时写 --year，如 --year 2023 --month 10")
    day = parse_day(as_of) if as_of else ""
    return Ask(year, month, day, parse_events(event) if event else None, by, repeats)


def _unit(unit: str) -> str:
    from zonedesk.figures.table import MONEY_UNITS

    if unit not in MONEY_UNITS:
        raise Mendable(f"没有“{unit}”这个金额单位，请写 {'、'.join(MONEY_UNITS)} 中的一个")
    return unit


def _figure(context: typer.Context, name: str, ask: Ask) -> Table:
    with ledger(context) as store:
        return _worked_out(store, name, ask)


def _worked_out(store: Store, name: str, ask: Ask) -> Table:
    """Return a figure; events that are not on record are a slip of the pen."""
    from zonedesk.actions import figures

    table = figures.work_out(store, name, ask)
    if ask.events:
        figures.require_events(store, ask.events)
    return table


@app.command("figures")
def show_figures(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称；不写时列出全部")] = "",
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    repeats: Repeats = False, unit: Unit = "亿元", as_json: Json = False,
) -> None:  # fmt: skip
    """算出一张汇总表。"""
    from zonedesk.actions import figures

    if not name:
        _list_figures(as_json)
        return
    table = _figure(context, name, _ask(year, month, as_of, event, by, repeats))
    if as_json:
        show_json(figures.as_json(table, _unit(unit)))
        return
    headings, *lines = figures.as_lines(table, _unit(unit))
    print(f"{table.title}\t{table.period}")
    show_lines(headings, lines)
    for note in table.notes:
        print(note)


def _list_figures(as_json: bool) -> None:
    from zonedesk.figures import FIGURES

    if as_json:
        show_json({"figures": [{"name": figure.name, "title": figure.title} for figure in FIGURES.values()]})
    else:
        show_lines(["名称", "汇总表"], [[figure.name, figure.title] for figure in FIGURES.values()])


@app.command("records")
def show_records(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称")],
    row: Annotated[str, typer.Option(help="第几行，从 1 起；合计行写 total")],
    column: Annotated[str, typer.Option(help="列的标识，如 investment")],
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    repeats: Repeats = False, as_json: Json = False,
) -> None:  # fmt: skip
    """列出汇总表中一个数后面的记录。"""
    from zonedesk.actions import figures

    ask = _ask(year, month, as_of, event, by, repeats)
    with ledger(context) as store:
        table = _worked_out(store, name, ask)
        found = figures.records_behind(store, figures.selection_at(table, row, column))
    if as_json:
        rows = [_listed(found.kind, record) | found.added_by(record) for record in found.records]
        show_json({"kind": found.kind, "count": found.count, "rows": rows})
    else:
        _show_rows(found.kind, found.records)


@app.command("export")
def export_to(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称，或记录种类，如 project")],
    to: Annotated[Path, typer.Option(help="文件，按结尾定格式：.xlsx .csv .pdf .png .svg")],
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    repeats: Repeats = False, unit: Unit = "亿元",
) -> None:  # fmt: skip
    """把汇总表或一种记录写成文件。"""
    from zonedesk.actions import exporting

    ask = _ask(year, month, as_of, event, by, repeats)
    with ledger(context) as store:
        table = exporting.table_named(store, name, ask)
    exporting.write(table, to, _settings(), _unit(unit))
    say(f"已写入 {to}")


@app.command("chart")
def draw_chart(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称")],
    to: Annotated[Path, typer.Option(help="文件，按结尾定格式：.png .svg .pdf")],
    number: Annotated[int, typer.Option("--number", min=1, help="第几幅图")] = 1,
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    repeats: Repeats = False, unit: Unit = "亿元",
) -> None:  # fmt: skip
    """画出汇总表的图。"""
    from zonedesk.actions import exporting

    table = _figure(context, name, _ask(year, month, as_of, event, by, repeats))
    exporting.write_chart(table, to, _unit(unit), number)
    say(f"已写入 {to}")


def _settings() -> Settings:
    from zonedesk.settings import Settings

    return Settings.load(paths.data_folder() / "settings.json")


@app.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="要导入的台账：.xlsx .xls .et .ods .csv")],
    record: Annotated[str | None, typer.Option(help="都当作这种记录，如 project；不写时自动识别")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不改台账")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="有错的行不导入，其余照样导入")] = False,
    create_zones: Annotated[
        bool, typer.Option("--create-zones", help="新建台账里没有的开发区（省级、工业类）")
    ] = False,
    as_json: Json = False,
) -> None:
    """导入台账：识别表头、单位和日期，全部导入或都不导入。"""
    from zonedesk.actions import importing

    if record is not None:
        _kind(record)
    with ledger(context) as store:
        plan = importing.plan_import(store, files, record, create_zones)
        is_applied = not dry_run and (partial or plan.is_applicable)
        applied = importing.apply_plan(store, plan, partial) if is_applied else None
    if as_json:
        show_json(importing.as_json(plan, is_applied))
    _say_doubts(plan)
    if plan.missing_zones:
        say(f"台账里没有开发区{'、'.join(f'“{name}”' for name in plan.missing_zones)}。要新建，请加上 --create-zones")
    if applied is None and plan.errors:
        raise Mendable(importing.refusal(plan.errors) if as_json else _refusal(plan.errors))
    for problem in plan.errors if applied else ():
        say(f"没有导入：{problem.sentence()}")
    say(applied.sentence if applied else f"试导入，台账没有改动。{importing.outcome_of(plan).sentence}")


SAID = 20  # problems that are said one by one


def _say_doubts(plan: Plan) -> None:
    """Say which sheets are left out, and what is doubtful in the others."""
    for sheet in plan.sheets:
        if sheet.record is None and not sheet.recognition.grid.is_blank:
            say(f"没有导入：{sheet.file}〔{sheet.sheet}〕：{sheet.recognition.why}")
    for problem in plan.warnings[:SAID]:
        say(f"请核对：{problem.sentence()}")
    if len(plan.warnings) > SAID:
        say(f"共 {len(plan.warnings)} 处要核对，其余用 --json 查看")


def _refusal(errors: Sequence[CellProblem]) -> str:
    """Return the errors that stop an import, one in each line."""
    lines = [problem.sentence() for problem in errors[:SAID]]
    end = f"没有导入，台账没有改动。共 {len(errors)} 处错误，请改正后再导入"
    return "\n".join([*lines, end + ("；其余用 --json 查看" if len(errors) > SAID else "")])


@app.command()
def check(context: typer.Context, as_json: Json = False) -> None:
    """检查台账是否完好。"""
    from zonedesk.actions.checking import check_ledger

    with ledger(context) as store:
        health = check_ledger(store)
    if as_json:
        show_json(
            {"database": str(health.database), "version": health.version, "whole": not health.problems,
             "problems": health.problems, "counts": health.counts, "last_backup": health.last_backup}
        )  # fmt: skip
    else:
        for problem in health.problems:
            print(problem)
        say("台账完好" if not health.problems else "台账有损坏，请用最近的备份恢复")
    raise typer.Exit(1 if health.problems else 0)


def main(arguments: Sequence[str], open_window: OpenWindow | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a mistake that a person can mend, 2 a bug.

    Without a command `open_window` is called with the ledger that --db names.
    """
    _speak(sys.stdout, errors="replace")
    _speak(sys.stderr, errors="replace")
    try:
        result = app(args=list(arguments), obj=open_window, standalone_mode=False)
    except Mendable as mistake:
        say(str(mistake))
        return 1
    except (typer.Exit, typer.Abort) as end:
        return getattr(end, "exit_code", 1)
    except UsageError as mistake:
        say(f"命令写法不对：{mistake}")
        return 1
    except Exception:  # noqa: BLE001 - the last door: every other failure is a bug and is reported as one
        traceback.print_exc()
        say("程序出错了，数据没有改动。请把上面的内容发给维护人员")
        return 2
    return result if isinstance(result, int) else 0
