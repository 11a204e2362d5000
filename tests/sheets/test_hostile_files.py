"""Files that are broken, huge or meant to do harm: each ends in its data or in a sentence, within the limits, in another process."""

from __future__ import annotations

import io
import os
import pickle
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.office import convert, needs_office
from tests.workbooks import CORPUS, ROOT, SAMPLE, write_workbook
from zonedesk.errors import Locked, Unreadable
from zonedesk.sheets import apart
from zonedesk.sheets.apart import read_apart
from zonedesk.sheets.grid import Grid
from zonedesk.sheets.limits import READ_APART
from zonedesk.sheets.raw_sheet import BrokenCell
from zonedesk.sheets.read import read_workbook

ROWS = [("项目名称", "总投资"), ("甲项目", 1.5), ("乙项目", 2)]
HEAD = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")


def refusal(path: Path, read: Callable[[Path], object] = read_apart) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert path.name in str(caught.value)
    return str(caught.value)


def changed(path: Path, source: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Copy a zipped workbook with one part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return path


def with_sheet(path: Path, xml: str) -> Path:
    """Write a workbook whose only sheet is this XML."""
    plain = write_workbook(path.with_name("plain.xlsx"), {"表": ROWS})
    return changed(path, plain, "xl/worksheets/sheet1.xml", lambda _: (HEAD + xml + "</worksheet>").encode())


def cells(rows: int = 2, more: str = "") -> str:
    lines = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>1.5</v></c></row>' for n in range(1, rows + 1)
    )
    return f"<sheetData>{lines}{more}</sheetData>"


# The process apart


def test_a_workbook_reads_apart_as_it_reads_here(tmp_path: Path) -> None:
    path = next(SAMPLE.glob("01*"))
    assert read_apart(path) == read_workbook(path)


def endless(folder: Path) -> Path:
    """A valid workbook that takes seconds to read."""
    return with_sheet(folder / "久.xlsx", cells(300_000))


def test_cancelling_ends_the_process_at_once(tmp_path: Path) -> None:
    path, begun = endless(tmp_path), list[float]()

    def cancel() -> None:
        if psutil.Process().children():
            begun.append(time.monotonic())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_apart(path, watch=cancel)
    assert time.monotonic() - begun[0] < 1
    assert psutil.Process().children() == []


@pytest.mark.parametrize(
    ("limit", "value", "told"), [("SECONDS", 0.2, "还没有读完"), ("MEMORY", 30 * 2**20, "要的内存超过")]
)
def test_what_takes_too_long_or_too_much_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, told: str
) -> None:
    path = endless(tmp_path)
    monkeypatch.setattr(apart, limit, value)
    assert told in refusal(path)


def test_a_reader_that_is_killed_is_a_sentence(tmp_path: Path) -> None:
    def kill() -> None:
        for child in psutil.Process().children():
            child.kill()

    path = endless(tmp_path)
    assert "读不下去" in refusal(path, lambda path: read_apart(path, watch=kill))


def test_nothing_but_cells_is_taken_from_the_reader() -> None:
    with pytest.raises(pickle.UnpicklingError):
        apart._PlainOnly(io.BytesIO(pickle.dumps(os.system))).load()


# Bombs


def bomb(path: Path) -> Path:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode()
    plain = write_workbook(path.with_name("plain.xlsx"), {"表": ROWS})
    return changed(path, plain, "xl/workbook.xml", lambda xml: declared + re.sub(rb"^<\?xml[^>]*\?>", b"", xml))


def dense(path: Path) -> Path:
    return with_sheet(path, cells(more=" " * (100 << 20)))


