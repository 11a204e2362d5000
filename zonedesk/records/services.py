"""Approval-service teams: 领办员 and 代办员."""

from __future__ import annotations

from zonedesk.records.fields import Choice, Date, Link, Number, Text
from zonedesk.records.record import Record, in_order


class ServiceTeam(Record, key="service_team", label="审批服务队伍", counter="支"):
    """The approval-service team of a zone."""

    name = Text(label="队伍名称", required=True, listed=True, searched=True, width=28)
    zone = Link(
        label="开发区",
        to="zone",
        required=True,
        owner=True,
        listed=True,
        width=18,
        headings=("所属开发区", "所在开发区"),
    )
    hall = Text(label="政务大厅", listed=True, width=24, headings=("办事大厅", "政务服务大厅"))
    head = Text(label="负责人", listed=True, width=10)
    founded_on = Date(label="组建时间", listed=True, width=12, headings=("成立时间",))
    powers = Number(
        label="承接赋权",
        of="项",
        whole=True,
        listed=True,
        width=12,
        headings=("承接赋权事项数", "赋权事项数", "承接事项"),
    )
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("zone",), ("name",))
    groups = (("队伍", ("name", "zone", "hall", "head", "founded_on", "powers", "remark")),)
    related = (("team_member", "team"),)


class TeamMember(Record, key="team_member", label="领办代办人员", counter="人"):
    """A person of an approval-service team."""

    name = Text(label="姓名", required=True, listed=True, searched=True, width=14)
    team = Link(label="队伍", to="service_team", required=True, owner=True, makes=True, listed=True, width=28,
                headings=("审批服务队伍", "所属队伍", "开发区", "所属开发区"))  # fmt: skip
    role = Choice(
        label="类别",
        required=True,
        listed=True,
        width=10,
        headings=("人员类别", "角色", "岗位类别"),
        choices={"lead": "领办员", "agent": "代办员"},
        synonyms={"领办": "lead", "代办": "agent"},
        colours={"lead": "blue", "agent": "grey"},
    )
    title = Text(label="职务", listed=True, suggested=True, width=14, headings=("职位", "岗位"))
    phone = Text(
        label="联系电话",
        folded=True,
        listed=True,
        searched=True,
        width=16,
        headings=("电话", "手机", "手机号", "联系方式"),
    )
    joined_on = Date(label="上岗时间", listed=True, width=12, headings=("到岗时间", "入职时间", "任职时间"))
    left_on = Date(label="离岗时间", width=12, headings=("离职时间",))
    recruited = Text(label="招聘方式", suggested=True, width=12, headings=("来源", "聘用方式"))
    remark = Text(label="备注", long=True, listed=True, width=20, headings=("说明",))

    matched_by = (("team", "name", "phone"), ("team", "name"))
    alike = (("team", "name"),)
    groups = (
        ("人员", ("name", "team", "role", "title", "phone")),
        ("任职", ("joined_on", "left_on", "recruited", "remark")),
    )
    checks = (in_order("joined_on", "left_on"),)
    related = (("project", "agent"),)
