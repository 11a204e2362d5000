"""What a printed page is made of. All measures are points; nothing here knows Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

MM = 72 / 25.4
SHEETS: dict[str, tuple[float, float]] = {"A4": (210 * MM, 297 * MM), "A3": (297 * MM, 420 * MM)}
SIDE_MARGIN = 19 * MM
END_MARGIN = 15 * MM

Face = Literal["heading", "body"]
"""黑体 or 宋体."""

Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class PrintSettings:
    """What a person chooses for printing. `auto` takes A3 for wide tables, and the direction that the columns need."""

    paper: Literal["auto", "A4", "A3"] = "auto"
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    reporter: str = ""  # 填报单位; where empty, the table's own
    preparer: str = ""  # 制表人
    date: str = ""  # 填报日期, as 2023-10-31
    fits_width: bool = True  # make a wide table smaller before its columns go on to a next page
    signs_off: bool = True  # the line 单位负责人（签章）… on the last page


@dataclass(frozen=True)
class Text:
    """Lines of text in a box, centred in its height."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    face: Face = "body"
    size: float = 10.5
    side: Side = "left"


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.75


class Measure(Protocol):
    """Tells how wide a text is in points."""

    def __call__(self, text: str, face: Face, size: float) -> float:
        """Return the width of one line of text."""
        ...


# A word or number stays whole, and a line does not begin with a closing mark.
_PIECE = re.compile(r"(?:[A-Za-z0-9.%+_]+|[“（《(]?.)[，。；：、）”》！？),.;:]*", re.DOTALL)


def wrapped(text: str, width: float, face: Face, size: float, measure: Measure) -> tuple[str, ...]:
    """Return a text in lines no wider than `width` (a single character may be)."""
    if len(text) * size <= width and "\n" not in text:  # no character is wider than its size
        return (text,)
    return tuple(line for part in text.splitlines() for line in _lines(part, width, face, size, measure)) or ("",)


def _lines(text: str, width: float, face: Face, size: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(text, width, face, size, measure):
        wide = measure(piece, face, size)
        if line and used + wide > width:
            yield line.rstrip()
            line, used = "", 0.0
        line, used = line + piece, used + wide
    if line:
        yield line.rstrip()


def _pieces(text: str, width: float, face: Face, size: float, measure: Measure) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if measure(piece, face, size) <= width:
            yield piece
        else:
            yield from piece
