"""The left side of the window: where one can go, where one is, how much there is. Narrow, it is a rail of icons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zonedesk.ui import fonts, icons, theme
from zonedesk.ui.places import Branch, Group, Place
from zonedesk.ui.widgets import label

WIDTH, RAIL = 152, 48
ITEM = 28
COUNT_ROOM = 36  # beside a label, for a count and a gap before it


class Item(QAbstractButton):
    """One line of the navigation."""

    def __init__(self, text: str, icon: str = "", child: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setFixedHeight(ITEM)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self._icon, self._child = icon, child
        self.count: int | None = None
        self.rail = False
        self.unfolds = False
        self.unfolded = False

    def sizeHint(self) -> QSize:
        """Return the size of a line."""
        return QSize((RAIL if self.rail else WIDTH) - 17, ITEM)

    def nextCheckState(self) -> None:
        """Leave the mark to the window: it says where one is, not what was clicked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, icon, words and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked() and (not self.unfolds or self.rail)
        self._paint_ground(painter, here)
        role = "text3" if not self.isEnabled() else "accent" if here else "text" if self.unfolded else "text2"
        if self._icon:
            left = (self.width() - 16) // 2 if self.rail else 8
            icons.draw(painter, self._icon, QPoint(left, 6).toPointF(), role)
        if not self.rail:
            self._paint_words(painter, role, here)
        painter.end()

    def _paint_ground(self, painter: QPainter, here: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if here or self.underMouse():
            painter.setBrush(theme.colour("accent_soft" if here else "hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        if here:
            painter.fillRect(QRect(0, 6, 3, ITEM - 12), theme.colour("accent"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter, role: str, here: bool) -> None:
        words = self.rect().adjusted(32, 0, -8, 0)
        painter.setPen(theme.colour("text" if role == "text2" else role))
        painter.setFont(fonts.semibold() if here or self.unfolded else fonts.sized())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        room = words.width() - painter.fontMetrics().horizontalAdvance(self.text())
        if self.unfolds and (self.unfolded or self.count is None or room < COUNT_ROOM):
            corner = QPoint(self.width() - 20, 8).toPointF()
            icons.draw(painter, "chevron-down" if self.unfolded else "chevron-right", corner, "text3", 12)
        elif self.count is not None:
            painter.setFont(fonts.sized(12))
            painter.setPen(theme.colour("text3"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self.count}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()


class Navigation(QFrame):
    """The list of places. It asks to go; the window goes, and says where it is with `set_current`."""

    chosen = Signal(str)  # key of a place

    def __init__(self, groups: tuple[Group, ...], office: str = "") -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._items: dict[str, Item] = {}
        self._branches: dict[str, tuple[Branch, Item]] = {}
        self._headings: list[QWidget] = []
        self._rail = False
        self._list = QVBoxLayout()
        self._list.setContentsMargins(8, 4, 8, 8)
        self._list.setSpacing(0)
        for group in groups:
            self._add_group(group)
        self._list.addStretch(1)
        self._office = Office()
        self._office.show_name(office)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        self._mark = Mark()
        whole.addWidget(self._mark)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._office)

    def _add_group(self, group: Group) -> None:
        if group.label:
            heading = label(group.label, "text3", 12)
            heading.setFixedHeight(28)
            heading.setContentsMargins(8, 6, 0, 0)
            self._headings.append(heading)
            self._list.addWidget(heading)
        for entry in group.entries:
            if isinstance(entry, Branch):
                self._add_branch(entry)
            else:
                self._add_place(entry)

    def _add_branch(self, branch: Branch) -> None:
        item = Item(branch.label, branch.icon)
        item.setObjectName(f"nav.{branch.key}")
        item.unfolds = True
        item.clicked.connect(lambda _: self._choose_branch(branch))
        self._branches[branch.key] = branch, item
        self._list.addWidget(item)
        for place in branch.places:
            self._add_place(place, child=True)
            self._items[place.key].hide()

    def _add_place(self, place: Place, child: bool = False) -> None:
        item = Item(place.label, place.icon, child)
        item.setObjectName(f"nav.{place.key}")
        item.clicked.connect(lambda _: self.chosen.emit(place.key))
        self._items[place.key] = item
        self._list.addWidget(item)

    def _choose_branch(self, branch: Branch) -> None:
        if not self._rail:
            self.chosen.emit(branch.places[0].key)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in branch.places:
            menu.addAction(place.label, _asking(self.chosen.emit, place.key))
        menu.popup(self._branches[branch.key][1].mapToGlobal(QPoint(RAIL - 8, 0)))

    def set_current(self, key: str) -> None:
        """Mark where one is and unfold its branch."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        for branch, item in self._branches.values():
            inside = any(place.key == key for place in branch.places)
            item.setChecked(inside)
            item.unfolded = inside
            item.update()
        self._show_children()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many records there are of the kinds that count; a folded branch says it of its first place."""
        first = {branch.places[0].key: item for branch, item in self._branches.values()}
        for key, count in counts.items():
            for item in (self._items[key], first.get(key)):
                if item is not None:
                    item.count = count
                    item.update()

    def set_office(self, name: str) -> None:
        """Show the office's name at the foot."""
        self._office.show_name(name)

    def set_rail(self, rail: bool) -> None:
        """Fold to a rail of icons, or unfold."""
        if rail == self._rail:
            return
        self._rail = rail
        self.setFixedWidth(RAIL if rail else WIDTH)
        for item in self.findChildren(Item):
            item.rail = rail
            item.updateGeometry()
            item.setToolTip(item.text() if rail else "")
        for heading in self._headings:
            heading.setVisible(not rail)
        self._mark.show_name(not rail)
        self._office.set_rail(rail)
        self._show_children()

    def _show_children(self) -> None:
        for branch, item in self._branches.values():
            for place in branch.places:
                self._items[place.key].setVisible(item.unfolded and not self._rail)


def _asking(ask: Callable[[str], object], key: str) -> Callable[[], object]:
    return lambda: ask(key)


class Mark(QWidget):
    """The program's sign and name over the navigation, as high as the top bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(48)
        self._named = True
        self.setAccessibleName("开发区工作台")

    def show_name(self, named: bool) -> None:
        """Show the name beside the sign, or the sign alone."""
        self._named = named
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sign and name."""
        painter = QPainter(self)
        icons.draw(painter, "logo", QPoint(12, 12).toPointF(), "text", 24)
        if self._named:
            painter.setPen(theme.colour("text"))
            painter.setFont(fonts.semibold(15))
            painter.drawText(self.rect().adjusted(44, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "开发区工作台")
        painter.end()


class Office(QWidget):
    """The foot of the navigation: whose ledger this is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(37)
        self._name = ""
        self._words = label("", "text2", 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 1, 8, 0)
        row.addWidget(self._words, 1)

    def show_name(self, name: str) -> None:
        """Show a name, or nothing of the foot where there is none."""
        self._name = name
        self.setVisible(bool(name))
        self.setToolTip(name)
        measure = self._words.fontMetrics()
        self._words.setText(measure.elidedText(name, Qt.TextElideMode.ElideRight, WIDTH - 50))

    def set_rail(self, rail: bool) -> None:
        """Show no words on a rail."""
        self._words.setVisible(not rail)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line over the foot, and the sign of a person."""
        painter = QPainter(self)
        painter.fillRect(8, 0, self.width() - 16, 1, theme.colour("line"))
        icons.draw(painter, "user", QPoint(16, 11).toPointF(), "text2", 14)
        painter.end()
