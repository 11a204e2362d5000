from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.errors import Mendable
from zonedesk.figures.asking import Ask, parse_events
from zonedesk.figures.three_rates import figure


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def fill(ledger, kind, date, above, below):
    """Enter `below` projects in a batch, of which `above` have the date."""
    with ledger.store.change("试") as change:
        zone, event = ledger.zone(), ledger.event(2021, 1)
        for number in range(below):
            done = {date: "2021-05"} if number < above else {}
            values = {"name": f"{kind}{number}", "zone": zone, "investment": Decimal(1), **done}
            project = change.insert("project", values)
            change.insert("batch_entry", {"event": event, "kind": kind, "project": project, "investment": Decimal(1)})
        change.commit()


@pytest.mark.parametrize(
    ("kind", "date", "key", "above", "below", "rate"),
    [
        ("signing", "started_on", "start_rate", 82, 94, "87.23"),
        ("start", "commissioned_on", "commission_rate", 67, 107, "62.62"),
        ("signing", "started_on", "start_rate", 40, 68, "58.82"),
        ("start", "commissioned_on", "commission_rate", 17, 57, "29.82"),
    ],
)
def test_published_ratios_of_2021(ledger, kind, date, key, above, below, rate):
    ledger.event(2021, 1)
    ledger.zone()
    fill(ledger, kind, date, above, below)
    assert round(work_out(ledger).rows[0].cells[key], 2) == Decimal(rate)


def test_published_output_ratio_of_2021(ledger):
    ledger.entry("commissioning", ledger.project(output_actual="200.65"), output="220.04")
    ledger.entry("commissioning", ledger.project(output_actual="16"), output="15")
    cells = work_out(ledger).rows[0].cells
    assert round(cells["output_rate"], 2) == Decimal("92.18")


def test_population_is_all_events_but_the_last(ledger):
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    table = work_out(ledger)
    assert table.rows[0].cells["signed"] == 2
    assert table.period == "2022年第一次至2023年第一次"


def test_population_reaches_to_the_event_asked_for(ledger):
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert work_out(ledger, events=parse_events("2023-2")).rows[0].cells["signed"] == 3
    assert work_out(ledger, events=parse_events("2022-1")).rows[0].cells["signed"] == 1


def test_a_single_event_is_its_own_population(ledger):
    ledger.entry()
    assert work_out(ledger).rows[0].cells["signed"] == 1


def test_as_of_counts_what_had_happened(ledger):
    for started in ("2023-05", "2023-11-01", None):
        ledger.entry(project=ledger.project(started_on=started))
    assert work_out(ledger, as_of="2023-10-31").rows[0].cells["started"] == 1
    assert work_out(ledger).rows[0].cells["started"] == 2


@pytest.mark.parametrize(
    ("started", "as_of", "count"),
    [
        ("2023", "2023-01-01", 0), ("2023", "2023-12-30", 0), ("2023", "2023-12-31", 1), ("2022", "2023-01-01", 1),
        ("2023-10", "2023-10-30", 0), ("2023-10", "2023-10-31", 1), ("2023-06", "2023-06-30", 1), ("2024-02", "2024-02-28", 0),
        ("2023-10-31", "2023-10-31", 1), ("2023-11-01", "2023-10-31", 0),
    ],
)  # fmt: skip
def test_a_date_known_to_the_month_or_year_counts_once_that_is_over(ledger, started, as_of, count):
    ledger.event(2021, 1)
    ledger.entry(project=ledger.project(started_on=started), event=(2021, 1))
    assert work_out(ledger, as_of=as_of).rows[0].cells["started"] == count


