from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import make_project, make_zone
from tests.workbooks import grid_of, project_rows
from zonedesk.actions.importing import apply_plan, as_json, make_plan
from zonedesk.actions.naming import choices
from zonedesk.actions.near_names import MOST_OFFERS, Names
from zonedesk.actions.plan import CellProblem, Plan
from zonedesk.actions.records import list_rows
from zonedesk.errors import Unreadable
from zonedesk.sheets.grid import Workbook
from zonedesk.sheets.recognition import Corrections
from zonedesk.store.query import Query
from zonedesk.store.store import Store

NEAR = ("甲项目", "", "晋中开发区", 6.67, "2023.6", "")


@pytest.fixture
def zone(store: Store) -> str:
    make_zone(store, name="祁县经济技术开发区", short_name="祁县经开区")
    return make_zone(store, name="晋中经济技术开发区", short_name="晋中经开区")


TOTAL = ("合计", "", "", "", 3)


def plan_of(store: Store, *rows: tuple[object, ...], told: Corrections | None = None) -> Plan:
    book = Workbook(Path("台账.xlsx"), [grid_of([*project_rows(*rows), *([TOTAL] if len(rows) == 2 else [])])])
    return make_plan(store, [book], {("台账.xlsx", "Sheet1"): told} if told else {})


def chosen(problem: CellProblem) -> Corrections:
    offer = problem.offers[0]
    return Corrections(names={(offer.kind, offer.written): offer.record})


def test_a_zone_that_is_not_on_record_is_offered_those_that_resemble_it(store: Store, zone: str) -> None:
    (error,) = plan_of(store, NEAR).errors
    assert [(offer.record, offer.caption) for offer in error.offers] == [(zone, "晋中经济技术开发区")]
    assert error.message == "台账里没有开发区“晋中开发区”，是不是“晋中经济技术开发区”？请选择，或改成台账中的名称"
    assert as_json(plan_of(store, NEAR), False)["sheets"][0]["errors"][0]["offers"] == ["晋中经济技术开发区"]


def test_a_chosen_name_is_taken_and_remembered(store: Store, zone: str) -> None:
    (error,) = plan_of(store, NEAR).errors
    plan = plan_of(store, NEAR, told=chosen(error))
    assert [step.values["zone"] for step in plan.steps] == [zone]
    apply_plan(store, plan)
    later = plan_of(store, ("乙工程", *NEAR[1:]))
    assert (later.errors, later.count("new")) == ([], 1)
    assert later.sheets[0].recognition.recalled == ["开发区“晋中开发区”按上次的选择当作“晋中经济技术开发区”"]
    assert not any("晋中" in problem.message for problem in later.warnings)


def test_a_name_on_record_goes_before_what_is_remembered(store: Store, zone: str) -> None:
    (error,) = plan_of(store, NEAR).errors
    apply_plan(store, plan_of(store, NEAR, told=chosen(error)))
    own = make_zone(store, name="晋中开发区", short_name="晋中开发区")
    assert plan_of(store, ("乙工程", *NEAR[1:])).steps[0].values["zone"] == own


def test_a_row_that_is_almost_on_record_is_doubted_and_can_be_chosen_to_be_it(store: Store, zone: str) -> None:
    project = make_project(store, zone=zone, name="年产5万吨玻璃器皿项目")
    row = ("年产5万吨玻璃器皿建设项目", "", "晋中经开区", 9, "2023.6", "")
    plan = plan_of(store, row)
    doubt = next(problem for problem in plan.warnings if problem.offers)
    assert plan.count("new") == 1
    assert doubt.message == "与“年产5万吨玻璃器皿项目”相近，将作为新的项目导入。是同一个的，请选它"
    apply_plan(store, plan_of(store, row, told=chosen(doubt)))
    (kept,) = list_rows(store, Query("project"))
    assert (kept["id"], kept["name"]) == (project, "年产5万吨玻璃器皿项目")
    assert plan_of(store, row).count("unchanged") == 1


def test_what_is_said_of_a_project_of_one_zone_holds_for_no_namesake_of_another(store: Store, zone: str) -> None:
    project = make_project(store, zone=zone, name="年产5万吨玻璃器皿项目")
    row = ("年产5万吨玻璃器皿建设项目", "", "祁县经开区", 9, "2023.6", "")
    told = Corrections(names={("project", row[0]): project})
    assert plan_of(store, row, told=told).count("new") == 1


def test_few_are_offered_of_many(store: Store) -> None:
    names = [(f"晋中第{number}热力有限公司", str(number)) for number in range(3000)]
    found = Names([*names, ("山西华阳新材料有限公司", "wanted")])
    assert found.nearest("华阳新材料有限责任公司", 0.7, lambda _: True) == ["wanted"]
    assert len(found.nearest("晋中热力有限责任公司", 0.0, lambda _: True)) <= MOST_OFFERS


def test_a_row_left_out_stops_nothing_and_does_nothing(store: Store, zone: str) -> None:
    good, bad = ("甲项目", "", "晋中经开区", 1, "2023.6", ""), ("乙工程", "", "没有的地方", 2, "2023.6", "")
    assert len(plan_of(store, good, bad).errors) == 1
    plan = plan_of(store, good, bad, told=Corrections(rows_left_out=frozenset({4})))
    assert [row.result for row in plan.sheets[0].rows] == ["new", "left_out"]
    assert (plan.errors, plan.missing_zones) == ([], [])
    assert [check.agreement for check in plan.sheets[0].totals] == ["equal"]
    assert as_json(plan, True)["sheets"][0]["left_out"] == 1
    assert "按选择不导入 1 条" in apply_plan(store, plan).sentence
    assert [row["name"] for row in list_rows(store, Query("project"))] == ["甲项目"]


def test_names_are_chosen_in_words_by_the_one_record_that_is_so_called(store: Store, zone: str) -> None:
    assert choices(store, ["晋中开发区=晋中经济技术开发区"]) == {("zone", "晋中开发区"): zone}
    with pytest.raises(Unreadable, match="没有用上"):
        choices(store, ["晋中开发区=没有的开发区"])
