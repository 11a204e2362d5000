"""What is known of a reported total before it is typed: the figure, its period or event, the column and the unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.figures import Figure
from zonedesk.figures.asking import Ask
from zonedesk.figures.table import Column, unit_of

if TYPE_CHECKING:
    from zonedesk.figures.entries import HeldEvent
    from zonedesk.records.record import Row


def begun_total(figure: Figure, ask: Ask, events: Sequence[HeldEvent], column: Column | None, money_unit: str) -> Row:
    """Return the values that a new 上报合计 begins with, from what a figure shows and the column in which one stands."""
    values: Row = {"figure": figure.name, **_period(ask, events)}
    if column is not None and column.is_number:
        values |= {"column": f"{column.group}{column.label}", "unit": unit_of(column, money_unit) or None}
    return values


def _period(ask: Ask, events: Sequence[HeldEvent]) -> Row:
    if ask.events is not None:
        held = [event for event in events if ask.events.first <= (event.year, event.number) <= ask.events.last]
        year = Decimal(held[-1].year if held else ask.events.last[0])
        is_single = len(held) == 1 and not ask.events.is_whole_years
        return {"year": year, "event": held[0].id, "event.caption": held[0].name} if is_single else {"year": year}
    if ask.month:
        return {"year": Decimal(ask.year or 0), "month": Decimal(ask.month)}
    return {"year": Decimal(ask.day[:4])}
