from __future__ import annotations

import pytest

from tests.workbooks import PROJECT_HEADINGS, SAMPLE, grid_of, project_rows
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import IGNORE, Corrections, Recognition

DATA = ("甲项目", "2302-140701-04-02-100001", "晋中开发区", 6.67, "2023.6", "")


def fields(found: Recognition) -> dict[str, str | None]:
    return {column.heading: column.field for column in found.columns}


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("01*", {"zone"}), ("02*", {"batch_entry"}), ("03*", {"project"}), ("04*", {"team_member"}), ("05*", {"campaign_item"}),
        ("06*", {"reading"}), ("07*", {"land_plot", "agency_case"}), ("08*", {"operating_company"}),
    ],
)  # fmt: skip
def test_the_sample_ledgers_are_recognised(file: str, kinds: set[str]) -> None:
    found = [recognise(grid) for grid in read_workbook(next(SAMPLE.glob(file))).sheets]
    assert {one.kind for one in found} == kinds
    assert all(column.targets or column.why == "序号" for one in found for column in one.columns)
    assert all(column.sure for one in found for column in one.columns)


def test_merged_groups_over_two_heading_rows_make_one_heading() -> None:
    rows = [
        ("“三个一批”活动签约一批项目汇总表",),
        ("单位：万元　截至2023年12月1日",),
        ("序号", "活动批次", "开发区", "项目名称", "总投资", "年产值（亿元）", "", "时间", ""),
        ("", "", "", "", "", "预计", "实际", "签约", "开工"),
        (1, "2023年第一次", "晋中开发区", "甲项目", 66700, 2.5, "—", "6月30日", ""),
    ]
    merges = [(2, 5, 2, 6), (2, 7, 2, 8), *((2, c, 3, c) for c in range(5))]
    found = recognise(grid_of(rows, merges=merges))
    assert (found.kind, found.header_rows, found.rows, found.year) == ("batch_entry", (3, 4), [5], 2023)
    assert found.constants == {"kind": "签约一批"}
    units = {column.heading: column.unit for column in found.columns}
    assert (units["总投资"], units["年产值（亿元）/预计"]) == ("万元", "亿元")
    targets = {column.heading: {(t.kind, t.field) for t in column.targets} for column in found.columns}
    assert targets["年产值（亿元）/预计"] == {("batch_entry", "output"), ("project", "output_expected")}
    assert targets["时间/签约"] == {("project", "signed_on")}


def test_groups_are_understood_without_stored_merges_as_in_csv() -> None:
    rows = [
        ("项目名称", "所属开发区", "总投资", "年产值", "", "时间", ""),
        ("", "", "", "预计", "实际", "签约", "开工"),
        ("甲", "晋中开发区", "1", "2", "3", "2023.6", ""),
    ]
    found = recognise(grid_of(rows))
    assert found.header_rows == (1, 2)
    assert list(fields(found).values()) == [
        "name", "zone", "investment", "output_expected", "output_actual", "signed_on", "started_on",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("总投资（万元）", "investment", "万元"),
        ("总 投 资\n(万元)", "investment", "万元"),
        ("总投资\n【亿元】", "investment", "亿元"),
        ("总投资/万元", "investment", "万元"),
        ("*总投资", "investment", "亿元"),
        ("项目总投资（亿元）", "investment", "亿元"),
        ("用地面积（亩）", "land_area", "亩"),
        ("占地面积（公顷）", "land_area", "公顷"),
        ("备案代码", "code", ""),
        ("天气", None, ""),
    ],
)
def test_headings_are_understood_with_their_units(heading: str, field: str | None, unit: str) -> None:
    rows = [("项目名称", "所属开发区", "建设性质", heading), ("甲", "晋中开发区", "新建", 1)]
    column = recognise(grid_of(rows)).columns[3]
    assert (column.field, column.unit) == (field, unit)


