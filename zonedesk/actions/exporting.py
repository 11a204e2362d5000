"""Writing a figure or a list of records to a file: workbook, text table, PDF or picture."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.actions import figures, listed
from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES
from zonedesk.figures.table import Table
from zonedesk.records import KINDS
from zonedesk.sheets.leaf import Stamp, Told, untold

if TYPE_CHECKING:
    from zonedesk.figures.asking import Ask
    from zonedesk.settings import Settings
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

PICTURES = (".png", ".svg")
ENDINGS = (".xlsx", ".csv", ".pdf", *PICTURES)
CHART_ENDINGS = (*PICTURES, ".pdf")


def export(
    store: Store,
    name: str,
    ask: Ask,
    path: Path,
    settings: Settings,
    money_unit: str,
    records: bool = False,
    told: Told = untold,
) -> None:
    """Write a figure by its name, or all records of a kind with all that is kept of them; `records` where a name is both and these are meant.

    Raises Mendable for an unknown name, for events that are not on record, for a list that is to be less than all, and as
    `write` does.
    """
    _ending(path, ENDINGS)
    if name in FIGURES and not records:
        table = figures.work_out(store, name, ask)
        if ask.events:
            figures.require_events(store, ask.events)
        export_figure(store, table, path, settings, money_unit, told)
        return
    if records and name not in KINDS:
        raise Mendable(f"没有“{name}”这种记录，请去掉 --records，或写记录种类，如 project")
    if name not in KINDS:
        raise Mendable(f"没有“{name}”这张汇总表或这种记录，可以用：{'、'.join((*FIGURES, *KINDS))}")
    if ask != type(ask)():
        raise Mendable(f"{KINDS[name].label}一览表写出全部记录，请去掉期间、活动等选项，只写 --to 和 --unit")
    from zonedesk.store.query import Query

    kept = [field.id for field in listed.fields_kept(name)]
    export_list(store, Query(name), kept, path, settings, money_unit, told)


def export_figure(
    store: Store, table: Table, path: Path, settings: Settings, money_unit: str, told: Told = untold
) -> None:
    """Write a figure by the file's ending; a workbook has its charts and the records behind its numbers. Raises as `write`."""
    if _ending(path, ENDINGS) != ".xlsx":
        write(table, path, settings, money_unit, told)
        return
    from zonedesk.actions.evidence import with_evidence
    from zonedesk.sheets.write import write_book

    with store.reading() as connection:
        leaves = with_evidence(connection, table, told)
    write_book(leaves, path, stamp(settings, money_unit), told)


def export_list(
    store: Store,
    query: Query,
    fields: Sequence[str],
    path: Path,
    settings: Settings,
    money_unit: str,
    told: Told = untold,
) -> None:
    """Write the records of a query by the file's ending; however many there are, few are held at a time. Raises as `write`."""
    ending, shown = _ending(path, ENDINGS), listed.fields_listed(query.kind, fields)
    if ending not in (".xlsx", ".csv"):
        write(list_table(store, query, fields), path, settings, money_unit, told)
        return
    from zonedesk.sheets.leaf import Leaf
    from zonedesk.sheets.write import write_book, write_text

    with store.reading() as connection:
        head = listed.head_of(connection, query, shown)
        rows = listed.rows_of(connection, query, shown)
        if ending == ".csv":
            write_text(head, path, money_unit, rows, told)
        else:
            write_book([Leaf(head, rows=rows)], path, stamp(settings, money_unit), told)


def list_table(store: Store, query: Query, fields: Sequence[str] = ()) -> Table:
    """Return the records of a query as a table of some fields, those listed by default where none are named."""
    shown = listed.fields_listed(query.kind, fields)
    with store.reading() as connection:
        return replace(listed.head_of(connection, query, shown), rows=tuple(listed.rows_of(connection, query, shown)))


def write(table: Table, path: Path, settings: Settings, money_unit: str, told: Told = untold) -> None:
    """Write a table to a file by its ending. Raises Mendable where the ending or the place will not do."""
    ending = _ending(path, ENDINGS)
    told(f"正在写“{path.name}”")
    if ending in PICTURES:
        write_chart(table, path, money_unit)
    elif ending == ".pdf":
        from zonedesk.paper.page import PrintSettings
        from zonedesk.paper.print import print_pdf

        chosen = PrintSettings(reporter=settings.office, preparer=settings.clerk, date=_today())
        print_pdf(table, path, chosen, money_unit)
    else:
        from zonedesk.sheets.leaf import Leaf
        from zonedesk.sheets.write import write_book, write_text

        if ending == ".csv":
            write_text(_plain_form(table), path, money_unit, told=told)
        else:
            write_book([Leaf(table)], path, stamp(settings, money_unit), told)


def stamp(settings: Settings, money_unit: str) -> Stamp:
    """Return what stands on every sheet beside its table."""
    return Stamp(money_unit, settings.office, settings.clerk, _today())


def _today() -> str:
    return f"{datetime.date.today():%Y-%m-%d}"


def _plain_form(table: Table) -> Table:
    """Return a table whose plain form is a single row of numbers without totals, which could only say it again unnamed."""
    is_single = len(table.rows) == 1 and all(column.is_number for column in table.columns)
    return replace(table, totals=None) if is_single else table


def write_chart(table: Table, path: Path, money_unit: str, number: int = 1) -> None:
    """Write one of a table's charts as a picture or PDF. Raises Mendable where it has none such."""
    _ending(path, CHART_ENDINGS)
    charts = table.charts
    if not charts and table.title in {figure.title for figure in FIGURES.values()}:
        raise Mendable(f"{table.title}还没有可以画的数，请先录入或导入，或换一个期间、开发区")
    if not charts:
        raise Mendable(f"{table.title}没有图，请改存为 .xlsx、.csv 或 .pdf")
    if number > len(charts):
        raise Mendable(f"{table.title}只有 {len(charts)} 幅图，没有第 {number} 幅")
    from zonedesk.paper.charts import save_chart

    save_chart(table, path, money_unit, number - 1)


def _ending(path: Path, known: Sequence[str]) -> str:
    ending = path.suffix.lower()
    if ending not in known:
        raise Mendable(f"不能写成“{path.name}”，文件名请以 {'、'.join(known)} 结尾")
    return ending
