"""Undo and redo in the window: at once where little is at stake, after a question where much is."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from zonedesk.errors import Mendable
from zonedesk.ui.status_bar import spoken

if TYPE_CHECKING:
    from zonedesk.store.history import Reversible, Way
    from zonedesk.ui.desk import Desk

WORDS: dict[Way, str] = {"undo": "撤销", "redo": "重做"}
MANY = 20  # records; what touched more than these is not reversed by a slip of the hand


def step(desk: Desk, way: Way) -> None:
    """Undo or redo the latest action, and say what was reversed."""
    from zonedesk.actions import changes

    reversible = changes.peek(desk.store, way)
    if reversible is None:
        desk.messages.tell(f"没有可以{WORDS[way]}的操作")
        return
    if not _agrees(desk, way, reversible):
        return
    try:
        done = (changes.undo if way == "undo" else changes.redo)(desk.store)
    except Mendable as error:
        desk.messages.warn(str(error))
        return
    if done is not None:
        desk.tell_changed()
        desk.messages.tell(done)


def _agrees(desk: Desk, way: Way, reversible: Reversible) -> bool:
    """Ask before an import or many records are reversed: the key may have been meant for what changed nothing."""
    if reversible.source != "import" and reversible.records <= MANY:
        return True
    question = f"{WORDS[way]}“{reversible.what}”？"
    return desk.messages.ask(question, [(way, WORDS[way])], explanation(way, reversible)) == way


def explanation(way: Way, reversible: Reversible) -> str:
    """Return when an action was done, what reversing it touches, and how to come back."""
    moment = spoken(datetime.datetime.fromisoformat(reversible.at), datetime.datetime.now())
    touched = f"涉及 {reversible.records} 条记录"
    if way == "redo":
        return f"它是 {moment} 撤销的，{touched}。重做后可以再撤销。"
    return f"这是 {moment} 做的，{touched}，都会回到这之前的样子。撤销后可以重做 (Ctrl+Y)。"
