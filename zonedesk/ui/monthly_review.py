"""The card under the month grid: what is to be mended or looked at again, who is missing, and that all is in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from zonedesk.actions.monthly_sheet import Doubt, Line, MonthSheet, Spot
from zonedesk.ui import theme
from zonedesk.ui.tags import HEIGHT, Tone, paint_tag, tag_width
from zonedesk.ui.widgets import Button, Card, IconButton, Sign, label

NAMED = 6  # zones that a sentence names before it only counts the others


class TagButton(QAbstractButton):
    """A tag that leads to what it counts."""

    def __init__(self, tone: Tone, tip: str) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, word: str) -> None:
        """Show a word; nothing hides the tag."""
        self.setText(word)
        self.setAccessibleName(word)
        self.setVisible(bool(word))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the tag with room for the frame of the keyboard."""
        return QSize(tag_width(self.text()) + 4, HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag, and the frame where it has the keyboard."""
        painter = QPainter(self)
        paint_tag(painter, self.rect().adjusted(2, 0, -2, 0), self.text(), self._tone)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class AcrossLine(QWidget):
    """A thin line between the title of a card and its content."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line in the theme in force."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("line"))
        painter.end()


class ReviewCard(Card):
    """One sentence at a time with what can be done about it."""

    mend_asked = Signal(object)  # edit this Spot
    dropped = Signal(object)  # let go of what was typed into this Spot
    explained = Signal(object, str)  # this Spot is right as it is, with the reason
    shown = Signal(object)  # another doubt is shown: its Spot
    summary_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.spot: Spot | None = None
        self._doubts: list[Doubt] = []
        self._low, self._whole = False, ("", "")
        self._sign, self.title = Sign(size=16), label(size=14, bold=True)
        self._count = label(role="text2", size=12)
        self.earlier, self.later = IconButton("chevron-left", "上一处提醒"), IconButton("chevron-right", "下一处提醒")
        self.sentence = label()
        self.sentence.setWordWrap(True)
        self.mend, self.drop = Button("改这一格"), Button("放弃输入")
        self.settle, self.reason = Button("确认无误，写明原因"), QLineEdit()
        self.summary = Button("看完成情况", "arrow-right")
        self._name_parts()
        self._lay_out()
        self._connect()

    def _name_parts(self) -> None:
        parts = {"mend": self.mend, "drop": self.drop, "settle": self.settle, "reason": self.reason,
                 "summary": self.summary, "sentence": self.sentence, "title": self.title}  # fmt: skip
        for name, part in parts.items():
            part.setObjectName(f"monthly.{name}")
        self.reason.setPlaceholderText("原因，如：统计口径调整")
        self.reason.setAccessibleName("原因")

    def _lay_out(self) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._sign)
        head.addWidget(self.title)
        head.addStretch(1)
        for part in (self._count, self.earlier, self.later):
            head.addWidget(part)
        self._head, self._line = QWidget(), AcrossLine()
        self._head.setFixedHeight(39)
        self._head.setLayout(head)
        row.setSpacing(8)
        for button in (self.mend, self.drop, self.settle):
            row.addWidget(button)
        row.addWidget(self.reason, 1)
        row.addWidget(self.summary)
        row.addStretch(0)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addStretch(1)
        self.body.setSpacing(0)
        self.body.addWidget(self._head)
        self.body.addWidget(self._line)
        self.body.addLayout(column, 1)

    def set_low(self, low: bool) -> None:
        """Leave the title out where the screen is low: the grid needs the room."""
        if low != self._low:
            self._low = low
            self._head.setVisible(not low)
            self._line.setVisible(not low)
            self._say()

    def _say(self) -> None:
        """Show the sentence; without a title over it, it names its place itself."""
        self.sentence.setText("：".join(filter(None, self._whole)) if self._low else self._whole[1])

    def _connect(self) -> None:
        self.mend.clicked.connect(lambda: self.mend_asked.emit(self.spot))
        self.drop.clicked.connect(lambda: self.dropped.emit(self.spot))
        self.settle.clicked.connect(self._settle)
        self.reason.returnPressed.connect(self._settle)
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self.summary.clicked.connect(self.summary_asked)

    def _settle(self) -> None:
        reason = self.reason.text().strip()
        if reason and self.spot is not None:
            self.explained.emit(self.spot, reason)
        else:
            self.reason.setFocus()

    def _turn(self, by: int) -> None:
        spots = [doubt.spot for doubt in self._doubts]
        place = spots.index(self.spot) if self.spot in spots else -1
        self.shown.emit(spots[(place + by) % len(spots)])

    def _show(self, sign: tuple[str, str], title: str, sentence: str, *parts: QWidget) -> None:
        self._sign.set_icon(*sign)
        measure = QFontMetrics(self.title.font())
        self._whole = (title, sentence)
        self.title.setText(measure.elidedText(title, Qt.TextElideMode.ElideRight, max(160, self.width() - 190)))
        self._say()
        for part in (
            self.mend,
            self.drop,
            self.settle,
            self.reason,
            self.summary,
            self._count,
            self.earlier,
            self.later,
        ):
            part.setVisible(part in parts)

    def show_fault(self, sheet: MonthSheet, spot: Spot, message: str) -> None:
        """Show why what was typed could not be saved."""
        self.spot = spot
        self._show(("warning", "bad"), f"{sheet.place(spot)}没有保存", message, self.mend, self.drop)

    def show_doubts(self, sheet: MonthSheet, at: Spot | None) -> None:
        """Show the doubt about a cell, else the one shown before, else the first."""
        self._doubts = sheet.doubts
        spots = [doubt.spot for doubt in self._doubts]
        spot = next((each for each in (at, self.spot) if each in spots), spots[0])
        if spot != self.spot:
            self.reason.clear()
        self.spot = spot
        place = spots.index(spot)
        self._count.setText(f"提醒 {place + 1} / {len(spots)}")
        turns = (self.earlier, self.later) if len(spots) > 1 else ()
        title = f"{sheet.place(spot)}请核对"
        sentence = self._doubts[place].message
        parts = (self.mend, self.settle, self.reason, self._count)
        self._show(("warning", "warn"), title, sentence, *parts, *turns)

    def show_state(self, sheet: MonthSheet) -> None:
        """Show who is missing for the month in force, or that all is in."""
        self.spot = next(iter(sheet.missing), None)
        month, asked = sheet.words(sheet.month), len(sheet.asked)
        coming = sheet.to_come(sheet.month)
        if not sheet.lines:
            words = "请先导入或录入开发区基本情况，再按月填报。"
            self._show(("info", "text2"), "还没有开发区", words)
        elif coming:
            self._show(("info", "text2"), f"{sheet.year}年{month}还没有到", coming)
        elif not sheet.readings:
            words = "选中格子直接输入，或在 WPS、Excel 里复制后按 Ctrl+V；回车向下，Tab 向右。"
            self._show(("info", "text2"), f"{sheet.year}年还没有人报过这项指标", words)
        elif sheet.lacking or sheet.halves:
            title = f"{month}已报 {asked - len(sheet.lacking)} / {asked} 家"
            self._show(("info", "accent"), title, missing_words(sheet), self.summary)
        elif not asked:
            self._show(("info", "text2"), "没有要报这项指标的开发区", "全市数可以填在合计·报一行。")
        else:
            words = "没有缺报，也没有要核对的数。可以打印，或去看完成情况。"
            self._show(("check", "ok"), f"{month} {asked} 家已报齐", words, self.summary)


def missing_words(sheet: MonthSheet) -> str:
    """Return who is missing for the month in force, and who has reported only half."""
    parts = []
    if sheet.lacking:
        parts.append(f"还缺{_names(sheet.lacking)}")
    if sheet.halves:
        parts.append(f"{_names(sheet.halves)}只报了累计值或增速中的一项")
    return "；".join(parts) + "。"


def _names(lines: list[Line]) -> str:
    names = "、".join(line.name for line in lines[:NAMED])
    return f"{names}等 {len(lines)} 家" if len(lines) > NAMED else names
