"""The command that gives out a blank ledger: template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zonedesk import paths
from zonedesk.cli.console import app, kind_named, ledger, say
from zonedesk.errors import Mendable


@app.command("template")
def write_template(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类，如 project")],
    to: Annotated[Path, typer.Option(help="文件，以 .xlsx 结尾；有 --each-zone 时是文件夹")],
    unit: Annotated[str, typer.Option("--unit", help="金额单位：亿元、万元或元")] = "亿元",
    zone: Annotated[str, typer.Option("--zone", help="给哪家开发区：填好它已有的记录")] = "",
    filled: Annotated[bool, typer.Option("--filled", help="填好全部已有的记录")] = False,
    each_zone: Annotated[bool, typer.Option("--each-zone", help="每家开发区一个文件，填好各自已有的记录")] = False,
) -> None:
    """写一张空白表：带下拉列表、填写说明和样例，填好后可以导入；也可以先填好已有的记录。"""
    from zonedesk.actions import templates
    from zonedesk.figures.table import MONEY_UNITS
    from zonedesk.settings import Settings

    kind_named(kind)
    if unit not in MONEY_UNITS:
        raise Mendable(f"没有“{unit}”这个金额单位，请写 {'、'.join(MONEY_UNITS)} 中的一个")
    office = Settings.load(paths.data_folder() / "settings.json").office
    with ledger(context) as store:
        if each_zone:
            if zone or filled:
                raise Mendable("--each-zone 已经写出每家开发区的记录，请去掉 --zone 和 --filled")
            say(f"已写入 {len(templates.write_for_each_zone(store, kind, to, unit))} 个文件，在 {to}")
            return
        templates.write_template(store, kind, to, unit, office, zone, filled)
    say(f"已写入 {to}")
