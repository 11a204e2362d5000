from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import add, make_enterprise, make_project, make_projects, make_team, make_zone
from zonedesk.actions.pasting import Spot, apply, plan, read_block, tile, write_block
from zonedesk.actions.records import count_rows, get, save
from zonedesk.errors import Refused, Unreadable
from zonedesk.store.query import Query

NOWHERE = Spot((), ())
CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from('\t\n"'), max_size=8)


def test_a_block_is_read_with_its_quoted_lines_and_without_the_last_line_end():
    assert read_block('甲\t"第一行\n第二 ""行"""\r\n乙\t\r\n') == [["甲", '第一行\n第二 "行"'], ["乙", ""]]


def test_a_lone_quote_is_a_character():
    assert read_block('3" 管\t1\n乙\t2') == [['3" 管', "1"], ["乙", "2"]]


def test_nothing_is_an_empty_block():
    assert read_block("") == [] and read_block("\r\n") == []


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows):
    assert read_block(write_block(rows) + "\r\n") == rows


def test_a_block_is_repeated_over_a_whole_multiple_only():
    assert tile([["甲"]], 2, 2) == [["甲", "甲"], ["甲", "甲"]]
    assert tile([["甲"], ["乙"]], 3, 1) == [["甲"], ["乙"]]


def test_headings_find_records_by_name_and_add_the_others(store):
    zone = make_zone(store, short_name="祁县经开区")
    known = make_project(store, zone=zone, name="已有项目", signed_on="2023-01")
    block = [["序号", "项目名称", "所属开发区", "总投资（万元）", "签约时间"],
             ["1", "已有项目", "祁县经开区", "12,000", "—"],
             ["2", "新项目", "祁县经开区", "5000", "2023年6月"]]  # fmt: skip
    planned = plan(store, "project", block, NOWHERE)
    assert planned.headed and "序号" not in [column.heading for column in planned.columns]
    assert [line.state for line in planned.lines] == ["changed", "new"]
    ids = apply(store, planned)
    assert ids[0] == known
    assert get(store, "project", known)["investment"] == Decimal(120_000_000)
    assert get(store, "project", known)["signed_on"] == "2023-01"  # an empty cell says nothing
    assert get(store, "project", ids[1])["signed_on"] == "2023-06"


def test_pasting_the_same_again_changes_nothing(store):
    zone = make_zone(store, short_name="祁县经开区")
    make_project(store, zone=zone, name="已有项目")
    block = [["项目名称", "开发区", "总投资"], ["已有项目", "祁县经开区", "1"]]
    assert [line.state for line in plan(store, "project", block, NOWHERE).lines] == ["unchanged"]


def test_without_headings_lines_land_by_place_and_those_behind_the_end_are_new(store):
    zone = make_zone(store, short_name="祁县经开区")
    ids = make_projects(store, 2, zone)
    spot = Spot(("name", "zone", "stage", "investment"), ids[1:])
    block = [["改名", "祁县经开区", "签约", "3"], ["添一个", "祁县经开区", "", "4"]]
    planned = plan(store, "project", block, spot)
    assert not planned.headed and planned.fields == ("name", "zone", "investment")
    apply(store, planned)
    assert get(store, "project", ids[1])["name"] == "改名"
    assert count_rows(store, Query("project")) == 3


def test_an_empty_line_wipes_no_record(store):
    ids = make_projects(store, 3, make_zone(store))
    planned = plan(store, "project", read_block("甲\n\n丙\n"), Spot(("name",), ids))
    assert [line.id for line in planned.lines] == [ids[0], ids[2]]


def test_each_error_stands_at_its_cell_and_says_what_to_do(store):
    zone = make_zone(store, short_name="祁县经开区")
    ids = make_projects(store, 1, zone)
    planned = plan(store, "project", [["", "没有的开发区", "很多"]], Spot(("name", "zone", "investment"), ids))
    problems = {p.field: p.message for p in planned.lines[0].problems}
    assert (
        "先新建" in problems["zone"] and "不是金额" in problems["investment"] and problems["name"] == "请填写项目名称"
    )
    assert planned.count("error") == 1


