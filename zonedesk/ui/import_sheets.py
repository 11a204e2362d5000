"""The list of what the chosen files hold: each file, its sheets, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget

from zonedesk.actions.opening import ReadFile
from zonedesk.actions.plan import SheetPlan
from zonedesk.records import KINDS
from zonedesk.records.fields import Money
from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.import_draft import Place
from zonedesk.ui.import_lines import amount_words, field_of
from zonedesk.ui.import_totals import tally_of
from zonedesk.ui.tags import Tone, paint_tag, tag_width

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
WIDTH = 216
LINE = 18
LEFT_OUT, ASKED = "忽略", "要确认"


@dataclass(frozen=True)
class Entry:
    """One item of the list. Without a `place` it is a file's name, or a file that cannot be read."""

    title: str
    lines: tuple[str, ...] = ()
    tag: str = ""
    tone: Tone = "grey"
    icon: str = "sheet"
    place: Place | None = None


def entries_of(files: Sequence[ReadFile], sheets: Sequence[SheetPlan]) -> list[Entry]:
    """Return the list for files and their plans; a single readable file goes without its name."""
    entries: list[Entry] = []
    for file in files:
        own = [sheet for sheet in sheets if sheet.file == file.name] if not file.trouble else []
        if file.trouble:
            unread = Entry(file.name, (file.trouble,), "读不了", "red", "file")
            locked = replace(unread, lines=("有打开密码，还没有读取",), tag="要密码", tone="amber")
            entries.append(locked if file.locked else unread)
        elif len(files) > 1:
            entries.append(Entry(file.name, icon=""))
        entries.extend(entry_of(sheet) for sheet in own)
    return entries


def entry_of(sheet: SheetPlan) -> Entry:
    """Return a sheet's item."""
    place = (sheet.file, sheet.sheet)
    icon = "eye-off" if sheet.recognition.grid.hidden else "sheet"
    if sheet.record is None:
        left_out = Entry(sheet.sheet, (sheet.recognition.why or "不导入",), LEFT_OUT, "grey", icon, place)
        return replace(left_out, tag=ASKED, tone="amber") if sheet.recognition.guess else left_out
    tag, tone = state_of(sheet)
    return Entry(sheet.sheet, (_amounts(sheet), _heading(sheet)), tag, tone, icon, place)


def _heading(sheet: SheetPlan) -> str:
    words, tally = header_words(sheet.recognition.header_rows), tally_of(sheet)
    return words if tally is None else f"{words} · 合计{'相符' if tally.agrees else '不符'}"


def state_of(sheet: SheetPlan) -> tuple[str, Tone]:
    """Return the word for what may become of a sheet."""
    if sheet.errors:
        return f"{len(sheet.errors)} 处错误", "red"
    if not sheet.count("new") + sheet.count("changed"):
        return "已是最新", "grey"
    return "可导入", "green"


def header_words(rows: Sequence[int]) -> str:
    """Return 表头第 3—4 行."""
    if not rows:
        return "没有表头"
    return f"表头第 {rows[0]} 行" if len(rows) == 1 else f"表头第 {rows[0]}—{rows[-1]} 行"


def _amounts(sheet: SheetPlan) -> str:
    record = KINDS[sheet.record or ""]
    words = f"{len(sheet.rows)} 条{record.label}"
    money = next((c for c in sheet.recognition.used if isinstance(field_of(c), Money)), None)
    if sheet.amount is None or money is None:
        return words
    field = field_of(money)
    unit = money.unit or "亿元"
    amount = amount_words(sheet.amount, unit) + (f" {unit}" if unit != "亿元" else "")
    return f"{len(sheet.rows)} 条，{field.label if field else ''} {amount}"


