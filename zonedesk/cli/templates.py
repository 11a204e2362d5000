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
    to: Annotated[Path, typer.Option(help="文件，以 .xlsx 结尾")],
    unit: Annotated[str, typer.Option("--unit", help="金额单位：亿元、万元或元")] = "亿元",
) -> None:
    """写一张空白表：带下拉列表和填写说明，填好后可以导入。"""
    from zonedesk.actions import templates
    from zonedesk.figures.table import MONEY_UNITS
    from zonedesk.settings import Settings

    kind_named(kind)
    if unit not in MONEY_UNITS:
        raise Mendable(f"没有“{unit}”这个金额单位，请写 {'、'.join(MONEY_UNITS)} 中的一个")
    office = Settings.load(paths.data_folder() / "settings.json").office
    with ledger(context) as store:
        templates.write_template(store, kind, to, unit, office)
    say(f"已写入 {to}")
