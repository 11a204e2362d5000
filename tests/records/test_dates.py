from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonedesk.errors import Unreadable
from zonedesk.records.dates import agree, is_finer, parse_date, surely_before
from zonedesk.records.fields import Date, Reading

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31))
FORMS = ("{y}-{m}-{d}", "{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{y} 年 {m} 月 {d} 日",
         "{y}{m:02}{d:02}", "{y}－{m}－{d}", "{y}年{m:02}月{d:02}号", "{y}-{m:02}-{d:02} 00:00:00")  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(DAYS, st.sampled_from(("{y}年{m}月", "{y}-{m:02}", "{y}.{m:02}", "{y}/{m}", "{y}年{m}月份", "{y}.{m}")))
def test_a_month_stays_a_month(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(y=day.year, m=day.month)) == f"{day:%Y-%m}"


@given(DAYS)
def test_a_day_read_from_its_own_text_serial_number_or_cell_is_the_same(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    at_noon = datetime.datetime.combine(day, datetime.time(12))
    read = [parse_date(raw) for raw in (day, at_noon, day.isoformat())]
    assert set(read) == {day.isoformat()}
    if 1990 <= day.year <= 2060:
        assert parse_date(serial) == parse_date(float(serial)) == parse_date(str(serial)) == day.isoformat()


@given(DAYS, st.sampled_from(("{m}月{d}日", "{m}.{d}", "{m}-{d}", "{m}/{d}", "{m}月{d}号")))
def test_a_day_without_its_year_takes_the_ledgers(day: datetime.date, form: str) -> None:
    text = form.format(m=day.month, d=day.day)
    assert parse_date(text, day.year) == day.isoformat()
    with pytest.raises(Unreadable, match="没有年份"):
        parse_date(text)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2023", "2023"), ("2023年", "2023"), (2023, "2023"), (2023.0, "2023"), (2023.6, "2023-06"), (2023.12, "2023-12"),
        (20230630, "2023-06-30"), ("2023年11月底", "2023-11-30"), ("2024年2月末", "2024-02-29"), ("2023年11月初", "2023-11"),
        ("２０２３．６", "2023-06"), ("2023.06.", "2023-06"), ("２０２３", "2023"), ("202306", "2023-06"), ("45077", "2023-05-31"),
        ("20200422 00:00:00", "2020-04-22"), ("2023-06-30 00:00", "2023-06-30"), ("2023年6月30日（星期五）", "2023-06-30"),
        ("二〇二三年六月", "2023-06"), ("二○二三年十二月三十一日", "2023-12-31"), ("二〇二三年十月二十日", "2023-10-20"),
        ("2023年6月上旬", "2023-06"), ("2023年6月中旬", "2023-06"), ("2023年底", "2023"), ("2023年年底", "2023"),
        (38861, "2006-05-24"), (2023.01, "2023-01"), (2023.11, "2023-11"), ("2006/5/8", "2006-05-08"),
        (45077, "2023-05-31"), ("2023.6.30 ", "2023-06-30"), ("2023年6.30", "2023-06-30"), ("2023年6月30", "2023-06-30"),
    ],
)  # fmt: skip
def test_what_ledgers_write(raw: object, read: str) -> None:
    assert parse_date(raw) == read


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("2023.13", "没有 13 月"), ("2023年2月30日", "只有 28 天"), ("2023-00-01", "没有 0 月"), ("不详", "不是日期"),
        ("2017/2020", "不是一个日期，像是两个年份"), ("2017至2020年", "像是两个年份"), ("2017-2020", "像是两个年份"), ("2023年—2024年", "像是两个年份"),
        ("2023.1-6", "像是一段时间"), ("2023.6-8", "像是一段时间"), ("2023年6-8", "像是一段时间"), ("2023-6.8", "像是一段时间"),
        ("2023年1-6月", "像是一段时间"), ("2023.1—2023.6", "像是一段时间"), ("2023年6月至8月", "像是一段时间"), ("20236", "不是日期"),
        (20236, "不是日期"), ("2023111", "不是日期"), ("20231", "不是日期"), ("2023.1-6月", "像是一段时间"), ("长期有效", "不是日期"), (2023.1, "可能是1月，也可能是10月"), (12, "不是日期"), ("0000-01-01", "年份不对"),
        (True, "不是日期"), (2023.063, "不是日期"), ("23.6", "年份只写了两位"), ("23年6月", "年份只写了两位"), ("6/30/23", "年份只写了两位"),
        (datetime.date(1905, 7, 15), "格子里是 2023"), (datetime.datetime(1899, 12, 31), "年份不对"),
    ],
)  # fmt: skip
def test_what_is_no_date_gets_a_sentence(raw: object, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        parse_date(raw)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2023年6月底前", "2023-06-30"),
        ("2023年6月30日之前", "2023-06-30"),
        ("2023年底前", "2023"),
        ("12月底前", "2023-12-31"),
    ],
)
def test_a_deadline_is_the_day_before_whose_end_it_is_due(raw: str, read: str) -> None:
    assert Date(label="完成时限", deadline=True).parse(raw, Reading(year=2023)) == read
    with pytest.raises(Unreadable):
        Date(label="投产时间").parse(raw, Reading(year=2023))


@given(DAYS, DAYS)
def test_days_compare_as_days_do(one: datetime.date, other: datetime.date) -> None:
    assert surely_before(one.isoformat(), other.isoformat()) == (one < other)
    assert agree(one.isoformat(), other.isoformat()) == (one == other)


@given(DAYS)
def test_a_coarser_date_agrees_and_is_refined(day: datetime.date) -> None:
    whole, month, year = day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"
    assert agree(whole, month)
    assert agree(year, whole)
    assert is_finer(whole, month)
    assert is_finer(month, year)
    assert not is_finer(month, whole)
    assert not surely_before(month, whole)
