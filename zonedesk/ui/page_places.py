"""Where the parts of a record page stand: the form beside the table, under it or in its place, as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zonedesk.ui.form import WIDTH, RecordForm

if TYPE_CHECKING:
    from zonedesk.settings import Settings
    from zonedesk.ui.page_bar import PageBar
    from zonedesk.ui.record_list import RecordList
    from zonedesk.ui.related_tabs import RelatedTabs

BESIDE, BELOW = 1080, 820  # widths of the window from which the form stands beside, or under, the table
TALL = 560  # from this height on the related tabs show their tables
RELATED = 188


class PagePlaces(QObject):
    """The splitters of a record page; they stay where the user put them."""

    def __init__(
        self,
        page: QWidget,
        settings: Settings,
        bar: PageBar,
        shown: RecordList,
        form: RecordForm,
        related: RelatedTabs,
        opener: QWidget,
    ) -> None:
        super().__init__(page)
        self.manner = ""  # of the form: beside, below, alone
        self._page, self._settings = page, settings
        self._bar, self._list, self._form, self._related, self._opener = bar, shown, form, related, opener
        self._upright = QSplitter(Qt.Orientation.Vertical)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        left = QWidget()
        column, whole = QVBoxLayout(left), QHBoxLayout(self._page)
        for layout in (column, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for splitter in (self._upright, self._across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.splitterMoved.connect(lambda *_: self._keep())
        self._upright.addWidget(self._list)
        self._upright.addWidget(self._related)
        column.addWidget(self._bar)
        column.addWidget(self._upright, 1)
        self._across.addWidget(left)
        self._across.addWidget(self._form)
        for splitter in (self._upright, self._across):
            splitter.setStretchFactor(0, 1)
        whole.addWidget(self._across)

    def settle(self) -> None:
        """Put the form where the window has room for it."""
        width = self._page.window().width()
        manner = "beside" if width >= BESIDE else "below" if width >= BELOW else "alone"
        if manner != self.manner:
            self.manner = manner
            self._take_manner()
        if self._related.fold(self._page.window().height() < TALL or self._list.is_empty()):
            self.restore()

    def turn_focus(self, step: int) -> None:
        """Give the keyboard to the table, the form, the tabs in turn."""
        takers = {self._list: self._list.table.setFocus, self._form: self._form.focus_first,
                  self._related: self._related.take_keyboard}  # fmt: skip
        parts = [part for part in takers if part.isVisible() or part is self._form]
        focus = QApplication.focusWidget()
        here = next((i for i, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)), -1)
        part = parts[(here + step) % len(parts)]
        if part is self._form:
            self.open_form()
        takers[part]()

    def _take_manner(self) -> None:
        beside = self.manner == "beside"
        self._form.set_manner(self.manner)
        self._form.head.leave.setVisible(not beside)
        for part in (self._list, self._bar, self._related):
            part.show()
        self._opener.setVisible(not beside)
        if beside:
            self._across.addWidget(self._form)
        else:
            self._upright.insertWidget(1, self._form)
        self._form.setVisible(beside)
        self.restore()

    def open_form(self) -> None:
        """Show the form where it is not always there."""
        if self.manner != "beside":
            self._form.show()
            self._related.hide()
            self._list.setVisible(self.manner != "alone")
            self._bar.setVisible(self.manner != "alone")
            self._upright.setSizes([self._page.height() * 2 // 5, self._page.height() * 3 // 5, 0])
        self._opener.hide()

    def close_form(self) -> None:
        """Show the list and what belongs to its record in place of the form."""
        self._form.hide()
        for part in (self._list, self._bar, self._related, self._opener):
            part.show()
        self.restore()

    def restore(self) -> None:
        """Put the splitters where the user left them."""
        kept = self._settings.splitters
        width, height = self._page.width(), self._page.height()
        if self.manner == "beside":
            self._across.setSizes(kept.get("form") or [width - WIDTH - 1, WIDTH])
            # A splitter gives what it is told to, also more than its part may take: the rest would lie empty.
            under = min((kept.get("related") or [0, RELATED])[-1], self._related.maximumHeight())
            self._upright.setSizes([height - under, under])
        elif self._form.isHidden():
            under = min(RELATED, self._related.maximumHeight())
            self._upright.setSizes([height - under, 0, under])

    def _keep(self) -> None:
        if self.manner != "beside":
            return
        self._settings.splitters["form"] = self._across.sizes()
        if self._related.maximumHeight() > RELATED:  # folded tabs have no size that is to come back
            self._settings.splitters["related"] = self._upright.sizes()
