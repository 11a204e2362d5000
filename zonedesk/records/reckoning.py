"""How figures are reckoned: formulas of the rates that an office may add, and totals as somebody reported them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.batches import BATCH_KINDS
from zonedesk.records.fields import Choice, Date, Link, Number, Problem, Text
from zonedesk.records.record import Record

MEASURES = {
    "entries": "入批项目数", "started": "已开工数", "commissioned": "已投产数", "full": "已达效数", "expected": "预计年产值",
    "actual": "实际年产值",
}  # fmt: skip
"""What a rate may divide, of the projects entered in one batch kind."""

RATES = {"start_rate": "开工率", "commission_rate": "投产率", "output_rate": "达效率"}


AMOUNTS = ("expected", "actual")
"""The measures that are amounts; the others are counts."""


def _divides_like_by_like(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    above, below = row.get("numerator"), row.get("denominator")
    if above and below and (above in AMOUNTS) != (below in AMOUNTS):
        yield Problem("denominator", "项目数和产值不能相除，请让分子、分母都是项目数，或都是年产值")


class RateFormula(Record, key="rate_formula", label="三率公式", counter="条"):
    """How one of the three rates divides, under a version. An office that divides otherwise adds its own."""

    edition = Text(
        label="版本", required=True, listed=True, suggested=True, width=12, headings=("公式版本",), help="如 2021版"
    )
    rate = Choice(label="三率", required=True, listed=True, width=10, choices=RATES, headings=("指标",))
    numerator_kind = Choice(label="分子批次", required=True, listed=True, width=12, choices=BATCH_KINDS)
    numerator = Choice(label="分子", required=True, listed=True, width=14, choices=MEASURES)
    denominator_kind = Choice(label="分母批次", required=True, listed=True, width=12, choices=BATCH_KINDS)
    denominator = Choice(label="分母", required=True, listed=True, width=14, choices=MEASURES)
    in_force_from = Date(label="启用时间", listed=True, headings=("起用日期",),
                         help="从这一天起，这一版写明的几个率按它计算，没写明的仍按原来的版本；不填的一直有效")  # fmt: skip
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("edition",)
    matched_by = (("edition", "rate"),)
    checks = (_divides_like_by_like,)
    titled = ("三率公式",)
    groups = (
        ("公式", ("edition", "rate", "numerator_kind", "numerator", "denominator_kind", "denominator")),
        ("启用", ("in_force_from", "remark")),
    )


REPORTED_FIGURES = {
    "three-batches": "三个一批汇总表", "three-rates": "三率表", "missing": "缺报一览", "teams": "审批服务队伍",
    "reforms": "三项改革", "campaigns": "专项行动进展", "promotion": "招商引资汇总", "chains": "产业链情况",
    "towns": "专业镇资金", "bottlenecks": "堵点调度台账", "progress": "重点项目进度", "applications": "调区与特色园区",
    "operations": "三化三制", "watch": "重点企业监测", "assessment": "考核排名",
}  # fmt: skip
"""The figures whose totals are reported on their own; the city's own readings are the totals of 指标完成情况."""


class ReportedTotal(Record, key="reported_total", label="上报合计", counter="条"):
    """A total as it was reported or printed. It stands beside the computed one and never replaces it."""

    figure = Choice(label="汇总表", required=True, listed=True, width=18, choices=REPORTED_FIGURES)
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    month = Number(label="月份", whole=True, listed=True, width=8, lowest=Decimal(1), highest=Decimal(12))
    event = Link(label="活动", to="batch_event", listed=True, width=16, headings=("活动批次", "批次"))
    column = Text(label="栏目", required=True, listed=True, suggested=True, width=20, headings=("列名",),
                  help="汇总表的列名，如 面积、合计总投资、签约项目数")  # fmt: skip
    value = Number(label="上报数", required=True, listed=True, width=12, lowest=None, headings=("合计·报", "数值"),
                   help="照原文的小数位数填写")  # fmt: skip
    unit = Text(label="单位", suggested=True, listed=True, width=8, help="如 亿元、个")
    source = Text(label="出处", listed=True, width=30, headings=("来源",))

    captioned = ("column",)
    named_by = ("column",)
    matched_by = (("figure", "year", "month", "event", "column"),)
    matched_blank = ("month", "event")
    titled = ("上报合计",)
    groups = (("上报合计", ("figure", "year", "month", "event", "column", "value", "unit", "source")),)
