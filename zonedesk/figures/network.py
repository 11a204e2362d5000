"""The network progress chart of one project: order, critical path, float, what is late and which end that leads to.

Plain rows of milestones in, a Network out; nothing here reads a database. A date known only to the month or the year
stands for its first day at the beginning of a span and for its last day at the end: for reckoning and drawing alone.
"""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zonedesk.figures.asking import known_by, last_day
from zonedesk.records.dates import surely_before
from zonedesk.records.names import names_in

Row = Mapping[str, Any]
_WHOLE = len("2023-06-30")
_NEVER = datetime.date.max
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from one to another, both included. `is_open` where it has not ended by the day of the chart."""

    first: datetime.date
    last: datetime.date
    is_open: bool = False

    @property
    def days(self) -> int:
        """How many days it takes."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Step:
    """A milestone in the network. `before` are the places of its predecessors among the steps, `unknown` names of none.

    `dates` are planned_from, planned_to, actual_from and actual_to as they are kept, what came after the day left out.

    `late` are days past the planned end; `slack` the days that it may slip without moving the last planned end.
    """

    record: str
    name: str
    department: str
    percent: Any
    dates: tuple[str, str, str, str]
    planned: Span | None
    actual: Span | None
    before: tuple[int, ...]
    unknown: tuple[str, ...]
    is_done: bool
    is_rough: bool  # a date of it is known only to the month or the year
    late: int
    is_critical: bool
    slack: int | None
    expected_end: datetime.date | None

    @property
    def pushed(self) -> Span | None:
        """The days after the planned end that it is expected to take yet; None where it ends as planned or is done."""
        if self.is_done or self.planned is None or self.expected_end is None or self.expected_end <= self.planned.last:
            return None
        return Span(self.planned.last + _DAY, self.expected_end)

    @property
    def is_late(self) -> bool:
        """Whether it is past its planned end, or ended after it."""
        return self.late > 0


@dataclass(frozen=True)
class Network:
    """The steps of a project in their order, as of a day. `circle` names milestones that lead back to themselves."""

    day: datetime.date
    steps: tuple[Step, ...]
    circle: tuple[str, ...] = ()
    planned_end: datetime.date | None = None
    expected_end: datetime.date | None = None
    path_days: int = 0  # planned days along the critical path

    @property
    def late(self) -> tuple[Step, ...]:
        """The steps that are late."""
        return tuple(step for step in self.steps if step.is_late)

    @property
    def delay(self) -> int:
        """Days by which the expected end lies after the planned one."""
        if self.planned_end is None or self.expected_end is None:
            return 0
        return max(0, (self.expected_end - self.planned_end).days)


def network(rows: Sequence[Row], day: str) -> Network:
    """Return the network of one project's milestones as of a whole day (2023-10-31)."""
    plan = _Plan(rows, day)
    ends = [task.planned.last for task in plan.tasks if task.planned]
    critical, days = _critical(plan)
    slack, delay = _slack(plan), _delays(plan)
    place_of = {task: place for place, task in enumerate(plan.order)}
    steps = []
    for task in plan.order:
        before = tuple(sorted(place_of[other] for other in plan.before[task]))
        steps.append(plan.tasks[task].step(before, task in critical, slack[task], delay[task]))
    expected = [step.expected_end for step in steps if step.expected_end]
    return Network(
        plan.day,
        tuple(steps),
        plan.circle,
        max(ends, default=None),
        max(expected, default=None) if ends else None,
        days,
    )