def test_rows_that_are_no_records_are_left_out_with_the_reason() -> None:
    rows = [
        *project_rows(DATA),
        (),
        PROJECT_HEADINGS,
        (2, *DATA),
        ("小计", "2个", "", "", 13.34),
        ("合计", "", "", "", 13.34),
        (3,),
        ("注：总投资按备案口径。",),
        ("填报人：张三　审核人：李四",),
        (),
    ]
    found = recognise(grid_of(rows))
    assert found.rows == [3, 6]
    assert [(ignored.row, ignored.why) for ignored in found.ignored] == [
        (4, "空行"), (5, "重复表头"), (7, "小计"), (8, "合计"), (9, "只有序号"), (10, "注释"), (11, "注释"),
    ]  # fmt: skip
    assert [(total.row, total.covered) for total in found.totals] == [(7, (3, 6)), (8, (3, 6))]


def test_a_project_whose_name_begins_with_total_words_stays_a_record() -> None:
    found = recognise(grid_of(project_rows(("合计精密仪器项目", *DATA[1:]), ("总计", *DATA[1:]))))
    assert found.rows == [3, 4]  # both have their number in front


@pytest.mark.parametrize(
    "rows",
    [
        [("说明",), ("一、请如实填写",), ("二、单位为亿元",)],
        [("月份", "产量", "销量"), ("1月", 1, 2)],
        [("项目名称",), ("甲",)],
    ],
)
def test_a_sheet_without_a_known_heading_is_left_out_and_said_so(rows: list[tuple[object, ...]]) -> None:
    found = recognise(grid_of(rows))
    assert found.kind is None
    assert "没有认出表头" in found.why


def test_hidden_and_empty_sheets_are_left_out_unless_chosen() -> None:
    grid = grid_of(project_rows(DATA))
    grid.hidden = True
    assert recognise(grid).kind is None
    assert recognise(grid, Corrections(kind="project")).kind == "project"
    assert recognise(grid_of([])).why == "空表"


def test_corrections_go_before_what_was_recognised() -> None:
    rows = project_rows(DATA)
    corrections = Corrections(
        fields={6: "next_step", 5: IGNORE}, units={4: "万元"}, cells={(3, 1): "乙项目"}, constants={"town": "醋镇"}
    )
    found = recognise(grid_of(rows), corrections)
    assert (found.columns[6].field, found.columns[5].field, found.columns[4].unit) == ("next_step", None, "万元")
    assert found.grid.at(2, 1) == "乙项目"
    assert found.constants == {"town": "醋镇"}


def test_a_field_given_to_another_column_leaves_its_first_one() -> None:
    rows = [("项目名称", "所属开发区", "总投资", "计划数"), ("甲", "晋中开发区", 1, 2)]
    found = recognise(grid_of(rows), Corrections(fields={3: "investment"}))
    assert fields(found) == {"项目名称": "name", "所属开发区": "zone", "总投资": None, "计划数": "investment"}


def test_a_person_may_give_kind_and_heading_rows() -> None:
    rows = [("天气", "地点"), ("名称", "所在开发区", "投资"), ("甲", "晋中开发区", 1)]
    found = recognise(grid_of(rows), Corrections(kind="project", header_rows=(2, 2)))
    assert (found.kind, found.header_rows, found.rows) == ("project", (2,), [3])
    assert recognise(grid_of(rows), Corrections(kind=IGNORE)).kind is None


def test_a_heading_below_other_things_is_found() -> None:
    rows = [("附件2",), ("",), ("晋中市",), ("2023年度",), *project_rows(DATA)]
    found = recognise(grid_of(rows))
    assert (found.kind, found.header_rows, found.year) == ("project", (6,), 2023)


def test_what_is_not_sure_is_said() -> None:
    rows = [("项目名称", "所属开发区", "建设性质", "合同总投资"), ("甲", "晋中开发区", "新建", 1)]
    assert recognise(grid_of(rows)).notes == [
        "D 列“合同总投资”是按相近的名称认出的，请核对", "D 列“合同总投资”没有写单位，按亿元读，请核对",
    ]  # fmt: skip
    assert recognise(grid_of(rows), Corrections(fields={3: "investment"}, units={3: "万元"})).notes == []


def test_three_heading_rows_with_a_year_and_units_below() -> None:
    rows = [
        ("序号", "项目名称", "所属开发区", "投资情况", "", "2023年"),
        ("", "", "", "总投资", "已完成投资", "年度计划投资"),
        ("", "", "", "（万元）", "（万元）", "（万元）"),
        (1, "甲项目", "晋中开发区", 100, 50, 20),
    ]
    found = recognise(grid_of(rows, merges=[(0, 3, 0, 4), (0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 2, 2)]))
    assert (found.header_rows, found.rows) == ((1, 2, 3), [4])
    assert [(column.field, column.unit) for column in found.columns[3:]] == [
        ("investment", "万元"), ("invested", "万元"), ("year_plan", "万元"),
    ]  # fmt: skip


