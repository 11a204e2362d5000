"""Every file of the corpus through the command, one after the other: data or a sentence, never a traceback."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import CORPUS
from zonedesk.cli import main

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")

MANIFEST = CORPUS / "MANIFEST.csv"
LINES = MANIFEST.read_text("utf-8").splitlines() if MANIFEST.is_file() else []
FILES = [line["path"] for line in csv.DictReader(LINES)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("corpus") / "ledger.db")
    assert main(["--db", path, "init"]) == 0
    return path


def dry_run(database: str, name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    code = main(["--db", database, "import", "--dry-run", "--json", str(CORPUS / name)])
    out, err = capsys.readouterr()
    return code, json.loads(out), err


@pytest.mark.parametrize("name", FILES)
def test_a_file_ends_in_its_data_or_in_a_sentence(database: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.monotonic()
    code, document, err = dry_run(database, name, capsys)
    assert time.monotonic() - begun < 20
    assert code in (0, 1), err
    assert document["applied"] is False
    assert document["sheets"]
    assert all(sheet["record"] or sheet["why"] for sheet in document["sheets"])
    assert code == 0 or Path(name).name in err


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("codes/uscc_real_valid_dev.csv", 1 + 672), ("divisions/streets_shanxi.csv", 1 + 1352),
        ("ledgers/wind_增发企业名单.xlsx", 1381 + 1), ("workbooks/poi/Excel_file_with_trash_item.xlsx", 680),
        ("workbooks/poi/bug62181.xlsx", 19_456 - 1),  # the last is empty
        ("workbooks/poi/xxe_in_schema.xlsx", 10), ("workbooks/sheetjs/large_strings.xlsx", 27_644),
    ],
)  # fmt: skip
def test_as_many_rows_are_read_as_there_are(name: str, rows: int) -> None:
    from zonedesk.sheets.apart import read_apart

    assert sum(len(grid.cells) for grid in read_apart(CORPUS / name).sheets) == rows
