"""Reforms of the zones: standard land, and the three ways and three systems (三化三制)."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.records.fields import Choice, Date, Link, Number, Text
from zonedesk.records.parsing import AREA_UNITS
from zonedesk.records.record import Record, in_order


class LandPlot(Record, key="land_plot", label="标准地", counter="宗"):
    """A plot of standard land, with the figures that its buyer takes on."""

    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区", "所在开发区"))
    number = Text(
        label="宗地号",
        required=True,
        listed=True,
        searched=True,
        folded=True,
        width=18,
        headings=("宗地编号", "地块编号"),
    )
    area = Number(
        label="面积",
        of="亩",
        required=True,
        listed=True,
        width=10,
        unit_field="area_unit",
        headings=("出让面积", "用地面积"),
    )
    area_unit = Choice(label="面积单位", choices={unit: unit for unit in AREA_UNITS}, default="亩")
    transferred_on = Date(label="出让时间", listed=True, headings=("出让日", "出让日期"))
    project = Link(
        label="项目", to="project", listed=True, width=26, headings=("项目名称", "用地项目"), within_zone=False
    )
    investment_intensity = Number(label="投资强度", of="万元/亩", listed=True, width=14, headings=("亩均投资",))
    output_per_mu = Number(label="亩均产值", of="万元/亩", listed=True, width=14)
    tax_per_mu = Number(label="亩均税收", of="万元/亩", listed=True, width=14)
    plot_ratio = Number(label="容积率", width=8)
    energy = Text(label="能耗标准", width=14, headings=("能耗", "单位能耗"))
    checked_on = Date(label="验收时间", listed=True, headings=("达标验收", "验收日期"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("number",)
    named_by = ("number",)
    matched_by = (("zone", "number"),)
    titled = ("标准地",)
    groups = (
        ("宗地", ("zone", "number", "area", "area_unit", "transferred_on", "project")),
        (
            "控制指标",
            ("investment_intensity", "output_per_mu", "tax_per_mu", "plot_ratio", "energy", "checked_on", "remark"),
        ),
    )
    checks = (in_order("transferred_on", "checked_on"),)


REFORM_STEPS = {
    "term": "任期制", "post": "聘任制", "pay": "绩效工资制", "professional": "专业化", "market": "市场化", "international": "国际化",
}  # fmt: skip
"""The three systems, then the three ways."""

THREE_SYSTEMS = ("term", "post", "pay")


class ReformStep(Record, key="reform_step", label="三化三制", counter="项"):
    """How far a zone is with one of the three systems or three ways."""

    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    kind = Choice(label="改革事项", required=True, listed=True, width=12, choices=REFORM_STEPS, headings=("事项", "类别", "改革内容"),
                  synonyms={"领导班子任期制": "term", "全员岗位聘任制": "post", "岗位聘任制": "post", "绩效工资": "pay"})  # fmt: skip
    done_on = Date(label="完成时间", listed=True, headings=("完成日期", "实施时间"))
    text = Text(label="进展情况", long=True, listed=True, width=40, headings=("进展", "完成情况", "主要做法"))

    captioned = ("zone",)
    matched_by = (("zone", "kind"),)
    titled = ("三化三制",)
    groups = (("改革", ("zone", "kind", "done_on", "text")),)


class OperatingCompany(Record, key="operating_company", label="运营公司", counter="家"):
    """A company that runs a zone's business beside its administration."""

    name = Text(
        label="公司名称", required=True, listed=True, searched=True, width=32, headings=("运营公司", "名称", "企业名称")
    )
    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    mode = Choice(label="组建方式", listed=True, width=12, choices={"own": "成立", "partner": "合作引入"}, headings=("方式", "成立方式"),
                  synonyms={"自建": "own", "自行成立": "own", "引入": "partner", "合作": "partner"},
                  colours={"own": "blue", "partner": "teal"})  # fmt: skip
    founded_on = Date(label="成立时间", listed=True, headings=("组建时间", "引入时间"))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    matched_by = (("zone", "name"),)
    titled = ("运营公司",)
    groups = (("公司", ("name", "zone", "mode", "founded_on", "remark")),)


class Hire(Record, key="hire", label="市场化招聘", counter="条"):
    """How many people a zone hired on the market in a year, by field."""

    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    field = Text(label="专业领域", suggested=True, listed=True, width=20, headings=("领域", "岗位方向"))
    count = Number(label="招聘人数", of="人", whole=True, required=True, listed=True, width=10, headings=("人数",))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("zone",)
    matched_by = (("zone", "year", "field"),)
    matched_blank = ("field",)
    titled = ("市场化招聘", "人才招聘", "招聘人员")
    groups = (("招聘", ("zone", "year", "field", "count", "remark")),)
