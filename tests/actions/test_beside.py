"""Checks beside other records, and names that follow a renaming: the same through form, paste and import."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import add, make_enterprise, make_member, make_project, make_team, make_zone
from tests.workbooks import write_workbook
from zonedesk.actions import changes, pasting
from zonedesk.actions.importing import apply_plan, plan_import
from zonedesk.actions.pasting import Spot
from zonedesk.actions.records import Edit, count_rows, get, save, save_many, suggestions
from zonedesk.records.record import Row
from zonedesk.store.query import Query
from zonedesk.store.store import Store

NOWHERE = Spot((), ())
CITY = ["全市指标月报"]
READING = ["指标", "年度", "月份", "累计值", "说明"]


@pytest.fixture
def indicator(store: Store) -> str:
    return add(store, "indicator", name="工业投资", unit="亿元", cumulative="total")


def reading(indicator: str, month: int, value: str, **more: object) -> Row:
    return {"indicator": indicator, "year": Decimal(2023), "month": Decimal(month), "value": Decimal(value), **more}


def messages(problems: object) -> list[tuple[str, str]]:
    return [(problem.field, problem.severity) for problem in problems]  # type: ignore[attr-defined]


def test_the_whole_city_has_one_reading_of_a_month(store: Store, indicator: str) -> None:
    made = save(store, "reading", None, reading(indicator, 9, "90"))
    assert made.saved and save(store, "reading", made.id, {"value": Decimal(91)}).saved
    again = save(store, "reading", None, reading(indicator, 9, "92"))
    assert not again.saved and "已有" in again.errors[0].message
    assert save(store, "reading", None, reading(indicator, 9, "92", zone=make_zone(store))).saved
    twice = save_many(store, "reading", [Edit(reading(indicator, 8, "80")), Edit(reading(indicator, 8, "80"))], "填报")
    assert [one.saved for one in twice] == [False, False]


def test_pasting_a_reading_of_the_city_again_changes_nothing(store: Store, indicator: str) -> None:
    block = [CITY, READING, ["工业投资", "2023", "9", "90", ""]]
    pasting.apply(store, pasting.plan(store, "reading", block, NOWHERE))
    again = pasting.plan(store, "reading", block, NOWHERE)
    assert [line.state for line in again.lines] == ["unchanged"]
    assert count_rows(store, Query("reading")) == 1


def test_importing_readings_of_the_city_again_changes_nothing(store: Store, indicator: str, tmp_path: Path) -> None:
    rows = [("全市指标月报",), READING, ("工业投资", 2023, 8, 80, ""), ("工业投资", 2023, 9, 90, "")]
    path = write_workbook(tmp_path / "月报.xlsx", {"Sheet1": rows})
    apply_plan(store, plan_import(store, [path]))
    again = plan_import(store, [path])
    assert [row.result for row in again.sheets[0].rows] == ["unchanged", "unchanged"]
    assert count_rows(store, Query("reading")) == 2


def test_a_fall_is_doubted_in_the_form_unless_a_reason_is_given(store: Store, indicator: str) -> None:
    save(store, "reading", None, reading(indicator, 8, "80"))
    fallen = save(store, "reading", None, reading(indicator, 10, "79"))
    assert fallen.saved and messages(fallen.problems) == [("value", "warning")]
    assert "1—8月" in fallen.problems[0].message
    assert save(store, "reading", fallen.id, {"reason": "核减重复项目"}).problems == ()


def test_an_indicator_of_single_months_may_fall(store: Store) -> None:
    monthly = add(store, "indicator", name="当月用电", unit="万千瓦时", cumulative="month")
    save(store, "reading", None, reading(monthly, 8, "80"))
    assert save(store, "reading", None, reading(monthly, 9, "70")).problems == ()


def test_a_fall_is_doubted_among_rows_saved_together(store: Store, indicator: str) -> None:
    edits = [Edit(reading(indicator, 9, "70")), Edit(reading(indicator, 8, "80"))]
    saved = save_many(store, "reading", edits, "填报")
    assert [messages(one.problems) for one in saved] == [[("value", "warning")], []]


@pytest.mark.parametrize(("reason", "doubts"), [("", ["warning"]), ("核减", [])])
def test_a_fall_is_doubted_when_pasted(store: Store, indicator: str, reason: str, doubts: list[str]) -> None:
    block = [CITY, READING, ["工业投资", "2023", "8", "80", ""], ["工业投资", "2023", "9", "79", reason]]
    planned = pasting.plan(store, "reading", block, NOWHERE)
    assert [problem.severity for problem in planned.lines[1].problems] == doubts


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("核减", 0)])
def test_a_fall_is_doubted_when_imported(store: Store, indicator: str, tmp_path: Path, reason: str, count: int) -> None:
    rows = [("全市指标月报",), READING, ("工业投资", 2023, 9, 79, reason), ("工业投资", 2023, 8, 80, "")]
    plan = plan_import(store, [write_workbook(tmp_path / "月报.xlsx", {"Sheet1": rows})])
    assert len(plan.warnings) == count and not plan.errors


def test_a_value_above_the_next_months_is_doubted_in_the_form(store: Store, indicator: str) -> None:
    save(store, "reading", None, reading(indicator, 2, "3.3"))
    risen = save(store, "reading", None, reading(indicator, 1, "5000"))
    assert risen.saved and [problem.message.partition("。")[0] for problem in risen.problems] == [
        "1月累计 5000，高于 1—2月的 3.3"
    ]


def pasted(store: Store, *rows: tuple[int, str]) -> list[list[str]]:
    block = [CITY, READING, *(["工业投资", "2023", str(month), value, ""] for month, value in rows)]
    lines = pasting.plan(store, "reading", block, NOWHERE).lines
    return [[problem.message.partition("。")[0] for problem in line.problems] for line in lines]


def imported(store: Store, folder: Path, *rows: tuple[int, str]) -> list[str]:
    lines = [("工业投资", 2023, month, value, "") for month, value in rows]
    plan = plan_import(store, [write_workbook(folder / "月报.xlsx", {"Sheet1": [("全市指标月报",), READING, *lines]})])
    return [problem.message.partition("。")[0] for problem in plan.warnings]


def test_a_value_above_the_next_months_is_doubted_when_pasted_and_when_imported(
    store: Store, indicator: str, tmp_path: Path
) -> None:
    for month, value in ((1, "1"), (2, "3.3"), (3, "4")):
        save(store, "reading", None, reading(indicator, month, value))
    risen = "1月累计 5000，高于 1—2月的 3.3"
    assert pasted(store, (1, "5000")) == [[risen]]
    assert pasted(store, (1, "5000"), (2, "3.3")) == [[risen], []]
    assert imported(store, tmp_path, (1, "5000")) == [risen]
    assert imported(store, tmp_path, (2, "3.3"), (1, "5000")) == [risen]


def test_months_that_rise_together_are_not_doubted_and_a_fall_among_them_is_once(
    store: Store, indicator: str, tmp_path: Path
) -> None:
    for month in (1, 2, 3):
        save(store, "reading", None, reading(indicator, month, str(month)))
    for rows in ([(1, "100"), (2, "200"), (3, "300")], [(3, "300"), (2, "200"), (1, "100")]):
        assert pasted(store, *rows) == [[], [], []]
        assert imported(store, tmp_path, *rows) == []
    for rows in ([(1, "300"), (2, "200"), (3, "400")], [(3, "400"), (2, "200"), (1, "300")]):
        fall = ["1—2月累计 200，低于 1月的 300"]
        assert pasted(store, *rows) == [[], fall, []]
        assert imported(store, tmp_path, *rows) == fall


def test_a_month_pasted_over_another_names_the_one_that_has_it(store: Store, indicator: str) -> None:
    made = [save(store, "reading", None, reading(indicator, month, str(month))).id for month in (1, 2)]
    (line,) = pasting.plan(store, "reading", [["1"]], Spot(("month",), (made[1],))).lines
    assert [problem.message for problem in line.errors] == [
        "已有开发区、指标、年度、月份相同的月度数据“全市 工业投资 2023年1月”，请核对"
    ]


def milestones(store: Store, project: str, **after: str) -> dict[str, str]:
    return {name: add(store, "milestone", project=project, name=name, after=before or None)
            for name, before in after.items()}  # fmt: skip


def test_predecessors_in_a_circle_are_refused_in_the_form(store: Store) -> None:
    project = make_project(store)
    made = milestones(store, project, 立项="", 用地="立项", 开工="用地")
    circle = save(store, "milestone", made["立项"], {"after": "开工"})
    assert not circle.saved and messages(circle.errors) == [("after", "error")]
    assert "立项 → 用地 → 开工 → 立项" in circle.errors[0].message
    assert messages(save(store, "milestone", made["立项"], {"after": "立项"}).errors) == [("after", "error")]


def test_a_circle_made_by_rows_saved_together_is_refused(store: Store) -> None:
    made = milestones(store, make_project(store), 立项="", 用地="")
    edits = [Edit({"after": "用地"}, made["立项"]), Edit({"after": "立项"}, made["用地"])]
    assert not any(one.saved for one in save_many(store, "milestone", edits, "修改"))


def test_a_circle_that_one_of_the_rows_saved_together_opens_is_none(store: Store) -> None:
    made = milestones(store, make_project(store), 立项="", 用地="立项")
    edits = [Edit({"after": "用地"}, made["立项"]), Edit({"after": None}, made["用地"])]
    assert all(one.saved for one in save_many(store, "milestone", edits, "修改"))


def test_another_project_s_milestones_make_no_circle(store: Store) -> None:
    one, other = make_project(store), make_project(store)
    milestones(store, one, 立项="", 用地="立项")
    assert save(store, "milestone", None, {"project": other, "name": "立项", "after": "用地"}).saved


def test_a_circle_is_refused_when_pasted_and_when_imported(store: Store, tmp_path: Path) -> None:
    make_project(store, name="甲项目")
    rows = [["项目", "节点名称", "前置节点"], ["甲项目", "立项", "用地"], ["甲项目", "用地", "立项"]]
    planned = pasting.plan(store, "milestone", rows, NOWHERE)
    assert "error" in [line.state for line in planned.lines]
    plan = plan_import(store, [write_workbook(tmp_path / "节点.xlsx", {"Sheet1": [("进度节点",), *rows]})])
    assert any("绕成了一圈" in problem.message for problem in plan.errors)


def test_a_predecessor_that_is_not_there_is_doubted(store: Store) -> None:
    saved = save(store, "milestone", None, {"project": make_project(store), "name": "开工", "after": "环评"})
    assert saved.saved and messages(saved.problems) == [("after", "warning")]


def test_a_renamed_chain_is_followed_by_the_texts_that_name_it_and_undo_brings_both_back(store: Store) -> None:
    chain = add(store, "chain", name="医药")
    project = make_project(store, chain="医药")
    firm = make_enterprise(store, chains="装备、医药、医药材料")
    save(store, "chain", chain, {"name": "现代医药"})
    assert get(store, "project", project)["chain"] == "现代医药"
    assert get(store, "enterprise", firm)["chains"] == "装备、现代医药、医药材料"
    changes.undo(store)
    assert get(store, "chain", chain)["name"] == "医药"
    assert get(store, "project", project)["chain"] == "医药"
    assert get(store, "enterprise", firm)["chains"] == "装备、医药、医药材料"
    changes.redo(store)
    assert get(store, "project", project)["chain"] == "现代医药"


def test_a_renamed_milestone_is_followed_within_its_project_alone(store: Store) -> None:
    one, other = make_project(store), make_project(store)
    here, there = milestones(store, one, 立项="", 开工="立项"), milestones(store, other, 立项="", 开工="立项")
    save(store, "milestone", here["立项"], {"name": "备案"})
    assert get(store, "milestone", here["开工"])["after"] == "备案"
    assert get(store, "milestone", there["开工"])["after"] == "立项"


def test_a_renamed_person_is_followed_in_the_trainings_of_the_team(store: Store) -> None:
    team, other = make_team(store, make_zone(store)), make_team(store, make_zone(store))
    member = make_member(store, team, name="张三")
    trainings = [
        add(store, "training", topic="赋权", team=t, held_on="2023-05", members="张三、李四") for t in (team, other)
    ]
    save(store, "team_member", member, {"name": "张三丰"})
    assert [get(store, "training", t)["members"] for t in trainings] == ["张三丰、李四", "张三、李四"]


def test_a_name_with_the_signs_of_a_pattern_renames_only_itself(store: Store) -> None:
    chain = add(store, "chain", name="a_c%")
    other = make_project(store, chain="abc%")
    save(store, "chain", chain, {"name": "新链"})
    assert get(store, "project", other)["chain"] == "abc%"


def test_names_to_choose_from_are_those_in_use_and_those_on_record(store: Store) -> None:
    add(store, "chain", name="现代医药")
    make_project(store, chain="煤化工")
    assert suggestions(store, "project", "chain") == ["煤化工", "现代医药"]


def test_a_name_is_followed_however_it_is_spaced(store: Store) -> None:
    made = milestones(store, make_project(store), **{"桩 基": "", "上部": "桩基、围挡"})
    save(store, "milestone", made["桩 基"], {"name": "桩基础"})
    assert get(store, "milestone", made["上部"])["after"] == "桩基础、围挡"


def test_what_moves_to_another_project_takes_no_name_with_it(store: Store) -> None:
    made = milestones(store, make_project(store), 立项="", 开工="立项")
    save(store, "milestone", made["立项"], {"project": make_project(store), "name": "备案"})
    assert get(store, "milestone", made["开工"])["after"] == "立项"


def test_a_name_that_two_people_of_a_team_bear_is_nobody_s_to_change(store: Store) -> None:
    team = make_team(store, make_zone(store))
    first, second = make_member(store, team, name="张三"), make_member(store, team, name="张 三")
    training = add(store, "training", topic="赋权", team=team, held_on="2023-05", members="张三、李四")
    save(store, "team_member", first, {"name": "张三丰"})
    assert get(store, "training", training)["members"] == "张三、李四"
    save(store, "team_member", second, {"name": "张三立"})  # now it is the only one
    assert get(store, "training", training)["members"] == "张三立、李四"


def test_names_changed_together_are_followed_together(store: Store) -> None:
    made = milestones(store, make_project(store), 甲="", 乙="甲", 丙="甲、乙")
    with store.change("改名") as change:
        change.update_many("milestone", {made["甲"]: {"name": "乙"}, made["乙"]: {"name": "甲"}})
        change.commit()
    assert [get(store, "milestone", made[name])["after"] for name in ("乙", "丙")] == ["乙", "乙、甲"]
    changes.undo(store)
    assert [get(store, "milestone", made[name])["after"] for name in ("乙", "丙")] == ["甲", "甲、乙"]


def test_a_name_in_a_field_of_one_is_followed_as_a_whole(store: Store) -> None:
    town = add(store, "town", name="玻璃、陶瓷镇", level="city")
    project, other = make_project(store, town="玻璃、陶瓷镇"), make_project(store, town="玻璃")
    save(store, "town", town, {"name": "玻陶镇"})
    assert [get(store, "project", one)["town"] for one in (project, other)] == ["玻陶镇", "玻璃"]


@pytest.mark.parametrize(
    ("kind", "name"), [("chain", "新能源、新材料产业链"), ("milestone", "桩基;土方"), ("team_member", "张三，李四")]
)
def test_a_name_that_would_read_as_two_is_refused_at_its_field(store: Store, kind: str, name: str) -> None:
    team = make_team(store, make_zone(store))
    more = {"milestone": {"project": make_project(store)}, "team_member": {"team": team, "role": "agent"}}
    saved = save(store, kind, None, {"name": name, **more.get(kind, {})})
    assert not saved.saved and messages(saved.errors) == [("name", "error")]
    assert "请换成" in saved.errors[0].message


def test_a_name_that_would_read_as_two_is_refused_when_pasted_and_when_imported(store: Store, tmp_path: Path) -> None:
    rows = [["产业链名称", "级别"], ["新能源、新材料产业链", "市级"]]
    (line,) = pasting.plan(store, "chain", rows, NOWHERE).lines
    assert messages(line.errors) == [("name", "error")]
    plan = plan_import(store, [write_workbook(tmp_path / "链.xlsx", {"Sheet1": [("产业链一览",), *rows]})])
    assert [problem.heading for problem in plan.errors] == ["产业链名称"]


def test_a_name_that_stands_alone_may_have_any_sign(store: Store) -> None:
    assert save(store, "town", None, {"name": "玻璃、陶瓷镇", "level": "city"}).saved


def test_two_copies_of_a_change_of_many_are_taken_back_whole(store: Store) -> None:
    chain = add(store, "chain", name="医药")
    projects = [make_project(store, chain="医药") for _ in range(3)]
    save(store, "chain", chain, {"name": "现代医药"})
    for way, name in ((changes.undo, "医药"), (changes.redo, "现代医药"), (changes.undo, "医药")):
        way(store)
        assert {get(store, "project", project)["chain"] for project in projects} == {name}
        assert count_rows(store, Query("project", find=name)) == 3
