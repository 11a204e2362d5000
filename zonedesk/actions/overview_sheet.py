"""The milestones and formalities of one project as a table to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zonedesk.figures.asking import day_words
from zonedesk.figures.network import outcome_words
from zonedesk.figures.table import Column, Row, Table
from zonedesk.records.progress import PROCEDURE_STATUS

if TYPE_CHECKING:
    from zonedesk.actions.overview import Overview

COLUMNS = (
    Column("name", "节点、手续", width=22),
    Column("department", "责任部门", width=18),
    Column("planned_from", "计划开始", "date", width=12),
    Column("planned_to", "计划完成", "date", width=12),
    Column("actual_from", "实际开始、受理", "date", width=14),
    Column("actual_to", "实际完成、办结", "date", width=14),
    Column("promised", "承诺", "number", "天"),
    Column("late", "晚", "number", "天"),
    Column("state", "状态", width=12),
)
DATES = ("planned_from", "planned_to", "actual_from", "actual_to")


def sheet(found: Overview) -> Table:
    """Return the sheet of a project. It must hold one."""
    assert found.project is not None
    return Table(
        name="overview",
        title=f"{found.project['name']}进展情况",
        period=f"截至{day_words(found.day)}",
        as_of=found.day,
        columns=COLUMNS,
        rows=(*_steps(found), *_formalities(found), *_hindrances(found)),
        notes=(
            "“晚”是超过计划完成时间、承诺时限或办结时限的天数；只填到年、月的日期按期末计。",
            *filter(None, (outcome_words(found.network),)),
        ),
    )


def _steps(found: Overview) -> Iterator[Row]:
    yield Row({"name": "进度节点"}, style="section")
    for step in found.network.steps:
        state = "已完成" if step.is_done else "进行中" if step.actual else "未开始"
        yield Row(
            {
                "name": step.name,
                "department": step.department,
                **dict(zip(DATES, step.dates, strict=True)),
                "late": step.late or None,
                "state": f"{state}、关键" if step.is_critical else state,
            }
        )


def _formalities(found: Overview) -> Iterator[Row]:
    yield Row({"name": "手续办理"}, style="section")
    for formality in found.formalities:
        yield Row(
            {
                "name": formality.name,
                "department": formality.department,
                "actual_from": formality.accepted_on,
                "actual_to": formality.finished_on,
                "promised": formality.promised,
                "late": formality.over or None,
                "state": PROCEDURE_STATUS[formality.status],
            }
        )


def _hindrances(found: Overview) -> Iterator[Row]:
    open_ones = [each for each in found.hindrances if each.status != "solved"]
    if open_ones:
        yield Row({"name": "未解决的堵点"}, style="section")
    for each in open_ones:
        late = -each.left if each.left is not None and each.left < 0 else None
        yield Row({"name": each.text, "department": each.department, "late": late, "state": "未解决"})
