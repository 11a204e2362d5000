"""A province's project ledger as an office would send it: invented names (样例), the same for the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zonedesk.store.store import Store

SHEET = "项目台账"
TITLE = "全省开发区重点项目台账"
HEADINGS = (
    "序号", "项目名称", "项目代码", "所属开发区", "投资方", "资金性质", "所属产业链", "总投资（亿元）", "签约时间", "开工时间", "投产时间",
    "预计年产值（亿元）", "实际年产值（亿元）", "是否承诺制", "备注",
)  # fmt: skip
ZONES = 100
PER_ENTERPRISE = 5  # projects of one investor

_CITIES = ("太原", "大同", "阳泉", "长治", "晋城", "朔州", "晋中", "运城", "忻州", "临汾")
_WORKS = ("智能制造产业园", "精密铸件技改", "中药饮片加工", "光伏组件扩建", "冷链物流中心", "新型建材生产线", "煤矸石综合利用",
          "大数据中心", "食品加工园区", "储能电池")  # fmt: skip
_CHAINS = ("现代医药", "装备制造", "新材料", "特色食品", "新能源", "无")
_REMARKS = (None, None, None, "正在办理用地手续", "环评已批复，能评正在报批", "列入市级重点项目", "设备安装调试中")


def zone_names() -> list[tuple[str, str]]:
    """Return the full and the short name of each zone."""
    places = [f"{_CITIES[n % len(_CITIES)]}样例{n // len(_CITIES) + 1:02}" for n in range(ZONES)]
    return [(f"山西{place}经济技术开发区", f"{place}经开区") for place in places]


def add_zones(store: Store) -> None:
    """Put the zones into a ledger."""
    zones = [{"name": n, "short_name": s, "level": "provincial", "kind": "industrial"} for n, s in zone_names()]
    with store.change("新建开发区") as change:
        change.insert_many("zone", zones)
        change.commit()


def ledger_rows(count: int, seed: int = 2023) -> Iterator[list[Any]]:
    """Give the rows under the headings: each one project, about a third of the cells repeating those of others."""
    chance, zones = random.Random(seed), zone_names()
    for n in range(1, count + 1):
        full, short = zones[chance.randrange(ZONES)]
        signed = datetime.date(2019, 1, 1) + datetime.timedelta(days=chance.randrange(1700))
        started = signed + datetime.timedelta(days=chance.randrange(20, 300)) if chance.random() < 0.8 else None
        made = (
            started + datetime.timedelta(days=chance.randrange(200, 700)) if started and chance.random() < 0.5 else None
        )
        investment = round(chance.lognormvariate(0.5, 1), 4) + 0.01
        yield [
            n, f"{short}样例{_WORKS[chance.randrange(len(_WORKS))]}项目{n:06}号",
            f"{chance.randrange(21, 24)}{chance.randrange(1, 13):02}-{chance.randrange(140100, 141183)}-"
            f"{chance.randrange(1, 100):02}-{chance.randrange(1, 6):02}-{n:06}",
            chance.choice((full, short)), f"山西样例{1 + chance.randrange(-(-count // PER_ENTERPRISE)):05}科技有限公司",
            chance.choice(("内资", "内资", "内资", "外资")), chance.choice(_CHAINS), round(investment, 4),
            _written(chance, signed), _written(chance, started), _written(chance, made),
            round(investment * chance.uniform(0.3, 1.2), 2), round(investment * chance.uniform(0.2, 1), 2) if made else "—",
            chance.choice(("是", "否")), chance.choice(_REMARKS),
        ]  # fmt: skip


def _written(chance: random.Random, day: datetime.date | None) -> object:
    """Return a day as offices write it: mostly as a date, else as one of their texts."""
    if day is None:
        return chance.choice((None, "/", "—"))
    forms = (day, day, day, f"{day.year}.{day.month}", f"{day.year}年{day.month}月", f"{day:%Y/%m/%d}")
    return chance.choice(forms)


def write_ledger(path: Path, count: int, raised: float = 0.0) -> Path:
    """Write a ledger of `count` projects; with `raised`, each with so much more 亿元 of investment, as a later edition has."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append([TITLE])
    sheet.append(["填报单位：省商务厅　　截至2023年12月31日"])
    sheet.append(list(HEADINGS))
    money = HEADINGS.index("总投资（亿元）")
    for row in ledger_rows(count):
        row[money] = round(row[money] + raised, 4)
        sheet.append(row)
    book.save(path)
    return path
