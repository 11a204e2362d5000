"""The menu over a column of the preview: which field it fills, and its unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from zonedesk.records import KINDS
from zonedesk.records.fields import Field, Money, Number
from zonedesk.records.parsing import AREA_UNITS, FRACTION, MONEY_UNITS
from zonedesk.sheets.recognition import IGNORE, Column, Recognition
from zonedesk.ui.import_lines import field_of
from zonedesk.ui.import_table import target_words

MANY = 16  # fields that a menu shows without sub-menus

Choose = Callable[[str], object]


def column_menu(
    parent: QWidget, recognition: Recognition, column: Column, choose_field: Choose, choose_unit: Choose
) -> QMenu:
    """Return the menu of a column: 不导, the fields of the sheet's kind and of the kinds beside it, units."""
    menu = QMenu(parent)
    menu.setObjectName("import.column")
    now = menu.addAction(f"现在：{target_words(column)}")
    now.setEnabled(False)
    menu.addSeparator()
    group = QActionGroup(menu)
    for kind in [recognition.kind] if recognition.kind else []:
        _add_fields(menu, group, kind, "", column, choose_field)
    for kind in recognition.also:
        part = menu.addMenu(f"{KINDS[kind].label}的字段")
        _add_fields(part, group, kind, f"{kind}.", column, choose_field)
    menu.addSeparator()
    _add(menu, group, "不导这一列", not column.targets, partial(choose_field, IGNORE))
    units = units_of(field_of(column))
    if units:
        part = menu.addMenu(f"单位（{column.unit or units[0]}）")
        of_units = QActionGroup(part)
        for unit in units:
            _add(part, of_units, unit, unit == column.unit, partial(choose_unit, unit))
    return menu


def _add_fields(menu: QMenu, group: QActionGroup, kind: str, prefix: str, column: Column, choose: Choose) -> None:
    filled = {target.field for target in column.targets if target.kind == kind}
    for title, names in parts_of(kind):
        part = menu.addMenu(title) if title else menu
        for name in names:
            field = KINDS[kind].fields[name]
            _add(part, group, field.label, name in filled, partial(choose, prefix + name))


def parts_of(kind: str) -> list[tuple[str, list[str]]]:
    """Return the fields of a kind that a ledger can fill: as one list, or by the groups of its form where they are many."""
    record = KINDS[kind]
    fields = [name for name, field in record.fields.items() if not field.is_derived]
    if len(fields) <= MANY:
        return [("", fields)]
    parts = [(title, [name for name in names if name in fields]) for title, names in record.groups]
    grouped = {name for _, names in parts for name in names}
    others = [name for name in fields if name not in grouped]
    return [(title, names) for title, names in (*parts, ("其他", others)) if names]


def _add(menu: QMenu, group: QActionGroup, words: str, checked: bool, chosen: Callable[[], object]) -> None:
    action = QAction(words, menu)
    action.setCheckable(True)
    action.setChecked(checked)
    action.triggered.connect(lambda _: chosen())
    group.addAction(action)
    menu.addAction(action)


def units_of(field: Field | None) -> tuple[str, ...]:
    """Return the units that a field's numbers may be in."""
    if isinstance(field, Money):
        return tuple(MONEY_UNITS)
    if isinstance(field, Number) and field.unit_field:
        return AREA_UNITS
    return ("%", FRACTION) if field and field.unit == "%" else ()
