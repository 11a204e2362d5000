"""The main job from the command line: a city's ledgers in, its summary tables out."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.office import convert, needs_office, needs_poppler, text_of
from zonedesk import paths
from zonedesk.cli import main
from zonedesk.figures import FIGURES

FIRST_THREE = ["--event", "2023-1..2023-3"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("job") / "ledger.db"
    assert main(["--db", str(path), "init"]) == 0
    assert main(["--db", str(path), "import", *ledgers_of_the_city()]) == 0
    return path


def ledgers_of_the_city() -> list[str]:
    folder = paths.resources() / "sample" / "jinzhong-2023"
    return sorted(str(file) for file in folder.iterdir() if file.suffix in (".xlsx", ".csv"))


def asked(database: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["--db", str(database), *arguments, "--json"]) == 0
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_the_figures_say_what_the_report_prints(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    totals = asked(database, capsys, "figures", "three-batches", *FIRST_THREE)["totals"]
    assert (totals["count"], totals["investment"]) == ("210", "723.62")
    shown = [(totals[f"{kind}_count"], totals[f"{kind}_investment"]) for kind in ("signing", "start", "commissioning")]
    assert shown == [("68", "391.93"), ("70", "142.44"), ("72", "189.25")]
    (rates,) = asked(database, capsys, "figures", "three-rates")["rows"]
    assert [rates[f"{name}_rate"] for name in ("start", "commission", "output")] == ["97.99", "52.70", "100.00"]
    teams = asked(database, capsys, "figures", "teams")["totals"]
    assert (teams["leads"], teams["agents"], teams["total"]) == ("51", "275", "326")
    campaigns = asked(database, capsys, "figures", "campaigns")["rows"]
    medicine = [row for row in campaigns if row["campaign"] == "现代医药产业链"]
    assert sum(int(row["projects"]) for row in medicine) == 11
    assert sum(Decimal(row["investment"]) for row in medicine) == Decimal("35.306")


def test_importing_again_changes_nothing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = asked(database, capsys, "import", *ledgers_of_the_city())["sheets"]
    assert sum(sheet["new"] + sheet["changed"] for sheet in sheets) == 0


@pytest.mark.parametrize("name", FIGURES)
def test_each_number_leads_to_its_records(database: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    table = asked(database, capsys, "figures", name, "--unit", "元")
    number = next(column["key"] for column in table["columns"] if column["unit"] not in ("", "%"))
    behind = asked(database, capsys, "records", name, "--row", "1", "--column", number)["rows"]
    assert sum(Decimal(record.get("adds", 1)) for record in behind) == Decimal(table["rows"][0][number])


@needs_office
@pytest.mark.parametrize("name", FIGURES)
def test_libreoffice_adds_the_summary_up_to_the_same(database: Path, tmp_path: Path, name: str) -> None:
    workbook = tmp_path / f"{name}.xlsx"
    assert main(["--db", str(database), "export", name, "--to", str(workbook)]) == 0
    ours = openpyxl.load_workbook(workbook, data_only=True).active
    formulas = [cell for row in openpyxl.load_workbook(workbook).active.iter_rows() for cell in row if is_formula(cell)]
    assert formulas
    bare = without_values(workbook, tmp_path / "bare.xlsx")
    theirs = openpyxl.load_workbook(
        convert(bare, "xlsx:Calc MS Excel 2007 XML", make(tmp_path / "out")), data_only=True
    )
    for cell in formulas:
        assert theirs.active[cell.coordinate].value == pytest.approx(ours[cell.coordinate].value)


def is_formula(cell: object) -> bool:
    return getattr(cell, "data_type", "") == "f"


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def without_values(workbook: Path, target: Path) -> Path:
    """Copy a workbook without the values kept beside its formulas, so that whoever opens it must work them out."""
    copy = openpyxl.load_workbook(workbook)
    copy.save(target)
    with zipfile.ZipFile(target) as archive:
        assert (
            b"<v />" in (sheet := archive.read("xl/worksheets/sheet1.xml")) or b"<v></v>" in sheet or b"<v/>" in sheet
        )
    return target


@needs_poppler
@pytest.mark.parametrize("name", FIGURES)
def test_the_printed_summary_can_be_read_and_searched(database: Path, tmp_path: Path, name: str) -> None:
    printed = tmp_path / f"{name}.pdf"
    assert main(["--db", str(database), "export", name, "--to", str(printed)]) == 0
    text = text_of(printed)
    assert FIGURES[name].title in text
    assert "第1页" in text.replace(" ", "")
    assert "填报单位" in text


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_chart_is_written_in_each_form(database: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"chart.{ending}"
    assert main(["--db", str(database), "chart", "three-batches", "--to", str(target)]) == 0
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[ending]
    assert target.read_bytes().startswith(start)
