"""督办单: a form of one A4 page that hands a department its items, with room to answer and to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zonedesk.paper.layout import Frame
from zonedesk.paper.page import MM, SHEETS, Measure, PrintSettings, Stroke, Text, wrapped

SIZE, PITCH, PAD = 12.0, 19.0, 6.0
TITLE, NUMBER, ROW = 18 * MM, 9 * MM, 11 * MM
HEAD_WIDTH = 28 * MM
DEMAND, ANSWER, SIGN, ISSUE = 24 * MM, 44 * MM, 22 * MM, 16 * MM
FRAME, INNER = 1.5, 0.75
ISSUER = "交办单位"
"""What the office is called on a notice."""
Item = Text | Stroke


@dataclass(frozen=True)
class NoticeItem:
    """One thing to be done: what, where, by whom and by when. What is not known is empty."""

    text: str
    place: str = ""
    person: str = ""
    due_on: str = ""

    @property
    def words(self) -> str:
        """The item as it is printed, with where, who and when in brackets."""
        known = (self.place, self.person and f"责任人：{self.person}", self.due_on and f"时限：{self.due_on}")
        more = "；".join(part for part in known if part)
        return f"{self.text}（{more}）" if more else self.text


@dataclass(frozen=True)
class Notice:
    """What one department is handed: the number of the notice, the meeting it comes from, its items and the demand."""

    number: str
    department: str
    source: str
    due_on: str
    items: tuple[NoticeItem, ...]
    demand: str


@dataclass(frozen=True)
class Notices:
    """Notices that are printed together; `title`, `period` and `reporter` name the whole, as those of a table do."""

    title: str
    period: str
    notices: tuple[Notice, ...]
    reporter: str = ""


class NoticeLayout:
    """Notices on their pages: one each, more only where its items do not fit."""

    paper, is_landscape = "A4", False

    def __init__(self, notices: Notices, settings: PrintSettings, measure: Measure) -> None:
        self.settings, self.measure = settings, measure
        self._notices = notices
        self.frame = Frame(*SHEETS["A4"], 1.0)

    @cached_property
    def pages(self) -> tuple[tuple[Notice, tuple[str, ...], bool], ...]:
        """Each page: its notice, the lines of its items, and whether it goes on from the page before."""
        return tuple(
            (notice, lines, place > 0)
            for notice in self._notices.notices
            for place, lines in enumerate(_parts(self._lines(notice), int((self._items_height - 2 * PAD) / PITCH)))
        )

    def _lines(self, notice: Notice) -> list[str]:
        width = self.frame.inner - HEAD_WIDTH - 2 * PAD
        numbered = (f"{n}. {item.words}" for n, item in enumerate(notice.items, start=1))
        return [line for text in numbered for line in wrapped(text, width, "body", SIZE, self.measure)]

    @property
    def _top(self) -> float:
        return self.frame.top + TITLE + NUMBER

    @property
    def _items_height(self) -> float:
        return self.frame.bottom - self._top - 3 * ROW - DEMAND - ANSWER - SIGN - ISSUE

    def items(self, number: int) -> Iterator[Item]:
        """Give what stands on page `number` (from 0)."""
        notice, lines, goes_on = self.pages[number]
        left, width, top = self.frame.margin, self.frame.inner, self.frame.top
        title = f"{self._notices.title}（续）" if goes_on else self._notices.title
        yield Text(left, top, width, TITLE, ("　".join(title) if len(title) == 3 else title,), "heading", 22, "center")
        yield Text(left, top + TITLE, width, NUMBER, (f"编号：{notice.number}",), size=SIZE, side="right")
        y = self._top
        rows: tuple[tuple[str, tuple[str, ...], float], ...] = (
            ("责任部门", (notice.department,), ROW),
            ("来源会议", (notice.source,), ROW),
            ("办结时限", (notice.due_on or "见各事项",), ROW),
            ("督办事项", lines, self._items_height),
            ("办理要求", self._wrapped(notice.demand), DEMAND),
            ("办理情况", ("",), ANSWER),
            ("签　　收", ("签收人：　　　　　　　　　　签收时间：　　　年　　月　　日",), SIGN),
        )
        for head, text, height in rows:
            yield from self._row(head, text, y, height)
            y += height
        yield from _box(left, self._top, left + width, y)
        yield Stroke(left + HEAD_WIDTH, self._top, left + HEAD_WIDTH, y, INNER)
        issuer = self.settings.reporter or self._notices.reporter
        yield Text(left, y, width, ISSUE, (f"{ISSUER}（盖章）：{issuer}",), size=SIZE)
        yield Text(left, y, width, ISSUE, (f"交办日期：{self.settings.date}",), size=SIZE, side="right")

    def _wrapped(self, text: str) -> tuple[str, ...]:
        return wrapped(text, self.frame.inner - HEAD_WIDTH - 2 * PAD, "body", SIZE, self.measure)

    def _row(self, head: str, lines: Sequence[str], y: float, height: float) -> Iterator[Item]:
        left, right = self.frame.margin, self.frame.margin + self.frame.inner
        yield Text(left, y, HEAD_WIDTH, height, (head,), "heading", SIZE, "center")
        x, width = left + HEAD_WIDTH + PAD, right - left - HEAD_WIDTH - 2 * PAD
        if len(lines) == 1:
            yield Text(x, y, width, height, (lines[0],), size=SIZE)
        else:
            for place, line in enumerate(lines):
                yield Text(x, y + PAD + place * PITCH, width, PITCH, (line,), size=SIZE)
        yield Stroke(left, y + height, right, y + height, INNER)


def _parts(lines: Sequence[str], most: int) -> list[tuple[str, ...]]:
    return [tuple(lines[start : start + most]) for start in range(0, len(lines), most)] or [("",)]


def _box(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    for x in (left, right):
        yield Stroke(x, top, x, bottom, FRAME)
    for y in (top, bottom):
        yield Stroke(left, y, right, y, FRAME)
