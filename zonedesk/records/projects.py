"""Projects and the way they go: 争资 → 招引 → 落地 → 开工 → 推进 → 投产."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zonedesk.records.codes import doubt_project_code
from zonedesk.records.fields import Choice, Coded, Date, Derived, Flag, Link, Money, Naming, Number, Problem, Text
from zonedesk.records.record import Record, in_order
from zonedesk.records.reference import REFERENCE

STAGES = {
    "reserve": "储备", "attract": "招引", "signed": "签约", "landed": "落地", "started": "开工", "building": "推进",
    "commissioned": "投产", "full": "达效", "stopped": "终止",
}  # fmt: skip

STAGE_COLOURS = {
    "reserve": "grey", "attract": "grey", "signed": "blue", "landed": "violet", "started": "amber", "building": "amber",
    "commissioned": "green", "full": "teal", "stopped": "struck",
}  # fmt: skip

DATED_STAGES = (
    ("full_output_on", "full"), ("commissioned_on", "commissioned"), ("started_on", "started"),
    ("landed_on", "landed"), ("signed_on", "signed"),
)  # fmt: skip

CHANNELS = {
    "team": "小分队", "resident": "驻点招商", "alumni": "校友招商", "enterprise": "以商招商", "chamber": "商协会",
    "market": "市场化委托", "agency": "中介机构", "expo": "展会平台", "chain": "链主招商",
}  # fmt: skip
"""The ways of winning investment."""

CHANNEL_WORDS = {
    "小分队招商": "team", "驻点": "resident", "校友": "alumni", "以商": "enterprise", "商协会招商": "chamber",
    "委托招商": "market", "市场化招商": "market", "市场化委托招商": "market", "中介招商": "agency", "中介": "agency",
    "展会": "expo", "会展招商": "expo", "平台招商": "expo", "链主": "chain", "产业链招商": "chain",
}  # fmt: skip
"""What else ledgers call them."""

# What may be set by hand without contradicting the dates: they cannot tell these apart, and 终止 has no date.
_FITTING = {"reserve": {"attract"}, "started": {"building"}}


def stage_by_dates(row: Mapping[str, Any]) -> str:
    """Return the stage that a project's dates show; without any date it is in reserve."""
    return next((stage for date, stage in DATED_STAGES if row.get(date)), "reserve")


def stage_of(row: Mapping[str, Any]) -> str:
    """Return the stage in force: the one set by hand, else what the dates show."""
    return row.get("stage_set") or stage_by_dates(row)


