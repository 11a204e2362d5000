from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.figures.network import network

DAY = "2023-10-31"


def milestone(name, planned_from=None, planned_to=None, after=None, **more):
    return {"id": f"id-{name}", "name": name, "planned_from": planned_from, "planned_to": planned_to, "after": after,
            **more}  # fmt: skip


def steps(found):
    return {step.name: step for step in found.steps}


PLAN = (
    milestone("备案", "2023-11-01", "2023-11-10"),
    milestone("用地", "2023-11-01", "2023-11-20"),
    milestone("开工", "2023-11-21", "2023-11-30", "备案、用地"),
    milestone("绿化", "2023-11-11", "2023-11-12", "备案"),
)


def test_the_critical_path_is_the_longest_chain_to_the_last_end():
    found = network(PLAN, DAY)
    assert [step.name for step in found.steps if step.is_critical] == ["用地", "开工"]
    assert (found.path_days, found.planned_end) == (30, datetime.date(2023, 11, 30))


def test_float_is_what_may_slip_before_the_end_does():
    found = steps(network(PLAN, DAY))
    assert {name: step.slack for name, step in found.items()} == {"备案": 10, "用地": 0, "开工": 0, "绿化": 18}


def test_each_milestone_stands_after_those_it_waits_for():
    found = network(tuple(reversed(PLAN)), DAY)
    for place, step in enumerate(found.steps):
        assert all(before < place for before in step.before)


@pytest.mark.parametrize(
    ("planned_to", "more", "late"),
    [
        ("2023-10-21", {}, 10),
        ("2023-10-31", {}, 0),
        ("2023-10", {}, 0),  # due by the end of the month
        ("2023-09", {}, 31),
        ("2023-10-10", {"actual_to": "2023-10-12"}, 2),
        ("2023-10-10", {"actual_to": "2023-10-08"}, 0),
        ("2023-10-10", {"actual_to": "2023-10"}, 0),  # may have been before the 10th
        ("2023-10-10", {"actual_to": "2023-11-02"}, 21),  # had not happened by the day
        ("2023-10-10", {"percent": 100}, 0),
        (None, {}, 0),
    ],
)
def test_late_is_past_the_planned_end_and_not_done_or_done_after_it(planned_to, more, late):
    (found,) = network([milestone("甲", "2023-08-01" if planned_to else None, planned_to, **more)], DAY).steps
    assert found.late == late


def test_what_is_late_pushes_its_followers_and_the_end():
    rows = (
        milestone("用地", "2023-09-01", "2023-10-21", actual_from="2023-09-01"),
        milestone("开工", "2023-10-25", "2023-11-24", "用地"),
    )
    found = network(rows, DAY)
    # 10 days late, 3 of which the plan itself had left free; 开工 was to have begun 6 days ago
    assert found.delay == 7
    assert found.expected_end == datetime.date(2023, 12, 1)


def test_done_on_time_the_expected_end_is_the_planned_one():
    found = network([milestone("甲", "2023-09-01", "2023-10-10", actual_from="2023-09", actual_to="2023-10-10")], DAY)
    assert found.expected_end == found.planned_end


def test_months_and_years_stand_for_their_first_and_last_day_and_say_so():
    (found,) = network([milestone("甲", "2023-06", "2024")], DAY).steps
    assert (found.planned.first, found.planned.last) == (datetime.date(2023, 6, 1), datetime.date(2024, 12, 31))
    assert found.is_rough


@pytest.mark.parametrize(("first", "last"), [(None, None), ("2023-10", None), (None, "2023-11-02")])
def test_missing_dates_are_not_made_up(first, last):
    found = network([milestone("甲", first, last), milestone("乙", "2023-11-01", "2023-11-30", "甲")], DAY)
    planned = steps(found)["甲"].planned
    assert planned is None if not first and not last else planned.days == 1


def test_an_unknown_predecessor_is_named():
    (found,) = network([milestone("开工", "2023-11-01", "2023-11-30", "拆迁、 用地")], DAY).steps
    assert found.unknown == ("拆迁", "用地")


@pytest.mark.parametrize(
    ("rows", "circle"),
    [
        ([milestone("甲", after="甲")], ("甲",)),
        ([milestone("甲", after="乙"), milestone("乙", after="甲"), milestone("丙", after="乙")], ("甲", "乙")),
    ],
)
def test_a_circle_is_named_and_opened(rows, circle):
    found = network(rows, DAY)
    assert found.circle == circle
    assert len(found.steps) == len(rows)


def test_no_milestones_make_an_empty_network():
    found = network((), DAY)
    assert (found.steps, found.planned_end, found.delay) == ((), None, 0)


# Whatever the plan

NAMES = "甲乙丙丁戊己庚辛"
days = st.integers(0, 400).map(lambda n: datetime.date(2023, 6, 1) + datetime.timedelta(days=n))


@st.composite
def plans(draw, circles=False):
    rows = []
    for place, name in enumerate(NAMES[: draw(st.integers(1, len(NAMES)))]):
        first = draw(days)
        last = first + datetime.timedelta(days=draw(st.integers(0, 60)))
        others = NAMES if circles else NAMES[:place]
        after = "、".join(draw(st.lists(st.sampled_from(others), max_size=3, unique=True))) if others else ""
        rows.append(milestone(name, f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", after))
    return rows


@given(plans(circles=True))
def test_every_milestone_is_kept_also_in_circles(rows):
    found = network(rows, DAY)
    assert sorted(step.name for step in found.steps) == sorted(row["name"] for row in rows)
    assert all(before < place for place, step in enumerate(found.steps) for before in step.before)


@given(plans())
def test_the_critical_path_is_no_longer_than_everything_together(rows):
    found = network(rows, DAY)
    assert 0 < found.path_days <= sum(step.planned.days for step in found.steps)
    assert any(step.is_critical and step.planned.last == found.planned_end for step in found.steps)


@given(plans(), st.integers(1, 40), st.data())
def test_a_slip_moves_the_end_by_what_its_float_does_not_take(rows, slip, data):
    before = "2023-05-31"  # nothing is due yet
    slipped = data.draw(st.sampled_from(rows))["name"]
    whole = network(rows, before)
    step = steps(whole)[slipped]
    late = f"{step.planned.last + datetime.timedelta(days=slip):%Y-%m-%d}"
    day = max(late, before)
    changed = [
        {**row, "actual_from": row["planned_from"], "actual_to": late} if row["name"] == slipped else row
        for row in rows
    ]
    # Everything else goes on as planned: what was to end by the day did.
    for row in changed:
        if row["name"] != slipped and row["planned_from"] <= day:
            row_end = row["planned_to"]
            row.update(actual_from=row["planned_from"], **({"actual_to": row_end} if row_end <= day else {}))
    moved = network(changed, day)
    assert moved.delay <= max(0, slip - step.slack)


@given(plans(), st.integers(1, 30))
def test_a_free_milestone_that_ends_within_the_plan_does_not_change_the_end(rows, days_more):
    whole = network(rows, "2023-04-30")
    end = whole.planned_end
    first = end - datetime.timedelta(days=days_more)
    more = network([*rows, milestone("闲", f"{first:%Y-%m-%d}", f"{end - datetime.timedelta(days=1):%Y-%m-%d}")],
                   "2023-04-30")  # fmt: skip
    assert (more.planned_end, more.expected_end, more.path_days) == (end, whole.expected_end, whole.path_days)
    assert not steps(more)["闲"].is_critical
