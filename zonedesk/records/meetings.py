"""Meetings, and what was decided in them."""

from __future__ import annotations

from zonedesk.records.fields import Choice, Date, Link, Text
from zonedesk.records.record import Record


class Meeting(Record, key="meeting", label="会议", counter="次"):
    """A meeting: dispatch of projects, the monthly one, a review, a work meeting."""

    topic = Text(
        label="会议名称", required=True, listed=True, searched=True, width=34, headings=("主题", "议题", "会议主题")
    )
    kind = Choice(
        label="类别", required=True, listed=True, width=14, headings=("会议类别", "会议类型"),
        choices={"dispatch": "项目调度会", "monthly": "工作例会", "review": "市级论证会", "promotion": "工作推进会"},
        synonyms={"调度会": "dispatch", "例会": "monthly", "论证会": "review", "推进会": "promotion"},
        colours={"dispatch": "amber", "monthly": "blue", "review": "violet", "promotion": "teal"},
    )  # fmt: skip
    held_on = Date(label="召开时间", required=True, listed=True, headings=("会议时间", "召开日期", "时间"))
    place = Text(label="地点", width=18, headings=("会议地点",))
    chair = Text(label="主持人", listed=True, width=12, headings=("主持",))
    attendees = Text(label="参会单位", long=True, width=30, headings=("参会人员", "参加单位"))
    minutes = Text(label="会议纪要", long=True, width=30, headings=("纪要", "会议内容"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("topic",)
    named_by = ("topic",)
    matched_by = (("held_on", "topic"),)
    titled = ("会议台账", "会议一览", "例会")
    groups = (
        ("会议", ("topic", "kind", "held_on", "place", "chair")),
        ("内容", ("attendees", "minutes", "remark")),
    )
    related = (("action_item", "meeting"), ("bottleneck", "meeting"))


class ActionItem(Record, key="action_item", label="议定事项", counter="项"):
    """What a meeting gave a department to do."""

    meeting = Link(label="会议", to="meeting", required=True, owner=True, listed=True, width=26, headings=("会议名称",))
    text = Text(
        label="议定事项", required=True, listed=True, searched=True, width=40, headings=("事项", "议定内容", "工作任务")
    )
    bottleneck = Link(label="堵点难点", to="bottleneck", width=26, headings=("对应堵点",), within_zone=False)
    department = Text(label="责任部门", suggested=True, listed=True, width=14, headings=("责任单位",))
    person = Text(label="责任人", listed=True, width=10, headings=("负责人",))
    due_on = Date(label="办结时限", deadline=True, listed=True, headings=("完成时限", "时限"))
    done_on = Date(label="办结时间", listed=True, headings=("完成时间", "实际完成时间"))
    result = Text(label="办理情况", long=True, listed=True, width=24, headings=("落实情况", "进展"))
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("text",)
    named_by = ("text",)
    matched_by = (("meeting", "text"),)
    titled = ("议定事项", "督办")
    groups = (
        ("事项", ("meeting", "text", "bottleneck", "department", "person", "due_on")),
        ("办理", ("done_on", "result", "remark")),
    )
