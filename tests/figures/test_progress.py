from __future__ import annotations

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.actions.figures import as_json
from zonedesk.figures.asking import Ask
from zonedesk.figures.progress import figure

KEYS = (
    "project", "zone", "milestone", "planned_from", "planned_to", "actual_from", "actual_to", "late", "critical", "percent",
)  # fmt: skip


@pytest.fixture
def filled(ledger):
    for zone in ("甲区", "乙区"):
        project = ledger.project(f"{zone}项目", zone)
        ledger.add("milestone", project=project, name="备案", planned_from="2023-09-01", planned_to="2023-09-10",
                   actual_from="2023-09-01", actual_to="2023-09-12", percent=100)  # fmt: skip
        ledger.add("milestone", project=project, name="开工", planned_from="2023-09-13", planned_to="2023-10-20",
                   after="备案")  # fmt: skip
        ledger.add(
            "milestone", project=project, name="绿化", planned_from="2023-10", planned_to="2023-10", after="备案"
        )
    ledger.project("没有节点的项目")
    return ledger


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def test_each_milestone_has_a_row_under_stable_keys(filled):
    table = work_out(filled, as_of="2023-10-31")
    rows = as_json(table, "亿元")["rows"]
    assert [tuple(row[key] for key in KEYS) for row in rows[:3]] == [
        ("甲区项目", "甲区", "备案", "2023-09-01", "2023-09-10", "2023-09-01", "2023-09-12", "2", "是", "100"),
        ("甲区项目", "甲区", "开工", "2023-09-13", "2023-10-20", None, None, "11", "否", None),
        ("甲区项目", "甲区", "绿化", "2023-10", "2023-10", None, None, "0", "是", None),
    ]


def test_totals_count_projects_milestones_and_late_ones(filled):
    totals = as_json(work_out(filled, as_of="2023-10-31"), "亿元")["totals"]
    assert [totals[key] for key in ("projects", "milestones", "late_milestones")] == ["2", "6", "4"]


def test_as_of_a_day_what_came_later_had_not_happened(filled):
    rows = work_out(filled, as_of="2023-09-11").rows
    assert [rows[0].cells[key] for key in ("actual_from", "actual_to", "late")] == ["2023-09-01", None, 1]


def test_what_happened_in_a_month_that_is_not_over_had_not_surely_happened(ledger):
    ledger.add("milestone", project=ledger.project(), name="节点", planned_to="2023-09-30", actual_from="2023-08",
               actual_to="2023-10", percent=100)  # fmt: skip
    cells = work_out(ledger, as_of="2023-10-15").rows[0].cells
    assert [cells[key] for key in ("actual_from", "actual_to", "late")] == ["2023-08", None, 15]


def test_a_zone_counts_alone(filled):
    table = work_out(filled, as_of="2023-10-31", zone=filled.zone("乙区"))
    assert {row.cells["zone"] for row in table.rows} == {"乙区"}
    assert table.totals.cells["projects"] == 1


def test_drawn_each_project_has_a_section_that_says_where_it_stands(filled):
    drawn = work_out(filled, as_of="2023-10-31").form
    sections = [row.cells["name"] for row in drawn.rows if row.style == "section"]
    assert sections[0] == "按开发区"
    assert sections[1].startswith("甲区项目（甲区）　节点 3 个，超期 2 个，计划 2023-10-31 完成，预计推迟 ")


def test_a_circle_in_old_data_is_named_in_the_notes(ledger):
    project = ledger.project("旧项目")
    for name, after in (("甲", "乙"), ("乙", "甲")):
        ledger.add("milestone", project=project, name=name, after=after)
    assert "旧项目（甲、乙）" in "".join(work_out(ledger).notes)


def test_without_milestones_it_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert table.totals.cells["milestones"] == 0
    assert "进度节点" in table.notes[-1]
