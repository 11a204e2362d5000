"""The rules that Excel holds a workbook to: where one is broken, it calls the file damaged and repairs it by leaving out."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check_rules(path: Path) -> None:
    """Fail where a workbook breaks a rule."""
    with ZipFile(path) as parts:
        assert parts.testzip() is None
        trees = {
            name: etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith((".xml", ".rels"))
        }
    names = [sheet.get("name") for sheet in trees["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    styles = len(trees["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/sheet"):
            _check_cells(tree, styles)
            _check_merges(tree)
            _check_links(tree, names)


def _check_cells(tree: etree._Element, styles: int) -> None:
    rows = [int(row.get("r")) for row in tree.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in tree.iter(f"{MAIN}row"):
        assert float(row.get("ht")) <= 409
        places = [range_boundaries(cell.get("r")) for cell in row]
        assert [place[1] for place in places] == [int(row.get("r"))] * len(places)
        assert [place[0] for place in places] == sorted({place[0] for place in places})
        assert all(int(cell.get("s")) < styles for cell in row)
    assert all(len(text.text or "") <= 32767 for text in tree.iter(f"{MAIN}t"))


def _check_merges(tree: etree._Element) -> None:
    taken: set[tuple[int, int]] = set()
    for merge in tree.iter(f"{MAIN}mergeCell"):
        left, top, right, bottom = range_boundaries(merge.get("ref"))
        cells = {(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)}
        assert len(cells) > 1 and not cells & taken
        taken |= cells


def _check_links(tree: etree._Element, names: list[str]) -> None:
    links = list(tree.iter(f"{MAIN}hyperlink"))
    assert len(links) <= 65530
    assert len({link.get("ref") for link in links}) == len(links)
    for link in links:
        sheet, place = link.get("location").rsplit("!", 1)
        assert sheet.strip("'").replace("''", "'") in names
        assert range_boundaries(place) and len(link.get("tooltip", "")) <= 255
