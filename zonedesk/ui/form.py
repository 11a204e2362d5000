"""The form of one record: head, groups of fields, foot. It keeps everything typed until it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Problem
from zonedesk.records.record import Row
from zonedesk.ui import theme
from zonedesk.ui.edit_session import NEW, EditSession, Entry, entry_of
from zonedesk.ui.form_body import MARGIN, FormBody, focus_field
from zonedesk.ui.form_fields import FieldEditor, can_make, make_field
from zonedesk.ui.form_parts import FormFoot, FormHead
from zonedesk.ui.picker import Picker
from zonedesk.ui.record_model import caption_of
from zonedesk.ui.widgets import EmptyState

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk

WIDTH = 352

Made = tuple[str, str]  # id and caption of a record that was made
Maker = Callable[[QWidget, "Desk", Link, str, str | None], Made | None]
"""Makes the record that a link needs: parent, desk, link, the name typed, the zone in force."""


class RecordForm(QFrame):
    """The form of one record of a kind, its unsaved text held by the page's EditSession."""

    step_asked = Signal(int)  # go to the previous or the next record
    open_asked = Signal(str, str)  # kind and id of a linked record to open on its own page
    close_asked = Signal()  # back to the table, where only one of both is shown

    def __init__(self, desk: Desk, kind: str, session: EditSession, make_record: Maker, opens: bool = True) -> None:
        super().__init__()
        self._opens = opens  # somebody hears what is asked to be opened
        self.setObjectName(f"form.{kind}")
        self.kind, self.session, self._make_record = kind, session, make_record
        self._desk, self._record = desk, KINDS[kind]
        self._row: Row = {}
        self._id: str | None = None
        self._typing = False
        self._touched = False  # something was typed since the form was last checked
        self._begun: dict[str, Entry] = {}  # what a new record begins with
        self._doubts: dict[str, Problem] = {}  # of the record as it is kept, until what is typed was checked
        self.editors = {name: self._make(name) for _, names in self._record.groups for name in names}
        self.head, self.foot = FormHead(kind), FormFoot()
        self.body = FormBody(self._record, self.editors)
        self.area = QScrollArea()
        self._lay_out()
        session.changed.connect(self._session_changed)
        self.body.link_asked.connect(self.open_linked)
        self.body.way_out_asked.connect(self._take_way_out)
        self.head.step_asked.connect(self.step_asked)
        self.head.close_asked.connect(self.close_asked)
        self.foot.save_asked.connect(self.save)
        self.foot.revert_asked.connect(self.revert)
        self.show_units()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()

    def _lay_out(self) -> None:
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.body)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _, most: self.body.set_right_margin(MARGIN - (bar.sizeHint().width() if most else 0))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._nothing = EmptyState("")
        self.show_hint(True)
        column.addWidget(self.area, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.foot)
        self.set_manner("beside")

    def show_hint(self, has_records: bool) -> None:
        """Say how a record comes here, where there is one to click."""
        self._nothing.sentence.setText(f"点一条{self._record.label}，在这里查看和修改" if has_records else "")

    def set_manner(self, manner: str) -> None:
        """Stand `beside` the table, lie `below` it in three columns, or stand `alone`."""
        self.body.arrange(3 if manner == "below" else 2)
        self.setMinimumWidth(WIDTH if manner == "beside" else 0)

    def _make(self, name: str) -> QWidget:
        field = self._record.fields[name]
        editor = make_field(field, self.kind, self._desk.store, self._zone)
        editor.setObjectName(f"field.{self.kind}.{name}")
        editor.setAccessibleName(field.label)
        editor.installEventFilter(self)
        cast(FieldEditor, editor).edited.connect(partial(self._edited, name))
        cast(FieldEditor, editor).left.connect(partial(self._left, name))
        if isinstance(editor, Picker) and isinstance(field, Link):
            editor.make_asked.connect(partial(self._make_link, name))
        return editor

    def editor(self, name: str) -> FieldEditor:
        """Return the editor of a field."""
        return cast(FieldEditor, self.editors[name])

    @property
    def record(self) -> str | None:
        """The record shown; NEW for one that is being made, None for none."""
        return self._id

    def _zone(self) -> str | None:
        editor = self.editors.get("zone")
        return editor.entry().key if isinstance(editor, Picker) else self._row.get("zone")

    def show_row(self, row: Row | None) -> None:
        """Show a record with what was typed of it, or nothing."""
        self._row, self._id = row or {}, row["id"] if row else None
        self._doubt_again()
        self._show_entries()
        self._show_state()
        self.area.verticalScrollBar().setValue(0)

    def refresh(self, row: Row) -> None:
        """Show the record as it is now, keeping what was typed."""
        self._row = row
        self._doubt_again()
        self._show_entries()
        self._show_state()

    def begin(self, values: Mapping[str, Any]) -> None:
        """Begin a new record with these values (links with their captions), keyboard on the first empty field."""
        unit, fields = self._desk.money_unit, self._record.fields
        self._begun = {n: entry_of(fields[n], values, unit) for n in self.editors if values.get(n) is not None}
        self._begin_again()
        self.show_row_of_new()
        first = next((n for n in self.editors if values.get(n) is None), next(iter(self.editors)))
        focus_field(self.editors[first])

    def _begin_again(self) -> None:
        self.session.drop(NEW)
        for name, entry in self._begun.items():
            self.session.put(NEW, name, entry)

    def show_row_of_new(self) -> None:
        """Show the record that is being made."""
        self._row, self._id = {}, NEW
        self._doubt_again()
        self._show_entries()
        self._show_state()
        self.area.verticalScrollBar().setValue(0)

    def _show_entries(self) -> None:
        typed = self.session.draft(self._id).entries if self._id is not None else {}
        for name, editor in self.editors.items():
            kept = entry_of(self._record.fields[name], self._row, self._desk.money_unit)
            cast(FieldEditor, editor).show_entry(typed.get(name, kept))
            editor.setEnabled(self._id is not None)

    def _linked(self, name: str) -> str:
        """Return the id of the record that a field links to, the empty text for none."""
        if self._id in (None, NEW) or not isinstance(self._record.fields[name], Link):
            return ""
        return self.editor(name).entry().key or ""

    def open_linked(self, name: str) -> None:
        """Open the record that a field links to on its own page; what is typed here stays a draft."""
        field, record = self._record.fields[name], self._linked(name)
        if isinstance(field, Link) and record:
            self.open_asked.emit(field.to, record)

    def _session_changed(self, record: str) -> None:
        if record == self._id:
            if not self._typing:
                self._show_entries()
            self._show_state()

    def _show_state(self) -> None:
        problems = self._problems()
        row = self.as_typed()
        self.body.show_problems(problems, self._ways_out(problems))
        self.body.show_links({name for name in self.editors if self._linked(name)})
        self.area.setVisible(self._id is not None)
        self._nothing.setVisible(self._id is None)
        self.head.show_row(row, caption_of(self.kind, row), self._id == NEW)
        errors = sum(problem.severity == "error" for problem in problems.values())
        self.foot.show_state(self._id is not None, self._id == NEW, self._is_changed(), errors)

    def _is_changed(self) -> bool:
        """Return whether something typed is not saved; what a new record merely begins with is not typed."""
        if self._id is None:
            return False
        draft = self.session.draft(self._id)
        return draft.in_form if self._id == NEW else bool(draft.entries)

    def _problems(self) -> dict[str, Problem]:
        if self._id is None:
            return {}
        return {**self._doubts, **self.session.draft(self._id).problems}

    def _doubt_again(self) -> None:
        """Look for what is doubtful with the record as it is kept."""
        self._touched = False
        found = self._problems_of(self._row) if self._row else []
        self._doubts = {problem.field: problem for problem in found if problem.severity == "warning"}

    def _problems_of(self, row: Row) -> list[Problem]:
        """Return what is wrong or doubtful with a row; the ledger is read only for a kind with checks beside others."""
        if not self._record.checks_beside:
            return self._record.problems(row)
        from zonedesk.actions.records import check

        with self._desk.store.reading() as connection:
            return check(connection, self.kind, row)

    def _ways_out(self, problems: Mapping[str, Problem]) -> dict[str, str]:
        """Return the words of the button at each problem that another record would solve, or is the reason of."""
        ways = {name: self._way_out(name, problem) for name, problem in problems.items()}
        return {name: words for name, words in ways.items() if words}

    def _way_out(self, name: str, problem: Problem) -> str:
        field, entry = self._record.fields[name], self.editor(name).entry()
        if problem.other:
            return f"打开那{self._record.counter}{self._record.label}" if self._opens else ""
        if isinstance(field, Link) and can_make(field) and entry.text and entry.key is None:
            return f"新建{KINDS[field.to].label}“{entry.text}”"
        return ""

    def _take_way_out(self, name: str) -> None:
        problem = self._problems().get(name)
        if problem is not None and problem.other:
            self.open_asked.emit(self.kind, problem.other)
        else:
            self._make_link(name, self.editor(name).entry().text)

    def as_typed(self) -> Row:
        """Return the record as it would be saved, as far as what was typed can be read."""
        if self._id is None:
            return {}
        values, _ = self.session.read(self._id)
        row = {**self._row, **values}
        row |= {f"{n}.caption": e.text for n, e in self.session.draft(self._id).entries.items() if e.key}
        row |= self._record.derive(row)
        row["caption"] = self._record.caption(row)
        return row

    def _edited(self, name: str) -> None:
        if self._id is None:
            return
        entry = self.editor(name).entry()
        kept = entry_of(self._record.fields[name], self._row, entry.unit)
        self._typing, self._touched = True, True
        self._doubts.pop(name, None)
        if (entry.text, entry.key) == (kept.text, kept.key) and self._id != NEW:
            self.session.drop(self._id, name)
        else:
            self.session.put(self._id, name, entry, self._row.get("version"), in_form=True)
        self._typing = False

    def _left(self, name: str) -> None:
        """Check a field that is left, and what it means for the others; what was not touched yet is not asked for."""
        if self._id is None or not self._touched:
            return
        self._touched = False
        if not self.session.draft(self._id).entries:
            self._doubt_again()
            self._show_state()
            return
        self._typing, self._doubts = True, {}
        self.session.set_problems(self._id, self.check())
        self._typing = False

    def check(self) -> list[Problem]:
        """Return what is wrong with the form so far."""
        assert self._id is not None
        entries = self.session.draft(self._id).entries
        values, found = self.session.read(self._id)
        unread = {problem.field for problem in found}
        row = {**self._row, **values}
        for problem in self._problems_of(row):
            untouched = row.get(problem.field) is None and problem.field not in entries
            if problem.field not in unread and not untouched:
                found.append(problem)
        return found

    def save(self) -> bool:
        """Save the form; False where something is wrong, which then stands beside its field."""
        if self._id is None:
            return False
        focused = self.focusWidget()
        if isinstance(focused, Picker):
            focused.settle()
        try:
            result = self.session.save(self._id)
        except Mendable as error:
            self._desk.messages.fail(error)
            return False
        if result is not None and result.saved:
            return True
        self.focus_problem()
        return False

    def focus_problem(self) -> None:
        """Put the keyboard into the first field that is to be mended."""
        problems = self._problems()
        wrong = [name for name in self.editors if name in problems and problems[name].severity == "error"]
        if wrong:
            self.go_to_field(wrong[0])

    def go_to_field(self, name: str) -> None:
        """Put the keyboard into a field and bring it into view with what is said under it."""
        self.area.ensureWidgetVisible(self.editors[name], 0, 48)
        focus_field(self.editors[name])

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        focus_field(next(iter(self.editors.values())))

    def revert(self) -> None:
        """Give up what was typed."""
        if self._id is None:
            return
        if self._id == NEW:
            self._begin_again()
        else:
            self.session.drop(self._id)
        self._doubt_again()
        self._show_entries()
        self._show_state()

    def show_units(self) -> None:
        """Show amounts in the unit in force."""
        self.body.show_hints(self._desk.money_unit)
        if self._id is not None:
            self._show_entries()

    def _make_link(self, name: str, text: str) -> None:
        link = self._record.fields[name]
        assert isinstance(link, Link)
        made = self._make_record(self, self._desk, link, text, self._zone())
        if made is not None:
            self.editor(name).show_entry(Entry(made[1], made[0]))
            self._edited(name)
            self._left(name)
        focus_field(self.editors[name])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next field and never saves; while an input method composes it is its own."""
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self.area.ensureWidgetVisible(watched, 0, 24)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or getattr(watched, "composing", False):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_linked(watched.objectName().rsplit(".", 1)[1])
            return False
        return self._enter(watched)

    def _enter(self, watched: QWidget) -> bool:
        from PySide6.QtWidgets import QPlainTextEdit

        if isinstance(watched, QPlainTextEdit):
            return False
        if isinstance(watched, Picker) and watched.is_open():
            watched.take_marked()
            return True
        following = self.body.next_of(watched.objectName().rsplit(".", 1)[1])
        if following is not None:
            focus_field(following)
        return True
