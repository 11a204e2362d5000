"""The head of 项目全景: what the project is, who answers for it, how far it has come, its investment against plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from zonedesk.records.fields import Money
from zonedesk.records.projects import STAGES, stage_by_dates, stage_of
from zonedesk.ui import fonts, theme
from zonedesk.ui.overview_drawing import write
from zonedesk.ui.widgets import Card, Tag, label

if TYPE_CHECKING:
    from zonedesk.actions.overview import Overview

LINKS = (
    ("争资", ("reserve",), ""),
    ("招引", ("attract", "signed"), "signed_on"),
    ("落地", ("landed",), "landed_on"),
    ("开工", ("started",), "started_on"),
    ("推进", ("building",), ""),
    ("投产", ("commissioned", "full"), "commissioned_on"),
)
"""The six links of a project's way: its word, the stages in it, and the date that stands under it."""

WAY_TIP = "争资 = 储备；招引 = 在谈、签约（下面是签约时间）；落地；开工；推进 = 在建；投产 = 投产、达效"
FACTS = (
    ("项目代码", "code"), ("投资方", "enterprise.caption"), ("产业链", "chain"),
    ("项目经理", "manager"), ("包联领导", "leader"), ("代办员", "agent.caption"),
)  # fmt: skip
ACROSS = 3  # facts beside each other
BARS_WIDTH = 300
RING = 5.5
NOTHING = "—"


