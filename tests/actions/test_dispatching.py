"""The dispatch board: what stands on it, moving a bottleneck on and back, and what a meeting makes of them."""

from __future__ import annotations

import pytest

from tests.builders import add, make_project, make_zone
from zonedesk.actions import dispatching
from zonedesk.actions.dispatching import Meeting
from zonedesk.actions.records import get, list_rows
from zonedesk.errors import Refused
from zonedesk.store.query import Query


@pytest.fixture
def zone(store):
    return make_zone(store, short_name="祁县经开区")


@pytest.fixture
def stuck(store, zone):
    """Add a bottleneck by its description."""

    def make(text="管线未迁", **values):
        return add(
            store, "bottleneck", **{"zone": zone, "kind": "land", "description": text, "status": "raised", **values}
        )

    return make


def board(store):
    return dispatching.gather(store, 2023, 10)


def card_of(store, record):
    return next(card for card in board(store).cards if card.record == record)


def items(store):
    return list_rows(store, Query("action_item"))


def test_the_most_urgent_come_first_and_those_without_a_day_last(store, stuck):
    for text, due_on in (("无", None), ("月", "2023-11"), ("近", "2023-11-03"), ("过", "2023-10-11")):
        stuck(text, due_on=due_on)
    assert [(card.text, card.left) for card in board(store).cards] == [
        ("过", -20),
        ("近", 3),
        ("月", 30),
        ("无", None),
    ]


def test_what_was_solved_stays_for_thirty_days_the_latest_first(store, stuck):
    for day in ("2023-10-01", "2023-10-30", "2023-09-30", None):
        stuck(f"堵点{day}", status="solved", solved_on=day, result="已办")
    found = board(store)
    assert [card.solved_on for card in found.cards] == ["2023-10-30", "2023-10-01"]
    assert found.solved == 4


def test_a_bottleneck_of_a_project_stands_in_the_projects_zone(store, zone, stuck):
    stuck(zone=None, project=make_project(store, zone=zone, name="样例项目"))
    card = board(store).cards[0]
    assert (card.place, card.project) == ("祁县经开区", "样例项目")


def test_handing_over_is_one_step_that_can_be_undone(store, stuck):
    record = stuck()
    values = {"department": "住建局", "person": "张三", "due_on": "2023-11-15"}
    assert dispatching.move(store, card_of(store, record), "working", values).saved
    row = get(store, "bottleneck", record)
    assert (row["status"], row["department"], row["due_on"]) == ("working", "住建局", "2023-11-15")
    assert store.undo() == "交办堵点难点“管线未迁”"
    assert get(store, "bottleneck", record)["status"] == "raised"


def test_solving_asks_for_the_result(store, stuck):
    record = stuck(status="working")
    saved = dispatching.move(store, card_of(store, record), "solved", {"solved_on": "2023-10-30", "result": None})
    assert [problem.message for problem in saved.errors] == ["已解决的请写明办理结果"]
    assert get(store, "bottleneck", record)["status"] == "working"


def test_moving_back_keeps_what_was_entered_but_the_day_of_solving(store, stuck):
    record = stuck(status="solved", solved_on="2023-10-20", result="已迁", department="供电公司", due_on="2023-10-25")
    dispatching.move(store, card_of(store, record), "working", {})
    row = get(store, "bottleneck", record)
    assert [row[name] for name in ("status", "result", "department", "due_on", "solved_on")] == [
        "working", "已迁", "供电公司", "2023-10-25", None,
    ]  # fmt: skip


def test_somebody_elses_change_is_not_overwritten(store, stuck):
    record = stuck()
    card = card_of(store, record)
    dispatching.move(store, card, "working", {})
    with pytest.raises(Refused, match="改过"):
        dispatching.move(store, card, "working", {"department": "住建局"})


def test_a_new_meeting_makes_an_item_of_each_as_one_step(store, stuck):
    given = stuck("指标未落实", suggestion="纳入年度计划", department="自然资源局", due_on="2023-11-10")
    bare = stuck("水压不足")
    done = dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), [given, bare], "2023-11-30")
    assert done.made == 2
    assert sorted((item["text"], item["department"], item["due_on"], item["bottleneck"]) for item in items(store)) == [
        ("水压不足", None, "2023-11-30", bare), ("纳入年度计划", "自然资源局", "2023-11-10", given),
    ]  # fmt: skip
    rows = [get(store, "bottleneck", record) for record in (given, bare)]
    assert [(row["status"], row["meeting"]) for row in rows] == [("working", done.meeting)] * 2
    assert store.undo() == "“10月调度会”议定 2 项"
    assert (items(store), list_rows(store, Query("meeting"))) == ([], [])
    assert get(store, "bottleneck", given)["status"] == "raised"


