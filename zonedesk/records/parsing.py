"""Numbers and words as staff write them, read exactly."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from zonedesk.errors import Unreadable

EMPTY_MARKS = frozenset({"", "—", "——", "-", "--", "－", "/", "／", "无", "暂无", "空", "\\", "―", "–", "N/A", "n/a"})
"""What a ledger writes where there is nothing."""

MONEY_UNITS: dict[str, Decimal] = {
    "亿元": Decimal(10**8),
    "千万元": Decimal(10**7),
    "百万元": Decimal(10**6),
    "万元": Decimal(10**4),
    "千元": Decimal(10**3),
    "元": Decimal(1),
}
"""元 in one of each unit."""

FRACTION = "小数"
"""The unit of percentages that are written as fractions: 0.35 for 35 %."""

AREA_UNITS: tuple[str, ...] = ("亩", "公顷", "平方米", "平方公里")

TEN_THOUSANDS_OF_AREA: tuple[str, ...] = ("万亩", "万平方米")
"""Units of area that are written and not kept: 3万亩 is 30000亩."""

_NUMBER = re.compile(r"^(?P<sign>[-+]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?P<rest>\.\d+)?(?P<unit>\D*)$")
_PARTED = re.compile(r"\d\s+\d")
_THOUSANDS_APART = re.compile(r"^\D*\d{1,3}(?:\s\d{3})+(?!\d)(?!.*\d\s+\d)")
_CURRENCY = re.compile(r"^(?:人民币|rmb|cny|¥)[:]?", re.IGNORECASE)
_TWO_UNITS = re.compile(r"^(\d+(?:\.\d+)?亿)元?(\d+(?:\.\d+)?万)(元?)$")
_SCIENTIFIC = re.compile(r"^[-+]?\d+(?:\.\d+)?[eE][-+]?\d+$")
_MONEY_WORDS = {
    "千万元": "千万元", "千万": "千万元", "千万元人民币": "千万元", "百万元": "百万元", "百万": "百万元", "百万元人民币": "百万元",
    "亿元": "亿元", "亿": "亿元", "亿人民币": "亿元", "亿元人民币": "亿元",
    "万元": "万元", "万": "万元", "万人民币": "万元", "万元人民币": "万元",
    "千元": "千元", "元": "元", "元人民币": "元", "人民币": "元",
}  # fmt: skip
_AREA_WORDS = {"亩": "亩", "公顷": "公顷", "ha": "公顷", "平方米": "平方米", "平米": "平方米", "m2": "平方米",
               "平方公里": "平方公里", "平方千米": "平方公里", "km2": "平方公里", "万亩": "万亩",
               "万平方米": "万平方米", "万平米": "万平方米", "万m2": "万平方米"}  # fmt: skip
_SQUARED = re.compile(r"k?m2$", re.IGNORECASE)

UNIT_WORDS: tuple[str, ...] = (*_MONEY_WORDS, *_AREA_WORDS)
"""What people write for units of money and of area: 万, ㎡ folded to m2."""


def fold(text: str) -> str:
    """Fold full-width digits, letters and signs to half-width and trim: for codes, numbers and comparing names."""
    return unicodedata.normalize("NFKC", text).strip()


def is_empty(raw: object) -> bool:
    """Return whether a cell says that there is nothing: blank, —, / or 无."""
    return raw is None or (isinstance(raw, str) and (raw.strip() in EMPTY_MARKS))


def words_of(raw: object, is_long: bool = False) -> str:
    """Return a cell as words, without what nobody sees; line breaks stay in `is_long` text.

    A whole number loses its .0, a day the midnight that a spreadsheet adds.
    """
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**15:
        raw = int(raw)
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        raw = raw.date()
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(c for c in text if c >= " " or c in "\n\t").strip()
        text = text if is_long else re.sub(r"\s*\n\s*", " ", text)
    return text.strip()


def plain(name: str) -> str:
    """Return a name as it is compared: folded, without spaces and line breaks."""
    return "".join(fold(name).split()).casefold()


def _split(raw: object) -> tuple[Decimal, str]:
    if isinstance(raw, bool):
        raise InvalidOperation
    if isinstance(raw, int | float | Decimal):
        return Decimal(_digits(raw) if isinstance(raw, float) else raw), ""
    if isinstance(raw, datetime.date | datetime.time):
        raise Unreadable(f"“{raw}”是日期，不是数。像 3-5 这样的内容会被表格软件变成日期，请把格子设成文本后重填")
    text = _CURRENCY.sub("", _joined(fold(str(raw))).replace("，", ",")).removesuffix("整")
    if _SCIENTIFIC.match(text):
        raise Unreadable(f"“{raw}”是科学计数写法，请写出完整的数字")
    found = _NUMBER.match(text)
    if not found:
        raise InvalidOperation
    number = Decimal((found["sign"] or "") + (found["digits"] or "0").replace(",", "") + (found["rest"] or ""))
    return number, found["unit"].strip("()")


def _joined(text: str) -> str:
    """Return text without spaces; two numbers with a space or a line break between them do not become one."""
    if _PARTED.search(text) and not _THOUSANDS_APART.match(text):
        raise InvalidOperation
    return re.sub(r"\s+", "", text)


def _digits(number: float) -> str:
    """Return the digits that a spreadsheet shows of a number: it keeps 520 as 520.0, 0.3 as 0.30000000000000004."""
    return repr(int(number)) if number.is_integer() else f"{number:.15g}"


def parse_number(raw: object, name: str = "数") -> Decimal:
    """Read a plain number exactly. Raises Unreadable."""
    try:
        number, unit = _split(raw)
    except InvalidOperation:
        raise Unreadable(f"“{raw}”不是数，请只填数字") from None
    if unit:
        raise Unreadable(f"“{raw}”里有文字“{unit}”，{name}请只填数字")
    return finite(number, raw)


def hundredfold(number: Decimal) -> Decimal:
    """Return a fraction as a percentage, exactly and without noughts that nobody wrote: 0.35 as 35, 0.353 as 35.3."""
    return Decimal(f"{number.scaleb(2).normalize():f}")


def finite(number: Decimal, raw: object) -> Decimal:
    """Return `number` where it is a number at all. Raises Unreadable for infinity and NaN."""
    if not number.is_finite():
        raise Unreadable(f"“{raw}”不是数，请只填数字")
    return number


def parse_money(raw: object, unit: str) -> Decimal:
    """Read an amount and return it in whole 元; a unit in the text (2.3亿, 150万人民币) goes before `unit`.

    Raises Unreadable with advice.
    """
    parts = _TWO_UNITS.match(plain(raw)) if isinstance(raw, str) else None
    if parts:
        return parse_money(parts[1], unit) + parse_money(parts[2], unit)
    try:
        number, written = _split(raw)
        factor = MONEY_UNITS[_MONEY_WORDS[written] if written else unit]
    except (InvalidOperation, KeyError):
        raise Unreadable(f"“{raw}”不是金额，请只填数字，单位为{unit}") from None
    exact = finite(number, raw) * factor
    amount = exact.quantize(Decimal(1), rounding=ROUND_HALF_UP) if abs(exact) < 10**27 else exact
    if isinstance(raw, float) and abs(exact - amount) < Decimal("0.01"):
        return amount  # a spreadsheet's binary 0.1 + 0.2, not a fen that somebody typed
    if exact != amount:
        raise Unreadable(f"“{raw}”不到一元，金额请精确到元")
    if abs(amount) >= 10**16:
        raise Unreadable(f"“{raw}”太大，请核对单位是不是{unit}")
    return amount


def money_text(amount: Decimal, unit: str) -> str:
    """Return an amount in 元 as digits in `unit`: with at least two decimals, and as many as it exactly has."""
    scaled = (amount / MONEY_UNITS[unit]).normalize()
    decimals = max(0 if unit == "元" else 2, -int(scaled.as_tuple().exponent))
    return f"{scaled:.{decimals}f}"


def kept_unit(word: str) -> str:
    """Return a unit in the word that is kept of it: 万 is 万元, ㎡ is 平方米; any other word as it is."""
    folded = fold(word).lower()
    return _MONEY_WORDS.get(folded) or _AREA_WORDS.get(folded) or word


def parse_area(raw: object, unit: str) -> tuple[Decimal, str]:
    """Read an area and return it as entered with its unit (the text's own unit before `unit`); 3万㎡ is 30000 平方米.

    Raises Unreadable.
    """
    try:
        number, written = _split(_without_two(raw) if isinstance(raw, str) else raw)
        stated = _AREA_WORDS[word] if (word := written.lower() or unit) else ""
    except (InvalidOperation, KeyError):
        raise Unreadable(f"“{raw}”不是面积，请只填数字，单位为{unit}") from None
    if stated in TEN_THOUSANDS_OF_AREA:
        return Decimal(f"{finite(number, raw).scaleb(4).normalize():f}"), stated.removeprefix("万")
    return finite(number, raw), stated


def _without_two(text: str) -> str:
    """Return a text without the digit of ㎡, which folding makes m2."""
    return _SQUARED.sub(lambda found: _AREA_WORDS[found[0].lower()], fold(text))


def parse_bool(raw: object) -> bool:
    """Read 是 or 否 as staff write them. Raises Unreadable."""
    word = plain(str(raw))
    if word in {"是", "有", "√", "✓", "y", "yes", "true", "1", "已承诺"}:
        return True
    if word in {"否", "不是", "没有", "×", "x", "n", "no", "false", "0"}:
        return False
    raise Unreadable(f"“{raw}”请填“是”或“否”")


def plain_digits(number: Decimal) -> str:
    """Return a decimal as plain digits, never with an exponent, keeping the decimals that were entered."""
    return f"{number:f}"
