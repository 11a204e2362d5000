from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import make_enterprise, make_entry, make_event, make_project, make_zone
from zonedesk.cli import main
from zonedesk.store.store import Store

Lines = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    assert main(["--db", str(path), "init"]) == 0
    return path


def fill(path: Path) -> None:
    store = Store.open(path)
    zone = make_zone(store, short_name="晋中开发区")
    make_project(store, zone=zone, name="甲项目", investment=Decimal("5977000000"), signed_on="2023-06")
    make_project(store, zone=zone, name="乙项目")
    store.close()


def test_init_makes_an_empty_ledger_and_never_overwrites(database: Path, capsys: Lines) -> None:
    assert main(["--db", str(database), "init"]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_list_gives_rows_by_field_with_links_by_name_and_money_in_yuan(database: Path, capsys: Lines) -> None:
    fill(database)
    capsys.readouterr()
    assert main(["--db", str(database), "list", "project", "--where", "signed_on=2023年6月", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["kind"], document["count"]) == ("project", 1)
    (row,) = document["rows"]
    assert (row["name"], row["zone"], row["investment"], row["signed_on"]) == (
        "甲项目",
        "晋中开发区",
        "5977000000",
        "2023-06",
    )
    assert row["stage"] == "signed"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--find", "jxm"], ["甲项目"]),
        (["--where", "zone=晋中开发区", "--limit", "1"], ["甲项目"]),
        (["--where", "stage=储备"], ["乙项目"]),
        (["--where", "investment=59.77"], ["甲项目"]),
    ],
)
def test_list_finds_and_filters(database: Path, capsys: Lines, options: list[str], names: list[str]) -> None:
    fill(database)
    capsys.readouterr()
    assert main(["--db", str(database), "list", "project", *options, "--json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)["rows"]] == names


def test_check_says_that_a_ledger_is_whole(database: Path, capsys: Lines) -> None:
    fill(database)
    capsys.readouterr()
    assert main(["--db", str(database), "check", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["whole"] is True
    assert document["counts"]["project"] == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["list", "nothing"], "没有“nothing”这种记录"),
        (["list", "project", "--where", "name"], "字段=值"),
        (["list", "project", "--where", "stage_set=飞行"], "不在可选范围"),
        (["nothing"], "命令写法不对"),
        (["list"], "命令写法不对"),
        (["init", "--sample", "nowhere"], "没有样例"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_1(
    database: Path, capsys: Lines, arguments: list[str], sentence: str
) -> None:
    capsys.readouterr()
    assert main(["--db", str(database), *arguments]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert sentence in output.err
    assert len(output.err.strip().splitlines()) == 1


def test_a_missing_ledger_is_not_made_by_reading(tmp_path: Path, capsys: Lines) -> None:
    assert main(["--db", str(tmp_path / "nothing.db"), "list", "zone"]) == 1
    assert "找不到" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_entries_are_found_by_their_project(database: Path, capsys: Lines) -> None:
    store = Store.open(database)
    make_entry(store, make_project(store, name="晋中飞轮项目"), make_event(store))
    store.close()
    capsys.readouterr()
    assert main(["--db", str(database), "list", "batch_entry", "--find", "飞轮", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 1


def test_a_ledger_may_be_named_by_its_address(database: Path, capsys: Lines) -> None:
    assert main(["--db", f"sqlite:///{database}", "check"]) == 0
    assert main(["--db", "postgresql+psycopg://server/ledger", "check"]) == 1
    assert "本机的台账文件" in capsys.readouterr().err


@pytest.mark.parametrize(("encoding", "options"), [("gbk", []), ("ascii", []), ("gbk", ["--json"])])
def test_a_console_that_lacks_a_character_is_no_failure(database: Path, encoding: str, options: list[str]) -> None:
    store = Store.open(database)
    make_enterprise(store, name="样例😀公司")
    store.close()
    command = [sys.executable, "-m", "zonedesk", "--db", str(database), "list", "enterprise", *options]
    run = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False)
    assert run.returncode == 0
    if options:
        assert json.loads(run.stdout.decode("utf-8"))["rows"][0]["name"] == "样例😀公司"
