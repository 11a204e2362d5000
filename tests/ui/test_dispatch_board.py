"""The dispatch board: cards by state, moved by keyboard, menu and drag, handed over, solved, taken to a meeting, printed."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.builders import add, make_project, make_zone
from zonedesk.actions.records import get, list_rows
from zonedesk.store.query import Query
from zonedesk.ui.dispatch_cards import due_words
from zonedesk.ui.dispatch_page import DispatchPage

DAY = "2023-10-31"


@pytest.fixture
def zone(ledger):
    return make_zone(ledger, short_name="祁县经开区")


@pytest.fixture
def stuck(ledger, zone):
    """Add a bottleneck by its description."""

    def make(text, status="raised", **values):
        whole = {"zone": zone, "kind": "land", "description": text, "status": status, **values}
        return add(ledger, "bottleneck", **whole)

    return make


@pytest.fixture
def three(stuck):
    return [
        stuck("水压不足", due_on="2023-11-03"),
        stuck("管线未迁", "working", department="供电公司", due_on="2023-10-10"),
        stuck("能评核减", "solved", department="能源局", result="已核", solved_on="2023-10-19"),
    ]


@pytest.fixture
def show(qtbot, desk):
    def show_(width=1214, height=694):
        desk.settings.year, desk.settings.month = 2023, 10
        page = DispatchPage(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        qtbot.waitUntil(lambda: page.found is not None)
        return page

    return show_


@contextmanager
def answering(answer):
    """Answer the dialog that opens; the test fails where none does."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, look)
            return
        seen.append(dialog.objectName())
        answer(dialog)

    QTimer.singleShot(0, look)
    yield
    assert seen


def texts(page):
    return {state: [card.text for card in column.cards()] for state, column in page.columns.items()}


def test_each_card_stands_in_the_column_of_its_state_with_its_count(show, three):
    page = show()
    assert texts(page) == {"raised": ["水压不足"], "working": ["管线未迁"], "solved": ["能评核减"]}
    assert [page.counts[state].text() for state in page.counts] == ["1", "1 · 超期 1", "1"]
    assert page.status() == "截至 2023-10-31 · 未解决 2 个 · 超期 1 个 · 7 天内到期 1 个"


@pytest.mark.parametrize(
    ("due_on", "words"),
    [("2023-10-10", ("超期 21 天", "red")), (DAY, ("今天到期", "amber")), ("2023-11-07", ("剩 7 天", "amber")),
     ("2023-11-08", ("剩 8 天", None)), (None, ("未定时限", None))],
)  # fmt: skip
def test_a_deadline_turns_amber_within_a_week_and_red_when_past(show, stuck, due_on, words):
    stuck("堵点", due_on=due_on)
    assert due_words(show().columns["raised"].cards()[0]) == words


def test_ctrl_right_hands_over_with_department_person_and_day(qtbot, ledger, show, three):
    page = show()
    column = page.columns["raised"]
    column.setFocus()

    def fill(dialog):
        assert dialog.editors["due_on"].text() == "2023-11-03"
        dialog.editors["department"].setText("住建局")
        dialog.editors["person"].setText("张三")
        dialog.finish()

    with answering(fill):
        qtbot.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "水压不足" in texts(page)["working"])
    row = get(ledger, "bottleneck", three[0])
    assert (row["status"], row["department"], row["person"]) == ("working", "住建局", "张三")
    ledger.undo()
    assert get(ledger, "bottleneck", three[0])["status"] == "raised"


def test_handing_over_needs_a_department_and_a_day_that_can_be_read(show, three):
    page = show()
    said = {}

    def answer(dialog):
        dialog.editors["due_on"].setText("下周")
        dialog.finish()
        said.update({name: line.text() for name, line in dialog.problems.items() if line.isVisible()})
        dialog.reject()

    with answering(answer):
        page.move_card(page.columns["raised"].cards()[0], "working")
    assert said["department"] == "请填写责任部门"
    assert "下周" in said["due_on"]


def test_solving_asks_for_the_result_at_its_field(qtbot, ledger, show, three):
    page = show()
    said = []

    def answer(dialog):
        assert dialog.editors["solved_on"].text() == DAY
        dialog.finish()
        said.append(dialog.problems["result"].text())
        dialog.editors["result"].setPlainText("已迁改")
        dialog.finish()

    with answering(answer):
        page.move_card(page.columns["working"].cards()[0], "solved")
    assert said == ["已解决的请写明办理结果"]
    row = get(ledger, "bottleneck", three[1])
    assert (row["status"], row["result"], row["solved_on"]) == ("solved", "已迁改", DAY)


