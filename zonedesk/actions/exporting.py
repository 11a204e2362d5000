"""Writing a figure or a list of records to a file: workbook, text table, PDF or picture."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.actions import figures
from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES
from zonedesk.figures.table import Column, Nature, Row, Table, Value
from zonedesk.records import KINDS
from zonedesk.records.fields import Date, Field, Link, Money, Number
from zonedesk.records.record import Row as Record

if TYPE_CHECKING:
    from zonedesk.figures.asking import Ask
    from zonedesk.settings import Settings
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

PICTURES = (".png", ".svg")
ENDINGS = (".xlsx", ".csv", ".pdf", *PICTURES)
CHART_ENDINGS = (*PICTURES, ".pdf")


def table_named(store: Store, name: str, ask: Ask, records: bool = False) -> Table:
    """Return a figure by its name, or the list of all records of a kind; `records` where a name is both and these are meant.

    Raises Mendable for an unknown name, for events that are not on record, and for a list that is to be less than all.
    """
    if name in FIGURES and not records:
        table = figures.work_out(store, name, ask)
        if ask.events:
            figures.require_events(store, ask.events)
        return table
    if records and name not in KINDS:
        raise Mendable(f"没有“{name}”这种记录，请去掉 --records，或写记录种类，如 project")
    if name not in KINDS:
        raise Mendable(f"没有“{name}”这张汇总表或这种记录，可以用：{'、'.join((*FIGURES, *KINDS))}")
    if ask != type(ask)():
        raise Mendable(f"{KINDS[name].label}一览表写出全部记录，请去掉期间、活动等选项，只写 --to 和 --unit")
    from zonedesk.store.query import Query

    return list_table(store, Query(name))


def list_table(store: Store, query: Query, fields: Sequence[str] = ()) -> Table:
    """Return the records of a query as a table of some fields, those listed by default where none are named."""
    from zonedesk.actions.records import list_rows

    record = KINDS[query.kind]
    shown = [record.fields[name] for name in fields] or [field for field in record.fields.values() if field.listed]
    rows = list_rows(store, query)
    return Table(
        name=query.kind,
        title=f"{record.label}一览表",
        period=f"共 {len(rows)} {record.counter}",
        columns=(Column("serial", "序号", "number", width=6), *(_column(field) for field in shown)),
        rows=tuple(Row({"serial": n, **_cells(shown, row)}, adds_to="list") for n, row in enumerate(rows, start=1)),
        totals=_totals(shown, rows),
    )


def _column(field: Field) -> Column:
    nature: Nature = "money" if isinstance(field, Money) else "text"
    if isinstance(field, Number):
        nature = "number"
    elif isinstance(field, Date):
        nature = "date"
    return Column(field.id, field.label, nature, field.unit, width=field.width)


def _cells(fields: Sequence[Field], row: Record) -> dict[str, Value]:
    return {field.id: _cell(field, row) for field in fields}


def _cell(field: Field, row: Record) -> Value:
    if f"{field.id}.caption" in row:
        whole = field.whole[0] if isinstance(field, Link) and field.whole else None
        return row[f"{field.id}.caption"] or whole
    if isinstance(field, Money | Number):
        value: Decimal | None = row[field.id]
        return value
    return field.show(row[field.id]) or None


def _totals(fields: Sequence[Field], rows: Sequence[Record]) -> Row | None:
    """Return the sums of the money columns; other numbers (years, areas in their own units) do not add up."""
    money = [field.id for field in fields if isinstance(field, Money)]
    if not money or not rows:
        return None
    sums: dict[str, Value] = {name: sum((row[name] or Decimal(0) for row in rows), Decimal(0)) for name in money}
    first = next((field.id for field in fields if field.id not in money), "serial")
    return Row({first: "合计", **sums}, style="total", adds_to="list")


def write(table: Table, path: Path, settings: Settings, money_unit: str) -> None:
    """Write a table to a file by its ending. Raises Mendable where the ending or the place will not do."""
    ending = _ending(path, ENDINGS)
    if ending in PICTURES:
        write_chart(table, path, money_unit)
    elif ending == ".pdf":
        from zonedesk.paper.page import PrintSettings
        from zonedesk.paper.print import print_pdf

        chosen = PrintSettings(reporter=settings.office, preparer=settings.clerk, date=_today())
        print_pdf(table, path, chosen, money_unit)
    else:
        _write_sheet(ending, table, path, settings, money_unit)


def _write_sheet(ending: str, table: Table, path: Path, settings: Settings, money_unit: str) -> None:
    from zonedesk.sheets import write

    if ending == ".csv":
        write.write_text(_plain_form(table), path, money_unit)
    else:
        write.write_table([table], path, money_unit, settings.office, settings.clerk, _today())


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
