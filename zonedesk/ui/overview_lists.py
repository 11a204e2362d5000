"""What belongs to a project beside its progress, as short lists: bottlenecks, cases, events, attachments, history."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zonedesk.figures.limits import SOON
from zonedesk.records import KINDS
from zonedesk.records.fields import Choice, Money
from zonedesk.records.progress import Bottleneck
from zonedesk.records.record import Record
from zonedesk.records.services import AgencyCase
from zonedesk.ui.attachments import open_attachment
from zonedesk.ui.brief_list import BriefCell, BriefColumn, BriefLine
from zonedesk.ui.desk import Desk
from zonedesk.ui.list_card import ListCard
from zonedesk.ui.tags import INKS

if TYPE_CHECKING:
    from zonedesk.actions.overview import Entry, Hindrance, Overview
    from zonedesk.store.history import RecordChange

GAP = 12
LOW = 36  # of a sentence in place of a list
MOMENT = 16  # characters of a moment: its day, hour and minute
CHANGED = 3  # fields of a change that are named


class OverviewLists(QWidget):
    """The lists under each other, bottlenecks first."""

    def __init__(self, desk: Desk, new: Callable[[str], object]) -> None:
        super().__init__()
        self._desk = desk
        self._project = ""
        self.hindrances = self._card(
            "hindrances", "堵点难点", ("内容", "状态:62", "期限:72"), "没有堵点。遇到办不动的事，点“新建”记下来", "red"
        )
        self.cases = self._card(
            "cases", "领办代办", ("事项", "人员:96", "状态:62"), "没有代办事项，点“新建”添加", "grey"
        )
        self.events = self._card(
            "events", "三个一批", ("活动", "批次:84", "投资:76"), "没有入批，点“新建”添加入批情况", "grey"
        )
        self.attachments = self._card("attachments", "附件", ("文件", "大小:92"), "没有附件，在项目表单里添加", "grey")
        self.changes = self._card("changes", "最近修改", ("修改", "时间:134"), "还没有修改记录", "grey")
        for card, kind in ((self.hindrances, "bottleneck"), (self.cases, "agency_case"), (self.events, "batch_entry")):
            card.add_way("新建", partial(new, kind)).setAccessibleName(f"新建{KINDS[kind].label}")
        self.attachments.add_way("打开项目", self._open_project)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)

    @property
    def cards(self) -> tuple[ListCard, ...]:
        """The lists in their order."""
        return self.hindrances, self.cases, self.events, self.attachments, self.changes

    @staticmethod
    def _card(name: str, title: str, headings: tuple[str, ...], nothing: str, tone: Any) -> ListCard:
        columns = []
        for heading in headings:
            words, _, width = heading.partition(":")
            columns.append(BriefColumn(words, int(width or 0), words in ("期限", "投资", "大小")))
        card = ListCard(f"overview.{name}", title, columns, nothing, tone)
        card.setMinimumHeight(0)
        card.nothing.setMinimumHeight(LOW)
        return card

    def show_found(self, found: Overview) -> None:
        """Show what belongs to a project."""
        if found.project is None:
            return
        self._project = found.project["id"]
        self._fill(self.hindrances, [self._hindrance(each) for each in found.hindrances])
        self.hindrances.count.set_word(str(found.open_hindrances) if found.open_hindrances else "", "red")
        self._fill(self.cases, [self._case(each) for each in found.cases])
        self._fill(self.events, [self._event(each) for each in found.events])
        self._fill(self.attachments, [self._attachment(each) for each in found.attachments])
        self._fill(self.changes, [self._change(each) for each in found.changes])

    @staticmethod
    def _fill(card: ListCard, lines: list[BriefLine]) -> None:
        """Show all lines at once: the page scrolls as a whole, not each of its lists."""
        card.show_lines(lines)
        card.list.setFixedHeight(card.list.sizeHint().height())

    def _open(self, kind: str, record: str) -> Callable[[], object]:
        return partial(self._desk.record_asked.emit, kind, record)

    def _open_project(self) -> None:
        self._desk.record_asked.emit("project", self._project)

    def _hindrance(self, each: Hindrance) -> BriefLine:
        tip = f"{each.text}\n责任部门：{each.department}" if each.department else each.text
        cells = (
            BriefCell(each.text, "text3" if each.status == "solved" else "text", tip=tip),
            _state(Bottleneck, each.status),
            _deadline(each),
        )
        return BriefLine(cells, self._open("bottleneck", each.record))

    def _case(self, each: Entry) -> BriefLine:
        cells = (BriefCell(each.text), BriefCell(each.more or "—", "text2"), _state(AgencyCase, each.status))
        return BriefLine(cells, self._open("agency_case", each.record))

    def _event(self, each: Entry) -> BriefLine:
        unit = self._desk.money_unit
        amount = Money(label="总投资").brief(each.amount or Decimal(0), unit)
        cells = (BriefCell(each.text), BriefCell(each.more, "text2"), BriefCell(amount, tip=f"{amount} {unit}"))
        return BriefLine(cells, self._open("batch_entry", each.record))

    def _attachment(self, each: Entry) -> BriefLine:
        tip = f"{each.text}\n{each.status}" if each.status else each.text
        cells = (BriefCell(each.text, tip=tip), BriefCell(each.more, "text2"))
        return BriefLine(cells, partial(open_attachment, self, self._desk, each.record))

    def _change(self, each: RecordChange) -> BriefLine:
        cells = (BriefCell(f"{each.who}　{change_words(each)}"), BriefCell(each.at[:MOMENT], "text2"))
        return BriefLine(cells, self._open_project)


def _state(record: type[Record], status: str) -> BriefCell:
    """Return a state as a tag in its own colour."""
    field = record.fields["status"]
    assert isinstance(field, Choice)
    tone = (field.colours or {}).get(status, "grey")
    return BriefCell(field.choices.get(status, "未填"), tone=tone if tone in INKS else "grey")


def _deadline(each: Hindrance) -> BriefCell:
    if each.left is None:
        return BriefCell("—", "text3")
    if each.left < 0:
        return BriefCell(f"超 {-each.left} 天", "bad", strong=True)
    return BriefCell(f"剩 {each.left} 天" if each.left else "今天到期", "warn" if each.left <= SOON else "text2")


def change_words(change: RecordChange) -> str:
    """Return what a change did: which fields it changed, or what it is called."""
    if change.before is None or change.after is None:
        return change.what
    fields = KINDS["project"].fields
    names = [fields[name].label for name in change.after if name in fields]
    return f"修改{'、'.join(names[:CHANGED])}{'等' if len(names) > CHANGED else ''}" if names else change.what