def test_a_zone_merged_over_its_rows_holds_for_all_and_an_amount_only_once() -> None:
    from zonedesk.sheets.values import read_columns

    rows = [
        ("项目名称", "所属开发区", "总投资（亿元）"),
        ("甲", "晋中开发区", 5),
        ("乙", "", ""),
        ("丙", "介休经开区", 1),
    ]
    found = recognise(grid_of(rows, merges=[(1, 1, 2, 1), (1, 2, 2, 2)]))
    values = {column.target.field: column.values for column in read_columns(found)}
    assert values["zone"] == ["晋中开发区", "晋中开发区", "介休经开区"]
    assert values["investment"] == [500_000_000, None, 100_000_000]


def money(*lines: tuple[object, ...], below: tuple[tuple[object, ...], ...] = (), unit: str = "") -> Recognition:
    heading = ("序号", "项目名称", "所属开发区", f"总投资{unit}")
    return recognise(grid_of([("重点项目台账",), *lines, heading, (1, "甲", "祁县经开区", 12000), *below]))


@pytest.mark.parametrize(
    "line",
    [
        ("牵头单位：市商务局", "", "单位：万元"), ("组织单位：市商务局　单位：万元",), ("承办单位：甲、乙 单位： 万元",),
        ("联系单位：市商务局", "金额单位：人民币万元"), ("单位：万元、亩",), ("主管单位：市商务局（单位：万元人民币）",), ("单 位：万 元",),
    ],
)  # fmt: skip
def test_only_a_known_unit_is_taken_for_the_unit_line(line: tuple[object, ...]) -> None:
    found = money(line)
    assert (found.unit, found.unit_row, found.columns[3].unit, found.notes) == ("万元", 2, "万元", [])


@pytest.mark.parametrize("below", ["单位：万元", "注：表中金额单位为万元。", "（单位：万元）"])
def test_a_unit_may_stand_under_the_table(below: str) -> None:
    found = money(below=((below,),))
    assert (found.unit, found.unit_row, found.columns[3].unit, found.rows) == ("万元", 4, "万元", [3])


def test_a_unit_line_is_no_record_where_nothing_counts_the_rows() -> None:
    found = recognise(grid_of([("项目名称", "开发区", "总投资"), ("甲", "祁县经开区", 1), ("单位：万元",)]))
    assert (found.rows, found.unit) == ([2], "万元")


def test_a_unit_that_nobody_stated_and_two_that_were_are_said() -> None:
    assert money().columns[3].is_unit_stated is False
    assert "没有写单位" in money().notes[0]
    assert money(unit="（万元）").columns[3].is_unit_stated is True
    assert "两个金额单位" in money(("单位：亿元",), ("单位：万元",)).notes[0]


@pytest.mark.parametrize("count", ["项目数", "项目个数", "项目数量", "项目合计"])
@pytest.mark.parametrize("title", ["各开发区重点项目情况汇总表", "2024年第一次三个一批签约项目分区汇总表"])
def test_a_summary_by_zone_is_left_out_with_a_sentence(count: str, title: str) -> None:
    rows = [
        (title,),
        ("序号", "开发区", count, "总投资（亿元）"),
        (1, "祁县经开区", 22, 121.4),
        (2, "平遥经开区", 5, 30),
    ]
    found = recognise(grid_of(rows))
    assert found.kind is None
    assert "汇总表" in found.why


@pytest.mark.parametrize("heading", ["签约单位", "开工率", "投产项目数", "签约合计"])
def test_a_count_or_a_rate_does_not_resemble_a_field_of_words_or_dates(heading: str) -> None:
    rows = [("项目名称", "所属开发区", "总投资（亿元）", heading), ("甲", "晋中开发区", 1, 2)]
    assert recognise(grid_of(rows)).columns[3].field is None