@dataclass(frozen=True)
class _Task:
    """A milestone's row, read as of a day: `until` is the day as dates are kept."""

    row: Row
    day: datetime.date
    until: str
    unknown: tuple[str, ...] = ()

    @cached_property
    def planned(self) -> Span | None:
        return _span(self.row.get("planned_from"), self.row.get("planned_to"))

    @property
    def days(self) -> int:
        return self.planned.days if self.planned else 0

    @cached_property
    def begun(self) -> str:
        """When it began, where that had surely come by the day."""
        return known_by(self.row.get("actual_from"), self.until)

    @cached_property
    def ended(self) -> str:
        """When it ended, where that had surely come by the day."""
        return known_by(self.row.get("actual_to"), self.until)

    @cached_property
    def is_done(self) -> bool:
        # Where the day of the end is not known, 100 % says that there was one.
        return bool(self.ended) if self.row.get("actual_to") else self.row.get("percent") == 100

    @cached_property
    def actual(self) -> Span | None:
        begun, ended = self.begun, self.ended
        if begun and not ended and not self.is_done:
            return Span(_first(begun), max(self.day, _first(begun)), is_open=True)
        return _span(begun, ended)

    @cached_property
    def late(self) -> int:
        due = self.row.get("planned_to")
        if not due:
            return 0
        ended = self.ended
        if self.is_done:
            return max(0, (_last(ended) - _last(due)).days) if ended and surely_before(due, ended) else 0
        return max(0, (self.day - _last(due)).days)

    @cached_property
    def own_delay(self) -> int:
        """Return by how many days it ends after its plan for reasons of its own."""
        begins = self.row.get("planned_from")
        if self.is_done or self.begun or not begins:
            return self.late
        # Not begun: it keeps its planned days, from today at the earliest.
        return max(self.late, (self.day - _last(begins)).days, 0)

    def step(self, before: tuple[int, ...], is_critical: bool, slack: int | None, delay: int) -> Step:
        ended, plan = self.ended, self.planned
        expected = _last(ended) if ended else plan.last + delay * _DAY if plan else None
        begins, ends = (str(self.row.get(name) or "") for name in ("planned_from", "planned_to"))
        dates = (begins, ends, self.begun, ended)
        return Step(
            record=str(self.row.get("id") or ""),
            name=str(self.row.get("name") or ""),
            department=str(self.row.get("department") or ""),
            percent=self.row.get("percent"),
            dates=dates,
            planned=plan,
            actual=self.actual,
            before=before,
            unknown=self.unknown,
            is_done=self.is_done,
            is_rough=any(date and len(date) < _WHOLE for date in dates),
            late=self.late,
            is_critical=is_critical,
            slack=slack,
            expected_end=expected,
        )


@dataclass
class _Plan:
    """Milestones with their predecessors by place, in an order in which each comes after those it waits for."""

    rows: Sequence[Row]
    as_of: str
    day: datetime.date = field(init=False)
    tasks: list[_Task] = field(init=False)
    before: list[list[int]] = field(init=False)
    order: list[int] = field(init=False)
    circle: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.day = datetime.date.fromisoformat(self.as_of)
        places = {_plain(row.get("name")): place for place, row in reversed(list(enumerate(self.rows)))}
        names = [names_in(row.get("after")) for row in self.rows]
        self.tasks = [
            _Task(row, self.day, self.as_of, tuple(name for name in after if _plain(name) not in places))
            for row, after in zip(self.rows, names, strict=True)
        ]
        self.before = [[places[_plain(name)] for name in after if _plain(name) in places] for after in names]
        self._open_circles()
        self.order = _in_order(self.before, [task.planned.first if task.planned else _NEVER for task in self.tasks])

    def _open_circles(self) -> None:
        """Leave out the links within a circle: nothing in it can be reckoned from what comes before."""
        reached = _reached_by(self.before)
        members = {task for task, known in enumerate(reached) if task in known}
        self.circle = tuple(str(self.rows[task].get("name") or "") for task in sorted(members))
        for task in members:
            self.before[task] = [other for other in self.before[task] if task not in reached[other]]

    def after(self) -> list[list[int]]:
        """Return the followers of each task."""
        followers: list[list[int]] = [[] for _ in self.tasks]
        for task, before in enumerate(self.before):
            for other in before:
                followers[other].append(task)
        return followers

    def gap(self, first: int, then: int) -> int:
        """Return the days that the plan itself leaves between two tasks, none where it lets them overlap."""
        one, two = self.tasks[first].planned, self.tasks[then].planned
        return max(0, (two.first - one.last).days - 1) if one and two else 0


def _reached_by(before: Sequence[Sequence[int]]) -> list[set[int]]:
    """Return, per task, every task that it waits for, directly or not. Only tasks that no order settles are followed."""
    settled = set(_in_order(before, [_NEVER] * len(before)))
    reached: list[set[int]] = [set() for _ in before]
    for task in set(range(len(before))) - settled:
        ways = list(before[task])
        while ways:
            other = ways.pop()
            if other not in reached[task] and other not in settled:
                reached[task].add(other)
                ways += before[other]
    return reached


