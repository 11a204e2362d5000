"""Enterprises, and what the large ones read month by month."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.records.codes import doubt_credit_code
from zonedesk.records.fields import Choice, Flag, Link, Money, Month, Naming, Number, Text
from zonedesk.records.record import Record, not_ahead_of_time


class Enterprise(Record, key="enterprise", label="企业", counter="户"):
    """An enterprise of a zone or one that invests in its projects."""

    name = Text(
        label="企业名称",
        required=True,
        listed=True,
        searched=True,
        width=34,
        headings=("单位名称", "公司名称"),
    )
    uscc = Text(
        label="统一社会信用代码",
        listed=True,
        searched=True,
        folded=True,
        width=22,
        doubt=doubt_credit_code,
        headings=("信用代码", "社会信用代码", "统一信用代码"),
        help="营业执照上的 18 位代码",
    )
    zone = Link(label="开发区", to="zone", listed=True, width=18, headings=("所属开发区", "所在开发区"))
    chain_role = Choice(
        label="链上角色",
        listed=True,
        width=10,
        headings=("链上地位", "企业类别"),
        choices={"lead": "链主", "core": "链核", "member": "链上"},
        synonyms={"链主企业": "lead", "链核企业": "core", "链上企业": "member"},
    )
    chains = Naming(
        label="产业链",
        to="chain",
        several=True,
        listed=True,
        searched=True,
        width=18,
        headings=("所属产业链", "所在产业链"),
    )
    tier = Text(
        label="企业层级",
        listed=True,
        suggested=True,
        width=14,
        headings=("梯队", "企业称号"),
        help="如 专精特新、小巨人、单项冠军、规上",
    )
    foreign = Flag(label="外资企业", width=10, headings=("是否外资",))
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("uscc",), ("name", "zone"), ("name",))
    titled = ("企业名录", "企业名单", "企业台账", "企业清单", "企业一览")
    groups = (
        ("基本信息", ("name", "uscc", "zone", "foreign")),
        ("产业链", ("chains", "chain_role", "tier", "remark")),
    )
    related = (("project", "enterprise"), ("enterprise_reading", "enterprise"), ("campaign_item", "enterprise"))


class EnterpriseReading(Record, key="enterprise_reading", label="企业月度数据", counter="条"):
    """What a large enterprise came to from January to a month: output, value added in per cent of it, profit."""

    enterprise = Link(label="企业", to="enterprise", required=True, owner=True, listed=True, width=30,
                      headings=("企业名称", "单位名称"), within_zone=False)  # fmt: skip
    year = Number(label="年度", whole=True, required=True, listed=True, width=8, lowest=Decimal(2000), highest=Decimal(2100),
                  headings=("年份",))  # fmt: skip
    month = Month(label="月份", across=True, required=True, listed=True, width=8)
    output = Money(label="产值", listed=True, width=12, headings=("累计产值", "工业总产值"))
    value_added_rate = Number(label="增加值率", of="%", listed=True, width=10, lowest=None, highest=Decimal(100))
    profit = Money(label="利润", listed=True, width=12, may_be_negative=True, headings=("利润总额", "累计利润"))
    profit_growth = Number(
        label="利润增速", of="%", listed=True, width=10, lowest=None, headings=("利润同比", "利润增长")
    )
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("enterprise",)
    matched_by = (("enterprise", "year", "month"),)
    titled = ("企业监测", "企业月报", "重点企业运行")
    groups = (
        ("期间", ("enterprise", "year", "month")),
        ("数据", ("output", "value_added_rate", "profit", "profit_growth", "remark")),
    )
    checks = (not_ahead_of_time,)
