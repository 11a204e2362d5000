"""How a project goes on: its milestones as a network, its formalities, and what holds it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Choice, Date, Link, Naming, Number, Problem, Text
from zonedesk.records.names import names_in
from zonedesk.records.record import Others, Record, in_order


def _finished_is_whole(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("actual_to") and row.get("percent") not in (None, 100):
        yield Problem("percent", "已填实际完成时间，完成比例应为 100，请核对", "warning")
    elif row.get("percent") == 100 and not row.get("actual_to"):
        yield Problem("actual_to", "完成比例已到 100%，请填实际完成时间", "warning")


def _predecessors_hold(record: type[Record], row: Mapping[str, Any], others: Others) -> Iterable[Problem]:
    """Hold the named predecessors to the project's milestones: each must be there, and none may lead back here."""
    name = str(row.get("name") or "")
    unknown = []
    for before in names_in(row.get("after")):
        path = _path_to(name, before, row.get("project"), others)
        if path:
            way = " → ".join((*reversed(path), name))
            yield Problem("after", f"前置节点绕成了一圈：{way}。请去掉其中一个前置")
            return
        if others.find("milestone", {"project": row.get("project"), "name": before}) is None:
            unknown.append(before)
    if unknown:
        words = "、".join(f"“{before}”" for before in unknown)
        yield Problem("after", f"这个项目还没有节点{words}，请核对名称，或补上这个节点", "warning")


def _path_to(name: str, before: str, project: object, others: Others) -> list[str]:
    """Return the predecessors that lead from `before` back to `name`, nothing where none do."""
    ways, seen = [[before]], {before}
    while ways:
        way = ways.pop()
        if way[-1] == name:
            return way
        found = others.find("milestone", {"project": project, "name": way[-1]})
        for further in names_in(found.get("after") if found else None):
            if further not in seen or further == name:
                seen.add(further)
                ways.append([*way, further])
    return []


class Milestone(Record, key="milestone", label="进度节点", counter="个"):
    """A milestone of a project's network progress chart."""

    project = Link(label="项目", to="project", required=True, owner=True, listed=True, width=30, headings=("项目名称",),
                   within_zone=False)  # fmt: skip
    name = Text(
        label="节点名称", required=True, listed=True, searched=True, width=20, headings=("进度节点", "节点", "工作内容")
    )
    planned_from = Date(label="计划开始", listed=True, headings=("计划开始时间", "计划起"))
    planned_to = Date(label="计划完成", listed=True, headings=("计划完成时间", "计划结束", "计划止"))
    actual_from = Date(label="实际开始", listed=True, headings=("实际开始时间", "实际起"))
    actual_to = Date(label="实际完成", listed=True, headings=("实际完成时间", "实际结束", "实际止"))
    after = Naming(label="前置节点", to="milestone", several=True, within="project", listed=True, width=20,
                   headings=("前置", "紧前工作"), help="先要完成的节点，多个用顿号隔开")  # fmt: skip
    department = Text(label="责任部门", suggested=True, listed=True, width=14, headings=("责任单位", "牵头部门"))
    percent = Number(label="完成比例", of="%", listed=True, width=10, highest=Decimal(100), headings=("进度", "完成率"))
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("project", "name"),)
    titled = ("进度节点", "网络进度", "进度计划")
    groups = (
        ("节点", ("project", "name", "after", "department")),
        ("计划与实际", ("planned_from", "planned_to", "actual_from", "actual_to", "percent", "remark")),
    )
    checks = (in_order("planned_from", "planned_to"), in_order("actual_from", "actual_to"), _finished_is_whole)
    checks_beside = (_predecessors_hold,)


PROCEDURE_STATUS = {"todo": "未办", "doing": "办理中", "done": "已办结", "blocked": "受阻", "promised": "承诺制"}

PROCEDURES = ("备案（立项）", "用地手续", "规划许可", "环评", "能评", "安评", "施工许可", "消防验收", "竣工验收")
"""The formalities of an industrial project in their usual order, offered where a project has none yet."""


