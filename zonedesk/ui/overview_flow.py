"""The formalities of a project as a flow: a box for each in its order, with department, days and state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent

from zonedesk.records.progress import PROCEDURE_STATUS
from zonedesk.ui import theme
from zonedesk.ui.overview_drawing import Drawing, draw_arrow, write
from zonedesk.ui.tags import Tone, paint_tag, tag_width

if TYPE_CHECKING:
    from zonedesk.actions.overview import Formality

BOX, TALL, GAP, EDGE = 114, 70, 14, 12
TONES: dict[str, Tone] = {"todo": "grey", "doing": "amber", "done": "green", "blocked": "red", "promised": "teal"}


class FormalityFlow(Drawing):
    """Draws procedures as boxes with arrows between them, as many beside each other as there is room for."""

    def __init__(self) -> None:
        super().__init__("手续办理流程图")
        self.setObjectName("overview.flow")
        self._found: Sequence[Formality] = ()

    def show_formalities(self, found: Sequence[Formality]) -> None:
        """Show other procedures."""
        self._found = found
        self._settle()
        self.begin_again()

    def records(self) -> Sequence[str]:
        """Return the procedures' records."""
        return [formality.record for formality in self._found]

    @property
    def _columns(self) -> int:
        return max(1, min((self.width() - 2 * EDGE + GAP) // (BOX + GAP), len(self._found)))

    def place_rect(self, place: int) -> QRect:
        """Return the box of a procedure."""
        row, column = divmod(place, self._columns)
        wide = (self.width() - 2 * EDGE - GAP * (self._columns - 1)) // self._columns
        return QRect(EDGE + column * (wide + GAP), 4 + row * (TALL + GAP), wide, TALL)

    def step_of(self, key: int) -> int:
        """Move along the flow, or up and down between its rows."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
        }
        return steps.get(Qt.Key(key), 0)

    def words(self, place: int) -> str:
        """Say the department, the state and the days of a procedure."""
        formality = self._found[place]
        dates = [f"{formality.accepted_on} 受理" if formality.accepted_on else "",
                 f"{formality.finished_on} 办结" if formality.finished_on else ""]  # fmt: skip
        parts = (
            f"{formality.name}（{PROCEDURE_STATUS[formality.status]}）",
            formality.department,
            "，".join(filter(None, dates)),
            days_words(formality),
        )
        return "\n".join(filter(None, parts))

    def sizeHint(self) -> QSize:
        """Return room for all rows of boxes."""
        rows = -(-len(self._found) // self._columns) if self._found else 0
        return QSize(BOX * 2, rows * (TALL + GAP) - GAP + 4 + EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        self.setFixedHeight(max(0, self.sizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes and the arrows between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, formality in enumerate(self._found):
            self._draw_box(painter, place, formality)
            if place:
                self._draw_link(painter, self.place_rect(place - 1), self.place_rect(place))
        painter.end()

    def _draw_box(self, painter: QPainter, place: int, formality: Formality) -> None:
        is_current = self.hasFocus() and place == self.current
        rect = QRectF(self.place_rect(place))
        is_bad = formality.over > 0 or formality.status == "blocked"
        role = "accent" if is_current else "bad" if is_bad else "line_strong" if formality.status != "todo" else "line"
        painter.setPen(QPen(theme.colour(role), 2 if is_current else 1))
        painter.setBrush(theme.colour("accent_soft" if is_current else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inside = rect.adjusted(8, 5, -8, -5)
        write(painter, QRectF(inside.left(), inside.top(), inside.width(), 19), formality.name, "text", 13, strong=True)
        department = QRectF(inside.left(), inside.top() + 19, inside.width(), 18)
        write(painter, department, formality.department or "部门未填", "text2" if formality.department else "text3")
        word = PROCEDURE_STATUS[formality.status]
        tag = QRect(int(inside.left()), int(inside.top()) + 39, tag_width(word), 20)
        paint_tag(painter, tag, word, TONES[formality.status], is_current)
        days = QRectF(tag.right() + 5, tag.top(), inside.right() - tag.right() - 5, 20)
        short = f"超 {formality.over} 天" if formality.over else _short(formality)
        write(painter, days, short, "bad" if formality.over else "text2", strong=formality.over > 0, side="right")

    @staticmethod
    def _draw_link(painter: QPainter, one: QRect, two: QRect) -> None:
        if one.top() == two.top():
            middle = one.center().y()
            points = [QPointF(one.right() + 2, middle), QPointF(two.left() - 2, middle)]
        else:
            between = one.bottom() + GAP / 2
            points = [QPointF(one.center().x(), one.bottom() + 1), QPointF(one.center().x(), between),
                      QPointF(two.center().x(), between), QPointF(two.center().x(), two.top() - 2)]  # fmt: skip
        draw_arrow(painter, points, "text3")


def _short(formality: Formality) -> str:
    if formality.used is not None and formality.promised is not None:
        return f"{formality.used}/{formality.promised} 天"
    if formality.used is not None:
        return f"{formality.used} 天"
    return f"承诺 {formality.promised} 天" if formality.promised is not None else ""


def days_words(formality: Formality) -> str:
    """Return the days of a procedure in words: 用 22 天，承诺 7 天，超 15 天."""
    parts = []
    if formality.used is not None:
        parts.append(f"{'用' if formality.finished_on else '已'} {formality.used} 天")
    if formality.promised is not None:
        parts.append(f"承诺 {formality.promised} 天")
    if formality.over:
        parts.append(f"超 {formality.over} 天")
    return "，".join(parts)
