"""What is typed on a record page and not saved: asking about it before it would be lost, and going to what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zonedesk.ui.edit_session import NEW, EditSession

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.form import RecordForm
    from zonedesk.ui.record_list import RecordList

Place = tuple[str, str]  # a record and a field of it


class Unsaved:
    """The unsaved work of a record page, in its form and in its cells."""

    def __init__(
        self,
        desk: Desk,
        session: EditSession,
        shown: RecordList,
        form: RecordForm,
        show_form: Callable[[], object],
    ) -> None:
        self._desk, self._session = desk, session
        self._list, self._form, self._show_form = shown, form, show_form
        self._last: Place | None = None

    def may_leave(self) -> bool:
        """Ask about everything unsaved before the window closes; False where the user goes on with it."""
        self._list.table.finish_editing()
        return self.settle_form() and self._settle_cells()

    def settle_form(self) -> bool:
        """Save or give up what is typed in the form, as the user says; False where he goes on with it."""
        if self._form.record not in self._session.unsaved():
            return True
        name = self._form.head.title.whole()
        answer = self._desk.messages.ask(
            f"“{name}”有改动还没有保存", [("save", "保存"), ("drop", "放弃改动"), ("stay", "继续编辑")]
        )
        if answer == "drop":
            self._form.revert()
            return True
        if answer == "save" and self._form.save():
            return True
        if self._form.record:
            self._list.go_to(self._form.record)
        if answer != "save":
            self._form.focus_first()
        return False

    def _settle_cells(self) -> bool:
        count = self._session.unsaved_count()
        if not count:
            return True
        answer = self._desk.messages.ask(
            f"{count} 处改动没有保存",
            [("mend", "去改正"), ("drop", "放弃")],
            "标红的内容还不能保存，改正后按回车即可保存。",
        )
        if answer == "drop":
            for record in list(self._session.drafts):
                self._session.drop(record)
        elif answer == "mend":
            self.go_to_problem()
        return answer == "drop"

    def forget_gone(self) -> None:
        """Forget the bad cells of records that are no more; what is typed in the form is asked about as ever."""
        from zonedesk.actions.records import get

        for record in set(self._session.drafts) - {NEW, *self._session.unsaved()}:
            if get(self._session.store, self._session.kind, record) is None:
                self._session.drop(record)

    def go_to_problem(self) -> None:
        """Go to the next place that is to be mended, lifting the filters where they hide it."""
        places = self._session.error_places()
        if not places:
            return
        here = self._last if self._last in places else self._at_cell()
        place = places[(places.index(here) + 1) % len(places)] if here in places else places[0]
        record, name = place
        if record != self._form.record and not self.settle_form():
            return
        self._last = place
        if self._show_record(record) and (self._in_form(record) or not self._list.take_cell(name)):
            self._go_to_field(name)

    def _at_cell(self) -> Place | None:
        record, name = self._list.current_id(), self._list.current_name()
        return (record, name) if record is not None and name is not None else None

    def _show_record(self, record: str) -> bool:
        if record == NEW:
            return self._form.record == NEW
        if self._list.visit(record):
            return True
        self._list.clear_filters()
        return self._list.visit(record)

    def _in_form(self, record: str) -> bool:
        return self._list.isHidden() or self._session.draft(record).in_form

    def _go_to_field(self, name: str) -> None:
        self._show_form()
        self._form.go_to_field(name)
