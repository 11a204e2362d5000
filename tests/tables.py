"""Tables as figures give them, to draw: a wide one with groups, sections and totals, and a long list."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table

YI = 10**8
KINDS = {"signing": "签约一批", "start": "开工一批", "commissioning": "投产一批"}
GROUPS = {**KINDS, "total": "合计"}
EVENTS = {
    "第一次": (22, "121.40", 23, "45.66", 24, "60.05"),
    "第二次": (22, "118.28", 23, "47.30", 24, "63.10"),
    "第三次": (24, "152.25", 24, "49.48", 24, "66.10"),
}
ZONES = ("晋中开发区", "和顺经开区", "寿阳经开区", "平遥经开区", "晋中国家农高区", "介休经开区")


def _cells(name, facts):
    cells = {"name": name, "total_count": 0, "total_investment": Decimal(0)}
    for kind, count, money in zip(KINDS, facts[::2], facts[1::2], strict=True):
        cells |= {f"{kind}_count": count, f"{kind}_investment": Decimal(money) * YI}
        cells["total_count"] += count
        cells["total_investment"] += Decimal(money) * YI
    return cells


def _summed(name, rows):
    keys = [key for key in rows[0].cells if key != "name"]
    return {"name": name, **{key: sum(row.cells[key] for row in rows) for key in keys}}


def three_batches():
    """The summary of three events: 210 entries and 723.62 亿元."""
    columns = [Column("name", "活动、开发区", width=16)]
    for key, group in GROUPS.items():
        columns += [
            Column(f"{key}_count", "项目数", "count", "个", group),
            Column(f"{key}_investment", "总投资", "money", "", group),
        ]
    events = [Row(_cells(name, facts), adds_to="event") for name, facts in EVENTS.items()]
    zones = [
        Row(_cells(name, (number, f"{number}.125", 2, "3.5", 1, "0.01")), adds_to="zone")
        for number, name in enumerate(ZONES, start=1)
    ]
    series = tuple(ChartSeries(f"{kind}_investment", label.removesuffix("一批")) for kind, label in KINDS.items())
    rows = (
        Row({"name": "按活动"}, style="section"), *events,
        Row(_summed("合计·算", events), {}, "total", "event"),
        Row({"name": "按开发区"}, style="section"), *zones,
    )  # fmt: skip
    return Table(
        "three-batches", "三个一批汇总表", "2023年第一次至第三次", tuple(columns), rows,
        notes=("总投资按活动申报口径。", "合计 = 签约一批 + 开工一批 + 投产一批。"), as_of="2023-10-31",
        charts=(Chart("各次活动总投资", "money", "name", series, "event"),
                Chart("各开发区总投资", "money", "name", series, "zone", "stacked"),
                Chart("各开发区总投资", "money", "name", series, "zone")),
    )  # fmt: skip


def project_list(count=60, content="新建标准化厂房3.2万平方米，购置数控机床120台（套），年产值约5亿元。"):
    """A list of projects with texts that wrap, and a total that leaves some out."""
    columns = (
        Column("number", "序号"), Column("name", "项目名称"), Column("zone", "开发区"), Column("investment", "总投资", "money"),
        Column("signed_on", "签约日期", "date"), Column("content", "建设内容及规模"), Column("land", "用地", "number", "亩"),
        Column("rate", "达效率", "percent", "%"), Column("nature", "性质", words={"new": "新建"}),
    )  # fmt: skip
    rows = tuple(
        Row({"number": number, "name": f"样例项目{number}号", "zone": ZONES[number % 6], "investment": Decimal(number * 50000),
             "signed_on": "2023-08-30", "content": content if number % 3 else None, "land": Decimal("61.20"),
             "rate": Decimal(200) / 3, "nature": "new"}, adds_to="all")
        for number in range(1, count + 1)
    )  # fmt: skip
    whole = Row({"name": "合计", "investment": Decimal(1)}, {}, "total", "all")
    return Table("project", "项目台账", "", columns, rows, whole)