def test_ctrl_left_moves_back_at_once_and_keeps_the_department(qtbot, ledger, show, three):
    page = show()
    column = page.columns["working"]
    column.setFocus()
    qtbot.keyClick(column, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not column.count())
    row = get(ledger, "bottleneck", three[1])
    assert (row["status"], row["department"]) == ("raised", "供电公司")


def test_a_card_dropped_on_another_column_is_to_move_there(qtbot, show, three, monkeypatch):
    page = show()
    source, target = page.columns["working"], page.columns["raised"]
    monkeypatch.setattr(QDropEvent, "source", lambda _: source)
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(target.moved) as asked:
        target.dropEvent(drop)
    assert (asked.args[0].text, asked.args[1]) == ("管线未迁", "raised")
    qtbot.waitUntil(lambda: "管线未迁" in texts(page)["raised"])


def test_the_arrows_walk_between_columns_and_enter_opens_the_record(qtbot, desk, show, three):
    page = show()
    page.columns["raised"].setFocus()
    qtbot.keyClick(page.columns["raised"], Qt.Key.Key_Right)
    qtbot.waitUntil(page.columns["working"].hasFocus)
    with qtbot.waitSignal(desk.record_asked) as asked:
        qtbot.keyClick(page.columns["working"], Qt.Key.Key_Return)
    assert asked.args == ["bottleneck", three[1]]


def test_n_makes_a_bottleneck_in_the_zone_that_is_looked_at(qtbot, ledger, zone, show, three):
    page = show()
    page.zone.setCurrentIndex(page.zone.findData(zone))
    column = page.columns["raised"]
    column.setFocus()
    qtbot.waitUntil(column.hasFocus)
    names = []

    def answer(dialog):
        names.append((dialog.objectName(), dialog.findChild(QLineEdit, "field.bottleneck.zone").text()))
        dialog.reject()

    with answering(answer):
        qtbot.keyClick(column, Qt.Key.Key_N)
    assert names == [("dialog.new.bottleneck", "祁县经开区")]


def test_the_menu_offers_the_states_that_a_card_is_not_in(qtbot, show, three):
    page = show()
    page._show_menu(page.columns["working"].cards()[0], QPoint(0, 0))
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words == ["打开\tEnter", "退回待交办", "标记解决…"]


@pytest.mark.parametrize(
    ("choose", "left"),
    [
        (lambda page: page.department.setCurrentIndex(page.department.findData("供电公司")), ["管线未迁"]),
        (lambda page: page.kind.setCurrentIndex(page.kind.findData("funds")), ["贷款未到"]),
        (lambda page: page.zone.setCurrentIndex(page.zone.findText("平遥经开区")), ["贷款未到"]),
        (lambda page: page.late.setChecked(True), ["管线未迁"]),
    ],
)
def test_a_filter_leaves_what_it_names(ledger, show, stuck, three, choose, left):
    project = make_project(ledger, zone=make_zone(ledger, short_name="平遥经开区"))
    stuck("贷款未到", kind="funds", zone=None, project=project)
    page = show()
    choose(page)
    page._show_cards()
    assert [text for column in texts(page).values() for text in column] == left


def test_by_department_lists_what_is_open_under_each(qtbot, desk, show, stuck, three):
    stuck("线路滞后", "working", department="供电公司")
    page = show()
    page.views.button("departments").click()
    assert page.ledger.groups() == ["供电公司　2 个未解决，1 个超期", "未定部门　1 个未解决"]
    with qtbot.waitSignal(desk.record_asked):
        qtbot.keyClick(page.ledger, Qt.Key.Key_Return)


def test_a_meeting_takes_up_what_is_ticked(qtbot, ledger, show, three):
    page = show()

    def answer(dialog):
        assert [card.text for card in dialog.ticked()] == ["管线未迁", "水压不足"]
        dialog.list.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
        dialog.topic.setText("10月调度会")
        dialog.finish()

    with answering(answer):
        page.hold_meeting()
    rows = list_rows(ledger, Query("action_item"))
    assert [(row["text"], row["meeting.caption"]) for row in rows] == [("管线未迁", "10月调度会")]


def test_a_meeting_sets_department_and_deadline_line_by_line_with_the_keyboard(qtbot, ledger, show, three):
    page = show()

    def typed(dialog, name, words, key):
        editor = dialog.list.findChild(QLineEdit, f"cell.dispatch.{name}")
        editor.setText(words)
        qtbot.keyClick(editor, key)

    def answer(dialog):
        dialog.list.setCurrentCell(0, 2)
        qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
        typed(dialog, "department", "住建局", Qt.Key.Key_Tab)
        assert (dialog.list.currentRow(), dialog.list.currentColumn()) == (0, 3)
        qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
        typed(dialog, "due_on", "2023.11.20", Qt.Key.Key_Return)
        assert (dialog.list.currentRow(), dialog.list.currentColumn()) == (1, 3)
        dialog.finish()

    with answering(answer):
        page.hold_meeting()
    rows = {row["text"]: (row["department"], row["due_on"]) for row in list_rows(ledger, Query("action_item"))}
    assert rows == {"管线未迁": ("住建局", "2023-11-20"), "水压不足": (None, "2023-11-03")}