class OverviewHead(Card):
    """The first card of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.zone, self.stage, self.level = Elided(fonts.semibold(15)), Tag(""), Tag(""), Tag("")
        self.facts = {key: Elided(fonts.sized()) for _, key in FACTS}
        self.way = WayLine()
        self.whole, self.year = PlanBar("累计完成"), PlanBar("今年完成")
        self._lay_out()

    def _lay_out(self) -> None:
        title, facts, bars, left = QHBoxLayout(), QGridLayout(), QVBoxLayout(), QVBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.name)
        for tag in (self.zone, self.stage, self.level):
            title.addWidget(tag)
        title.addStretch(1)
        facts.setHorizontalSpacing(8)
        facts.setVerticalSpacing(2)
        for place, (words, key) in enumerate(FACTS):
            row, column = divmod(place, ACROSS)
            facts.addWidget(label(words, "text3", 12), row, 2 * column)
            facts.addWidget(self.facts[key], row, 2 * column + 1)
            facts.setColumnStretch(2 * column + 1, 1 if column else 2)  # a code is long
        bars.setSpacing(8)
        bars.addWidget(self.whole)
        bars.addWidget(self.year)
        bars.addStretch(1)
        for part in (title, facts):
            left.addLayout(part)
        left.addWidget(self.way)
        left.setSpacing(8)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setContentsMargins(12, 10, 12, 8)
        self._across.addLayout(left, 1)
        self._across.addLayout(bars)
        self.body.addLayout(self._across)
        self.settle(below=False)

    def settle(self, below: bool) -> None:
        """Put the investment beside the rest or below it."""
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(8 if below else 24)

    def show_project(self, found: Overview, project: Mapping[str, Any], unit: str) -> None:
        """Show a project, money in a unit."""
        from zonedesk.actions.overview import share_of_year

        self.name.set_words(project["name"])
        self.zone.set_word(project["zone.caption"] or "", "grey")
        self.stage.set_word(STAGES[stage_of(project)])
        level = {"province": "省级重点", "city": "市级重点", "zone": "区级重点"}.get(project["key_level"] or "", "")
        self.level.set_word(level, "blue")
        for key, shown in self.facts.items():
            shown.set_words(project[key] or NOTHING)
        self.way.show_project(project)
        for bar, part, whole, of in (
            (self.whole, project["invested"], project["investment"], "总投资"),
            (self.year, project["invested_this_year"], project["year_plan"], "年度计划"),
        ):
            gone = share_of_year(found.day) if bar is self.year else None
            bar.show_share(part, whole, of, unit, gone)


def _amounts(part: Decimal | None, whole: Decimal | None, unit: str) -> str:
    money = Money(label="投资")
    shown = [NOTHING if amount is None else money.brief(amount, unit) for amount in (part, whole)]
    return f"{shown[0]} / {shown[1]} {unit}"


class Elided(QLabel):
    """A line that gives way where there is no room for all of it; the pointer tells the whole."""

    def __init__(self, font: QFont, role: str = "text") -> None:
        super().__init__(NOTHING)
        self._role = role
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, role: str = "") -> None:
        """Show other words, in the colour of another role where one is given."""
        self._role = role or self._role
        self.setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(theme.colour(self._role))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class WayLine(QWidget):
    """争资 → 招引 → 落地 → 开工 → 推进 → 投产, with the dates under them: filled rings are done, hollow ones not yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(54)
        self.setToolTip(WAY_TIP)
        self.reached = 0
        self._dates: tuple[str, ...] = ("",) * len(LINKS)

    def show_project(self, project: Mapping[str, Any]) -> None:
        """Show how far a project has come."""
        stage = stage_of(project)
        if stage == "stopped":
            stage = stage_by_dates(project)
        self.reached = next(place for place, (_, stages, _) in enumerate(LINKS) if stage in stages)
        self._dates = tuple((project[date] or "") if date else "" for _, _, date in LINKS)
        done = [
            f"{word} {date}".strip() for (word, _, _), date in zip(LINKS[: self.reached + 1], self._dates, strict=False)
        ]
        self.setAccessibleName(f"进展：{' → '.join(done)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rings, the lines between them, the words and the dates."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(LINKS)
        for place, (word, _, _) in enumerate(LINKS):
            self._draw_step(painter, place, word, QPointF(step * (place + 0.5), 9), step)
        painter.end()

    def _draw_step(self, painter: QPainter, place: int, word: str, middle: QPointF, step: float) -> None:
        done, current = place <= self.reached, place == self.reached
        if place:
            painter.setPen(QPen(theme.colour("accent" if done else "line"), 2))
            painter.drawLine(QPointF(middle.x() - step + RING + 3, 9), QPointF(middle.x() - RING - 3, 9))
        painter.setPen(QPen(theme.colour("accent" if done else "line_strong"), 2))
        painter.setBrush(theme.colour("accent") if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, RING, RING)
        left = middle.x() - step / 2
        write(
            painter, QRectF(left, 18, step, 18), word, "accent" if current else "text2", strong=current, side="middle"
        )
        write(painter, QRectF(left, 35, step, 18), self._dates[place], "text3", side="middle")


class PlanBar(QWidget):
    """What is done of what was planned; a tick says how much of the year is gone."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self._numbers, self._of = words, "", ""
        self._share: Decimal | None = None
        self._has_whole = False
        self._gone: Decimal | None = None
        self.setFixedSize(BARS_WIDTH, 48)

    def show_share(self, part: Decimal | None, whole: Decimal | None, of: str, unit: str, gone: Decimal | None) -> None:
        """Show a part of the whole (either may not be known), and which share of the year is gone."""
        from zonedesk.actions.overview import share

        self._share, self._has_whole = share(part, whole), bool(whole)
        self._numbers, self._of, self._gone = _amounts(part, whole, unit), of, gone
        year = f"；竖线：全年已过 {percent(gone)}" if gone is not None else ""
        self.setAccessibleName(f"{self._words} {self._numbers}，占{of} {self._percent()}")
        self.setToolTip(f"{self._words} / {of} {self._numbers}，{self._percent()}{year}")
        self.update()

    def _percent(self) -> str:
        if self._share is not None:
            return percent(self._share)
        return f"未填{self._words if self._has_whole else self._of}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the bar and the tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(self.width())
        write(painter, QRectF(0, 0, wide, 18), f"{self._words} / {self._of}", "text2")
        write(painter, QRectF(wide / 3, 0, wide * 2 / 3, 18), self._numbers, "text", side="right")
        share = float(min(self._share or Decimal(0), Decimal(1)))
        painter.setPen(Qt.PenStyle.NoPen)
        for width, role in ((1.0, "grey_soft"), (share, "accent")):
            painter.setBrush(theme.colour(role))
            if width:
                painter.drawRoundedRect(QRectF(0, 22, wide * width, 7), 3, 3)
        role = "text3" if self._share is None else "warn" if self._share > 1 else "text2"
        write(painter, QRectF(0, 31, wide, 17), self._percent(), role)
        if self._gone is not None:
            x = wide * float(self._gone)
            painter.fillRect(QRectF(min(x, wide - 2), 19, 2, 13), theme.colour("text2"))
            write(
                painter,
                QRectF(wide / 3, 31, wide * 2 / 3, 17),
                f"全年已过 {percent(self._gone)}",
                "text3",
                side="right",
            )
        painter.end()


def percent(share: Decimal) -> str:
    """Return a share as whole per cent."""
    return f"{(share * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"