def test_amounts_are_read_in_the_unit_shown(store):
    ids = make_projects(store, 1, make_zone(store))
    apply(store, plan(store, "project", [["5000"]], Spot(("investment",), ids), "万元"))
    assert get(store, "project", ids[0])["investment"] == Decimal(50_000_000)


def test_an_enterprise_that_a_name_is_enough_for_is_made_once_in_the_same_step(store):
    from zonedesk.actions.changes import undo

    make_enterprise(store, name="旧企业")
    ids = make_projects(store, 2, make_zone(store))
    apply(store, plan(store, "project", [["新企业"], ["新企业"]], Spot(("enterprise",), ids)))
    assert count_rows(store, Query("enterprise")) == 2
    undo(store)
    assert count_rows(store, Query("enterprise")) == 1
    assert get(store, "project", ids[0])["enterprise"] is None


def test_two_lines_for_one_new_record_are_refused_whole(store):
    make_zone(store, short_name="祁县经开区")
    block = [["项目名称", "开发区", "总投资"], ["一个", "祁县经开区", "1"], ["一个", "祁县经开区", "2"]]
    with pytest.raises(Unreadable, match="没有粘贴任何内容"):
        apply(store, plan(store, "project", block, NOWHERE))
    assert count_rows(store, Query("project")) == 0


def test_a_plan_names_the_unit_that_amounts_were_read_in(store):
    make_zone(store, short_name="祁县经开区")
    block = [["项目名称", "开发区", "总投资（万元）"], ["甲", "祁县经开区", "1"]]
    planned = plan(store, "project", block, NOWHERE)
    assert planned.units["investment"] == "万元"


def project_block(*rows):
    return [["项目名称", "项目代码", "开发区", "总投资（亿元）", "签约时间"], *map(list, rows)]


CODE = "2302-140701-04-02-100001"
OTHER = "2302-140701-04-02-100002"


def test_records_are_found_as_an_import_finds_them_however_a_name_is_spaced(store):
    zone = make_zone(store, short_name="祁县经开区")
    known = make_project(store, zone=zone, name="样例项目325号", signed_on="2023-06")
    planned = plan(store, "project", project_block(("样例项目 ３２５号", "", "祁县经开区", "9", "2023")), NOWHERE)
    assert [(line.id, line.state) for line in planned.lines] == [(known, "changed")]
    apply(store, planned)
    row = get(store, "project", known)
    assert (row["name"], row["investment"], row["signed_on"]) == ("样例项目325号", Decimal(9 * 10**8), "2023-06")


def test_a_record_twice_in_a_block_with_different_amounts_is_an_error_before_anything_is_pasted(store):
    make_zone(store, short_name="祁县经开区")
    block = project_block(("一个", "", "祁县经开区", "1", ""), ("一 个", "", "祁县经开区", "2", ""))
    planned = plan(store, "project", block, NOWHERE)
    assert [line.state for line in planned.lines] == ["new", "error"]
    (problem,) = planned.lines[1].problems
    assert problem.field == "investment" and "第 2 行" in problem.message and "1.00" in problem.message


def test_the_same_line_twice_makes_one_record(store):
    make_zone(store, short_name="祁县经开区")
    line = ("一个", "", "祁县经开区", "1", "")
    planned = plan(store, "project", project_block(line, line), NOWHERE)
    assert [line.state for line in planned.lines] == ["new", "unchanged"]
    assert [problem.severity for problem in planned.lines[1].problems] == ["warning"]
    ids = apply(store, planned)
    assert ids[0] == ids[1] and count_rows(store, Query("project")) == 1


def test_a_known_name_with_another_code_is_an_error_at_the_code(store):
    zone = make_zone(store, short_name="祁县经开区")
    make_project(store, zone=zone, name="一个", code=OTHER)
    planned = plan(store, "project", project_block(("一个", CODE, "祁县经开区", "1", "")), NOWHERE)
    (problem,) = planned.lines[0].errors
    assert problem.field == "code" and OTHER in problem.message


