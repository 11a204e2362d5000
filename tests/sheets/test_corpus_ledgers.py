"""What a person reads in ledgers by others, whose kinds are mostly none of ours."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.workbooks import CORPUS
from zonedesk.sheets.read import read_workbook
from zonedesk.sheets.recognise import recognise
from zonedesk.sheets.recognition import Recognition
from zonedesk.sheets.tables import tables_of

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the files by others are not here")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its heading row, the first and last of its data rows and how many, its first columns and the rows left out."""

    header: tuple[int, ...]
    rows: tuple[int, int, int]
    columns: tuple[str, ...]
    width: int
    kind: str | None = None
    guess: str | None = None
    units: dict[str, str] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)


STORES = Sheet((1,), (2, 20, 18), ("门店区域", "门店类型", "门店", "百货类别"), 31, ignored={18: "小计", 21: "总计"})
LEDGERS: dict[str, list[Sheet]] = {
    "ledgers/cumcm2024_附件1.xlsx": [
        Sheet((1,), (2, 55, 54), ("地块名称", "地块类型", "地块面积/亩", "说明"), 4, units={"C": "亩"}),
        Sheet((1,), (2, 42, 41), ("作物编号", "作物名称", "作物类型", "种植耕地", "说明"), 5,
              ignored={43: "空行", 44: "注释", 45: "注释", 46: "注释"}),
    ],
    "ledgers/fly_录入标准表.xlsx": [
        STORES, Sheet((1,), (2, 72, 71), ("门店", "关键字", "门店区域", "门店类型", "门店"), 5), STORES,
    ],
    "ledgers/jx_审核口径模板.xlsx": [
        Sheet((2,), (3, 28, 26), ("编码", "审核对象", "模式", "审核要点"), 9), Sheet((), (0, 0, 0), (), 0),
        Sheet((), (0, 0, 0), (), 0),
    ],
    "ledgers/sx_产品.xls": [Sheet((1,), (2, 2, 1), ("产品名称", "类别", "行政区间"), 17)],
    "ledgers/sx_公告.xls": [Sheet((1,), (2, 2, 1), ("文件名称", "文件类型", "公告时间"), 3)],
    "ledgers/sx_用标企业.xls": [Sheet((1,), (2, 2, 1), ("企业编号", "企业名称", "企业地址"), 12, kind="enterprise")],
    "ledgers/sx_附件3_汇总表示例.xlsx": [
        Sheet((1,), (2, 2, 1), ("序号", "产品名称", "产品类别"), 19),
        Sheet((1,), (2, 2, 1), ("序号", "企业名称", "产品名称"), 12, kind="enterprise"),
        Sheet((1,), (2, 2, 1), ("序号", "注册号/申请号", "国际分类"), 27),
        Sheet((1,), (2, 2, 1), ("序号", "年份", "省份"), 13, kind="enterprise"),
        Sheet((1,), (2, 2, 1), ("产品编号", "产品名称", "产品一级类别"), 16),
        Sheet((1,), (0, 0, 0), ("序号", "年份", "省市区"), 11, guess="enterprise",
              ignored={2: "只有序号", 3: "只有序号", 4: "只有序号", 5: "只有序号"}),
    ],
    "ledgers/tunnel_台账.xlsx": [
        Sheet((1,), (2, 3, 2), ("线路编号", "线路名称", "线别", "采集时间"), 11),
        Sheet((1,), (2, 8, 7), ("项目编号", "起始站点", "终止站点"), 13),
    ],
    "ledgers/wind_增发企业名单.xlsx": [
        Sheet((1,), (2, 1381, 1380), ("代码", "名称", "增发公告日", "增发价格"), 25,
              units={"E": "万股", "F": "万元", "G": "万元", "L": "%"}, ignored={1382: "注释"}),
    ],
    "workbooks/roo/header_offset.xlsx": [Sheet((1,), (2, 3, 2), ("Header A1", "Header B1"), 2)],
    "workbooks/calamine/header-row.xlsx": [
        Sheet((9,), (10, 10, 1), ("Columns", "Column A", "Column B", "Column C"), 4),
    ],
    "workbooks/calamine/no-header.xlsx": [Sheet((), (3, 4, 2), (), 0, ignored={1: "空行", 2: "空行"})],
    "workbooks/poi/Excel_file_with_trash_item.xlsx": [Sheet((1,), (2, 680, 679), ("Date", "Team1", "Team2", "H or G"), 8)],
    "workbooks/poi/xxe_in_schema.xlsx": [Sheet((9,), (10, 10, 1), ("/Test/Test", "Column1", "Column2"), 3)],
}  # fmt: skip


def as_seen(found: Recognition, like: Sheet) -> Sheet:
    rows = (found.rows[0], found.rows[-1], len(found.rows)) if found.rows else (0, 0, 0)
    units = {column.letter: column.unit for column in found.columns if column.letter in like.units}
    ignored = {one.row: one.why[-2:] if one.why.endswith("小计") else one.why for one in found.ignored}
    headings = tuple(column.heading for column in found.columns)
    return Sheet(
        found.header_rows, rows, headings[: len(like.columns)], len(headings), found.kind, found.guess, units, ignored
    )


@pytest.mark.parametrize("file", LEDGERS)
def test_a_ledger_by_others_is_read_as_a_person_reads_it(file: str) -> None:
    grids = [table for grid in read_workbook(CORPUS / file).sheets for table in tables_of(grid)]
    wanted = LEDGERS[file]
    assert [as_seen(recognise(grid), like) for grid, like in zip(grids, wanted, strict=True)] == wanted


def test_columns_of_the_same_heading_are_kept_apart() -> None:
    found = recognise(read_workbook(CORPUS / "ledgers/fly_录入标准表.xlsx").sheets[0])
    assert [column.letter for column in found.columns if column.heading == "同比"] == [
        "G",
        "J",
        "O",
        "T",
        "W",
        "Z",
        "AC",
    ]


def test_hidden_sheets_are_asked_about() -> None:
    hidden = [grid for name in ("fly_录入标准表", "sx_附件3_汇总表示例") for grid in
              read_workbook(CORPUS / f"ledgers/{name}.xlsx").sheets if grid.hidden]  # fmt: skip
    found = [recognise(grid) for grid in hidden]
    assert [one.kind for one in found] == [None, None]
    assert [one.why[:6] for one in found] == ["隐藏的工作表"] * 2
