"""Enterprises."""

from __future__ import annotations

from zonedesk.records.codes import doubt_credit_code
from zonedesk.records.fields import Choice, Flag, Link, Text
from zonedesk.records.record import Record


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
    chains = Text(
        label="产业链",
        listed=True,
        searched=True,
        suggested=True,
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
    groups = (
        ("基本信息", ("name", "uscc", "zone", "foreign")),
        ("产业链", ("chains", "chain_role", "tier", "remark")),
    )
    related = (("project", "enterprise"), ("campaign_item", "enterprise"))