def test_the_code_of_one_record_with_the_name_of_another_is_an_error(store):
    zone = make_zone(store, short_name="祁县经开区")
    make_project(store, zone=zone, name="一个", code=CODE)
    make_project(store, zone=zone, name="另一个", code=OTHER)
    planned = plan(store, "project", project_block(("另一个", CODE, "祁县经开区", "1", "")), NOWHERE)
    assert planned.lines[0].state == "error"


def test_a_name_that_another_record_has_is_an_error_also_by_place(store):
    ids = make_projects(store, 2, make_zone(store))
    planned = plan(store, "project", [["项目 0002"], ["丙"]], Spot(("name",), ids))
    assert [line.state for line in planned.lines] == ["error", "changed"]
    assert "项目0002" in planned.lines[0].problems[0].message


def test_a_name_that_is_free_again_further_up_may_be_taken(store):
    ids = make_projects(store, 2, make_zone(store))
    apply(store, plan(store, "project", [["丙"], ["项目0001"]], Spot(("name",), ids)))
    assert [get(store, "project", one)["name"] for one in ids] == ["丙", "项目0001"]


def test_what_was_changed_after_the_look_is_not_overwritten(store):
    ids = make_projects(store, 1, make_zone(store))
    planned = plan(store, "project", [["9"]], Spot(("investment",), ids))
    save(store, "project", ids[0], {"investment": Decimal(777)})
    with pytest.raises(Refused, match="没有粘贴"):
        apply(store, planned)
    assert get(store, "project", ids[0])["investment"] == Decimal(777)


def test_an_area_keeps_the_unit_of_its_heading(store):
    make_zone(store, short_name="祁县经开区")
    block = [["项目名称", "开发区", "总投资", "用地面积（公顷）"], ["一个", "祁县经开区", "1", "12"]]
    (made,) = apply(store, plan(store, "project", block, NOWHERE))
    row = get(store, "project", made)
    assert (row["land_area"], row["land_area_unit"]) == (Decimal(12), "公顷")


@pytest.mark.parametrize("heading", ["总投资【万元】", "总投资/万元", "总投资（单位：万元）"])
def test_a_heading_states_its_unit_in_all_the_ways_that_an_import_knows(store, heading):
    make_zone(store, short_name="祁县经开区")
    planned = plan(store, "project", [["项目名称", "开发区", heading], ["甲", "祁县经开区", "1"]], NOWHERE)
    assert planned.units["investment"] == "万元" and planned.faults == ()


def test_a_code_that_is_doubtful_and_taken_is_an_error(store):
    ids = make_projects(store, 2, make_zone(store))
    save(store, "project", ids[0], {"code": "2302-140701-04"})
    planned = plan(store, "project", [["2302-140701-04"]], Spot(("code",), ids[1:]))
    assert [line.state for line in planned.lines] == ["error"]


def test_the_whole_city_is_no_zone_and_a_target_is_found_again_by_its_usual_basis(store):
    add(store, "indicator", name="工业投资", unit="亿元")
    block = [["开发区", "年度", "指标", "目标值"], ["全市", "2023", "工业投资", "300"]]
    (target,) = apply(store, plan(store, "target", block, NOWHERE))
    kept = get(store, "target", target)
    assert (kept["zone"], kept["basis"], kept["value"]) == (None, "value", 300)
    assert [line.state for line in plan(store, "target", block, NOWHERE).lines] == ["unchanged"]


def test_months_side_by_side_are_each_pasted(store):
    make_zone(store, short_name="祁县经开区")
    indicator = add(store, "indicator", name="工业投资", unit="亿元")
    block = [["开发区", "年度", "指标", "1-2月累计值", "1-3月累计值"], ["祁县经开区", "2023", "工业投资", "1", "2"]]
    made = apply(store, plan(store, "reading", block, NOWHERE))
    rows = [get(store, "reading", record) for record in made]
    assert [(row["indicator"], row["month"], row["value"]) for row in rows] == [(indicator, 2, 1), (indicator, 3, 2)]


