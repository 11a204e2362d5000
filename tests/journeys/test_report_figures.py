"""The two work reports worked out again: each printed number from the sample's records, through the command line."""

from __future__ import annotations

import csv
import json
import shlex
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.report_figures import FIRST_THREE, FOURTH, JINZHONG, OCTOBER, PRINTED, TAIYUAN, Printed, cell
from zonedesk.cli import main

CHECK_LIST = Path(__file__).resolve().parents[3] / "shared" / "domain" / "figures.csv"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Run a command on a sample and return its JSON document; each command runs once."""
    folder, answers = tmp_path_factory.mktemp("samples"), {}

    def run(capsys: Any, sample: str, command: str) -> dict[str, Any]:
        database = folder / f"{sample}.db"
        if not database.exists():
            assert main(["--db", str(database), "init", "--sample", sample]) == 0
        if (sample, command) not in answers:
            capsys.readouterr()
            assert main(["--db", str(database), *shlex.split(command), "--json"]) == 0
            answers[sample, command] = json.loads(capsys.readouterr().out)
        return answers[sample, command]

    return run


def as_printed(value: Any, printed: str) -> str:
    """Return a value with as many decimals as the report prints, rounded half up; other texts as they are."""
    number = printed.removesuffix("余")
    try:
        decimals = -int(Decimal(number).as_tuple().exponent)
    except ArithmeticError:
        return str(value)
    return f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.id)
def test_a_printed_number_comes_from_the_records(ask, capsys, printed: Printed) -> None:
    document = ask(capsys, printed.sample, printed.command)
    assert as_printed(printed.pick(document), printed.value) == printed.value.removesuffix("余")


@pytest.mark.parametrize(
    ("indicator", "trend"), [("规上工业增加值", "增速连续两月上涨"), ("工业投资", "降幅连续两个月收窄")]
)
def test_the_months_give_the_reports_trend_phrases(ask, capsys, indicator: str, trend: str) -> None:
    assert cell("trend", zone="全市", indicator=indicator)(ask(capsys, JINZHONG, OCTOBER)) == trend


def test_a_reported_total_that_differs_by_rounding_is_said_to(ask, capsys) -> None:
    document = ask(capsys, JINZHONG, FOURTH)
    assert (document["totals"]["investment"], document["reported"]["investment"]) == ("146.43", "146.42")
    assert any("146.42" in note and "146.43" in note and "四舍五入" in note for note in document["notes"])


def test_lower_bounds_are_said_to_be_such(ask, capsys) -> None:
    notes = ask(capsys, TAIYUAN, "figures promotion --year 2023 --month 9")["notes"]
    assert any("下限" in note for note in notes)


def test_the_parts_add_up_to_what_they_are_parts_of(ask, capsys) -> None:
    totals = ask(capsys, JINZHONG, FIRST_THREE)["totals"]
    parts = [Decimal(totals[f"{kind}_investment"]) for kind in ("signing", "start", "commissioning")]
    assert sum(parts) == Decimal(totals["investment"])


@pytest.mark.skipif(not CHECK_LIST.exists(), reason="the list of the reports' numbers is not beside the checkout")
def test_no_printed_number_is_left_out() -> None:
    with CHECK_LIST.open(encoding="utf-8-sig", newline="") as file:
        listed = [(row["id"], row["value"]) for row in csv.DictReader(file)]
    assert [(printed.id, printed.value) for printed in PRINTED] == listed