def test_a_name_is_resembled_only_by_what_ends_in_its_whole_word() -> None:
    def name(heading: str) -> str | None:
        rows = [(heading, "所属开发区", "总投资（亿元）", "开工时间"), ("甲", "晋中开发区", 1, "2023年6月")]
        return recognise(grid_of(rows), Corrections(kind="project", header_rows=(1, 1))).columns[0].field

    assert name("签约项目名称") == "name"
    assert name("项目概况") is None
    assert name("地块名称") is None
    roster = [("开发区", "人员姓名", "类别"), ("祁县经开区", "张三", "领办员")]
    assert recognise(grid_of(roster)).columns[1].field == "name"


def test_a_name_column_of_numbers_is_refused() -> None:
    rows = [("项目", "开发区", "总投资（亿元）"), (22, "祁县经开区", 121.4), ("5", "平遥经开区", 30)]
    found = recognise(grid_of(rows))
    assert found.kind is None
    assert "都是数字" in found.why
    assert recognise(grid_of(rows), Corrections(fields={0: "name"})).kind == "project"


@pytest.mark.parametrize(
    ("one", "two"), [("一", "二"), ("（一）", "（二）"), ("一、", "二、"), ("Ⅰ", "Ⅱ"), ("I", "II")]
)
def test_group_rows_numbered_otherwise_than_the_records_are_totals_of_their_rows(one: str, two: str) -> None:
    rows = [
        ("序号", "项目名称", "开发区", "总投资（万元）"),
        (one, "制造业项目", "", 20000),
        (1, "甲", "祁县经开区", 12000),
        (2, "乙", "祁县经开区", 8000),
        (two, "服务业项目", "", ""),
        (3, "丙", "祁县经开区", 5000),
        ("", "合计", "", 25000),
    ]
    found = recognise(grid_of(rows))
    assert found.rows == [3, 4, 6]
    assert [(total.row, total.label, total.covered) for total in found.totals] == [
        (2, "制造业项目", (3, 4)), (7, "合计", (3, 4, 6)),
    ]  # fmt: skip
    assert [(ignored.row, ignored.why) for ignored in found.ignored] == [(2, "分组小计"), (5, "分组标题"), (7, "合计")]


def test_groups_within_groups_cover_all_their_rows() -> None:
    rows = [
        ("序号", "项目名称", "开发区", "总投资（万元）"),
        ("一", "甲类", "", 3),
        ("（一）", "甲一", "", 1),
        ("1", "A", "祁县经开区", 1),
        ("（二）", "甲二", "", 2),
        ("2", "B", "祁县经开区", 2),
        ("二", "乙类", "", 5),
        ("3", "C", "祁县经开区", 5),
    ]
    assert [total.covered for total in recognise(grid_of(rows)).totals] == [(4, 6), (4,), (6,), (8,)]


def test_rows_that_all_count_in_chinese_stay_records() -> None:
    rows = [
        ("序号", "项目名称", "开发区", "总投资（万元）"),
        ("一", "甲", "祁县经开区", 1),
        ("二", "乙", "祁县经开区", 2),
    ]
    assert recognise(grid_of(rows)).rows == [2, 3]


def test_columns_that_are_not_read_are_named() -> None:
    rows = [
        ("序号", "项目名称", "所属开发区", "总投资（亿元）", "神秘列", "", "空列"),
        (1, "甲", "祁县经开区", 1, "甲一", "", ""),
        (2, "乙", "祁县经开区", 2, "", "无名", "—"),
    ]
    found = recognise(grid_of(rows))
    assert [(column.letter, column.why) for column in found.unread] == [("E", "没有对应的字段"), ("F", "没有列名")]
    assert found.notes == ["没有导入的列：E 列“神秘列”（没有对应的字段）、F 列（没有列名），请核对"]
    left = recognise(grid_of([row[:5] for row in rows]), Corrections(fields={4: IGNORE}))
    assert (left.unread, left.notes) == ([], [])


def test_a_field_that_stands_twice_is_said_and_what_the_program_works_out_is_not() -> None:
    rows = [("活动", "年度", "次数", "地点", "主会场地点"), ("2023年第一次", 2023, 1, "晋中", "太谷")]
    found = recognise(grid_of(rows), Corrections(kind="batch_event"))
    assert [(column.letter, column.why) for column in found.unread] == [("E", "主会场已取自别的列")]
    assert (found.columns[0].field, found.columns[0].why) == (None, "活动由程序算出")
