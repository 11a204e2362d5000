import shutil
import subprocess

import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.tables import ZONES, project_list, three_batches
from zonedesk.errors import Mendable
from zonedesk.paper.page import PrintSettings
from zonedesk.paper.print import paint, print_pdf

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
SETTINGS = PrintSettings(reporter="晋中市商务局", preparer="张三", date="2023-10-31")


def text_of(path):
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return run.stdout


@needs_poppler
def test_the_text_of_a_printed_table_can_be_found(qapp, tmp_path):
    pages = print_pdf(three_batches(), tmp_path / "表.pdf", SETTINGS)
    text = text_of(tmp_path / "表.pdf")
    assert pages == 1
    for words in (
        "三个一批汇总表",
        "填报单位：晋中市商务局",
        "开工一批",
        "723.62",
        "单位：个、亿元",
        "第1页",
        "填表人：张三",
        *ZONES,
    ):
        assert words in text


@needs_poppler
def test_every_row_of_a_long_list_is_printed_once(qapp, tmp_path):
    pages = print_pdf(project_list(700, content=None), tmp_path / "list.pdf", SETTINGS)
    text = text_of(tmp_path / "list.pdf")
    assert text.count("\f") == pages
    assert [text.count(f"样例项目{number}号") for number in range(1, 701)] == [1] * 700


@needs_poppler
def test_tables_of_different_sizes_share_a_file(qapp, tmp_path):
    print_pdf([three_batches(), project_list(3)], tmp_path / "both.pdf", SETTINGS, "万元")
    text = text_of(tmp_path / "both.pdf")
    assert "7236200.00" in text
    assert "项目台账" in text


def test_a_printer_is_painted_like_a_file(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    assert paint(project_list(60), printer, SETTINGS) == print_pdf(project_list(60), tmp_path / "file.pdf", SETTINGS)
    assert (tmp_path / "printer.pdf").stat().st_size > 10000


def test_a_folder_that_is_not_there_is_named(qapp, tmp_path):
    with pytest.raises(Mendable, match="没有这个文件夹"):
        print_pdf(three_batches(), tmp_path / "none" / "表.pdf", SETTINGS)


def test_an_old_file_is_replaced_whole_and_no_draft_is_left(qapp, tmp_path):
    (tmp_path / "表.pdf").write_text("old")
    print_pdf(three_batches(), tmp_path / "表.pdf", SETTINGS)
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")
