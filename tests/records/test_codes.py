from __future__ import annotations

import datetime

import pytest

from zonedesk.errors import Unreadable
from zonedesk.records import KINDS


@pytest.mark.parametrize(
    ("kind", "field", "raw"),
    [
        ("project", "code", 2.30914070604041e23),
        ("project", "code", "1.23E+17"),
        ("project", "code", 1234567890123456.0),
        ("enterprise", "uscc", 911407000000000000),
        ("zone", "phone", datetime.datetime(2023, 3, 5)),
    ],
)
def test_a_code_that_a_spreadsheet_mangled_is_refused_with_advice(kind: str, field: str, raw: object) -> None:
    with pytest.raises(Unreadable, match=r"被表格软件变成了.*设成文本格式"):
        KINDS[kind].fields[field].parse(raw)


@pytest.mark.parametrize(
    ("kind", "field", "raw", "read"),
    [
        ("zone", "city", 140700.0, "140700"),
        ("zone", "county", 140727, "140727"),
        ("project", "industry_code", 3511.0, "3511"),
        ("project", "industry_code", "C35", "C35"),
        ("zone", "phone", 13935412345.0, "13935412345"),
        ("project", "name", datetime.datetime(2023, 3, 5), "2023-03-05"),
    ],
)
def test_a_short_code_that_became_a_number_is_read_as_it_was_typed(
    kind: str, field: str, raw: object, read: str
) -> None:
    assert KINDS[kind].fields[field].parse(raw) == read
