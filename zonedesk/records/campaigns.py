"""专项行动: campaigns and the items they close one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Money, Problem, Text
from zonedesk.records.record import Record, in_order


class Campaign(Record, key="campaign", label="专项行动", counter="项"):
    """A special campaign. Which campaigns there are is data: none is named in the program."""

    name = Text(
        label="行动名称",
        required=True,
        listed=True,
        searched=True,
        width=28,
        headings=("专项行动", "专项行动名称", "专项名称"),
    )
    kind = Choice(
        label="类别",
        listed=True,
        width=10,
        headings=("行动类别",),
        choices={"rectify": "整治", "project": "工程", "industry": "产业链", "service": "营商环境"},
        synonyms={"专项整治": "rectify", "优化营商环境": "service"},
    )
    from_ = Date(label="开始", listed=True, width=12, headings=("开始时间", "启动时间"))
    to = Date(label="结束", listed=True, width=12, headings=("结束时间",))
    organiser = Text(label="牵头单位", listed=True, width=20, headings=("组织单位", "责任单位"))
    aim = Text(label="目标", long=True, listed=True, width=30, headings=("工作目标",))
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("name",),)
    groups = (("行动", ("name", "kind", "from", "to", "organiser", "aim", "remark")),)
    titled = ("专项行动一览", "专项行动汇总")
    checks = (in_order("from", "to"),)
    related = (("campaign_item", "campaign"), ("campaign_report", "campaign"))


def _closed_says_so(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("closed_on") and row.get("status") != "closed":
        yield Problem("status", "已填销号时间，状态应为“已销号”，请核对", "warning")


class CampaignItem(Record, key="campaign_item", label="专项清单", counter="条"):
    """One problem, task, project or enterprise on a campaign's list."""

    campaign = Link(label="专项行动", to="campaign", required=True, owner=True, makes=True, listed=True, width=22,
                    headings=("行动名称", "所属行动"))  # fmt: skip
    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区", "所在开发区"))
    kind = Choice(
        label="类别",
        required=True,
        listed=True,
        width=8,
        headings=("清单类别", "事项类别"),
        choices={"problem": "问题", "task": "任务", "project": "项目", "enterprise": "企业"},
        colours={"problem": "amber", "task": "blue", "project": "violet", "enterprise": "teal"},
    )
    description = Text(
        label="事项",
        required=True,
        listed=True,
        searched=True,
        width=32,
        headings=(
            "问题",
            "任务",
            "事项内容",
            "问题描述",
            "问题（任务、项目、企业）",
            "内容",
            "问题清单",
            "具体问题",
        ),
    )
    project = Link(
        label="关联项目",
        to="project",
        width=26,
        headings=("涉及项目",),
        help="事项就是台账中的某个项目时选上",
    )
    enterprise = Link(
        label="关联企业",
        to="enterprise",
        width=26,
        headings=("涉及企业",),
        help="事项就是台账中的某户企业时选上",
    )
    investment = Money(
        label="投资额",
        listed=True,
        width=14,
        headings=("总投资", "项目投资", "投资"),
        help="清单上填报的投资额；留空时取关联项目的总投资",
    )
    person = Text(label="责任人", listed=True, width=12, headings=("负责人", "责任单位及责任人"))
    measure = Text(
        label="解决方案",
        long=True,
        listed=True,
        width=24,
        headings=("整改措施", "措施", "工作措施", "整改方案"),
    )
    due_on = Date(
        deadline=True, label="完成时限", listed=True, width=12, headings=("整改时限", "办结时限", "时限", "完成时间")
    )
    status = Choice(
        label="状态", listed=True, width=10, default="open", headings=("进展", "进展状态", "整改状态", "办理状态"),
        choices={"open": "未启动", "working": "推进中", "closed": "已销号"},
        synonyms={"已完成": "closed", "完成": "closed", "销号": "closed", "已整改": "closed", "已办结": "closed", "办理中": "working",
                  "整改中": "working", "正在推进": "working", "进行中": "working", "未整改": "open", "未开始": "open"},
        colours={"open": "grey", "working": "amber", "closed": "green"},
    )  # fmt: skip
    closed_on = Date(label="销号时间", width=12, headings=("实际完成时间", "办结时间"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("description",)
    named_by = ("description",)
    matched_by = (("campaign", "zone", "kind", "description"),)
    titled = ("专项行动", "专项整治", "工作台账", "问题清单", "任务清单")
    groups = (
        ("事项", ("campaign", "zone", "kind", "description", "project", "enterprise", "investment")),
        ("办理", ("person", "measure", "due_on", "status", "closed_on", "remark")),
    )
    checks = (_closed_says_so,)


class CampaignReport(Record, key="campaign_report", label="专项进展", counter="条"):
    """What a zone reports of a campaign on a day."""

    campaign = Link(
        label="专项行动", to="campaign", required=True, owner=True, listed=True, width=22, headings=("行动名称",)
    )
    zone = Link(label="开发区", to="zone", listed=True, width=18, headings=("所属开发区",), help="全市的进展留空")
    date = Date(label="日期", required=True, listed=True, headings=("报送时间", "时间", "报告日期"))
    text = Text(
        label="进展情况", required=True, long=True, listed=True, searched=True, width=50, headings=("进展", "工作进展")
    )

    captioned = ("campaign",)
    matched_by = (("campaign", "zone", "date"),)
    matched_blank = ("zone",)
    titled = ("进展情况", "工作进展")
    groups = (("进展", ("campaign", "zone", "date", "text")),)
