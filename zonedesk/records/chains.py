"""Industrial chains and their five lists."""

from __future__ import annotations

from zonedesk.records.fields import Choice, Link, Money, Text
from zonedesk.records.record import Record

FIVE_LISTS = {"enterprise": "企业", "project": "项目", "technology": "技术", "capital": "资本", "promotion": "招商"}


class Chain(Record, key="chain", label="产业链", counter="条"):
    """An industrial chain of a city or a province."""

    name = Text(label="产业链", required=True, listed=True, searched=True, width=24, headings=("产业链名称", "链名称"))
    level = Choice(
        label="级别", listed=True, width=8, choices={"province": "省级", "city": "市级"}, headings=("产业链级别",)
    )
    leader = Text(label="链长", listed=True, width=14, headings=("市级链长",))
    department = Text(label="牵头部门", suggested=True, listed=True, width=16, headings=("责任部门", "牵头单位"))
    target_output = Money(
        label="目标产值", listed=True, width=14, headings=("目标年产值", "产值目标"), help="千亿级产业链填 1000 亿元"
    )
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("name",),)
    titled = ("产业链一览", "重点产业链", "产业链名单")
    groups = (("产业链", ("name", "level", "leader", "department", "target_output", "remark")),)
    related = (("chain_item", "chain"), ("funding", "chain"))


class ChainItem(Record, key="chain_item", label="产业链清单", counter="条"):
    """A line of one of the five lists of a chain: enterprises, projects, technologies, capital, promotion."""

    chain = Link(label="产业链", to="chain", required=True, owner=True, makes=True, listed=True, width=20,
                 headings=("所属产业链", "产业链名称"))  # fmt: skip
    kind = Choice(
        label="清单类别", required=True, listed=True, width=10, choices=FIVE_LISTS, headings=("清单", "类别"),
        synonyms={f"{label}清单": key for key, label in FIVE_LISTS.items()},
        colours={"enterprise": "teal", "project": "violet", "technology": "blue", "capital": "amber", "promotion": "green"},
    )  # fmt: skip
    text = Text(label="内容", required=True, listed=True, searched=True, width=40, headings=("清单内容", "事项"))
    enterprise = Link(label="关联企业", to="enterprise", width=24, headings=("企业",), within_zone=False)
    project = Link(label="关联项目", to="project", width=24, headings=("项目",), within_zone=False)
    person = Text(label="责任人", listed=True, width=12, headings=("联系人", "负责人"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("text",)
    named_by = ("text",)
    matched_by = (("chain", "kind", "text"),)
    titled = ("五清单", "产业链清单")
    groups = (("清单", ("chain", "kind", "text", "enterprise", "project", "person", "remark")),)
