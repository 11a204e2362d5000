"""堵点调度台账: by department, kind or zone what holds projects up, what is solved and overdue, and how long it takes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import sqlalchemy as sa

from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words, known_by
from zonedesk.figures.days import days_between, done_by, is_whole_day, there_by
from zonedesk.figures.periods import Period, period_of
from zonedesk.figures.table import Chart, ChartSeries, Column, LateSelection, Row, RowStyle, Selection, Table, Value
from zonedesk.figures.tallies import EVERYWHERE, Place, Tallies, Tally, nothing_words
from zonedesk.figures.zones import of_zone, zones_asked
from zonedesk.records.progress import BOTTLENECK_KINDS
from zonedesk.records.schema import TABLES, Whole, is_past

BOTTLENECK, PROJECT = TABLES["bottleneck"], TABLES["project"]
JOINED = BOTTLENECK.outerjoin(PROJECT, PROJECT.c.id == BOTTLENECK.c.project)
PLACE = sa.func.coalesce(BOTTLENECK.c.zone, PROJECT.c.zone)
KEYS: dict[str, sa.ColumnElement[Any]] = {
    "department": BOTTLENECK.c.department, "kind": BOTTLENECK.c.kind, "zone": PLACE,
}  # fmt: skip
DIVISIONS = {"department": "责任部门", "kind": "类别", "zone": "开发区"}
AGES = {"within_7": "7天内", "within_30": "8–30天", "within_90": "31–90天", "over_90": "90天以上"}
COUNTED = ("items", "raised", "working", "solved", "overdue", *AGES)
NO_DEPARTMENT, NO_ZONE = "未定部门", "未填开发区"
HUNDRED = Decimal(100)


def figure(connection: sa.Connection, ask: Ask) -> Table:
    """Return bottlenecks by department, or by kind or zone where asked; drawn, all three, the asked one first."""
    period, day = period_of(ask), _day(ask)
    ledger = Ledger(connection, ask, period, day)
    by = ask.by if ask.by in DIVISIONS else "department"
    names = _names(connection, ask, ledger.tallies)
    rows = {key: tuple(_rows(ledger, key, names[key])) for key in (by, *(key for key in DIVISIONS if key != by))}
    totals = ledger.row({by: "合计·算"}, EVERYWHERE, "total")
    facts: dict[str, Any] = {
        "name": "bottlenecks",
        "title": FIGURES["bottlenecks"].title,
        "period": period.words if ask.year else f"截至{day_words(day)}",
        "as_of": ask.upto,
        "notes": (*_notes(ledger, period, day), *nothing_words(totals, "堵点难点")),
        "charts": _charts(by),
    }
    drawn = Table(
        columns=(Column("name", "、".join(DIVISIONS[key] for key in rows), width=20), *_columns()),
        rows=tuple(_drawn_rows(ledger, rows)),
        **facts,
    )
    first = Column(by, DIVISIONS[by], width=18, words=BOTTLENECK_KINDS if by == "kind" else None)
    return Table(columns=(first, *_columns()), rows=rows[by], totals=totals, drawn=drawn, **facts)


def _day(ask: Ask) -> str:
    """Return the day that the state is for: a year that is not over is looked at as of today."""
    return ask.upto or min(ask.day, f"{datetime.date.today():%Y-%m-%d}")


@dataclass
class Ledger:
    """All bottlenecks that are asked for: their numbers at every place, and the records behind each."""

    connection: sa.Connection
    ask: Ask
    period: Period
    day: str
    tallies: Tallies = field(init=False)
    _longest: dict[tuple[tuple[str, Any], ...], int] = field(init=False)

    def __post_init__(self) -> None:
        self._asked = sa.and_(of_zone(PLACE, self.ask), _was_found(self.ask, self.period))
        self._is_open = sa.and_(self._asked, sa.not_(solved_by(self.day)))
        self._age = _days(BOTTLENECK.c.found_on, sa.literal(self.day))
        self.tallies = Tallies(self.connection, self._tallies())
        self._longest = self._longest_open()

    def _tallies(self) -> dict[str, Tally]:
        solved = sa.and_(self._asked, solved_by(self.day))
        begun = sa.func.coalesce(sa.and_(BOTTLENECK.c.status != "raised"), sa.false())
        taken = _days(BOTTLENECK.c.found_on, BOTTLENECK.c.solved_on)
        conditions = {
            "items": self._asked,
            "raised": sa.and_(self._is_open, sa.not_(begun)),
            "working": sa.and_(self._is_open, begun),
            "solved": solved,
            "overdue": sa.and_(self._is_open, sa.func.coalesce(is_past(BOTTLENECK.c.due_on, self.day), sa.false())),
            "aged": sa.and_(self._is_open, self._age.is_not(None)),
            "timed": sa.and_(solved, taken.is_not(None)),
            "undated": sa.and_(of_zone(PLACE, self.ask), BOTTLENECK.c.found_on.is_(None)),
            **self._ages(),
        }
        made = {name: Tally("bottleneck", KEYS, condition, source=JOINED) for name, condition in conditions.items()}
        for name, of, days in (("age", "aged", self._age), ("taken", "timed", taken)):
            made[name] = Tally("bottleneck", KEYS, conditions[of], sa.type_coerce(days, Whole), JOINED)
        return made

    def _ages(self) -> dict[str, sa.ColumnElement[bool]]:
        edges = ((-1, 7), (7, 30), (30, 90), (90, None))
        return {
            name: sa.and_(self._is_open, self._age > above, self._age <= most if most else sa.true())
            for name, (above, most) in zip(AGES, edges, strict=True)
        }

    def _longest_open(self) -> dict[tuple[tuple[str, Any], ...], int]:
        """Return the days of what has been open longest under each value of a key, and everywhere."""
        keys = {f"key_{place}": column for place, column in enumerate(KEYS.values())}
        columns = [column.label(name) for name, column in keys.items()]
        statement = sa.select(*columns, sa.func.max(self._age)).select_from(JOINED)
        found: dict[tuple[tuple[str, Any], ...], int] = {}
        for row in self.connection.execute(statement.where(self._is_open, self._age.is_not(None)).group_by(*keys)):
            for place in ((), *((one,) for one in zip(KEYS, row, strict=False))):
                found[place] = max(int(row[-1]), found.get(place, 0))
        return found

    def row(self, names: Mapping[str, Value], place: Place, style: RowStyle = "body", adds_to: str = "") -> Row:
        """Return the row of a department, a kind or a zone, or of everything."""
        cells, records = self.tallies.cells(COUNTED, place)
        items, solved = (self.tallies.value(name, place) for name in ("items", "solved"))
        cells["solve_rate"] = HUNDRED * solved / items if items else None
        records["solve_rate"] = records["items"]
        for name, days, of in (("average_days", "taken", "timed"), ("average_open", "age", "aged")):
            _, behind = self.tallies.cells((of,), place)
            count = self.tallies.value(of, place)
            cells[name] = self.tallies.value(days, place) / count if count else None
            records[name] = behind[of]
        longest = self._longest.get(tuple(place.items()))
        if longest is not None:
            cells["longest_open"] = longest
            records["longest_open"] = LateSelection("bottleneck", partial(self._open_for, longest, dict(place)))
        return Row({**names, **cells}, records, style, adds_to)

    def _open_for(self, days: int, place: Place) -> Selection:
        here = [KEYS[name].is_not_distinct_from(value) for name, value in place.items()]
        ids = sa.select(BOTTLENECK.c.id).select_from(JOINED).where(self._is_open, self._age == days, *here)
        return Selection("bottleneck", ids)


def solved_by(day: str) -> sa.ColumnElement[bool]:
    """Return the condition that a bottleneck was solved by a day; one that does not say when counts as it stands."""
    return done_by(BOTTLENECK.c.solved_on, day, BOTTLENECK.c.status == "solved")


def found_by(day: str) -> sa.ColumnElement[bool]:
    """Return the condition that a bottleneck was there by a day; one that does not say since when was."""
    return there_by(BOTTLENECK.c.found_on, day)


def state_on(row: Mapping[str, Any], day: str) -> str:
    """Return the state in which a bottleneck's row was on a day: what was solved only later was under way."""
    state: str = row["status"] or "raised"
    was_later = state == "solved" and row["solved_on"] and not known_by(row["solved_on"], day)
    return "working" if was_later else state


