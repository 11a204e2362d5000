"""Web pages named .xls, as many systems export their lists: the tables in them, each as a sheet of texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from zonedesk.errors import Unreadable
from zonedesk.sheets.container import SAVE_AS
from zonedesk.sheets.delimited import decoded
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(gb\w+)", re.IGNORECASE)
_LARGEST_SPAN = 1000


def read_web_page(path: Path, data: bytes) -> list[Grid]:
    """Return the tables of a page. Raises Unreadable where it has none."""
    page = _Page(path)
    page.feed(data.decode("gb18030", "replace") if _CHARSET.search(data[:4096]) else decoded(path, data))
    page.close()
    if not any(grid.cells for grid in page.tables):
        raise Unreadable(f"“{path.name}”其实是网页，里面没有表格。{SAVE_AS}")
    return page.tables


class _Page(HTMLParser):
    """Gathers the cells of the outermost tables; a table inside a cell is part of that cell's text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.tables, self._depth = path, list[Grid](), 0
        self._text: list[str] | None = None  # of the open cell
        self._span = (1, 1)
        self._taken: set[tuple[int, int]] = set()  # by merged cells above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin_table()
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self._begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            said = dict(attrs)
            self._text, self._span = [], (_span(said.get("rowspan")), _span(said.get("colspan")))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(re.sub(r"\s+", " ", data))

    def _begin_table(self) -> None:
        number = len(self.tables) + 1
        if number > MOST_SHEETS:
            raise Unreadable(f"“{self.path.name}”里的表太多，没有读取。{SAVE_AS}")
        self.tables.append(Grid(self.path.stem if number == 1 else f"{self.path.stem} {number}", []))
        self._taken.clear()

    def _begin_row(self) -> None:
        self.tables[-1].cells.append([])
        if len(self.tables[-1].cells) > MOST_ROWS:
            raise Unreadable(f"“{self.path.name}”里的表行数太多，没有读取。请拆成几个文件再导入")

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(" \xa0"), None
        grid = self.tables[-1]
        if not grid.cells:
            self._begin_row()
        row, cells = len(grid.cells) - 1, grid.cells[-1]
        while (row, len(cells)) in self._taken:
            cells.append(None)
        down, across = self._span
        if len(cells) + across > MOST_COLUMNS:
            raise Unreadable(f"“{self.path.name}”里的表列数太多，没有读取。{SAVE_AS}")
        self._merge(row, len(cells), down, across)
        cells += [text or None] + [None] * (across - 1)

    def _merge(self, row: int, column: int, down: int, across: int) -> None:
        if down * across > 1:
            self.tables[-1].merges.append((row, column, row + down - 1, column + across - 1))
            self._taken.update((row + y, column + x) for y in range(1, down) for x in range(across))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _LARGEST_SPAN) if text and text.isdecimal() else 1
