"""A copy of the ledger, made when the user asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonedesk.store.store import Store


def back_up(store: Store) -> str:
    """Back the ledger up, and return the sentence that says where to, and what the copy does not hold.

    Raises CannotOpen where the copy cannot be written or is not whole.
    """
    from zonedesk.store import attachments, backup

    copy = backup.back_up(store.path, "手动")
    with store.reading() as connection:
        note = attachments.not_backed_up(connection, store.path)
    return f"已备份到 {copy}" + (f"。{note}" if note else "")
