"""Names of a sheet that stand for a record by a person's choice, made now or with an earlier import; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from zonedesk.actions.plan import Offer, SheetPlan
from zonedesk.sheets.grid import cell_text
from zonedesk.sheets.recognition import Column
from zonedesk.ui.import_table import Captions


def chosen_names(sheet: SheetPlan, column: Column, captions: Captions) -> Iterator[Offer]:
    """Give the names in a column that were chosen, each with the record that it stands for."""
    grid = sheet.recognition.grid
    words = {cell_text(grid.at(row - 1, column.index)).strip() for row in sheet.recognition.rows}
    for (kind, written), record in {**sheet.recalled_names, **sheet.corrections.names}.items():
        if record and written in words:
            yield Offer(kind, record, captions(kind, record), written)


def taken_back(offer: Offer) -> Offer:
    """Return the choice that a name stands for no record."""
    return Offer(offer.kind, "", "", offer.written)