@pytest.mark.parametrize(
    ("kind", "link", "headings"),
    [("milestone", "project", ["项目名称", "节点名称"]), ("training", "team", ["队伍", "培训内容", "培训时间"])],
)
def test_many_names_of_other_records_are_looked_up_together(store, kind, link, headings):
    zones = [make_zone(store, short_name=f"{n}区") for n in range(30)]
    for zone in zones:
        make_team(store, zone)
    projects = [get(store, "project", record)["name"] for record in make_projects(store, 30, zones[0])]
    names = projects if link == "project" else [f"{n} 区" for n in range(30)]
    statements = []
    with store.reading() as connection:
        sa.event.listen(connection.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    counts = []
    for some in (names[:3], names[3:]):
        planned = plan(store, kind, [headings, *([name, "新的", "2023-06"] for name in some)], NOWHERE)
        assert all(step.values[link] for step in planned.steps) and planned.count("new") == len(some)
        counts.append(len(statements) - sum(counts))
    assert counts[0] == counts[1]


def test_a_name_that_two_records_have_is_not_chosen_among(store):
    for zone in (make_zone(store), make_zone(store)):
        make_project(store, zone=zone, name="甲 项目")
    (line,) = plan(store, "milestone", [["项目名称", "节点名称"], ["甲项目", "开工"]], NOWHERE).lines
    assert [problem.field for problem in line.errors] == ["project"] and "有 2 个项目" in line.errors[0].message


def test_a_heading_in_an_unknown_unit_of_money_is_refused(store):
    block = [["项目名称", "总投资（万美元）"], ["甲", "100"]]
    with pytest.raises(Unreadable, match=r"总投资.*万美元.*没有粘贴任何内容"):
        plan(store, "project", block, NOWHERE)


LEDGER = (
    "重点项目台账\t\t\t\t\r\n单位：万元\t\t\t\t\r\n序号\t项目名称\t所属开发区\t总投资\t签约时间\r\n"
    '1\t甲\t祁县经开区\t12,000\t2023年6月\r\n\t\t\t\t\r\n2\t=乙+@\t祁县经开区\t"5,000"\t2023.7\r\n'
    "小计\t\t\t17,000\t\r\n注：以上为样例\t\t\t\t\r\n\t\t\t\t\r\n"
)


def test_a_whole_ledger_is_pasted_as_it_is_imported(store):
    zone = make_zone(store, short_name="祁县经开区")
    planned = plan(store, "project", read_block(LEDGER), NOWHERE)
    assert [(line.row, line.state) for line in planned.lines] == [(4, "new"), (6, "new")]
    assert [pair for pair in planned.ignored if pair[1] != "空行"] == [(7, "小计"), (8, "注释")]
    rows = [get(store, "project", record) for record in apply(store, planned)]
    told = [(row["name"], row["zone"], row["investment"], row["signed_on"]) for row in rows]
    assert told == [("甲", zone, 120_000_000, "2023-06"), ("=乙+@", zone, 50_000_000, "2023-07")]


def test_groups_of_headings_that_a_block_lost_its_merges_of_are_read(store):
    make_zone(store, short_name="祁县经开区")
    block = read_block(
        "项目名称\t开发区\t总投资（亿元）\t年产值（亿元）\t\n\t\t\t预计\t实际\n甲\t祁县经开区\t9\t5\t4\n"
    )
    (made,) = apply(store, plan(store, "project", block, NOWHERE))
    row = get(store, "project", made)
    assert (row["output_expected"], row["output_actual"]) == (5 * 10**8, 4 * 10**8)


def test_amounts_without_a_unit_are_read_in_the_unit_that_the_page_shows_and_that_is_said(store):
    make_zone(store, short_name="祁县经开区")
    block = [["项目名称", "开发区", "总投资"], ["甲", "祁县经开区", "500"]]
    planned = plan(store, "project", block, NOWHERE, "万元")
    assert planned.units["investment"] == "万元" and "按万元读" in planned.notes[0]
    assert get(store, "project", apply(store, planned)[0])["investment"] == 5_000_000
    assert any("没有写单位" in fault.message for fault in plan(store, "project", block, NOWHERE).faults)


def test_what_a_line_changes_is_told_field_by_field(store):
    zone = make_zone(store, short_name="祁县经开区")
    known = make_project(store, zone=zone, name="甲", investment=Decimal(10**8), signed_on=None)
    block = [["项目名称", "开发区", "总投资（万元）", "签约时间"], ["甲", "祁县经开区", "500", "2023.6"]]
    (line,) = plan(store, "project", block, NOWHERE).lines
    assert (line.id, line.before) == (known, {2: "10000.00", 3: ""})
    (line,) = plan(store, "project", [["5"]], Spot(("investment",), [known])).lines
    assert line.before == {0: "1.00"}


@pytest.mark.parametrize(
    ("kind", "headings", "page"),
    [
        ("project", ["专项行动", "开发区", "类别", "事项", "责任人", "完成时限"], "专项清单"),
        ("enterprise", ["项目名称", "项目代码", "所属开发区", "总投资（亿元）", "签约时间", "开工时间"], "项目"),
    ],
)
def test_a_block_of_another_kind_is_sent_to_its_page(store, kind, headings, page):
    with pytest.raises(Unreadable, match=f"这像是.*{page}.*粘贴"):
        plan(store, kind, [headings, ["某"] * len(headings)], NOWHERE)


def test_headings_that_name_no_record_are_refused(store):
    with pytest.raises(Unreadable, match="项目名称"):
        plan(store, "project", [["总投资（亿元）", "签约时间"], ["1", "2023.6"]], Spot(("name", "zone"), ()))


def test_a_column_with_the_heading_of_the_column_it_is_pasted_to_goes_by_place(store):
    ids = make_projects(store, 2, make_zone(store))
    planned = plan(store, "project", read_block("总投资\n5\n6\n"), Spot(("investment", "signed_on"), ids))
    apply(store, planned)
    assert [get(store, "project", one)["investment"] for one in ids] == [5 * 10**8, 6 * 10**8]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲\t5\t\n乙\t6\t\n", ["2023-01", "2023-01"]),  # a blank edge empties nothing
        ("甲\n乙\n", ["2023-01", "2023-01"]),
        ("甲\t5\t2023-06\n乙\t6\n", ["2023-06", "2023-01"]),  # a line that ends early says nothing
        ("甲\t5\t2023-06\n乙\t6\t\n", ["2023-06", None]),  # a blank cell in a line empties, as in Excel
        ("甲\t5\t2023-06\n\t\t\n", ["2023-06", "2023-01"]),  # a blank line empties nothing
    ],
)
def test_blank_cells_empty_only_where_their_line_says_something(store, text, kept):
    zone = make_zone(store)
    ids = [make_project(store, zone=zone, name=name, signed_on="2023-01") for name in ("一", "二")]
    planned = plan(store, "project", read_block(text), Spot(("name", "investment", "signed_on"), ids))
    apply(store, planned)
    assert [get(store, "project", one)["signed_on"] for one in ids] == kept


def test_spaces_of_web_pages_round_a_cell_are_none(store):
    ids = make_projects(store, 1, make_zone(store, short_name="祁县经开区"))
    apply(store, plan(store, "project", read_block("\xa0甲\xa0\t祁县经开区\xa0"), Spot(("name", "zone"), ids)))
    assert get(store, "project", ids[0])["name"] == "甲"


NAMES = st.lists(st.text("甲乙丙丁=+-@ab", min_size=1, max_size=4), min_size=1, max_size=4, unique=True)
AMOUNTS = st.decimals(Decimal("0.01"), 900, places=2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, AMOUNTS)
def test_a_block_with_headings_pasted_again_changes_nothing(store, names, amount):
    if not count_rows(store, Query("zone")):
        make_zone(store, short_name="祁县经开区")
    rows = [["项目名称", "开发区", "总投资（亿元）"], *([f"{name}项目", "祁县经开区", str(amount)] for name in names)]
    block = read_block(write_block(rows) + "\r\n")
    first = plan(store, "project", block, NOWHERE)
    assert not first.errors
    apply(store, first)
    again = plan(store, "project", block, NOWHERE)
    assert {line.state for line in again.lines} == {"unchanged"} and again.steps == ()