def overlapping(path: Path) -> Path:
    """Many names for one part: what is packed once unpacks many times."""
    dense(path)
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(200):
            twin = zipfile.ZipInfo(f"xl/worksheets/twin{number}.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, name, getattr(part, name))
            archive.filelist.append(twin)
        archive._didModify = True
    return path


def lying(path: Path) -> Path:
    """A part that says it is small and unpacks to a lot."""
    data = bytearray(dense(path).read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    path.write_bytes(bytes(data).replace(size, (1000).to_bytes(4, "little")))
    return path


@pytest.mark.parametrize(
    ("make", "told"), [(bomb, "声明"), (dense, "不像正常的表格"), (overlapping, "太大"), (lying, "损坏|特殊|内存")]
)
def test_a_bomb_is_refused(tmp_path: Path, make: Callable[[Path], Path], told: str) -> None:
    assert re.search(told, refusal(make(tmp_path / "包.xlsx")))


@pytest.mark.parametrize(
    "merges",
    [
        "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 150_001)),
        '<mergeCell ref="A1:XFD1048576"/>' * 50,
        '<mergeCell ref="A5:XFD1048576"/>',
    ],
    ids=["many", "over each other", "beyond the content"],
)
def test_endless_merges_are_taken_for_none(tmp_path: Path, merges: str) -> None:
    path = with_sheet(tmp_path / "合并.xlsx", f"{cells()}<mergeCells>{merges}</mergeCells>")
    grid = read_apart(path).sheets[0]
    assert (len(grid.cells), grid.merges) == (2, [])


@pytest.mark.parametrize("said", ["A1:XFD1048576", "A1", "B2:A1", "?"])
def test_a_false_dimension_changes_nothing(tmp_path: Path, said: str) -> None:
    path = with_sheet(tmp_path / "大小.xlsx", f'<dimension ref="{said}"/>{cells(3)}')
    try:
        assert read_apart(path).sheets[0].cells == [[1, 1.5], [2, 1.5], [3, 1.5]]
    except Unreadable as sentence:
        assert said == "?", sentence


def test_borders_down_to_the_last_row_do_not_make_a_sheet_too_large(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "边框.xlsx", cells(3, more='<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert len(read_apart(path).sheets[0].cells) == 3


# Cut off, and bytes turned


def kinds(folder: Path) -> dict[str, bytes]:
    book = write_workbook(folder / "a.xlsx", {"表": ROWS}).read_bytes()
    text = "项目名称,总投资\r\n甲项目,1.5\r\n".encode("gb18030")
    found = {".xlsx": book, ".csv": text}
    if CORPUS.is_dir():
        found[".xls"] = (CORPUS / "workbooks/xlrd/ragged.xls").read_bytes()
        found[".ods"] = (CORPUS / "workbooks/poi/SampleSS.ods").read_bytes()
    return found


def outcome(path: Path, data: bytes | bytearray) -> list[Grid] | str:
    path.write_bytes(data)
    try:
        return read_apart(path).sheets
    except Unreadable as sentence:
        assert path.name in str(sentence)
        return str(sentence)


def test_whatever_part_of_a_file_arrives_gives_data_or_a_sentence(tmp_path: Path) -> None:
    for ending, whole in kinds(tmp_path).items():
        read = outcome(tmp_path / f"整{ending}", whole)
        assert isinstance(read, list)
        for length in range(0, len(whole), max(1, len(whole) // 25)):
            part = outcome(tmp_path / f"半{ending}", whole[:length])
            assert part
            assert isinstance(part, str) or ending in {".csv", ".xls"}


def test_turned_bytes_give_data_or_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(20230630)
    for ending, whole in kinds(tmp_path).items():
        for _ in range(15):
            data = bytearray(whole)
            for _ in range(chance.choice([1, 3, 20])):
                data[chance.randrange(len(data))] = chance.randrange(256)
            assert outcome(tmp_path / f"乱{ending}", data)


# What is no ordinary file


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices among files")
def test_pipes_devices_and_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    (tmp_path / "圈.xlsx").symlink_to(tmp_path / "圈.xlsx")
    (tmp_path / "零.xlsx").symlink_to("/dev/zero")
    assert "不是普通的文件" in refusal(tmp_path / "管道.xlsx")
    assert "读不出来" in refusal(tmp_path / "圈.xlsx")
    assert "不是普通的文件" in refusal(tmp_path / "零.xlsx")


def test_text_beyond_what_a_sheet_holds_is_refused(tmp_path: Path) -> None:
    (tmp_path / "宽.csv").write_bytes(b"a," * 1_000_000)
    (tmp_path / "长.csv").write_bytes(b"a" * (100 << 20))
    (tmp_path / "零.csv").write_bytes(b"a,b\n\0,1\n")
    assert "列" in refusal(tmp_path / "宽.csv")
    assert refusal(tmp_path / "长.csv")
    assert "编码" in refusal(tmp_path / "零.csv")


# Content decides, not the ending


TABLE = (
    "<table><tr><th colspan='2'>台账</th></tr><tr><td rowspan=2>甲</td><td>1&nbsp;</td></tr><tr><td>2</td></tr></table>"
)
SHEET_XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">台账</Data></Cell></Row>
<Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("content", "one", "two"),
    [
        (f"<html><meta charset=gb2312>{TABLE}</html>".encode("gb18030"), "1", "2"),
        (SHEET_XML.encode(), 1, 2),
        ("台账\t\n甲\t1\n\t2\n".encode("gb18030"), "1", "2"),
    ],
    ids=["web page", "SpreadsheetML", "text"],
)
def test_what_systems_export_as_xls_is_read(tmp_path: Path, content: bytes, one: object, two: object) -> None:
    (tmp_path / "导出.xls").write_bytes(content)
    grid = read_apart(tmp_path / "导出.xls").sheets[0]
    assert [grid.at(0, 0), grid.at(1, 0), grid.at(1, 1), grid.at(2, 1)] == ["台账", "甲", one, two]
    assert grid.merges in ([], [(0, 0, 0, 1), (1, 0, 2, 0)])


# Percentages, errors


@pytest.mark.parametrize(("code", "shown"), [("0%", True), ("0.00%", True), ('0.0"%"', False), ("General", False)])
def test_cells_that_show_percentages_are_known(tmp_path: Path, code: str, shown: bool) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["占比", 0.35])
    book.active["B1"].number_format = code
    book.save(tmp_path / "占比.xlsx")
    assert read_apart(tmp_path / "占比.xlsx").sheets[0].percents == ({(0, 1)} if shown else set())


def test_broken_cells_are_known_however_the_cells_are_written(tmp_path: Path) -> None:
    xml = "<sheetData><row><c><v>1</v></c><c t='e'><v>#REF!</v></c></row><row><c><f>A1+1</f></c><c s='0' r='C2' t='e'><v>#N/A</v></c></row></sheetData>"
    grid = read_apart(with_sheet(tmp_path / "错.xlsx", xml)).sheets[0]
    assert (grid.at(0, 1), grid.at(1, 0), grid.at(1, 2)) == ("#REF!", "=A1+1", "#N/A")


# Passwords


@pytest.mark.parametrize("password", ["", "错的"])
def test_a_locked_workbook_asks_for_its_password_and_opens_with_it(tmp_path: Path, password: str) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = write_workbook(tmp_path / "plain.xlsx", {"表": ROWS})
    with plain.open("rb") as source, (tmp_path / "密.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("晋中2023", target)
    with pytest.raises(Locked, match="密码不对" if password else "请输入密码"):
        read_apart(tmp_path / "密.xlsx", password)
    assert read_apart(tmp_path / "密.xlsx", "晋中2023").sheets == read_apart(plain).sheets


@corpus
@pytest.mark.parametrize(
    ("name", "password"),
    [("excelize/encryptSHA1.xlsx", "password"), ("poi/password.xls", "password"),
     ("sheetjs/password_2002_40_xor.xls", "password")],
)  # fmt: skip
def test_every_way_of_locking_opens(name: str, password: str) -> None:
    assert read_apart(CORPUS / "workbooks" / name, password).sheets


def repeated(path: Path, rows: int, columns: int) -> Path:
    """An .ods of few bytes whose one cell says that it stands many times."""
    names = " ".join(
        f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"' for part in ("office", "table", "text")
    )
    cell = f'<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="{columns}"/>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    body = f'<office:body><office:spreadsheet><table:table table:name="表">{row}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_a_cell_that_says_it_stands_many_times_is_counted_before_it_is_read(tmp_path: Path) -> None:
    assert read_apart(repeated(tmp_path / "少.ods", 2, 3)).sheets[0].cells == [[7, 7, 7], [7, 7, 7]]
    assert "太大" in refusal(repeated(tmp_path / "多.ods", 1_048_576, 1024))
    assert refusal(repeated(tmp_path / "极多.ods", 10**25, 1))


@pytest.mark.parametrize("start", [["main.py"], ["-m", "zonedesk"]])
def test_a_built_program_reads_by_starting_itself(tmp_path: Path, start: list[str]) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": ROWS})
    run = subprocess.run(
        [sys.executable, *start, READ_APART],
        input=pickle.dumps((path, "")), capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert pickle.loads(run.stdout) == (None, "", read_workbook(path).sheets)


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_percentages_and_errors_are_known_in_other_workbooks_too(tmp_path: Path, ending: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["占比", "错"])
    for row in (2, 3):
        book.active.append([0.35, "=1/0"])
        book.active.cell(row, 1).number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    grid = read_apart(convert(tmp_path / "a.xlsx", ending, tmp_path)).sheets[0]
    assert grid.percents == {(1, 0), (2, 0)}
    assert [(grid.at(row, 1), type(grid.at(row, 1))) for row in (1, 2)] == [("#DIV/0!", BrokenCell)] * 2
