"""项目全景: what it shows of a project, where it leads, what an empty part says."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.builders import add, make_entry, make_event, make_project, make_zone
from zonedesk.actions.attaching import attach
from zonedesk.ui.brief_list import EDGE, PADDING
from zonedesk.ui.edit_session import Entry
from zonedesk.ui.overview_page import OverviewPage

YI = Decimal(10**8)


@pytest.fixture
def filled(ledger, desk):
    desk.settings.year, desk.settings.month = 2023, 10
    zone = make_zone(ledger, short_name="祁县经开区")
    project = make_project(
        ledger, zone=zone, name="样例玻璃项目", signed_on="2023-03", started_on="2023-09-01", investment=10 * YI,
        invested=4 * YI, year_plan=5 * YI, invested_this_year=2 * YI, manager="样例经理",
    )  # fmt: skip
    for name, first, last, after, more in (
        ("备案", "2023-08-01", "2023-08-10", None, {"actual_from": "2023-08-01", "actual_to": "2023-08-09"}),
        ("厂房", "2023-08-11", "2023-10-21", "备案", {"actual_from": "2023-08-11"}),
        ("投产", "2023-10-22", "2023-12-31", "厂房", {}),
    ):
        add(ledger, "milestone", project=project, name=name, planned_from=first, planned_to=last, after=after, **more)
    for step, (name, status, accepted) in enumerate((("环评", "doing", "2023-10-01"), ("能评", "todo", None)), start=1):
        add(ledger, "procedure", project=project, name=name, status=status, accepted_on=accepted, step=Decimal(step),
            promised_days=Decimal(20), department="生态环境局")  # fmt: skip
    add(ledger, "bottleneck", zone=zone, project=project, kind="land", description="用地未落实", status="working",
        due_on="2023-10-21")  # fmt: skip
    make_entry(ledger, project, make_event(ledger))
    return {"zone": zone, "project": project}


@pytest.fixture
def open_overview(qtbot, desk):
    def open_(width: int = 1214) -> OverviewPage:
        page = OverviewPage(desk)
        qtbot.addWidget(page)
        page.resize(width, 694)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        qtbot.waitUntil(lambda: page.found is not None)
        return page

    return open_


def texts(card):
    table = card.list
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_it_says_how_far_a_project_is_and_what_holds_it_up(filled, open_overview):
    page = open_overview()
    assert (page.head.name.text(), page.head.zone.word(), page.head.stage.word()) == (
        "样例玻璃项目",
        "祁县经开区",
        "开工",
    )
    assert page.head.way.reached == 3
    assert page.head.facts["manager"].text() == "样例经理"
    assert page.hint.text() == "截至 2023-10-31　计划 2023-12-31 完成，超期 1 个，预计推迟 10 天到 2024-01-10"
    assert texts(page.lists.hindrances) == [["用地未落实", "办理中", "超 10 天"]]
    assert texts(page.lists.events)[0][1] == "签约一批"
    assert page.status() == "节点 3 个 · 超期 1 个 · 手续超时 1 项 · 未解决堵点 1 个"


def test_investment_stands_against_the_plan_and_the_year(filled, open_overview):
    head = open_overview().head
    assert head.whole.accessibleName() == "累计完成 4.00 / 10.00 亿元，占总投资 40%"
    assert head.year.toolTip() == "今年完成 / 年度计划 2.00 / 5.00 亿元，40%；竖线：全年已过 83%"


def test_the_keyboard_walks_the_chart_and_opens_a_milestone(qtbot, desk, filled, open_overview):
    page = open_overview()
    qtbot.waitUntil(page.chart.hasFocus)
    qtbot.keyClick(page.chart, Qt.Key.Key_Down)
    assert page.chart.accessibleDescription().startswith("厂房（关键线路）")
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(page.chart, Qt.Key.Key_Return)
    assert asked.args == ["milestone", page.found.network.steps[1].record]


def test_a_double_click_opens_what_is_under_it(qtbot, desk, filled, open_overview):
    page = open_overview()
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.mouseDClick(page.flow, Qt.MouseButton.LeftButton, pos=page.flow.place_rect(1).center())
    assert asked.args == ["procedure", page.found.formalities[1].record]
    assert page.flow.place_at(QPoint(1, 1).toPointF()) == -1


def test_n_asks_for_a_milestone_of_this_project(qtbot, filled, open_overview):
    page = open_overview()
    seen = []

    def look():
        (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        seen.append((dialog.objectName(), dialog.findChild(object, "field.milestone.project").text()))
        dialog.reject()

    QTimer.singleShot(0, page, look)
    qtbot.keyClick(page.chart, Qt.Key.Key_N)
    assert seen == [("dialog.new.milestone", "样例玻璃项目")]


@pytest.mark.parametrize(
    ("card", "kind"), [("hindrances", "bottleneck"), ("events", "batch_entry"), ("changes", "project")]
)
def test_each_line_opens_its_record(qtbot, desk, filled, open_overview, card, kind):
    table = getattr(open_overview().lists, card).list
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args[0] == kind


@pytest.mark.parametrize("way", ["click", "enter"])
def test_the_line_of_a_file_opens_the_file(qtbot, ledger, desk, filled, open_overview, tmp_path, monkeypatch, way):
    (tmp_path / "批复.pdf").write_bytes(b"%PDF-1.4 sample")
    attach(ledger, "project", filled["project"], [tmp_path / "批复.pdf"])
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table = open_overview().lists.attachments.list
    if way == "enter":
        qtbot.keyClick(table, Qt.Key.Key_Return)
    else:
        place = table.visualItemRect(table.item(0, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(opened))
    assert [Path(one).read_bytes() for one in opened] == [b"%PDF-1.4 sample"]
    desk.copies.remove()


@pytest.mark.parametrize("words", ["1023 字节", "1023.9 KB", "200.0 MB"])
def test_the_size_of_a_file_is_shown_whole(filled, open_overview, words):
    table = open_overview().lists.attachments.list
    assert table.columnWidth(1) >= table.fontMetrics().horizontalAdvance(words) + PADDING + EDGE


def test_another_project_is_picked_and_remembered(qtbot, ledger, desk, filled, open_overview):
    other = make_project(ledger, zone=filled["zone"], name="样例药业项目")
    page = open_overview()
    page.picker.setFocus()
    qtbot.waitUntil(page.picker.hasSelectedText)
    qtbot.keyClicks(page.picker, "ylyy")
    qtbot.keyClick(page.picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.found.project["id"] == other)
    assert page.picker.entry() == Entry("样例药业项目", other)
    assert desk.settings.project == other


def test_what_was_typed_and_names_nothing_gives_way_to_the_project_shown(qtbot, filled, open_overview):
    page = open_overview()
    page.picker.setFocus()
    qtbot.waitUntil(page.picker.hasSelectedText)
    qtbot.keyClicks(page.picker, "zzz")
    page.chart.setFocus()
    assert page.picker.text() == "样例玻璃项目"


def test_a_project_without_anything_says_what_to_do_first(qtbot, ledger, desk, messages, open_overview):
    project = make_project(ledger)
    page = open_overview()
    assert page.no_steps.isVisible()
    assert not page.chart.isVisible()
    page.no_formalities.button.click()
    qtbot.waitUntil(lambda: len(page.flow.records()) == 9)
    assert messages.notes == ["已添加 9 项常用手续，可以撤销"]
    ledger.undo()
    desk.tell_changed()
    qtbot.waitUntil(page.no_formalities.isVisible)
    assert page.project == project


def test_without_a_project_it_leads_to_a_new_one(qtbot, desk, open_overview):
    page = open_overview()
    with qtbot.waitSignal(desk.new_asked) as asked:
        page.empty.button.click()
    assert asked.args == ["project"]


def test_circles_and_unknown_predecessors_are_said(ledger, filled, open_overview):
    for name, after in (("甲", "乙"), ("乙", "甲"), ("丙", "丁")):
        add(ledger, "milestone", project=filled["project"], name=name, after=after)
    said = open_overview().trouble.text()
    assert "甲、乙" in said
    assert "“丙”的前置“丁”" in said


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_the_chart_is_written_as_a_picture(qtbot, tmp_path, filled, messages, open_overview, ending):
    page = open_overview()
    with qtbot.waitSignal(messages.told):
        page.write_picture(tmp_path / f"图{ending}")
    assert (tmp_path / f"图{ending}").stat().st_size > 1000
    assert messages.notes == [f"已写入 图{ending}，在 {tmp_path}"]


def test_narrow_the_lists_go_below_and_nothing_is_wider_than_the_page(qtbot, filled, open_overview):
    page = open_overview(width=640)
    qtbot.waitUntil(lambda: page.lists.y() > page.flow_card.geometry().bottom())
    assert page._area.widget().width() <= page._area.viewport().width()


def test_the_project_page_leads_here_with_its_current_project(qtbot, desk, filled, open_page):
    page = open_page("project")
    with qtbot.waitSignal(desk.overview_asked) as asked:
        page.findChild(QPushButton, "action.overview").click()
    assert asked.args == [filled["project"]]


def test_no_other_page_of_records_does(filled, open_page):
    assert open_page("milestone").findChild(QPushButton, "action.overview") is None


def test_asked_for_from_elsewhere_the_window_opens_it_on_that_project(qtbot, ledger, desk, filled, messages):
    from zonedesk.ui.window import Window

    other = make_project(ledger, zone=filled["zone"])
    window = Window(desk.settings, messages)
    qtbot.addWidget(window)
    window.open_ledger(ledger)
    window.show()
    window.desk.overview_asked.emit(other)
    page = window.page("overview")
    qtbot.waitUntil(lambda: page.found is not None and page.found.project["id"] == other)
    assert window.place == "overview"
    assert page.objectName() == "page.overview"
