"""What titles and sheet names say: the places, the campaign and the choice that hold for a whole table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from zonedesk.records.fields import Choice
from zonedesk.records.reference import REFERENCE

_NUMBER = r"[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?"
_ANNEX = re.compile(rf"^[(（【]?(?:(?:附件|附表)\s*(?:{_NUMBER})?|表\s*{_NUMBER})[)）】]?(?:[:：、\s]+|$)")
_GIVEN_NAME = re.compile(r"^(?:sheet|工作表|table|表)\s*\d*\s*(?:\(\d+\))?$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_FILER = re.compile(r"(?:填报|报送|编制|上报|制表)单位\s*[:：]\s*(\S+)")
_TIME = r"20\d\d年?(?:度|[\d\-—至]{1,5}月份?)?"
_PLACE = re.compile(
    rf"(?:关于)?(?:{_TIME})?"
    r"([\u4e00-\u9fff]{2,10}?(?:开发区|经开区|示范区|农高区|高新区|综改区|园区)|[\u4e00-\u9fff](?:开发区|经开区|高新区))"
)
_EVERY_PLACE = re.compile(
    r"^(?:各|全|所有|本|我|该|个|家|类|[省市县区级]开|本市|本省|省级|市级|国家级)|[省市](?:各|所有)?开发区$"
)
_QUOTED = re.compile(r"[“\"「『《〈]([^”\"」』》〉]{2,30})[”\"」』》〉]")
_CAMPAIGN_END = re.compile(
    r"(?:专项行动|专项整治|专项工作|专项清单|(?:工作|存在问题|问题|任务|责任|整改|整治)(?:清单|台账)|台账|清单|销号|汇总|情况).*$"
)
_INDICATOR_END = re.compile(
    r"(?:[(（][^)）]*[)）]|(?:增长|完成|进展|运行)?情况|月度|月报|统计|汇总|排名|一览|数据(?=表)|台账|明细|[一二三四五六七八九十]?表)+$"
)
_EVERY_ZONE = re.compile(r"^(?:各|全市|工业类)*开发区")
_PERIOD = re.compile(r"(?:20\d\d年?)?(?:1月?[-—–~～至到]+)?\d{1,2}月份?|20\d\d年(?:度|上半年|前三季度|一季度)?")
_BEFORE_CAMPAIGN = re.compile(rf"^(?:{_TIME}|关于|开展|推进|全省|全市|全县|全区|各开发区|\s)")


def own_name(sheet: str) -> str:
    """Return a sheet's name, the empty text for one that a program gave it: Sheet1, 工作表1."""
    return "" if _GIVEN_NAME.match(sheet.strip()) else sheet


def without_annex(line: str) -> str:
    """Return a line without the number of the annex before it: 附件1：汇总表 → 汇总表, 附件1 → nothing."""
    return _ANNEX.sub("", line).strip()


def titles_among(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that are titles: not those that state something after a colon （填报单位：…）."""
    return tuple(line for line in lines if not re.search("[:：]", _BRACKETED.sub("", line)))


def places_in(sheet: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of zones that a sheet's own name, who filed it, and its titles begin with, likeliest first."""
    filers = [hit[1] for line in lines if (hit := _FILER.search(line))]
    texts = (sheet, *filers, *titles_among(lines))
    found = [hit[1] for text in texts if (hit := _PLACE.match(text.replace(" ", "")))]
    return tuple(dict.fromkeys(place for place in found if not _EVERY_PLACE.search(place)))


def choice_in(texts: Iterable[str], field: Choice) -> str:
    """Return the only choice that the first text to name any names: by its label before what else ledgers call it."""
    for text in texts:
        for names in (dict(zip(field.choices.values(), field.choices, strict=True)), field.synonyms or {}):
            named = {identifier: name for name, identifier in names.items() if name in text}
            if named:
                return next(iter(named.values())) if len(named) == 1 else ""
    return ""


def campaign_in(titles: Sequence[str], sheet: str) -> str:
    """Return a campaign's name: quoted in a title, else a title's or the sheet's own name up to 专项行动 or 台账."""
    quoted = next((hit[1] for title in titles if (hit := _QUOTED.search(title))), "")
    if quoted:
        return quoted
    for text in (*titles, sheet):
        start = _CAMPAIGN_END.sub("", text).strip()
        name = _without_place(start) if start != text or text == sheet else ""
        if name:
            return name
    return ""


def indicator_in(titles: Sequence[str], sheet: str) -> str:
    """Return the indicator that a sheet is about: its own name where a title ends with it, else what a title comes to.

    2023年1-10月开发区规上工业增加值完成情况 → 规上工业增加值. 主要指标 names none.
    """
    if sheet and any(_INDICATOR_END.sub("", title).endswith(sheet) for title in titles):
        return sheet
    for text in (*titles, sheet):
        about = _EVERY_ZONE.sub("", _without_place(_PERIOD.sub("", text.replace(" ", ""))))
        name = _INDICATOR_END.sub("", about).strip("，、：:-—")
        if 2 <= len(name) <= 20 and not name.endswith(("指标", "数据")):
            return name
    return ""


def _without_place(text: str) -> str:
    """Return a title's words without the places and times before them: 晋中市2024年两不一欠 → 两不一欠."""
    while True:
        rest = _BEFORE_CAMPAIGN.sub("", text)
        place = _PLACE.match(rest)
        rest = rest[place.end() :] if place else rest
        rest = rest.removeprefix(next((name for name in _divisions() if rest.startswith(name)), ""))
        if rest == text:
            return text
        text = rest


@cache
def _divisions() -> list[str]:
    return ["山西省", *REFERENCE.city_names().values(), *REFERENCE.county_names().values()]
