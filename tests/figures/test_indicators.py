from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.actions import figures
from zonedesk.figures import showing
from zonedesk.figures.asking import Ask
from zonedesk.figures.indicators import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def rows_of(table, *keys):
    """Return cells of the rows by zone."""
    return {row.cells["zone"]: tuple(row.cells.get(key) for key in keys) for row in table.rows if row.style == "body"}


def row_of(table, zone="甲区"):
    return next(row for row in table.rows if row.cells["zone"] == zone)


def drawn(table, *keys):
    return [(row.style, *(row.cells.get(key) for key in keys)) for row in table.form.rows]


def notes(table):
    return "\n".join(table.notes)


def test_a_row_says_how_far_a_zone_has_come(ledger):
    ledger.target("6")
    ledger.reading("9", "14.7", last_year="7.85")
    row = row_of(work_out(ledger))
    wanted = {
        "indicator": "工业投资", "value": Decimal(9), "growth": Decimal("14.7"), "target": Decimal(6), "completion": 150,
        "pace": 180, "status": "met", "unit": "亿元", "basis": "value", "last_year": Decimal("7.85"), "months": 1,
    }  # fmt: skip
    assert {key: row.cells[key] for key in wanted} == wanted


def test_the_command_line_gets_identifiers_and_the_screen_words(ledger):
    ledger.reading("9.0")
    table = work_out(ledger)
    (row,) = figures.as_json(table, "亿元")["rows"]
    assert list(row)[:9] == [
        "zone", "indicator", "value", "growth", "target", "completion", "rank", "status", "trend",
    ]  # fmt: skip
    assert (row["value"], row["status"], row["basis"]) == ("9.0", "no_target", "")
    status = next(column for column in table.columns if column.key == "status")
    assert showing.cell_text(row["status"], status, "亿元") == "无目标"


def test_the_latest_month_on_record_is_shown_unless_another_is_asked_for(ledger):
    ledger.reading("5", month=9)
    ledger.reading("6", month=10)
    ledger.reading("4", year=2022, month=12)
    assert work_out(ledger).period == "2023年1—10月"
    asked = {
        "year": ({"year": 2022}, "2022年1—12月"), "month": ({"year": 2023, "month": 9}, "2023年1—9月"),
        "day": ({"as_of": "2023-10-30"}, "2023年1—9月"), "end of a month": ({"as_of": "2023-10-31"}, "2023年1—10月"),
    }  # fmt: skip
    for ask, period in asked.values():
        assert work_out(ledger, **ask).period == period
    assert row_of(work_out(ledger, year=2023, month=9)).cells["value"] == 5


def test_zones_are_ranked_by_value_and_by_growth_and_the_first_and_last_three_are_marked(ledger):
    growths = ("1", "2", "3", "4", "5", "6", "6")
    for zone, value, growth in zip("甲乙丙丁戊己庚", ("70", "60", "50", "40", "30", "20", "20"), growths, strict=True):
        ledger.reading(value, growth, zone=f"{zone}区")
    found = rows_of(work_out(ledger), "rank", "growth_rank", "mark")
    assert found["甲区"] == (1, 7, "前三、增速后三")
    assert found["丁区"] == (4, 4, "")
    assert found["己区"] == found["庚区"] == (6, 1, "后三、增速前三")


def test_where_less_is_better_the_lowest_is_first(ledger):
    ledger.indicator("能耗", "万吨", direction="down")
    ledger.readings(("5", "4"), indicator="能耗")
    assert rows_of(work_out(ledger), "rank") == {"甲区": (2,), "乙区": (1,)}


