"""Commands on the summaries: figures, records, export, chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zonedesk import paths
from zonedesk.cli.console import Json, app, as_listed, ledger, say, show_json, show_lines, show_rows
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.figures.asking import Ask
    from zonedesk.figures.table import Table
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store

Year = Annotated[int | None, typer.Option(min=2000, max=2100, help="年度")]
Month = Annotated[int | None, typer.Option(min=1, max=12, help="月份，与 --year 同用，统计到月底")]
AsOf = Annotated[str, typer.Option("--as-of", help="截至日期，如 2023-10-31、2023-10")]
Event = Annotated[str, typer.Option("--event", help="活动范围，如 2023-1..2023-3、2023-3、2023")]
By = Annotated[str, typer.Option("--by", help="再按什么分，如 zone")]
Zone = Annotated[str, typer.Option("--zone", help="只看一家开发区，写全称或简称")]
Formula = Annotated[str, typer.Option("--formula", help="三率公式的版本，如 2021版")]
Repeats = Annotated[bool, typer.Option("--with-repeats", help="重复入批的也计")]
ALL = "all"  # in place of a figure's name
Unit = Annotated[str, typer.Option("--unit", help="金额单位：亿元、万元或元")]


@dataclass(frozen=True)
class Asked:
    """What was written on the command line; the zone is still a name."""

    ask: Ask
    zone: str

    def of(self, store: Store) -> Ask:
        """Return what to ask of a ledger. Raises Mendable where it has no such zone."""
        from zonedesk.actions import figures

        return replace(self.ask, zone=figures.zone_named(store, self.zone)) if self.zone else self.ask


def _asked(
    year: int | None, month: int | None, as_of: str, event: str, by: str, zone: str, formula: str, repeats: bool
) -> Asked:
    from zonedesk.figures.asking import Ask, parse_day, parse_events

    if month and not year:
        raise Mendable("只写月份不知道是哪一年，请同时写 --year，如 --year 2023 --month 10")
    day = parse_day(as_of) if as_of else ""
    return Asked(Ask(year, month, day, parse_events(event) if event else None, by, repeats, formula=formula), zone)


def _unit(unit: str) -> str:
    from zonedesk.figures.table import MONEY_UNITS

    if unit not in MONEY_UNITS:
        raise Mendable(f"没有“{unit}”这个金额单位，请写 {'、'.join(MONEY_UNITS)} 中的一个")
    return unit


def _figure(context: typer.Context, name: str, asked: Asked) -> Table:
    with ledger(context) as store:
        return _worked_out(store, name, asked)


def _worked_out(store: Store, name: str, asked: Asked) -> Table:
    """Return a figure; events that are not on record are a slip of the pen."""
    from zonedesk.actions import figures

    figures.named(name)
    ask = asked.of(store)
    table = figures.work_out(store, name, ask)
    if ask.events:
        figures.require_events(store, ask.events)
    return table


@app.command("figures")
def show_figures(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称；不写时列出全部")] = "",
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    zone: Zone = "", formula: Formula = "", repeats: Repeats = False, unit: Unit = "亿元", as_json: Json = False,
) -> None:  # fmt: skip
    """算出一张汇总表。"""
    from zonedesk.actions import figures

    if not name:
        _list_figures(as_json)
        return
    table = _figure(context, name, _asked(year, month, as_of, event, by, zone, formula, repeats))
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
    row: Annotated[str, typer.Option(help="第几行，从 1 起；合计行写 total，上报合计写 reported")],
    column: Annotated[str, typer.Option(help="列的标识，如 investment")],
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    zone: Zone = "", formula: Formula = "", repeats: Repeats = False, as_json: Json = False,
) -> None:  # fmt: skip
    """列出汇总表中一个数后面的记录。"""
    from zonedesk.actions import figures

    asked = _asked(year, month, as_of, event, by, zone, formula, repeats)
    with ledger(context) as store:
        table = _worked_out(store, name, asked)
        found = figures.records_behind(store, figures.selection_at(table, row, column))
    if as_json:
        rows = [as_listed(found.kind, record) | found.added_by(record) for record in found.records]
        show_json({"kind": found.kind, "count": found.count, "rows": rows})
    else:
        show_rows(found.kind, found.records)


@app.command("export")
def export_to(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称，或记录种类，如 project；两者同名时写成汇总表；all 是全部汇总表")],
    to: Annotated[Path, typer.Option(help="文件，按结尾定格式：.xlsx .csv .pdf .png .svg；与 --each-zone 同用时是文件夹")],
    records: Annotated[bool, typer.Option("--records", help="名称也是汇总表时，写出这种记录的一览表")] = False,
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    zone: Zone = "", formula: Formula = "", repeats: Repeats = False, unit: Unit = "亿元",
    each_zone: Annotated[bool, typer.Option("--each-zone", help="与 all 同用：每家开发区各写一本，放进文件夹")] = False,
) -> None:  # fmt: skip
    """把汇总表、一种记录或全部汇总表写成文件。"""
    from zonedesk.actions import exporting

    asked = _asked(year, month, as_of, event, by, zone, formula, repeats)
    if each_zone and name != ALL:
        raise Mendable("每家开发区各写一本（--each-zone）只用于全部汇总表，请写 export all")
    with ledger(context) as store:
        if name == ALL:
            _export_all(store, asked.of(store), to, _unit(unit), each_zone)
            return
        exporting.export(store, name, asked.of(store), to, _settings(), _unit(unit), records)
    say(f"已写入 {to}")


def _export_all(store: Store, ask: Ask, to: Path, unit: str, each_zone: bool) -> None:
    from zonedesk.actions import summary_book

    if not each_zone:
        titles = summary_book.write_all(store, ask, to, _settings(), unit)
        say(f"已写入 {to}，共 {len(titles)} 张汇总表")
        return
    for name, path in summary_book.write_each_zone(store, ask, to, _settings(), unit).items():
        say(f"已写入 {path}" if path else f"{name}没有数据，没有写")


@app.command("chart")
def draw_chart(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="汇总表名称")],
    to: Annotated[Path, typer.Option(help="文件，按结尾定格式：.png .svg .pdf")],
    number: Annotated[int, typer.Option("--number", min=1, help="第几幅图")] = 1,
    year: Year = None, month: Month = None, as_of: AsOf = "", event: Event = "", by: By = "",
    zone: Zone = "", formula: Formula = "", repeats: Repeats = False, unit: Unit = "亿元",
) -> None:  # fmt: skip
    """画出汇总表的图。"""
    from zonedesk.actions import exporting

    table = _figure(context, name, _asked(year, month, as_of, event, by, zone, formula, repeats))
    exporting.write_chart(table, to, _unit(unit), number)
    say(f"已写入 {to}")


def _settings() -> Settings:
    from zonedesk.settings import Settings

    return Settings.load(paths.data_folder() / "settings.json")