def _was_found(ask: Ask, period: Period) -> sa.ColumnElement[bool]:
    """Return the condition that a bottleneck was found in the year asked for, or by the day; undated ones have no year."""
    found_on = BOTTLENECK.c.found_on
    if ask.year or period.is_open:
        return period.holds(found_on)
    return found_by(period.last)


def _days(first: sa.ColumnElement[Any], last: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the days between two dates, nothing where one of them is not known to the day."""
    # Within CASE, since PostgreSQL would try to read 2023-06 as a day in a row that the other conditions leave out.
    return sa.case((sa.and_(is_whole_day(first), is_whole_day(last)), days_between(first, last)))


def _names(connection: sa.Connection, ask: Ask, tallies: Tallies) -> dict[str, dict[Any, str]]:
    """Return what each division is divided into: departments with the most open first, kinds and zones in their order."""

    def still_open(department: str) -> tuple[Decimal, str]:
        place = {"department": department}
        return tallies.value("solved", place) - tallies.value("items", place), department

    departments = sorted((name for name in tallies.places("department", ("items",)) if name), key=still_open)
    return {
        "department": {**{name: name for name in departments}, None: NO_DEPARTMENT},
        "kind": dict(BOTTLENECK_KINDS),
        "zone": {**zones_asked(connection, ask), None: NO_ZONE},
    }


def _rows(ledger: Ledger, key: str, names: Mapping[Any, str]) -> Iterable[Row]:
    present = ledger.tallies.places(key, ("items",))
    for value, name in names.items():
        if value in present:
            shown = value if key == "kind" else name
            yield ledger.row({key: shown, "name": name}, {key: value}, adds_to=key)


def _drawn_rows(ledger: Ledger, rows: Mapping[str, Iterable[Row]]) -> Iterable[Row]:
    for place, (key, parts) in enumerate(rows.items()):
        yield Row({"name": f"按{DIVISIONS[key]}"}, style="section")
        yield from parts
        if place == 0:
            yield ledger.row({"name": "合计·算"}, EVERYWHERE, "total", key)


def _columns() -> tuple[Column, ...]:
    ages = (Column(key, words, "count", "", "未解决的已有") for key, words in AGES.items())
    return (
        Column("items", "堵点难点", "count", "个"),
        Column("raised", "待交办", "count", "个"),
        Column("working", "办理中", "count", "个"),
        Column("solved", "已解决", "count", "个"),
        Column("overdue", "超期", "count", "个"),
        Column("solve_rate", "解决率", "percent", "%"),
        Column("average_days", "解决平均", "ratio", "天", "用时"),
        Column("average_open", "未解决平均", "ratio", "天", "用时"),
        Column("longest_open", "未解决最长", "number", "天", "用时"),
        *ages,
    )


def _charts(by: str) -> tuple[Chart, ...]:
    ages = tuple(ChartSeries(key, words) for key, words in AGES.items())
    words = DIVISIONS[by].removeprefix("责任")
    states = (ChartSeries("items", "堵点难点"), ChartSeries("solved", "已解决"), ChartSeries("overdue", "超期"))
    return (
        Chart(f"各{words}未解决的堵点已有多久", "个", "name", ages, by, "stacked"),
        Chart(f"各{words}堵点难点解决情况", "个", "name", states, by),
    )


def _notes(ledger: Ledger, period: Period, day: str) -> tuple[str, ...]:
    value = ledger.tallies.value
    undated, unaged = value("undated", {}), value("items", {}) - value("solved", {}) - value("aged", {})
    untimed = value("solved", {}) - value("timed", {})
    found = (
        f"{period.words}提出" if ledger.ask.year else f"到{day_words(day)}已提出" if ledger.ask.upto else "台账上全部"
    )
    left = f"；另有 {undated} 个未填提出时间，不计" if undated and ledger.ask.year else ""
    unknown = f"；没有把时间填到日的，不计天数（未解决 {unaged} 个，已解决 {untimed} 个）" if unaged or untimed else ""
    return (
        f"公式：解决率 = 已解决 ÷ 堵点难点；用时从提出到解决，未解决的从提出算到{day_words(day)}{unknown}。",
        f"范围：{found}的堵点难点，开发区未填的取项目所在开发区{left}；{day_words(day)}以后才解决的仍计为办理中，"
        "超期指办结时限已过而未解决的，只填到年、月的按期末。",
    )
