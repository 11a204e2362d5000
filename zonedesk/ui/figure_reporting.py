"""What is known of a reported total before it is typed: the figure, its period or event, the column and the unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.figures import Figure
from zonedesk.figures.asking import Ask, last_day
from zonedesk.figures.table import Column, unit_of

if TYPE_CHECKING:
    from zonedesk.figures.entries import HeldEvent
    from zonedesk.records.record import Row


def begun_total(figure: Figure, ask: Ask, events: Sequence[HeldEvent], column: Column | None, money_unit: str) -> Row:
    """Return the values that a new 上报合计 begins with, from what a figure shows and the column in which one stands."""
    upto = figure.name == "three-rates"
    values: Row = {"figure": figure.name, **(_upto(ask, events) if upto and events else _period(ask, events))}
    if column is not None and column.is_number:
        values |= {"column": f"{column.group}{column.label}", "unit": unit_of(column, money_unit) or None}
    return values


def _period(ask: Ask, events: Sequence[HeldEvent]) -> Row:
    if ask.events is not None:
        held = [event for event in events if ask.events.first <= (event.year, event.number) <= ask.events.last]
        year = Decimal(held[-1].year if held else ask.events.last[0])
        is_single = len(held) == 1 and not ask.events.is_whole_years
        return {"year": year, "event": held[0].id, "event.caption": held[0].name} if is_single else {"year": year}
    return _time(ask) or {"year": Decimal(ask.day[:4])}


def _upto(ask: Ask, events: Sequence[HeldEvent]) -> Row:
    """Return the period of rates, which are about every event up to one."""
    if ask.events is None:
        return _time(ask) or {"year": Decimal((events[:-1] or events)[-1].year)}
    held = [event for event in events if (event.year, event.number) <= ask.events.last] or [events[0]]
    return {"year": Decimal(held[-1].year), **_time(ask), "event": held[-1].id, "event.caption": held[-1].name}


def _time(ask: Ask) -> Row:
    """Return the month at whose end things are looked at; nothing where there is none."""
    if not ask.upto or last_day(ask.upto[:7]) != ask.upto:
        return {}
    return {"year": Decimal(ask.upto[:4]), "month": Decimal(ask.upto[5:7])}
