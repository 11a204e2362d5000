"""All summaries of a period as one workbook with a contents sheet, for the whole ledger or for each zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zonedesk.actions import figures
from zonedesk.actions.exporting import stamp
from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES, Figure, showing
from zonedesk.figures.table import Column, Row, Table, Value
from zonedesk.sheets.leaf import Jump, Leaf, Told, untold

if TYPE_CHECKING:
    from zonedesk.figures.asking import Ask
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store

NOTHING = "无数据"
TITLE = "汇总表目录"
HOW = "点表名可到那张表，点表右上方的“回到目录”可回到这里。"
NAME = "全部汇总表"
_NOT_IN_FILES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True)
class Answer:
    """What became of one figure: its table, or why there is none."""

    figure: Figure
    table: Table | None
    why: str = ""


def write_all(
    store: Store, ask: Ask, path: Path, settings: Settings, money_unit: str, told: Told = untold
) -> list[str]:
    """Write every figure for a period to one workbook and return the titles of those that have numbers.

    `ask` may name year, month, day and zone. Raises Mendable for more than that, where no figure has a number, and where
    the file cannot be written.
    """
    _check(ask, path)
    answers = _answers(store, ask, told)
    if not any(answer.table for answer in answers):
        raise Mendable("这个范围内所有汇总表都没有数据，请换一个期间或开发区，或先录入、导入台账")
    _write(answers, ask, "", path, settings, money_unit, told)
    return [answer.figure.title for answer in answers if answer.table]


def write_each_zone(
    store: Store, ask: Ask, folder: Path, settings: Settings, money_unit: str, told: Told = untold
) -> dict[str, Path | None]:
    """Write a workbook for each zone into a folder, which is made, and return the files by the zones' short names.

    A zone without any number gets none. Raises Mendable as `write_all` does.
    """
    if ask.zone:
        raise Mendable("每家开发区各写一本时，请不要再指定开发区（--zone）")
    _check(ask, Path("汇总.xlsx"))
    zones = figures.zones_on_record(store)
    if not zones:
        raise Mendable("台账里还没有开发区，请先录入或导入开发区")
    _make(folder)
    written: dict[str, Path | None] = {}
    for zone, name in zones.items():
        answers = _answers(store, replace(ask, zone=zone), _before(f"{name}：", told))
        path = folder / f"{name.translate(_NOT_IN_FILES)}{NAME}.xlsx"
        written[name] = path if any(answer.table for answer in answers) else None
        if written[name]:
            _write(answers, ask, name, path, settings, money_unit, told)
    return written


def _before(words: str, told: Told) -> Told:
    return lambda sentence: told(f"{words}{sentence}")


def _check(ask: Ask, path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise Mendable(f"全部汇总表只能写成工作簿，请把“{path.name}”改成以 .xlsx 结尾")
    if ask.events or ask.by or ask.formula or ask.plain_sum:
        raise Mendable("全部汇总表只按期间和开发区，请去掉活动范围（--event）、--by、--formula 和 --with-repeats")
    if ask.month and not ask.year:
        raise Mendable("只写月份不知道是哪一年，请同时写年度（--year）")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise Mendable(f"不能建立这个文件夹，请另选一处：{folder}（{failure.strerror}）") from None


def _answers(store: Store, ask: Ask, told: Told) -> list[Answer]:
    found = []
    for figure in FIGURES.values():
        told(f"正在算“{figure.title}”")
        # what is kept by years knows no month; the year is what of the period there is
        own = replace(ask, year=ask.year or _year(ask), month=None, as_of="") if figure.is_yearly else ask
        try:
            table = figures.work_out(store, figure.name, own)
        except Mendable as reason:
            found.append(Answer(figure, None, str(reason)))
        else:
            found.append(Answer(figure, None, NOTHING) if table.is_empty else Answer(figure, table))
    return found


def _year(ask: Ask) -> int | None:
    return int(ask.as_of[:4]) if ask.as_of else None


def _write(
    answers: list[Answer], ask: Ask, zone: str, path: Path, settings: Settings, money_unit: str, told: Told
) -> None:
    from zonedesk.sheets.write import write_book

    tables = {answer.figure.title: answer.table for answer in answers if answer.table}
    back = Jump(0, tip="回到目录")
    sheets = [Leaf(table, name=title, back=back) for title, table in tables.items()]
    write_book([_contents(answers, ask, zone), *sheets], path, stamp(settings, money_unit), told)


def _contents(answers: list[Answer], ask: Ask, zone: str) -> Leaf:
    numbers = {answer.figure.name: number for number, answer in enumerate((a for a in answers if a.table), start=1)}
    links: Mapping[tuple[int, str], Jump] = {
        (place, "title"): Jump(numbers[answer.figure.name], tip=f"看{answer.figure.title}")
        for place, answer in enumerate(answers)
        if answer.table
    }
    columns = (
        Column("number", "序号", "number", width=6), Column("title", "汇总表", width=20),
        Column("period", "期间", width=30), Column("rows", "行数", "count"), Column("why", "说明", width=12),
    )  # fmt: skip
    rows = tuple(_line(number, answer) for number, answer in enumerate(answers, start=1))
    title, period = f"{zone}{TITLE}", showing.day_words(f"{ask.year}-{ask.month}" if ask.month else f"{ask.year or ''}")
    return Leaf(
        Table("contents", title, period, columns, rows, notes=(HOW,), as_of=ask.as_of),
        "目录",
        links,
    )


def _line(number: int, answer: Answer) -> Row:
    table = answer.table
    cells: dict[str, Value] = {"number": number, "title": answer.figure.title, "why": answer.why or None}
    if table:
        rows = sum(row.style == "body" for row in table.printed.all_rows)
        cells |= {"period": table.period, "rows": rows}
    return Row(cells)
