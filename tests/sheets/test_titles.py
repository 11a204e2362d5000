"""Titles, dates and sheet names say what holds for all rows of a sheet."""

from __future__ import annotations

import pytest

from tests.workbooks import grid_of, project_rows
from zonedesk.sheets.context import event_numbers
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Corrections

DATA = ("甲项目", "2302-140701-04-02-100001", "晋中开发区", 6.67, "2023.6", "")


def test_a_roster_takes_its_zone_from_sheet_name_or_title() -> None:
    rows = [("祁县经开区领办代办队伍花名册",), ("姓名", "类别", "联系电话"), ("张三", "领办员", "13900000001")]
    assert recognise(grid_of(rows)).constants == {"team": "祁县经开区"}
    assert recognise(grid_of(rows[1:], name="平遥经开区")).constants == {"team": "平遥经开区"}


@pytest.mark.parametrize(
    ("title", "sheet", "campaign"),
    [
        ("“两不一欠”专项行动工作台账", "Sheet1", "两不一欠"),
        ("一泓清水入黄河专项行动工作台账", "Sheet1", "一泓清水入黄河"),
        ("工作台账", "现代医药产业链", "现代医药产业链"),
    ],
)
def test_a_campaign_list_takes_its_campaign_from_title_or_sheet_name(title: str, sheet: str, campaign: str) -> None:
    rows = [(title,), ("开发区", "问题", "类别", "责任人"), ("晋中开发区", "欠薪", "问题", "张三")]
    found = recognise(grid_of(rows, name=sheet))
    assert (found.kind, found.constants) == ("campaign_item", {"campaign": campaign})


def test_event_and_kind_may_stand_in_the_title() -> None:
    rows = [("晋中开发区2023年第三次“三个一批”活动签约项目",), ("项目名称", "总投资（亿元）"), ("甲项目", 1)]
    assert recognise(grid_of(rows)).constants == {"event": "2023年第三次", "kind": "签约项目"}


@pytest.mark.parametrize("annex", ["附件1", "附件 2：", "附表3", "（附件1-1）", "表1", "附件"])
def test_an_annex_number_does_not_hide_the_title(annex: str) -> None:
    rows = [
        (annex,),
        ("2024年第一次三个一批签约项目汇总表",),
        ("项目名称", "所属开发区", "总投资（亿元）"),
        ("甲", "祁县经开区", 1),
    ]
    found = recognise(grid_of(rows))
    assert (found.title, found.kind) == ("2024年第一次三个一批签约项目汇总表", "batch_entry")
    assert found.constants == {"event": "2024年第一次", "kind": "签约项目"}


def test_every_title_line_may_name_the_zone_or_the_campaign() -> None:
    roster = [
        ("山西省",),
        ("祁县经开区领办代办队伍花名册",),
        ("姓名", "类别", "联系电话"),
        ("张三", "领办员", "13900000001"),
    ]
    assert recognise(grid_of(roster)).constants == {"team": "祁县经开区"}
    problems = [("附件2",), ("晋中市商务局",), ("“两不一欠”专项行动台账",), ("开发区", "问题", "类别", "责任人"),
                ("晋中开发区", "欠薪", "问题", "张三")]  # fmt: skip
    assert recognise(grid_of(problems)).constants == {"campaign": "两不一欠"}


@pytest.mark.parametrize(
    ("title", "campaign"),
    [
        ("祁县经开区两不一欠专项整治问题清单", "两不一欠"), ("晋中市2024年两不一欠专项整治问题清单", "两不一欠"),
        ("2024年度两不一欠问题清单", "两不一欠"), ("山西省晋中市祁县两不一欠专项行动台账", "两不一欠"),
        ("关于开展城市更新专项行动的台账", "城市更新"), ("2024年1-6月城市更新专项行动台账", "城市更新"),
    ],
)  # fmt: skip
def test_a_campaigns_name_is_without_place_and_year(title: str, campaign: str) -> None:
    rows = [(title,), ("开发区", "问题", "类别", "责任人"), ("晋中开发区", "欠薪", "问题", "张三")]
    assert recognise(grid_of(rows)).constants == {"campaign": campaign}


@pytest.mark.parametrize("sheet", ["Sheet1", "sheet 2", "工作表3", "Sheet1 (2)"])
def test_the_name_that_a_program_gave_a_sheet_says_nothing(sheet: str) -> None:
    rows = [("附件2",), ("开发区", "问题", "类别", "责任人"), ("晋中开发区", "欠薪", "问题", "张三")]
    assert recognise(grid_of(rows, name=sheet), Corrections(kind="campaign_item")).constants == {}


@pytest.mark.parametrize(
    ("lines", "year", "until"),
    [
        (("2023年重点项目台账", "截至2024年1月31日"), 2023, ""),
        (("重点项目台账", "截至2024年1月31日"), 2024, "2024-01-31"),
        (("重点项目台账", "填报时间：2024.1"), 2024, "2024-01"),
        (("重点项目台账", "填报单位：市商务局　2024年1月"), 2024, ""),
    ],
)
def test_the_title_says_the_year_before_the_date_of_the_sheet(lines: tuple[str, ...], year: int, until: str) -> None:
    found = recognise(grid_of([*((line,) for line in lines), *project_rows(DATA)[1:]]))
    assert (found.year, found.until) == (year, until)


def test_a_day_without_its_year_is_not_put_after_the_sheets_own_date() -> None:
    from zonedesk.sheets.values import read_columns

    rows = [
        ("重点项目台账",), ("截至2024年1月31日",), ("项目名称", "所属开发区", "总投资（亿元）", "开工时间", "计划投产时间"),
        ("甲", "祁县经开区", 1, "1月15日", "6月30日"), ("乙", "祁县经开区", 1, "6月30日", "2024年6月"),
        ("丙", "祁县经开区", 1, "2024年6月30日", ""),
    ]  # fmt: skip
    columns = {column.target.field: column for column in read_columns(recognise(grid_of(rows)))}
    assert columns["started_on"].values == ["2024-01-15", None, "2024-06-30"]
    assert "请写全年份" in columns["started_on"].problems[1]
    assert columns["planned_commission"].values[:2] == ["2024-06-30", "2024-06"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2024年第十一次", (2024, 11)), ("2024年第12次", (2024, 12)), ("2024年第十二次“三个一批”活动", (2024, 12)),
        ("2024年第二十次", (2024, 20)), ("2024年第二十三次", (2024, 23)), ("2024年第一次", (2024, 1)), ("2024-12", (2024, 12)),
        ("2024年第零次", None), ("2024年4月", None),
    ],
)  # fmt: skip
def test_event_names_are_read_beyond_the_tenth(text: str, numbers: tuple[int, int] | None) -> None:
    assert event_numbers(text) == numbers
