"""Every number that the two cities' work reports print, with the command that gives it from the sample's records."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

Document = dict[str, Any]
Pick = Callable[[Document], Any]

JINZHONG, TAIYUAN = "jinzhong-2023", "taiyuan-2023"


class Printed(NamedTuple):
    """A printed number: its id, the sample, the command, what of its JSON document it is, and the number as printed."""

    id: str
    sample: str
    command: str
    pick: Pick
    value: str


def total(key: str) -> Pick:
    """Take a total."""
    return lambda document: document["totals"][key]


def reported(key: str) -> Pick:
    """Take a total as it was reported."""
    return lambda document: document["reported"][key]


def cell(key: str, **where: str) -> Pick:
    """Take a cell of the only row (or sub-total) that has some values."""

    def pick(document: Document) -> Any:
        rows = [*document["rows"], *document["subtotals"]]
        (row,) = [row for row in rows if all(row[name] == value for name, value in where.items())]
        return row[key]

    return pick


def rows(**where: str) -> Pick:
    """Count the rows that have some values."""
    return lambda document: sum(all(row[n] == value for n, value in where.items()) for row in document["rows"])


def different(key: str) -> Pick:
    """Count the different values of a column."""
    return lambda document: len({row[key] for row in document["rows"]})


def count(document: Document) -> Any:
    """Count the records that a list has."""
    return document["count"]


def yi(key: str) -> Pick:
    """Take an amount of the only record of a list, in 亿元."""

    def pick(document: Document) -> Any:
        (row,) = document["rows"]
        return Decimal(row[key]) / 10**8

    return pick


def _project(name: str) -> tuple[str, Pick]:
    return f"list project --where name={name}", yi("investment")


OCTOBER = "figures indicators --year 2023 --month 10"
FIRST_THREE, FOURTH = "figures three-batches --event 2023-1..2023-3", "figures three-batches --event 2023-4"
FARM, VALLEY = "晋中国家农高区", "左权示范区"
VALUE_ADDED = {"zone": "全市", "indicator": "规上工业增加值"}
INVESTMENT = {"zone": "全市", "indicator": "工业投资"}
PROJECTS_TARGET = {"zone": VALLEY, "indicator": "产业项目投资"}
FIXED_ASSETS = {"zone": VALLEY, "indicator": "固定资产投资"}
SPRING_TO_AUTUMN = "figures chains --year 2023 --month 9"
CHANNELS = "figures promotion --year 2023 --month 9"

PRINTED: tuple[Printed, ...] = tuple(
    Printed(number, TAIYUAN if number.startswith("T") else JINZHONG, command, pick, value)
    for number, command, pick, value in (
        ("T01", "figures towns --year 2023", cell("matched", town="样例省级专业镇"), "1:1"),
        ("T02", "list chain --where target_output=1000亿元", count, "6"),
        ("T03", SPRING_TO_AUTUMN, total("leads"), "15"),
        ("T04", SPRING_TO_AUTUMN, total("members"), "264"),
        ("T05", "figures towns --year 2023 --zone 中北高新区 --unit 万元", total("special"), "5000"),
        ("T06", SPRING_TO_AUTUMN, total("projects"), "37"),
        ("T07", SPRING_TO_AUTUMN, total("investment"), "537.8"),
        ("T08", SPRING_TO_AUTUMN, total("share"), "65.8"),
        ("T09", CHANNELS, cell("visited", channel="resident"), "80余"),
        ("T10", CHANNELS, cell("intents", channel="resident"), "20"),
        ("T11", CHANNELS, cell("visited", channel="alumni"), "120余"),
        ("T12", CHANNELS, cell("bodies_visited", channel="alumni"), "10余"),
        ("T13", CHANNELS, cell("leads", channel="alumni"), "40"),
        ("T14", CHANNELS, cell("partners", channel="market"), "2"),
        ("J01", "list zone --where kind=industrial", count, "9"),
        ("J02", OCTOBER, cell("value", **VALUE_ADDED), "266"),
        ("J03", OCTOBER, cell("growth", **VALUE_ADDED), "6.56"),
        ("J04", OCTOBER, cell("value", **INVESTMENT), "101"),
        ("J05", OCTOBER, cell("growth", **INVESTMENT), "-33"),
        ("J06", OCTOBER, rows(zone=FARM), "9"),
        ("J07", OCTOBER, rows(zone=FARM, status="met"), "5"),
        ("J08", OCTOBER, rows(zone=VALLEY), "5"),
        ("J09", OCTOBER, cell("value", **PROJECTS_TARGET), "9"),
        ("J10", OCTOBER, cell("target", **PROJECTS_TARGET), "6"),
        ("J11", OCTOBER, cell("value", **FIXED_ASSETS), "23.4"),
        ("J12", OCTOBER, cell("growth", **FIXED_ASSETS), "14.7"),
        ("J13", FIRST_THREE, different("number"), "3"),
        ("J14", FIRST_THREE, total("count"), "210"),
        ("J15", FIRST_THREE, total("investment"), "723.62"),
        ("J16", FIRST_THREE, total("signing_count"), "68"),
        ("J17", FIRST_THREE, total("signing_investment"), "391.93"),
        ("J18", FIRST_THREE, total("start_count"), "70"),
        ("J19", FIRST_THREE, total("start_investment"), "142.44"),
        ("J20", FIRST_THREE, total("commissioning_count"), "72"),
        ("J21", FIRST_THREE, total("commissioning_investment"), "189.25"),
        ("J22", FOURTH, total("count"), "59"),
        ("J23", FOURTH, reported("investment"), "146.42"),
        ("J24", FOURTH, total("signing_count"), "17"),
        ("J25", FOURTH, total("signing_investment"), "49.48"),
        ("J26", FOURTH, total("start_count"), "21"),
        ("J27", FOURTH, total("start_investment"), "42.1"),
        ("J28", FOURTH, total("commissioning_count"), "21"),
        ("J29", FOURTH, total("commissioning_investment"), "54.85"),
        ("J30", "figures three-rates --as-of 2023-12-31", cell("start_rate"), "98.0"),
        ("J31", "figures three-rates --as-of 2023-12-31", cell("commission_rate"), "52.7"),
        ("J32", "figures three-rates --as-of 2023-12-31", cell("output_rate"), "100"),
        ("J33", "figures chains", different("chain"), "8"),
        ("J34", "list town --where level=province", count, "3"),
        ("J35", "list town --where level=city", count, "6"),
        ("J36", *_project("大恒能源垂直一体化项目"), "50"),
        ("J37", *_project("晋中磁悬浮储能飞轮项目"), "38"),
        ("J38", *_project("山西光存信息存储产业园项目"), "37"),
        ("J39", *_project("中天钒业玛钢补链赋能项目"), "30"),
        ("J40", *_project("海荣锂电池负极材料一体化项目"), "11"),
        ("J41", *_project("昇瑞超高功率石墨电极项目"), "9"),
        ("J42", "figures applications", cell("approved", kind="alumni_park"), "4"),
        ("J43", "list project --where channel=alumni", count, "18"),
        ("J44", "figures operations --year 2023", total("companies"), "20"),
        ("J45", "figures operations --year 2023", total("hires"), "19"),
        ("J46", "figures reforms --year 2023", total("commitments"), "85"),
        ("J47", "figures reforms --year 2023", total("plots"), "18"),
        ("J48", "figures reforms --year 2023", total("area"), "715.1"),
        ("J49", "figures reforms --year 2023", total("cases"), "174"),
        ("J50", "figures teams", total("total"), "326"),
        ("J51", "figures teams", total("leads"), "51"),
        ("J52", "figures teams", total("agents"), "275"),
        ("J53", "figures applications --year 2023", cell("approved", kind="adjust"), "3"),
        ("J54", "figures applications", cell("approved", kind="adjust"), "5"),
        ("J55", "figures applications --year 2023", cell("approved", kind="sme_park"), "2"),
        ("J56", "figures applications --year 2023", cell("preparing", kind="green_park"), "3"),
        ("J57", "figures applications --year 2023", cell("preparing", kind="water_park"), "2"),
        ("J58", "figures campaigns", cell("projects", campaign="一泓清水入黄河", zone=None), "3"),
        ("J59", "figures campaigns", cell("enterprises", campaign="现代医药产业链", zone=None), "18"),
        ("J60", "figures campaigns", cell("projects", campaign="现代医药产业链", zone=None), "11"),
        ("J61", "figures campaigns", cell("investment", campaign="现代医药产业链", zone=None), "35.306"),
    )
)
"""The numbers in the reports' own order."""
