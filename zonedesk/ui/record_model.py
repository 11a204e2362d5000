"""A list of records as Qt's table model: columns from the fields, rows a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.records.fields import Derived, Field, Flag, Link, Money, Number, Problem
from zonedesk.records.record import Row
from zonedesk.ui.edit_session import EditSession, Entry, entry_of

if TYPE_CHECKING:
    from zonedesk.store.query import Query
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.record_source import RecordSource

Index = QModelIndex | QPersistentModelIndex

# Plain numbers: comparing a role with Qt's enum costs three times as much in a method called for every cell.
DISPLAY, EDIT, TOOLTIP, ALIGNMENT = 0, 2, 3, 7
RIGHT, CENTRE, LEFT = 0x82, 0x84, 0x81

NOTHING = "—"


def shown(field: Field, row: Row, money_unit: str) -> str:
    """Return the text of a field of a row as lists show it; the empty text for nothing."""
    if isinstance(field, Link):
        return row.get(f"{field.id}.caption") or ""
    return field.brief(row.get(field.id), money_unit)


def copied(field: Field, row: Row, money_unit: str) -> str:
    """Return the text of a field as it is copied, so that pasting it again changes nothing: exact where lists round, with the unit
    of an area that is not in its heading's, and the word for no single record of those it could link to (全市).
    """
    text = shown(field, row, money_unit)
    if isinstance(field, Link):
        return text or next(iter(field.whole), "")
    if isinstance(field, Money):
        return field.show(row.get(field.id), money_unit)
    unit = str(row.get(field.unit_field) or "") if isinstance(field, Number) and field.unit_field and text else ""
    return text if unit in ("", field.unit) or text.endswith(unit) else text + unit


def heading(field: Field, money_unit: str) -> str:
    """Return a column's heading with its unit: 总投资(亿元)."""
    unit = money_unit if isinstance(field, Money) else field.unit
    return f"{field.label}({unit})" if unit else field.label


def is_tag(field: Field) -> bool:
    """Return whether a field's values are shown as tags."""
    return bool(getattr(field, "colours", None))


def alignment(field: Field) -> int:
    """Return how a field's column is aligned."""
    if field.is_number:
        return RIGHT
    return CENTRE if is_tag(field) or isinstance(field, Flag) else LEFT


def caption_of(kind: str, row: Row) -> str:
    """Return the name that people see for a row; a record without one goes by what it links to."""
    if row.get("caption"):
        return str(row["caption"])
    links = KINDS[kind].links()
    named = [row.get(f"{name}.caption") for name in ("project", *links) if name in links]
    return next((str(name) for name in named if name), "")


