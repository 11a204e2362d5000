"""How the cells of a written sheet look; each look is made once for a workbook and shared by its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

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
LINK = "#1A5FB4"
_THIN, _MEDIUM = 1, 2


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
    leads: bool = False  # words that are a link, blue and underlined; numbers stay as the office prints them


class Looks:
    """The looks used in one workbook, made as they are asked for: `looks[look]` is the number that cells carry."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Look, int] = {}

    def __getitem__(self, look: Look) -> int:
        number = self._made.get(look)
        if number is None:
            number = self._made[look] = self._book.add_format(_properties(look))._get_xf_index()
        return number


def _properties(look: Look) -> dict[str, Any]:
    name, size, is_bold = _FONTS[look.part]
    is_framed = look.part in _FRAMED
    found = {
        "font_name": name, "font_size": size, "bold": is_bold, "align": look.side, "valign": "vcenter",
        "text_wrap": look.wraps, "indent": 1 if is_framed and look.side != "center" else 0,
        "num_format": look.number_format, "quote_prefix": look.is_quoted,
    }  # fmt: skip
    if look.leads:
        found |= {"font_color": LINK, "underline": 1}
    if is_framed:
        found |= {side: _MEDIUM if outer else _THIN for side, outer in look.edges._asdict().items()}
    return found
