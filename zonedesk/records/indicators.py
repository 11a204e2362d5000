"""Indicators, their yearly targets, and what each zone reads month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Flag, Link, Month, Number, Problem, Text
from zonedesk.records.months import month_words
from zonedesk.records.record import Others, Record, not_ahead_of_time

WHOLE_CITY = "全市"
"""What a ledger calls the row of the city as a whole: a target or reading without a zone."""

CITY_WORDS = (WHOLE_CITY, "全市合计", "全市总计")

EXTREME_GROWTH = Decimal(1000)
"""A growth beyond this, in per cent, is real where the year before was next to nothing: it is marked and kept off axes."""

SMALL_BASE = "基数过小"


def is_extreme(growth: Decimal | None) -> bool:
    """Return whether a growth stands on too small a base to mean much."""
    return growth is not None and abs(growth) > EXTREME_GROWTH


ZONE_KIND_FLAGS = {"industrial": "for_industrial", "agricultural": "for_agricultural", "eco_tourism": "for_eco_tourism"}
"""The flag of an indicator that says it applies to a kind of zone."""


def applies_to(indicator: Mapping[str, Any], zone_kind: object) -> bool:
    """Return whether an indicator is for zones of a kind: one that is marked for none is for all."""
    marked = [kind for kind, flag in ZONE_KIND_FLAGS.items() if indicator.get(flag)]
    return not marked or zone_kind in marked


class Indicator(Record, key="indicator", label="指标", counter="项"):
    """Something that zones report by month."""

    name = Text(label="指标名称", required=True, listed=True, searched=True, width=30, headings=("指标", "考核指标"))
    unit = Text(label="计量单位", required=True, listed=True, width=10, suggested=True, headings=("单位",),
                 help="如 亿元、%、项、人次；月报的数按这个单位填")  # fmt: skip
    cumulative = Choice(label="口径", listed=True, width=8, choices={"total": "累计", "month": "当月"}, default="total",
                        synonyms={"累计值": "total", "当月值": "month"}, headings=("累计/当月", "统计口径"))  # fmt: skip
    direction = Choice(label="方向", listed=True, width=12, default="up", choices={"up": "越大越好", "down": "越小越好"},
                       synonyms={"正向": "up", "逆向": "down"}, headings=("指标方向",))  # fmt: skip
    for_industrial = Flag(label="工业类", listed=True, width=8, help="三类都不选，表示各类开发区都要报")
    for_agricultural = Flag(label="现代农业类", listed=True, width=10)
    for_eco_tourism = Flag(label="生态文旅类", listed=True, width=10)
    decimals = Number(label="小数位数", whole=True, width=8, highest=Decimal(6), headings=("保留小数",))
    place = Number(label="排序", whole=True, width=8, help="在填报和汇总表里排第几")
    remark = Text(label="备注", long=True, headings=("说明", "指标解释"))

    matched_by = (("name",),)
    titled = ("指标目录", "指标体系", "指标一览", "考核指标")
    groups = (
        ("指标", ("name", "unit", "cumulative", "direction", "decimals", "place")),
        ("适用范围", ("for_industrial", "for_agricultural", "for_eco_tourism", "remark")),
    )
    related = (("target", "indicator"), ("reading", "indicator"))


def _zero_target(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("value") == 0 and row.get("basis") != "growth":
        yield Problem("value", "目标为 0，算不出完成率，只看是否达到。目标不是 0 的请改正", "warning")


class Target(Record, key="target", label="年度目标", counter="条"):
    """What a zone, or the city, is to reach of an indicator in a year: an absolute value, or a growth in per cent."""

    zone = Link(label="开发区", to="zone", whole=CITY_WORDS, listed=True, width=18, headings=("所属开发区",),
                help="表单里留空、表里写“全市”，就是全市的数")  # fmt: skip
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    indicator = Link(
        label="指标", to="indicator", required=True, listed=True, width=26, headings=("指标名称", "考核指标")
    )
    basis = Choice(label="目标类型", listed=True, width=10, default="value", choices={"value": "绝对量", "growth": "增速"},
                   headings=("目标口径",), help="增速目标按百分数填")  # fmt: skip
    value = Number(
        label="目标值", required=True, listed=True, width=12, lowest=None, headings=("年度目标", "目标", "目标任务")
    )
    weight = Number(label="权重", of="%", listed=True, width=8, highest=Decimal(100), headings=("分值权重",))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    captioned = ("indicator",)
    matched_by = (("zone", "year", "indicator", "basis"),)
    matched_blank = ("zone",)
    titled = ("年度目标", "目标任务", "目标分解")
    groups = (("目标", ("zone", "year", "indicator", "basis", "value", "weight", "remark")),)
    checks = (_zero_target,)


READ_NUMBERS = ("value", "growth", "last_year", "rank")
"""What a reading may say; one of them at least. Without the first two the month is still awaited."""


def _says_something(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if all(row.get(name) is None for name in READ_NUMBERS):
        labels = "、".join(record.fields[name].label for name in READ_NUMBERS)
        yield Problem("value", f"请填{labels}，至少一个")


def _growth_in_bounds(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    growth, value = row.get("growth"), row.get("value")
    if growth is None:
        return
    if is_extreme(growth):
        yield Problem(
            "growth", f"同比增速超过 ±{EXTREME_GROWTH}%，按“{SMALL_BASE}”标注，图上不画。请核对上年同期值", "warning"
        )
    elif growth < -100 and (value is None or value >= 0):
        yield Problem("growth", "同比增速低于 -100%，只有累计值为负时才会这样，请核对", "warning")


def _does_not_fall(record: type[Record], row: Mapping[str, Any], others: Others) -> Iterable[Problem]:
    """Doubt a cumulative value below that of the month before it, or above the next one's, unless one of them gives a reason."""
    value, month, indicator = row.get("value"), row.get("month"), row.get("indicator")
    if value is None or month is None or indicator is None or row.get("reason"):
        return
    kept = others.row("indicator", indicator)
    if kept is None or kept.get("cumulative") == "month":
        return
    now, settled = f"{month_words(int(month))}累计 {value:f}", "；确认无误请在“说明”里写明原因"
    before = _beside(row, range(int(month) - 1, 0, -1), others)
    if before and value < before["value"] and not before.get("reason"):
        than = f"{month_words(int(before['month']))}的 {before['value']:f}"
        yield Problem("value", f"{now}，低于 {than}。请核对是否填成了当月值{settled}", "warning")
    after = _beside(row, range(int(month) + 1, 13), others)
    if after and value > after["value"] and not (after.get("reason") or others.changes("reading", after, "value")):
        than = f"{month_words(int(after['month']))}的 {after['value']:f}"
        yield Problem("value", f"{now}，高于 {than}。请核对两个月的数{settled}", "warning")