@pytest.mark.parametrize("words", ["下周", "2022-01-01"])
def test_a_deadline_that_will_not_do_is_said_with_its_bottleneck(ledger, show, stuck, words):
    stuck("管线未迁", found_on="2023-10-01")
    page = show()
    said = []

    def answer(dialog):
        dialog.list.item(0, 3).setText(words)
        dialog.finish()
        said.append(dialog.problem.text())
        dialog.reject()

    with answering(answer):
        page.hold_meeting()
    assert said[0].startswith("“管线未迁”：")
    assert list_rows(ledger, Query("meeting")) == []


def test_a_meeting_on_a_day_that_cannot_be_read_says_so_and_stays_open(show, ledger, three):
    page = show()
    said = []

    def answer(dialog):
        dialog.held_on.setText("下周")
        dialog.finish()
        said.append(dialog.problem.text())
        dialog.reject()

    with answering(answer):
        page.hold_meeting()
    assert "下周" in said[0]
    assert list_rows(ledger, Query("meeting")) == []


@pytest.mark.parametrize("what", ["print_list", "print_notices"])
def test_the_list_and_the_notices_are_previewed(qtbot, ledger, show, three, what):
    meeting = add(ledger, "meeting", topic="10月调度会", kind="dispatch", held_on=DAY)
    add(ledger, "action_item", meeting=meeting, text="限期迁改", department="供电公司")
    page = show()
    titles = []

    def answer(dialog):
        titles.append(dialog.windowTitle())
        dialog.reject()

    with answering(answer):
        getattr(page, what)()
    assert titles == [{"print_list": "打印预览：堵点难点调度会一览表", "print_notices": "打印预览：督办单"}[what]]


def test_the_preview_of_notices_calls_the_office_what_the_sheet_calls_it(ledger, show, three):
    meeting = add(ledger, "meeting", topic="10月调度会", kind="dispatch", held_on=DAY)
    add(ledger, "action_item", meeting=meeting, text="限期迁改", department="供电公司")
    page = show()
    words = []

    def answer(dialog):
        words.extend(line.text() for line in dialog.findChildren(QLabel))
        dialog.reject()

    with answering(answer):
        page.print_notices()
    assert "交办单位" in words
    assert "填报单位" not in words


def test_the_notices_of_a_meeting_are_printed_from_its_page_too(ledger, open_page, three):
    meeting = add(ledger, "meeting", topic="10月调度会", kind="dispatch", held_on=DAY)
    add(ledger, "action_item", meeting=meeting, text="限期迁改", department="供电公司")
    page = open_page("meeting")
    with answering(lambda dialog: dialog.reject()):
        page.findChild(QPushButton, "action.notices").click()


@pytest.mark.parametrize(("kind", "late"), [("bottleneck", ["管线未迁"]), ("action_item", ["限期迁改"])])
def test_what_is_overdue_today_is_a_quick_view(qtbot, ledger, open_page, stuck, kind, late):
    past, coming = "2023-10-10", "2999-01-01"
    for text, due_on in (("管线未迁", past), ("水压不足", coming)):
        stuck(text, due_on=due_on)
    meeting = add(ledger, "meeting", topic="10月调度会", kind="dispatch", held_on=DAY)
    for text, due_on, done_on in (("限期迁改", past, None), ("增设泵站", coming, None), ("已办", past, past)):
        add(ledger, "action_item", meeting=meeting, text=text, due_on=due_on, done_on=done_on)
    page = open_page(kind)
    page.findChild(QPushButton, f"view.{kind}.超期").click()
    assert [page.list.model.row_at(place)["caption"] for place in range(page.list.model.rowCount())] == late


def test_without_items_to_print_the_page_says_what_to_do(show, messages, three):
    show().print_notices()
    assert messages.warnings == ["没有未办结的议定事项。请先开调度会，或在会议里录入议定事项"]


def test_all_that_is_solved_is_one_step_away(qtbot, desk, show, three, stuck):
    stuck("早已解决", "solved", result="已办", solved_on="2022-01-01")
    page = show()
    assert page.all_solved.text() == "全部 2 个"
    with qtbot.waitSignal(desk.records_asked) as asked:
        page.all_solved.click()
    assert asked.args[0] == "bottleneck"


def test_without_bottlenecks_the_page_says_what_to_do_first(qtbot, show):
    page = show()
    assert page.empty.isVisible()
    with answering(lambda dialog: dialog.reject()):
        page.empty.button.click()
