"""What holds for the whole project: lazy imports, short files that speak of it alone, and a Qt that counts right."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SLOW = ("sqlalchemy", "matplotlib", "openpyxl", "python_calamine", "pypinyin")
# Spelled in parts so that this file does not find itself.
ELSEWHERE = re.compile(
    b"|".join([rb"(?<![\w.])/" + rb"work/", rb"pypi\." + b"org", rb"python" + rb"hosted\.", rb"registry\." + rb"npm"])
)


def project_files():
    folders = (".ci", "db", "docs", "packaging", "resources", "tests", "zonedesk")
    inside = (path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)
    return [path for path in (*ROOT.iterdir(), *inside) if path.is_file()]


def test_no_file_names_a_place_outside_the_project():
    found = [path.relative_to(ROOT) for path in project_files() if ELSEWHERE.search(path.read_bytes())]
    assert found == []


def test_the_window_is_imported_without_the_slow_modules():
    code = f"import sys, zonedesk.app; print([name for name in {SLOW} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


@pytest.mark.parametrize("other", ["逾" + "期", "待" + "报"])
def test_one_word_stands_for_one_thing(other):
    """What is past its day is 超期, what is not reported 缺报, on every page and in every figure."""
    found = [path.relative_to(ROOT) for path in (ROOT / "zonedesk").rglob("*.py") if other in path.read_text("utf-8")]
    assert found == []


def test_every_package_travels_in_the_wheel():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "zonedesk").rglob("__init__.py")}
    assert found == set(listed) - {"zonedesk._resources", "zonedesk._db"}


def long_functions(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        is_table = len(node.body) <= 2  # a docstring and one statement may be as long as they are
        if not is_table and node.end_lineno - node.lineno >= 40:
            yield f"{path.name}: {node.name}"


def test_a_file_is_read_in_one_sitting_and_a_function_without_scrolling():
    files = sorted((ROOT / "zonedesk").rglob("*.py"))
    assert [path.name for path in files if path.read_text("utf-8").count("\n") > 400] == []
    assert [name for path in files for name in long_functions(path)] == []


def set_model(qtbot):
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QTableView

    view, model = QTableView(), QStandardItemModel()
    qtbot.addWidget(view)
    return lambda: (view.setModel(model), model)


def set_item(qtbot):
    from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    return lambda: table.setItem(0, 0, QTableWidgetItem("1"))


def set_parent(qtbot):
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    return lambda: widget.setParent(None)


# One PySide6 release lost a reference to None at each of these calls, until the process aborted.
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
@pytest.mark.parametrize("prepare", [set_model, set_item, set_parent])
def test_qt_keeps_its_references_to_none(qtbot, prepare):
    call, times = prepare(qtbot), 1000
    call()
    before = sys.getrefcount(None)
    for _ in range(times):
        call()
    assert before - sys.getrefcount(None) < times // 10
