"""Specialty towns, policies, and the funds that they bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Money, Number, Problem, Text
from zonedesk.records.record import Record, in_order


class Town(Record, key="town", label="专业镇", counter="个"):
    """A specialty town: a product's cluster within a zone."""

    name = Text(label="专业镇", required=True, listed=True, searched=True, width=26, headings=("专业镇名称",))
    level = Choice(label="级别", required=True, listed=True, width=8, choices={"province": "省级", "city": "市级"},
                   headings=("专业镇级别",), colours={"province": "blue", "city": "grey"})  # fmt: skip
    zone = Link(label="开发区", to="zone", listed=True, width=18, headings=("所属开发区", "所在开发区"))
    product = Text(label="主导产品", listed=True, searched=True, width=20, headings=("特色产品", "产品"))
    party_committee = Text(label="党建组织", listed=True, width=18, headings=("专业镇党委", "党建联盟"))
    alliance = Text(label="企业联盟", listed=True, width=18, headings=("产业联盟",))
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("name",),)
    titled = ("专业镇",)
    groups = (("专业镇", ("name", "level", "zone", "product", "party_committee", "alliance", "remark")),)
    related = (("funding", "town"),)


class Policy(Record, key="policy", label="政策文件", counter="件"):
    """A policy paper."""

    title = Text(label="文件名称", required=True, listed=True, searched=True, width=44, headings=("政策名称", "标题"))
    number = Text(label="文号", searched=True, listed=True, width=22, headings=("发文字号",))
    issuer = Text(label="发文单位", suggested=True, listed=True, width=18, headings=("印发单位", "出台部门"))
    issued_on = Date(label="印发时间", listed=True, headings=("发文日期", "出台时间"))
    kind = Text(label="类别", suggested=True, listed=True, width=14, headings=("政策类别",))
    summary = Text(label="要点", long=True, listed=True, width=30, headings=("主要内容", "内容摘要"))

    captioned = ("title",)
    named_by = ("title", "number")
    matched_by = (("number",), ("title",))
    titled = ("政策文件", "政策清单", "政策汇编")
    groups = (("文件", ("title", "number", "issuer", "issued_on", "kind", "summary")),)
    related = (("funding", "policy"),)


TOWN_MATCHING = "town_match"

FUNDING_KINDS = {
    "lead": "链主激励", "revenue": "营收进档", "cooperation": "协作配套", "project": "项目建设", "reform": "股份制改造",
    TOWN_MATCHING: "专业镇配套", "town": "专业镇专项", "other": "其他",
}  # fmt: skip


def _goes_to_somebody(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if not any(row.get(name) for name in ("town", "enterprise", "chain")):
        yield Problem("town", "请选专业镇、企业或产业链，至少一个")


def _matched_one_to_one(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    province, city = row.get("province_amount"), row.get("city_amount") or Decimal(0)
    if row.get("kind") == TOWN_MATCHING and province is not None and city != province:
        short = record.fields["province_amount"].show(abs(province - city), "万元")
        way = "少" if city < province else "多"
        yield Problem("city_amount", f"市级配套比省级资金{way} {short} 万元，不是 1:1，请核对", "warning")


class Funding(Record, key="funding", label="扶持资金", counter="笔"):
    """Money that a policy brings to a town, an enterprise or a chain."""

    policy = Link(label="政策文件", to="policy", listed=True, width=30, headings=("依据文件", "政策依据"))
    kind = Choice(
        label="资金类别", required=True, listed=True, width=12, choices=FUNDING_KINDS, headings=("类别", "资金名称"),
        synonyms={"专业镇1:1配套": TOWN_MATCHING, "专项扶持": "town", "专业镇扶持": "town"},
    )  # fmt: skip
    town = Link(label="专业镇", to="town", listed=True, width=20, headings=("专业镇名称",))
    enterprise = Link(label="企业", to="enterprise", listed=True, width=24, headings=("企业名称",), within_zone=False)
    chain = Link(label="产业链", to="chain", width=16, headings=("产业链名称",))
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    applied = Money(label="申请金额", listed=True, width=12, headings=("申报金额",))
    province_amount = Money(label="省级资金", listed=True, width=12, headings=("省级", "省级金额"))
    city_amount = Money(label="市级资金", listed=True, width=12, headings=("市级", "市级配套", "市级配套资金"))
    granted_on = Date(label="批准时间", headings=("批复时间", "核定时间"))
    paid_on = Date(label="拨付时间", listed=True, headings=("到位时间", "下达时间"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("policy", "town", "enterprise", "chain")
    matched_by = (
        ("policy", "town", "year", "kind"), ("town", "year", "kind"),
        ("policy", "enterprise", "year", "kind"), ("enterprise", "year", "kind"),
        ("policy", "chain", "year", "kind"), ("chain", "year", "kind"),
    )  # fmt: skip
    titled = ("扶持资金", "专项资金", "奖励资金")
    groups = (
        ("对象", ("policy", "kind", "town", "enterprise", "chain", "year")),
        ("金额", ("applied", "province_amount", "city_amount", "granted_on", "paid_on", "remark")),
    )
    checks = (_goes_to_somebody, _matched_one_to_one, in_order("granted_on", "paid_on"))
