"""Applications to the province: other boundaries, new zones, parks of a special kind; each goes by its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Number, Problem, Text
from zonedesk.records.record import Record

APPLICATION_KINDS = {
    "adjust": "调区", "found": "设立开发区", "sme_park": "中小企业园", "green_park": "绿色低碳循环示范园", "water_park": "节水型园区",
    "alumni_park": "校友招商特色园区", "core_enterprise": "链核企业", "other": "其他",
}  # fmt: skip

OUTCOMES = {"preparing": "准备中", "submitted": "已上报", "approved": "已批复", "refused": "未批准"}

BOUNDARY_STEPS = ("可研", "市级论证会", "征求部门意见", "上报省政府", "批复")
PARK_STEPS = ("编制方案", "市级评审", "上报", "认定")
ENTERPRISE_STEPS = ("企业申报", "市级推荐", "省级评审", "认定")

USUAL_STEPS = {
    "adjust": BOUNDARY_STEPS, "found": BOUNDARY_STEPS, "sme_park": PARK_STEPS, "green_park": PARK_STEPS,
    "water_park": PARK_STEPS, "alumni_park": PARK_STEPS, "core_enterprise": ENTERPRISE_STEPS, "other": PARK_STEPS,
}  # fmt: skip
"""The usual steps of each kind of application, in their order, offered where one has none yet."""


def _approved_has_a_year(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("outcome") == "approved" and not row.get("approved_on"):
        yield Problem("approved_on", "已批复的请填批复时间；只知道年份的填年份", "warning")
    elif row.get("approved_on") and row.get("outcome") not in ("approved", None):
        yield Problem("outcome", "已填批复时间，办理结果应为“已批复”，请核对", "warning")


class Application(Record, key="application", label="申报事项", counter="项"):
    """One application of a zone or an enterprise."""

    name = Text(
        label="申报名称", required=True, listed=True, searched=True, width=36, headings=("事项名称", "园区名称", "名称")
    )
    kind = Choice(
        label="类别", required=True, listed=True, width=18, choices=APPLICATION_KINDS, headings=("申报类别", "事项类别"),
        synonyms={"区域调整": "adjust", "开发区调区": "adjust", "设立": "found", "省级链核企业": "core_enterprise",
                  "山西省中小企业园": "sme_park", "绿色园区": "green_park", "校友园区": "alumni_park"},
        colours={"adjust": "blue", "found": "violet", "sme_park": "teal", "green_park": "green", "water_park": "teal",
                 "alumni_park": "amber", "core_enterprise": "grey", "other": "grey"},
    )  # fmt: skip
    zone = Link(label="开发区", to="zone", listed=True, width=16, headings=("所属开发区", "申报开发区"))
    enterprise = Link(label="企业", to="enterprise", width=24, headings=("申报企业", "企业名称"), within_zone=False)
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("申报年度", "年份"))  # fmt: skip
    outcome = Choice(
        label="办理结果", required=True, listed=True, width=10, default="preparing", choices=OUTCOMES, headings=("结果", "进展", "状态"),
        synonyms={"创建中": "preparing", "申报中": "submitted", "已获批": "approved", "获批": "approved", "批复": "approved",
                  "已认定": "approved", "获评": "approved"},
        colours={"preparing": "grey", "submitted": "amber", "approved": "green", "refused": "red"},
    )  # fmt: skip
    approved_on = Date(label="批复时间", listed=True, headings=("获批时间", "认定时间"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("kind", "name", "year"),)
    titled = ("申报事项", "调区", "特色园区", "园区申报")
    groups = (("申报", ("name", "kind", "zone", "enterprise", "year", "outcome", "approved_on", "remark")),)
    checks = (_approved_has_a_year,)
    related = (("application_step", "application"),)


class ApplicationStep(Record, key="application_step", label="申报步骤", counter="步"):
    """A step of an application, with the day when it was done."""

    application = Link(label="申报事项", to="application", required=True, owner=True, listed=True, width=36,
                       headings=("申报名称", "事项名称"))  # fmt: skip
    place = Number(label="次序", whole=True, listed=True, width=8, headings=("步骤序号", "顺序"))
    name = Text(label="步骤", required=True, listed=True, suggested=True, width=18, headings=("步骤名称", "环节"))
    planned_on = Date(label="计划时间", listed=True, headings=("计划完成时间",))
    done_on = Date(label="完成时间", listed=True, headings=("完成日期", "办结时间"))
    department = Text(label="部门", suggested=True, listed=True, width=16, headings=("责任部门", "征求部门"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("application", "name"),)
    titled = ("申报步骤", "申报进度")
    groups = (("步骤", ("application", "place", "name", "planned_on", "done_on", "department", "remark")),)
