"""How the cells of a written sheet look; each look is made once and shared by its cells."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Part = Literal["title", "line", "heading", "body", "section", "total", "note"]
Side = Literal["left", "center", "right"]

_FONTS: dict[Part, tuple[str, float, bool]] = {
    "title": ("黑体", 18, False),
    "line": ("宋体", 10.5, False),
    "heading": ("黑体", 10.5, False),
    "body": ("宋体", 10.5, False),
    "section": ("黑体", 10.5, False),
    "total": ("宋体", 10.5, True),
    "note": ("宋体", 9, False),
}
_FRAMED: tuple[Part, ...] = ("heading", "body", "section", "total")


class Edges(NamedTuple):
    """Which sides of a cell are the outer frame of its table."""

    left: bool = False
    right: bool = False
    top: bool = False
    bottom: bool = False


INSIDE = Edges()


class Look(NamedTuple):
    """How a cell looks. A tuple, because one is made and looked up for each of a million cells."""

    part: Part
    side: Side = "left"
    edges: Edges = INSIDE
    number_format: str = "General"
    is_quoted: bool = False  # text that a spreadsheet would take for a formula when somebody edits it
    wraps: bool = True


class Styles:
    """The looks used in one sheet, made as they are asked for."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[Look, Any] = {}

    def cell(self, value: Any, look: Look, is_formula: bool = False) -> Any:
        """Return a cell to write, with a value and a look. Text stays text unless it is meant as a formula.

        One cell serves all that look alike, so it must be written before the next is asked for: hand rows over as
        generators. A new cell for each value would double the time of a large sheet.
        """
        cell = self._made.get(look)
        if cell is None:
            cell = self._made[look] = _make(self._sheet, look)
        cell._value = value
        cell.data_type = "f" if is_formula else "s" if isinstance(value, str) else "n"
        return cell


def _make(sheet: Any, look: Look) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = WriteOnlyCell(sheet)
    name, size, is_bold = _FONTS[look.part]
    cell.font = Font(name=name, size=size, bold=is_bold)
    indent = 1 if look.part in _FRAMED and look.side != "center" else 0
    cell.alignment = Alignment(horizontal=look.side, vertical="center", wrap_text=look.wraps, indent=indent)
    cell.number_format = look.number_format
    if look.part in _FRAMED:
        thin, thick = Side(style="thin"), Side(style="medium")
        sides = ("left", "right", "top", "bottom")
        cell.border = Border(**{side: thick if getattr(look.edges, side) else thin for side in sides})
    if look.is_quoted:
        cell.quotePrefix = True
    return cell
