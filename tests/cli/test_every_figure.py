"""What every figure gives on the command line, on a ledger with records of every kind."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from zonedesk.actions import figures, setup
from zonedesk.cli import main
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, day_words
from zonedesk.store.store import Store

MOST_QUERIES = 20  # a figure asks a few questions, however many rows it has


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("样例") / "台账.db"
    setup.create_sample(path, "jinzhong-2023")
    return path


@pytest.fixture
def run(sample, capsys):
    def run(*arguments):
        code = main(["--db", str(sample), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_one_json_document(run, name):
    code, out, _ = run("figures", name, "--year", 2023, "--json")
    document = json.loads(out)
    assert (code, document["name"], document["title"]) == (0, name, FIGURES[name].title)
    keys = {column["key"] for column in document["columns"]}
    assert len(keys) == len(document["columns"])
    assert document["rows"] and all(set(row) == keys for row in document["rows"])
    cells = [value for row in document["rows"] for value in row.values()]
    assert all(value is None or isinstance(value, str) for value in cells)
    assert document["notes"]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_narrowed_to_a_zone(run, name):
    document = json.loads(run("figures", name, "--year", 2023, "--zone", "祁县经开区", "--json")[1])
    assert document["notes"][0] == "范围：祁县经开区。"
    others = {"太谷经开区", "平遥经开区", "晋中开发区"}
    assert not others & {value for row in document["rows"] for value in row.values()}


@pytest.mark.parametrize(("name", "by"), [(name, by) for name, figure in FIGURES.items() for by in figure.by])
def test_every_way_to_divide_works(run, name, by):
    code, out, _ = run("figures", name, "--year", 2023, "--by", by, "--json")
    assert (code, bool(json.loads(out)["rows"])) == (0, True)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_every_figure_goes_to_a_file(run, tmp_path, name, ending):
    path = tmp_path / f"表{ending}"
    assert run("export", name, "--year", 2023, "--to", path)[0] == 0
    assert path.stat().st_size > 100


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("options", [(), ("--zone", "祁县经开区")])
def test_every_figure_has_a_chart_or_says_that_it_has_none(run, tmp_path, name, options):
    path = tmp_path / "图.png"
    code, _, said = run("chart", name, "--year", 2023, *options, "--to", path)
    assert path.exists() if code == 0 else ("没有图" in said or "还没有可以画的数" in said)
    assert code in (0, 1)


def asked_in_words(name):
    """Give questions to a figure, each with the words that an answer must carry; a way to divide that it has not has none."""
    yield ("--year", 2022), ("2022年",)
    yield ("--year", 2022, "--month", 6), ("2022年", "6月")
    yield ("--as-of", "2022-06-30"), ("2022年", "6月")
    yield ("--event", "2022-2"), ("2022年", "第二次")
    yield ("--zone", "祁县经开区"), ("祁县经开区",)
    for by in sorted({way for figure in FIGURES.values() for way in figure.by} - set(FIGURES[name].by)):
        yield ("--by", by), ("不能这样分",)


@pytest.mark.parametrize(
    ("name", "question", "words"), [(name, *asked) for name in FIGURES for asked in asked_in_words(name)]
)
def test_an_answer_says_what_was_asked_or_the_question_is_refused(run, name, question, words):
    code, out, said = run("figures", name, *question, "--json")
    if code == 1:
        assert said.startswith(FIGURES[name].title)
        return
    document = json.loads(out)
    until = day_words(document["as_of"]) if document["as_of"] else ""
    stated = document["period"] + until + document["notes"][0]
    assert all(word in stated for word in words)


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_asks_the_database_row_by_row(sample, name):
    asked = []
    listener = lambda *arguments: asked.append(arguments[2])  # noqa: E731
    store = Store.open(sample)
    event.listen(Engine, "before_cursor_execute", listener)
    try:
        figures.work_out(store, name, Ask(year=2023))
    finally:
        event.remove(Engine, "before_cursor_execute", listener)
        store.close()
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_ledger_gives_every_figure_and_sentences_for_its_chart(tmp_path, capsys, name):
    path = tmp_path / "空.db"
    Store.create(path).close()
    assert main(["--db", str(path), "figures", name, "--json"]) == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert not any(Decimal(value) for value in totals.values() if value and value.isdecimal())
    assert main(["--db", str(path), "chart", name, "--to", str(tmp_path / "图.png")]) == 1
    said = capsys.readouterr().err
    assert (said.count("\n"), "还没有可以画的数" in said, ".xlsx" in said) == (1, True, False)