def test_the_drawn_table_orders_by_place_and_sets_both_totals_under_the_zones(ledger):
    ledger.indicator(decimals=Decimal(2))
    ledger.readings(("49.48", "42.1", None), growth="1")
    ledger.reading("54.85", zone="丁区")
    ledger.reading("91.6", "6.56", zone=None)
    table = work_out(ledger)
    assert drawn(table, "name", "value", "rank", "mark")[:7] == [
        ("section", "工业投资（亿元）", None, None, None),
        ("body", "丁区", Decimal("54.85"), 1, ""),
        ("body", "甲区", Decimal("49.48"), 2, ""),
        ("body", "乙区", Decimal("42.10"), 3, ""),
        ("body", "丙区", None, None, ""),
        ("total", "合计·算", Decimal("146.43"), None, "已报 3/4 家"),
        ("reported", "合计·报", Decimal("91.60"), None, ""),
    ]
    assert "合计·报比" not in notes(table)


@pytest.mark.parametrize(
    ("reported", "difference", "words"),
    [
        ("146.42", "0", "工业投资：合计·报比合计·算少 0.01，为各开发区四舍五入所致。"),
        ("146.4", "-0.03", "工业投资：合计·报比合计·算少 0.03，超出四舍五入的范围，请核对。"),
        ("146.43", "0", ""),
    ],
)
def test_a_reported_total_is_held_against_the_computed_one(ledger, reported, difference, words):
    ledger.readings(("49.48", "42.1", "54.85"))
    ledger.reading(reported, zone=None)
    table = work_out(ledger)
    row = next(row for row in table.form.rows if row.style == "reported")
    assert row.differences == {"value": Decimal(difference)}
    assert words in table.notes if words else "合计·报比" not in notes(table)


def test_the_total_comes_to_its_target_only_when_no_zone_is_missing(ledger):
    ledger.target("10", zone="甲区")
    ledger.target("20", zone="乙区")
    ledger.reading("9", zone="甲区")
    (total,) = (row for row in work_out(ledger).rows if row.style == "total")
    assert [total.cells[key] for key in ("value", "target", "completion", "status")] == [9, 30, None, "missing"]
    ledger.reading("21", zone="乙区")
    (total,) = (row for row in work_out(ledger).rows if row.style == "total")
    assert [total.cells[key] for key in ("value", "completion", "status")] == [30, 100, "met"]


def test_ratios_are_not_added_up(ledger):
    ledger.indicator("占比", "%")
    ledger.readings(("5", "6"), indicator="占比")
    assert not [row for row in (*work_out(ledger).rows, *work_out(ledger).form.rows) if row.style == "total"]


def test_what_does_not_apply_to_a_zone_is_left_out_and_said(ledger):
    ledger.indicator("规上工业增加值", for_industrial=True)
    ledger.zone("农区", "agricultural")
    ledger.reading("5", indicator="规上工业增加值")
    assert list(rows_of(work_out(ledger))) == ["甲区"]
    ledger.reading("5", indicator="规上工业增加值", zone="农区")
    table = work_out(ledger)
    assert list(rows_of(table)) == ["甲区"]
    assert "另有 1 项报了不适用于本开发区类型的指标" in notes(table)


def test_a_month_not_reported_is_awaited(ledger):
    ledger.target("10")
    ledger.target("10", zone="乙区")
    ledger.reading("5", month=9)
    ledger.reading("6", zone="乙区")
    table = work_out(ledger)
    assert rows_of(table, "status", "value", "months")["甲区"] == ("missing", None, 1)
    assert "缺报 1 项，涉及 1 家" in notes(table)


def test_a_growth_target_is_held_against_the_growth(ledger):
    ledger.target("8", basis="growth")
    ledger.reading("50", "6")
    row = row_of(work_out(ledger))
    assert [row.cells[key] for key in ("target", "basis", "completion", "status", "mark")] == [
        8, "growth", 75, "behind", "增速目标、低于目标",
    ]  # fmt: skip


def test_beside_an_amount_a_growth_target_is_marked_where_growth_falls_short(ledger):
    ledger.target("310")
    ledger.target("7", basis="growth")
    ledger.reading("266", "6.56")
    row = row_of(work_out(ledger))
    assert (row.cells["target"], row.cells["mark"]) == (310, "增速低于目标 7%")


