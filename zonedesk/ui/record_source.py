"""The rows of a list, read from the database a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from zonedesk.records.record import Row

if TYPE_CHECKING:
    from zonedesk.store.query import Query
    from zonedesk.store.store import Store

PAGE = 100
PAGES_KEPT = 30


class RecordSource:
    """Rows by their place in a query; only a few pages of them are held."""

    def __init__(self, store: Store, query: Query) -> None:
        self.store = store
        self.query = query
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def ask(self, query: Query) -> None:
        """Take another query and forget the rows of the last."""
        self.query = query
        self.forget()

    def forget(self) -> None:
        """Read again from the database when next asked."""
        self._pages.clear()

    def count(self) -> int:
        """Return how many records there are."""
        from zonedesk.actions.records import count_rows

        return count_rows(self.store, self.query)

    def row(self, place: int) -> Row | None:
        """Return the row at a place, or None behind the end."""
        rows = self._page(place // PAGE)
        return rows[place % PAGE] if place % PAGE < len(rows) else None

    def rows(self, first: int, last: int) -> Iterator[Row]:
        """Give the rows from one place to another, both included."""
        for place in range(first, last + 1):
            row = self.row(place)
            if row is not None:
                yield row

    def replace(self, place: int, row: Row) -> None:
        """Hold a row as it is now, where it is held at all."""
        page = self._pages.get(place // PAGE)
        if page is not None and place % PAGE < len(page):
            page[place % PAGE] = row

    def held(self) -> Iterator[tuple[int, Row]]:
        """Give the rows that are held, with their places."""
        for number, rows in self._pages.items():
            for offset, row in enumerate(rows):
                yield number * PAGE + offset, row

    def place_of(self, record: str) -> int | None:
        """Return where a record stands, looking first among the rows that are held, or None."""
        held = next((place for place, row in self.held() if row["id"] == record), None)
        if held is not None:
            return held
        from zonedesk.store.query import place_of

        with self.store.reading() as connection:
            return place_of(connection, self.query, record)

    def sums(self, fields: Sequence[str]) -> dict[str, Decimal]:
        """Return the sums of number fields over all records."""
        from zonedesk.actions.records import sum_rows

        return sum_rows(self.store, self.query, fields)

    def _page(self, number: int) -> list[Row]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        from zonedesk.actions.records import list_rows

        rows = list_rows(self.store, replace(self.query, limit=PAGE, offset=number * PAGE))
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows
