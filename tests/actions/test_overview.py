from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import add, make_project
from zonedesk.actions import overview
from zonedesk.actions.overview_sheet import sheet
from zonedesk.errors import Mendable


def gather(store, project=""):
    return overview.gather(store, project, 2023, 10)


@pytest.fixture
def project(store):
    return make_project(store, name="样例项目")


def test_an_empty_ledger_has_no_project(store):
    assert gather(store).project is None


def test_without_a_choice_it_is_the_first_that_has_milestones(store, project):
    other = make_project(store)
    assert gather(store).project["id"] == project
    add(store, "milestone", project=other, name="开工")
    assert gather(store).project["id"] == other
    assert gather(store, "gone").project["id"] == other
    assert gather(store, project).project["id"] == project


@pytest.mark.parametrize(
    ("accepted", "finished", "status", "used", "over"),
    [
        ("2023-10-01", "2023-10-08", "done", 7, 0),
        ("2023-10-01", "2023-10-21", "done", 20, 10),
        ("2023-10-11", None, "doing", 20, 10),
        ("2023-10-11", "2023-11-05", "doing", 20, 10),  # as of the end of October it was under way
        ("2023-10-11", "2023", "done", 20, 10),  # which may have been later in the year
        ("2023-11", None, "doing", None, 0),
        ("2023", None, "doing", None, 0),
        (None, None, "todo", None, 0),
        ("2023-10-11", None, "done", None, 0),  # nobody knows when
    ],
)
def test_a_formality_says_the_days_it_took_and_those_beyond_its_promise(
    store, project, accepted, finished, status, used, over
):
    add(store, "procedure", project=project, name="环评", promised_days=Decimal(10), accepted_on=accepted,
        finished_on=finished, status=status)  # fmt: skip
    (formality,) = gather(store).formalities
    assert (formality.used, formality.over) == (used, over)


def test_formalities_stand_in_their_order(store, project):
    for name, step in (("无次序", None), ("环评", 2), ("备案", 1)):
        add(store, "procedure", project=project, name=name, step=None if step is None else Decimal(step))
    assert [formality.name for formality in gather(store).formalities] == ["备案", "环评", "无次序"]


def test_open_bottlenecks_come_first_the_most_urgent_of_them_before_the_others(store, project):
    for text, status, due in (
        ("已解决", "solved", "2023-10-01"), ("无期限", "raised", None), ("不急", "working", "2023-11-10"),
        ("超期", "working", "2023-10-21"),
    ):  # fmt: skip
        add(store, "bottleneck", project=project, kind="land", description=text, status=status, due_on=due)
    found = gather(store)
    assert [(each.text, each.left) for each in found.hindrances] == [
        ("超期", -10), ("不急", 10), ("无期限", None), ("已解决", None),
    ]  # fmt: skip
    assert found.open_hindrances == 3


def test_attachments_of_the_project_alone_are_listed(store, project):
    for record, name in ((project, "批文.pdf"), ("other", "别的.pdf")):
        add(store, "attachment", of_kind="project", of_record=record, name=name, sha256="0" * 64, size=Decimal(2048))
    assert [(each.text, each.more) for each in gather(store).attachments] == [("批文.pdf", "2.0 KB")]


def test_the_sheet_holds_milestones_formalities_and_what_is_in_the_way(store, project):
    add(store, "milestone", project=project, name="开工", planned_from="2023-09", planned_to="2023-10-21")
    add(store, "procedure", project=project, name="环评", status="doing", accepted_on="2023-10-01",
        promised_days=Decimal(10))  # fmt: skip
    add(store, "bottleneck", project=project, kind="land", description="用地未落实", status="working")
    table = sheet(gather(store))
    assert table.title == "样例项目进展情况"
    assert table.rows[1].cells["planned_from"] == "2023-09"
    found = [(row.cells["name"], row.cells.get("late")) for row in table.rows]
    assert found == [
        ("进度节点", None), ("开工", 10), ("手续办理", None), ("环评", 20), ("未解决的堵点", None), ("用地未落实", None),
    ]  # fmt: skip


def test_a_picture_of_no_milestones_is_refused(store, project, tmp_path):
    with pytest.raises(Mendable, match="还没有进度节点"):
        overview.save_picture(gather(store), tmp_path / "图.png")


@pytest.mark.parametrize(("day", "gone"), [("2023-12-31", 1), ("2023-07-02", Decimal(183) / 365)])
def test_the_share_of_the_year_that_is_gone(day, gone):
    assert overview.share_of_year(day) == gone