class RecordModel(QAbstractTableModel):
    """The records of a query. What was typed and not saved stands in its cells in place of what is kept."""

    def __init__(
        self, desk: Desk, source: RecordSource, columns: list[str], session: EditSession | None = None
    ) -> None:
        super().__init__()
        self.kind = source.query.kind
        self.source, self.session = source, session
        self._desk = desk
        self._fields = KINDS[self.kind].fields
        self._columns = [self._fields[name] for name in columns]
        self._count = source.count()
        if session is not None:
            session.changed.connect(self._redraw_record)

    @property
    def columns(self) -> list[str]:
        """The fields shown, from left to right."""
        return [field.id for field in self._columns]

    @property
    def money_unit(self) -> str:
        """The unit that amounts are shown in."""
        return self._desk.money_unit

    def set_columns(self, names: list[str]) -> None:
        """Show other fields."""
        self.beginResetModel()
        self._columns = [self._fields[name] for name in names]
        self.endResetModel()

    def ask(self, query: Query) -> None:
        """Show another query."""
        self.beginResetModel()
        self.source.ask(query)
        self._count = self.source.count()
        self.endResetModel()

    def reload(self) -> None:
        """Read again what is shown; selection, place and open editors stay where the number of rows does."""
        self.source.forget()
        count = self.source.count()
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self.redraw()

    def redraw(self) -> None:
        """Show every cell again, from what is held."""
        if self._count and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._columns) - 1))
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def _redraw_record(self, record: str) -> None:
        place = next((p for p, row in self.source.held() if row["id"] == record), None)
        if place is not None and place < self._count:
            self.redraw_row(place)

    def redraw_row(self, place: int) -> None:
        """Show one row again."""
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def field_at(self, column: int) -> Field:
        """Return the field of a column."""
        return self._columns[column]

    def row_at(self, place: int) -> Row | None:
        """Return the row at a place as it is kept."""
        return self.source.row(place) if 0 <= place < self._count else None

    def problem_at(self, index: Index) -> Problem | None:
        """Return what is wrong with a cell, or None."""
        row = self.row_at(index.row())
        if row is None or self.session is None or row["id"] not in self.session.drafts:
            return None
        return self.session.draft(row["id"]).problems.get(self._columns[index.column()].id)

    def entry_at(self, index: Index) -> Entry:
        """Return what an editor of a cell starts from."""
        row, field = self.row_at(index.row()), self._columns[index.column()]
        if row is None:
            return Entry("")
        return self._typed(row, field) or entry_of(field, row, self._desk.money_unit)

    def text_at(self, place: int, column: int) -> str:
        """Return the text of a cell; the empty text for nothing."""
        row = self.row_at(place)
        if row is None:
            return ""
        field = self._columns[column]
        typed = self._typed(row, field)
        return typed.text if typed else shown(field, row, self._desk.money_unit)

    def copied_at(self, place: int, column: int) -> str:
        """Return the text of a cell as it is copied."""
        row, field = self.row_at(place), self._columns[column]
        if row is None:
            return ""
        typed = self._typed(row, field)
        return typed.text if typed else copied(field, row, self._desk.money_unit)

    def _typed(self, row: Row, field: Field) -> Entry | None:
        if self.session is None or row["id"] not in self.session.drafts:
            return None
        return self.session.draft(row["id"]).entries.get(field.id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many fields are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Return a cell's text, alignment or tooltip."""
        if not index.isValid():
            return None
        if role == DISPLAY:
            return self.text_at(index.row(), index.column()).replace("\n", " ") or NOTHING
        if role == ALIGNMENT:
            return alignment(self._columns[index.column()])
        if role == EDIT:
            return self.entry_at(index).text
        if role == TOOLTIP:
            problem = self.problem_at(index)
            return problem.message if problem else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Return a heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == DISPLAY else None
        if not 0 <= section < len(self._columns):
            return None
        field = self._columns[section]
        if role == DISPLAY:
            return heading(field, self._desk.money_unit)
        if role == ALIGNMENT:
            return alignment(field)
        return (field.help or None) if role == TOOLTIP else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a cell: what the program works out is not typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.session is not None and not isinstance(self._columns[index.column()], Derived):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Save a cell as one action; what cannot be saved stays in the cell with its problem."""
        row = self.row_at(index.row())
        if role != EDIT or self.session is None or row is None:
            return False
        entry = value if isinstance(value, Entry) else Entry(str(value), None, self._desk.money_unit)
        if entry == self.entry_at(index):
            return True
        return self.save_cell(index.row(), self._columns[index.column()], entry)

    def save_cell(self, place: int, field: Field, entry: Entry) -> bool:
        """Save one field of the record at a place, and show it where it stands."""
        row = self.row_at(place)
        if row is None or self.session is None:
            return False
        session, record = self.session, row["id"]
        if entry == entry_of(field, row, entry.unit):
            session.drop(record, field.id)
            return True
        session.put(record, field.id, entry)
        try:
            result = session.save(record, [field.id], "cell")
        except Mendable as error:
            session.set_problems(record, [Problem(field.id, str(error))])
            return False
        return result is not None and result.saved

    def refresh(self, record: str) -> None:
        """Read one record again and leave it where it stands, so that nothing moves under the cursor."""
        from zonedesk.actions.records import get

        place = next((p for p, row in self.source.held() if row["id"] == record), None)
        row = get(self.source.store, self.kind, record) if place is not None else None
        if place is not None and row is not None:
            self.source.replace(place, row)
            self.redraw_row(place)
