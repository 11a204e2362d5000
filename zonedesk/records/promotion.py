"""Promotion of investment: activities by channel, the leads that they bring, and the partners who help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zonedesk.records.fields import Choice, Date, Flag, Link, Money, Number, Problem, Text
from zonedesk.records.projects import CHANNEL_WORDS, CHANNELS
from zonedesk.records.record import Record, in_order


class Promotion(Record, key="promotion", label="招商活动", counter="场"):
    """An activity to win investment, or what a channel came to over a time."""

    name = Text(label="活动名称", required=True, listed=True, searched=True, width=30, headings=("招商活动", "活动"))
    channel = Choice(label="招商渠道", required=True, listed=True, width=12, choices=CHANNELS, synonyms=CHANNEL_WORDS,
                     headings=("招商方式", "渠道"))  # fmt: skip
    zone = Link(label="开发区", to="zone", listed=True, width=16, headings=("所属开发区",), help="市级活动留空")
    from_ = Date(label="开始", listed=True, headings=("开始时间", "活动时间", "时间"))
    to = Date(label="结束", listed=True, headings=("结束时间",))
    place = Text(label="地点", listed=True, width=16, headings=("活动地点",))
    leader = Text(label="带队领导", width=14, headings=("带队人",))
    visited = Number(
        label="拜访企业", of="家", whole=True, listed=True, width=10, headings=("拜访企业数", "对接企业数", "对接企业")
    )
    bodies_visited = Number(label="走访商会校友会", of="家", whole=True, listed=True, width=14,
                            headings=("走访商会校友会数", "走访校友会", "走访商会"))  # fmt: skip
    leads = Number(label="上报线索", of="条", whole=True, listed=True, width=10, headings=("线索数", "招商线索", "投资信息"),
                   help="活动小结里报的线索数；汇总表数的是线索台账")  # fmt: skip
    at_least = Flag(label="数为下限", width=8, headings=("下限",), help="原文写“80余家”时填 80，并选“是”")
    text = Text(label="活动情况", long=True, width=30, headings=("活动内容", "情况"))

    matched_by = (("name",),)
    titled = ("招商活动", "招商引资活动")
    groups = (
        ("活动", ("name", "channel", "zone", "from", "to", "place", "leader")),
        ("成果", ("visited", "bodies_visited", "leads", "at_least", "text")),
    )
    checks = (in_order("from", "to"),)
    related = (("lead", "promotion"),)


LEAD_STAGES = {"clue": "线索", "contact": "对接", "talk": "洽谈", "intent": "意向", "signed": "签约", "dropped": "放弃"}


def _signed_has_a_project(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("stage") == "signed" and not row.get("project"):
        yield Problem("project", "线索已签约，请选上对应的项目；项目还没有建的，先新建项目", "warning")


class Lead(Record, key="lead", label="招商线索", counter="条"):
    """A possible investor, from the first word to the signature."""

    name = Text(
        label="企业名称",
        required=True,
        listed=True,
        searched=True,
        width=30,
        headings=("意向企业", "投资企业", "线索名称"),
    )
    promotion = Link(
        label="招商活动", to="promotion", listed=True, width=24, headings=("来源活动", "活动名称"), within_zone=False
    )
    zone = Link(label="开发区", to="zone", listed=True, width=16, headings=("所属开发区", "意向开发区"))
    found_on = Date(label="获得时间", listed=True, headings=("线索时间", "登记时间"))
    contact = Text(label="联系方式", width=16, headings=("联系人", "联系电话"))
    intended_investment = Money(label="意向投资", listed=True, width=12, headings=("意向投资额", "拟投资额"))
    stage = Choice(
        label="阶段", required=True, listed=True, width=8, default="clue", choices=LEAD_STAGES, headings=("线索阶段", "进展"),
        synonyms={"在谈": "talk", "有意向": "intent", "已签约": "signed", "终止": "dropped"},
        colours={"clue": "grey", "contact": "grey", "talk": "amber", "intent": "blue", "signed": "green", "dropped": "struck"},
    )  # fmt: skip
    project = Link(label="对应项目", to="project", listed=True, width=24, headings=("签约项目", "项目"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("promotion", "name"), ("name",))
    alike = (("name",),)
    titled = ("招商线索", "线索台账", "意向项目")
    groups = (
        ("线索", ("name", "promotion", "zone", "found_on", "contact")),
        ("进展", ("intended_investment", "stage", "project", "remark")),
    )
    checks = (_signed_has_a_project,)


class Partner(Record, key="partner", label="合作机构", counter="家"):
    """A body that works with the office on promotion."""

    name = Text(label="机构名称", required=True, listed=True, searched=True, width=30, headings=("合作机构", "名称"))
    kind = Choice(
        label="类别", required=True, listed=True, width=12, headings=("机构类别",),
        choices={"intermediary": "中介机构", "alumni": "校友会", "chamber": "商协会", "institute": "高校院所"},
        synonyms={"中介": "intermediary", "专业机构": "intermediary", "商会": "chamber", "协会": "chamber", "高校": "institute",
                  "院所": "institute"},
        colours={"intermediary": "blue", "alumni": "violet", "chamber": "amber", "institute": "teal"},
    )  # fmt: skip
    zone = Link(label="开发区", to="zone", listed=True, width=16, headings=("所属开发区",), help="市级合作留空")
    agreed_on = Date(label="签约时间", listed=True, headings=("合作时间", "签订时间"))
    base = Text(label="引才基地", listed=True, width=20, headings=("招商引才基地", "基地名称"), help="招商引才基地")
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("name",),)
    titled = ("合作机构", "委托招商机构")
    groups = (("机构", ("name", "kind", "zone", "agreed_on", "base", "remark")),)
