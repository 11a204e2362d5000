"""Approval services: teams of 领办员 and 代办员, their training, the cases that they see through, good examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Naming, Number, Problem, Text
from zonedesk.records.record import Record, in_order


def _finished_says_so(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("finished_on") and row.get("status") not in ("done", None):
        yield Problem("status", "已填办结时间，状态应为“已办结”，请核对", "warning")
    elif row.get("status") == "done" and not row.get("finished_on"):
        yield Problem("finished_on", "已办结的请填办结时间，才能算按时办结率", "warning")


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
    titled = ("队伍基本情况", "队伍一览", "队伍建设")
    groups = (("队伍", ("name", "zone", "hall", "head", "founded_on", "powers", "remark")),)
    related = (("team_member", "team"), ("training", "team"))


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
    titled = ("花名册", "领办代办队伍", "人员名单")
    groups = (
        ("人员", ("name", "team", "role", "title", "phone")),
        ("任职", ("joined_on", "left_on", "recruited", "remark")),
    )
    checks = (in_order("joined_on", "left_on"),)
    related = (("project", "agent"), ("agency_case", "lead"), ("agency_case", "agent"))


class Training(Record, key="training", label="业务培训", counter="次"):
    """A training of a team."""

    topic = Text(
        label="培训内容", required=True, listed=True, searched=True, width=34, headings=("培训主题", "主题", "内容")
    )
    team = Link(label="队伍", to="service_team", required=True, owner=True, listed=True, width=26,
                headings=("审批服务队伍", "开发区", "所属开发区"))  # fmt: skip
    held_on = Date(label="培训时间", required=True, listed=True, headings=("时间", "培训日期"))
    members = Naming(label="参训人员", to="team_member", several=True, within="team", listed=True, width=30,
                     headings=("参加人员",), help="多人用顿号隔开")  # fmt: skip
    count = Number(label="参训人数", of="人", whole=True, listed=True, width=10, headings=("人数", "参加人数"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("topic",)
    named_by = ("topic",)
    matched_by = (("team", "held_on", "topic"),)
    titled = ("培训",)
    groups = (("培训", ("topic", "team", "held_on", "members", "count", "remark")),)


class AgencyCase(Record, key="agency_case", label="领办代办事项", counter="件"):
    """A project's formalities that a team sees through, with the days that it promised."""

    zone = Link(label="开发区", to="zone", required=True, listed=True, width=16, headings=("所属开发区", "所在开发区"))
    project = Link(label="项目", to="project", required=True, owner=True, listed=True, width=28, headings=("项目名称",),
                   within_zone=False)  # fmt: skip
    lead = Link(label="领办员", to="team_member", listed=True, width=12, within_zone=False)
    agent = Link(label="代办员", to="team_member", listed=True, width=12, within_zone=False)
    scope = Choice(label="代办范围", listed=True, width=10, choices={"all": "全部", "part": "部分"}, headings=("范围",),
                   synonyms={"全程代办": "all", "部分代办": "part", "全代办": "all"})  # fmt: skip
    items = Text(label="代办事项", searched=True, width=26, headings=("事项", "事项名称"))
    accepted_on = Date(label="受理时间", required=True, listed=True, headings=("受理日期",))
    promised_days = Number(
        label="承诺时限", of="天", whole=True, listed=True, width=12, headings=("承诺天数", "承诺办结天数")
    )
    finished_on = Date(label="办结时间", listed=True, headings=("办结日期",))
    status = Choice(
        label="状态", listed=True, width=10, default="working", headings=("办理状态",),
        choices={"working": "办理中", "done": "已办结", "ended": "已终止"},
        synonyms={"办结": "done", "完成": "done", "正在办理": "working", "终止": "ended"},
        colours={"working": "amber", "done": "green", "ended": "struck"},
    )  # fmt: skip
    rating = Choice(label="好差评", width=10, headings=("评价", "满意度"),
                    choices={"5": "非常满意", "4": "满意", "3": "基本满意", "2": "不满意", "1": "非常不满意"})  # fmt: skip
    remark = Text(label="备注", long=True, headings=("说明",))

    short = "领办代办"
    captioned = ("project",)
    matched_by = (("project", "accepted_on", "scope", "items"), ("project", "accepted_on", "scope"))
    matched_blank = ("scope",)
    titled = ("领办代办项目", "领办代办事项", "代办台账", "全代办")
    groups = (
        ("事项", ("zone", "project", "lead", "agent", "scope", "items")),
        ("办理", ("accepted_on", "promised_days", "finished_on", "status", "rating", "remark")),
    )
    checks = (in_order("accepted_on", "finished_on"), _finished_says_so)


class Showcase(Record, key="showcase", label="典型案例", counter="个"):
    """An example of good service that may be recommended to the province."""

    title = Text(label="案例名称", required=True, listed=True, searched=True, width=40, headings=("典型案例", "标题"))
    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    text = Text(label="主要做法", long=True, listed=True, width=40, headings=("案例内容", "内容"))
    recommended_to_province_on = Date(label="推荐到省", listed=True, headings=("推荐时间", "向省推荐时间"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("title",)
    named_by = ("title",)
    matched_by = (("zone", "title"),)
    titled = ("典型案例", "优秀案例")
    groups = (("案例", ("title", "zone", "text", "recommended_to_province_on", "remark")),)
