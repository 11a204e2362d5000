"""The office's own year: its plan of work, and how the zones are assessed at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Number, Problem, Text
from zonedesk.records.record import Record


class PlanItem(Record, key="plan_item", label="工作计划", counter="项"):
    """A task of the yearly plan."""

    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    quarter = Choice(label="季度", listed=True, width=10, headings=("时段",),
                     choices={"1": "一季度", "2": "二季度", "3": "三季度", "4": "四季度"},
                     synonyms={"第一季度": "1", "第二季度": "2", "第三季度": "3", "第四季度": "4"})  # fmt: skip
    section = Text(label="板块", suggested=True, listed=True, width=20, headings=("工作板块", "类别"))
    text = Text(
        label="工作内容", required=True, listed=True, searched=True, width=44, headings=("工作任务", "内容", "计划内容")
    )
    department = Text(label="责任部门", suggested=True, listed=True, width=14, headings=("责任单位", "责任科室"))
    due_on = Date(label="完成时限", deadline=True, listed=True, headings=("时限", "计划完成时间"))
    done_on = Date(label="完成时间", listed=True, headings=("实际完成时间",))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("text",)
    named_by = ("text",)
    matched_by = (("year", "text"),)
    titled = ("工作计划", "工作要点")
    groups = (("任务", ("year", "quarter", "section", "text", "department", "due_on", "done_on", "remark")),)


def _is_of_something(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if not row.get("indicator") and not row.get("item"):
        yield Problem("item", "请选考核指标，或填写加分事项")


def _within_full_score(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    score, full = row.get("score"), row.get("full_score")
    if score is not None and full is not None and score > full:
        yield Problem("score", f"得分超过了满分 {full:f}，请核对")


class Assessment(Record, key="assessment", label="年度考核", counter="条"):
    """The score of a zone for an indicator or an item of merit in a year."""

    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份", "考核年度"))  # fmt: skip
    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    indicator = Link(label="考核指标", to="indicator", listed=True, width=24, headings=("指标", "指标名称"))
    item = Text(label="加分事项", suggested=True, listed=True, searched=True, width=26, headings=("事项", "加减分事项"))
    score = Number(label="得分", required=True, listed=True, width=10, lowest=None, headings=("考核得分", "分数"))
    full_score = Number(label="满分", listed=True, width=10, headings=("分值", "标准分"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("item", "indicator")
    matched_by = (("year", "zone", "indicator"), ("year", "zone", "item"))
    titled = ("年度考核", "考核得分", "考核结果")
    groups = (("得分", ("year", "zone", "indicator", "item", "score", "full_score", "remark")),)
    checks = (_is_of_something, _within_full_score)
