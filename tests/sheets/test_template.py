from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.builders import make_member, make_projects, make_team, make_zone
from zonedesk.actions.importing import plan_import
from zonedesk.actions.templates import write_for_each_zone, write_template
from zonedesk.errors import Mendable
from zonedesk.records import KINDS
from zonedesk.sheets import template
from zonedesk.store.store import Store

LEDGERS = [kind for kind, record in KINDS.items() if not record.attached]


@pytest.fixture
def store(tmp_path: Path):
    made = Store.create(tmp_path / "ledger.db")
    yield made
    made.close()


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_blank_ledger_brings_nothing(store: Store, tmp_path: Path, kind: str) -> None:
    write_template(store, kind, tmp_path / "空白表.xlsx")
    plan = plan_import(store, [tmp_path / "空白表.xlsx"])
    assert [sheet.record for sheet in plan.sheets] == [kind]
    assert (plan.sheets[0].rows, plan.errors, plan.warnings) == ([], [], [])
    assert {row.row: row.why for row in plan.sheets[0].recognition.ignored}[template.EXAMPLE_ROW] == "样例行"


def test_choices_flags_and_zones_drop_down(store: Store, tmp_path: Path) -> None:
    make_zone(store, short_name="祁县经开区")
    path = tmp_path / "空白表.xlsx"
    write_template(store, "project", path, "万元")
    book = openpyxl.load_workbook(path)
    sheet, words = book.worksheets
    assert words.sheet_state == "hidden"
    headings = {cell.value: cell for cell in sheet[template.HEADING_ROW]}
    assert "总投资（万元）" in headings
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list":
            continue
        first = rule.formula1.rpartition("!")[2].replace("$", "")
        place = openpyxl.utils.range_boundaries(str(rule.sqref))[0]
        offered[sheet.cell(template.HEADING_ROW, place).value] = [cell.value for (cell,) in words[first]]
    assert offered["承诺制"] == ["是", "否"]
    assert offered["开发区*"] == ["祁县经开区"]


def test_a_note_says_how_to_fill_a_column(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    write_template(store, "promotion", path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    notes = {cell.value: cell.comment.text for cell in sheet[template.HEADING_ROW] if cell.comment}
    assert notes["活动名称*"] == "必填"
    assert "2023-06" in notes["开始"]
    assert notes["开发区"].startswith("市级活动留空")


def test_codes_and_dates_are_text_so_that_no_digit_is_lost(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    write_template(store, "enterprise", path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    below = {cell.value: sheet.cell(template.FIRST_ROW, cell.column) for cell in sheet[template.HEADING_ROW]}
    assert below["统一社会信用代码"].number_format == "@"


def test_what_has_no_blank_ledger_says_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Mendable, match="没有空白表"):
        write_template(store, "attachment", tmp_path / "x.xlsx")
    with pytest.raises(Mendable, match=r"\.xlsx 结尾"):
        write_template(store, "project", tmp_path / "x.csv")
    assert not list(tmp_path.glob("x.*"))


def test_title_headings_and_example_are_protected_and_the_rest_is_not(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    write_template(store, "project", path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    locked = [
        sheet.cell(row, 2).protection.locked for row in (template.HEADING_ROW, template.EXAMPLE_ROW, template.FIRST_ROW)
    ]
    assert (sheet.protection.sheet, sheet.protection.insertRows, locked) == (True, False, [True, True, False])
    assert sheet.protection.password is None


def test_numbers_below_nothing_are_asked_about(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    write_template(store, "project", path)
    rules = [
        rule
        for rule in openpyxl.load_workbook(path).worksheets[0].data_validations.dataValidation
        if rule.type == "decimal"
    ]
    assert {(rule.operator, rule.formula1, rule.errorStyle) for rule in rules} == {
        ("greaterThanOrEqual", "0", "warning")
    }


def test_a_ledger_handed_to_a_zone_holds_its_records_and_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    zone, other = make_zone(store, short_name="祁县经开区"), make_zone(store)
    make_projects(store, 3, zone, land_area=Decimal("1.5"), land_area_unit="公顷", remark="=1+1")
    make_projects(store, 2, other)
    path = tmp_path / "祁县.xlsx"
    write_template(store, "project", path, "万元", zone="祁县经开区")
    plan = plan_import(store, [path])
    assert ([plan.count(result) for result in ("new", "changed", "unchanged")], [*plan.errors, *plan.warnings]) == (
        [0, 0, 3],
        [],
    )
    book = openpyxl.load_workbook(path)
    headings = {cell.value: cell.column for cell in book.worksheets[0][template.HEADING_ROW]}
    book.worksheets[0].cell(template.FIRST_ROW, headings["总投资（万元）"]).value = 5
    book.save(path)
    plan = plan_import(store, [path])
    assert [[change.field for change in row.changes] for row in plan.sheets[0].rows] == [["investment"], [], []]


def test_what_hangs_on_a_zones_records_is_handed_to_it(store: Store, tmp_path: Path) -> None:
    zone = make_zone(store, short_name="祁县经开区")
    make_member(store, make_team(store, zone), name="张三")
    make_member(store, make_team(store, make_zone(store)), name="李四")
    write_template(store, "team_member", tmp_path / "人员.xlsx", zone="祁县经开区")
    sheet = openpyxl.load_workbook(tmp_path / "人员.xlsx").worksheets[0]
    assert [sheet.cell(row, 2).value for row in range(template.FIRST_ROW, template.FIRST_ROW + 2)] == ["张三", None]


def test_each_zone_gets_a_file_of_its_own(store: Store, tmp_path: Path) -> None:
    for name in ("祁县经开区", "平遥/经开区"):
        make_zone(store, short_name=name)
    written = write_for_each_zone(store, "project", tmp_path / "发各区")
    assert sorted(path.name for path in written) == ["平遥经开区项目台账.xlsx", "祁县经开区项目台账.xlsx"]