def test_notes_say_which_events_have_no_date(ledger):
    ledger.event(2022, 1, "2022-03-01")
    for event in ((2022, 1), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert "其中 1 次活动未填举办时间，按年度计入" in "".join(work_out(ledger, as_of="2023-06-30").notes)
    assert "未填举办时间" not in "".join(work_out(ledger).notes)


def test_a_year_limits_the_events_also_beside_a_day(ledger):
    for event in ((2022, 1), (2022, 2), (2023, 1), (2023, 2)):
        ledger.entry(event=event)
    assert work_out(ledger, year=2022, as_of="2023-10-31").period == "2022年第一次"


def test_the_total_by_zone_is_labelled(ledger):
    ledger.entry()
    assert work_out(ledger, by="zone").totals.cells["zone"] == "合计·算"


def test_repeats_and_increases_are_no_further_projects(ledger):
    project = ledger.project(started_on="2023-01")
    ledger.entry(project=project)
    ledger.entry(project=project, event=(2023, 2))
    ledger.entry(project=project, event=(2023, 2), increase=True)
    cells = work_out(ledger, events=parse_events("2023-2")).rows[0].cells
    assert (cells["signed"], cells["started"]) == (1, 1)


def test_expected_output_falls_back_on_the_project(ledger):
    ledger.entry("commissioning", ledger.project(output_expected="2", output_actual="1"))
    cells = work_out(ledger).rows[0].cells
    assert cells["output_rate"] == 50


def test_without_a_denominator_there_is_no_rate(ledger):
    ledger.entry("signing")
    cells = work_out(ledger).rows[0].cells
    assert cells["commission_rate"] is None
    assert cells["begun"] == 0


def test_by_zone(ledger):
    ledger.entry(project=ledger.project(zone="甲区", started_on="2023"))
    ledger.entry(project=ledger.project(zone="乙区"))
    table = work_out(ledger, by="zone")
    assert [(row.cells["zone"], row.cells["start_rate"]) for row in table.rows] == [("甲区", 100), ("乙区", 0)]
    assert table.totals.cells["start_rate"] == 50


def test_notes_name_formula_and_population(ledger):
    ledger.entry()
    notes = "".join(work_out(ledger).notes)
    assert "2021版" in notes
    assert "2023年第一次" in notes


def test_an_empty_ledger_gives_zeros(ledger):
    assert work_out(ledger).rows[0].cells["signed"] == 0


def formula(ledger, edition, rate, above, below, kind="signing", **values):
    numerator_kind, denominator_kind = kind if isinstance(kind, tuple) else (kind, kind)
    return ledger.add(
        "rate_formula", edition=edition, rate=rate, numerator_kind=numerator_kind, numerator=above,
        denominator_kind=denominator_kind, denominator=below, **values,
    )  # fmt: skip


def three(ledger, edition, **values):
    """Enter an edition of all three rates: 达效率 counts projects."""
    formula(ledger, edition, "start_rate", "started", "entries", "signing", **values)
    formula(ledger, edition, "commission_rate", "commissioned", "entries", "start", **values)
    formula(ledger, edition, "output_rate", "full", "entries", "commissioning", **values)


def full_of_four(ledger):
    for number in range(4):
        done = {"full_output_on": "2023-05"} if number < 3 else {}
        ledger.entry("commissioning", ledger.project(output_actual="1", output_expected="2", **done))


def test_an_edition_may_count_projects_where_the_built_in_one_divides_outputs(ledger):
    full_of_four(ledger)
    three(ledger, "个数版")
    table = work_out(ledger, formula="个数版")
    assert table.rows[0].cells["output_rate"] == 75
    assert (table.rows[0].cells["output_rate_numerator"], table.rows[0].cells["output_rate_denominator"]) == (3, 4)
    assert [column.label for column in table.columns[-3:]] == ["入批项目数", "已达效数", "达效率"]
    assert "公式（个数版）" in table.notes[0]
    assert "产值之比" not in table.notes[0]
    assert work_out(ledger, formula="2021版").rows[0].cells["output_rate"] == 50


@pytest.mark.parametrize(
    ("day", "version"),
    [("2021-12-31", "2021版"), ("2022-12-31", "甲版"), ("2023-06-30", "乙版"), ("2025-01-01", "丙版")],
)
def test_the_newest_edition_in_force_on_the_day_is_taken(ledger, day, version):
    three(ledger, "乙版", in_force_from="2023-06-30")
    three(ledger, "甲版", in_force_from="2022")
    formula(ledger, "丙版", "start_rate", "started", "entries", in_force_from="2024-01-01")
    assert f"公式（{version}）" in work_out(ledger, as_of=day).notes[0]


def test_an_edition_of_one_rate_is_in_force_for_it_and_older_ones_for_the_others(ledger):
    full_of_four(ledger)
    ledger.entry("signing", ledger.project(commissioned_on="2023-01"))
    formula(ledger, "个数版", "output_rate", "full", "entries", "commissioning", in_force_from="2022-07")
    formula(ledger, "丙版", "start_rate", "commissioned", "entries", in_force_from="2024-01-01")
    before, after = (work_out(ledger, as_of=day) for day in ("2023-12-31", "2024-01-01"))
    assert [before.rows[0].cells[key] for key in ("start_rate", "output_rate")] == [0, 75]
    assert [after.rows[0].cells[key] for key in ("start_rate", "output_rate")] == [100, 75]
    assert "公式（个数版）" in before.notes[0]
    assert "本版没有的开工率、投产率按2021版。" in before.notes[0]
    assert "公式（丙版）" in after.notes[0]
    assert "本版没有的投产率按2021版，达效率按个数版。" in after.notes[0]


def test_rates_that_an_edition_does_not_say_divide_as_the_built_in_one(ledger):
    ledger.entry("start", ledger.project(commissioned_on="2023-01"))
    formula(ledger, "丙版", "start_rate", "commissioned", "entries")
    table = work_out(ledger, formula=" 丙版 ")
    assert table.rows[0].cells["commission_rate"] == 100
    assert "本版没有的投产率、达效率按2021版" in table.notes[0]


def test_a_rate_over_two_batches_stands_under_its_own_name(ledger):
    ledger.entry("signing")
    ledger.entry("signing", ledger.project(commissioned_on="2023-01"))
    ledger.entry("start", ledger.project(commissioned_on="2023-01"))
    formula(ledger, "丁版", "commission_rate", "commissioned", "entries", ("start", "signing"))
    table = work_out(ledger, formula="丁版")
    assert table.rows[0].cells["commission_rate"] == 50
    assert [column.group for column in table.columns] == ["开工率"] * 3 + ["投产率"] * 3 + ["达效率"] * 3
    assert len({column.key for column in table.columns}) == 9
    assert "投产率 = 开工一批已投产数（开工一批） ÷ 签约一批入批项目数（签约一批）" in table.notes[0]


def test_an_edition_that_there_is_not_is_said_with_those_there_are(ledger):
    three(ledger, "乙版")
    with pytest.raises(Mendable, match="有：2021版、乙版"):
        work_out(ledger, formula="丙版")


def test_a_zone_counts_alone(ledger):
    ledger.entry(project=ledger.project(zone="甲区", started_on="2023"))
    ledger.entry(project=ledger.project(zone="乙区"))
    table = work_out(ledger, by="zone", zone=ledger.zone("乙区"))
    assert [row.cells["zone"] for row in table.rows] == ["乙区"]
    assert (table.totals.cells["signed"], table.totals.cells["started"]) == (1, 0)
