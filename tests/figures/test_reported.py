from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures import FIGURES, showing
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.figures.reported import Scope, scope_of
from zonedesk.records.reckoning import REPORTED_FIGURES

YI = Decimal(10**8)


def work_out(ledger, name="three-batches", **ask):
    with ledger.store.reading() as connection:
        table = FIGURES[name].work_out(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def fourth(ledger):
    """Enter the fourth event of 2023 as it was printed: 49.48 + 42.10 + 54.85."""
    for kind, amount in (("signing", "49.48"), ("start", "42.1"), ("commissioning", "54.85")):
        ledger.entry(kind, event=(2023, 4), investment=amount)
    return ledger.event(2023, 4)


def report(ledger, column, value, unit="亿元", figure="three-batches", **place):
    values = {"year": Decimal(2023), **place}
    return ledger.add("reported_total", figure=figure, column=column, value=Decimal(value), unit=unit, **values)


def said(table):
    """Return the notes about reported totals."""
    return [note for note in table.notes if "上报" in note]


def test_a_total_out_by_rounding_stands_beside_the_computed_one_and_is_noted(ledger):
    report(ledger, "合计总投资", "146.42", event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    assert table.totals.cells["investment"] == Decimal("146.43") * YI
    assert table.reported.cells["investment"] == table.reported.cells["total_investment"] == Decimal("146.42") * YI
    assert table.reported.differences["total_investment"] == 0
    assert said(table) == [
        "合计总投资：上报 146.42 亿元，算得 146.43 亿元，相差 0.01 亿元，为各部分四舍五入所致；上报数照原样保留。"
    ]


def test_a_total_that_rounding_does_not_explain_is_a_discrepancy(ledger):
    report(ledger, "总投资", "146.40", event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    assert table.reported.differences["total_investment"] == Decimal("-0.03") * YI
    assert "请核对" in said(table)[0]


def test_counts_are_never_rounded(ledger):
    report(ledger, "合计项目数", "4", "个", event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    assert table.reported.differences["total_count"] == 1
    assert "相差 1 个" in said(table)[0]


@pytest.mark.parametrize("column", ["签约一批总投资", "签约总投资", " 签约 总投资", "signing_investment"])
def test_a_column_is_meant_by_its_words(ledger, column):
    report(ledger, column, "494800", "万元", event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    assert table.reported.cells["signing_investment"] == Decimal("49.48") * YI
    assert said(table) == []


@pytest.mark.parametrize(("column", "unit"), [("总产值", "亿元"), ("合计总投资", "万美元")])
def test_what_fits_no_column_is_said(ledger, column, unit):
    report(ledger, column, "9", unit, event=fourth(ledger))
    assert f"上报合计“{column}”（9 {unit}）对不上哪一列" in said(work_out(ledger, events=parse_events("2023-4")))[0]


def test_the_row_stands_under_the_computed_total_in_the_drawn_form(ledger):
    report(ledger, "合计总投资", "146.42", event=fourth(ledger))
    drawn = work_out(ledger, events=parse_events("2023-4")).form
    styles = [row.style for row in drawn.all_rows]
    assert styles.index("reported") == styles.index("total") + 1
    assert drawn.rows[styles.index("reported")].cells["name"] == "合计·报"


def test_a_reported_number_opens_its_record(ledger):
    record = report(ledger, "合计总投资", "146.42", event=fourth(ledger))
    selection = work_out(ledger, events=parse_events("2023-4")).reported.records["total_investment"]
    with ledger.store.reading() as connection:
        assert connection.execute(selection.ids).scalars().all() == [record]


@pytest.mark.parametrize(
    "ask",
    [{"events": parse_events("2023-3..2023-4")}, {"events": parse_events("2023-4"), "plain_sum": True}, {"year": 2023}],
)
def test_a_total_of_one_event_stands_nowhere_else(ledger, ask):
    ledger.entry(event=(2023, 3))
    report(ledger, "合计总投资", "146.42", event=fourth(ledger))
    assert work_out(ledger, **ask).reported is None


def test_one_zone_alone_has_no_reported_total(ledger):
    report(ledger, "合计总投资", "146.42", event=fourth(ledger))
    assert work_out(ledger, events=parse_events("2023-4"), zone=ledger.zone()).reported is None


def test_a_whole_year_has_its_own(ledger):
    fourth(ledger)
    ledger.entry(event=(2023, 3))
    report(ledger, "合计总投资", "147.43")
    assert work_out(ledger, year=2023).reported.cells["total_investment"] == Decimal("147.43") * YI


def test_a_table_without_another_form_has_it_after_its_totals(ledger):
    ledger.member("lead")
    report(ledger, "领办员", "2", "人", "teams", month=Decimal(10))
    table = work_out(ledger, "teams", year=2023, month=10)
    assert [row.style for row in table.all_rows] == ["body", "total", "reported"]
    assert (table.reported.cells["zone"], table.reported.cells["leads"]) == ("合计·报", 2)


@pytest.mark.parametrize(
    ("ask", "scope"),
    [
        (Ask(), None), (Ask(year=2023), Scope(2023, (None, 12))), (Ask(year=2023, month=10), Scope(2023, (10,))),
        (Ask(as_of="2023-12-31"), Scope(2023, (12, None))), (Ask(as_of="2023-10-30"), None), (Ask(year=2023, zone="a"), None),
    ],
)  # fmt: skip
def test_what_is_reported_for_a_period(ask, scope):
    assert scope_of(ask) == scope


def test_a_total_that_cannot_be_worked_out_is_shown_as_reported(ledger):
    """A share of all projects' investment, where the ledger has no project yet."""
    ledger.add("chain", name="现代医药")
    report(ledger, "投资额占比", "30", "%", "chains")
    table = work_out(ledger, "chains", year=2023)
    assert table.totals.cells["share"] is None
    assert (table.reported.cells["share"], table.reported.differences) == (30, {})
    assert said(table) == ["项目投资额占比：上报 30 %，算得 —，台账里还没有可以算的记录，请核对。"]


def test_every_figure_with_totals_can_hold_a_reported_one(ledger):
    ledger.zone()
    has_totals = set()
    for name, figure in FIGURES.items():
        with ledger.store.reading() as connection:
            if figure.work_out(connection, Ask(year=2023)).totals is not None:
                has_totals.add(name)
    assert {name: FIGURES[name].title for name in has_totals} == REPORTED_FIGURES


def plots(ledger, area="715.1"):
    ledger.add(
        "land_plot", number="1", zone=ledger.zone(), area=Decimal(area), area_unit="亩", transferred_on="2023-05"
    )


@pytest.mark.parametrize("column", ["面积", "出让标准地面积", "面积（亩）", "合计面积", "area"])
def test_a_label_that_only_one_column_has_needs_no_group(ledger, column):
    plots(ledger)
    report(ledger, column, "715", "亩", "reforms")
    table = work_out(ledger, "reforms", year=2023)
    assert table.reported.cells["area"] == 715
    assert "相差 0.1 亩" in said(table)[0]


def test_a_label_of_several_groups_means_what_adds_them_up(ledger):
    report(ledger, "总投资", "146.43", event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    assert set(table.reported.cells) & {"signing_investment", "total_investment"} == {"total_investment"}


@pytest.mark.parametrize("column", ["签约项目", "签约项目数", "签约项目（个）", "签约项目数(个)"])
def test_a_count_may_be_called_a_number(ledger, column):
    ledger.project(signed_on="2023-05", channel="alumni")
    report(ledger, column, "1", "个", "promotion")
    table = work_out(ledger, "promotion", year=2023)
    assert (table.reported.cells["signed"], said(table)) == (1, [])


@pytest.mark.parametrize(
    ("value", "unit", "money_unit", "shown"),
    [("118", "亿元", "亿元", "118"), ("118", "亿元", "万元", "1180000"), ("118.50", "亿元", "亿元", "118.50"),
     ("494800", "万元", "亿元", "49.48")],
)  # fmt: skip
def test_money_is_shown_with_the_digits_that_were_reported(ledger, value, unit, money_unit, shown):
    report(ledger, "合计总投资", value, unit, event=fourth(ledger))
    table = work_out(ledger, events=parse_events("2023-4"))
    column = next(column for column in table.form.columns if column.key == "total_investment")
    text = showing.cell_text(table.reported.cells[column.key], showing.column_of(table.reported, column), money_unit)
    assert text == shown
    assert f"上报 {value} {unit}，" in said(table)[0]


def test_a_number_is_shown_with_the_digits_that_were_reported_beside_longer_ones(ledger):
    plots(ledger)
    report(ledger, "面积", "715", "亩", "reforms")
    table = work_out(ledger, "reforms", year=2023)
    column = next(column for column in table.columns if column.key == "area")
    assert (column.decimals, showing.column_of(table.totals, column)) == (1, column)
    assert showing.cell_text(Decimal(715), showing.column_of(table.reported, column), "亿元") == "715"


def test_a_rate_rounded_when_it_was_reported_agrees(ledger):
    for number in range(3):
        started = {"started_on": "2023-01"} if number < 2 else {}
        ledger.entry(project=ledger.project(**started))
    report(ledger, "开工率", "66.7", "%", "three-rates")
    table = work_out(ledger, "three-rates", as_of="2023-12-31")
    assert table.reported.differences["start_rate"] == 0
    assert "为四舍五入所致" in said(table)[0]


def test_rates_up_to_an_event_have_their_own_reported_ones(ledger):
    for number in (1, 2):
        ledger.entry(event=(2023, number))
    report(ledger, "开工率", "5", "%", "three-rates", event=ledger.event(2023, 1))
    assert work_out(ledger, "three-rates", events=parse_events("2023-1")).reported.cells["start_rate"] == 5
    assert work_out(ledger, "three-rates").reported is None
    assert work_out(ledger, "three-rates", events=parse_events("2023-2")).reported is None


def test_a_whole_number_of_things_is_never_rounded(ledger):
    ledger.target("10")
    report(ledger, "应报", "2", "项", "missing", month=Decimal(10))
    assert work_out(ledger, "missing", year=2023, month=10).reported.differences["expected"] == 1
