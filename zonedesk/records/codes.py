"""Codes that carry a rule: the unified social credit code and the project code."""

from __future__ import annotations

import datetime
import re

from zonedesk.errors import Unreadable
from zonedesk.records.parsing import fold

PROJECT_CODE = r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}"
"""GB/T 40058-2021: NNNN-NNNNNN-NN-NN-NNNNNN; no public check digit is known."""

PROJECT_CODE_ADVICE = "项目代码应为 2309-140706-04-04-100258 这样的 24 位写法，请核对"


_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
_EXACT_BELOW = 10**15
"""A spreadsheet's number holds 15 digits: of a longer code the others are gone."""

_AGAIN = "请把这一列设成文本格式，对照原件重填，或请报表的人重报；也可以先留空"


def refuse_mangled(raw: object, label: str, is_code: bool) -> None:
    """Refuse what a spreadsheet made of a code: a number that lost its last digits, 1.23E+17, or a date (3-5 as 5 March).

    In words that are no code a date is a date. Raises Unreadable.
    """
    number = isinstance(raw, int | float) and abs(raw) >= _EXACT_BELOW
    if number or (is_code and isinstance(raw, str) and _SCIENTIFIC.fullmatch(fold(raw))):
        raise Unreadable(f"{label}被表格软件变成了数（科学计数），15 位以后的数字已丢失。{_AGAIN}")
    if is_code and isinstance(raw, datetime.date):
        raise Unreadable(f"{label}被表格软件变成了日期 {raw:%Y-%m-%d}。{_AGAIN}")


def doubt_project_code(code: str) -> str | None:
    """Return what is doubtful about a project code (std GB/T 40058-2021), or None."""
    return None if re.fullmatch(PROJECT_CODE, code) else PROJECT_CODE_ADVICE


def doubt_credit_code(code: str) -> str | None:
    """Return what is doubtful about a unified social credit code (std GB 32100-2015), or None.

    Real codes with a wrong check digit exist, so this is never an error. A code that becomes right when its letters
    are raised or O is read as 0 comes with that advice.
    """
    from stdnum.cn import uscc
    from stdnum.exceptions import ValidationError

    def is_right(text: str) -> bool:
        try:
            return bool(uscc.validate(text))
        except ValidationError:
            return False

    if is_right(code) and code == fold(code).upper():
        return None
    mended = fold(code).upper().replace("O", "0").replace("I", "1")
    if is_right(mended):
        return f"统一社会信用代码可能应为 {mended}，请核对"
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现在是 {len(code)} 位，请核对"
    return "统一社会信用代码的校验位不对，请对照营业执照核对；确认无误可以照样保存"
