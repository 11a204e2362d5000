"""What every page is handed: the ledger, the period and unit in force, the message door and the way to other pages."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zonedesk.ui.opened_copies import OpenedCopies

if TYPE_CHECKING:
    from zonedesk.figures.table import Selection
    from zonedesk.settings import Settings
    from zonedesk.store.store import Store
    from zonedesk.ui.messages import Messages


class Desk(QObject):
    """The things that pages share. A page keeps this object and nothing else of the window."""

    changed = Signal()  # records changed: read again what is shown
    period_changed = Signal()  # another year or month is in force
    unit_changed = Signal()  # money is shown in another unit
    theme_changed = Signal()  # colours changed: draw again what Qt does not restyle by itself
    place_asked = Signal(str)  # go to the page of this kind or figure
    records_asked = Signal(str, object)  # open the page of a kind showing only a Selection
    record_asked = Signal(str, str)  # open the page of a kind on one record (its id)
    overview_asked = Signal(str)  # open 项目全景 on a project (its id)
    indicator_asked = Signal(str)  # open 月度填报 on an indicator (its id)
    new_asked = Signal(str)  # open the page of a kind and begin a new record there
    import_asked = Signal(object)  # open the import page, with a list of file paths or None
    status_changed = Signal(str)  # what the page shows, for the status bar: 345 个项目 · 选中 3 个 …
    problems_changed = Signal(int)  # how many places in the open form are to be mended
    problems_asked = Signal()  # the page in view is to go to the next of these places

    def __init__(self, store: Store, settings: Settings, messages: Messages) -> None:
        super().__init__()
        self.store = store
        self.settings = settings
        self.messages = messages
        self.copies = OpenedCopies()

    @property
    def money_unit(self) -> str:
        """亿元 or 万元."""
        return self.settings.money_unit

    @property
    def period(self) -> tuple[int, int]:
        """Year and month in force."""
        return period_in_force(self.settings)

    def day_in_force(self) -> str:
        """Return the day for which lists stand: today in the current month, else the last day of the month in force."""
        from zonedesk.actions.workbench import day_in_force

        return day_in_force(*self.period)

    def go(self, place: str) -> None:
        """Open the page of a kind or figure, or `import`, `home`."""
        self.place_asked.emit(place)

    def show_records(self, selection: Selection) -> None:
        """Open the records behind a number in the page of their kind."""
        self.records_asked.emit(selection.kind, selection)

    def tell_changed(self) -> None:
        """Say that records changed, after an action of the user's."""
        self.changed.emit()


def period_in_force(settings: Settings) -> tuple[int, int]:
    """Return the year and month that are set; the current ones where none are."""
    today = datetime.date.today()
    return settings.year or today.year, settings.month or today.month
