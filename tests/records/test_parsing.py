from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.errors import Unreadable
from zonedesk.records.fields import Money
from zonedesk.records.parsing import MONEY_UNITS, is_empty, parse_area, parse_money, parse_number, plain

AMOUNTS = st.integers(0, 10**15).map(Decimal)
UNITS = st.sampled_from(sorted(MONEY_UNITS))


@given(AMOUNTS, st.sampled_from(["亿元", "万元"]))
def test_an_amount_that_is_shown_reads_back_to_itself(amount: Decimal, unit: str) -> None:
    field = Money(label="总投资")
    assert parse_money(field.show(amount, unit), unit) == amount


@given(AMOUNTS, UNITS)
def test_a_unit_in_the_cell_goes_before_the_columns(amount: Decimal, unit: str) -> None:
    written = f"{amount / MONEY_UNITS[unit]:f}"
    assert parse_money(f"{written}{unit}", "万元") == amount
    assert parse_money(f" {written} {unit}人民币".replace("千元人民币", "千元"), "亿元") == amount


@given(st.integers(0, 10**12))
def test_thousands_separators_and_full_width_digits_are_understood(number: int) -> None:
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number:,}".translate(wide)) == number


@given(st.decimals(0, 10**6, places=2))
def test_the_digits_of_an_area_are_kept(area: Decimal) -> None:
    assert parse_area(f"{area}公顷", "亩") == (area, "公顷")
    assert parse_area(f"{area}", "亩") == (area, "亩")


@given(st.integers(0, 10**9).map(lambda cents: cents / 100))
def test_a_spreadsheets_binary_number_is_read_as_it_is_shown(number: float) -> None:
    assert parse_money(number, "亿元") == Decimal(f"{number:.2f}") * 10**8


@pytest.mark.parametrize(
    ("raw", "unit", "amount"),
    [
        ("2.3亿", "万元", 230_000_000),
        ("150万人民币", "亿元", 1_500_000),
        ("¥1,200.50万元", "亿元", 12_005_000),
        (0.1 + 0.2, "亿元", 30_000_000),
        (".5", "亿元", 50_000_000),
        ("人民币150万元", "亿元", 1_500_000),
        ("RMB 3亿", "万元", 300_000_000),
        ("5000万元整", "亿元", 50_000_000),
        ("3亿5000万元", "万元", 350_000_000),
        ("1 234 567", "元", 1_234_567),
        ("1，200.5", "万元", 12_005_000),
    ],
)
def test_amounts_as_ledgers_write_them(raw: object, unit: str, amount: int) -> None:
    assert parse_money(raw, unit) == amount


@pytest.mark.parametrize(
    "raw",
    [
        "约3亿",
        "3-5",
        "2.50-4.00",
        "3亿美元",
        "1,23",
        "不详",
        "3..5",
        "１２Ａ",
        True,
        "NaN",
        "Infinity",
        float("nan"),
        "12 5",
        "2\n3",
        "(500)",
        datetime.date(2023, 3, 5),
    ],
)
def test_what_is_no_amount_is_refused_and_quoted(raw: object) -> None:
    with pytest.raises(Unreadable, match="不是"):
        parse_money(raw, "亿元")


def test_a_formulas_binary_noise_is_no_digit_of_a_number() -> None:
    assert str(parse_number(0.1 + 0.2)) == "0.3"


@pytest.mark.parametrize("raw", [None, "", "  ", "—", "——", "-", "/", "无", "暂无", "／"])
def test_what_stands_for_nothing_is_nothing(raw: object) -> None:
    assert is_empty(raw)


@pytest.mark.parametrize("raw", [0, 0.0, "0", False, "无锡"])
def test_nought_is_something(raw: object) -> None:
    assert not is_empty(raw)


NAMES = st.text(st.sampled_from("晋中开发区项目ABＡｂ１2（(）)　 \n·-—"))


@given(NAMES)
def test_names_compare_the_same_however_often_they_are_folded(name: str) -> None:
    assert plain(plain(name)) == plain(name)


def test_names_compare_without_width_and_spaces() -> None:
    assert plain("ＡＢ　一期 \n项目") == plain("ab一期项目")


@pytest.mark.parametrize(
    ("raw", "area"),
    [
        ("2000㎡", (2000, "平方米")),
        ("2000平米", (2000, "平方米")),
        ("2000 m²", (2000, "平方米")),
        ("3万㎡", (30000, "平方米")),
        ("1.5万平方米", (15000, "平方米")),
        ("2万亩", (20000, "亩")),
        ("2㎢", (2, "平方公里")),
    ],
)
def test_areas_as_ledgers_write_them(raw: str, area: tuple[int, str]) -> None:
    assert parse_area(raw, "亩") == area


def test_an_area_in_ten_thousands_is_kept_in_the_unit_itself() -> None:
    assert parse_area(3, "万平方米") == (30000, "平方米")
    with pytest.raises(Unreadable):
        parse_area(3, "万元")
