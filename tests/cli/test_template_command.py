from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.workbooks import write_workbook
from zonedesk.cli import main


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    assert main(["--db", str(path), "init"]) == 0
    return path


def test_a_blank_ledger_is_written_and_imports(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "空白表.xlsx"
    assert main(["--db", str(database), "template", "town", "--to", str(target)]) == 0
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "专业镇台账"
    assert main(["--db", str(database), "import", str(target), "--dry-run"]) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "--to", "x.xlsx"], "没有“nothing”这种记录"),
        (["attachment", "--to", "x.xlsx"], "没有空白表"),
        (["town", "--to", "x.pdf"], "以 .xlsx 结尾"),
        (["project", "--to", "x.xlsx", "--zone", "没有的区"], "没有开发区“没有的区”"),
        (["project", "--to", "x", "--each-zone"], "还没有开发区"),
        (["project", "--to", "x", "--each-zone", "--filled"], "请去掉 --zone 和 --filled"),
        (["town", "--to", "x.xlsx", "--unit", "角"], "没有“角”这个金额单位"),
    ],
)
def test_what_cannot_be_written_is_said(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["--db", str(database), "template", *arguments]) == 1
    assert sentence in capsys.readouterr().err


def test_files_do_not_come_by_a_table(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = write_workbook(tmp_path / "附件.xlsx", {"Sheet1": [("附件名称", "大小", "备注"), ("批复.pdf", 12, "无")]})
    assert main(["--db", str(database), "import", str(table)]) == 1
    assert main(["--db", str(database), "import", str(table), "--record", "attachment"]) == 1
    said = capsys.readouterr().err
    assert "没有认出表头" in said and "附件随记录添加" in said
