from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_campaign, make_enterprise, make_member, make_project, make_team, make_zone
from tests.workbooks import project_rows, write_workbook
from zonedesk.actions.changes import undo
from zonedesk.actions.importing import apply_plan, make_plan, open_workbooks, plan_import
from zonedesk.actions.plan import Plan
from zonedesk.actions.records import list_rows
from zonedesk.errors import Refused, Unreadable
from zonedesk.sheets.recognition import IGNORE, Corrections
from zonedesk.store.query import Query
from zonedesk.store.store import Store

CODE = "2302-140701-04-02-100001"
OTHER = "2302-140701-04-02-100002"
FIRST = ("甲项目", CODE, "晋中开发区", 6.67, "2023.6", "")

Row = Sequence[object]


class Office:
    """A ledger with one zone, and workbooks to bring into it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.zone = make_zone(store, short_name="晋中开发区", name="晋中经济技术开发区")

    def file(self, rows: Sequence[Row], name: str = "台账.xlsx", sheet: str = "Sheet1") -> Path:
        return write_workbook(self.folder / name, {sheet: rows})

    def plan(self, *rows: Row, **options: Any) -> Plan:
        return plan_import(self.store, [self.file(project_rows(*rows))], **options)

    def bring(self, *rows: Row) -> Plan:
        plan = self.plan(*rows)
        apply_plan(self.store, plan)
        return plan

    def all(self, kind: str = "project") -> list[dict[str, Any]]:
        return list_rows(self.store, Query(kind))

    def one(self, kind: str = "project") -> dict[str, Any]:
        (row,) = self.all(kind)
        return row


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path)


def results(plan: Plan) -> list[str]:
    return [row.result for sheet in plan.sheets for row in sheet.rows]


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in plan.errors]


def test_a_new_project_is_made_as_the_row_says(office: Office) -> None:
    assert results(office.bring(FIRST)) == ["new"]
    row = office.one()
    assert (row["name"], row["code"], row["zone"], row["signed_on"]) == ("甲项目", CODE, office.zone, "2023-06")
    assert row["investment"] == Decimal(667000000)
    assert row["land_area_unit"] == "亩"  # what a new record starts with


def test_the_same_file_again_changes_nothing_and_leaves_no_trace(office: Office) -> None:
    office.bring(FIRST)
    plan = office.bring(FIRST)
    assert (results(plan), plan.steps) == (["unchanged"], [])
    assert undo(office.store) is not None
    assert office.all() == []


def test_changes_are_listed_field_by_field_with_their_column(office: Office) -> None:
    office.bring(FIRST)
    plan = office.bring(("甲项目", CODE, "晋中开发区", 7, "2023.6", "延期"))
    changes = [(c.field, c.old, c.new, c.column) for c in plan.sheets[0].rows[0].changes]
    assert changes == [("investment", Decimal(667000000), Decimal(700000000), 4), ("remark", None, "延期", 6)]
    assert office.one()["version"] == 2


@pytest.mark.parametrize(
    ("unit", "heading"),
    [
        ("单位：万美元", "总投资"),
        ("", "总投资（万美元）"),
        ("单位：亿元", "总投资（折合人民币万元）"),
        ("单位：十万元", "总投资"),
    ],
)
def test_an_unknown_unit_of_money_stops_the_sheet(office: Office, unit: str, heading: str) -> None:
    rows = [
        ("重点项目台账",),
        (unit,),
        ("项目名称", "所属开发区", heading),
        ("甲项目", "晋中开发区", 100),
        ("合计", "", "5亿元"),
    ]
    plan = plan_import(office.store, [office.file(rows)])
    cell, message = told(plan)[0]
    assert cell == "C3" and "不认识" in message and "百万元" in message
    assert (plan.steps, plan.sheets[0].totals) == ([], [])


@pytest.mark.parametrize("unit", ["单位：百万元", "单位：人民币百万元"])
def test_millions_are_read_exactly(office: Office, unit: str) -> None:
    rows = [("重点项目台账",), (unit,), ("项目名称", "所属开发区", "总投资"), ("甲项目", "晋中开发区", 12.5)]
    apply_plan(office.store, plan_import(office.store, [office.file(rows)]))
    assert office.one()["investment"] == 12_500_000


@pytest.mark.parametrize(("between", "errors"), [("单位：万元", ["A4"]), ("单位：亿元", [])])
def test_a_unit_line_among_the_rows_is_no_note(store: Store, tmp_path: Path, between: str, errors: list[str]) -> None:
    make_zone(store, short_name="介休经开区")
    rows = [
        ("单位：亿元",),
        ("项目名称", "所属开发区", "总投资"),
        ("甲一", "介休经开区", 5),
        (between,),
        ("乙一", "介休经开区", 60),
    ]
    plan = plan_import(store, [write_workbook(tmp_path / "项目.xlsx", {"项目": rows})])
    assert [problem.cell for problem in plan.errors] == errors


def test_blank_cells_never_erase(office: Office) -> None:
    office.bring(FIRST)
    assert results(office.bring(("甲项目", "", "晋中开发区", 6.67, "—", "无"))) == ["unchanged"]
    assert (office.one()["code"], office.one()["signed_on"]) == (CODE, "2023-06")


@pytest.mark.parametrize(
    ("kept", "read", "result"),
    [
        ("2023.6", "2023", "unchanged"),
        ("2023年6月30日", "2023.6", "unchanged"),
        ("2023.6", "2023/6/30", "changed"),
        ("2023.6", "2023.7", "changed"),
    ],
)
def test_a_coarser_date_that_agrees_is_no_change(office: Office, kept: str, read: str, result: str) -> None:
    office.bring((*FIRST[:4], kept, ""))
    assert results(office.bring((*FIRST[:4], read, ""))) == [result]


def test_a_project_is_matched_by_code_or_by_zone_and_name(office: Office) -> None:
    office.bring(FIRST)
    by_name = ("甲 项目", "", "晋中经济技术开发区", 6.67, "", "")
    by_code = ("甲项目一期", CODE, "晋中开发区", 6.67, "", "")
    assert results(office.bring(by_name)) == ["unchanged"]
    plan = office.bring(by_code)
    assert results(plan) == ["changed"]
    assert "甲项目" in plan.warnings[0].message
    assert office.one()["name"] == "甲项目一期"


def test_the_same_project_twice_with_different_amounts_is_an_error_at_the_second(office: Office) -> None:
    plan = office.plan(FIRST, ("甲项目", CODE, "晋中开发区", 5.16, "2023.6", ""))
    ((cell, message),) = told(plan)
    assert cell == "E4"
    assert "第 3 行" in message
    assert "6.67" in message
    with pytest.raises(Refused, match="E4"):
        apply_plan(office.store, plan)
    assert office.all() == []


def test_the_same_row_twice_counts_once_and_is_noted(office: Office) -> None:
    plan = office.bring(FIRST, FIRST)
    assert results(plan) == ["new", "unchanged"]
    assert "重复" in plan.warnings[0].message
    assert len(office.all()) == 1


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("", CODE, "晋中开发区", 1, "", ""), "B3", "请填写项目名称"),
        (("甲项目", CODE, "", 1, "", ""), "D3", "请填写"),
        (("甲项目", CODE, "晋中开发区", "约三亿", "", ""), "E3", "不是金额"),
        (("甲项目", CODE, "晋中开发区", -1, "", ""), "E3", "不能小于"),
        (("甲项目", CODE, "晋中开发区", 1, "2023.13", ""), "F3", "13 月"),
        (("甲项目", CODE, "晋中开发区", 1, "2023年2月30日", ""), "F3", "只有 28 天"),
        (("甲项目", CODE, "晋中开发区", 1, "6月30日", ""), "F3", "没有年份"),
        (("甲项目", "2.30814E+17", "晋中开发区", 1, "", ""), "C3", "科学计数"),
        (("甲项目", CODE, "晋中开发区", "#REF!", "", ""), "E3", "公式"),
        (("甲项目", CODE, "太原综改区", 1, "", ""), "D3", "太原综改区"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell_and_nothing_is_changed(
    office: Office, row: Row, cell: str, words: str
) -> None:
    plan = office.plan(row, ("乙项目", OTHER, "晋中开发区", 2, "", ""))
    ((place, message),) = told(plan)
    assert place == cell
    assert words in message
    assert results(plan) == ["error", "new"]
    with pytest.raises(Refused, match="台账没有改动"):
        apply_plan(office.store, plan)
    assert office.all() == []


def test_partial_takes_the_good_rows(office: Office) -> None:
    plan = office.plan(("甲项目", CODE, "晋中开发区", "约三亿", "", ""), ("乙项目", OTHER, "晋中开发区", 2, "", ""))
    done = apply_plan(office.store, plan, partial=True)
    assert (done.new, done.left_out) == (1, 1)
    assert office.one()["name"] == "乙项目"


def test_a_date_before_another_is_an_error_at_its_cell(office: Office) -> None:
    make_project(office.store, zone=office.zone, name="甲项目", code=CODE, started_on="2022-05-30")
    ((cell, message),) = told(office.plan(FIRST))
    assert cell == "F3"  # the day of signing: the ledger has no column for that of starting
    assert "早于" in message


def test_unknown_zones_are_collected_and_made_when_wished(office: Office) -> None:
    rows = (("甲项目", CODE, "太原综改区", 1, "", ""), ("乙项目", OTHER, "太原综改区", 1, "", ""))
    assert office.plan(*rows).missing_zones == ["太原综改区"]
    plan = office.plan(*rows, create_zones=True)
    assert plan.errors == []
    apply_plan(office.store, plan)
    made = next(zone for zone in office.all("zone") if zone["name"] == "太原综改区")
    assert (made["short_name"], made["level"], made["kind"]) == ("太原综改区", "provincial", "industrial")
    assert {row["zone"] for row in office.all()} == {made["id"]}


def test_a_zone_for_rows_in_error_alone_is_not_made(office: Office) -> None:
    plan = office.plan(("甲项目", CODE, "太原综改区", "约三亿", "", ""), create_zones=True)
    apply_plan(office.store, plan, partial=True)
    assert len(office.all("zone")) == 1


def test_a_wrong_check_digit_is_a_warning_that_does_not_stop(office: Office) -> None:
    path = office.file([("企业名称", "统一社会信用代码", "所属开发区"), ("甲公司", "91140700MA0K000000", "晋中开发区")])
    plan = plan_import(office.store, [path])
    assert (plan.errors, [problem.cell for problem in plan.warnings]) == ([], ["B2"])
    apply_plan(office.store, plan)
    assert office.one("enterprise")["uscc"] == "91140700MA0K000000"


def test_a_missing_required_column_is_said_once(office: Office) -> None:
    path = office.file([("开发区名称", "简称", "联系电话"), ("甲开发区", "甲区", "1"), ("乙开发区", "乙区", "2")])
    plan = plan_import(office.store, [path])
    assert [problem.heading for problem in plan.errors] == ["级别", "类型"]
    assert results(plan) == ["error", "error"]


def test_a_list_with_few_columns_changes_records_that_exist(office: Office) -> None:
    path = office.file([("开发区名称", "简称", "联系电话"), ("晋中经济技术开发区", "晋中开发区", "0354-1")])
    apply_plan(office.store, plan_import(office.store, [path]))
    assert office.one("zone")["phone"] == "0354-1"


def test_the_code_of_one_project_with_the_name_of_another_is_an_error(office: Office) -> None:
    office.bring(FIRST, ("乙项目", OTHER, "晋中开发区", 2, "", ""))
    ((cell, message),) = told(office.plan(("乙项目", CODE, "晋中开发区", 2, "", "")))
    assert cell == "B3"
    assert "对不上" in message


def test_a_plan_holds_only_for_the_ledger_it_was_made_for(office: Office) -> None:
    plan = office.plan(FIRST)
    make_zone(office.store)
    with pytest.raises(Refused, match="重新核对"):
        apply_plan(office.store, plan)
    assert office.all() == []


def test_an_import_is_backed_up_before_and_undone_in_one_step(office: Office) -> None:
    plan = office.plan(FIRST, ("乙项目", OTHER, "晋中开发区", 2, "", ""))
    done = apply_plan(office.store, plan)
    assert done.backup is not None
    assert done.backup.exists()
    assert undo(office.store)
    assert office.all() == []


def test_corrections_change_what_the_plan_does(office: Office) -> None:
    workbooks = open_workbooks([office.file(project_rows(("甲项目", CODE, "晋中开发区", "约三亿", "", "")))])
    mended = Corrections(cells={(3, 4): "3"}, units={4: "亿元"})
    plan = make_plan(office.store, workbooks, {("台账.xlsx", "Sheet1"): mended})
    assert (plan.errors, plan.steps[0].values["investment"]) == ([], Decimal(300000000))
    left_out = make_plan(office.store, workbooks, {("台账.xlsx", "Sheet1"): Corrections(kind=IGNORE)})
    assert (left_out.steps, left_out.sheets[0].record) == ([], None)


def test_a_file_without_any_known_heading_is_refused_with_its_sheet(office: Office) -> None:
    path = office.file([("说明",), ("一", "二")], name="说明.xlsx", sheet="填表说明")
    with pytest.raises(Unreadable, match=r"说明\.xlsx.*填表说明.*没有认出表头"):
        plan_import(office.store, [path])


def test_people_of_one_name_with_different_telephones_are_two(office: Office) -> None:
    team = make_team(office.store, office.zone, name="队伍")
    make_member(office.store, team, name="张三", phone="13900000001")
    rows = [
        ("晋中开发区花名册",),
        ("姓名", "类别", "联系电话"),
        ("张三", "领办员", "13900000002"),
        ("张三", "代办员", "13900000001"),
    ]
    plan = plan_import(office.store, [office.file(rows)])
    assert results(plan) == ["new", "unchanged"]


def test_a_team_is_made_for_the_zone_that_the_sheet_names(office: Office) -> None:
    rows = [("晋中开发区领办代办队伍花名册",), ("姓名", "类别", "联系电话"), ("张三", "领办员", "13900000002")]
    apply_plan(office.store, plan_import(office.store, [office.file(rows)]))
    team = office.one("service_team")
    assert (team["name"], team["zone"]) == ("晋中开发区审批服务队伍", office.zone)
    assert office.one("team_member")["team"] == team["id"]


def test_an_investor_is_made_once_from_its_name(office: Office) -> None:
    rows = [
        ("项目名称", "所属开发区", "总投资", "建设单位"),
        ("甲", "晋中开发区", 1, "甲公司"),
        ("乙", "晋中开发区", 1, "甲公司"),
    ]
    apply_plan(office.store, plan_import(office.store, [office.file(rows)]))
    assert {row["enterprise"] for row in office.all()} == {office.one("enterprise")["id"]}


def test_lines_of_a_campaign_link_to_projects_and_enterprises_that_exist_and_make_none(office: Office) -> None:
    project = make_project(office.store, zone=office.zone, name="甲项目")
    company = make_enterprise(office.store, name="甲公司")
    campaign = make_campaign(office.store, name="两不一欠")
    rows = [
        ("“两不一欠”专项行动工作台账",),
        ("开发区", "问题（任务、项目、企业）", "类别", "投资额（万元）"),
        ("晋中开发区", "甲项目", "项目", 100),
        ("晋中开发区", "甲公司", "企业", ""),
        ("晋中开发区", "没有的项目", "项目", 200),
    ]
    path = office.file(rows)
    apply_plan(office.store, plan_import(office.store, [path]))
    items = {row["description"]: row for row in office.all("campaign_item")}
    assert {row["campaign"] for row in items.values()} == {campaign}
    assert (items["甲项目"]["project"], items["甲公司"]["enterprise"]) == (project, company)
    assert (items["没有的项目"]["project"], items["没有的项目"]["investment"]) == (None, Decimal(2000000))
    assert len(office.all()) == 1
    assert plan_import(office.store, [path]).steps == []


class Enough(Exception):
    pass


def test_who_is_told_of_the_progress_may_end_it(office: Office) -> None:
    told_words: list[str] = []

    def stop(words: str) -> None:
        told_words.append(words)
        if "写入" in words:
            raise Enough

    workbooks = open_workbooks([office.file(project_rows(FIRST))])
    plan = make_plan(office.store, workbooks, progress=stop)
    with pytest.raises(Enough):
        apply_plan(office.store, plan, progress=stop)
    assert any("台账.xlsx〔Sheet1〕" in words for words in told_words)
    assert office.all() == []


def test_what_a_project_was_called_before_finds_it_no_longer(office: Office) -> None:
    office.bring(FIRST)
    renamed = ("甲项目一期", CODE, "晋中开发区", 6.67, "", "")
    plan = office.plan(renamed, ("甲项目", OTHER, "晋中开发区", 2, "", ""))
    assert (results(plan), plan.errors) == (["changed", "new"], [])


def test_two_files_of_one_name_are_refused(office: Office) -> None:
    (office.folder / "夹").mkdir()
    one = office.file(project_rows(FIRST))
    two = write_workbook(office.folder / "夹" / "台账.xlsx", {"表": project_rows(FIRST)})
    with pytest.raises(Unreadable, match="同名"):
        plan_import(office.store, [one, two])


def test_nothing_is_made_for_a_sheet_whose_zone_is_unknown(office: Office) -> None:
    rows = [("祁县经开区领办代办队伍花名册",), ("姓名", "类别", "联系电话"), ("张三", "领办员", "13900000002")]
    plan = plan_import(office.store, [office.file(rows)])
    assert (plan.missing_zones, plan.steps, results(plan)) == (["祁县经开区"], [], ["error"])
    assert "祁县经开区" in plan.errors[0].message


def test_a_hundred_changed_rows_keep_their_old_values_in_the_history(office: Office) -> None:
    many = [(f"项目{n}", "", "晋中开发区", n + 1, "2023", "") for n in range(100)]
    office.bring(*many)
    plan = office.bring(*((*row[:4], "2023.5", "") for row in many))
    assert plan.count("changed") == 100
    undo(office.store)
    assert {row["signed_on"] for row in office.all()} == {"2023"}
