"""Making the record that a link needs, from the name that was typed: at once where a name is enough, else in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from zonedesk.records import KINDS
from zonedesk.records.fields import Link, Text
from zonedesk.records.record import Row
from zonedesk.ui.edit_session import EditSession
from zonedesk.ui.form import RecordForm

if TYPE_CHECKING:
    from zonedesk.ui.desk import Desk

ROOM = 56  # under the last field, for a sentence of advice


def make_record(parent: QWidget, desk: Desk, link: Link, name: str, zone: str | None = None) -> tuple[str, str] | None:
    """Make a record of the kind that a link wants and return its id and caption, or None where it was not made."""
    values = _named(link.to, name)
    needed = {field.id for field in KINDS[link.to].fields.values() if field.required}
    if needed <= set(values):
        made = _save(desk, link.to, values)
        if made is not None:
            return made
    return ask_record(parent, desk, link.to, {**values, **_in_zone(desk, link.to, zone)})


def _named(kind: str, name: str) -> Row:
    field = KINDS[kind].fields.get(KINDS[kind].named_by[0])
    return {field.id: name} if isinstance(field, Text) else {}


def _in_zone(desk: Desk, kind: str, zone: str | None) -> Row:
    from zonedesk.actions.records import get

    if zone is None or "zone" not in KINDS[kind].fields:
        return {}
    row = get(desk.store, "zone", zone)
    return {"zone": zone, "zone.caption": row["caption"]} if row else {}


def _save(desk: Desk, kind: str, values: Row) -> tuple[str, str] | None:
    from zonedesk.actions.records import get, save

    saved = save(desk.store, kind, None, values)
    if not saved.saved:
        return None
    desk.tell_changed()
    row = get(desk.store, kind, saved.id)
    return saved.id, str(row["caption"]) if row else ""


def ask_record(parent: QWidget, desk: Desk, kind: str, values: Row, at: str = "") -> tuple[str, str] | None:
    """Show the form of a new record in a dialog and return the id and caption of what was saved, or None.

    The keyboard is in the field `at`, else in the first that is empty.
    """
    from zonedesk.actions.records import get

    dialog = QDialog(parent.window())
    dialog.setObjectName(f"dialog.new.{kind}")
    dialog.setWindowTitle(f"新建{KINDS[kind].label}")
    session = EditSession(desk.store, kind)
    form = RecordForm(desk, kind, session, make_record, opens=False)
    made: list[str] = []

    def finish(record: str) -> None:
        made.append(record)
        dialog.accept()

    session.saved.connect(lambda record, _: finish(record))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    form.head.show_place(None, -1)
    form.begin(values)
    if at:
        form.go_to_field(at)
    tall = form.body.sizeHint().height() + form.head.height() + form.foot.height() + ROOM
    dialog.resize(400, min(tall, parent.screen().availableGeometry().height() - 60))
    dialog.exec()
    if not made:
        return None
    desk.tell_changed()
    row = get(desk.store, kind, made[0])
    return made[0], str(row["caption"]) if row else ""
