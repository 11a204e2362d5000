"""How much two names resemble each other: what a person would take for another way to write the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from zonedesk.records.parsing import plain

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PROVINCE = re.compile(
    rf"^(?:中国)?(?:{_PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?(?=..)|[(](?:{_PROVINCES})省?[)]"
)
_MARKS = re.compile(r"[^\w]|_")
_LEGAL = re.compile("(?:集团)?(?:股份)?(?:有限(?:责任)?公司|合伙企业|公司|集团|厂)$")
_ZONE = re.compile(
    "^(?P<place>.+?)(?:国家级|国家|省级)?(?P<sort>经济技术|经济|经|高新技术产业|高新技术|高新|高|现代农业|农业|农|工业|产业|"
    "生态文旅|文旅|循环经济|物流)?(?:产业)?(?:开发区|开区|示范区|集聚区|园区|区|园)$"
)
_ENDING = re.compile("(?:(?:建设|改造|新建|扩建|技改)?(?:项目|工程))+$")
_APART = re.compile(
    r"\d+(?:\.\d+)?|[a-z]+|[一二三四五六七八九十]+(?=[期号标段批次分厂院区矿街路村])|[东西南北甲乙丙丁上下新旧]"
)
_AFTER_PLACE = "省市州盟旗县区镇乡"

SHORTEST = 3  # characters that names must have to be compared: 张三 is not 张三丰

LEAST_MATCHED = 0.8  # of the characters, where neither name is short for the other

LEAST_KEPT = 0.4  # of the characters, where one is


class _Parts(NamedTuple):
    """A name as it is compared: what is left of it, a zone's place and sort, and what tells it from its likes: 二期, 5, 东."""

    core: str
    place: str
    sort: str
    apart: tuple[str, ...]


def likeness(one: str, other: str) -> float:
    """Return how much two names resemble each other, from 0 to 1: by common abbreviation, legal form, place or a slip of the pen.

    What tells names from their likes must be the same: 一期 is not 二期, 5万吨 not 15万吨, 高新区 not 经开区.
    """
    first, second = _parts(one), _parts(other)
    if first.place and second.place:
        return _zones_alike(first, second)
    short, long = sorted((first.core, second.core), key=len)
    if len(short) < SHORTEST or (first.apart != second.apart and first.apart and second.apart):
        return 0.0
    if short == long:
        return 0.97
    alike = SequenceMatcher(None, short, long, autojunk=False).ratio()
    slip = alike * 0.95 if alike >= LEAST_MATCHED and first.apart == second.apart else 0.0
    return max(slip, _shortened(short, long))


def compared(name: str) -> str:
    """Return the part of a name by which it is compared: without its place's province, its legal form and what it is called by all."""
    parts = _parts(name)
    return parts.place or parts.core


@lru_cache(maxsize=1 << 14)  # a name on record is compared with many that are not
def _parts(name: str) -> _Parts:
    text = plain(name)
    text = _MARKS.sub("", _PROVINCE.sub("", text)) or text
    core = _ENDING.sub("", _LEGAL.sub("", text)) or text
    zone = _ZONE.match(core)
    place, sort = (zone["place"], (zone["sort"] or "")[:1]) if zone else ("", "")
    return _Parts(core, place, sort, tuple(sorted(_APART.findall(core))))


def _zones_alike(first: _Parts, second: _Parts) -> float:
    """Return how much two zones resemble each other: the same place, whole or at its end, and no other sort."""
    if first.sort and second.sort and first.sort != second.sort:
        return 0.0
    short, long = sorted((first.place, second.place), key=len)
    same_sort = 0.1 if first.sort == second.sort else 0.0
    if short.rstrip("市县区") == long.rstrip("市县区"):
        return 0.88 + same_sort
    if len(short) > 1 and long.endswith(short):
        return 0.78 + same_sort
    alike = SequenceMatcher(None, short, long, autojunk=False).ratio()
    return alike * 0.8 + same_sort / 2 if len(short) > 2 and alike >= 0.66 else 0.0


def _shortened(short: str, long: str) -> float:
    """Return how well a name is short for another: its characters in order, from the start or after a place on."""
    start = long.find(short[0])
    if len(short) < len(long) * LEAST_KEPT or start < 0 or (start and long[start - 1] not in _AFTER_PLACE):
        return 0.0
    rest = iter(long[start:])
    return 0.6 + 0.4 * len(short) / len(long) if all(character in rest for character in short) else 0.0