def test_monthly_amounts_add_up_towards_the_target(ledger):
    ledger.indicator("技改", cumulative="month")
    ledger.target("10", "技改")
    for month, value in ((8, "2"), (9, "3"), (10, "1")):
        ledger.reading(value, month=month, indicator="技改")
    row = row_of(work_out(ledger))
    assert (row.cells["value"], row.cells["completion"], row.cells["pace"]) == (1, 60, 72)


def test_the_city_says_its_trend(ledger):
    growths = {7: "-38", 8: "-41.2", 9: "-36.5", 10: "-33"}
    for month, growth in growths.items():
        ledger.reading("101", growth, month=month, zone=None)
    table = work_out(ledger)
    assert rows_of(table, "value", "growth", "trend") == {"全市": (101, -33, "降幅连续两个月收窄")}
    assert rows_of(work_out(ledger, year=2023, month=8), "trend") == {"全市": ("",)}


def test_the_months_stand_in_the_table_that_the_line_chart_draws(ledger):
    ledger.readings(("60", "41"))
    for month, growth in ((8, "1"), (9, "2"), (10, "3")):
        ledger.reading("101", growth, month=month, zone=None)
    table = work_out(ledger)
    line = next(chart for chart in table.charts if chart.form == "line")
    months = [(row.cells["name"], row.cells["growth"]) for row in table.form.rows if row.adds_to == line.rows]
    assert months == [("1—8月", 1), ("1—9月", 2), ("1—10月", 3)]


def test_an_extreme_growth_is_kept_marked_and_off_the_axis(ledger):
    ledger.reading("82", "29923.9")
    ledger.reading("90", "12", zone="乙区")
    table = work_out(ledger)
    assert rows_of(table, "growth", "mark") == {"甲区": (Decimal("29923.9"), "基数过小"), "乙区": (12, "")}
    chart = next(chart for chart in table.charts if chart.series[0].column == "growth")
    assert (chart.limit, chart.limit_mark) == (1000, "基数过小")
    assert "基数过小：1 个增速超过 1000%" in notes(table)


def test_the_indicators_of_one_zone_stand_together_under_its_name(ledger):
    for name, value in (("新品种", "12"), ("专利", "42")):
        ledger.target("12", name)
        ledger.reading(value, indicator=name)
    ledger.target("60", "培训")
    ledger.reading("50", indicator="培训")
    assert drawn(work_out(ledger), "name") == [
        ("section", "甲区　3 项：已完成 2 项，正常推进 1 项"),
        ("body", "新品种（亿元）"), ("body", "专利（亿元）"), ("body", "培训（亿元）"),
    ]  # fmt: skip


def test_one_zone_alone_keeps_its_place_among_all(ledger):
    ledger.readings(("5", "6", "7"))
    ledger.reading("18", zone=None)
    table = work_out(ledger, zone=ledger.zone("乙区"))
    assert rows_of(table, "rank") == {"乙区": (2,)}
    assert {row.style for row in table.form.rows} == {"section", "body"}


def test_by_indicator_only_the_city_is_left(ledger):
    ledger.readings(("5", "6"))
    ledger.reading("11", "3", zone=None)
    ledger.readings(("1", "2"), indicator="税收")
    table = work_out(ledger, by="indicator")
    assert rows_of(table, "value") == {"全市": (11,)}
    assert [row[:3] for row in drawn(table, "name", "value")] == [
        ("body", "工业投资（亿元）", 11),
        ("body", "税收（亿元）", 3),
    ]


def test_indicators_stand_in_their_own_order(ledger):
    ledger.indicator("后", place=Decimal(2))
    ledger.indicator("先", place=Decimal(1))
    for name in ("无", "后", "先"):
        ledger.reading("1", indicator=name)
    assert [row.cells["indicator"] for row in work_out(ledger).rows] == ["先", "后", "无"]


@pytest.mark.parametrize("by", ["", "indicator"])
def test_without_readings_the_table_says_what_to_enter_first(ledger, by):
    ledger.zone()
    table = work_out(ledger, by=by, year=2023)
    assert (table.rows, table.form.rows, table.charts) == ((), (), ())
    assert "请先录入指标、年度目标和月度数据" in notes(table)