def test_a_bottleneck_gets_one_item_a_meeting(store, stuck):
    record = stuck()
    first = dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), [record])
    again = dispatching.hold_meeting(
        store, Meeting(first.meeting, "10月调度会", "2023-10-31"), [record, stuck("另一个")]
    )
    assert (again.made, again.had, len(items(store))) == (1, 1, 2)


def test_items_that_ask_for_the_same_are_told_apart(store, stuck):
    records = [stuck(text, suggestion="专班推进") for text in ("甲", "乙")]
    dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), records)
    assert sorted(item["text"] for item in items(store)) == ["乙：专班推进", "甲：专班推进"]


@pytest.mark.parametrize("suggestion", [None, "由供电公司限期迁改"])
def test_the_same_in_three_projects_becomes_three_items_that_name_the_project(store, zone, stuck, suggestion):
    homes = [make_project(store, zone=zone, name=f"{name}项目") for name in "甲乙丙"]
    records = [stuck("管线未迁", project=project, suggestion=suggestion) for project in homes]
    made = dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), records).made
    words = suggestion or "管线未迁"
    assert made == 3
    assert {item["text"] for item in items(store)} == {f"{name}项目：{words}" for name in "甲乙丙"}


def test_the_same_in_three_zones_names_the_zone(store, stuck):
    for name in ("平遥经开区", "介休经开区", "寿阳经开区"):
        stuck("水压不足", zone=make_zone(store, short_name=name))
    records = [card.record for card in board(store).cards]
    dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), records)
    assert "平遥经开区：水压不足" in {item["text"] for item in items(store)}


def test_what_neither_place_nor_words_tell_apart_is_numbered(store, stuck):
    homes = [make_project(store, name="样例项目") for _ in range(3)]
    records = [stuck("水压 不足" if place else "水压不足", zone=None, project=home) for place, home in enumerate(homes)]
    dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), records)
    assert len({"".join(item["text"].split()) for item in items(store)}) == 3


def test_what_a_meeting_holds_already_is_told_apart_from_what_comes_later(store, stuck):
    first = dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), [stuck("水压不足")])
    later = stuck("水压不足", zone=make_zone(store, short_name="平遥经开区"))
    dispatching.hold_meeting(store, Meeting(first.meeting, "10月调度会", "2023-10-31"), [later])
    assert [item["text"] for item in items(store)] == ["水压不足", "平遥经开区：水压不足"]


def test_a_deadline_before_the_day_it_was_raised_is_refused_by_name_and_nothing_is_saved(store, stuck):
    records = [stuck("水压不足"), stuck("管线未迁", found_on="2023-10-01")]
    with pytest.raises(Refused, match=r"“管线未迁”.*办结时限早于提出时间"):
        dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), records, "2023-01-01")
    assert (items(store), list_rows(store, Query("meeting"))) == ([], [])
    assert [get(store, "bottleneck", record)["due_on"] for record in records] == [None, None]


def test_a_meeting_may_set_department_and_deadline_of_each(store, stuck):
    set_, left = stuck("管线未迁", department="住建局", due_on="2023-11-01"), stuck("水压不足", department="水务局")
    handed = {set_: {"department": "供电公司", "due_on": "2023-11-20"}}
    dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), [set_, left], "2023-11-30", handed)
    held = {set_: ("供电公司", "2023-11-20"), left: ("水务局", "2023-11-30")}
    assert {item["bottleneck"]: (item["department"], item["due_on"]) for item in items(store)} == held
    rows = {record: get(store, "bottleneck", record) for record in held}
    assert {record: (row["department"], row["due_on"]) for record, row in rows.items()} == held


@pytest.mark.parametrize(
    ("topic", "chosen", "sentence"), [("", True, "请填写会议名称"), ("10月调度会", False, "请先勾选要上会的堵点难点")]
)
def test_a_meeting_without_a_name_or_bottlenecks_changes_nothing(store, stuck, topic, chosen, sentence):
    record = stuck()
    with pytest.raises(Refused, match=sentence):
        dispatching.hold_meeting(store, Meeting("", topic, "2023-10-31"), [record] if chosen else [])
    assert items(store) == []


def test_meetings_are_offered_the_latest_first_with_their_open_items(store, stuck):
    dispatching.hold_meeting(store, Meeting("", "9月调度会", "2023-09-30"), [stuck()])
    add(store, "meeting", topic="10月调度会", kind="dispatch", held_on="2023-10-31")
    add(store, "meeting", topic="例会", kind="monthly", held_on="2023-10-31")
    assert [(one.topic, one.open_items) for one in dispatching.meetings(store)] == [
        ("10月调度会", 0),
        ("9月调度会", 1),
    ]
