from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import SAMPLE, project_rows, write_workbook
from zonedesk.cli import main

Lines = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    assert main(["--db", path, "init"]) == 0
    return path


def sample(number: int) -> str:
    return str(next(SAMPLE.glob(f"0{number}*")))


def projects_in(database: str, capsys: Lines) -> int:
    capsys.readouterr()
    assert main(["--db", database, "list", "project", "--limit", "1", "--json"]) == 0
    return int(json.loads(capsys.readouterr().out)["count"])


def test_the_document_says_sheet_by_sheet_what_was_done(database: str, capsys: Lines) -> None:
    capsys.readouterr()
    assert main(["--db", database, "import", sample(2), sample(1), "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["applied"] is True
    sheet = document["sheets"][0]
    assert (sheet["file"], sheet["sheet"], sheet["record"]) == ("02 三个一批项目汇总表.xlsx", "签约一批", "batch_entry")
    assert (sheet["header_rows"], sheet["new"], sheet["changed"], sheet["errors"]) == ([3, 4], 166, 0, [])
    assert {"heading": "总投资（亿元）", "field": "investment", "unit": "亿元"} in sheet["columns"]
    assert {"row": 178, "why": "合计"} in sheet["ignored"]


def test_errors_are_listed_and_nothing_is_changed(database: str, capsys: Lines, tmp_path: Path) -> None:
    main(["--db", database, "import", sample(1)])
    rows = project_rows(("甲", "", "晋中开发区", "约三亿", "", ""), ("乙", "", "晋中开发区", 1, "", ""))
    path = str(write_workbook(tmp_path / "台账.xlsx", {"项目": rows}))
    capsys.readouterr()
    assert main(["--db", database, "import", path, "--json"]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["applied"] is False
    (error,) = document["sheets"][0]["errors"]
    assert (error["cell"], error["heading"], error["value"]) == ("E3", "总投资（亿元）", "约三亿")
    assert err.count("\n") == 1
    assert "E3" in err
    assert projects_in(database, capsys) == 0
    assert main(["--db", database, "import", path, "--partial"]) == 0
    assert projects_in(database, capsys) == 1


def test_a_dry_run_changes_nothing(database: str, capsys: Lines) -> None:
    assert main(["--db", database, "import", sample(1), sample(3), "--dry-run"]) == 0
    assert "没有改动" in capsys.readouterr().err
    assert projects_in(database, capsys) == 0


def test_zones_that_are_missing_can_be_made(database: str, capsys: Lines) -> None:
    assert main(["--db", database, "import", sample(3)]) == 1
    assert main(["--db", database, "import", sample(3), "--create-zones"]) == 0
    assert projects_in(database, capsys) == 345


def test_a_kind_can_be_given(database: str, capsys: Lines, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("公司,代码\n甲公司,1\n".encode("gb18030"))
    assert main(["--db", database, "import", str(path)]) == 1
    assert "没有认出表头" in capsys.readouterr().err
    assert main(["--db", database, "import", str(path), "--record", "nothing"]) == 1
    assert "没有“nothing”这种记录" in capsys.readouterr().err


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(database: str, capsys: Lines, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    capsys.readouterr()
    assert main(["--db", database, "import", str(tmp_path / "坏.xlsx")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
