"""Which rows of a printed table share a page."""

from __future__ import annotations

from collections.abc import Sequence

from zonedesk.figures.table import RowStyle
from zonedesk.paper.page import MM

HEIGHTS = (9 * MM, 8.5 * MM, 8 * MM, 7.5 * MM, 7 * MM)
"""Row heights to choose from: the highest that needs no more pages than the lowest."""


def kept_together(styles: Sequence[RowStyle]) -> list[bool]:
    """Return for rows of these styles which of them stay with the row after.

    A section stays with its first two rows, and a total with the last row that it adds up.
    """
    return [
        style == "section"
        or after in ("total", "reported")
        or (before == "section" and style == "body" and after == "body")
        for before, style, after in zip(["", *styles], styles, [*styles[1:], ""], strict=False)
    ]


def paginate(heights: Sequence[float], kept: Sequence[bool], first: float, later: float, tail: float) -> list[range]:
    """Return the rows of each page.

    A row that is `kept` stays with the row after it. `first` and `later` are the room on the first page and on each
    other one, `tail` what the notes need after the last row. A row higher than a page stands alone on one.
    """
    pages: list[range] = []
    start, used, room = 0, 0.0, first
    for index, height in enumerate(heights):
        while used + height > room and index > start:
            end = _break(kept, start, index)
            used = sum(heights[end:index])
            if used > later:
                end, used = index, 0.0
            pages.append(range(start, end))
            start, room = end, later
        used += height
    pages.append(range(start, len(heights)))
    return pages if used + tail <= room else _make_room(pages, heights, kept, later - tail)


def _break(kept: Sequence[bool], start: int, index: int) -> int:
    """Return where to break before `index` so that no kept row ends a page."""
    end = index
    while end > start + 1 and kept[end - 1]:
        end -= 1
    return end if not kept[end - 1] else index


def _make_room(pages: list[range], heights: Sequence[float], kept: Sequence[bool], room: float) -> list[range]:
    """Move the last rows, as many as have room, to a page of their own, where the notes stand under them."""
    last = pages[-1]
    for count in range(min(3, len(last) - 1), 0, -1):
        end = _break(kept, last.start, last.stop - count)
        if sum(heights[end : last.stop]) <= room:
            return [*pages[:-1], range(last.start, end), range(end, last.stop)]
    return [*pages, range(last.stop, last.stop)]