def _in_order(before: Sequence[Sequence[int]], begins: Sequence[datetime.date]) -> list[int]:
    """Return the tasks so that each follows those it waits for, the earliest first; those of a circle are left out."""
    waits_for = [len(set(others)) for others in before]
    followers: list[list[int]] = [[] for _ in before]
    for task, others in enumerate(before):
        for other in set(others):
            followers[other].append(task)
    free = [(begins[task], task) for task, count in enumerate(waits_for) if not count]
    heapq.heapify(free)
    order = []
    while free:
        _, task = heapq.heappop(free)
        order.append(task)
        for follower in followers[task]:
            waits_for[follower] -= 1
            if not waits_for[follower]:
                heapq.heappush(free, (begins[follower], follower))
    return order


def _critical(plan: _Plan) -> tuple[set[int], int]:
    """Return the tasks on the longest chain of planned days to the last planned end, and its days."""
    longest: dict[int, int] = {}
    for task in plan.order:
        longest[task] = plan.tasks[task].days + max((longest[other] for other in plan.before[task]), default=0)
    ends = {task: span.last for task, known in enumerate(plan.tasks) if (span := known.planned)}
    last = [task for task, end in ends.items() if end == max(ends.values())]
    days = max((longest[task] for task in last), default=0)
    ways, found = [task for task in last if longest[task] == days], set[int]()
    while ways:
        task = ways.pop()
        if task not in found:
            found.add(task)
            most = max((longest[other] for other in plan.before[task]), default=0)
            ways += [other for other in plan.before[task] if longest[other] == most > 0]
    return found, days


def _slack(plan: _Plan) -> list[int | None]:
    """Return by how many days each task may slip before the last planned end does; None where it has no planned end."""
    last = max((task.planned.last for task in plan.tasks if task.planned), default=None)
    room: list[int | None] = [None] * len(plan.tasks)
    followers = plan.after()
    for task in reversed(plan.order):
        span = plan.tasks[task].planned
        rooms = [(last - span.last).days] if last and span else []
        rooms += [found + plan.gap(task, then) for then in followers[task] if (found := room[then]) is not None]
        room[task] = min(rooms, default=None)
    return [found if task.planned else None for found, task in zip(room, plan.tasks, strict=True)]


def _delays(plan: _Plan) -> list[int]:
    """Return by how many days each task ends after its plan: its own delay, or what those before it push it by."""
    delays = [0] * len(plan.tasks)
    for number in plan.order:
        task = plan.tasks[number]
        pushed = _pushes(plan, number, delays) if not (task.is_done or task.begun) else ()
        delays[number] = max([task.own_delay, *pushed])
    return delays


def _pushes(plan: _Plan, task: int, delays: Sequence[int]) -> Iterator[int]:
    for other in plan.before[task]:
        yield delays[other] - plan.gap(other, task)


def _span(first: str | None, last: str | None) -> Span | None:
    """Return the span of two dates of any precision; of one alone the days that it may mean, None without any."""
    begin, end = first or last, last or first
    if not begin or not end:
        return None
    start = _first(begin) if first else _last(end)
    stop = _last(end) if last else start
    return Span(start, max(start, stop))


def _first(date: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{date}-01-01"[:_WHOLE] if len(date) == len("2023") else f"{date}-01"[:_WHOLE])


def _last(date: str) -> datetime.date:
    return datetime.date.fromisoformat(last_day(date))


def _plain(name: object) -> str:
    return "".join(str(name or "").split())


def outcome_words(found: Network) -> str:
    """Return what a network comes to: when it is planned to end, how many are late, to which end that leads."""
    if found.planned_end is None:
        return ""
    parts = [f"计划 {found.planned_end} 完成", f"超期 {len(found.late)} 个"]
    if found.delay:
        parts.append(f"预计推迟 {found.delay} 天到 {found.expected_end}")
    return f"截至 {found.day}　{'，'.join(parts)}"
