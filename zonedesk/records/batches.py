"""三个一批: the events and the projects entered in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Date, Derived, Flag, Link, Money, Number, Problem, Text
from zonedesk.records.record import Record

BATCH_KINDS = {"signing": "签约一批", "start": "开工一批", "commissioning": "投产一批"}

CHINESE_DIGITS = "零一二三四五六七八九十"


def event_name(year: int, number: int) -> str:
    """Return the name of an event: 2023年第一次."""
    return f"{year}年第{CHINESE_DIGITS[number] if number <= 10 else number}次"


def _event_name(row: Mapping[str, Any]) -> str | None:
    if row.get("year") is None or row.get("number") is None:
        return None
    return event_name(int(row["year"]), int(row["number"]))


class BatchEvent(Record, key="batch_event", label="三个一批活动", counter="次"):
    """One event of 三个一批."""

    name = Derived(
        label="活动",
        rule=_event_name,
        listed=True,
        searched=True,
        width=18,
        headings=("活动批次", "活动名称", "批次"),
    )
    year = Number(
        label="年度",
        whole=True,
        required=True,
        listed=True,
        width=8,
        lowest=Decimal(2000),
        highest=Decimal(2100),
        headings=("年份",),
    )
    number = Number(
        label="次数",
        whole=True,
        required=True,
        listed=True,
        width=8,
        lowest=Decimal(1),
        highest=Decimal(99),
        headings=("第几次",),
        help="当年第几次活动",
    )
    held_on = Date(label="举办时间", listed=True, width=12, headings=("活动时间", "举办日期"))
    venue = Text(label="主会场", listed=True, width=24, headings=("主会场地点", "地点"))
    remark = Text(label="备注", long=True, listed=True, width=20, headings=("说明",))

    matched_by = (("year", "number"),)
    titled = ("活动一览", "活动台账")
    groups = (("活动", ("year", "number", "held_on", "venue", "remark")),)
    related = (("batch_entry", "event"),)


INCREASE = "增资"


def _ask_for_increase(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    """Ask about an entry whose name or remark speaks of 增资 while nobody said whether it is one: it would count twice."""
    if row.get("increase") is not None:
        return
    for name, text in (("remark", row.get("remark")), ("project", row.get("project.caption"))):
        if INCREASE in str(text or ""):
            advice = f"若是，请在“{INCREASE}”一栏填“是”，总投资只填增加额；若不是，填“否”"
            yield Problem(
                name, f"{record.fields[name].label}里写了“{INCREASE}”，是否为已入批项目追加投资？{advice}", "warning"
            )
            return


class BatchEntry(Record, key="batch_entry", label="三个一批项目", counter="条"):
    """A project's entry in one batch of an event, with the amounts declared there."""

    event = Link(label="活动", to="batch_event", required=True, owner=True, makes=True, listed=True, width=16,
                 headings=("活动批次", "批次", "活动名称"))  # fmt: skip
    kind = Choice(
        label="类别", required=True, listed=True, width=10, headings=("一批类别", "项目类别", "批次类别"), choices=BATCH_KINDS,
        synonyms={"签约": "signing", "开工": "start", "投产": "commissioning", "签约项目": "signing", "开工项目": "start",
                  "投产项目": "commissioning"},
        colours={"signing": "blue", "start": "amber", "commissioning": "green"},
    )  # fmt: skip
    project = Link(label="项目", to="project", required=True, owner=True, makes=True, listed=True, searched=True, width=30,
                   headings=("项目名称",), within_zone=False)  # fmt: skip
    investment = Money(label="总投资", required=True, listed=True, width=14, help="按活动申报口径填报，可以与项目台账不同",
                       headings=("计划总投资", "投资额", "申报总投资"))  # fmt: skip
    output = Money(label="预计产值", listed=True, width=14, headings=("预计年产值", "年产值"), help="活动申报的年产值")
    increase = Flag(
        label="增资",
        listed=True,
        width=8,
        headings=("是否增资",),
        meaning_yes=(INCREASE, "增资项目", "增资扩建", "追加投资"),
        help="已入过同类批次的项目追加投资：总投资只填增加额，不再计一个项目",
    )
    remark = Text(label="备注", long=True, listed=True, width=20, headings=("说明",))

    short = "三个一批"
    captioned = ("project",)
    matched_by = (("event", "kind", "project"),)
    titled = ("三个一批", "签约一批", "开工一批", "投产一批")
    checks = (_ask_for_increase,)
    groups = (("申报", ("event", "kind", "project", "investment", "output", "increase", "remark")),)