def _beside(row: Mapping[str, Any], months: Iterable[int], others: Others) -> Mapping[str, Any] | None:
    """Return the reading of the first of the months that has a value, of the same zone, indicator and year."""
    place = {name: row.get(name) for name in ("zone", "indicator", "year")}
    readings = (others.find("reading", {**place, "month": Decimal(month)}) for month in months)
    return next((found for found in readings if found is not None and found.get("value") is not None), None)


class Reading(Record, key="reading", label="月度数据", counter="条"):
    """What an indicator came to from January to a month, as reported by a zone, or of the city as a whole.

    The value is in the indicator's unit. The growth is as reported: value added grows at comparable prices, so it cannot
    be worked out from the values.
    """

    zone = Link(label="开发区", to="zone", whole=CITY_WORDS, listed=True, width=18, headings=("所属开发区", "单位名称", "单位"),
                help="表单里留空、表里写“全市”，就是全市的数")  # fmt: skip
    indicator = Link(
        label="指标", to="indicator", required=True, listed=True, width=24, headings=("指标名称", "考核指标")
    )
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    month = Month(label="月份", across=True, required=True, listed=True, width=8, headings=("截至月份",))
    value = Number(label="累计值", unit_of="indicator", listed=True, width=14, lowest=None,
                   headings=("本期值", "完成值", "1-本月累计", "当期累计", "本期累计", "本月累计", "累计", "绝对量", "绝对额", "总量", "累计完成", "完成额"))  # fmt: skip
    growth = Number(label="同比增速", of="%", listed=True, width=10, lowest=None,
                    headings=("同比", "增速", "同比增长", "增长率", "同比增减", "增长", "增幅", "比上年增长", "比上年同期增长", "比去年同期增长", "较上年同期增长"))  # fmt: skip
    last_year = Number(label="同期值", unit_of="indicator", listed=True, width=14, lowest=None,
                       headings=("上年同期", "上年同期值", "上年同期数", "去年同期", "去年同期值", "去年同期数", "同期", "同期数", "同期累计",
                                 "上年同期累计", "去年同期累计", "上年累计", "上年累计值", "去年累计", "去年累计值"))  # fmt: skip
    rank = Number(label="全省位次", whole=True, listed=True, width=10, lowest=Decimal(1), headings=("位次", "省级位次"))
    reason = Text(
        label="说明", long=True, listed=True, width=20, headings=("备注", "原因"), help="数据有异常时写明原因"
    )

    captioned = ("indicator",)
    matched_by = (("zone", "indicator", "year", "month"),)
    matched_blank = ("zone",)
    titled = ("指标月报", "月度数据", "主要经济指标", "指标完成情况")
    groups = (
        ("期间", ("zone", "indicator", "year", "month")),
        ("数据", ("value", "growth", "last_year", "rank", "reason")),
    )
    checks = (_says_something, not_ahead_of_time, _growth_in_bounds)
    checks_beside = (_does_not_fall,)
