"""Several names in one text, as ledgers write them."""

from __future__ import annotations

SEPARATOR = "、"
"""What stands between several names."""

PARTING = "、,，;；"
"""What ledgers write between several names: no name that may stand among others has any of it."""


def names_in(text: str | None) -> list[str]:
    """Return the names that a text of several names holds."""
    return [name for part in (text or "").split(SEPARATOR) if (name := part.strip())]