def _stage_agrees(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    chosen, dated = row.get("stage_set"), stage_by_dates(row)
    if chosen in (None, dated, "stopped") or chosen in _FITTING.get(dated, ()):
        return
    message = f"手工填的阶段是“{STAGES[chosen]}”，按日期应为“{STAGES[dated]}”。请核对日期，或清空手工阶段"
    yield Problem("stage_set", message, "warning")


class Project(Record, key="project", label="项目", counter="个"):
    """A project of a zone, from the first contact to full output."""

    name = Text(label="项目名称", required=True, listed=True, searched=True, width=30, headings=("名称", "项目"))
    code = Text(
        label="项目代码",
        searched=True,
        folded=True,
        width=26,
        doubt=doubt_project_code,
        headings=("项目编码", "备案代码", "项目统一代码"),
        help="投资项目在线审批监管平台的 24 位代码",
    )
    zone = Link(
        label="开发区",
        to="zone",
        required=True,
        listed=True,
        width=18,
        headings=("所属开发区", "所在开发区", "开发区名称"),
    )
    enterprise = Link(
        label="投资方",
        to="enterprise",
        makes=True,
        searched=True,
        width=26,
        headings=("投资单位", "建设单位", "投资企业", "项目单位", "企业名称"),
        within_zone=False,
    )
    content = Text(
        label="建设内容",
        long=True,
        searched=True,
        width=30,
        headings=("建设内容及规模", "建设规模及内容", "主要建设内容"),
    )
    nature = Choice(
        label="建设性质",
        width=10,
        headings=("项目性质",),
        choices={"new": "新建", "expand": "扩建", "retrofit": "技改", "relocate": "迁建"},
        synonyms={"改扩建": "expand", "改建": "retrofit", "技术改造": "retrofit"},
    )
    industry_code = Coded(
        label="行业", folded=True, width=20, headings=("行业代码", "国民经济行业代码", "行业分类", "所属行业"),
        help="国民经济行业分类的代码或大类名称，如 C27 医药制造业",
        pattern=r"[A-T](\d{2,4})?|\d{2,4}", pattern_advice="请填行业代码或大类名称，如 C27 或 医药制造业",
        named=REFERENCE.industry_name, options=REFERENCE.industry_names,
    )  # fmt: skip
    chain = Naming(label="产业链", to="chain", searched=True, width=14, headings=("所属产业链", "所在产业链"))
    town = Naming(label="专业镇", to="town", width=14, headings=("所属专业镇",))
    stage = Derived(
        label="阶段",
        rule=stage_of,
        choices=STAGES,
        colours=STAGE_COLOURS,
        listed=True,
        width=8,
        help="由日期得出：填了签约、落地、开工、投产、达效中哪个日期，就到哪个阶段；也可手工指定",
    )
    stage_set = Choice(
        label="手工阶段",
        choices=STAGES,
        colours=STAGE_COLOURS,
        width=10,
        headings=("项目阶段", "进展阶段"),
        synonyms={
            "在谈": "attract",
            "在建": "building",
            "续建": "building",
            "洽谈": "attract",
            "已投产": "commissioned",
            "已开工": "started",
            "已签约": "signed",
            "已落地": "landed",
        },
        help="日期看不出的阶段（招引、推进、终止）在这里指定，平时留空",
    )
    investment = Money(
        label="总投资",
        listed=True,
        width=14,
        headings=("计划总投资", "投资总额", "项目总投资", "投资额"),
    )
    year_plan = Money(label="年度计划", width=14, headings=("年度计划投资", "本年计划投资", "当年计划投资"))
    invested = Money(label="累计完成", width=14, headings=("累计完成投资", "已完成投资"))
    invested_this_year = Money(label="今年完成", width=14, headings=("本年完成投资", "今年完成投资", "当年完成投资"))
    output_expected = Money(label="预计产值", width=14, headings=("预计年产值", "达产后年产值", "预期年产值"))
    output_actual = Money(label="实际产值", width=14, headings=("实际年产值",))
    tax_expected = Money(label="预计税收", width=14, headings=("预计年税收", "达产后年税收"))
    jobs = Number(
        label="就业", of="人", whole=True, width=10, headings=("带动就业", "新增就业", "就业人数", "用工人数")
    )
    land_area = Number(label="用地", of="亩", width=10, headings=("用地面积", "占地面积"), unit_field="land_area_unit")
    land_area_unit = Choice(
        label="用地单位",
        choices={unit: unit for unit in ("亩", "公顷", "平方米", "平方公里")},
        default="亩",
        help="用地面积照原件填写，单位一并保留",
    )
    capital = Choice(
        label="资金性质",
        width=10,
        headings=("内外资", "投资性质"),
        choices={"domestic": "内资", "foreign": "外资"},
        synonyms={"中外合资": "foreign", "外商投资": "foreign", "外商独资": "foreign", "港澳台": "foreign"},
    )
    origin = Text(label="资金来源地", suggested=True, width=14, headings=("资金来源", "投资来源地", "投资方所在地"))
    channel = Choice(
        label="招商渠道", listed=True, width=12, headings=("招商方式", "招商途径"),
        choices=CHANNELS, synonyms=CHANNEL_WORDS,
    )  # fmt: skip
    key_level = Choice(
        label="重点层级",
        width=10,
        headings=("重点项目级别", "重点级别"),
        choices={"province": "省级", "city": "市级", "zone": "区级"},
        synonyms={"省重点": "province", "市重点": "city", "区重点": "zone"},
    )
    commitment = Flag(label="承诺制", listed=True, width=8, headings=("是否承诺制", "承诺制项目", "是否实行承诺制"))
    commitment_on = Date(label="承诺日期", headings=("承诺制办理时间", "承诺时间"))
    signed_on = Date(label="签约", listed=True, width=12, headings=("签约时间", "签约日期", "签约日"))
    landed_on = Date(label="落地", width=12, headings=("落地时间", "落地日期", "注册落地时间"))
    started_on = Date(label="开工", listed=True, width=12, headings=("开工时间", "开工日期", "实际开工时间"))
    commissioned_on = Date(
        label="投产", listed=True, width=12, headings=("投产时间", "投产日期", "实际投产时间", "竣工投产时间")
    )
    full_output_on = Date(label="达效", width=12, headings=("达效时间", "达效日", "达产达效时间", "达产时间"))
    planned_start = Date(label="计划开工", width=12, headings=("计划开工时间", "拟开工时间", "预计开工时间"))
    planned_commission = Date(
        label="计划投产", width=12, headings=("计划投产时间", "拟投产时间", "预计投产时间", "计划竣工时间")
    )
    manager = Text(label="项目经理", width=10)
    task_force = Text(label="工作专班", width=16, headings=("专班", "服务专班"))
    leader = Text(label="包联领导", width=10, headings=("包保领导", "包联责任人"))
    agent = Link(label="代办员", to="team_member", width=10, headings=("项目代办员",))
    next_step = Text(label="下一步", long=True, headings=("下一步工作", "下步计划", "下一步计划"))
    remark = Text(label="备注", long=True, width=20, headings=("说明",))

    matched_by = (("code",), ("zone", "name"))
    titled = ("项目台账", "重点项目", "项目清单", "项目库", "项目一览")
    groups = (
        ("基本信息", ("name", "code", "zone", "enterprise", "nature", "channel", "commitment", "commitment_on", "chain", "town",
                   "industry_code", "capital", "origin", "key_level", "content")),
        ("投资与产出", ("investment", "year_plan", "invested", "invested_this_year", "output_expected", "output_actual",
                   "tax_expected", "jobs", "land_area", "land_area_unit")),
        ("进度日期", ("signed_on", "landed_on", "started_on", "planned_start", "commissioned_on", "planned_commission",
                  "full_output_on", "stage_set")),
        ("责任与备注", ("manager", "task_force", "leader", "agent", "next_step", "remark")),
    )  # fmt: skip
    checks = (
        in_order("signed_on", "landed_on", "started_on", "commissioned_on", "full_output_on"),
        in_order("planned_start", "planned_commission"),
        _stage_agrees,
    )
    related = (
        ("batch_entry", "project"),
        ("milestone", "project"),
        ("procedure", "project"),
        ("bottleneck", "project"),
        ("agency_case", "project"),
        ("land_plot", "project"),
        ("campaign_item", "project"),
    )