def test_a_sum_of_exact_numbers_opens_to_what_each_adds_largest_first(ledger):
    ledger.readings(("9.5", "10.25"))
    table = work_out(ledger)
    behind = figures.records_behind(ledger.store, figures.selection_at(table, "3", "value"))
    assert [behind.adds[record["id"]] for record in behind.records] == [Decimal("10.25"), Decimal("9.5")]


def test_an_indicator_of_one_zone_is_drawn_by_its_months(ledger):
    for month, value in ((8, "5"), (9, "6")):
        ledger.reading(value, month=month)
    table = work_out(ledger)
    assert [(chart.title, chart.form) for chart in table.charts] == [("工业投资：各月数值", "line")]


def test_the_year_before_is_taken_as_reported_now_else_as_reported_then(ledger):
    ledger.reading("4", year=2022)
    ledger.reading("5", year=2022, zone="乙区")
    ledger.reading("6", last_year="4.2")
    ledger.reading("7", zone="乙区")
    assert rows_of(work_out(ledger), "last_year") == {"甲区": (Decimal("4.2"),), "乙区": (5,)}


def test_a_city_with_an_aim_alone_has_no_reported_total(ledger):
    ledger.readings(("1", "2"))
    ledger.target("5", zone=None)
    assert "reported" not in [row.style for row in work_out(ledger).form.rows]


def test_a_city_that_reported_a_growth_alone_shows_nothing_else(ledger):
    ledger.readings(("1", "2"))
    ledger.target("5", zone=None)
    ledger.reading(None, "6.5", zone=None)
    (row,) = [row for row in work_out(ledger).form.rows if row.style == "reported"]
    shown = {key: row.cells.get(key) for key in ("value", "growth", "target", "completion", "status")}
    assert {key: value for key, value in shown.items() if value is not None} == {"growth": Decimal("6.5")}


def test_growths_of_an_indicator_are_drawn_to_the_same_decimals(ledger):
    for zone, growth in (("甲区", "12"), ("乙区", "-3.5")):
        ledger.reading("10", growth, zone=zone)
    ledger.reading("20", "6.56", zone=None)
    growths = [str(growth) for style, growth in drawn(work_out(ledger), "growth") if growth is not None]
    assert growths == ["12.0", "-3.5", "6.56"]
    assert row_of(work_out(ledger)).cells["growth"] == 12


def test_paper_leaves_out_the_months_that_only_a_chart_draws(ledger):
    ledger.readings(("1", "2"))
    for month in (8, 9, 10):
        ledger.reading("101", str(month), month=month, zone=None)
    table = work_out(ledger)
    assert "1—9月" in [row.cells["name"] for row in table.form.rows]
    printed = [row.cells["name"] for row in table.printed.rows]
    assert printed[-1] == "合计·报"
    assert not [name for name in printed if "月" in name]


def test_the_computed_total_has_no_status_of_its_own_where_the_city_has_a_target(ledger):
    for zone, target in (("甲区", "15"), ("乙区", "15")):
        ledger.target(target, zone=zone)
    ledger.readings(["12", "14"])
    assert (total_of(work_out(ledger)).cells["status"], "不另判状态" in notes_of(ledger)) == ("ahead", False)
    ledger.target("40", zone=None)
    ledger.reading("26", zone=None)
    table = work_out(ledger)
    assert [total_of(table).cells[key] for key in ("target", "status", "mark")] == [30, "", ""]
    assert rows_of(table, "status")["全市"] == ("behind",)
    assert "不另判状态" in notes_of(ledger)


def notes_of(ledger):
    return "".join(work_out(ledger).notes)


def total_of(table):
    return next(row for row in table.rows if row.style == "total")


def test_a_zone_alone_has_its_indicators_either_way(ledger):
    ledger.readings(["12", "14"])
    tables = [work_out(ledger, by=by, zone=ledger.zone("乙区")) for by in ("zone", "indicator")]
    assert [[row.cells["value"] for row in table.rows] for table in tables] == [[14], [14]]
