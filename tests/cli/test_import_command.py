from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
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


def told(database: str, capsys: Lines, path: Path, *options: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["--db", database, "import", str(path), *options])
    return code, capsys.readouterr().err


@pytest.fixture
def zoned(database: str) -> str:
    assert main(["--db", database, "import", sample(1)]) == 0
    return database


def test_every_error_is_said_up_to_twenty(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    rows = project_rows(*((f"项目{n}", "", "晋中开发区", "约三亿", "", "") for n in range(23)))
    code, err = told(zoned, capsys, write_workbook(tmp_path / "台账.xlsx", {"项目": rows}))
    assert code == 1
    assert err.count("“约三亿”不是金额") == 20
    assert "共 23 处错误" in err


def test_rows_left_out_by_partial_are_each_said(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    good = ("好项目", "", "晋中开发区", 1, "", "")
    rows = project_rows(good, *((f"项目{n}", "", "晋中开发区", "约三亿", "", "") for n in range(23)))
    code, err = told(zoned, capsys, write_workbook(tmp_path / "台账.xlsx", {"项目": rows}), "--partial")
    assert code == 0
    assert err.count("“约三亿”不是金额") == 23
    assert "E26" in err


def test_an_unknown_zone_says_how_to_make_it(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "台账.xlsx", {"项目": project_rows(("甲", "", "某某开发区", 1, "", ""))})
    code, err = told(zoned, capsys, path)
    assert code == 1
    assert "--create-zones" in err
    assert "某某开发区" in err
    assert "--create-zones" not in told(zoned, capsys, path, "--create-zones")[1]


def test_what_a_name_stands_for_is_said_once(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "台账.xlsx", {"项目": project_rows(("甲", "", "晋中开发片区", 1, "", ""))})
    assert told(zoned, capsys, path)[0] == 1
    assert "没有用上" in told(zoned, capsys, path, "--same-as", "晋中开发片区=没有的开发区")[1]
    assert told(zoned, capsys, path, "--same-as", "晋中开发片区=晋中开发区")[0] == 0
    code, err = told(zoned, capsys, path)
    assert (code, "未变 1 条" in err) == (0, True)


def ledger(path: Path, amount: float, *below: tuple[object, ...], heading: str = "总投资") -> Path:
    rows = [("重点项目台账",), ("序号", "项目名称", "所属开发区", heading), (1, "甲", "晋中开发区", amount), *below]
    return write_workbook(path, {"项目": rows})


def test_a_unit_that_nobody_wrote_is_a_doubt(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", 3.5)
    code, err = told(zoned, capsys, path, "--dry-run")
    assert (code, "D 列“总投资”" in err, "没有写单位，按亿元读" in err) == (0, True, True)
    capsys.readouterr()
    assert main(["--db", zoned, "import", str(path), "--json"]) == 0
    (warning,) = json.loads(capsys.readouterr().out)["sheets"][0]["warnings"]
    assert "没有写单位" in warning["message"]


@pytest.mark.parametrize("options", [(), ("--partial",)])
def test_amounts_too_large_for_a_unit_that_nobody_wrote_stop(
    zoned: str, capsys: Lines, tmp_path: Path, options: tuple[str, ...]
) -> None:
    code, err = told(zoned, capsys, ledger(tmp_path / "台账.xlsx", 12000), *options)
    assert code == (0 if options else 1)
    assert "D2" in err
    assert "请写明单位" in err
    assert projects_in(zoned, capsys) == 0
    assert told(zoned, capsys, ledger(tmp_path / "台账.xlsx", 12000, heading="总投资（万元）"))[0] == 0


def test_a_stated_total_that_differs_is_a_doubt(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", 3000, ("", "合计", "", 30000), heading="总投资（万元）")
    code, err = told(zoned, capsys, path)
    assert code == 0
    assert "D4" in err
    assert "30000 万元" in err
    assert "3000 万元" in err


def test_a_heading_taken_by_resemblance_is_a_doubt(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    code, err = told(zoned, capsys, ledger(tmp_path / "台账.xlsx", 3, heading="合同总投资（亿元）"))
    assert code == 0
    assert "相近的名称" in err


def test_a_sheet_that_is_left_out_is_said(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    summary = [("汇总表",), ("序号", "开发区", "项目数", "总投资（亿元）"), (1, "晋中开发区", 22, 121.4)]
    rows = project_rows(("甲", "", "晋中开发区", 1, "", ""))
    code, err = told(zoned, capsys, write_workbook(tmp_path / "台账.xlsx", {"项目": rows, "分区": summary}))
    assert code == 0
    assert "〔分区〕" in err
    assert "像是汇总表" in err
    assert projects_in(zoned, capsys) == 1


def test_columns_that_are_not_read_are_said_before_what_is_doubtful_in_cells(
    database: str, capsys: Lines, tmp_path: Path
) -> None:
    headings, code = ("企业名称", "统一社会信用代码"), "91140700MA0000000X"
    doubtful = [headings, *((f"样例企业{n}", f"9114070{n}MA0000000X"[:18]) for n in range(10, 35))]
    sheets = {"甲": doubtful, "乙": [(*headings, "神秘列"), ("样例企业", code, "某事")]}
    err = told(database, capsys, write_workbook(tmp_path / "企业.xlsx", sheets), "--dry-run")[1]
    assert err.startswith("请核对：企业.xlsx〔乙〕A1 表头：没有导入的列：C 列“神秘列”（没有对应的字段），请核对")
    assert "共 26 处要核对" in err


@pytest.mark.parametrize("options", [(), ("--partial",), ("--dry-run",)])
def test_errors_go_back_in_the_ledger_itself_and_come_in_again_once_mended(
    zoned: str, capsys: Lines, tmp_path: Path, options: tuple[str, ...]
) -> None:
    rows = project_rows(("甲", "", "晋中开发区", "约三亿", "", ""), ("乙", "", "晋中开发区", 1, "", ""))
    path, marked = write_workbook(tmp_path / "台账.xlsx", {"项目": rows}), tmp_path / "改错.xlsx"
    code, err = told(zoned, capsys, path, "--errors-to", str(marked), *options)
    assert (code, "已标出 1 处错误" in err) == (0 if "--partial" in options else 1, True)
    book = openpyxl.load_workbook(marked)
    assert "不是金额" in book["项目"]["H3"].value
    book["项目"]["E3"] = 3
    book.save(marked)
    assert told(zoned, capsys, marked)[0] == 0
    assert projects_in(zoned, capsys) == 2


def test_errors_are_never_written_over_the_ledger_itself(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "台账.xlsx", {"项目": project_rows(("甲", "", "晋中开发区", "约", "", ""))})
    before = path.read_bytes()
    code, err = told(zoned, capsys, path, "--errors-to", str(path))
    assert (code, "另起一个文件名" in err, path.read_bytes() == before) == (1, True, True)


def test_a_file_that_cannot_be_read_stops_all_and_is_in_the_document(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    good, bad = str(ledger(tmp_path / "台账.xlsx", 3.5, heading="总投资（亿元）")), str(tmp_path / "坏.xlsx")
    capsys.readouterr()
    assert main(["--db", zoned, "import", good, bad, "--json"]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    (refused,) = [sheet for sheet in document["sheets"] if sheet["sheet"] is None]
    assert (document["applied"], refused["file"], refused["record"]) == (False, "坏.xlsx", None)
    assert refused["why"] == err.strip()
    assert projects_in(zoned, capsys) == 0
    assert main(["--db", zoned, "import", good, bad, "--partial"]) == 0
    assert "没有导入：“坏.xlsx”" in capsys.readouterr().err
    assert projects_in(zoned, capsys) == 1


def test_a_workbook_opens_with_its_password(zoned: str, capsys: Lines, tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = ledger(tmp_path / "台账.xlsx", 3.5, heading="总投资（亿元）")
    with plain.open("rb") as source, (tmp_path / "密.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("2023", target)
    assert "请输入密码" in told(zoned, capsys, tmp_path / "密.xlsx")[1]
    assert told(zoned, capsys, tmp_path / "密.xlsx", "--password", "2023")[0] == 0
    assert projects_in(zoned, capsys) == 1
