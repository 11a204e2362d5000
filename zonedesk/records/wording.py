"""Words that stand where a number or a date should: 3~5亿, 约3亿, 待定, 2017/2020, 年底前.

They say something, only not exactly. A ledger's reader keeps them as they are written; nobody turns 约3亿 into 3亿. What is
a slip (2O23-6, 12..5, abc) is none of them.
"""

from __future__ import annotations

import re
from decimal import Decimal

from zonedesk.records.dates import is_period
from zonedesk.records.fields import Date, Field, Money, Month, Number
from zonedesk.records.parsing import fold

_TO = r"(?:[-~―–—至到]+)"
_AMOUNT = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?:[\u4e00-\u9fff%㎡/]{0,6}?)"
_ABOUT = (
    "约为?|大约|大概|将?近|接近|超过?|逾|达到?|不低于|不少于|不小于|不高于|不超过|不大于|不足|至少|至多|最多|最少|最低|最高|大于|小于|高于|低于|"
    "多于|少于|预计|计划|拟|暂定|暂估|估算|估计|初步|[><≥≤±]=?"
)
_AFTER = "以上|以下|以内|左右|上下|多|余|起|不等|之间"

_RANGE = re.compile(rf"(?:{_ABOUT})?(?P<low>{_AMOUNT}){_UNIT}{_TO}(?P<high>{_AMOUNT}){_UNIT}(?:{_AFTER})?")
_ABOUT_NUMBER = re.compile(rf"(?:{_ABOUT})+{_AMOUNT}[余多几]?{_UNIT}(?:{_AFTER})?")
_NUMBER_OR_SO = re.compile(rf"{_AMOUNT}(?:[余多几]{_UNIT}|{_UNIT}(?:{_AFTER}))")
_NUMBER_WITH_WORDS = re.compile(rf"{_AMOUNT}{_UNIT}[(,;、][^()]*[\u4e00-\u9fff][^()]*\)?")
_FOREIGN = re.compile(
    rf"(?:{_ABOUT})?{_AMOUNT}[百千万亿]*(?:美元|美金|欧元|港元|港币|日元|英镑|韩元|澳元|加元|新台币|台币|usd|eur|hkd)",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"(?:[尚还均暂]|目前|正在|另行)*(?:"
    r"待(?:定|核|核实|核定|确认|落实|明确|测算|评估|议|商|补|补充|填|审批|批复)|面议|面谈|另议|面商|商议中?|商定|协商|洽谈中?|"
    r"不详|不明|不明确|不清|不清楚|不确定|不定|不知道?|未(?:定|知|明确|确定|测算|统计|填报?|报|提供|披露|公开|公布|核实|落实|签|批)|"
    r"保密|涉密|不公开|不便公开|长期|长期有效|永久|不限|至今|无?不?(?:固定)?期限|无固定期限|不适用|暂缺|缺|视情况|视情况而定|tbd|"
    r"未[签落开投达建完]\S{1,3}|在建|在谈|已[签落开投达建完]\S{1,3}"
    r")",
    re.IGNORECASE,
)
_OPEN_END = r"(?:今|长期|永久|无固定期限|无限期|不限|无期限)"
_OPEN = re.compile(rf"[\d年月日号./\-]*(?:{_TO}|起){_OPEN_END}")
_BEFORE_DAY = "约|大约|大概|预计|计划|拟于?|力争|争取|暂定|于|在|最迟|至迟|不晚于|不早于|原定|已于"
_SPAN = "今年|明年|本年|当年|去年|后年|年底|年末|年初|年中|年内|[上下]半年|第?[一二三四1-4]季度|月底|月末|月初|[上中下]旬|春节|国庆|五一|元旦|近期"
_AFTER_DAY = (
    "以?之?前|以?之?后|前后|左右|以?内|底前?|末|起|开始|签约|签订|落地|开工|动工|竣工|完工|建成|投产|投运|达产|达效|完成|办结|"
    r"\([\u4e00-\u9fff]+\)"
)
_VAGUE_DAY = re.compile(
    rf"(?P<before>{_BEFORE_DAY})*(?P<year>(?:19|20)\d\d[年./-]?)?(?:\d{{1,2}}[月日号./-]?){{0,2}}"
    rf"(?P<span>{_SPAN})*(?:\d{{1,2}}[月日号]){{0,2}}(?P<after>{_AFTER_DAY})*"
)


def says_vaguely(field: Field, text: str) -> bool:
    """Return whether a text that could not be read says something of a number or a date without naming one."""
    if isinstance(field, Date):
        return is_vague_date(text)
    return isinstance(field, Money | Number) and not isinstance(field, Month) and is_vague_number(text)


def is_vague_number(text: str) -> bool:
    """Return whether a text is a range, an estimate, foreign money or a word for what is not settled: 3~5亿, 约3亿, 面议."""
    bare = _bare(text)
    found = _RANGE.fullmatch(bare)
    if found:
        return _value(found["low"]) < _value(found["high"]) or any(unit in bare for unit in "万亿")
    forms = (_ABOUT_NUMBER, _NUMBER_OR_SO, _NUMBER_WITH_WORDS, _FOREIGN, _UNSETTLED)
    return any(form.fullmatch(bare) for form in forms)


def is_vague_date(text: str) -> bool:
    """Return whether a text is a period, a day that is only about named, or a word for what is not settled: 年底前, 待定."""
    bare = _bare(text)
    found = _VAGUE_DAY.fullmatch(bare)
    if found and any(found[part] for part in ("before", "span", "after")):
        return True
    return bool(_UNSETTLED.fullmatch(bare) or _OPEN.fullmatch(bare)) or is_period(text)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", fold(text)).strip("。.;,") if not re.search(r"\d\s+\d", text) else fold(text)


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