def _procedure_says_so(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("finished_on") and row.get("status") not in ("done", None):
        yield Problem("status", "已填办结时间，状态应为“已办结”，请核对", "warning")


class Procedure(Record, key="procedure", label="手续办理", counter="项"):
    """A formality of a project: a step of the flow of formalities."""

    project = Link(label="项目", to="project", required=True, owner=True, listed=True, width=30, headings=("项目名称",),
                   within_zone=False)  # fmt: skip
    step = Number(label="次序", whole=True, width=8, listed=True, headings=("步骤", "顺序"), help="在流程图中排第几步")
    name = Text(label="手续名称", required=True, listed=True, searched=True, suggested=True, width=18,
                headings=("手续", "事项名称", "审批事项"))  # fmt: skip
    department = Text(
        label="办理部门", suggested=True, listed=True, width=16, headings=("审批部门", "责任部门", "部门")
    )
    promised_days = Number(
        label="承诺时限", of="天", whole=True, listed=True, width=12, headings=("承诺天数", "办理时限")
    )
    accepted_on = Date(label="受理时间", listed=True, headings=("受理日期", "受理"))
    finished_on = Date(label="办结时间", listed=True, headings=("办结日期", "办结"))
    status = Choice(
        label="状态", listed=True, width=10, default="todo", choices=PROCEDURE_STATUS, headings=("办理状态", "进展"),
        synonyms={"未开始": "todo", "已完成": "done", "完成": "done", "正在办理": "doing", "卡住": "blocked"},
        colours={"todo": "grey", "doing": "amber", "done": "green", "blocked": "red", "promised": "teal"},
    )  # fmt: skip
    remark = Text(label="备注", long=True, headings=("说明",))

    matched_by = (("project", "name"),)
    titled = ("手续办理", "审批手续", "手续清单")
    groups = (
        ("手续", ("project", "step", "name", "department", "status")),
        ("时限", ("promised_days", "accepted_on", "finished_on", "remark")),
    )
    checks = (in_order("accepted_on", "finished_on"), _procedure_says_so)


BOTTLENECK_KINDS = {
    "approval": "审批手续", "land": "用地", "funds": "资金", "utilities": "水电路气配套", "clearance": "拆迁管线",
    "labour": "用工", "environment": "环境能耗", "other": "其他",
}  # fmt: skip


def _has_a_place(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if not row.get("zone") and not row.get("project"):
        yield Problem("zone", "请选开发区或项目，至少一个")


def _solved_has_a_result(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    if row.get("status") != "solved":
        if row.get("solved_on"):
            yield Problem("status", "已填解决时间，状态应为“已解决”，请核对", "warning")
        return
    if not row.get("result"):
        yield Problem("result", "已解决的请写明办理结果")
    if not row.get("solved_on"):
        yield Problem("solved_on", "已解决的请填解决时间", "warning")


class Bottleneck(Record, key="bottleneck", label="堵点难点", counter="个"):
    """What holds a project or a zone up, until a department has solved it."""

    zone = Link(label="开发区", to="zone", listed=True, width=16, headings=("所属开发区", "所在开发区"))
    project = Link(label="项目", to="project", listed=True, width=26, headings=("项目名称", "涉及项目"))
    kind = Choice(
        label="类别", required=True, listed=True, width=14, choices=BOTTLENECK_KINDS, headings=("堵点类别", "问题类别"),
        synonyms={"手续": "approval", "审批": "approval", "土地": "land", "融资": "funds", "配套": "utilities",
                  "水电气配套": "utilities", "拆迁": "clearance", "管线": "clearance", "环保": "environment", "能耗": "environment"},
    )  # fmt: skip
    description = Text(label="堵点难点", required=True, listed=True, searched=True, width=32,
                       headings=("问题", "存在问题", "堵点", "难点", "问题描述", "具体问题", "堵点描述"))  # fmt: skip
    suggestion = Text(label="工作建议", long=True, width=24, headings=("建议", "解决建议", "办理意见"))
    department = Text(label="责任部门", suggested=True, listed=True, width=14, headings=("责任单位", "牵头部门"))
    person = Text(label="责任人", width=10, headings=("负责人",))
    found_on = Date(label="提出时间", listed=True, headings=("发现时间", "提出日期", "反映时间"))
    due_on = Date(label="办结时限", deadline=True, listed=True, headings=("完成时限", "时限", "要求办结时间"))
    status = Choice(
        label="状态", listed=True, width=10, default="raised", headings=("办理状态", "进展"),
        choices={"raised": "待交办", "working": "办理中", "solved": "已解决"},
        synonyms={"未交办": "raised", "正在办理": "working", "推进中": "working", "已办结": "solved", "已销号": "solved",
                  "解决": "solved"},
        colours={"raised": "grey", "working": "amber", "solved": "green"},
    )  # fmt: skip
    solved_on = Date(label="解决时间", listed=True, headings=("办结时间", "销号时间", "解决日期"))
    result = Text(label="办理结果", long=True, headings=("结果", "解决情况", "办理情况"))
    meeting = Link(label="调度会", to="meeting", width=20, headings=("会议", "调度会议"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("description",)
    named_by = ("description",)
    matched_by = (("project", "description"), ("zone", "description"))
    alike = (("zone", "description"),)  # two projects of a zone may have the same trouble
    titled = ("堵点", "难点", "问题台账", "调度台账")
    groups = (
        ("堵点", ("zone", "project", "kind", "description", "found_on")),
        ("交办", ("suggestion", "department", "person", "due_on", "meeting")),
        ("办理", ("status", "solved_on", "result", "remark")),
    )
    checks = (_has_a_place, in_order("found_on", "due_on"), in_order("found_on", "solved_on"), _solved_has_a_result)
    related = (("action_item", "bottleneck"),)
