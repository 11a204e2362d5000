from __future__ import annotations

import datetime
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from tests.workbooks import CORPUS, SAMPLE, write_workbook
from zonedesk.errors import Unreadable
from zonedesk.sheets.raw_xml import BrokenCell
from zonedesk.sheets.read import read_workbook

ROWS = [("项目名称", "总投资"), ("甲项目", 1.5), ("乙项目", datetime.date(2023, 6, 30))]


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path)
    return str(caught.value)


def test_cells_stand_where_the_sheet_has_them(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": [(), (None, None, "项目名称"), (None, None, "甲")]})
    grid = read_workbook(path).sheets[0]
    assert (grid.at(1, 2), grid.at(2, 2), grid.at(0, 0)) == ("项目名称", "甲", None)


def test_values_keep_their_types_and_merges_their_places(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": [*ROWS, ("合计",)]}, merges=["A4:B4"])
    grid = read_workbook(path).sheets[0]
    assert grid.cells[1] == ["甲项目", 1.5]
    assert grid.cells[2][1] == datetime.date(2023, 6, 30)
    assert grid.merges == [(3, 0, 3, 1)]


def test_a_hidden_sheet_is_read_and_said_to_be_hidden(tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", {"明": ROWS, "暗": ROWS})
    book = openpyxl.load_workbook(path)
    book["暗"].sheet_state = "hidden"
    book.save(path)
    assert [(sheet.name, sheet.hidden) for sheet in read_workbook(path).sheets] == [("明", False), ("暗", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables_are_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [
        ["项目名称", "建设内容", "总投资"],
        ["甲项目", f"一期{separator}二期\n厂房“㛃”", "1.5"],
        ["乙项目", "", "2"],
    ]
    text = "\r\n".join(separator.join(f'"{c}"' if "期" in c else c for c in line) for line in lines)
    path = tmp_path / "台账.csv"
    path.write_bytes(text.encode(encoding))
    grid = read_workbook(path).sheets[0]
    assert grid.cells[1] == lines[1]
    assert grid.cells[2] == ["乙项目", None, "2"]


def test_a_formula_error_and_an_uncounted_formula_are_not_taken_for_blank(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": [("总投资",), ("=SUM(B1:B9)",), ("#REF!",)]})
    grid = read_workbook(path).sheets[0]
    assert grid.cells[1] == ["=SUM(B1:B9)"]
    assert grid.cells[2] == ["#REF!"]
    assert isinstance(grid.at(1, 0), BrokenCell)
    assert isinstance(grid.at(2, 0), BrokenCell)


def test_a_stray_cell_far_away_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["ZZZ1000000"] = "项目名称", 1
    book.save(tmp_path / "远.xlsx")
    assert "太大" in refusal(tmp_path / "远.xlsx")


def test_a_missing_file_a_folder_and_a_lock_file_each_have_their_sentence(tmp_path: Path) -> None:
    (tmp_path / "~$台账.xlsx").write_bytes(b"x" * 165)
    (tmp_path / "夹").mkdir()
    assert "找不到" in refusal(tmp_path / "没有.xlsx")
    assert "是文件夹" in refusal(tmp_path / "夹")
    assert "临时文件" in refusal(tmp_path / "~$台账.xlsx")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_said_to_be_open_elsewhere(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": ROWS})
    path.chmod(0)
    assert "别的程序" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.xlsx", b"", "空文件"),
        ("网页.xls", b"<html><p>1</p></html>", "网页"),
        ("文本.xls", "关于报送台账的通知\n请各开发区\n于月底前报送\n".encode("gb18030"), "文本"),
        ("旧.xml", b'<?xml version="1.0"?><Rows><Row>1</Row></Rows>', "XML"),
        ("报告.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 50, "图片"),
        ("程序.exe", b"MZ\x90\x00" + bytes(100), "不是表格文件"),
        ("半个.xlsx", b"PK\x03\x04" + b"\x00" * 500, "不完整"),
        ("半个.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不完整"),
        ("空白.csv", b"\n\n ,\n", "没有内容"),
    ],
)
def test_what_is_no_workbook_gets_its_own_sentence(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    sentence = refusal(tmp_path / name)
    assert told in sentence
    assert name in sentence
    assert sentence.count("。") >= 1


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_cut_off_anywhere_is_said_to_be_incomplete(tmp_path: Path, part: float) -> None:
    whole = (SAMPLE / "03 重点项目台账.xlsx").read_bytes()
    (tmp_path / "半个.xlsx").write_bytes(whole[: int(len(whole) * part)])
    assert "不完整" in refusal(tmp_path / "半个.xlsx")


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["[Content_Types].xml", "word/document.xml"], "Word"),
        (["台账.xlsx"], "压缩包"),
        (["[Content_Types].xml", "xl/workbook.xml"], "结构特殊"),
    ],
)
def test_other_zipped_files_are_told_apart(tmp_path: Path, names: list[str], told: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(zipped(*names))
    assert told in refusal(tmp_path / "a.xlsx")


def test_a_workbook_under_a_wrong_workbook_ending_is_read_all_the_same(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": ROWS}).rename(tmp_path / "a.xls")
    assert read_workbook(path).sheets[0].at(1, 0) == "甲项目"


corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
CORPUS_FILES = sorted(path for folder in ("workbooks", "ledgers") for path in (CORPUS / folder).rglob("*.*"))


@corpus
@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.name)
def test_every_corpus_workbook_reads_or_gives_a_sentence(path: Path) -> None:
    try:
        workbook = read_workbook(path)
    except Unreadable as sentence:
        assert path.name in str(sentence)
    else:
        assert not all(sheet.is_blank for sheet in workbook.sheets)


@corpus
@pytest.mark.parametrize(
    "name",
    [
        "calamine/pass_protected.xlsx",
        "excelize/encryptSHA1.xlsx",
        "poi/password.xls",
        "sheetjs/password_2002_40_xor.xls",
    ],
)
def test_a_password_is_named_as_the_reason(name: str) -> None:
    assert "密码" in refusal(CORPUS / "workbooks" / name)


@corpus
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("poi/SampleSS.strict.xlsx", 4), ("roo/type_excel.ods", 12), ("roo/type_openoffice.xlsm", 12), ("sheetjs/write.et", 4),
        ("poi/workbookProtection_workbook_structure_protected.xlsx", 1), ("poi/xxe_in_schema.xlsx", 10),
    ],
)  # fmt: skip
def test_unusual_workbooks_are_read(name: str, rows: int) -> None:
    assert len(read_workbook(CORPUS / "workbooks" / name).sheets[0].cells) >= rows - 2


def test_cells_merged_in_an_ods_file_are_known(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
    wide = cell.format(text="重点项目台账", more=' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    zone = cell.format(text="祁县经开区", more=' table:number-rows-spanned="2"')
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    rows = [
        f"<table:table-row>{wide}</table:table-row>",
        blank,
        f"<table:table-row>{zone}{cell.format(text='甲', more='')}</table:table-row>",
        f"<table:table-row><table:covered-table-cell/>{cell.format(text='乙', more='')}</table:table-row>",
    ]
    names = " ".join(
        f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"' for part in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="表">{"".join(rows)}</table:table>'
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(tmp_path / "台账.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    grid = read_workbook(tmp_path / "台账.ods").sheets[0]
    assert grid.merges == [(0, 0, 0, 1), (3, 0, 4, 0)]
    assert (grid.at(3, 0), grid.at(4, 1)) == ("祁县经开区", "乙")


def test_a_folder_given_as_a_point_has_its_name_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"“{tmp_path.name}”是文件夹" in refusal(Path())
