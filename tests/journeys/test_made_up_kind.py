"""What a kind of record gets from one class of fields: everything that the program's own kinds have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.builders import add, make_zone
from tests.journeys.greenhouses import Greenhouse
from tests.office import needs_poppler, text_of
from tests.workbooks import write_workbook
from zonedesk.actions import changes, records
from zonedesk.actions.attaching import attach, attached_to
from zonedesk.actions.exporting import list_table
from zonedesk.actions.finding import find_everywhere
from zonedesk.cli import main
from zonedesk.paper.page import PrintSettings
from zonedesk.paper.print import print_pdf
from zonedesk.records import KINDS
from zonedesk.records.schema import METADATA, TABLES, add_kind
from zonedesk.settings import Settings
from zonedesk.sheets import template
from zonedesk.store.query import Query
from zonedesk.store.store import Store

KIND = Greenhouse.key
COST = Decimal(32_000_000)


@pytest.fixture(scope="module", autouse=True)
def kind() -> Iterator[None]:
    """The program knows the kind while these tests run."""
    table = add_kind(Greenhouse)
    yield
    METADATA.remove(table)
    del KINDS[KIND], TABLES[KIND]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A ledger with the kind's table, as a migration makes it."""
    made = Store.create(tmp_path / "ledger.db")
    with made.change("") as change:
        TABLES[KIND].create(change.connection)
        change.commit()
    yield made
    made.close()


@pytest.fixture
def zone(store: Store) -> str:
    return make_zone(store, short_name="祁县经开区")


@pytest.fixture
def house(store: Store, zone: str) -> str:
    values = {"crop": "tomato", "area": Decimal("12.5"), "cost": COST, "built_on": "2023-06"}
    return add(store, KIND, name="西六支一号棚", zone=zone, **values)


@pytest.fixture
def window(qtbot, store, house, messages):
    """The real window on that ledger."""
    from zonedesk.app import open_window

    opened = open_window(store.path, Settings(year=2023, month=10, theme="light"), messages)
    qtbot.addWidget(opened)
    qtbot.waitUntil(lambda: opened.desk is not None)
    return opened


def type_into(page, field, text):
    """Type as an input method does: the words at once."""
    editor = page.form.editors[field]
    editor.clear()
    typed = QInputMethodEvent("", [])
    typed.setCommitString(text)
    QApplication.sendEvent(editor, typed)


def rows(store: Store) -> list[dict[str, object]]:
    return records.list_rows(store, Query(KIND))


def test_the_navigation_leads_to_its_page(window):
    item = window.navigation.findChild(object, f"nav.{KIND}")
    assert item.text() == "智能温室"
    item.click()
    page = window.stack.currentWidget()
    assert page.objectName() == f"page.{KIND}"
    assert page.list.model.text_at(0, 0) == "西六支一号棚"
    assert page.views._buttons[1].text().startswith("番茄")


def test_its_form_edits_makes_and_refuses(window, store, zone):
    page = window.go(KIND)
    type_into(page, "area", "20")
    assert page.save() and rows(store)[0]["area"] == 20
    page.new({"zone": zone, "zone.caption": "祁县经开区"})
    assert not page.save()
    assert page.form.body.advice_of("name") == "请填写温室名称"
    type_into(page, "name", "西六支二号棚")
    type_into(page, "area", "2000")
    assert not page.save()
    assert page.form.body.advice_of("area") == "面积不能大于 1000，请核对"
    type_into(page, "area", "8")
    assert page.save() and len(rows(store)) == 2


def test_it_is_deleted_and_comes_back(window, store, house, messages):
    page = window.go(KIND)
    messages.answers = ["delete"]
    page.blocks.delete([page.list.current_row()])
    assert rows(store) == []
    window.actions_of_window.all["undo"].trigger()
    assert [row["id"] for row in rows(store)] == [house]


def test_a_ledger_of_it_imports_with_no_mapping(store, zone, tmp_path):
    table = [("智能温室建设情况",), ("单位：万元",), ("序号", "温室名称", "所属开发区", "作物", "造价", "建成时间"),
             (1, "东一棚", "祁县经开区", "辣椒", 3200, "2023.6"), ("合计", "", "", "", 3200, "")]  # fmt: skip
    path = write_workbook(tmp_path / "温室.xlsx", {"Sheet1": table})
    assert main(["--db", str(store.path), "import", str(path)]) == 0
    (made,) = rows(store)
    assert (made["name"], made["zone"], made["crop"], made["cost"], made["built_on"]) == (
        "东一棚", zone, "pepper", COST, "2023-06",
    )  # fmt: skip
    assert main(["--db", str(store.path), "import", str(path)]) == 0
    assert rows(store) == [made]


def test_its_blank_ledger_imports_back(store, zone, tmp_path):
    path = tmp_path / "空白表.xlsx"
    assert main(["--db", str(store.path), "template", KIND, "--to", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    for place, text in enumerate(("南三棚", "祁县经开区", "番茄", "12.5", "0.32", "是", "2023-06", ""), start=2):
        book.worksheets[0].cell(template.FIRST_ROW, place).value = text or None
    book.save(path)
    assert main(["--db", str(store.path), "import", str(path)]) == 0
    (made,) = rows(store)
    assert (made["name"], made["area"], made["cost"], made["heated"]) == ("南三棚", Decimal("12.5"), COST, True)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_it_is_exported(store, house, tmp_path, ending):
    target = tmp_path / f"温室.{ending}"
    assert main(["--db", str(store.path), "export", KIND, "--to", str(target)]) == 0
    if ending == "csv":
        assert "西六支一号棚" in target.read_text("utf-8-sig")
    else:
        cells = [cell.value for row in openpyxl.load_workbook(target).active for cell in row]
        assert "西六支一号棚" in cells and "造价(亿元)" in cells


@pytest.mark.parametrize("typed", ["一号", "xlz", "西六支一号棚"])
def test_it_is_found_by_parts_of_its_name_and_by_initials(store, house, typed):
    (hit,) = find_everywhere(store, typed)
    assert (hit.kind_label, hit.id) == ("智能温室", house)


def test_its_history_is_kept_and_undone(store, house, capsys):
    records.save(store, KIND, house, {"crop": "pepper"})
    newest = records.history_of(store, KIND, house)[0]
    assert (newest.before, newest.after) == ({"crop": "tomato"}, {"crop": "pepper"})
    assert changes.undo(store) == "已撤销：修改智能温室“西六支一号棚”"
    assert rows(store)[0]["crop"] == "tomato"


def test_it_carries_files(store, house, tmp_path):
    (tmp_path / "照片.jpg").write_bytes(b"x")
    attach(store, KIND, house, [tmp_path / "照片.jpg"])
    assert [row["name"] for row in records.list_rows(store, attached_to(KIND, house))] == ["照片.jpg"]
    records.delete(store, KIND, [house])
    assert records.count_rows(store, Query("attachment")) == 0


@needs_poppler
def test_its_list_prints(store, house, tmp_path):
    print_pdf(list_table(store, Query(KIND)), tmp_path / "温室.pdf", PrintSettings(), "亿元")
    assert "智能温室一览表" in text_of(tmp_path / "温室.pdf")


def test_the_command_line_lists_it(store, house, capsys):
    assert main(["--db", str(store.path), "list", KIND, "--where", "crop=番茄", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["count"], document["rows"][0]["zone"]) == (1, "祁县经开区")


def test_the_ledger_with_it_is_whole(store, house, capsys):
    assert main(["--db", str(store.path), "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"][KIND] == 1