class SheetList(QListWidget):
    """The files' sheets one under the other; `chosen` tells which the user looks at."""

    chosen = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import.sheets")
        self.setAccessibleName("工作表")
        self.setItemDelegate(EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.setSpacing(0)
        self.currentItemChanged.connect(self._tell)

    def show_entries(self, entries: Sequence[Entry], place: Place | None) -> None:
        """Show the list and choose the sheet at `place`, or else the first with errors, or the first that is imported."""
        was = self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(self)
            item.setData(ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join((entry.title, entry.tag, *entry.lines)))
            item.setToolTip("\n".join((entry.title, *entry.lines)))
            if entry.place is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.blockSignals(was)
        self._choose(place)

    def _choose(self, place: Place | None) -> None:
        places = {entry.place: row for row, entry in self._entries() if entry.place is not None}
        worst_first = sorted(places, key=lambda one: (self._urgency(places[one]), places[one]))
        chosen = place if place in places else next(iter(worst_first), None)
        self.setCurrentRow(places[chosen] if chosen else -1)

    def _urgency(self, row: int) -> int:
        """Return where a sheet stands among those to look at first: errors, then what is imported, then the rest."""
        entry: Entry = self.item(row).data(ENTRY)
        return 0 if entry.tone == "red" else 2 if entry.tag in (LEFT_OUT, ASKED) else 1

    def _entries(self) -> list[tuple[int, Entry]]:
        return [(row, self.item(row).data(ENTRY)) for row in range(self.count())]

    def choose(self, place: Place) -> None:
        """Look at a sheet."""
        self._choose(place)

    def place(self) -> Place | None:
        """Return the sheet that is looked at."""
        item = self.currentItem()
        return item.data(ENTRY).place if item is not None else None

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(ENTRY).place is not None:
            self.chosen.emit(item.data(ENTRY).place)


class EntryDelegate(QStyledItemDelegate):
    """Draws an item: icon, name, tag; its lines below; a bar at the left of the one looked at."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Return the height of the item's lines, a long sentence wrapped."""
        entry: Entry = index.data(ENTRY)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QWidget) and hasattr(view, "viewport") else WIDTH
        if not entry.lines and entry.place is None:
            return QSize(WIDTH, 30)
        return QSize(WIDTH, 32 + sum(_height(line, width - 56) for line in entry.lines) + 6)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint an item."""
        entry: Entry = index.data(ENTRY)
        rect = option.rect.adjusted(8, 1, -8, -1)
        painter.save()
        if not entry.lines and entry.place is None:
            _paint_file(painter, rect, entry)
        else:
            self._paint_ground(painter, option, rect)
            _paint_entry(painter, rect, entry, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: Any, rect: QRect) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _height(line: str, width: int) -> int:
    measure = QFontMetrics(fonts.sized(12))
    box = measure.boundingRect(QRect(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), line)
    return max(LINE, -(-box.height() // LINE) * LINE)


def _paint_file(painter: QPainter, rect: QRect, entry: Entry) -> None:
    font = fonts.semibold(12)
    painter.setFont(font)
    painter.setPen(theme.colour("text2"))
    room = rect.adjusted(8, 6, -4, 0)
    words = QFontMetrics(font).elidedText(entry.title, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_entry(painter: QPainter, rect: QRect, entry: Entry, chosen: bool) -> None:
    icons.draw(painter, entry.icon, QPointF(rect.left() + 8, rect.top() + 7), "text2", 16)
    tag = tag_width(entry.tag)
    font = fonts.semibold()
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    room = QRect(rect.left() + 32, rect.top() + 4, rect.width() - 32 - tag - 16, 22)
    words = QFontMetrics(font).elidedText(entry.title, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    paint_tag(painter, QRect(rect.right() - tag - 7, room.top(), tag, 22), entry.tag, entry.tone, chosen)
    painter.setFont(fonts.sized(12))
    painter.setPen(theme.colour("bad" if entry.place is None and entry.tone == "red" else "text2"))
    top = rect.top() + 28
    for line in entry.lines:
        height = _height(line, rect.width() - 40)
        painter.drawText(QRect(rect.left() + 32, top, rect.width() - 40, height), int(Qt.TextFlag.TextWordWrap), line)
        top += height
